"""Prices that every program makes alike: whole cents from a linear congruential generator."""

import numpy as np


def prices(bars):
    state, cents, path = 1, 4_000_000, np.zeros(bars, dtype=np.int64)
    for i in range(bars):
        state = (state * 1_103_515_245 + 12345) & 0x7FFFFFFF
        cents = max(1_000_000, cents + (state >> 16) % 2001 - 1000)
        path[i] = cents
    return path
