"""Effects of what areas began at different times on people of whom more is known, by csdid (the Python port of R's did), with
repeated cross-sections.

    python3 Tools/reference/adjusted_staggered.py Tests/StatisticsTests/Reference
"""
import sys
import warnings
from importlib.metadata import version

import numpy
import pandas
from csdid.att_gt import ATTgt

warnings.filterwarnings("ignore")
folder = sys.argv[1]
random = numpy.random.default_rng(15)
areas, periods, each = 12, 4, 45
starts = [-1] * 6 + [1] * 2 + [2] * 2 + [3] * 2
rows = []
for area in range(areas):
    for time in range(periods):
        began = starts[area] >= 0
        age = numpy.round(random.normal(24 + 3 * began + 0.5 * time, 5, each), 1)
        homeless = random.binomial(1, 0.25 + 0.1 * began, each)
        chance = 1 / (1 + numpy.exp(0.5 + 0.08 * (age - 26) * (1 + 0.3 * time) - 0.8 * homeless + 0.5 * (began and time >= starts[area])))
        for person in range(each):
            rows.append((area, time, starts[area], age[person], homeless[person], int(random.uniform() < chance[person])))
people = pandas.DataFrame(rows, columns=["area", "time", "start", "age", "homeless", "reoffended"])
head = "# {}, Tools/reference/adjusted_staggered.py"
with open(f"{folder}/adjusted-staggered-people.csv", "w") as file:
    print(head.format("made up"), file=file)
    people.to_csv(file, index=False)

people["g"] = numpy.where(people.start >= 0, people.start + 1, 0)
people["t"] = people.time + 1
people["id"] = numpy.arange(len(people))
with open(f"{folder}/adjusted-staggered.csv", "w") as file:
    print(head.format(f"csdid {version('csdid')} drdid {version('drdid')}"), file=file)
    print("method,controls,kind,at,time,effect,error", file=file)
    for method in ("reg", "ipw", "dr"):
        for controls, name in (("never", "nevertreated"), ("not-yet", "notyettreated")):
            fit = ATTgt(yname="reoffended", tname="t", idname="id", gname="g", data=people, control_group=[name],
                        xformla="reoffended~age+homeless", panel=False).fit(est_method=method, bstrap=False)
            found = fit.results

            def write(kind, at, time, effect, error):
                print(f"{method},{controls},{kind},{at},{time},{float(effect)!r},{float(error)!r}", file=file)

            for g, t, effect, error in zip(found["group"], found["year"], found["att"], found["se"]):
                write("effect", int(g) - 1, int(t) - 1, effect, error)
            for kind, word in (("event", "dynamic"), ("start", "group"), ("time", "calendar"), ("simple", "simple")):
                all = fit.aggte(typec=word, bstrap=False).atte
                if kind != "simple":
                    shift = 0 if kind == "event" else 1
                    for at, effect, error in zip(all["egt"], all["att_egt"], numpy.ravel(all["se_egt"])):
                        write(kind, int(at) - shift, "", effect, error)
                total = {"event": "events", "start": "overall"}.get(kind)
                if total or kind == "simple":
                    write(total or kind, "", "", all["overall_att"], numpy.ravel(all["overall_se"])[0])
            write("before", "", "", fit.MP["W"], fit.MP["Wpval"])
