"""Effects of a treatment: inverse probability weighting by stacked estimating equations, AIPW by zEpid and DoubleML.

    python3 Tools/reference/treatment_effects.py Tests/StatisticsTests/Reference

zEpid divides the variance of the influences by n - 1 where DoubleML and the library divide by n; its errors are rescaled.
"""
import sys

import doubleml
import numpy
import pandas
import scipy
import sklearn.base
import statsmodels
import statsmodels.api
import zepid
from scipy import stats
from scipy.optimize import approx_fprime
from zepid.causal.doublyrobust import AIPTW

folder = sys.argv[1]
table = pandas.read_csv(f"{folder}/recid.csv", comment="#")
table["back"] = 1 - table["cens"]
names = ["black", "alcohol", "drugs", "married", "felon", "property", "priors", "educ", "age", "tserved"]
x = statsmodels.api.add_constant(table[names].to_numpy(float))
a = table["workprg"].to_numpy(float)
n = len(a)


def binomial(design, values):
    return statsmodels.api.GLM(values, design, family=statsmodels.api.families.Binomial()).fit(tol=1e-14, maxiter=200)


class Model(sklearn.base.BaseEstimator):
    def __init__(self, family="binomial"):
        self.family = family

    def design(self, values):
        return numpy.column_stack([numpy.ones(len(values)), values])

    def fit(self, values, outcome):
        family = statsmodels.api.families.Poisson() if self.family == "poisson" else statsmodels.api.families.Binomial()
        self.model_ = statsmodels.api.GLM(outcome, self.design(values), family=family).fit(tol=1e-14, maxiter=200)
        self.classes_ = numpy.array([0, 1])
        return self


class Classifier(sklearn.base.ClassifierMixin, Model):
    def predict_proba(self, values):
        mean = self.model_.predict(self.design(values))
        return numpy.column_stack([1 - mean, mean])

    def predict(self, values):
        return (self.predict_proba(values)[:, 1] > 0.5).astype(int)


class Regressor(sklearn.base.RegressorMixin, Model):
    def predict(self, values):
        return self.model_.predict(self.design(values))


def stacked(y, target, counted):
    """Root of the stacked equations and their sandwich, the derivative by differences."""
    fit = binomial(x, a)

    def weights(beta):
        e = 1 / (1 + numpy.exp(-(x @ beta)))
        if target == "everybody":
            return e, a / e, (1 - a) / (1 - e)
        return e, a, (1 - a) * e / (1 - e)

    def equations(theta):
        beta, treated, untreated = theta[:-2], theta[-2], theta[-1]
        e, own, other = weights(beta)
        return numpy.column_stack([
            x * (a - e)[:, None], counted * own * (y - treated), counted * other * (y - untreated)])

    _, own, other = weights(fit.params)
    theta = numpy.append(fit.params, [numpy.average(y, weights=counted * own), numpy.average(y, weights=counted * other)])
    bread = numpy.empty((len(theta), len(theta)))
    for place in range(len(theta)):
        step = 1e-6 * max(1e-3, abs(theta[place]))
        up, down = theta.copy(), theta.copy()
        up[place] += step
        down[place] -= step
        bread[:, place] = (equations(up).sum(0) - equations(down).sum(0)) / (2 * step)
    meat = equations(theta).T @ equations(theta)
    inverse = numpy.linalg.inv(bread)
    covariance = inverse @ meat @ inverse.T
    contrast = numpy.zeros(len(theta))
    contrast[-2:] = 1, -1
    logs = numpy.zeros(len(theta))
    logs[-2:] = 1 / theta[-2], -1 / theta[-1]
    return theta[-2], theta[-1], (contrast @ covariance @ contrast) ** 0.5, (logs @ covariance @ logs) ** 0.5


with open(f"{folder}/treatment-effects.csv", "w") as file:
    print(f"# statsmodels {statsmodels.__version__}, zEpid {zepid.__version__}, DoubleML {doubleml.__version__}, "
          "Tools/reference/treatment_effects.py", file=file)
    print("program,method,target,outcome,parts,group,treated,untreated,difference,error,logError", file=file)

    def row(*cells):
        print(*[repr(float(c)) if isinstance(c, (float, numpy.floating)) else c for c in cells], sep=",", file=file)

    everybody = numpy.ones(n)
    black = table["black"].to_numpy(float)
    for outcome in ("back", "rules"):
        y = table[outcome].to_numpy(float)
        for target in ("treated", "everybody"):
            for group, counted in (("", everybody), ("black=1", black), ("black=0", 1 - black)):
                treated, untreated, error, logs = stacked(y, target, counted)
                row("equations", "ipw", target, outcome, 1, group, treated, untreated, treated - untreated, error, logs)
            for parts in (1, 5):
                data = doubleml.DoubleMLData.from_arrays(table[names].to_numpy(float), y, a)
                g = Classifier("binomial") if outcome == "back" else Regressor("poisson")
                # By its default DoubleML moves chances below 0.01 and above 0.99 to these.
                model = doubleml.DoubleMLIRM(
                    data, g, Classifier(), n_folds=5, score="ATTE" if target == "treated" else "ATE",
                    ps_processor_config=doubleml.utils.PSProcessorConfig(clipping_threshold=1e-12))
                rows = numpy.arange(n)
                if parts == 1:
                    splits = [[(rows, rows)]]
                else:
                    splits = [[(rows[rows % parts != p], rows[rows % parts == p]) for p in range(parts)]]
                model.set_sample_splitting(splits[0])
                model.fit()
                row("DoubleML", "aipw", target, outcome, parts, "", "", "", float(model.coef[0]), float(model.se[0]), "")
    pooled = AIPTW(table[names + ["workprg", "back"]], exposure="workprg", outcome="back")
    pooled.exposure_model(" + ".join(names), print_results=False)
    pooled.outcome_model("workprg * (" + " + ".join(names) + ")", print_results=False)
    pooled.fit()
    error = pooled.risk_difference_se if hasattr(pooled, "risk_difference_se") else (
        pooled.risk_difference_ci[1] - pooled.risk_difference_ci[0]) / (2 * stats.norm.ppf(0.975))
    row("zEpid", "aipw", "everybody", "back", 1, "", "", "", float(pooled.risk_difference),
        float(error) * ((n - 1) / n) ** 0.5, "")

with open(f"{folder}/rosenbaum.csv", "w") as file:
    print(f"# scipy {scipy.__version__}, Tools/reference/treatment_effects.py", file=file)
    print("larger,smaller,gamma,lower,upper,largest", file=file)
    for larger, smaller in ((110, 12), (30, 18), (7, 0), (25, 24)):
        total = larger + smaller
        for gamma in (1, 1.5, 2, 4, 5, 6):
            lower = stats.binom.sf(larger - 1, total, 1 / (1 + gamma))
            upper = stats.binom.sf(larger - 1, total, gamma / (1 + gamma))
            p = stats.beta.ppf(0.025, larger, total - larger + 1)
            largest = p / (1 - p)
            print(larger, smaller, float(gamma), repr(float(lower)), repr(float(upper)),
                  repr(float(largest)) if largest >= 1 else "", sep=",", file=file)
