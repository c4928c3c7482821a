"""One account of 200 options under 100 scenarios by one numpy broadcast, a hundred times."""

import sys
import time

import numpy as np
from scipy.special import ndtr

SPOT, VOLATILITY, RATE, YEAR = 100.0, 0.4, 0.03, 365.0


def spread(i, step):
    return i * step - np.floor(i * step)


def account(count):
    i = np.arange(count, dtype=float)
    days = 2 + np.floor(700 * spread(i, 0.7548776662))
    sign = np.where(i % 2 == 0, 1.0, -1.0)
    units = 100 * (i % 7 - 3 - 0.5)
    return 60 + 80 * spread(i, 0.6180339887), days, sign, units


def price(forward, strike, years, volatility, sign):
    deviation = volatility * np.sqrt(years)
    d1 = np.log(forward / strike) / deviation + 0.5 * deviation
    value = forward * ndtr(sign * d1) - strike * ndtr(sign * (d1 - deviation))
    return sign * np.exp(-RATE * years) * value


def profits(book, moves, volatilities):
    strike, days, sign, units = book
    base = price(SPOT, strike, days / YEAR, VOLATILITY, sign)
    years = ((days - 1) / YEAR)[:, None]
    shocked = price(SPOT * (1 + moves), strike[:, None], years, VOLATILITY * volatilities, sign[:, None])
    return units @ (shocked - base[:, None])


def main():
    book, j = account(200), np.arange(100)
    moves, volatilities = 0.03 * (j % 20) - 0.285, 1 + 0.1 * (j // 20) - 0.2
    first = profits(book, moves, volatilities)
    print("profits", repr(float(first.sum())), repr(float(-first.min())), flush=True)
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.process_time()
        for _ in range(100):
            profits(book, moves, volatilities)
        print(time.process_time() - start, flush=True)


main()
