"""Ratios of sums over people with limits on the logarithmic scale, by a regression of statsmodels.

A ratio of sums is the slope of a weighted regression through the origin; its robust variance (HC0 times n / (n - 1)) is
that of the linearised ratio.

    python3 Tools/reference/ratio_of_sums.py Tests/StatisticsTests/Reference
"""
import sys

import numpy
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats

CASES = {
    "per person": ([0, 0, 5, 400, 3, 0, 12, 1], [1] * 8),
    "per reoffence": ([0, 0, 5, 400, 3, 0, 12, 1], [0, 0, 2, 1, 3, 0, 4, 1]),
    "other": ([10, 20, 15, 0, 35], [1, 1, 1, 1, 1]),
}
z = stats.norm.isf(0.025)
found = {}
for name, (above, below) in CASES.items():
    y, x = numpy.array(above, float), numpy.array(below, float)
    used = x > 0
    # Weights 1/x make the slope Σy/Σx; people with a divisor of 0 have no sum above it either.
    fit = sm.WLS(y[used], x[used], weights=1 / x[used]).fit(cov_type="HC0")
    n = len(y)
    variance = float(fit.bse[0]) ** 2 * n / (n - 1)
    found[name] = (float(fit.params[0]), variance / float(fit.params[0]) ** 2)
with open(f"{sys.argv[1]}/ratio-of-sums.csv", "w") as file:
    print(f"# statsmodels {statsmodels.__version__} scipy {scipy.__version__}, Tools/reference/ratio_of_sums.py", file=file)
    print("name,value,lower,upper,relative,relative_lower,relative_upper", file=file)
    for name, (value, variance) in found.items():
        half = z * variance**0.5
        other, spread = found["other"]
        wide = z * (variance + spread) ** 0.5
        numbers = [value, value * numpy.exp(-half), value * numpy.exp(half), value / other,
                   value / other * numpy.exp(-wide), value / other * numpy.exp(wide)]
        print(",".join([name] + [repr(float(v)) for v in numbers]), file=file)
