"""Interrupted time series by statsmodels (Newey-West), regression to the mean by a direct likelihood in scipy.

    python3 Tools/reference/before_after.py Tests/StatisticsTests/Reference
"""
import sys

import numpy
import scipy
import statsmodels
import statsmodels.api
from scipy import optimize, stats

folder = sys.argv[1]
random = numpy.random.default_rng(4)
series = 0.3 + 0.001 * numpy.arange(20) + numpy.where(numpy.arange(20) >= 12, -0.02, 0) + random.normal(0, 0.006, 20)
series = numpy.round(series, 4)
with open(f"{folder}/segmented.csv", "w") as file:
    print(f"# statsmodels {statsmodels.__version__} OLS with HAC, Tools/reference/before_after.py", file=file)
    print("lag,term,estimate,error,p,lower,upper,values", file=file)
    t = numpy.arange(20)
    x = numpy.column_stack([numpy.ones(20), t, t >= 12, numpy.where(t >= 12, t - 12, 0)]).astype(float)
    for lag in (0, 2, 4):
        fit = statsmodels.api.OLS(series, x).fit(
            cov_type="HAC", cov_kwds=dict(maxlags=lag, use_correction=False), use_t=True)
        limits = fit.conf_int()
        for place, term in enumerate(["intercept", "slope", "level", "change"]):
            print(f"{lag},{term},{float(fit.params[place])!r},{float(fit.bse[place])!r},{float(fit.pvalues[place])!r},"
                  f"{float(limits[place][0])!r},{float(limits[place][1])!r},{' '.join(map(str, series))}", file=file)

cases = {
    "everybody": ([0] * 210 + [1] * 90 + [2] * 48 + [3] * 25 + [4] * 13 + [5] * 8 + [6] * 4 + [8] * 2, 3, True),
    "chosen": ([4] * 40 + [5] * 27 + [6] * 20 + [7] * 12 + [8] * 8 + [9] * 5 + [11] * 4 + [14] * 2, 4, False),
}
with open(f"{folder}/regression-to-mean.csv", "w") as file:
    print(f"# scipy {scipy.__version__}, Tools/reference/before_after.py", file=file)
    print("case,least,whole,mean,shape,expected,counts", file=file)
    for name, (x, least, whole) in cases.items():
        x = numpy.array(x)

        def loss(free):
            mu, k = numpy.exp(free)
            p = k / (k + mu)
            value = stats.nbinom.logpmf(x, k, p).sum()
            if not whole:
                value -= len(x) * stats.nbinom.logsf(least - 1, k, p)
            return -value / len(x)

        best = min((optimize.minimize(loss, start, method="Nelder-Mead",
                                      options=dict(xatol=1e-11, fatol=1e-15, maxiter=20000, maxfev=20000))
                    for start in ([0.0, 0.0], [1.0, 0.5], [0.5, 1.0])), key=lambda r: r.fun)
        mu, k = numpy.exp(best.x)
        chosen = x[x >= least]
        expected = ((k + chosen) * mu / (k + mu)).sum()
        counts = " ".join(f"{v}:{(x == v).sum()}" for v in sorted(set(x)))
        print(f"{name},{least},{int(whole)},{float(mu)!r},{float(k)!r},{float(expected)!r},{counts}", file=file)
