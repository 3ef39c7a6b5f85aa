"""The job in Python: job.py FILE OUT sklearn|collapsed|statsmodels|duckdb-read|duckdb-count|polars-read"""
import csv
import sys

import numpy as np

path, out, way = sys.argv[1:4]
FACTORS = ["area", "quarter", "age_band", "offence"]
RISKS = ["accommodation", "employment", "drugs", "alcohol"]

if way == "duckdb-read":
    import duckdb

    duckdb.connect().execute(f"create table people as select * from read_csv('{path}')")
    sys.exit()
if way == "duckdb-count":
    import duckdb

    duckdb.connect().execute(
        f"select area, count(*), sum(reoffended), sum(predicted), sum(predicted * (1 - predicted)) "
        f"from read_csv('{path}') group by area"
    ).fetchall()
    sys.exit()
if way == "polars-read":
    import polars as pl

    pl.read_csv(path)
    sys.exit()


def wilson(events, n, z=1.959963984540054):
    rate = events / n
    centre = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    return centre - half, centre + half


def write(names, coefficients, errors):
    with open(out, "w", newline="") as file:
        csv.writer(file).writerows(zip(names, coefficients, errors))


if way == "statsmodels":
    import pandas as pd
    import statsmodels.api as sm
    import statsmodels.formula.api as smf

    people = pd.read_csv(path)
    groups = people.groupby("area").agg(
        n=("reoffended", "size"), observed=("reoffended", "sum"), expected=("predicted", "sum"))
    wilson(groups.observed, groups.n)
    for risk in RISKS:
        people.groupby(risk).reoffended.agg(["size", "sum"])
    fit = smf.glm(
        "reoffended ~ " + " + ".join(FACTORS + ["previous_offences"] + RISKS), people, family=sm.families.Binomial()
    ).fit(tol=1e-12)
    write(fit.params.index, fit.params, fit.bse)
    sys.exit()

import polars as pl
from sklearn.linear_model import LogisticRegression

people = pl.read_csv(path)
groups = people.group_by("area").agg(
    n=pl.len(), observed=pl.col("reoffended").sum(), expected=pl.col("predicted").sum(),
    variance=(pl.col("predicted") * (1 - pl.col("predicted"))).sum())
wilson(groups["observed"].to_numpy(), groups["n"].to_numpy())
for risk in RISKS:
    people.group_by(risk).agg(pl.len(), pl.col("reoffended").sum())
weight = None
if way == "collapsed":
    people = people.group_by(FACTORS + ["previous_offences"] + RISKS + ["reoffended"]).len()
    weight = people["len"].to_numpy().astype(float)
columns, names = [], []
for factor in FACTORS:
    values = people[factor]
    for level in values.unique().sort()[1:]:
        columns.append((values == level).to_numpy())
        names.append(f"{factor}{level}")
for column in ["previous_offences"] + RISKS:
    columns.append(people[column].to_numpy())
    names.append(column)
outcome = people["reoffended"].to_numpy()
matrix = np.empty((len(outcome), len(columns)))
for index, column in enumerate(columns):
    matrix[:, index] = column
del people, columns
model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-10, max_iter=100)
model.fit(matrix, outcome, sample_weight=weight)
# Standard errors, which scikit-learn does not give, at the estimate.
p = model.predict_proba(matrix)[:, 1]
w = p * (1 - p) * (1 if weight is None else weight)
information = np.empty((len(names) + 1, len(names) + 1))
weighted = matrix * w[:, None]
information[1:, 1:] = matrix.T @ weighted
information[0, 1:] = information[1:, 0] = weighted.sum(0)
information[0, 0] = w.sum()
errors = np.sqrt(np.diag(np.linalg.inv(information)))
write(["(Intercept)"] + names, np.r_[model.intercept_, model.coef_[0]], errors)
