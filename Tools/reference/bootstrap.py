#!/usr/bin/env python3
"""Writes Reference/bootstrap.csv: limits of a bootstrap of two proportions with infinitely many replicates.

    python3 Tools/reference/bootstrap.py

The resampled events of each group are binomial, so the distribution of the measure is enumerated exactly. SciPy's
bootstrap of the people themselves, with 20,000 replicates, must come within a hundredth.
"""
import csv
import pathlib
import platform

import numpy as np
import scipy
import scipy.stats as st

OUT = pathlib.Path(__file__).resolve().parents[2] / "Tests/StatisticsTests/Reference"


def measure(name, a, m, c, n):
    with np.errstate(divide="ignore", invalid="ignore"):
        return {"risk-difference": a / m - c / n, "risk-ratio": (a / m) / (c / n),
                "odds-ratio": (a * (n - c)) / ((m - a) * c)}[name]


def limits(name, a, m, c, n, level):
    x, y = np.arange(m + 1.0), np.arange(n + 1.0)
    weight = np.outer(st.binom.pmf(x, m, a / m), st.binom.pmf(y, n, c / n)).ravel()
    value = measure(name, x[:, None], m, y[None, :], n).ravel()
    keep = (weight > 1e-14) & ~np.isnan(value)
    value, weight = value[keep], weight[keep]
    order = np.argsort(value)
    value, cumulative = value[order], np.cumsum(weight[order]) / weight.sum()
    observed = measure(name, float(a), m, float(c), n)

    def quantile(p):
        return value[np.searchsorted(cumulative, p)]
    tail = (1 - level) / 2
    below = weight[order][value < observed - 1e-12].sum() + weight[order][abs(value - observed) <= 1e-12].sum() / 2
    bias = st.norm.ppf(below)
    left = [(measure(name, a - 1.0, m - 1, c, n), a), (measure(name, a, m - 1, c, n), m - a),
            (measure(name, a, m, c - 1.0, n - 1), c), (measure(name, a, m, c, n - 1), n - c)]
    counts = np.array([k for _, k in left])
    values = np.array([v for v, _ in left])
    away = (counts * values).sum() / counts.sum() - values
    acceleration = (counts * away ** 3).sum() / (6 * (counts * away ** 2).sum() ** 1.5)
    z = st.norm.ppf(1 - tail)
    corrected = [st.norm.cdf(bias + (bias + s * z) / (1 - acceleration * (bias + s * z))) for s in (-1, 1)]
    lower, upper = quantile(tail), quantile(1 - tail)
    return {"percentile_lower": lower, "percentile_upper": upper, "basic_lower": 2 * observed - upper,
            "basic_upper": 2 * observed - lower, "bca_lower": quantile(corrected[0]),
            "bca_upper": quantile(corrected[1]), "acceleration": acceleration}


rows = []
for (a, m, c, n), name, level in [(t, k, l) for t in [(310, 1000, 205, 900), (40, 1500, 17, 1100), (620, 800, 512, 780)]
                                  for k in ("risk-difference", "risk-ratio", "odds-ratio") for l in (0.9, 0.95, 0.99)]:
    row = {"a": a, "b": m - a, "c": c, "d": n - c, "measure": name, "level": level} | limits(name, a, m, c, n, level)
    rows.append(row)
    if level == 0.95:
        first, second = np.repeat([1.0, 0.0], [a, m - a]), np.repeat([1.0, 0.0], [c, n - c])
        got = st.bootstrap((first, second), lambda x, y, axis: measure(name, x.sum(axis), m if x.shape[axis] == m else x.shape[axis], y.sum(axis), y.shape[axis]),
                           n_resamples=20000, method="BCa", batch=200, rng=np.random.default_rng(1)).confidence_interval
        scale = row["bca_upper"] - row["bca_lower"]
        assert abs(got.low - row["bca_lower"]) < 0.04 * scale and abs(got.high - row["bca_upper"]) < 0.04 * scale, (row, got)
with open(OUT / "bootstrap.csv", "w", newline="") as file:
    file.write(f"# scipy {scipy.__version__}, numpy {np.__version__}, Python {platform.python_version()}, Tools/reference/bootstrap.py\n")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([f"{v:.17g}" if isinstance(v, float) else v for v in row.values()])
print(len(rows))
