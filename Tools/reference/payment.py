"""Limits of a baseline at a cohort's size and the exact probabilities of passing them by chance, by scipy.

    python3 Tools/reference/payment.py Tests/StatisticsTests/Reference
"""
import math
import sys

import scipy
from scipy import optimize, stats

z = stats.norm.ppf(0.975)
with open(f"{sys.argv[1]}/payment.csv", "w") as file:
    print(f"# scipy {scipy.__version__}, Tools/reference/payment.py", file=file)
    print("cohort,baseline,baseline_cohort,lower,upper,most,least,chance_low,chance_high,found", file=file)
    for n, p, m in [(1200, 0.475, None), (1200, 0.475, 5000), (80, 0.3, None), (431, 0.621, 900), (25, 0.15, None)]:
        half = z * math.sqrt(p * (1 - p) * (1 / n + (1 / m if m else 0)))
        counts = range(n + 1)
        below = [k for k in counts if k / n < p - half]
        above = [k for k in counts if k / n > p + half]
        low = sum(stats.binom.pmf(k, n, p) for k in below)
        high = sum(stats.binom.pmf(k, n, p) for k in above)
        found = ""
        if below:
            most = max(below)
            rate = optimize.brentq(lambda r: stats.binom.cdf(most, n, r) - 0.8, 1e-9, p, xtol=1e-14)
            found = repr(float(p - rate))
        print(f"{n},{p},{m or ''},{float(max(0, p - half))!r},{float(min(1, p + half))!r},{max(below) if below else ''},"
              f"{min(above) if above else ''},{float(low)!r},{float(high)!r},{found}", file=file)
