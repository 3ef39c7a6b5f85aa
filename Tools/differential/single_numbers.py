#!/usr/bin/env python3
"""Random calls of `calc` against SciPy and formulas written down here from their sources.

    single_numbers.py TOOL CALLS SEED
"""
import json
import math
import random
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from scipy import optimize, stats

LEVELS = [0.8, 0.9, 0.95, 0.99, 0.998]


def normal(level):
    return stats.norm.isf((1 - level) / 2)


def tail_limits(level, below, above, low, high):
    """Limits at which a tail probability, written as function of the parameter, is half of what is left out."""
    half = (1 - level) / 2
    return (
        low if above is None else optimize.brentq(lambda p: above(p) - half, low, high, xtol=1e-15, rtol=1e-14),
        high if below is None else optimize.brentq(lambda p: below(p) - half, low, high, xtol=1e-15, rtol=1e-14))


def proportion_limits(method, x, n, level):
    z, p = normal(level), x / n
    if method == "wald":
        half = z * math.sqrt(p * (1 - p) / n)
        return p - half, p + half
    if method == "wilson":
        outcome = stats.binomtest(x, n).proportion_ci(level, "wilson")
        return outcome.low, outcome.high
    if method == "wilson-continuity":
        outcome = stats.binomtest(x, n).proportion_ci(level, "wilsoncc")
        return outcome.low, outcome.high
    if method == "agresti-coull":
        people = n + z * z
        middle = (x + z * z / 2) / people
        half = z * math.sqrt(middle * (1 - middle) / people)
        return middle - half, middle + half
    if method == "clopper-pearson":
        outcome = stats.binomtest(x, n).proportion_ci(level, "exact")
        return outcome.low, outcome.high
    if method == "jeffreys":
        # Without a correction at 0 and n, as statsmodels.
        half = (1 - level) / 2
        return stats.beta.ppf(half, x + 0.5, n - x + 0.5), stats.beta.isf(half, x + 0.5, n - x + 0.5)
    return tail_limits(
        level,
        None if x == n else lambda q: stats.binom.cdf(x, n, q) - stats.binom.pmf(x, n, q) / 2,
        None if x == 0 else lambda q: stats.binom.sf(x - 1, n, q) - stats.binom.pmf(x, n, q) / 2, 0, 1)


def count_limits(method, x, level):
    half = (1 - level) / 2
    exact = (0 if x == 0 else stats.gamma.ppf(half, x), stats.gamma.isf(half, x + 1))
    if method == "exact" or (method == "phe" and x < 10):
        return exact
    if method in ("byar", "phe"):
        z = normal(level)
        lower = 0 if x == 0 else x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
        upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * math.sqrt(x + 1))) ** 3
        return max(lower, 0), upper
    high = exact[1] * 2 + 10
    return tail_limits(
        level, lambda m: stats.poisson.cdf(x, m) - stats.poisson.pmf(x, m) / 2,
        None if x == 0 else lambda m: stats.poisson.sf(x - 1, m) - stats.poisson.pmf(x, m) / 2, 0, high)


def draw_count(random_numbers):
    n = random_numbers.choice([random_numbers.randint(1, 12), random_numbers.randint(2, 300), random_numbers.randint(300, 60000)])
    share = random_numbers.choice([0, 1, random_numbers.random(), random_numbers.random() ** 4])
    return min(n, round(n * share)), n


def proportion(draw):
    x, n = draw_count(draw)
    method = draw.choice(["wald", "wilson", "wilson-continuity", "agresti-coull", "clopper-pearson", "jeffreys", "mid-p"])
    level = draw.choice(LEVELS)
    lower, upper = proportion_limits(method, x, n, level)

    def fields(said):
        # Limits outside 0 to 1, which only the approximate methods give, are cut there.
        return [("estimate", said["estimate"], x / n), ("lower", said["lower"], max(lower, 0)), ("upper", said["upper"], min(upper, 1))]

    return ["proportion", x, n, "--method", method, "--level", level], fields


def count(draw):
    x = draw.choice([draw.randint(0, 12), draw.randint(0, 400), draw.randint(400, 200000)])
    exposure = draw.choice([1, draw.randint(1, 5000), round(draw.uniform(0.1, 900), 2)])
    method, level = draw.choice(["byar", "exact", "phe", "mid-p"]), draw.choice(LEVELS)
    lower, upper = count_limits(method, x, level)

    def fields(said):
        return [("estimate", said["estimate"], x / exposure), ("lower", said["lower"], lower / exposure), ("upper", said["upper"], upper / exposure)]

    return ["count", x, "--exposure", exposure, "--method", method, "--level", level], fields


