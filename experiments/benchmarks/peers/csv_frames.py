"""Reads the bars of a CSV file with another library: polars, pandas or duckdb.

  csv_frames.py LIBRARY FILE [once]

Answers each line of standard input with the seconds of the clock and of all processors, and the sum
of the closes; with `once` reads once and prints its peak memory in MiB. One thread each where
POLARS_MAX_THREADS or the like say so."""

import os
import resource
import sys
import time

library, path = sys.argv[1], sys.argv[2]
COLUMNS = ["open", "high", "low", "close", "volume"]


def with_polars():
    import polars

    def read():
        frame = polars.read_csv(path, schema_overrides=dict.fromkeys(COLUMNS, polars.Float64), try_parse_dates=True)
        return frame["close"].sum()
    return read


def with_pandas():
    import pandas

    return lambda: pandas.read_csv(path, parse_dates=["timestamp"])["close"].sum()


def with_duckdb():
    import duckdb

    def read():
        connection = duckdb.connect()
        connection.execute(f"SET threads TO {os.environ.get('POLARS_MAX_THREADS', '2')}")
        connection.execute(f"CREATE TABLE bars AS SELECT * FROM read_csv('{path}')")
        return connection.execute("SELECT sum(close) FROM bars").fetchone()[0]
    return read


read = {"polars": with_polars, "pandas": with_pandas, "duckdb": with_duckdb}[library]()
if sys.argv[3:] == ["once"]:
    read()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    sys.exit()
print("ready", flush=True)
for _ in sys.stdin:
    wall, processors = time.perf_counter(), time.process_time()
    total = read()
    print(time.perf_counter() - wall, time.process_time() - processors, total, flush=True)
