#!/usr/bin/env python3
"""Writes Reference/{contingency,trend,stratified,meta,standardisation,funnel}.csv in 40-digit arithmetic.

    python3 Tools/reference/tables.py

check_tables.R compares the same numbers with R: chisq.test, fisher.test, prop.trend.test, mantelhaen.test, metafor
and epiR. SciPy and statsmodels are asserted here.
"""
import csv
import itertools
import math
import pathlib
import platform
from fractions import Fraction

import mpmath as mp
import numpy as np
import scipy
import scipy.stats as st
import statsmodels
from statsmodels.stats.contingency_tables import StratifiedTable

mp.mp.dps = 40
OUT = pathlib.Path(__file__).resolve().parents[2] / "Tests/StatisticsTests/Reference"
HEAD = (f"# mpmath {mp.__version__}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}, "
        f"Python {platform.python_version()}, Tools/reference/tables.py")
LEVELS = ["0.9", "0.95", "0.99", "0.998"]


def number(x):
    if x is None:
        return "NA"
    if isinstance(x, (int, str)):
        return str(x)
    return "inf" if x == mp.inf else mp.nstr(mp.mpf(x), 20, min_fixed=-4, max_fixed=12)


def write(name, rows):
    with open(OUT / f"{name}.csv", "w", newline="") as file:
        file.write(HEAD + "\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow([number(v) for v in row.values()])
    print(name, len(rows))


def zvalue(level):
    return mp.sqrt(2) * mp.erfinv(mp.mpf(level))


def chi_tail(x, df):
    return mp.gammainc(mp.mpf(df) / 2, mp.mpf(x) / 2, mp.inf, regularized=True)


def freeman_halton(table):
    """Every table with these margins, its probability as an exact fraction."""
    rows, cols = [sum(r) for r in table], [sum(c) for c in zip(*table)]
    n = sum(rows)
    top = math.prod(map(math.factorial, rows + cols))

    def weight(cells):
        return Fraction(top, math.factorial(n) * math.prod(map(math.factorial, cells)))

    def columns(left, total):
        if len(left) == 1:
            if total <= left[0]:
                yield (total,)
            return
        for x in range(min(left[0], total) + 1):
            for rest in columns(left[1:], total - x):
                yield (x,) + rest

    def tables(left, remaining):
        if len(remaining) == 1:
            yield left
            return
        for column in columns(left, remaining[0]):
            for rest in tables(tuple(a - b for a, b in zip(left, column)), remaining[1:]):
                yield column + rest
    observed = weight(list(itertools.chain(*table)))
    limit = observed * (1 + Fraction(1, 10 ** 7))
    total = Fraction(0)
    for cells in tables(tuple(rows), cols):
        p = weight(cells)
        if p <= limit:
            total += p
    return mp.mpf(total.numerator) / total.denominator


def contingency():
    cases = [
        [[3, 1, 2], [0, 4, 1]], [[2, 7, 1], [8, 2, 1], [3, 3, 6]], [[0, 5], [3, 0], [1, 1]], [[1, 0], [0, 1]],
        [[12, 7, 9, 3], [4, 11, 6, 8]], [[4, 0, 0], [0, 3, 0], [0, 0, 5]], [[5, 0, 3], [2, 0, 9]],
        [[300, 500, 200], [250, 480, 270], [310, 390, 300]], [[100000, 200000], [101000, 199500], [99000, 201000]],
        [[1, 2, 3], [4, 5, 6]],
    ]
    rows = []
    for table in cases:
        array = np.array(table)
        used = array[:, array.sum(0) > 0][array.sum(1) > 0]
        n = mp.mpf(int(used.sum()))
        x = mp.mpf(0)
        for i, j in itertools.product(range(used.shape[0]), range(used.shape[1])):
            e = mp.mpf(int(used[i].sum())) * int(used[:, j].sum()) / n
            x += (int(used[i, j]) - e) ** 2 / e
        r, c = used.shape
        df = (r - 1) * (c - 1)
        got = st.chi2_contingency(used, correction=False)
        assert abs(got[0] - float(x)) < 1e-9 * max(1, float(x)) and got[2] == df
        phi = max(mp.mpf(0), x / n - mp.mpf(df) / (n - 1))
        least = min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1))
        e11 = mp.mpf(int(array[0].sum())) * int(array[:, 0].sum()) / n
        res = (int(array[0, 0]) - e11) / mp.sqrt(e11)
        rows.append({
            "rows": len(table), "counts": " ".join(str(v) for row in table for v in row), "chi": x, "df": df,
            "p": chi_tail(x, df), "v": mp.sqrt(x / n / (min(r, c) - 1)),
            "v_corrected": mp.sqrt(phi / (least - 1)) if least > 1 else None, "residual11": res,
            "adjusted11": res / mp.sqrt((1 - int(array[0].sum()) / n) * (1 - int(array[:, 0].sum()) / n)),
            "fisher": freeman_halton(table) if n < 60 else None})
    write("contingency", rows)


