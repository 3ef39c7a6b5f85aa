"""Effects of what areas began at different times, by csdid (the Python port of R's did), and of one pair of groups with
weights by statsmodels' weighted least squares with errors robust within areas.

    python3 Tools/reference/staggered.py Tests/StatisticsTests/Reference
"""
import sys
import warnings
from importlib.metadata import version

import numpy
import pandas
import statsmodels.formula.api
from csdid.att_gt import ATTgt

warnings.filterwarnings("ignore")
folder = sys.argv[1]
random = numpy.random.default_rng(11)
areas, periods = 40, 6
starts = [-1] * 16 + [2] * 9 + [3] * 8 + [5] * 7
own = random.normal(0, 1, areas)
values = numpy.round(
    own[:, None] + 0.1 * numpy.arange(periods) + random.normal(0, 0.4, (areas, periods))
    + numpy.array([[0.3 * (t - g + 1) if 0 <= g <= t else 0 for t in range(periods)] for g in starts]), 3)
trials = random.integers(30, 90, (areas, periods))
events = random.binomial(trials, 1 / (1 + numpy.exp(0.6 + 0.2 * own[:, None] - 0.1 * (values - own[:, None]))))


def head(file, program):
    print(f"# {program}, Tools/reference/staggered.py", file=file)


with open(f"{folder}/staggered-areas.csv", "w") as file:
    head(file, "made up")
    print("area,start,values,trials,events", file=file)
    for area in range(areas):
        print(f"{area},{starts[area]},{' '.join(f'{v:.3f}' for v in values[area])},{' '.join(map(str, trials[area]))},"
              f"{' '.join(map(str, events[area]))}", file=file)

rows = [(a, t + 1, values[a, t], starts[a] + 1 if starts[a] >= 0 else 0) for a in range(areas) for t in range(periods)]
panel = pandas.DataFrame(rows, columns=["area", "time", "y", "g"])
people = pandas.DataFrame(
    [(t + 1, y, starts[a] + 1 if starts[a] >= 0 else 0) for a in range(areas) for t in range(periods)
     for y in [1.0] * events[a, t] + [0.0] * (trials[a, t] - events[a, t])], columns=["time", "y", "g"])
people["area"] = numpy.arange(len(people))

with open(f"{folder}/staggered.csv", "w") as file:
    head(file, f"csdid {version('csdid')} and statsmodels {version('statsmodels')}")
    print("errors,controls,kind,at,time,effect,error", file=file)
    for errors, data in (("areas", panel), ("people", people)):
        for controls, name in (("never", "nevertreated"), ("not-yet", "notyettreated")):
            fit = ATTgt(
                yname="y", tname="time", idname="area", gname="g", data=data, control_group=[name], xformla="y~1",
                panel=errors == "areas").fit(est_method="reg", bstrap=False)
            found = fit.results

            def write(kind, at, time, effect, error):
                print(f"{errors},{controls},{kind},{at},{time},{float(effect)!r},{float(error)!r}", file=file)

            for g, t, effect, error in zip(found["group"], found["year"], found["att"], found["se"]):
                write("effect", int(g) - 1, int(t) - 1, effect, error)
            for kind, word in (("event", "dynamic"), ("start", "group"), ("time", "calendar"), ("simple", "simple")):
                all = fit.aggte(typec=word, bstrap=False).atte
                if kind != "simple":
                    shift = 0 if kind == "event" else 1
                    for at, effect, error in zip(
                            all["egt"], all["att_egt"], numpy.ravel(all["se_egt"])):
                        write(kind, int(at) - shift, "", effect, error)
                total = {"event": "events", "start": "overall"}.get(kind)
                if total or kind == "simple":
                    write(total or kind, "", "", all["overall_att"], numpy.ravel(all["overall_se"])[0])
            if errors == "areas":
                write("before", "", "", fit.MP["W"], fit.MP["Wpval"])
    cells = pandas.DataFrame(
        [(a, t, events[a, t] / trials[a, t], trials[a, t], starts[a]) for a in range(areas) for t in range(periods)],
        columns=["area", "time", "y", "n", "g"])
    for g, t in ((2, 2), (2, 4), (5, 5), (3, 1)):
        base = g - 1 if t >= g else t - 1
        part = cells[cells.g.isin([g, -1]) & cells.time.isin([base, t])].copy()
        part["d"] = (part.g == g).astype(float)
        part["p"] = (part.time == t).astype(float)
        fit = statsmodels.formula.api.wls("y ~ d * p", part, weights=part.n).fit(
            cov_type="cluster", cov_kwds=dict(groups=part.area, use_correction=False))
        print(f"weighted,never,effect,{g},{t},{float(fit.params['d:p'])!r},{float(fit.bse['d:p'])!r}", file=file)
