"""The questions of Benchmarks/analysts/run in Python, each time with reading left out: python3 job.py FOLDER

Each is run where its package is installed: csdid (the authors' estimator), DoubleML with scikit-learn (AIPW with cross-fitting), zEpid,
pyfixest and statsmodels.
"""
import sys, time, warnings

warnings.filterwarnings("ignore")
folder = sys.argv[1]


def job(name, fit, value, factor=1):
    start, processor = time.perf_counter(), time.process_time()
    try:
        answer = fit()
        print(f"{name},{factor * (time.perf_counter() - start):.3f},{factor * (time.process_time() - processor):.3f},{value(answer):.10g}", flush=True)
    except Exception as error:
        print(f"{name}: {error}", file=sys.stderr)


import pandas as pd

people = None


def read():
    global people
    try:
        people = pd.read_csv(f"{folder}/people.csv", engine="pyarrow")
    except ImportError:
        people = pd.read_csv(f"{folder}/people.csv")
    return people


job("reading", read, len)


def staggered():
    from csdid.att_gt import ATTgt
    people["first"] = pd.to_numeric(people["began"]).fillna(0).astype(int)
    people["row"] = range(len(people))
    fit = ATTgt(yname="reoffended", tname="year", idname="row", gname="first", data=people, panel=False, control_group=["nevertreated"]).fit(
        est_method="reg", bstrap=False)
    return fit.aggte("group", bstrap=False, cband=False)


job("staggered", staggered, lambda m: m.atte["overall_att"])


def difference():
    import pyfixest
    people["treated"] = people["area"].isin(["a1", "a2", "a3"]).astype(int)
    return pyfixest.feols("reoffended ~ treated:change | area + year", people, vcov="hetero")


job("difference", difference, lambda m: float(m.coef().iloc[0]))


def aipw():
    import doubleml
    from sklearn.linear_model import LogisticRegression
    frame = people[["reoffended", "programme", "age", "prior", "homeless"]].assign(sex=(people["sex"] == "M").astype(int)).astype(float)
    data = doubleml.DoubleMLData(frame, "reoffended", "programme")
    plain = lambda: LogisticRegression(C=1e8, max_iter=1000)
    return doubleml.DoubleMLIRM(data, plain(), plain(), n_folds=5, score="ATTE").fit()


job("aipw", aipw, lambda m: float(m.coef[0]))


def ipw():
    from zepid.causal.ipw import IPTW
    # A tenth of the people, and ten times the time: with a million it takes a quarter of an hour.
    frame = people[["reoffended", "programme", "age", "sex", "prior", "homeless"]].head(len(people) // 10)
    model = IPTW(frame, treatment="programme", outcome="reoffended")
    model.treatment_model("age + C(sex) + prior + homeless", print_results=False)
    model.marginal_structural_model("programme")
    model.fit()
    return model


job("ipw", ipw, lambda m: float(m.risk_difference["RD"].iloc[1]), factor=10)


def state_space():
    from statsmodels.tsa.statespace.structural import UnobservedComponents
    rates = people[people["area"].isin(["a1", "a4", "a8"])].groupby(["quarter", "area"])["reoffended"].mean().unstack().sort_index()
    before = rates.index < "2020 Q1"
    own, others = rates["a1"].to_numpy(), rates[["a4", "a8"]].to_numpy()
    fit = UnobservedComponents(own[before], "llevel", exog=others[before], mle_regression=False, use_exact_diffuse=True).fit(disp=False)
    return (own[~before] - fit.get_forecast(int((~before).sum()), exog=others[~before]).predicted_mean).mean()


job("state-space", state_space, float)


def forecast():
    from statsmodels.tsa.holtwinters import ExponentialSmoothing, SimpleExpSmoothing
    rate = people.groupby("quarter")["reoffended"].mean().sort_index().to_numpy()
    errors = []
    for end in range(9, len(rate)):
        past, rest = rate[:end], rate[end:end + 4]
        fits = [ExponentialSmoothing(past, trend="add", initialization_method="estimated").fit(),
                SimpleExpSmoothing(past, initialization_method="estimated").fit()]
        if end >= 8:
            fits.append(ExponentialSmoothing(past, trend="add", seasonal="add", seasonal_periods=4, initialization_method="estimated").fit())
        errors.append([abs(fit.forecast(len(rest)) - rest).mean() for fit in fits])
    from statsmodels.tsa.statespace.structural import UnobservedComponents
    return UnobservedComponents(rate, "local level").fit(disp=False).forecast(4)


job("forecast", forecast, lambda m: float(m[0]))
