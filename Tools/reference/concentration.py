"""Gini's coefficient and top shares by brute force: every pair of people, every person left out in turn, a dense Lorenz curve.

    python3 Tools/reference/concentration.py Tests/StatisticsTests/Reference
"""
import math
import sys

import numpy
from scipy import special, stats

folder = sys.argv[1]
cases = {
    "few": [0, 0, 0, 1, 1, 2, 5, 9],
    "none": [0] * 40 + [1] * 9 + [2] * 5 + [3] * 2 + [7, 12],
    "equal": [1, 1, 2, 2, 3, 3],
    "long": [0] * 150 + [1] * 60 + [2] * 30 + [3] * 14 + [4] * 9 + [6] * 5 + [10] * 3 + [22, 31],
}
levels = [0.95, 0.99]


def gini(x):
    x = numpy.asarray(x, float)
    return numpy.abs(x[:, None] - x[None, :]).sum() / (2 * len(x) ** 2 * x.mean())


def top(x, share):
    """The share of events of the top share of people, off the Lorenz curve."""
    x = numpy.sort(numpy.asarray(x, float))
    n = len(x)
    curve = numpy.concatenate([[0], numpy.cumsum(x) / x.sum()])
    return 1 - numpy.interp(1 - share, numpy.arange(n + 1) / n, curve)


def top_error(x, share):
    """Linearised standard error of the ratio of the mean above the quantile to the mean."""
    x = numpy.asarray(x, float)
    n, mean = len(x), x.mean()
    ordered = numpy.sort(x)[::-1]
    q = ordered[min(n - 1, math.ceil(share * n - 1e-9) - 1)]
    u = numpy.maximum(x - q, 0) + q * share
    value = u.mean() / mean
    return numpy.std(u - value * x, ddof=1) / mean / math.sqrt(n)


def logit_limits(value, error, level):
    z = stats.norm.ppf(1 - (1 - level) / 2)
    centre, half = special.logit(value), z * error / (value * (1 - value))
    return special.expit(centre - half), special.expit(centre + half)


rows = []
for name, x in cases.items():
    n = len(x)
    g = gini(x)
    left_out = numpy.array([gini(x[:i] + x[i + 1:]) for i in range(n)])
    error = math.sqrt((n - 1) / n * ((left_out - left_out.mean()) ** 2).sum())
    lam = numpy.mean(x)
    k = numpy.arange(0, 400)
    mass = stats.poisson.pmf(k, lam)
    chance = (mass[:, None] * mass[None, :] * numpy.abs(k[:, None] - k[None, :])).sum() / (2 * lam)
    for level in levels:
        low, high = logit_limits(g, error, level)
        row = dict(case=name, level=level, gini=g, lower=low, upper=high, chance=chance)
        for share in (0.25, 0.5):
            value = top(x, share)
            low, high = logit_limits(value, top_error(x, share), level)
            row.update({f"top{share}": value, f"top{share}_lower": low, f"top{share}_upper": high})
        rows.append(row)

with open(f"{folder}/concentration.csv", "w") as file:
    print(f"# numpy {numpy.__version__} by brute force, Tools/reference/concentration.py", file=file)
    print(",".join(rows[0]), file=file)
    for row in rows:
        print(",".join(v if isinstance(v, str) else repr(float(v)) for v in row.values()), file=file)
with open(f"{folder}/concentration-people.csv", "w") as file:
    print(f"# made-up people, Tools/reference/concentration.py", file=file)
    print("case,events,people", file=file)
    for name, x in cases.items():
        for value in sorted(set(x)):
            print(f"{name},{value},{x.count(value)}", file=file)
