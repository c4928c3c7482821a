"""Options by numpy and scipy, in blocks of 8192 that stay in the cache.

`whole`: a million, price and four Greeks, results kept; `blocks`: the same, every block's results written
over the last; `grid`: 500 options under 35 scenarios by broadcasting, price only.
"""

import sys
import time

import numpy as np
from scipy.special import ndtr

COUNT, BLOCK, RATE, FORWARD = 1_000_000, 8192, 0.03, 100.0


def spread(i, step):
    return i * step - np.floor(i * step)


def greeks(k, t, v, s, out):
    root = np.sqrt(t)
    deviation = v * root
    d1 = np.log(FORWARD / k) / deviation + 0.5 * deviation
    d2 = d1 - deviation
    discount = np.exp(-RATE * t)
    near, far = FORWARD * discount, k * discount
    density = np.exp(-0.5 * d1 * d1) * 0.3989422804014327
    value, probability = out[0], ndtr(s * d1)
    weight = near * density
    value[:] = s * (near * probability - far * ndtr(s * d2))
    out[1][:] = s * discount * probability
    out[2][:] = weight / (FORWARD * FORWARD * deviation)
    out[3][:] = weight * root
    out[4][:] = RATE * value - weight * v / (2 * root)


def evaluate(terms, out, keeps):
    for start in range(0, COUNT, BLOCK):
        part = slice(start, min(start + BLOCK, COUNT))
        length = part.stop - part.start
        greeks(*(column[part] for column in terms), out[:, part] if keeps else out[:, :length])


def grid(strike, years, vol, sign, moves, vol_moves):
    k, t, s = strike[:, None], years[:, None], sign[:, None]
    root, discount = np.sqrt(t), np.exp(-RATE * t)
    deviation = vol[:, None] * vol_moves * root
    forward = FORWARD * moves
    d1 = np.log(forward / k) / deviation + 0.5 * deviation
    return s * discount * (forward * ndtr(s * d1) - k * ndtr(s * (d1 - deviation)))


def terms(count):
    i = np.arange(count, dtype=float)
    return (
        60 + 80 * spread(i, 0.6180339887),
        1 / 365 + 2 * spread(i, 0.7548776662),
        0.05 + 1.45 * spread(i, 0.5698402910),
        np.where(i % 2 == 0, 1.0, -1.0),
    )


def job(name):
    if name == "grid":
        columns, j = terms(500), np.arange(35)
        moves, vol_moves = 1 + 0.03 * (j % 7 - 3), 1 + 0.1 * (j // 7 - 2)
        sums = (float(grid(*columns, moves, vol_moves).sum()),)
        return sums, lambda: [grid(*columns, moves, vol_moves) for _ in range(100)]
    columns, keeps = terms(COUNT), name == "whole"
    out = np.empty((5, COUNT if keeps else BLOCK))
    evaluate(columns, out, keeps)
    sums = tuple(float(column.sum()) for column in out) if keeps else ()
    return sums, lambda: evaluate(columns, out, keeps)


def main():
    sums, run = job(sys.argv[1])
    if sums:
        print("sums", *map(repr, sums), flush=True)
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.process_time()
        run()
        print(time.process_time() - start, flush=True)


main()
