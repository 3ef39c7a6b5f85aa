"""Empirical Bayes of shares: python3 Tools/reference/shrinkage.py (in the root of the repository).

The beta-binomial likelihood is SciPy's, its top is found by a search of SciPy's over mean and concentration; the means and
limits are those of SciPy's beta distribution.
"""
import numpy, scipy
from scipy import optimize, stats

OUT = "Tests/StatisticsTests/Reference/shrinkage.csv"
CASES = {
    "areas": ([3, 12, 7, 30, 1, 22, 9, 15], [20, 40, 35, 80, 12, 61, 50, 33]),
    "zeros": ([0, 0, 4, 1, 9, 0], [5, 8, 11, 3, 14, 20]),
    "large": ([2310, 1280, 4105, 3999, 760, 5120], [9000, 5200, 15100, 16020, 2710, 21000]),
    "extreme": ([0, 10, 0, 10, 1, 9, 0], [10, 10, 8, 10, 10, 10, 6]),
}


def fit(x, n):
    x, n = numpy.array(x), numpy.array(n)
    level = stats.binom.logpmf(x, n, x.sum() / n.sum()).sum()

    def loss(place):
        mean, people = 1 / (1 + numpy.exp(-place[0])), numpy.exp(place[1])
        return -stats.betabinom.logpmf(x, n, mean * people, (1 - mean) * people).sum()

    p = x.sum() / n.sum()
    tops = [
        optimize.minimize(loss, [numpy.log(p / (1 - p)), numpy.log(start)], method="Nelder-Mead",
                          options=dict(xatol=1e-10, fatol=1e-13, maxiter=20000, maxfev=20000))
        for start in (0.5, 20, 500)
    ]
    top = min(tops, key=lambda one: one.fun)
    return 1 / (1 + numpy.exp(-top.x[0])), numpy.exp(top.x[1]), 2 * (-top.fun - level)


with open(OUT, "w") as out:
    out.write(f"# SciPy {scipy.__version__}, NumPy {numpy.__version__}: Tools/reference/shrinkage.py\n")
    out.write("case,events,trials,mean,concentration,statistic,p,shrunk,lower,upper,above\n")
    for name, (x, n) in CASES.items():
        mean, people, statistic = fit(x, n)
        for events, trials in zip(x, n):
            own = stats.beta(mean * people + events, (1 - mean) * people + trials - events)
            out.write(",".join([name, str(events), str(trials)] + [
                repr(float(v)) for v in (mean, people, statistic, stats.chi2.sf(statistic, 1) / 2, own.mean(), own.ppf(0.025),
                                         own.ppf(0.975), own.sf(mean))]) + "\n")
