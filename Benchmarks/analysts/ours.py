"""The questions of Benchmarks/analysts/run by the tool, each from starting it to its answer: python3 ours.py TOOL FOLDER"""
import json, os, resource, subprocess, sys, time

tool, folder = sys.argv[1:]
people, covariates = f"{folder}/people.csv", ["--treatment", "programme", "--covariates", "age,sex,prior,homeless"]


def find(rows, **wanted):
    return next(row for row in rows if all(row[key] == value for key, value in wanted.items()))


jobs = {
    "reading": (["rates", people], lambda d: d["groups"][0]["trials"]),
    "concentration": (["concentration", people], lambda d: d["groups"][0]["gini"]),
    "staggered": (["staggered", people, "--time", "year", "--by", "area", "--start", "began", "--errors", "people"], lambda d: d["overall"]),
    "difference": (["difference", people, "--time", "year", "--by", "area", "--treated", "a1,a2,a3", "--change", "2020"], lambda d: d["effect"]),
    "interrupted": (["interrupted", people, "--time", "quarter", "--change", "2020 Q1"],
                    lambda d: find(d["coefficients"], term="levelChange")["estimate"]),
    "state-space": (["interrupted", people, "--time", "quarter", "--change", "2020 Q1", "--by", "area", "--group", "a1", "--control", "a4,a8",
                     "--method", "state-space"], lambda d: d["effect"]),
    "trial": (["trial", people, "--cluster", "area", "--arm", "arm"], lambda d: d["effects"][1]["effect"]),
    "adjusted": (["adjusted", people, "--time", "quarter", "--base", "2016 Q1", "--method", "model", "--terms", "sex + age + prior", "--break", "none"],
                 lambda d: find(d["points"], by={"quarter": "2020 Q1"})["adjusted"]),
    "needs": (["needs", people, "--needs", "homeless,unemployed,drugs,alcohol"], lambda d: find(d["counts"], name="1")["rate"]),
    "disparity": (["disparity", people, "--by", "ethnicity", "--stages", "arrested,charged,convicted"],
                  lambda d: next(row["index"] for row in d["groups"] if row["by"]["ethnicity"] == "Black" and row["stage"] == "charged")),
    "severity": (["severity", f"{folder}/reoffences.csv", "--weights", "weights-example", "--person", "person", "--index", "index_offence", "--by",
                  "area", "--serious", "100"], lambda d: sum(g["harm"] for g in d["groups"]) / sum(g["people"] for g in d["groups"])),
    "aipw": (["match", people, *covariates, "--method", "aipw"], lambda d: d["binary"]["difference"]),
    "ipw": (["match", people, *covariates, "--method", "ipw", "--target", "everybody"], lambda d: d["binary"]["difference"]),
    "forecast": (["forecast", people, "--time", "quarter"], lambda d: d["forecast"][0]["rate"]),
    "selection": (["selection", people, "--before", "before", "--after", "after", "--least", "5", "--everybody"], lambda d: d["expectedFall"]),
    "payment": (["payment", people, "--by", "area", "--baseline", "30%"], lambda d: sum(g["verdict"] == "reduction" for g in d["groups"])),
    "neighbours": (["neighbours", people, "--by", "area", "--area", "a7", "--like", "age,prior"], lambda d: d["familyRate"]),
}
for name, (words, value) in jobs.items():
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([tool, *words, "--format", "json"], capture_output=True)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        print(name, done.stderr.decode(), file=sys.stderr)
        continue
    number = value(json.loads(done.stdout))
    number = number["estimate"] if isinstance(number, dict) else number
    print(f"{name},{seconds:.3f},{after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.3f},{number:.10g}", flush=True)
