"""The replay of experiments/seventy-two-years.yaml as a researcher would write it with numpy.

A loop over days, vectorised over scenarios; the same book, hedge, costs and margin rules, but no
calls, records, reports or error checks. Answers each line of standard input with the processor
seconds one replay took; prints the metrics to compare first.
"""

import csv
import datetime
import math
import sys
import time

import numpy as np
from scipy.special import ndtr, ndtri

RATE, YEAR, CONTRACTS, UNITS = 0.04, 365.0, 20, 2000.0
FEE, HALF_SPREAD, IMPACT, ADV = 1e-4, 2e-4, 0.5, 200_000.0
SPAN = [0, 1 / 3, -1 / 3, 2 / 3, -2 / 3, 1, -1]
SPAN_MOVES = np.array([m for m in SPAN for _ in (0, 1)] + [2, -2])
SPAN_VOLS = np.array([0.04, -0.04] * 7 + [0, 0])
SPAN_COVER = np.array([1.0] * 14 + [0.35] * 2)
TIMS_MOVES = np.array([-0.08 * k / 5 for k in (5, 4, 3, 2, 1)] + [0.06 * k / 5 for k in (1, 2, 3, 4, 5)])


def load(path):
    with open(path) as file:
        rows = [(row["date"], float(row["close"])) for row in csv.DictReader(file)]
    days = np.array([datetime.date.fromisoformat(d).toordinal() for d, _ in rows])
    spots = np.array([c for _, c in rows])
    returns = np.diff(np.log(spots))
    vols = np.full(len(spots), np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(returns, 21)
    vols[21:] = np.maximum(windows.std(axis=1, ddof=1) * math.sqrt(252) * 1.2, 0.12)
    first = int(np.searchsorted(days, datetime.date(1950, 3, 1).toordinal()))
    return days[first:], spots[first:], vols[first:]


def d1_d2(spot, strike, years, vol):
    deviation = vol * np.sqrt(years)
    d1 = (np.log(spot / strike) + RATE * years) / deviation + 0.5 * deviation
    return d1, d1 - deviation


def pair(spot, strikes, years, vol):
    """Values of the call and the put."""
    call, put = strikes
    discount = math.exp(-RATE * years)
    c1, c2 = d1_d2(spot, call, years, vol)
    p1, p2 = d1_d2(spot, put, years, vol)
    return spot * ndtr(c1) - call * discount * ndtr(c2), put * discount * ndtr(-p2) - spot * ndtr(-p1)


def greeks(spot, strikes, years, vol):
    """Delta, gamma, vega, theta, vanna, volga of one call and one put together."""
    total, discount = np.zeros(6), math.exp(-RATE * years)
    for strike, sign in zip(strikes, (1, -1)):
        d1, d2 = d1_d2(spot, strike, years, vol)
        density = math.exp(-0.5 * d1 * d1) / math.sqrt(2 * math.pi)
        vega = spot * density * math.sqrt(years)
        total += (
            sign * ndtr(sign * d1),
            density / (spot * vol * math.sqrt(years)),
            vega,
            -spot * density * vol / (2 * math.sqrt(years)) - sign * RATE * strike * discount * ndtr(sign * d2),
            -density * d2 / vol,
            vega * d1 * d2 / vol,
        )
    return total


def span(spot, vol, strikes, years, hedge, values):
    reach = max(0.071, 3 * vol / math.sqrt(252))
    shocked = spot * (1 + SPAN_MOVES * reach)
    call, put = pair(shocked, strikes, max(years - 1 / YEAR, 1e-300), np.maximum(vol + SPAN_VOLS, 1e-9))
    profit = -UNITS * (call + put - sum(values)) + hedge * (shocked - spot)
    return max(0.0, np.max(-profit * SPAN_COVER), 0.03 * spot * 2 * UNITS)


def tims(spot, vol, strikes, years, hedge, values):
    shocked = spot * (1 + TIMS_MOVES)
    call, put = pair(shocked, strikes, years, vol)
    profit = -UNITS * (call + put - sum(values)) + hedge * (shocked - spot)
    return max(0.0, np.max(-profit), 0.375 * 2 * UNITS)


def reg_t(spot, vol, strikes, years, hedge, values):
    (call, put), (cv, pv) = strikes, values
    naked_call = cv + max(0.15 * spot - max(0, call - spot), 0.10 * spot)
    naked_put = pv + max(0.15 * spot - max(0, spot - put), 0.10 * put)
    both = naked_call + pv if naked_call >= naked_put else naked_put + cv
    stock, covered = 0.5 * spot, min(abs(hedge), UNITS)
    if hedge >= 0:
        cover = max(0.5 * spot, 0.25 * min(spot, call) + max(0, spot - call)) + naked_put
    else:
        cover = 0.5 * spot + max(0, put - spot) + naked_call
    ways = [c * cover + (abs(hedge) - c) * stock + (UNITS - c) * both for c in (0, covered)]
    return max(0.0, min(ways) - UNITS * (cv + pv))


def replay(days, spots, vols, model):
    cash, hedge, cost, margins = 1e8, 0.0, 0.0, []
    strikes = expiry = None
    for i in range(len(days)):
        spot, vol = spots[i], vols[i]
        if i:
            dt = (days[i] - days[i - 1]) / YEAR
            interest = cash * math.expm1(RATE * dt)
            cash += interest
            years = max(expiry - days[i], 0) / YEAR
            values = pair(spot, strikes, years, vol) if years > 0 else (max(0, spot - strikes[0]), max(0, strikes[1] - spot))
            move, change = spot - spots[i - 1], vol - vols[i - 1]
            parts = -UNITS * sensitivities * (move, 0.5 * move**2, change, dt, move * change, 0.5 * change**2)
            residual = -UNITS * (sum(values) - sum(before)) - parts.sum()
            if years > 0:
                model(spot, vol, strikes, years, hedge, values)
        if strikes is None or expiry <= days[i] + 5:
            if strikes is not None:
                cash -= UNITS * sum(values)
            years, deviation = 30 / YEAR, vol * math.sqrt(30 / YEAR)
            strikes = [spot * math.exp(RATE * years - s * ndtri(0.25) * deviation + 0.5 * deviation**2) for s in (1, -1)]
            expiry, values = days[i] + 30, pair(spot, strikes, years, vol)
            cash += UNITS * sum(values)
        sensitivities = greeks(spot, strikes, years, vol)
        delta = -UNITS * sensitivities[0]
        if abs(delta + hedge) > 0.05 * UNITS:
            trade = -delta - hedge
            notional = abs(trade) * spot
            paid = notional * (FEE + HALF_SPREAD + IMPACT * vol / math.sqrt(252) * math.sqrt(abs(trade) / ADV))
            cash -= trade * spot + paid
            hedge, cost = -delta, cost + paid
        margins.append(model(spot, vol, strikes, years, hedge, values))
        before = values
    return cash - UNITS * sum(values) + hedge * spot, max(margins), sum(margins) / len(margins), cost


def main():
    data = load(sys.argv[1])
    models = {"reg-t": reg_t, "tims": tims, "span": span}
    for name, model in models.items():
        print(name, *(repr(float(x)) for x in replay(*data, model)), flush=True)
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.process_time()
        for model in models.values():
            replay(*data, model)
        print(time.process_time() - start, flush=True)


main()