def observed_expected(draw):
    x, expected = draw.randint(0, 500), round(draw.uniform(0.5, 500), 3)
    method, level = draw.choice(["byar", "exact", "phe", "mid-p"]), draw.choice(LEVELS)
    lower, upper = count_limits(method, x, level)

    def fields(said):
        return [("ratio", said["ratio"], x / expected), ("lower", said["lower"], lower / expected), ("upper", said["upper"], upper / expected)]

    return ["observed-expected", x, expected, "--method", method, "--level", level], fields


def one_sample(draw):
    n = draw.choice([draw.randint(1, 15), draw.randint(2, 400), draw.randint(400, 20000)])
    p = round(draw.uniform(0.01, 0.99), 3)
    x = min(n, max(0, round(draw.gauss(n * p, 2 * math.sqrt(n * p * (1 - p))))))
    method, side = draw.choice(["exact", "score", "mid-p"]), draw.choice(["two-sided", "less", "greater"])
    if method == "exact":
        value = stats.binomtest(x, n, p, side).pvalue
    elif method == "score":
        z = (x - n * p) / math.sqrt(n * p * (1 - p))
        value = {"two-sided": 2 * stats.norm.sf(abs(z)), "less": stats.norm.cdf(z), "greater": stats.norm.sf(z)}[side]
    else:
        # What is seen counts half; on two sides outcomes are ordered by how likely they are, as in the exact test.
        value = stats.binomtest(x, n, p, side).pvalue - stats.binom.pmf(x, n, p) / 2

    def fields(said):
        return [("pValue", said["pValue"], value)]

    return ["one-sample", x, n, "--expected", p, "--method", method, "--alternative", side], fields


def newcombe(a, n, c, m, level):
    low1, high1 = proportion_limits("wilson", a, n, level)
    low2, high2 = proportion_limits("wilson", c, m, level)
    p, q = a / n, c / m
    return p - q - math.hypot(p - low1, high2 - q), p - q + math.hypot(high1 - p, q - low2)


def constrained(a, n, c, m, difference):
    """The maximum of the likelihood of two proportions whose difference is given, and the score's variance there."""
    def minus(q):
        p = q + difference
        terms = ((a, p), (n - a, 1 - p), (c, q), (m - c, 1 - q))
        return -sum(k * math.log(max(v, 1e-300)) for k, v in terms if k)

    low, high = max(0, -difference), min(1, 1 - difference)
    q = optimize.minimize_scalar(minus, bounds=(low, high), method="bounded", options={"xatol": 1e-13}).x
    for edge in (low, high):
        q = edge if minus(edge) <= minus(q) else q
    p = q + difference
    return p * (1 - p) / n + q * (1 - q) / m


def score_limits(a, n, c, m, level, bias):
    """Mee's limits, and Miettinen and Nurminen's with their factor of the variance."""
    found, z, factor = a / n - c / m, normal(level), (n + m) / (n + m - 1) if bias else 1

    def beyond(difference, sign):
        variance = max(constrained(a, n, c, m, difference) * factor, 1e-300)
        return sign * (found - difference) / math.sqrt(variance) - z

    lower = -1 if found <= -1 else optimize.brentq(lambda d: beyond(d, 1), -1 + 1e-12, found - 1e-13, xtol=1e-12)
    upper = 1 if found >= 1 else optimize.brentq(lambda d: beyond(d, -1), found + 1e-13, 1 - 1e-12, xtol=1e-12)
    return lower, upper


