"""A book of 100 options hedged daily over 5,000 days, as a researcher would write it with numpy.

A loop over days, vectorised over options: interest, mark, attribution to seven parts, rolls five days
before expiry, all six Greeks, daily delta hedge with fee, half-spread and square-root impact. Keeps
equity and the parts of every day. Answers each line of standard input with the processor seconds one
replay took; prints what to compare first.
"""

import csv
import datetime
import math
import sys
import time

import numpy as np
from scipy.special import ndtr, ndtri

RATE, YEAR, DAYS = 0.03, 365.0, 5000
FEE, HALF_SPREAD, IMPACT, ADV = 1e-4, 2e-4, 0.5, 200_000.0
OPTION_FEE, OPTION_SPREAD = 0.65, 0.05
ROOT_TWO_PI = math.sqrt(2 * math.pi)


def load(path):
    with open(path) as file:
        rows = [(row["date"], float(row["close"])) for row in csv.DictReader(file)]
    days = np.array([datetime.date.fromisoformat(d).toordinal() for d, _ in rows])
    spots = np.array([c for _, c in rows])
    returns = np.diff(np.log(spots))
    vols = np.full(len(spots), np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(returns, 21)
    vols[21:] = np.maximum(windows.std(axis=1, ddof=1) * math.sqrt(252) * 1.2, 0.12)
    return days[-DAYS:], spots[-DAYS:], vols[-DAYS:]


class Book:
    """Fifty short strangles: calls first, then puts."""

    def __init__(self):
        i = np.arange(50)
        self.sign = np.repeat([1.0, -1.0], 50)
        self.delta = np.tile(0.10 + 0.006 * i, 2)
        self.tenor = np.tile(30 + 3 * i, 2)
        self.contracts = -np.tile(1 + i % 5, 2).astype(float)
        self.units = 100 * self.contracts
        self.strike = np.zeros(100)
        self.expiry = np.zeros(100)

    def open(self, due, day, spot, vol):
        years = self.tenor[due] / YEAR
        deviation = vol * np.sqrt(years)
        place = -self.sign[due] * ndtri(self.delta[due]) * deviation
        self.strike[due] = spot * np.exp(RATE * years + place + 0.5 * deviation**2)
        self.expiry[due] = day + self.tenor[due]

    def values(self, day, spot, vol, due=slice(None)):
        strike, sign = self.strike[due], self.sign[due]
        years = (self.expiry[due] - day) / YEAR
        deviation = vol * np.sqrt(years)
        d1 = (np.log(spot / strike) + RATE * years) / deviation + 0.5 * deviation
        discounted = strike * np.exp(-RATE * years)
        return sign * (spot * ndtr(sign * d1) - discounted * ndtr(sign * (d1 - deviation)))

    def greeks(self, day, spot, vol):
        """Value of each option; delta, gamma, vega, theta, vanna and volga of the book."""
        years = (self.expiry - day) / YEAR
        root = np.sqrt(years)
        deviation = vol * root
        d1 = (np.log(spot / self.strike) + RATE * years) / deviation + 0.5 * deviation
        d2 = d1 - deviation
        up, down = ndtr(self.sign * d1), ndtr(self.sign * d2)
        density = np.exp(-0.5 * d1 * d1) / ROOT_TWO_PI
        discounted = self.strike * np.exp(-RATE * years)
        vega = spot * density * root
        book = np.array([
            self.units @ (self.sign * up),
            self.units @ (density / (spot * deviation)),
            self.units @ vega,
            self.units @ (-spot * density * vol / (2 * root) - RATE * self.sign * discounted * down),
            self.units @ (-density * d2 / vol),
            self.units @ (vega * d1 * d2 / vol),
        ])
        return self.sign * (spot * up - discounted * down), book


def charge(contracts):
    return np.abs(contracts).sum() * (OPTION_FEE + 100 * OPTION_SPREAD)


def replay(days, spots, vols):
    book, cash, hedge, cost = Book(), 1e8, 0.0, 0.0
    equities, parts = np.zeros(DAYS), np.zeros((DAYS, 7))
    for i in range(DAYS):
        day, spot, vol = days[i], spots[i], vols[i]
        if i:
            dt = (day - days[i - 1]) / YEAR
            cash += cash * math.expm1(RATE * dt)
            marked = book.values(day, spot, vol)
            move, change = spot - spots[i - 1], vol - vols[i - 1]
            parts[i, :6] = sensitivities * (
                move, 0.5 * move**2, change, dt, move * change, 0.5 * change**2)
            parts[i, 6] = book.units @ (marked - before) - parts[i, :6].sum()
            due = np.flatnonzero(book.expiry <= day + 5)
            cash += book.units[due] @ marked[due] - charge(book.contracts[due])
        else:
            due = np.arange(100)
        if len(due):
            book.open(due, day, spot, vol)
            cash -= book.units[due] @ book.values(day, spot, vol, due) + charge(book.contracts[due])
        before, sensitivities = book.greeks(day, spot, vol)
        trade = -sensitivities[0] - hedge
        notional = abs(trade) * spot
        impact = IMPACT * vol / math.sqrt(252) * math.sqrt(abs(trade) / ADV)
        paid = notional * (FEE + HALF_SPREAD + impact)
        cash -= trade * spot + paid
        hedge, cost = hedge + trade, cost + paid
        equities[i] = cash + book.units @ before + hedge * spot
    return equities, parts, cost


def main():
    data = load(sys.argv[1])
    equities, parts, cost = replay(*data)
    print("book", *(repr(float(x)) for x in [equities[-1], equities.min(), parts[:, 6].sum(), cost]), flush=True)
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.process_time()
        replay(*data)
        print(time.process_time() - start, flush=True)


main()