def trend():
    cases = [
        ([83, 90, 129, 70], [86, 93, 136, 82], [1, 2, 3, 4]), ([5, 8, 12], [50, 50, 50], [0, 1, 2]),
        ([0, 0, 1], [1, 1, 1], [1, 2, 3]), ([10, 20, 30, 40], [100, 110, 120, 130], [18, 25, 40, 60]),
        ([3000, 2500, 2000], [100000, 90000, 80000], [-1, 0, 5]), ([0, 5], [5, 5], [1, 2])]
    rows = []
    for k, n, s in cases:
        N, K = mp.mpf(sum(n)), mp.mpf(sum(k))
        p = K / N
        mean = sum(a * b for a, b in zip(n, s)) / N
        cross = sum((b - mean) * a for a, b in zip(k, s))
        square = sum((b - mean) ** 2 * a for a, b in zip(n, s))
        x = cross ** 2 / (p * (1 - p) * square)
        rows.append({"events": " ".join(map(str, k)), "trials": " ".join(map(str, n)),
                     "scores": " ".join(map(str, s)), "chi": x, "p": chi_tail(x, 1), "slope": cross / square})
    write("trend", rows)


STRATA = [
    [(10, 20, 5, 25), (8, 12, 6, 24), (3, 7, 1, 9)],
    [(1, 0, 3, 1), (0, 4, 2, 6), (5, 5, 1, 9), (2, 2, 0, 3)],
    [(0, 0, 4, 6), (12, 8, 9, 11), (7, 3, 4, 6), (5, 0, 6, 0)],
    [(300, 700, 200, 800), (150, 350, 90, 410)],
    [(12, 5, 29, 2)],
    [(3, 5, 0, 9), (4, 4, 0, 7)],
    [(1000, 9000, 30000, 300000), (5, 95, 1000, 20000), (2, 1, 1, 2)],
]


