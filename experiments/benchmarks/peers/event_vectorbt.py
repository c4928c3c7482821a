"""A rule on a million bars with vectorbt's `Portfolio.from_order_func`, compiled by numba.

Every thousandth bar the account turns from one contract long to one short, or back, and pays a fee on
notional. Every bar the order function computes the margin requirement and compares it with equity. The
compiler runs before the first timing. Answers each line of standard input with the processor seconds of
one simulation; prints what to compare first.
"""

import sys
import time

import numpy as np
import pandas as pd
import vectorbt as vbt
from event_prices import prices
from numba import njit
from vectorbt.portfolio import nb
from vectorbt.portfolio.enums import SizeType


@njit
def order(c, lowest):
    price = c.close[c.i, c.col]
    equity = c.cash_now + c.position_now * price
    lowest[0] = min(lowest[0], equity - 0.0125 * abs(c.position_now) * price)
    if c.i % 1000:
        return nb.order_nothing_nb()
    target = 1.0 if c.i // 1000 % 2 == 0 else -1.0
    return nb.order_nb(size=target, price=price, size_type=SizeType.TargetAmount, fees=5e-4)


def simulate(close, lowest):
    return vbt.Portfolio.from_order_func(
        close, order, lowest, init_cash=100_000.0, freq="1min", max_orders=len(close) // 1000 + 1)


def main():
    bars = int(sys.argv[1])
    times = pd.date_range("2023-11-14 22:13:20", periods=bars, freq="min")
    close, lowest = pd.Series(prices(bars) / 100, index=times), np.array([np.inf])
    portfolio = simulate(close, lowest)
    print("account", repr(float(portfolio.final_value())), repr(float(portfolio.orders.count())), flush=True)
    print("margin", repr(float(lowest[0])), flush=True)
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.process_time()
        simulate(close, lowest)
        print(time.process_time() - start, flush=True)


main()
