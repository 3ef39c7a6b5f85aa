"""Reference values for Tests/StatisticsTests/Funnels: exact limits of Poisson counts, by mpmath to 30 digits.

python3 Tools/reference/poisson_funnel.py   (in the root of the repository)

A limit is where the tail of the Poisson distribution, continued between whole counts by the incomplete gamma function,
passes half of one less the level. The categories come from sums of Poisson probabilities, without gamma functions.
"""
import mpmath as mp

mp.mp.dps = 30
OUT = "Tests/StatisticsTests/Reference/poisson-funnel.csv"


def bisect(f, low, high):
    """The root of a function that changes sign once."""
    rises = f(high) > 0
    for _ in range(100):
        middle = (low + high) / 2
        if (f(middle) > 0) == rises:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def lower(mean, tail):
    if mp.e ** -mean >= tail:
        return mp.mpf(0)
    f = lambda x: mp.gammainc(x + 1, mean, mp.inf, regularized=True) - tail
    return bisect(f, mp.mpf(0), mean)


def upper(mean, tail):
    f = lambda x: mp.gammainc(x, 0, mean, regularized=True) - tail
    return bisect(f, mean, mean + 6 * mp.sqrt(mean) + 12)


def category(count, mean):
    terms = [mp.e ** (-mean) * mean ** k / mp.factorial(k) for k in range(count + 1)]
    below = mp.fsum(terms)
    atleast = 1 - mp.fsum(terms[:-1])
    for level, tail in ((0.998, mp.mpf("0.001")), (0.95, mp.mpf("0.025"))):
        if below < tail:
            return f"below {level}"
        if atleast < tail:
            return f"above {level}"
    return "within"


with open(OUT, "w") as out:
    out.write(f"# mpmath {mp.__version__} Tools/reference/poisson_funnel.py\n")
    out.write("expected,lower95,upper95,lower998,upper998,observed,category\n")
    for i, text in enumerate(["0.4", "2.9", "3.7", "6.95", "10", "31.25", "74.5", "120.125", "298.22", "1500.5", "20000"]):
        mean = mp.mpf(text)
        limits = [f(mean, mp.mpf(t)) for t in ("0.025", "0.001") for f in (lower, upper)]
        root = mp.sqrt(mean)
        for z in (-3.4, -3.05, -2.1, -1.9, 0, 1.9, 2.05, 3.0, 3.3):
            count = max(0, int(mp.nint(mean + z * root)))
            out.write(",".join([text] + [mp.nstr(v, 17) for v in limits] + [str(count), category(count, mean)]) + "\n")
