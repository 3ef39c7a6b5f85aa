#!/usr/bin/env python3
"""Writes Reference/two_by_two_{intervals,tests,unconditional,paired}.csv in 40-digit arithmetic.

    python3 Tools/reference/two_by_two.py

The formulas are written out here once more, with the cubic of Miettinen and Nurminen in closed form and
sums over whole hypergeometric supports. check_two_by_two.R and the assertions below compare the numbers with
other programs: SciPy (fisher_exact, barnard_exact, boschloo_exact), statsmodels (ratio intervals), R.
"""
import csv
import pathlib
import platform
import sys

import mpmath as mp
import numpy as np
import scipy
import scipy.stats as st
import statsmodels
from statsmodels.stats.proportion import confint_proportions_2indep

mp.mp.dps = 40
OUT = pathlib.Path(__file__).resolve().parents[2] / "Tests/StatisticsTests/Reference"
HEAD = (f"# mpmath {mp.__version__}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}, "
        f"Python {platform.python_version()}, Tools/reference/two_by_two.py")

TABLES = [
    (7, 3, 2, 8), (0, 10, 5, 5), (10, 0, 5, 5), (5, 5, 0, 10), (5, 5, 10, 0), (0, 10, 0, 10), (10, 0, 10, 0),
    (0, 5, 7, 0), (5, 0, 0, 7), (1, 0, 0, 1), (0, 1, 1, 0), (1, 0, 1, 0), (0, 1, 0, 1), (1, 1, 1, 1),
    (30, 70, 20, 70), (33, 7, 40, 20), (56, 14, 48, 32), (12, 5, 29, 2), (3, 1, 1, 3), (1, 999, 3, 997),
    (300, 700, 250, 750), (22, 50, 31, 41), (1, 4, 90, 310), (0, 400, 6, 394), (2, 98, 0, 40),
    (3000, 97000, 2500, 97500), (15000, 985000, 14200, 985800),
]
LEVELS = ["0.9", "0.95", "0.99", "0.998"]


def number(x):
    if x is None:
        return "NA"
    if x == mp.inf:
        return "inf"
    if x == -mp.inf:
        return "-inf"
    return mp.nstr(mp.mpf(x), 20, min_fixed=-4, max_fixed=12)


def zvalue(level):
    return mp.sqrt(2) * mp.erfinv(mp.mpf(level))


def bisect(f, lo, hi):
    """The sign change of a monotone function, to 35 digits."""
    flo = f(lo)
    for _ in range(400):
        mid = (lo + hi) / 2
        if abs(hi - lo) <= mp.mpf(10) ** -36 * max(abs(mid), mp.mpf(10) ** -30):
            break
        if (f(mid) > 0) == (flo > 0):
            lo = mid
        else:
            hi = mid
    return (lo + hi) / 2


def wilson(k, n, z):
    k, n = mp.mpf(k), mp.mpf(n)
    c = (2 * k + z * z) / (2 * (n + z * z))
    h = z * mp.sqrt(z * z + 4 * k * (1 - k / n)) / (2 * (n + z * z))
    return c - h, c + h


def newcombe(a, b, c, d, z):
    m, n = a + b, c + d
    p, q = mp.mpf(a) / m, mp.mpf(c) / n
    (l1, u1), (l2, u2) = wilson(a, m, z), wilson(c, n, z)
    return (p - q - mp.sqrt((p - l1) ** 2 + (u2 - q) ** 2), p - q + mp.sqrt((u1 - p) ** 2 + (q - l2) ** 2))


def wald(a, b, c, d, z):
    m, n = a + b, c + d
    p, q = mp.mpf(a) / m, mp.mpf(c) / n
    h = z * mp.sqrt(p * (1 - p) / m + q * (1 - q) / n)
    return max(mp.mpf(-1), p - q - h), min(mp.mpf(1), p - q + h)


