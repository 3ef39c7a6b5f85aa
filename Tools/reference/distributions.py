"""Writes Reference/distributions.csv: densities and both tails to 17 digits, from mpmath; checks.R compares them with R.

The smaller tail is a series of positive terms or a continued fraction, never a difference.
"""
import sys
from math import sqrt
import mpmath as mp

mp.mp.dps = 50
SMALL = mp.mpf(10) ** -48
rows = []


def gamma_tails(a, x):
    """Lower and upper regularised incomplete gamma function by the series of positive terms."""
    a, x = mp.mpf(a), mp.mpf(x)
    if x == 0:
        return mp.mpf(0), mp.mpf(1)
    front = mp.exp(a * mp.log(x) - x - mp.loggamma(a))
    if x > a + 1:
        b, d = x + 1 - a, 1 / (x + 1 - a)
        c, h, i, step = mp.inf, d, 0, mp.mpf(0)
        while abs(step - 1) > SMALL:
            i += 1
            b += 2
            d = 1 / (b - i * (i - a) * d)
            c = b - i * (i - a) / c
            step = c * d
            h *= step
        return 1 - front * h, front * h
    term = total = mp.mpf(1)
    n = 0
    while term > total * SMALL:
        n += 1
        term *= x / (a + n)
        total += term
    return front * total / a, 1 - front * total / a


def beta_tails(a, b, x, y=None):
    a, b, x = mp.mpf(a), mp.mpf(b), mp.mpf(x)
    y = 1 - x if y is None else y
    if x > a / (a + b):
        upper, lower = beta_tails(b, a, y, x)
        return lower, upper
    term = total = mp.mpf(1)
    n = 0
    while term > total * SMALL:
        term *= x * (a + b + n) / (a + 1 + n)
        total += term
        n += 1
    front = mp.exp(a * mp.log(x) + b * mp.log(y) - mp.log(a) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b))
    return front * total, 1 - front * total


def add(name, parameters, x, density, tails):
    lower, upper = tails
    cells = list(parameters) + [""] * (3 - len(parameters))
    numbers = [mp.nstr(v, 17, min_fixed=1, max_fixed=0) if v > mp.mpf(10) ** -305 else "NA" for v in (density, lower, upper)]
    rows.append([name] + [repr(c) if c != "" else "" for c in cells] + [repr(x)] + numbers)


for z in (-37.0, -20.5, -8.3, -3.0, -1.0, -0.1, 0.0, 0.7, 1.959964, 5.5, 8.6, 15.0, 30.0, 37.4):
    add("normal", (0.0, 1.0), z, mp.npdf(z), (mp.ncdf(z), mp.ncdf(-mp.mpf(z))))
for shape in (0.5, 1.0, 2.5, 10.0, 37.0, 500.0, 12345.5):
    for z in (-30, -8, -3, -1, 0, 1, 3, 8, 30):
        x = shape + z * sqrt(shape)
        for x in ([x] if x > 0 else [shape / (3 - z), shape * 10.0**z]):
            a = mp.mpf(shape)
            density = mp.exp((a - 1) * mp.log(x) - x - mp.loggamma(a))
            tails = gamma_tails(shape, x)
            add("gamma", (shape, 1.0), x, density, tails)
            add("chi-squared", (2 * shape,), 2 * x, density / 2, tails)
for a, b in ((0.5, 0.5), (1.0, 1.0), (2.5, 40.0), (40.0, 2.5), (10.5, 30.5), (500.0, 700.5), (20000.0, 50000.0)):
    mean, sd = a / (a + b), sqrt(a * b / (a + b + 1)) / (a + b)
    points = [mean + z * sd for z in (-30, -8, -3, -1, 0, 1, 3, 8, 30)] + [mean * 1e-6, 1 - (1 - mean) * 2.0**-30]
    for x in points:
        if 0 < x < 1:
            y = 1 - mp.mpf(x)
            B = mp.exp(mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(mp.mpf(a) + b))
            add("beta", (a, b), x, mp.mpf(x) ** (mp.mpf(a) - 1) * y ** (mp.mpf(b) - 1) / B, beta_tails(a, b, x))
