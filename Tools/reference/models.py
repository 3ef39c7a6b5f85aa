"""Checks the reference values that R wrote against statsmodels and lifelines, and fails where they disagree.

python Tools/reference/models.py   (in the root of the repository)
"""

import numpy as np
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf
from lifelines import CoxPHFitter, KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test

out = "Tests/StatisticsTests/Reference/"
rossi = pd.read_csv(out + "rossi.csv", comment="#")
recid = pd.read_csv(out + "recid.csv", comment="#")
table = pd.read_csv(out + "regression-coefficients.csv", comment="#")


def check(name, ours, theirs, tolerance):
    worst = np.max(np.abs(np.asarray(ours) - np.asarray(theirs)) / np.abs(np.asarray(ours)))
    print(f"{name:35s} worst relative difference {worst:.1e}")
    assert worst < tolerance, name


def reference(name, column="estimate"):
    return table[table.model == name][column].to_numpy()


tight = dict(tol=1e-15, maxiter=200)
binomial, poisson = sm.families.Binomial(), sm.families.Poisson()
fit = smf.glm("arrest ~ C(fin) * C(race) + age + prio + C(wexp) + C(mar)", rossi, family=binomial).fit(**tight)
order = ["Intercept", "C(fin)[T.yes]", "C(race)[T.other]", "age", "prio", "C(wexp)[T.yes]", "C(mar)[T.not married]",
         "C(fin)[T.yes]:C(race)[T.other]"]
check("logistic, estimates", reference("interaction"), fit.params[order], 1e-10)
check("logistic, standard errors", reference("interaction", "standard_error"), fit.bse[order], 1e-9)
robust = smf.glm("arrest ~ C(fin) * C(race) + age + prio + C(wexp) + C(mar)", rossi, family=binomial).fit(cov_type="HC0", **tight)
check("logistic, HC0", reference("interaction", "hc0"), robust.bse[order], 1e-9)
some = recid[recid.tserved > 0]
fit = smf.glm("rules ~ black + alcohol + age", some, family=poisson, offset=np.log(some.tserved)).fit(**tight)
check("Poisson with offset", reference("poisson"), fit.params, 1e-9)
check("Poisson, standard errors", reference("poisson", "standard_error"), fit.bse, 1e-9)
fit = smf.glm("priors ~ black + alcohol + drugs + age", recid, family=poisson).fit(scale="X2", **tight)
check("quasi-Poisson, standard errors", reference("quasipoisson", "standard_error"), fit.bse, 1e-9)
theta = pd.read_csv(out + "regression-fits.csv", comment="#").set_index("model").theta["negative-binomial"]
fit = smf.glm("priors ~ black + alcohol + drugs + age", recid,
              family=sm.families.NegativeBinomial(alpha=1 / theta)).fit(**tight)
check("negative binomial", reference("negative-binomial"), fit.params, 1e-8)
check("negative binomial, errors", reference("negative-binomial", "standard_error"), fit.bse, 1e-8)
full = sm.NegativeBinomial(recid.priors, sm.add_constant(recid[["black", "alcohol", "drugs", "age"]])).fit(
    start_params=np.append(fit.params.to_numpy(), 1 / theta), method="newton", tol=1e-14, disp=0)
check("negative binomial, theta", [theta], [1 / full.params["alpha"]], 1e-6)
fit = smf.ols("ldurat ~ black + alcohol + drugs + educ + age", recid).fit()
check("least squares", reference("gaussian"), fit.params, 1e-10)
for kind in ["HC0", "HC1", "HC2", "HC3"]:
    check("least squares, " + kind, reference("gaussian", kind.lower()), fit.get_robustcov_results(kind).bse, 1e-9)

recid["event"] = 1 - recid.cens
cox = pd.read_csv(out + "cox.csv", comment="#")
names = ["workprg", "priors", "tserved", "felon", "alcohol", "drugs", "black", "married", "educ", "age"]
model = CoxPHFitter().fit(recid[names + ["durat", "event"]], "durat", "event", fit_options={"precision": 1e-12})
mine = cox[cox.model == "recid"]
check("Cox, Efron", mine.estimate, model.params_[names], 1e-6)
check("Cox, standard errors", mine.standard_error, model.standard_errors_[names], 1e-6)
km = pd.read_csv(out + "kaplan-meier.csv", comment="#")
curve = KaplanMeierFitter().fit(recid.durat, recid.event)
mine = km[km.type == "log-log"]
check("Kaplan-Meier", mine.survival, curve.survival_function_.loc[mine.time].iloc[:, 0], 1e-12)
check("Kaplan-Meier, lower", mine.lower, curve.confidence_interval_.loc[mine.time].iloc[:, 0], 1e-10)
ranks = pd.read_csv(out + "log-rank.csv", comment="#")
test = multivariate_logrank_test(rossi.week, pd.cut(rossi.age, [0, 20, 25, 30, 99]).astype(str), rossi.arrest)
check("log-rank", ranks[ranks.name == "band"].statistic.iloc[:1], [test.test_statistic], 1e-9)