def constrained(a, m, c, n, delta):
    """Miettinen and Nurminen (1985), appendix: closed form of the cubic; returns the unexposed risk."""
    N = m + n
    L3 = mp.mpf(N)
    L2 = (m + 2 * n) * delta - N - (a + c)
    L1 = (n * delta - N - 2 * c) * delta + a + c
    L0 = c * delta * (1 - delta)
    roots = mp.polyroots([L3, L2, L1, L0], maxsteps=500, extraprec=200)
    lo, hi = max(mp.mpf(0), -delta), min(mp.mpf(1), 1 - delta)

    def loglik(p):
        def part(k, x):
            return mp.mpf(0) if k == 0 else (k * mp.log(x) if x > 0 else -mp.inf)
        return part(a, p + delta) + part(m - a, 1 - p - delta) + part(c, p) + part(n - c, 1 - p)
    candidates = [lo, hi] + [min(hi, max(lo, mp.re(r))) for r in roots if abs(mp.im(r)) < mp.mpf(10) ** -12]
    return max(candidates, key=loglik)


def score_difference(a, b, c, d, z, factor):
    m, n = a + b, c + d
    N = mp.mpf(m + n)
    f = N / (N - 1) if factor else mp.mpf(1)
    est = mp.mpf(a) / m - mp.mpf(c) / n

    def stat(delta):
        p0 = constrained(a, m, c, n, delta)
        p1 = p0 + delta
        v = f * (p1 * (1 - p1) / m + p0 * (1 - p0) / n)
        if v <= 0:
            return mp.mpf(10) ** 30 * mp.sign(est - delta)
        return (est - delta) / mp.sqrt(v)
    eps = mp.mpf(10) ** -33
    lower = mp.mpf(-1) if est <= -1 + eps else bisect(lambda x: stat(x) - z, mp.mpf(-1) + eps, est - eps)
    upper = mp.mpf(1) if est >= 1 - eps else bisect(lambda x: stat(x) + z, est + eps, mp.mpf(1) - eps)
    return lower, upper


def score_ratio(a, b, c, d, z, factor):
    m, n = a + b, c + d
    N = mp.mpf(m + n)
    f = N / (N - 1) if factor else mp.mpf(1)

    def stat(u):
        R = mp.e ** u
        A, B, C = N * R, -(R * (m + c) + a + n), mp.mpf(a + c)
        p0 = (-B - mp.sqrt(max(mp.mpf(0), B * B - 4 * A * C))) / (2 * A)
        p1 = R * p0
        v = f * (p1 * (1 - p1) / m + R * R * p0 * (1 - p0) / n)
        dist = mp.mpf(a) / m - R * mp.mpf(c) / n
        return mp.mpf(10) ** 30 * mp.sign(dist) if v <= 0 else dist / mp.sqrt(v)
    lower = mp.mpf(0) if a == 0 else mp.e ** bisect(lambda u: stat(u) - z, mp.mpf(-60), mp.mpf(60))
    upper = mp.inf if c == 0 else mp.e ** bisect(lambda u: stat(u) + z, mp.mpf(-60), mp.mpf(60))
    return lower, upper


