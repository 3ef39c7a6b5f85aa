#!/usr/bin/env python3
"""Writes Reference/{proportion-limits,count-limits,poisson-binomial,planning,paired-difference,rank-pairs,ranks}.csv.

    python3 Tools/reference/intervals.py

All in 32-digit arithmetic; SciPy and statsmodels are asserted here, R by check_intervals.R.
"""
import csv
import itertools
import pathlib
import platform

import mpmath as mp
import numpy as np
import scipy
import scipy.optimize
import scipy.stats as st
import statsmodels
from statsmodels.stats.power import normal_sample_size_one_tail
from statsmodels.stats.proportion import proportion_confint

mp.mp.dps = 32
OUT = pathlib.Path(__file__).resolve().parents[2] / "Tests/StatisticsTests/Reference"
HEAD = (f"# mpmath {mp.__version__}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}, "
        f"Python {platform.python_version()}, Tools/reference/intervals.py")
LEVELS = ["0.9", "0.95", "0.99", "0.998"]


def number(x):
    if isinstance(x, (int, str)):
        return str(x)
    return mp.nstr(mp.mpf(x), 20, min_fixed=-4, max_fixed=12)


def write(name, rows):
    with open(OUT / f"{name}.csv", "w", newline="") as file:
        file.write(HEAD + "\n")
        out = csv.writer(file, lineterminator="\n")
        out.writerow(rows[0])
        out.writerows([number(x) for x in row.values()] for row in rows)
    print(name, len(rows))


def close(x, y, tolerance, what):
    assert abs(mp.mpf(x) - mp.mpf(float(y))) <= tolerance * max(abs(mp.mpf(float(y))), mp.mpf("1e-9")), (what, x, y)


def deviate(level):
    return mp.sqrt(2) * mp.erfinv(mp.mpf(level))


def root(f, low, high):
    """The zero of a function that changes sign: Brent's in double precision, then secant steps."""
    start = scipy.optimize.brentq(lambda x: float(f(mp.mpf(x))), float(low), float(high), xtol=1e-13, rtol=1e-13, maxiter=60)
    return mp.findroot(f, (mp.mpf(start), mp.mpf(start) * (1 + mp.mpf("1e-12")) + mp.mpf("1e-14")), tol=1e-50, verify=False, maxsteps=4)


def tail_at_least(k, n, p):
    return mp.betainc(k, n - k + 1, 0, p, regularized=True) if k > 0 else mp.mpf(1)


def beta_quantile(a, b, tail):
    """Solved on the logit, from SciPy's value."""
    x = st.beta.ppf(float(tail), float(a), float(b))
    start = mp.log(x) - mp.log1p(-mp.mpf(x)) if 0 < x < 1 else mp.mpf(0)
    norm = mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)
    u = start
    for _ in range(8):
        x, y = 1 / (1 + mp.exp(-u)), 1 / (1 + mp.exp(u))
        value = mp.betainc(a, b, 0, x, regularized=True)
        step = mp.log(value / tail) * value / mp.exp(norm + a * mp.log(x) + b * mp.log(y))
        u -= step
        if abs(step) < mp.mpf("1e-32"):
            break
    return 1 / (1 + mp.exp(-u)), 1 / (1 + mp.exp(u))


def mid_p_lower(k, n, tail):
    """p at which half the probability of k and all of more make the tail."""
    if k == 0:
        return mp.mpf(0)
    if k == n:
        return (2 * tail) ** (mp.mpf(1) / n)
    def excess(u):
        p = 1 / (1 + mp.exp(-u))
        return mp.log((tail_at_least(k, n, p) + tail_at_least(k + 1, n, p)) / 2 / tail)
    centre = mp.log((k + mp.mpf(1) / 2) / (n - k + mp.mpf(1) / 2))
    width = mp.sqrt(mp.mpf(1) / k + mp.mpf(1) / (n - k))
    u = root(excess, centre - 9 * width, centre + width)
    return 1 / (1 + mp.exp(-u))


