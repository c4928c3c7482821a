#!/usr/bin/env python3
"""Times reading bars from CSV beside its peers, in turn, and prints ratios of processor time.

Bars of 59 to 67 bytes a row (timestamp, open, high, low, close, volume) become six columns; libcsv alone
only counts fields, or calls strtod. A run's prices are the first five columns, every row checked. SwiftCSV
reads the first tenth. Every peer must find the same sum of closes. Called by `run` once the Swift programs are built; installs polars, pandas and duckdb beside them.

  csv_contest.py [--rounds N] [--rows N] [--memory-rows N]
"""

import argparse
import datetime
import os
import pathlib
import random
import statistics
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE / ".build"
ONE_THREAD = {**os.environ, "POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1"}


def bars(rows):
    """A file of that many minute bars, the same each time."""
    path = BUILD / f"bars-{rows}.csv"
    if path.exists():
        return path
    numbers, time, close = random.Random(1), datetime.datetime(2000, 1, 1), 40000.0
    unfinished = path.with_suffix(".unfinished")
    with open(unfinished, "w") as file:
        file.write("timestamp,open,high,low,close,volume\n")
        for _ in range(rows):
            start, close = close, max(1000.0, close + numbers.gauss(0, 20))
            high, low = max(start, close) + numbers.random() * 9, min(start, close) - numbers.random() * 9
            file.write(f"{time.isoformat()}Z,{start:.2f},{high:.2f},{low:.2f},{close:.2f},{numbers.random() * 9:.3f}\n")
            time += datetime.timedelta(minutes=1)
    unfinished.rename(path)
    return path


def interpreter():
    """An interpreter with the peers written for Python."""
    python = BUILD / "csv-peers" / "bin" / "python"
    if not python.exists():
        venv.create(BUILD / "csv-peers", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "polars", "pandas", "duckdb"], check=True)
    return python


class Reader:
    """A program that reads the file once for each line, and answers with seconds and a sum."""

    def __init__(self, name, command):
        self.name, self.seconds, self.sum = name, [], None
        self.process = subprocess.Popen(
            [str(part) for part in command], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ONE_THREAD)
        self.process.stdout.readline()

    def read(self, is_counted=True):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if is_counted:
            self.seconds.append(float(answer[1] if len(answer) > 1 else answer[0]))
        self.sum = float(answer[2]) if len(answer) > 2 else None


def contest(readers, rounds):
    """Every reader once a round, in turn; ratios to the first, round by round."""
    for reader in readers:
        reader.read(is_counted=False)
    for reader in readers:
        if reader.sum is not None and abs(reader.sum / readers[0].sum - 1) > 1e-12:
            sys.exit(f"{reader.name} finds {reader.sum}, {readers[0].name} {readers[0].sum}: not the same job")
    for _ in range(rounds):
        for reader in readers:
            reader.read()
    for reader in readers:
        ratios = sorted(b / a for a, b in zip(readers[0].seconds, reader.seconds))
        print(
            f"  {reader.name:<34} median {statistics.median(reader.seconds):8.4f} s"
            f"  ratio {statistics.median(ratios):6.2f}  ({ratios[0]:.2f} to {ratios[-1]:.2f})", flush=True)
        reader.process.kill()


def peak(command):
    """The peak memory of a program that reads the file once, in MiB."""
    process = subprocess.Popen([str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdin.write(b"\n")
    process.stdin.close()
    process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss / 1024


def swift_csv():
    """The SwiftCSV peer, a package of its own, so that margincall does not depend on it."""
    package = HERE / "swift-csv"
    subprocess.run(["swift", "build", "-c", "release", "--package-path", package], check=True)
    return package / ".build" / "release" / "SwiftCSVPeer"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--rows", type=int, default=1_600_000)
    parser.add_argument("--memory-rows", type=int, default=16_000_000)
    arguments = parser.parse_args()
    own, frames = BUILD / "release" / "CSVBenchmark", HERE / "peers" / "csv_frames.py"
    library = BUILD / "csv_libcsv"
    subprocess.run(
        ["gcc", "-O3", "-march=native", HERE / "peers" / "csv_libcsv.c", "-o", library, "-lcsv"], check=True)
    python, path = interpreter(), bars(arguments.rows)
    print(f"\n{arguments.rows} bars from CSV into columns, processor time of one thread")
    contest([
        Reader("margincall", [own, "one", path]),
        Reader("margincall, a run's prices", [own, "prices", path]),
        Reader("libcsv, counting fields only", [library, "count", path]),
        Reader("libcsv and strtod", [library, "strtod", path]),
        Reader("polars", [python, frames, "polars", path]),
        Reader("pandas", [python, frames, "pandas", path]),
        Reader("duckdb", [python, frames, "duckdb", path]),
    ], arguments.rounds)
    small = bars(arguments.rows // 10)
    print(f"{arguments.rows // 10} bars")
    contest([Reader("margincall", [own, "one", small]), Reader("SwiftCSV and Double", [swift_csv(), small])], arguments.rounds)
    large = bars(arguments.memory_rows)
    print(f"peak memory of {arguments.memory_rows} bars ({large.stat().st_size / 2**20:.0f} MiB), MiB")
    for name, command in [
        ("margincall, streaming", [own, "stream", large]),
        ("margincall, columns kept", [own, "two", large]),
        ("margincall, a run's prices", [own, "prices", large]),
        ("polars", [python, frames, "polars", large, "once"]),
        ("pandas", [python, frames, "pandas", large, "once"]),
        ("duckdb", [python, frames, "duckdb", large, "once"]),
    ]:
        print(f"  {name:<34} {peak(command):8.0f}", flush=True)


main()
