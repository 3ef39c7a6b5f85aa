"""The fewest cells that protect small worked tables, by trying every set of cells, with HiGHS for the attacker's bounds.

Writes Tests/ReoffendingTests/Reference/cell-suppression.csv. A line is a table: its name, the limit, its cells (row, column,
count; rows of the margins are sums and printed too), the counts from 1 to the limit that are hidden first, and the least
number of hidden cells after which the range of each hidden count is wider than the limit and, for a small count, reaches
down to 0. Margins may be hidden too. The first table is that of Fischetti and Salazar (2001), with a small count in the
place of its sensitive cell; the others have the shapes of the examples of tau-Argus and sdcTable: two dimensions, a
dimension with two levels, and linked tables by region and by area.
"""
import csv, itertools, pathlib
import numpy, scipy
from scipy.optimize import linprog

OUT = pathlib.Path(__file__).parents[2] / "Tests/ReoffendingTests/Reference/cell-suppression.csv"

# name, limit, rows of inner counts, region of each row (a hierarchy above the rows) or None
TABLES = [
    ("fischetti-salazar", 5, [[20, 50, 10], [8, 19, 3], [17, 32, 12]], None),
    ("two-small", 5, [[20, 4, 10, 31], [8, 19, 22, 25], [17, 32, 2, 40]], None),
    ("one-row-each", 5, [[3, 40], [50, 20], [30, 25]], None),
    ("regions", 5, [[3, 40], [50, 20], [30, 25], [20, 17]], [0, 0, 1, 1]),
    ("regions-two-small", 5, [[3, 40], [50, 20], [30, 2], [20, 17]], [0, 0, 1, 1]),
    ("one-dimension", 5, [[4], [20], [30], [25]], None),
]


def cells(rows, regions):
    height, width = len(rows), len(rows[0])
    atoms = [(r, c) for r in range(height) for c in range(width)]
    found = {}
    for r in range(height):
        for c in range(width):
            found[f"r{r},c{c}"] = [(r, c)]
    if width > 1:
        for r in range(height):
            found[f"r{r}"] = [(r, c) for c in range(width)]
    groups = sorted(set(regions)) if regions else []
    for g in groups:
        for c in range(width):
            found[f"g{g},c{c}"] = [(r, c) for r in range(height) if regions[r] == g]
        if width > 1:
            found[f"g{g}"] = [(r, c) for r in range(height) if regions[r] == g for c in range(width)]
    for c in range(width):
        found[f"c{c}"] = [(r, c) for r in range(height)]
    if width > 1:
        found["total"] = atoms
    return atoms, found


def protected(atoms, found, values, hidden, limit):
    place = {atom: number for number, atom in enumerate(atoms)}
    shown = [name for name in found if name not in hidden]
    left = numpy.zeros((len(shown), len(atoms)))
    for number, name in enumerate(shown):
        for atom in found[name]:
            left[number, place[atom]] = 1
    right = [sum(values[atom] for atom in found[name]) for name in shown]
    for name in hidden:
        goal = numpy.zeros(len(atoms))
        for atom in found[name]:
            goal[place[atom]] = 1
        count = sum(values[atom] for atom in found[name])
        least = linprog(goal, A_eq=left, b_eq=right, bounds=(0, None), method="highs").fun
        most = linprog(-goal, A_eq=left, b_eq=right, bounds=(0, None), method="highs")
        greatest = numpy.inf if most.status == 3 else -most.fun
        if greatest - least <= limit + 1e-7 or (count <= limit and least > 1e-7):
            return False
    return True


def fewest(rows, regions, limit):
    atoms, found = cells(rows, regions)
    values = {(r, c): rows[r][c] for r, c in atoms}
    small = [name for name, own in found.items() if 1 <= sum(values[a] for a in own) <= limit]
    others = [name for name in found if name not in small]
    for size in range(len(others) + 1):
        for more in itertools.combinations(others, size):
            if protected(atoms, found, values, set(small) | set(more), limit):
                return len(small) + size
    return None


with open(OUT, "w", newline="") as out:
    out.write(f"# scipy {scipy.__version__} (HiGHS) by Tools/reference/cell_suppression.py\n")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["name", "limit", "width", "counts", "regions", "fewest"])
    for name, limit, counts, regions in TABLES:
        rows.writerow([
            name, limit, len(counts[0]), " ".join(str(value) for row in counts for value in row),
            " ".join(map(str, regions or [])), fewest(counts, regions, limit)])
