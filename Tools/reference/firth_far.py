"""Reference values for Tests/StatisticsTests/Models/FirthModelTests.swift: penalised profile limits that lie far out.

python3 Tools/reference/firth_far.py   (in the root of the repository; numpy and scipy)

Small made-up data in which one outcome is rare. At each value of the coefficient that is held, the penalised likelihood
is maximised by general optimisers (BFGS, then Nelder and Mead's simplex); the limit is the first crossing of the quantile
on a path outwards.
"""
import numpy as np
import scipy
from scipy.optimize import brentq, minimize
from scipy.stats import chi2

OUT = "Tests/StatisticsTests/Reference/firth-far.csv"
TARGET = chi2.ppf(0.95, 1)


def penalised(beta, X, y):
    eta = X @ beta
    p = 1 / (1 + np.exp(-eta))
    sign, determinant = np.linalg.slogdet(X.T @ ((p * (1 - p))[:, None] * X))
    if sign <= 0 or not np.isfinite(determinant):
        return -1e6
    return np.sum(y * eta - np.logaddexp(0, eta)) + determinant / 2


def search(X, y, beta, held):
    """The maximum with one coefficient held, by two optimisers that know nothing of the model."""
    free = [i for i in range(X.shape[1]) if i != held]
    beta = beta.copy()

    def loss(part):
        full = beta.copy()
        full[free] = part
        return -penalised(full, X, y)

    fit = minimize(loss, beta[free], method="BFGS", options=dict(gtol=1e-9))
    fit = minimize(loss, fit.x, method="Nelder-Mead", options=dict(maxiter=6000, maxfev=6000, xatol=1e-11, fatol=1e-14))
    beta[free] = fit.x
    return -fit.fun, beta


def limit(X, y, beta, top, index, sign, error):
    """The first crossing on a path outwards in small steps, each begun where the last one led to."""
    state = {"point": beta, "slope": np.zeros(len(beta))}

    def drop(distance, move=False):
        start = state["point"] + state["slope"] * (distance - abs(state["point"][index] - beta[index]))
        start[index] = beta[index] + sign * distance
        value, point = search(X, y, start, index)
        if move:
            width = distance - abs(state["point"][index] - beta[index])
            state["slope"] = (point - state["point"]) / width
            state["point"] = point
        return 2 * (top - value) - TARGET

    distance, step = 0.0, error
    while True:
        ahead = drop(distance + step)
        if ahead > 0:
            break
        drop(distance + step, move=True)
        distance += step
        step *= 1.3
    return beta[index] + sign * brentq(drop, distance, distance + step, xtol=1e-9)


with open(OUT, "w") as out:
    out.write(f"# numpy {np.__version__} scipy {scipy.__version__} Tools/reference/firth_far.py\n")
    out.write("set,term,estimate,lower,upper,x0,x1,y\n")
    kept = 0
    for seed in (4, 18):
        rng = np.random.default_rng(seed)
        n = int(rng.integers(14, 22))
        x = np.round(rng.normal(0, 1, (n, 2)), 1)
        y = (rng.uniform(size=n) < 1 / (1 + np.exp(3.2 - 2.2 * x[:, 0]))).astype(float)
        X = np.column_stack([np.ones(n), x])
        top, beta = search(X, y, np.zeros(3), None)
        p = 1 / (1 + np.exp(-X @ beta))
        error = np.sqrt(np.diag(np.linalg.inv(X.T @ ((p * (1 - p))[:, None] * X))))
        rows, far = [], 0
        for j in range(3):
            low, high = limit(X, y, beta, top, j, -1, error[j]), limit(X, y, beta, top, j, 1, error[j])
            far = max(far, (beta[j] - low) / error[j], (high - beta[j]) / error[j])
            rows.append((beta[j], low, high))
        assert far > 8, "no limit far out"
        kept += 1
        values = [" ".join(f"{v:g}" for v in column) for column in (x[:, 0], x[:, 1], y)]
        for j, (b, low, high) in enumerate(rows):
            out.write(f"{kept},{j},{b:.10g},{low:.10g},{high:.10g},{values[0]},{values[1]},{values[2]}\n")
