"""Net present values with limits by simulation, by numpy and scipy with the streams of Tools/reference/xoshiro.py.

    python3 Tools/reference/appraisal.py Tests/StatisticsTests/Reference
"""
import sys
from pathlib import Path

import numpy
import scipy
from scipy import stats

sys.argv, arguments = sys.argv[:1], sys.argv
sys.path.insert(0, str(Path(__file__).parent))
import contextlib
import io

with contextlib.redirect_stdout(io.StringIO()):
    from xoshiro import stream

# direction, amount (value, lower, upper), unit value (value, lower, upper), factor, first year, last year
CASES = {
    "certain": (0.035, "independent", [("cost", (1, 1, 1), (1000, 1000, 1000), 1, 1, 1),
                                       ("benefit", (10, 10, 10), (60, 60, 60), 1, 1, 2)]),
    "mixed": (0.035, "independent", [("cost", (1, 1, 1), (60000, 60000, 60000), 1.1, 1, 1),
                                     ("cost", (1, 1, 1), (185000, 170000, 210000), 1.1, 1, 3),
                                     ("benefit", (14, 2, 27), (15178.5, 15178.5, 15178.5), 0.68, 1, 4),
                                     ("benefit", (900, 150, 1700), (125, 94, 156), 0.6, 2, 5)]),
    "together": (0.02, "together", [("cost", (1, 1, 1), (50000, 50000, 50000), 1, 1, 2),
                                    ("benefit", (14, -2, 27), (3000, 2500, 4000), 1, 1, 3),
                                    ("benefit", (40, 10, 90), (900, 700, 1000), 0.8, 2, 3)]),
}
DRAWS, SEED, Z = 2000, 7, stats.norm.isf(0.025)


def at(quantity, normal):
    value, lower, upper = quantity
    return value + (numpy.where(normal < 0, value - lower, upper - value)) * normal / Z


def quantile(values, probability):
    values = numpy.sort(values)
    place = min(len(values), max(1, (len(values) + 1) * probability))
    below = int(place)
    upper = values[below] if below < len(values) else values[below - 1]
    return values[below - 1] + (place - below) * (upper - values[below - 1])


with open(f"{arguments[1]}/appraisal.csv", "w") as file:
    print(f"# numpy {numpy.__version__} scipy {scipy.__version__}, Tools/reference/appraisal.py", file=file)
    print("name,costs,benefits,net,net_lower,net_upper,ratio_lower,ratio_upper,probability,payback", file=file)
    for name, (rate, dependence, flows) in CASES.items():
        numbers = numpy.array([stream(SEED, r, 2 + 2 * len(flows)) for r in range(DRAWS)], dtype=numpy.uint64)
        normals = stats.norm.isf(((numbers >> numpy.uint64(12)).astype(float) + 0.5) * 2.0**-52)
        horizon = max(f[5] for f in flows)
        discount = (1 + rate) ** -numpy.arange(horizon)
        def sums(draw):
            yearly = {"cost": 0.0, "benefit": 0.0}
            for place, (direction, amount, unit, factor, first, last) in enumerate(flows):
                a, u = draw(place, direction, amount, unit)
                active = numpy.array([first <= y + 1 <= last for y in range(horizon)])
                yearly[direction] = yearly[direction] + numpy.outer(a * u * factor, active * discount)
            return yearly["cost"], yearly["benefit"]
        one = lambda place, direction, a, u: (numpy.array([float(a[0])]), numpy.array([float(u[0])]))
        def drawn(place, direction, a, u):
            k = 0 if dependence == "together" and direction == "benefit" else 2 + 2 * place
            return at(a, normals[:, k]), at(u, normals[:, k + 1])
        cost, benefit = (x[0] for x in sums(one))
        running = numpy.cumsum(benefit - cost)
        below = [y for y in range(horizon) if running[y] < 0]
        payback = "" if running[-1] < 0 else (below[-1] + 2 if below else 1)
        costs, benefits = sums(drawn)
        net = (benefits - costs).sum(axis=1)
        ratio = benefits.sum(axis=1) / costs.sum(axis=1)
        values = [cost.sum(), benefit.sum(), (benefit - cost).sum(), quantile(net, .025), quantile(net, .975),
                  quantile(ratio, .025), quantile(ratio, .975), (net > 0).mean()]
        print(",".join([name] + [repr(float(v)) for v in values] + [str(payback)]), file=file)
