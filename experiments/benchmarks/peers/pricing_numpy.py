"""A million options with four Greeks by numpy and scipy, in blocks of 8192 that stay in the cache."""

import sys
import time

import numpy as np
from scipy.special import ndtr

COUNT, BLOCK, RATE, YIELD, SPOT = 1_000_000, 8192, 0.03, 0.01, 100.0


def spread(i, step):
    return i * step - np.floor(i * step)


def evaluate(strike, years, vol, sign, out):
    for start in range(0, COUNT, BLOCK):
        part = slice(start, start + BLOCK)
        k, t, v, s = strike[part], years[part], vol[part], sign[part]
        root = np.sqrt(t)
        deviation = v * root
        d1 = (np.log(SPOT / k) + (RATE - YIELD) * t) / deviation + 0.5 * deviation
        d2 = d1 - deviation
        near, far = SPOT * np.exp(-YIELD * t), k * np.exp(-RATE * t)
        density = np.exp(-0.5 * d1 * d1) * 0.3989422804014327
        spot_part, strike_part = near * ndtr(s * d1), far * ndtr(s * d2)
        out[0][part] = s * (spot_part - strike_part)
        out[1][part] = s * spot_part / SPOT
        out[2][part] = near * density / (SPOT * SPOT * deviation)
        out[3][part] = near * density * root
        out[4][part] = s * (YIELD * spot_part - RATE * strike_part) - near * density * v / (2 * root)


def main():
    i = np.arange(COUNT, dtype=float)
    terms = (
        60 + 80 * spread(i, 0.6180339887),
        0.05 + 2 * spread(i, 0.7548776662),
        0.1 + 0.6 * spread(i, 0.5698402910),
        np.where(i % 2 == 0, 1.0, -1.0),
    )
    out = np.empty((5, COUNT))
    evaluate(*terms, out)
    print("sums", *(repr(float(column.sum())) for column in out), flush=True)
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        evaluate(*terms, out)
        print(time.perf_counter() - start, flush=True)


main()