class Conditional:
    """Weights of the tables with the observed margins, cut where they are below 1e-70 of the largest in large tables."""

    def __init__(self, a, b, c, d):
        m, n, t = a + b, c + d, a + c
        self.obs = a
        lo, hi = max(0, t - n), min(m, t)
        mode = min(hi, max(lo, (m + 1) * (t + 1) // (m + n + 2)))
        w = {mode: mp.mpf(1)}
        for x in range(mode, hi):
            w[x + 1] = w[x] * ((m - x) * (t - x)) / ((x + 1) * (n - t + x + 1))
            if m + n > 50000 and w[x + 1] < mp.mpf(10) ** -70 and x > a:
                break
        for x in range(mode, lo, -1):
            w[x - 1] = w[x] * (x * (n - t + x)) / ((m - x + 1) * (t - x + 1))
            if m + n > 50000 and w[x - 1] < mp.mpf(10) ** -70 and x < a:
                break
        self.xs = sorted(w)
        self.ws = [w[x] for x in self.xs]
        self.full = (self.xs[0] == lo, self.xs[-1] == hi)

    def tails(self, psi):
        below = at = above = mean = mp.mpf(0)
        power = mp.mpf(psi) ** (self.xs[0] - self.obs)
        for x, w in zip(self.xs, self.ws):
            v = w * power
            power *= psi
            mean += (x - self.obs) * v
            if x < self.obs:
                below += v
            elif x == self.obs:
                at = v
            else:
                above += v
        total = below + at + above
        return below / total, at / total, above / total, mean / total

    def two_sided(self):
        obs = self.ws[self.xs.index(self.obs)]
        return sum(w for w in self.ws if w <= obs * (1 + mp.mpf("1e-7"))) / sum(self.ws)

    def root(self, f):
        u = mp.findroot(lambda u: f(mp.e ** u), self.start, solver="secant", tol=1e-60, verify=False)
        return mp.e ** u

    def limits(self, a, b, c, d, level):
        tail = (1 - mp.mpf(level)) / 2
        self.start = tuple(mp.log((a + mp.mpf(".5")) * (d + mp.mpf(".5")) / (b + mp.mpf(".5")) / (c + mp.mpf(".5")))
                           + s for s in (mp.mpf(0), mp.mpf("0.05")))

        def solve(f):
            lo, hi = mp.mpf(-30), mp.mpf(30)
            flo = f(mp.e ** lo)
            for _ in range(60):
                mid = (lo + hi) / 2
                if (f(mp.e ** mid) > 0) == (flo > 0):
                    lo = mid
                else:
                    hi = mid
                if hi - lo < 1e-6:
                    break
            return mp.e ** mp.findroot(lambda u: f(mp.e ** u), (lo, hi), solver="anderson", tol=1e-50, verify=False)
        down, up = a > 0 and d > 0, b > 0 and c > 0
        est = None if not up else mp.mpf(0) if not down else solve(lambda s: self.tails(s)[3])
        lower = solve(lambda s: self.tails(s)[1] + self.tails(s)[2] - tail) if down else mp.mpf(0)
        upper = solve(lambda s: self.tails(s)[0] + self.tails(s)[1] - tail) if up else mp.inf
        return est, lower, upper


def log_limits(est, var, z):
    h = z * mp.sqrt(var)
    return est * mp.e ** -h, est * mp.e ** h


def intervals():
    rows = []
    for a, b, c, d in TABLES:
        m, n, N = a + b, c + d, a + b + c + d
        kernel = Conditional(a, b, c, d)
        for level in LEVELS:
            if N > 1000000 and level != "0.95":
                continue
            z = zvalue(level)
            rd = mp.mpf(a) / m - mp.mpf(c) / n
            row = {"a": a, "b": b, "c": c, "d": d, "level": level, "rd": rd}
            for name, (lo, up) in {
                "newcombe": newcombe(a, b, c, d, z), "wald": wald(a, b, c, d, z),
                "mn": score_difference(a, b, c, d, z, True), "mee": score_difference(a, b, c, d, z, False),
                "rr_koopman": score_ratio(a, b, c, d, z, False), "rr_mn": score_ratio(a, b, c, d, z, True),
            }.items():
                row[name + "_lower"], row[name + "_upper"] = lo, up
            row["rr"] = None if c == 0 else mp.mpf(a) / m / (mp.mpf(c) / n)
            katz = (None, None)
            if a > 0 and c > 0 and b + d > 0:
                katz = log_limits(row["rr"], 1 / mp.mpf(a) - 1 / mp.mpf(m) + 1 / mp.mpf(c) - 1 / mp.mpf(n), z)
            row["katz_lower"], row["katz_upper"] = katz
            row["or"] = None if b == 0 or c == 0 else mp.mpf(a) * d / (mp.mpf(b) * c)
            woolf = (None, None)
            if min(a, b, c, d) > 0:
                woolf = log_limits(row["or"], sum(1 / mp.mpf(x) for x in (a, b, c, d)), z)
            row["woolf_lower"], row["woolf_upper"] = woolf
            A, B, C, D = (mp.mpf(x) + mp.mpf("0.5") for x in (a, b, c, d))
            row["haldane"] = A * D / (B * C)
            row["haldane_lower"], row["haldane_upper"] = log_limits(row["haldane"], 1 / A + 1 / B + 1 / C + 1 / D, z)
            row["conditional"], row["conditional_lower"], row["conditional_upper"] = kernel.limits(a, b, c, d, level)
            # Walter (1976) / Fleiss: logarithm of the complement.
            if a + c == 0:
                af = (None, None, None)
            elif c == 0:
                af = (mp.mpf(1), None, None)
            else:
                comp = mp.mpf(c) / n * N / (a + c)
                var = (b + (1 - comp) * (a + d)) / (mp.mpf(N) * c)
                h = z * mp.sqrt(var) if var > 0 else None
                af = (1 - comp, None if h is None else 1 - comp * mp.e ** h, None if h is None else 1 - comp * mp.e ** -h)
            row["paf"], row["paf_lower"], row["paf_upper"] = af
            rows.append(row)
            # statsmodels' ratio intervals where its root finder works
            if min(a, b, c, d) > 0 and N < 5000:
                for key, method in (("katz", "log"), ("rr_koopman", "score")):
                    kw = {"correction": False} if method == "score" else {}
                    lo, up = confint_proportions_2indep(a, m, c, n, compare="ratio", method=method, alpha=1 - float(level), **kw)
                    if abs(up / float(row[key + "_upper"]) - 1) > 1e-4 or abs(lo / float(row[key + "_lower"]) - 1) > 1e-4:
                        print("statsmodels differs", method, (a, b, c, d), level, lo, up, row[key + "_lower"], row[key + "_upper"])
    write("two_by_two_intervals", rows)


def chi(a, b, c, d, yates):
    N = mp.mpf(a + b + c + d)
    m, n, t, u = a + b, c + d, a + c, b + d
    if t == 0 or u == 0:
        return mp.mpf(0), mp.mpf(1)
    dist = abs(mp.mpf(a) * d - mp.mpf(b) * c) / N
    dist = max(mp.mpf(0), dist - mp.mpf("0.5")) if yates else dist
    x = dist ** 2 * N ** 3 / (mp.mpf(m) * n * t * u)
    return x, mp.erfc(mp.sqrt(x / 2))


def tests():
    rows = []
    for a, b, c, d in TABLES + [(200, 800, 20, 980), (5000, 5000, 3000, 7000), (0, 2000, 60, 1940)]:
        k = Conditional(a, b, c, d)
        below, at, above, _ = k.tails(1)
        two = k.two_sided()
        row = {"a": a, "b": b, "c": c, "d": d}
        for name, y in (("chi", False), ("yates", True)):
            row[name], row[name + "_p"] = chi(a, b, c, d, y)
        row.update(fisher=two, fisher_less=below + at, fisher_greater=at + above,
                   midp=two - at / 2, midp_less=below + at / 2, midp_greater=above + at / 2)
        rows.append(row)
        if a + b + c + d < 3000:
            for alt, key in (("two-sided", "fisher"), ("less", "fisher_less"), ("greater", "fisher_greater")):
                p = st.fisher_exact([[a, b], [c, d]], alternative=alt)[1]
                assert abs(p - float(row[key])) <= 1e-9 * max(p, 1e-300) + 1e-300, (a, b, c, d, alt, p, row[key])
            if min(a + c, b + d) > 0:
                for key, y in (("chi", False), ("yates", True)):
                    got = st.chi2_contingency([[a, b], [c, d]], correction=y)
                    assert abs(got[0] - float(row[key])) < 1e-10 * max(1, got[0]) and abs(got[1] - float(row[key + "_p"])) <= 1e-9 * got[1]
    write("two_by_two_tests", rows)


def unconditional():
    """The whole set of extreme tables and a very fine grid, refined; SciPy's own maximum must not be larger."""
    rows = []
    for a, b, c, d in [(7, 3, 2, 8), (0, 10, 5, 5), (1, 0, 0, 1), (3, 1, 1, 3), (12, 5, 29, 2), (22, 50, 31, 41),
                       (0, 5, 7, 0), (1, 19, 8, 12), (2, 18, 40, 60), (10, 0, 10, 0), (14, 46, 21, 39)]:
        m, n = a + b, c + d
        x1, x2 = np.meshgrid(np.arange(m + 1), np.arange(n + 1), indexing="ij")
        pooled = (x1 + x2) / (m + n)
        with np.errstate(invalid="ignore", divide="ignore"):
            z = (x1 / m - x2 / n) / np.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n))
        z[~np.isfinite(z)] = 0
        less = st.hypergeom.cdf(x1, m + n, x1 + x2, m)
        greater = st.hypergeom.sf(x1 - 1, m + n, x1 + x2, m)
        row = {"a": a, "b": b, "c": c, "d": d}
        t = 1e-9
        regions = {
            "barnard": np.abs(z) >= abs(z[a, c]) - t, "barnard_less": z <= z[a, c] + t,
            "barnard_greater": z >= z[a, c] - t, "boschloo_less": less <= less[a, c] * (1 + t),
            "boschloo_greater": greater <= greater[a, c] * (1 + t)}
        for name, region in regions.items():
            coefficients = np.zeros(m + n + 1)
            weight = st.hypergeom.pmf(x1, m + n, x1 + x2, m)
            np.add.at(coefficients, (x1 + x2)[region], weight[region])
            s = np.arange(m + n + 1)

            def mixture(p):
                return float(np.sum(coefficients * st.binom.pmf(s, m + n, p)))
            grid = np.sin(np.linspace(0, np.pi / 2, 4001)) ** 2
            values = np.array([mixture(p) for p in grid])
            best = values.max()
            for i in np.argsort(values)[-40:]:
                lo, hi = grid[max(0, i - 1)], grid[min(4000, i + 1)]
                found = scipy.optimize.minimize_scalar(lambda p: -mixture(p), bounds=(lo, hi), method="bounded",
                                                       options={"xatol": 1e-12})
                best = max(best, -found.fun)
            row[name] = min(1.0, best)
        row["boschloo"] = min(1.0, 2 * min(row["boschloo_less"], row["boschloo_greater"]))
        for key, function, alternative in (
                ("barnard", st.barnard_exact, "two-sided"), ("barnard_less", st.barnard_exact, "less"),
                ("barnard_greater", st.barnard_exact, "greater"), ("boschloo_less", st.boschloo_exact, "less"),
                ("boschloo_greater", st.boschloo_exact, "greater"), ("boschloo", st.boschloo_exact, "two-sided")):
            # SciPy's tables hold a group in a column.
            p = function([[a, c], [b, d]], alternative=alternative, n=256).pvalue
            if abs(p - row[key]) > 1e-6 * max(p, 1e-12):
                print("scipy differs", key, (a, b, c, d), p, row[key])
        rows.append(row)
    write("two_by_two_unconditional", rows)