def two_by_two(draw):
    top = draw.choice([8, 60, 900])
    a, b, c, d = (draw.randint(1, top) for _ in range(4))
    level, n, m = draw.choice(LEVELS), a + b, c + d
    z = normal(level)
    difference = draw.choice(["newcombe", "wald", "mee", "miettinen-nurminen"])
    p, q = a / n, c / m
    if difference == "newcombe":
        low, high = newcombe(a, n, c, m, level)
    elif difference == "wald":
        half = z * math.sqrt(p * (1 - p) / n + q * (1 - q) / m)
        low, high = max(-1, p - q - half), min(1, p - q + half)
    else:
        low, high = score_limits(a, n, c, m, level, difference == "miettinen-nurminen")
    odds = draw.choice(["woolf", "conditional"])
    if odds == "woolf":
        error = math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
        ratio = a * d / (b * c)
        odds_limits = ratio * math.exp(-z * error), ratio * math.exp(z * error)
    else:
        outcome = stats.contingency.odds_ratio([[a, b], [c, d]], kind="conditional")
        ratio, odds_limits = outcome.statistic, outcome.confidence_interval(level)
    katz = math.sqrt(1 / a - 1 / n + 1 / c - 1 / m)
    plain = stats.chi2_contingency([[a, b], [c, d]], correction=False)
    corrected = stats.chi2_contingency([[a, b], [c, d]], correction=True)

    def fields(said):
        tolerance = 1e-6 if difference in ("mee", "miettinen-nurminen") else 1e-9
        return [
            ("riskDifference", said["riskDifference"]["estimate"], p - q),
            ("riskDifference.lower", said["riskDifference"]["lower"], low, tolerance),
            ("riskDifference.upper", said["riskDifference"]["upper"], high, tolerance),
            ("riskRatio.lower", said["riskRatio"]["lower"], p / q * math.exp(-z * katz)),
            ("riskRatio.upper", said["riskRatio"]["upper"], p / q * math.exp(z * katz)),
            ("oddsRatio", said["oddsRatio"]["estimate"], ratio, 1e-7),
            ("oddsRatio.lower", said["oddsRatio"]["lower"], odds_limits[0], 1e-7),
            ("oddsRatio.upper", said["oddsRatio"]["upper"], odds_limits[1], 1e-7),
            ("chiSquared", said["tests"]["chiSquared"]["pValue"], plain.pvalue),
            ("chiSquaredYates", said["tests"]["chiSquaredYates"]["pValue"], corrected.pvalue),
            ("fisher", said["tests"]["fisher"]["pValue"], stats.fisher_exact([[a, b], [c, d]]).pvalue)]

    call = ["two-by-two", a, b, c, d, "--difference", difference, "--ratio", "katz", "--odds", odds, "--level", level]
    return call, fields


def adjust(draw):
    values = [draw.choice([round(draw.random(), 4), round(draw.random() ** 5, 7), 0.05, 1]) for _ in range(draw.randint(1, 12))]
    method = draw.choice(["bonferroni", "holm", "hochberg", "bh", "by"])
    count_of_values = len(values)
    order = sorted(range(count_of_values), key=lambda k: values[k])
    adjusted = [0.0] * count_of_values
    if method == "bonferroni":
        adjusted = [min(1, v * count_of_values) for v in values]
    elif method == "holm":
        highest = 0
        for rank, k in enumerate(order):
            highest = max(highest, min(1, (count_of_values - rank) * values[k]))
            adjusted[k] = highest
    elif method == "hochberg":
        lowest = 1
        for rank, k in reversed(list(enumerate(order))):
            lowest = min(lowest, (count_of_values - rank) * values[k])
            adjusted[k] = lowest
    else:
        adjusted = list(stats.false_discovery_control([float(v) for v in values], method=method))

    def fields(said):
        return [(f"adjusted[{k}]", ours, theirs) for k, (ours, theirs) in enumerate(zip(said["adjusted"], adjusted))]

    return ["adjust", *values, "--method", method], fields


KINDS = [proportion, count, observed_expected, one_sample, two_by_two, adjust]


def agrees(ours, theirs, tolerance=1e-9):
    if ours is None or theirs is None or math.isnan(theirs):
        return ours is None and (theirs is None or math.isnan(theirs))
    return abs(ours - theirs) <= tolerance * abs(theirs) + 1e-13


def ask(tool, drawn):
    kind, (call, fields) = drawn
    words = ["calc", call[0], *map(str, call[1:]), "--format", "json"]
    outcome = subprocess.run([tool, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if outcome.returncode != 0:
        return kind, words, [outcome.stderr.strip()], 0
    compared = fields(json.loads(outcome.stdout))
    return kind, words, [f"{field[0]}: {field[1]!r}, SciPy {field[2]!r}" for field in compared if not agrees(*field[1:])], len(compared)


def main(tool, calls, seed):
    draw = random.Random(int(seed))
    drawn = []
    for _ in range(int(calls)):
        kind = draw.choice(KINDS)
        drawn.append((kind.__name__, kind(draw)))
    asked, numbers, failed = Counter(), 0, 0
    with ThreadPoolExecutor(2) as pool:
        for kind, words, differences, compared in pool.map(lambda one: ask(tool, one), drawn):
            asked[kind] += 1
            numbers += compared
            if differences:
                failed += 1
                print("reoffending " + " ".join(words) + "\n  " + "\n  ".join(differences))
    words = ", ".join(f"{kind} {asked[kind]}" for kind in sorted(asked))
    print(f"differential, SciPy: {sum(asked.values())} calls ({words}), {numbers} numbers, {failed} calls disagree")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