for nu in (0.7, 1.0, 2.0, 5.0, 30.0, 1000.0):
    for t in (-1e6, -50.0, -8.0, -2.0, -0.3, 0.0, 0.01, 1.0, 4.0, 30.0, 1e5):
        h = mp.mpf(nu) / 2
        density = mp.exp(mp.loggamma(h + 0.5) - mp.loggamma(h) - mp.log(mp.pi * nu) / 2 - (h + 0.5) * mp.log(1 + mp.mpf(t) ** 2 / nu))
        far = beta_tails(h, 0.5, nu / (nu + mp.mpf(t) ** 2), mp.mpf(t) ** 2 / (nu + mp.mpf(t) ** 2))[0] / 2 if t else mp.mpf(0.5)
        add("t", (nu,), t, density, (far, 1 - far) if t < 0 else (1 - far, far))
for m, n in ((1.0, 1.0), (2.0, 10.0), (5.5, 3.5), (30.0, 60.0), (200.0, 500.0)):
    for x in (1e-8, 0.01, 0.2, 0.9, 1.0, 1.3, 4.0, 25.0, 1e4):
        share = m * mp.mpf(x) / (m * mp.mpf(x) + n)
        B = mp.exp(mp.loggamma(mp.mpf(m) / 2) + mp.loggamma(mp.mpf(n) / 2) - mp.loggamma((mp.mpf(m) + n) / 2))
        density = share ** (mp.mpf(m) / 2) * (1 - share) ** (mp.mpf(n) / 2) / (x * B)
        add("f", (m, n), x, density, beta_tails(m / 2, n / 2, share))


def around(mean, sd, low, high):
    """Whole numbers from far tail to far tail."""
    points = {int(mean + z * sd) for z in (-34, -12, -5, -2, -1, 0, 1, 2, 5, 12, 34)} | {low, low + 1, high - 1, high}
    return sorted(k for k in points if low <= k <= high)


for n, p in ((1, 0.3), (7, 0.5), (40, 0.4825), (40, 0.01), (5000, 0.3678), (5000, 0.999), (100000, 0.002)):
    for k in around(n * p, sqrt(n * p * (1 - p)), 0, n):
        q = 1 - mp.mpf(p)
        density = mp.exp(mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)) * mp.mpf(p) ** k * q ** (n - k)
        upper, lower = beta_tails(k + 1, n - k, p) if k < n else (mp.mpf(0), mp.mpf(1))
        add("binomial", (n, p), k, density, (lower, upper))
for mean in (0.001, 0.5, 3.7, 28.0, 1000.0, 20000.5):
    for k in around(mean, sqrt(mean) + 1, 0, int(mean + 40 * sqrt(mean) + 100)):
        density = mp.exp(k * mp.log(mean) - mean - mp.loggamma(k + 1))
        upper, lower = gamma_tails(k + 1, mean)
        add("poisson", (mean,), k, density, (lower, upper))
for size, p in ((0.3, 0.2), (1.0, 0.5), (4.5, 0.9), (25.0, 0.2), (300.0, 0.4)):
    for k in around(size * (1 - p) / p, sqrt(size * (1 - p)) / p, 0, int(size / p * 6)):
        density = mp.exp(mp.loggamma(k + mp.mpf(size)) - mp.loggamma(k + 1) - mp.loggamma(size)) * mp.mpf(p) ** mp.mpf(size) * (1 - mp.mpf(p)) ** k
        add("negative-binomial", (size, p), k, density, beta_tails(size, k + 1, p))
for margins in ((5, 3, 4), (40, 60, 30), (200, 9800, 700), (400, 400, 400), (1, 999999, 500000)):
    for odds in (1.0, 0.02, 3.5, 1e4):
        K, M, n = margins
        low, high = max(0, n - M), min(n, K)
        weights = {}
        w = mp.mpf(1)
        for k in range(low, high + 1):
            weights[k] = w
            w = w * (K - k) * (n - k) * odds / (mp.mpf(k + 1) * (M - n + k + 1))
        total = mp.fsum(weights.values())
        mean = mp.fsum(k * w for k, w in weights.items()) / total
        sd = mp.sqrt(mp.fsum((k - mean) ** 2 * w for k, w in weights.items()) / total)
        for k in around(mean, sd, low, high):
            lower = mp.fsum(w for j, w in weights.items() if j <= k) / total
            upper = mp.fsum(w for j, w in weights.items() if j > k) / total
            add("hypergeometric" if odds == 1 else "fisher", (K, M, n) if odds == 1 else (K, M, f"{n}:{odds}"), k, weights[k] / total, (lower, upper))

with open(sys.argv[1], "w") as out:
    out.write(f"# mpmath {mp.__version__} at {mp.mp.dps} digits; Tools/reference/distributions.py\n")
    out.write("distribution,a,b,c,x,density,lower,upper\n")
    for row in rows:
        out.write(",".join(str(c).strip("'") for c in row) + "\n")
