#!/usr/bin/env python3
"""Replays modelled minute bars of any number under two models, and prints time and peak memory.

The bars are a random walk, modelled and labelled so; they are made anew for each size. The report folder is
about 2.3 kB a row and model pair (time, positions, margin, attribution) and is removed afterwards.

  long_file.py [--program .build/release/margincall] [--folder DIR] ROWS...
"""

import argparse
import datetime
import os
import pathlib
import random
import resource
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

EXPERIMENT = """\
schema: 1
name: long-file
question: Does the memory of a replay depend on the length of its file?
market:
  underlyings:
    MODELLED:
      prices: {file: FILE, time: time, open: open, high: high, low: low, close: close}
      volatility: 0.5
      rate: 0.03
portfolio:
  currency: USD
  cash: 1_000_000 USD
  strategies:
    - {strategy: short-strangle, underlying: MODELLED, tenor: 30d, delta: 0.25, contracts: 20, roll: 5d}
margin: {models: [reg-t, span]}
hedging: {policy: delta-band, width: 0.05}
costs: {fee: 1bp, half-spread: 2bp}
"""


def write_bars(path, rows):
    """That many minute bars of a modelled price, the same each time."""
    numbers, moment, close = random.Random(1), datetime.datetime(1990, 1, 1), 100.0
    with open(path, "w") as file:
        file.write("time,open,high,low,close\n")
        for _ in range(rows):
            start, close = close, close * (1 + numbers.gauss(0, 0.0005))
            high, low = max(start, close) * 1.0001, min(start, close) * 0.9999
            file.write(f"{moment.isoformat()}Z,{start:.4f},{high:.4f},{low:.4f},{close:.4f}\n")
            moment += datetime.timedelta(minutes=1)


def measured(command):
    """Seconds and peak memory in MiB of a program."""
    start = time.monotonic()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{command[0]} failed")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--program", default=ROOT / ".build/release/margincall")
    parser.add_argument("--folder", help="where bars, temporary files and reports go")
    parser.add_argument("rows", type=int, nargs="+")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        os.environ["TMPDIR"] = folder
        for rows in options.rows:
            bars = pathlib.Path(folder) / f"modelled-{rows}.csv"
            write_bars(bars, rows)
            experiment = bars.with_suffix(".yaml")
            experiment.write_text(EXPERIMENT.replace("FILE", bars.name))
            report = pathlib.Path(folder) / "report"
            seconds, peak = measured([options.program, "run", experiment, "-q", "--out", report])
            size = sum(file.stat().st_size for file in report.rglob("*") if file.is_file())
            print(f"{rows:>10} rows, {bars.stat().st_size / 2**20:7.0f} MiB of CSV: peak {peak:6.1f} MiB, "
                  f"{seconds:7.1f} s, {1e6 * seconds / rows:5.1f} µs a row, report {size / 2**20:8.0f} MiB", flush=True)
            shutil.rmtree(report)
            bars.unlink()


if __name__ == "__main__":
    main()
