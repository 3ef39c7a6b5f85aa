"""The jobs of StatisticsBenchmarks in Python, each the fastest way that NumPy, SciPy and statsmodels have."""

import time

import numpy as np
from scipy import special, stats
from statsmodels.stats.proportion import proportion_confint

I = np.arange(1_000_000)
TRIALS = 20 + I * 37 % 481
EVENTS = I * 7919 % (TRIALS + 1)


def wilson():
    lower, upper = proportion_confint(EVENTS, TRIALS, method="wilson")
    return lower, upper


def clopper_pearson():
    # Straight to the inverse of the incomplete beta function: faster than proportion_confint(method="beta").
    lower = np.where(EVENTS == 0, 0, special.betaincinv(np.maximum(EVENTS, 1), TRIALS - EVENTS + 1, 0.025))
    upper = np.where(
        EVENTS == TRIALS, 1, special.betaincinv(EVENTS + 1, np.maximum(TRIALS - EVENTS, 1), 0.975))
    return lower, upper


def fisher():
    total = 0.0
    for i in range(20_000):
        people, others = 30 + i * 17 % 71, 40 + i * 11 % 61
        a, c = i * 31 % (people + 1), i * 29 % (others + 1)
        total += stats.fisher_exact([[a, people - a], [c, others - c]])[1]
    return total


def bootstrap():
    """People resampled one by one, a thousand replicates."""
    exposed = np.zeros(50_000, dtype=np.int8)
    exposed[:16_000] = 1
    unexposed = np.zeros(50_000, dtype=np.int8)
    unexposed[:14_000] = 1
    result = stats.bootstrap(
        (exposed, unexposed), lambda x, y, axis: x.mean(axis=axis) / y.mean(axis=axis), n_resamples=1000, batch=50,
        method="percentile", rng=np.random.default_rng(1))
    return result.confidence_interval.high - result.confidence_interval.low


def bootstrap_binomial():
    """For those who know that only two binomial numbers need to be drawn; percentile limits."""
    rng = np.random.default_rng(1)
    ratios = rng.binomial(50_000, 0.32, 10_000) / rng.binomial(50_000, 0.28, 10_000)
    low, high = np.quantile(ratios, [0.025, 0.975])
    return high - low


def consistent(units, whole):
    """Every pair of counts in cohorts up to 5,000 that prints as units / whole, an even number of units."""
    pairs = []
    for n in range(1, 5001):
        low = -(-(2 * units - 1) * n // (2 * whole))
        high = (2 * units + 1) * n // (2 * whole)
        for k in range(max(0, low), min(n, high) + 1):
            pairs.append((k, n))
    k, n = np.array(pairs, dtype=float).T
    z = stats.norm.isf(0.025)
    p = k / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return k, n, p, (p - (centre - half)) ** 2, (centre + half - p) ** 2


def range_of_counts():
    k1, n1, p1, below1, above1 = consistent(460, 1000)
    k2, n2, p2, below2, above2 = consistent(396, 1000)
    best_lower, best_upper, best_difference, least = -np.inf, np.inf, -np.inf, np.inf
    for i in range(len(k1)):
        difference = p1[i] - p2
        best_difference = max(best_difference, difference.max())
        best_lower = max(best_lower, (difference - np.sqrt(below1[i] + above2)).max())
        best_upper = min(best_upper, (difference + np.sqrt(above1[i] + below2)).min())
        pooled = (k1[i] + k2) / (n1[i] + n2)
        least = min(least, (difference * difference / (pooled * (1 - pooled) * (1 / n1[i] + 1 / n2))).min())
    return best_lower + best_upper + best_difference + 2 * stats.norm.sf(np.sqrt(least))


# The factor by which the whole job is longer than what is run.
for name, job, factor, repeats in [
    ("wilson", wilson, 1, 5), ("clopper-pearson", clopper_pearson, 1, 2), ("fisher", fisher, 50, 1),
    ("bootstrap", bootstrap, 10, 1), ("bootstrap-binomial", bootstrap_binomial, 1, 5), ("range", range_of_counts, 1, 2),
]:
    best = np.inf
    for _ in range(repeats):
        start = time.perf_counter()
        result = job()
        best = min(best, time.perf_counter() - start)
    check = sum(np.sum(part) for part in result) if isinstance(result, tuple) else result
    print(f"{name},{best * factor},{check}", flush=True)
