"""Plants one error of each kind into made-up tables of 4 to 50 rows and counts what the audit says of them, without rules.

usage: python3 planted-errors.py TOOL [TABLES]      (TOOL: a release build of reoffending; TABLES a kind and size, 20)

A table has a name, a cohort, a number of reoffenders, a caseload (a second base), the rate that follows, a second rate that
follows from a second number, and a row Total in half of them. Numbers are drawn from a fixed seed. Printed is one line
a kind and group of sizes: errors planted, found, cause named first, among the first two, and rows accused that are right.
A found error is one whose row is called a contradiction; an innocent row is one whose printed figures were left as they
were and that no relation of the table joins to the wrong one: the row Total shares a relation with every row.
"""

import csv
import json
import os
import random
import subprocess
import sys
import tempfile

SIZES = [4, 6, 8, 12, 20, 30, 50]
CAUSES = {
    "swap": {"digits swapped"},
    "slip": {"one digit wrong", "last digit"},
    "lost digit": {"digit lost or doubled"},
    "point": {"decimal point moved"},
    "other row": {"copied from another row"},
    "other column": {"copied from another column"},
    "shift": {"shifted by a row"},
    "truncation": {"truncated"},
    "denominator": {"another denominator"},
    "total: digit": {"one digit wrong", "last digit"},
    "total: swap": {"digits swapped"},
    "total: part left out": {"sum over other parts"},
}
HEADER = ["area", "cohort", "reoffenders", "caseload", "rate", "recalled", "recall_rate"]
RATE, RECALL = 4, 6


def printed(part, whole, decimals, cut=False):
    scale = 100 * 10**decimals
    digits = part * scale // whole if cut else (2 * part * scale + whole) // (2 * whole)
    return text(digits, decimals)


def text(digits, decimals):
    plain = str(digits).rjust(decimals + 1, "0")
    return (plain if decimals == 0 else plain[:-decimals] + "." + plain[-decimals:]) + "%"


def table(rows, decimals, has_total, draw):
    """True rows as lists of cells, in the order of HEADER."""
    made = []
    for row in range(rows):
        size = draw.choice([20, 60, 200, 600, 2_000, 6_000])
        cohort = draw.randint(size, size * 10 // 3)
        part = cohort * draw.randint(100, 700) // 1_000
        caseload = cohort + draw.randint(5, cohort // 2 + 6)
        made.append([f"Area {chr(65 + row % 26)}{row // 26}", cohort, part, caseload, draw.randint(0, cohort)])
    if has_total:
        made.append(["Total"] + [sum(row[column] for row in made) for column in range(1, 5)])
    return [
        [name, str(cohort), str(part), str(caseload), printed(part, cohort, decimals), str(recalled), printed(recalled, cohort, decimals)]
        for name, cohort, part, caseload, recalled in made
    ]


def digits_of(cell):
    return "".join(sign for sign in cell if sign.isdigit())


def plant(kind, cells, rows, decimals, draw):
    """Changes the cells; gives the rows that are wrong, none where the kind cannot be planted here."""
    before = [list(row) for row in cells]
    if kind.startswith("total"):
        column = draw.choice([1, 2, 3, 5])
        digits = cells[rows][column]
        place = draw.randrange(len(digits) - 1)
        if kind == "total: swap":
            digits = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2:]
        elif kind == "total: digit":
            digits = digits[:place] + draw.choice("123456789") + digits[place + 1:]
        else:
            digits = str(int(digits) - int(cells[draw.randrange(rows)][column]))
        cells[rows][column] = digits.lstrip("0") or "0"
        return [rows] if cells != before else []
    row = draw.randrange(rows)
    digits = str(int(digits_of(cells[row][RATE])))
    place = draw.randrange(len(digits))
    if kind == "swap":
        if place + 1 >= len(digits):
            return []
        digits = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2:]
        cells[row][RATE] = text(int(digits), decimals)
    elif kind == "slip":
        cells[row][RATE] = text(int(digits[:place] + draw.choice("123456789" if place == 0 else "0123456789") + digits[place + 1:]), decimals)
    elif kind == "lost digit":
        if len(digits) < 2:
            return []
        cells[row][RATE] = text(int(digits[:place] + digits[place + 1:]), decimals)
    elif kind == "point":
        cells[row][RATE] = f"{int(digits) * 10}%" if decimals == 0 else text(int(digits), decimals + draw.choice([-1, 1]))
    elif kind == "other row":
        cells[row][RATE] = before[draw.randrange(rows)][RATE]
    elif kind == "other column":
        cells[row][RATE] = before[row][RECALL]
    elif kind == "shift":
        first = max(1, min(row, rows - 4))
        for place in range(first, min(first + 4, rows)):
            cells[place][RATE] = before[place - 1][RATE]
    elif kind == "truncation":
        cells[row][RATE] = printed(int(cells[row][2]), int(cells[row][1]), decimals, cut=True)
    elif kind == "denominator":
        cells[row][RATE] = printed(int(cells[row][2]), int(cells[row][3]), decimals)
    return [place for place in range(len(cells)) if cells[place] != before[place]]


def audit(tool, cells, folder):
    path = os.path.join(folder, "planted.csv")
    with open(path, "w", newline="") as file:
        csv.writer(file).writerows([HEADER] + cells)
    run = subprocess.run([tool, "audit", path, "--format", "json"], capture_output=True, timeout=60)
    return [check for check in json.loads(run.stdout)["checks"] if check["verdict"] == "inconsistent"]


def study(tool, kind, rows, count, folder, missed):
    draw = random.Random(f"{kind} {rows}")
    planted = found = first = two = accused = 0
    for number in range(count):
        decimals = 1 + number % 2
        has_total = kind.startswith("total") or number % 4 < 2
        cells = table(rows, decimals, has_total, draw)
        wrong = plant(kind, cells, rows, decimals, draw)
        if not wrong:
            continue
        planted += len(wrong)
        checks = audit(tool, cells, folder)
        for row in {check["row"] - 1 for check in checks}:
            if row not in wrong:
                accused += row != rows
                continue
            found += 1
            ranked = [[cause["kind"] for cause in check["causes"]] for check in checks if check["row"] - 1 == row]
            first += any(causes[:1] and causes[0] in CAUSES[kind] for causes in ranked)
            two += any(set(causes[:2]) & CAUSES[kind] for causes in ranked)
        told = {check["row"] - 1 for check in checks}
        missed += [(kind, rows, number) for row in wrong if row not in told]
    return [planted, found, first, two, accused]


def main():
    tool, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20
    print("| error | rows | planted | found | cause named first | among the first two | innocent rows accused |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    sums, missed = {}, []
    with tempfile.TemporaryDirectory() as folder:
        for kind in CAUSES:
            for name, sizes in [("4", [4]), ("6 to 8", [6, 8]), ("12 to 50", [12, 20, 30, 50])]:
                scores = [study(tool, kind, rows, count * 2 // len(sizes), folder, missed) for rows in sizes]
                score = [sum(values) for values in zip(*scores)]
                sums[name] = [a + b for a, b in zip(sums.get(name, [0] * 5), score)]
                print(f"| {kind} | {name} | " + " | ".join(map(str, score)) + " |", flush=True)
    for name, score in sums.items():
        print(f"| all | {name} | " + " | ".join(map(str, score)) + " |")
    if "--missed" in sys.argv:
        print(missed)


main()
