"""The probability, under Jeffreys' prior, that a rate is above a target.

    python3 Tools/reference/targets.py Tests/ReoffendingTests/Reference
"""
import csv
import pathlib
import sys

import scipy
from scipy.stats import beta

with open(pathlib.Path(sys.argv[1]) / "targets.csv", "w", newline="") as file:
    file.write(f"# Python {sys.version.split()[0]} with scipy {scipy.__version__}, Tools/reference/targets.py\n")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["target", "events", "trials", "probability"])
    for target in ("0.12", "0.45", "0.87", "0.05"):
        for events, trials in ((0, 10), (10, 10), (447, 1000), (5, 40), (33, 40), (45000, 100000)):
            writer.writerow([target, events, trials, repr(float(beta.sf(float(target), events + 0.5, trials - events + 0.5)))])