def paired():
    from statsmodels.stats.contingency_tables import mcnemar
    rows = []
    for both, first, second, neither in [(30, 12, 2, 56), (0, 0, 0, 5), (1, 1, 0, 0), (5, 0, 6, 9), (10, 25, 25, 40),
                                         (100, 300, 250, 900), (0, 1000000, 1003000, 0), (7, 1, 19, 2), (3, 900, 100, 1)]:
        n, k = first + second, min(first, second)
        row = {"both": both, "first": first, "second": second, "neither": neither}
        if n == 0:
            row.update(exact=1, midp=1, chi=0, chi_p=1, corrected=0, corrected_p=1)
        else:
            at = mp.binomial(n, k) / mp.mpf(2) ** n
            tail, term, x = mp.mpf(0), at, k
            while x >= 0 and term > mp.mpf(10) ** -60 * at:
                tail += term
                term = term * x / (n - x + 1)
                x -= 1
            row["exact"] = min(mp.mpf(1), 2 * tail)
            row["midp"] = min(mp.mpf(1), 2 * tail - at)
            for key, dist in (("chi", abs(first - second)), ("corrected", max(0, abs(first - second) - 1))):
                row[key] = mp.mpf(dist) ** 2 / n
                row[key + "_p"] = mp.erfc(mp.sqrt(row[key] / 2))
            got = mcnemar([[both, first], [second, neither]], exact=True).pvalue
            assert abs(got - float(row["exact"])) <= 1e-8 * got + 1e-300, (got, row["exact"])
            got = mcnemar([[both, first], [second, neither]], exact=False, correction=False)
            assert abs(got.statistic - float(row["chi"])) < 1e-9 * max(1, got.statistic)
        rows.append(row)
    write("paired", rows)


def write(name, rows):
    with open(OUT / f"{name}.csv", "w", newline="") as file:
        file.write(HEAD + "\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow([v if isinstance(v, str) else number(v) for v in row.values()])
    print(name, len(rows))


if __name__ == "__main__":
    for part in sys.argv[1:] or ["tests", "paired", "unconditional", "intervals"]:
        globals()[part]()
