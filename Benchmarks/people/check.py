"""Whether other programs' estimates and standard errors are ours: check.py OURS.json THEIRS.csv"""
import csv
import json
import re
import sys

ours = {
    re.sub("[^A-Za-z0-9]", "", row["term"]): (row["estimate"], row["standardError"])
    for row in json.load(open(sys.argv[1]))["fit"]["coefficients"]
}
worst = [0.0, 0.0]
found = 0
for name, *numbers in csv.reader(open(sys.argv[2])):
    name = re.sub(r"\[T\.|[^A-Za-z0-9]", "", name)
    for place in (0, 1):
        own = ours[name][place]
        worst[place] = max(worst[place], abs(float(numbers[place]) - own) / ours[name][1])
    found += 1
assert found == len(ours), (found, len(ours))
print(f"{worst[0]:.0e} {worst[1]:.0e}")
