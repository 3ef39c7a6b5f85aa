"""Makes the tables of Benchmarks/audit, and checks the rule of a rate with pandas, vectorised.

    audit.py make FILE ROWS | wide FILE ROWS COLUMNS | check FILE

The check reads text, as decimals printed must be known, and compares in whole numbers: a rate of d decimals agrees if
|2 (100 n 10^d - r N)| <= N, where n of N people are printed with the digits r.
"""

import sys
import time

import numpy as np


def make(path, rows):
    rng = np.random.default_rng(1)
    cohort = rng.integers(20, 20_001, rows)
    events = (cohort * rng.uniform(0.1, 0.7, rows)).astype(int)
    tenths = (2 * 1000 * events + cohort) // (2 * cohort)
    tenths[:: rows // 100] += 10
    with open(path, "w") as out:
        out.write("area,cohort,reoffenders,rate\n")
        for i in range(rows):
            out.write(f"Area {i},{cohort[i]},{events[i]},{tenths[i] // 10}.{tenths[i] % 10}%\n")


def wide(path, rows, columns):
    rng = np.random.default_rng(2)
    data = rng.integers(20, 20_001, (rows, columns))
    with open(path, "w") as out:
        out.write("area," + ",".join(f"measure_{c}" for c in range(columns)) + ",rate\n")
        for i, row in enumerate(data):
            share = 100 * min(row[3], row[7]) / max(row[3], row[7])
            out.write(f"Area {i}," + ",".join(map(str, row)) + f",{share:.1f}%\n")


def check(path):
    import pandas as pd

    start = time.perf_counter()
    table = pd.read_csv(path, dtype={"area": str, "rate": str})
    read = time.perf_counter()
    text = table["rate"].str.rstrip("%")
    decimals = text.str.len() - text.str.find(".") - 1
    digits = text.str.replace(".", "", regex=False).astype(np.int64).to_numpy()
    scale = 100 * 10 ** decimals.to_numpy()
    n, people = table["reoffenders"].to_numpy(), table["cohort"].to_numpy()
    wrong = np.abs(2 * (scale * n - digits * people)) > people
    end = time.perf_counter()
    print(f"pandas {pd.__version__}: {read - start:.2f} s reading, {end - read:.2f} s checking, {end - start:.2f} s together")
    print(f"rows accused, pandas:                  {int(wrong.sum())}")


if sys.argv[1] == "make":
    make(sys.argv[2], int(sys.argv[3]))
elif sys.argv[1] == "wide":
    wide(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
else:
    check(sys.argv[2])