def proportions():
    counts = [(0, 1), (1, 1), (0, 10), (1, 10), (5, 10), (9, 10), (10, 10), (2, 30), (33, 40), (86, 524), (1, 1000),
              (999, 1000), (1045, 5000), (0, 10 ** 6), (3, 10 ** 6)]
    rows = []
    for (k, n), level in itertools.product(counts, LEVELS):
        z, tail = deviate(level), (1 - mp.mpf(level)) / 2
        p, q = mp.mpf(k) / n, mp.mpf(n - k) / n
        row = {"events": k, "trials": n, "level": level}
        half = z * mp.sqrt(p * q / n)
        row["wald_lower"], row["wald_upper"] = max(0, p - half), min(1, p + half)
        middle, half = (2 * k + z * z) / (2 * (n + z * z)), z * mp.sqrt(z * z + 4 * k * q) / (2 * (n + z * z))
        row["wilson_lower"], row["wilson_upper"] = max(0, middle - half) if k else mp.mpf(0), middle + half if k < n else mp.mpf(1)
        # Newcombe (1998), method 4, as printed.
        lower = (2 * k + z * z - 1 - z * mp.sqrt(z * z - 2 - mp.mpf(1) / n + 4 * p * (n * q + 1))) / (2 * (n + z * z)) if k else mp.mpf(0)
        upper = (2 * k + z * z + 1 + z * mp.sqrt(z * z + 2 - mp.mpf(1) / n + 4 * p * (n * q - 1))) / (2 * (n + z * z)) if k < n else mp.mpf(1)
        row["wilson-continuity_lower"], row["wilson-continuity_upper"] = max(0, lower), min(1, upper)
        m = n + z * z
        a = (k + z * z / 2) / m
        half = z * mp.sqrt(a * (1 - a) / m)
        row["agresti-coull_lower"], row["agresti-coull_upper"] = max(0, a - half), min(1, a + half)
        row["clopper-pearson_lower"] = beta_quantile(mp.mpf(k), mp.mpf(n - k + 1), tail)[0] if k else mp.mpf(0)
        row["clopper-pearson_upper"] = beta_quantile(mp.mpf(n - k), mp.mpf(k + 1), tail)[1] if k < n else mp.mpf(1)
        h = mp.mpf(1) / 2
        row["jeffreys_lower"] = beta_quantile(k + h, n - k + h, tail)[0]
        row["jeffreys_upper"] = beta_quantile(n - k + h, k + h, tail)[1]
        row["mid-p_lower"] = mid_p_lower(k, n, tail)
        row["mid-p_upper"] = 1 - mid_p_lower(n - k, n, tail) if k < n else mp.mpf(1)
        if k == 0:
            row["mid-p_upper"] = -mp.expm1(mp.log(2 * tail) / n)
        rows.append(row)
        alpha = float(1 - mp.mpf(level))
        for name, method in (("wald", "normal"), ("wilson", "wilson"), ("agresti-coull", "agresti_coull"),
                             ("clopper-pearson", "beta"), ("jeffreys", "jeffreys")):
            low, high = proportion_confint(k, n, alpha, method)
            close(row[name + "_lower"], max(0, low), 1e-6, (name, k, n))
            close(row[name + "_upper"], min(1, high), 1e-9, (name, k, n))
        if 0 < k < n:
            low, high = st.binomtest(k, n).proportion_ci(float(level), "wilsoncc")
            close(row["wilson-continuity_lower"], low, 1e-6, (k, n))
            close(row["wilson-continuity_upper"], high, 1e-9, (k, n))
            for side in ("lower", "upper"):
                x = float(row["mid-p_" + side])
                mass = st.binom.pmf(k, n, x) / 2
                beyond = st.binom.sf(k, n, x) if side == "lower" else st.binom.cdf(k - 1, n, x)
                close(mass + beyond, tail, 1e-8, ("mid-p", k, n, side))
    write("proportion-limits", rows)


def counts():
    rows = []
    for k, level in itertools.product([0, 1, 2, 9, 10, 65, 1045, 10 ** 6], LEVELS):
        z, tail = deviate(level), (1 - mp.mpf(level)) / 2
        row = {"events": k, "level": level}
        def quantile(shape, probability, upper):
            guess = mp.mpf(st.gamma.isf(float(probability), float(shape)) if upper else st.gamma.ppf(float(probability), float(shape)))
            u = mp.log(guess)
            for _ in range(8):
                x = mp.exp(u)
                value = mp.gammainc(shape, x, mp.inf, regularized=True) if upper else mp.gammainc(shape, 0, x, regularized=True)
                kernel = mp.exp(shape * u - x - mp.loggamma(shape)) * (-1 if upper else 1)
                step = mp.log(value / probability) * value / kernel
                u -= step
                if abs(step) < mp.mpf("1e-30"):
                    break
            return mp.exp(u)
        small = k < 10 ** 6
        row["exact_lower"] = mp.mpf(0) if k == 0 else quantile(mp.mpf(k), tail, False) if small else mp.mpf(st.gamma.ppf(float(tail), k))
        row["exact_upper"] = quantile(mp.mpf(k + 1), tail, True) if small else mp.mpf(st.gamma.isf(float(tail), k + 1))
        row["byar_lower"] = max(0, k * (1 - mp.mpf(1) / (9 * k) - z / (3 * mp.sqrt(k))) ** 3) if k else mp.mpf(0)
        row["byar_upper"] = (k + 1) * (1 - mp.mpf(1) / (9 * (k + 1)) + z / (3 * mp.sqrt(k + 1))) ** 3
        if small:
            def below(m):
                return (mp.gammainc(k, m, mp.inf, regularized=True) if k else mp.mpf(0)) / 2 + mp.gammainc(k + 1, m, mp.inf, regularized=True) / 2
            span = 9 * mp.sqrt(k + 1)
            row["mid-p_lower"] = mp.mpf(0) if k == 0 else root(lambda m: 1 - below(m) - tail, max(mp.mpf("1e-9"), k - span), k)
            row["mid-p_upper"] = -mp.log(2 * tail) if k == 0 else root(lambda m: tail - below(m), k, k + span + 9)
            for side in ("lower", "upper"):
                m = float(row["mid-p_" + side])
                if m > 0:
                    beyond = st.poisson.sf(k, m) if side == "lower" else st.poisson.cdf(k - 1, m)
                    close(st.poisson.pmf(k, m) / 2 + beyond, tail, 1e-8, ("mid-p", k, side))
        else:
            row["mid-p_lower"] = row["mid-p_upper"] = "NA"
        rows.append(row)
    write("count-limits", rows)


