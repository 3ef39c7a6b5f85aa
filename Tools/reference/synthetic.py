"""Mixtures of other units nearest to each unit before a change, by the active-set method of quadprog.

    python3 Tools/reference/synthetic.py Tests/StatisticsTests/Reference
"""
import sys
from importlib.metadata import version

import numpy
import quadprog

folder = sys.argv[1]
random = numpy.random.default_rng(23)


def weights(unit, pool):
    n = len(pool)
    equal = numpy.column_stack([numpy.ones(n), numpy.eye(n)])
    return quadprog.solve_qp(pool @ pool.T, pool @ unit, equal, numpy.r_[1, numpy.zeros(n)], meq=1)[0]


with open(f"{folder}/synthetic.csv", "w") as file:
    print(f"# quadprog {version('quadprog')}, Tools/reference/synthetic.py", file=file)
    print("case,change,unit,values,weights,before,after,gap,rank", file=file)
    for case, (units, periods, change) in {"few": (6, 14, 10), "many": (13, 26, 19), "odd": (5, 12, 8)}.items():
        factors = random.normal(0, 1, (2, periods)).cumsum(axis=1) / 4
        series = numpy.round(
            random.uniform(0, 1, (units, 2)) @ factors + random.normal(1, 0.4, (units, 1))
            + random.normal(0, 0.08, (units, periods)), 3)
        if case == "odd":
            series[0] += 2  # outside of all others: the nearest mixture is a corner
        found = []
        for own in range(units):
            others = [u for u in range(units) if u != own]
            w = weights(series[own, :change], series[others][:, :change])
            gaps = series[own] - w @ series[others]
            found.append((w, numpy.sqrt((gaps[:change] ** 2).mean()), numpy.sqrt((gaps[change:] ** 2).mean()),
                          gaps[change:].mean()))
        ratios = [after / before for _, before, after, _ in found]
        for own, (w, before, after, gap) in enumerate(found):
            rank = sum(r >= ratios[own] for r in ratios)
            print(f"{case},{change},{own},{' '.join(f'{v:.3f}' for v in series[own])},"
                  f"{' '.join(repr(float(v)) for v in w)},{float(before)!r},{float(after)!r},{float(gap)!r},{rank}", file=file)
