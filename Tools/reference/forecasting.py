"""Exponential smoothing by statsmodels, the binomial level by a filter on another grid, seasons by weighted least squares.

    python3 Tools/reference/forecasting.py Tests/StatisticsTests/Reference
"""
import sys
import warnings

import numpy
import pandas
import statsmodels
import statsmodels.api
from scipy import integrate, signal, stats
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

warnings.simplefilter("ignore")
folder = sys.argv[1]
random = numpy.random.default_rng(18)
count = 28
trials = random.integers(900, 1500, count)
level = numpy.cumsum(random.normal(0, 0.06, count)) - 0.8
season = numpy.tile([0.12, -0.05, 0.02, -0.09], 7)
events = random.binomial(trials, 1 / (1 + numpy.exp(-(level + season))))
rates = events / trials

with open(f"{folder}/forecasting-series.csv", "w") as file:
    print("# made-up quarters, Tools/reference/forecasting.py", file=file)
    print("period,events,trials", file=file)
    for i in range(count):
        print(f"{i},{events[i]},{trials[i]}", file=file)

rows = []
forms = {
    "ANN": dict(error="add"),
    "AAdN": dict(error="add", trend="add", damped_trend=True),
    "ANA": dict(error="add", seasonal="add", seasonal_periods=4),
}
for name, options in forms.items():
    best = None
    for start in (None, 0.5):
        model = ETSModel(pandas.Series(rates * 100), initialization_method="estimated", **options)
        first = model.start_params.copy()
        if start is not None:
            first[0] = start
        fit = model.fit(start_params=first, disp=False, maxiter=4000)
        for _ in range(2):
            fit = model.fit(start_params=fit.params, disp=False, maxiter=4000)
        if best is None or fit.llf > best.llf:
            best = fit
    ahead = best.forecast(4) / 100
    rows.append([name, best.params.iloc[0] if hasattr(best.params, "iloc") else best.params[0], best.sse / 1e4]
                + list(ahead))
with open(f"{folder}/smoothing.csv", "w") as file:
    print(f"# statsmodels {statsmodels.__version__} ETSModel, Tools/reference/forecasting.py", file=file)
    print("form,alpha,squares,f1,f2,f3,f4", file=file)
    for row in rows:
        print(",".join(v if isinstance(v, str) else repr(float(v)) for v in row), file=file)

# The binomial level: composite trapezoid over a fine grid of logits with the density of the step.
grid = numpy.linspace(-2.6, 1.2, 6001)
step = grid[1] - grid[0]


def filtered(deviation):
    likelihood = numpy.array([stats.binom.pmf(k, n, 1 / (1 + numpy.exp(-grid))) for k, n in zip(events, trials)])
    reach = int(7 * deviation / step) + 2
    kernel = stats.norm.pdf(numpy.arange(-reach, reach + 1) * step, 0, deviation) * step
    law = likelihood[0] / integrate.trapezoid(likelihood[0], grid)
    total = 0.0
    for row in likelihood[1:]:
        law = signal.fftconvolve(law, kernel, mode="same") * row
        mass = integrate.trapezoid(law, grid)
        total += numpy.log(mass)
        law /= mass
    return total, signal.fftconvolve(law, kernel, mode="same")


with open(f"{folder}/binomial-level.csv", "w") as file:
    print(f"# scipy {__import__('scipy').__version__} on a grid of 6001 logits, Tools/reference/forecasting.py", file=file)
    print("deviation,log_likelihood,mean,tail", file=file)
    for deviation in (0.05, 0.1, 0.2):
        total, ahead = filtered(deviation)
        p = 1 / (1 + numpy.exp(-grid))
        mean = integrate.trapezoid(ahead * p, grid)
        tail = integrate.trapezoid(ahead * stats.binom.cdf(380, 1200, p), grid)
        print(f"{deviation},{total!r},{mean!r},{tail!r}".replace("np.float64(", "").replace(")", ""), file=file)

time = numpy.arange(count)
dummies = numpy.column_stack([(time % 4 == s).astype(float) for s in (1, 2, 3)])
small = statsmodels.api.WLS(rates, statsmodels.api.add_constant(time), weights=trials).fit()
large = statsmodels.api.WLS(
    rates, statsmodels.api.add_constant(numpy.column_stack([time, dummies])), weights=trials).fit()
f, p, _ = large.compare_f_test(small)
own = numpy.concatenate([[0], large.params[2:]])
own -= own.mean()
with open(f"{folder}/seasons.csv", "w") as file:
    print(f"# statsmodels {statsmodels.__version__} WLS, Tools/reference/forecasting.py", file=file)
    print("f,p,e1,e2,e3,e4", file=file)
    print(",".join(repr(float(v)) for v in [f, p, *own]), file=file)
