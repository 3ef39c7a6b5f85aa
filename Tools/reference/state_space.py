"""Reference values for Tests/StatisticsTests/Causal: a drifting level with regression, by UnobservedComponents of statsmodels.

python3 Tools/reference/state_space.py   (in the root of the repository, after causal_impact.R)

The level and the multiples of other series are states of which nothing is known before (exact diffuse). Each case is reckoned at
variances that are given; the effect is that of 64 ratios of deviations at tangents of equally likely angles, each by its likelihood.
"""
import csv

import numpy as np
import statsmodels
from scipy.optimize import brentq
from scipy.stats import t as student
from statsmodels.tsa.statespace.structural import UnobservedComponents

OUT, EFFECTS = (f"Tests/StatisticsTests/Reference/{name}.csv" for name in ("state-space", "state-space-effects"))
with open("Tests/StatisticsTests/Reference/causal-impact.csv") as file:
    rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
draw = np.random.default_rng(18)
walk = 0.3 + np.cumsum(draw.normal(0, 0.01, 32))
cases = {}
for name in ("guide", "article"):
    own = [row for row in rows if row["case"] == name]
    cases[name] = (np.array([float(row["y"]) for row in own]), np.array([[float(row["x"])] for row in own]), 70)
two = np.column_stack([walk + draw.normal(0, 0.01, 32), draw.normal(0.4, 0.03, 32)])
cases["two"] = (0.1 + 0.7 * two[:, 0] - 0.3 * two[:, 1] + np.cumsum(draw.normal(0, 0.004, 32)) + draw.normal(0, 0.006, 32), two, 20)
cases["alone"] = (walk + draw.normal(0, 0.008, 32), None, 24)

first = f"# statsmodels {statsmodels.__version__} numpy {np.__version__} Tools/reference/state_space.py\n"
with open(OUT, "w") as out, open(EFFECTS, "w") as effects:
    out.write(first + "case,ratio,values,others,before,error,step,log_likelihood,multiples,multiple_errors,means,mean_errors\n")
    effects.write(first + "case,values,others,before,effect,lower,upper,p_value,multiple\n")
    for name, (y, x, before) in cases.items():
        model = UnobservedComponents(y[:before], "llevel", exog=None if x is None else x[:before], mle_regression=False,
                                     use_exact_diffuse=True)
        # Else the filter stops where its variances hardly change any more, which costs half of the digits.
        model.ssm.tolerance = 0
        own = 0 if x is None else x.shape[1]
        degrees, periods = before - 1 - own, len(y) - before
        text = lambda numbers: " ".join(f"{number:.17g}" for number in numbers)
        data = text(y), ";".join(text(column) for column in ([] if x is None else x.T)), str(before)

        def fit(ratio):
            """The error variance that is most likely with a ratio follows from the residuals."""
            unit = model.smooth([1.0, ratio])
            standard = unit.filter_results.standardized_forecasts_error[0]
            variance = np.nansum(standard[unit.filter_results.nobs_diffuse:] ** 2) / degrees
            return variance, model.smooth([variance, variance * ratio])

        def multiples(result):
            if not own:
                return [], []
            return result.smoothed_state[-own:, -1], np.sqrt(np.diagonal(result.smoothed_state_cov[-own:, -own:, -1]))

        for ratio in (0.0, 0.01, 0.25, 4.0):
            variance, result = fit(ratio)
            later = result.get_forecast(periods, exog=None if x is None else x[before:])
            values, errors = multiples(result)
            out.write(",".join([name, f"{ratio:.17g}", *data, f"{np.sqrt(variance):.17g}", f"{np.sqrt(variance * ratio):.17g}",
                                f"{result.llf:.17g}", text(values), text(errors), text(later.predicted_mean), text(later.se_mean)]) + "\n")

        parts = []
        for place in range(64):
            ratio = np.tan((place + 0.5) * np.pi / 128) ** 2
            variance, result = fit(ratio)
            state, spread = result.predicted_state[:, -1], result.predicted_state_cov[:, :, -1]
            load = np.zeros(len(state))
            load[0] = 1
            if own:
                load[-own:] = x[before:].mean(axis=0)
            steps = sum(((periods - 1 - j) / periods) ** 2 for j in range(periods - 1)) * variance * ratio
            values, errors = multiples(result)
            parts.append((result.llf, y[before:].mean() - load @ state, np.sqrt(load @ spread @ load + steps + variance / periods),
                          values[0] if own else 0))
        logs, means, deviations, slopes = (np.array(column) for column in zip(*parts))
        weights = np.exp(logs - logs.max())
        weights /= weights.sum()
        below = lambda value: weights @ student.cdf((value - means) / deviations, degrees)
        wide = 1e3 * deviations.max()
        limits = [brentq(lambda value: below(value) - p, means.min() - wide, means.max() + wide, xtol=1e-14, rtol=1e-14) for p in (0.025, 0.975)]
        effects.write(",".join([name, *data, *(f"{number:.17g}" for number in (
            weights @ means, *limits, 2 * min(below(0), 1 - below(0)), weights @ slopes))]) + "\n")