def stratified():
    rows = []
    for strata, level in itertools.product(STRATA, LEVELS):
        z = zvalue(level)
        R = S = PR = M = QS = rr_r = rr_s = rr_v = num = wt = var = mp.mpf(0)
        delta = cmh_v = mp.mpf(0)
        informative = []
        for a, b, c, d in strata:
            m, n = mp.mpf(a + b), mp.mpf(c + d)
            N = m + n
            if m == 0 or n == 0:
                continue
            P, Q = (a + d) / N, (b + c) / N
            r, s = a * d / N, b * c / N
            R, S, PR, M, QS = R + r, S + s, PR + P * r, M + P * s + Q * r, QS + Q * s
            rr_r += a * n / N
            rr_s += c * m / N
            rr_v += ((a + c) * m * n - a * c * N) / N ** 2
            num += (a * n - c * m) / N
            wt += m * n / N
            var += (a * b * n ** 3 + c * d * m ** 3) / (m * n * N ** 2)
            if 0 < a + c < N:
                informative.append((a, b, c, d))
                delta += a - m * (a + c) / N
                cmh_v += m * n * (a + c) * (b + d) / (N ** 2 * (N - 1))
        row = {"strata": " ".join(":".join(map(str, s)) for s in strata), "level": level}

        def ratio(top, bottom, v, key):
            row[key] = None if bottom == 0 else top / bottom
            ok = bottom > 0 and top > 0
            h = z * mp.sqrt(v()) if ok else None
            row[key + "_lower"] = row[key] * mp.e ** -h if ok else None
            row[key + "_upper"] = row[key] * mp.e ** h if ok else None
        ratio(R, S, lambda: PR / (2 * R * R) + M / (2 * R * S) + QS / (2 * S * S), "or")
        ratio(rr_r, rr_s, lambda: rr_v / (rr_r * rr_s), "rr")
        row["rd"] = num / wt
        h = z * mp.sqrt(var) / wt
        row["rd_lower"], row["rd_upper"] = max(-1, row["rd"] - h), min(1, row["rd"] + h)
        row["cmh"] = delta ** 2 / cmh_v
        row["cmh_p"] = chi_tail(row["cmh"], 1)
        correction = mp.mpf("0.5") if abs(delta) >= 0.5 else 0
        row["cmh_corrected"] = (abs(delta) - correction) ** 2 / cmh_v
        row["bd"] = row["tarone"] = row["tarone_p"] = None
        if len(informative) > 1 and R > 0 and S > 0:
            psi, bd, e, v = R / S, mp.mpf(0), mp.mpf(0), mp.mpf(0)
            for a, b, c, d in informative:
                m, n, t = a + b, c + d, a + c
                lo, hi = mp.mpf(max(0, t - n)), mp.mpf(min(m, t))
                f = lambda A: A * (n - t + A) - psi * (m - A) * (t - A)
                for _ in range(150):
                    mid = (lo + hi) / 2
                    lo, hi = (mid, hi) if f(mid) < 0 else (lo, mid)
                A = (lo + hi) / 2
                V = 1 / (1 / A + 1 / (m - A) + 1 / (t - A) + 1 / (n - t + A))
                bd, e, v = bd + (a - A) ** 2 / V, e + a - A, v + V
            row["bd"], row["tarone"] = bd, max(mp.mpf(0), bd - e * e / v)
            row["tarone_p"] = chi_tail(row["tarone"], len(informative) - 1)
            if len(informative) == len(strata) and R * S > 0:
                sm = StratifiedTable([np.array([[a, b], [c, d]], float) for a, b, c, d in strata])
                assert abs(sm.oddsratio_pooled / float(row["or"]) - 1) < 1e-10
                lo, hi = sm.oddsratio_pooled_confint(1 - float(level))
                assert abs(lo / float(row["or_lower"]) - 1) < 1e-8 and abs(hi / float(row["or_upper"]) - 1) < 1e-8
                assert abs(sm.riskratio_pooled / float(row["rr"]) - 1) < 1e-10
                assert abs(sm.test_null_odds(False).statistic - float(row["cmh"])) < 1e-9
                assert abs(sm.test_equal_odds(False).statistic - float(bd)) < 1e-8, (strata, sm.test_equal_odds(False).statistic, bd)
                assert abs(sm.test_equal_odds(True).statistic - float(row["tarone"])) < 1e-8
        rows.append(row)
    write("stratified", rows)


def tquantile(p, df):
    """Upper-tail quantile of Student's t by bisection of the incomplete beta."""
    lo, hi = mp.mpf(0), mp.mpf(10) ** 6
    for _ in range(200):
        mid = (lo + hi) / 2
        tail = mp.betainc(mp.mpf(df) / 2, mp.mpf(1) / 2, 0, df / (df + mid ** 2), regularized=True) / 2
        lo, hi = (mid, hi) if tail > p else (lo, mid)
    return (lo + hi) / 2