def poisson_binomial():
    rng = np.random.default_rng(7)
    cases = [["0.5"], ["0.1", "0.9"], ["0", "1", "0.25"], ["0.3"] * 12, ["0.1"] * 40 + ["0.3"] * 40 + ["0.6"] * 20,
             ["1e-9", "1e-5", "0.999999", "0.2"], [repr(round(float(x), 6)) for x in rng.uniform(0.01, 0.95, 60)]]
    rows = []
    for p in cases:
        masses = [mp.mpf(1)]
        for text in p:
            x = mp.mpf(float(text))
            masses = [a * (1 - x) + b * x for a, b in zip(masses + [mp.mpf(0)], [mp.mpf(0)] + masses)]
        law = st.poisson_binom([float(x) for x in p])
        for k in sorted({0, 1, len(p) // 4, len(p) // 2, 35 if len(p) == 100 else 0, len(p) - 1, len(p)}):
            lower, upper = mp.fsum(masses[:k + 1]), mp.fsum(masses[k + 1:])
            rows.append({"p": " ".join(p), "k": k, "density": masses[k], "lower": lower, "upper": upper})
            assert abs(float(lower) - law.cdf(k)) < 1e-10, (p, k)
    write("poisson-binomial", rows)


def planning():
    rows = []
    z = lambda p: -mp.sqrt(2) * mp.erfinv(2 * mp.mpf(p) - 1)
    phi = lambda x: mp.ncdf(x)
    for level, power in itertools.product(("0.95", "0.99", "0.998"), ("0.8", "0.9", "0.975")):
        alpha = 1 - mp.mpf(level)
        for p10, p01 in (("0.25", "0.1"), ("0.02", "0.07"), ("0.6", "0.3")):
            a, b = mp.mpf(p10), mp.mpf(p01)
            d, s = abs(a - b), a + b
            n = (z(alpha / 2) * mp.sqrt(s) + z(1 - mp.mpf(power)) * mp.sqrt(s - d * d)) ** 2 / d ** 2
            at = phi((mp.sqrt(200) * d - z(alpha / 2) * mp.sqrt(s)) / mp.sqrt(s - d * d))
            close(n, normal_sample_size_one_tail(float(d), float(power), float(alpha / 2), float(mp.sqrt(s)), float(mp.sqrt(s - d * d))), 1e-9, "pairs")
            rows.append({"design": "matched-pairs", "x": p10, "y": p01, "w": "0", "level": level, "power": power, "size": n, "at200": at})
        for new, old, margin in (("0.3", "0.3", "0.1"), ("0.28", "0.3", "0.05"), ("0.31", "0.3", "0.1")):
            a, b, m = mp.mpf(new), mp.mpf(old), mp.mpf(margin)
            deviation, slack = mp.sqrt(a * (1 - a) + b * (1 - b)), m - (a - b)
            n = ((z(alpha) + z(1 - mp.mpf(power))) * deviation / slack) ** 2
            at = phi(mp.sqrt(200) * slack / deviation - z(alpha))
            close(n, normal_sample_size_one_tail(float(slack), float(power), float(alpha), float(deviation)), 1e-9, "non-inferiority")
            rows.append({"design": "non-inferiority", "x": new, "y": old, "w": margin, "level": level, "power": power, "size": n, "at200": at})
        for ratio, share in (("0.5", "0.5"), ("1.4", "0.5"), ("0.8", "0.25")):
            h, s = mp.log(mp.mpf(ratio)), mp.mpf(share)
            n = (z(alpha / 2) + z(1 - mp.mpf(power))) ** 2 / (h * h * s * (1 - s))
            at = phi(abs(h) * mp.sqrt(200 * s * (1 - s)) - z(alpha / 2))
            rows.append({"design": "survival", "x": ratio, "y": share, "w": "0", "level": level, "power": power, "size": n, "at200": at})
        for null, actual in (("0.3", "0.4"), ("0.1", "0.05"), ("0.5", "0.55")):
            a, b = mp.mpf(null), mp.mpf(actual)
            one, two, d = mp.sqrt(a * (1 - a)), mp.sqrt(b * (1 - b)), abs(a - b)
            n = (z(alpha / 2) * one + z(1 - mp.mpf(power)) * two) ** 2 / d ** 2
            at = phi((mp.sqrt(200) * d - z(alpha / 2) * one) / two)
            close(n, normal_sample_size_one_tail(float(d), float(power), float(alpha / 2), float(one), float(two)), 1e-9, "one proportion")
            rows.append({"design": "one-proportion", "x": null, "y": actual, "w": "0", "level": level, "power": power, "size": n, "at200": at})
    write("planning", rows)


def paired_difference():
    """Newcombe (1998), Statistics in Medicine 17, 2635-2650, method 10."""
    rows = []
    tables = [(36, 12, 2, 0), (0, 0, 0, 5), (20, 12, 2, 16), (1, 0, 0, 0), (0, 1, 0, 0), (0, 5, 3, 0), (2, 97, 1, 0), (43, 0, 0, 7),
              (212, 144, 256, 707), (100000, 3000, 2900, 500000)]
    for (e, f, g, h), level in itertools.product(tables, LEVELS):
        z, n = deviate(level), e + f + g + h
        def wilson(k):
            middle, half = 2 * k + z * z, z * mp.sqrt(z * z + 4 * k * mp.mpf(n - k) / n)
            return (middle - half) / (2 * (n + z * z)), (middle + half) / (2 * (n + z * z))
        p1, p2 = mp.mpf(e + f) / n, mp.mpf(e + g) / n
        l1, u1 = wilson(e + f)
        l2, u2 = wilson(e + g)
        margins = (e + f) * (g + h) * (e + g) * (f + h)
        top = e * h - f * g
        if top > 0:
            top = max(top - mp.mpf(n) / 2, 0)
        phi = top / mp.sqrt(margins) if margins else mp.mpf(0)
        theta = p1 - p2
        below = mp.sqrt((p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2)
        above = mp.sqrt((p2 - l2) ** 2 - 2 * phi * (p2 - l2) * (u1 - p1) + (u1 - p1) ** 2)
        rows.append({"both": e, "first": f, "second": g, "neither": h, "level": level, "difference": theta,
                     "limit_lower": theta - below, "limit_upper": theta + above})
    write("paired-difference", rows)


def ranks():
    """P(lambda_j < lambda_i) for gamma posteriors with shape O + 1/2 and rate E, by quadrature; places by simulation."""
    units = [(12, "10"), (5, "9.5"), (0, "3"), (40, "31"), (7, "7"), (150, "200")]
    rows = []
    for (i, (o, e)), (j, (p, f)) in itertools.permutations(list(enumerate(units)), 2):
        a, b, r, s = mp.mpf(o) + mp.mpf("0.5"), mp.mpf(p) + mp.mpf("0.5"), mp.mpf(e), mp.mpf(f)
        density = lambda x: mp.exp(a * mp.log(r) + (a - 1) * mp.log(x) - r * x - mp.loggamma(a))
        mean, spread = a / r, mp.sqrt(a) / r
        points = [mp.mpf(0)] + [max(mp.mpf(0), mean + k * spread) for k in (-6, -3, -1, 0, 1, 3, 6, 12)] + [mean + 60 * spread]
        points = sorted(set(points))
        value = mp.quad(lambda x: density(x) * mp.gammainc(b, 0, s * x, regularized=True), points)
        close(value, st.f.cdf(float(a * s / (r * b)), float(2 * b), float(2 * a)), 1e-8, (i, j))
        rows.append({"observed": o, "expected": e, "other": p, "otherExpected": f, "probability": value})
    write("rank-pairs", rows)
    draws = np.random.default_rng(1996).gamma([o + 0.5 for o, _ in units], 1, (4_000_000, len(units))) / [float(e) for _, e in units]
    places = draws.argsort(1).argsort(1) + 1
    rows = []
    for i, (o, e) in enumerate(units):
        row = {"unit": i, "observed": o, "expected": e, "mean": mp.mpf(float(places[:, i].mean()))}
        for level in LEVELS:
            tail = (1 - float(level)) / 2
            share = np.cumsum(np.bincount(places[:, i], minlength=len(units) + 1)) / len(places)
            assert min(abs(share - tail).min(), abs(share - 1 + tail).min()) > 1e-5, (i, level)
            row["lower" + level] = int((share <= tail).sum())
            row["upper" + level] = int((share < 1 - tail).sum())
        rows.append(row)
    write("ranks", rows)


if __name__ == "__main__":
    for part in (proportions, counts, poisson_binomial, planning, paired_difference, ranks):
        part()