def meta():
    cases = [
        ([-0.889, -1.585, -1.348, -1.442, -0.218, -0.786, -1.621, 0.012, -0.469, -1.371, -0.339, 0.446, -0.017],
         [0.326, 0.195, 0.415, 0.020, 0.051, 0.0069, 0.223, 0.00396, 0.0564, 0.0730, 0.0124, 0.533, 0.0714]),
        ([0.1, 0.3, 0.2], [0.04, 0.09, 0.05]), ([1.0, 2.0], [0.1, 0.1]), ([0.5], [0.2]),
        ([0.0, 0.5, -0.3, 1.2, 0.8], [0.01, 0.02, 0.015, 0.03, 0.05]), ([100.0, 101.5, 99.0, 104.0], [1e-4, 2e-4, 1e-3, 5e-4])]
    rows = []
    for (y, v), model, level in itertools.product(cases, ("fixed", "dersimonian-laird", "reml"), LEVELS):
        k = len(y)
        Y, V = [mp.mpf(str(x)) for x in y], [mp.mpf(str(x)) for x in v]

        def pooled(t):
            w = [1 / (x + t) for x in V]
            return sum(a * b for a, b in zip(w, Y)) / sum(w), w
        mu, w = pooled(0)
        q = sum(a * (b - mu) ** 2 for a, b in zip(w, Y))
        spread = sum(w) - sum(a * a for a in w) / sum(w)
        t2 = mp.mpf(0)
        if k > 1 and model == "dersimonian-laird":
            t2 = max(mp.mpf(0), (q - (k - 1)) / spread)
        if k > 1 and model == "reml":
            def score(t):
                m, w = pooled(t)
                return (sum(a * a * (b - m) ** 2 for a, b in zip(w, Y)) - sum(w) + sum(a * a for a in w) / sum(w))
            if score(0) > 0:
                lo, hi = mp.mpf(0), mp.mpf(1000)
                for _ in range(160):
                    mid = (lo + hi) / 2
                    lo, hi = (mid, hi) if score(mid) > 0 else (lo, mid)
                t2 = (lo + hi) / 2
        mu, w = pooled(t2)
        se, z = 1 / mp.sqrt(sum(w)), zvalue(level)
        row = {"y": " ".join(map(str, y)), "v": " ".join(map(str, v)), "model": model, "level": level, "tau2": t2,
               "effect": mu, "se": se, "z_lower": mu - z * se, "z_upper": mu + z * se, "q": q,
               "q_p": chi_tail(q, k - 1) if k > 1 else 1}
        if k > 1:
            between = max(mp.mpf(0), (q - (k - 1)) / spread) if model == "fixed" else t2
            row["i2"] = between / (between + (k - 1) / spread)
            hk = se * mp.sqrt(sum(a * (b - mu) ** 2 for a, b in zip(w, Y)) / (k - 1))
            t = tquantile((1 - mp.mpf(level)) / 2, k - 1)
            row["hk_lower"], row["hk_upper"] = mu - t * hk, mu + t * hk
        else:
            row["i2"], row["hk_lower"], row["hk_upper"] = 0, None, None
        if k > 2:
            h = tquantile((1 - mp.mpf(level)) / 2, k - 2) * mp.sqrt(t2 + se ** 2)
            row["pi_lower"], row["pi_upper"] = mu - h, mu + h
        else:
            row["pi_lower"] = row["pi_upper"] = None
        rows.append(row)
    write("meta", rows)


def byar(o, z):
    o = mp.mpf(o)
    return (o * (1 - 1 / (9 * o) - z / (3 * mp.sqrt(o))) ** 3,
            (o + 1) * (1 - 1 / (9 * (o + 1)) + z / (3 * mp.sqrt(o + 1))) ** 3)


def standardisation():
    cases = [([10, 20, 30], [100, 300, 500], [5000, 5500, 6000]), ([0, 3, 9], [50, 80, 70], [1, 1, 1]),
             ([65, 120, 240, 35], [12000, 9000, 8000, 700], [30000, 28000, 20000, 5000]),
             ([100000, 200000], [5000000, 4000000], [1, 2])]
    rows = []
    for (o, n, w), level in itertools.product(cases, LEVELS):
        z, W, O = zvalue(level), sum(w), sum(o)
        rate = sum(mp.mpf(a) / b * c for a, b, c in zip(o, n, w)) / W
        var = sum((mp.mpf(c) / b / W) ** 2 * a for a, b, c in zip(o, n, w))
        lo, up = byar(O, z)
        s = mp.sqrt(var / O)
        rows.append({"events": " ".join(map(str, o)), "population": " ".join(map(str, n)),
                     "standard": " ".join(map(str, w)), "level": level, "rate": rate,
                     "byar_lower": rate + s * (lo - O), "byar_upper": rate + s * (up - O)})
    write("standardisation", rows)


def funnel():
    """Exact limits: interpolated binomial (Spiegelhalter 2005) and Poisson; compared with SciPy's quantiles."""
    rows = []
    for n, target, level in itertools.product((1, 2, 10, 57, 400, 20000), ("0.3", "0.80642448", "0.01"), LEVELS):
        p, row = mp.mpf(target), {"n": n, "target": target, "level": level}
        for key, q in (("lower", (1 - mp.mpf(level)) / 2), ("upper", (1 + mp.mpf(level)) / 2)):
            cdf, term, r = mp.mpf(0), (1 - p) ** n, 0
            cdf = term
            while cdf < q and r < n:
                term = term * (n - r) / (r + 1) * p / (1 - p)
                r += 1
                cdf += term
            assert r == int(st.binom.ppf(float(q), n, float(p)))
            row[key] = min(mp.mpf(1), max(mp.mpf(0), (r - (cdf - q) / term) / n))
        rows.append(row)
    write("funnel", rows)


if __name__ == "__main__":
    for part in (contingency, trend, stratified, meta, standardisation, funnel):
        part()
