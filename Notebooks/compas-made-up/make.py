"""Writes the files of this folder: people who do not exist, in the columns that the notebook on COMPAS needs.

    python3 make.py

The names, the order and the quirks of the columns (two that share a name, empty cells, scores of N/A, rows that end
before they begin) are those of the files of ProPublica; the people are drawn.
"""

import csv
import random

draw = random.Random(20261130)
RACES = ["African-American"] * 10 + ["Caucasian"] * 7 + ["Hispanic"] * 3


def word(decile):
    return "Low" if decile < 5 else "Medium" if decile < 8 else "High"


def score(level):
    return min(10, max(1, round(draw.gauss(level, 2.4))))


def person(number):
    race, sex = draw.choice(RACES), draw.choices(["Male", "Female"], [4, 1])[0]
    age, priors = draw.randint(18, 65), min(30, int(draw.expovariate(1 / 3)))
    level = 4.2 + 0.35 * priors + (0.7 if race == "African-American" else 0) - (age - 34) / 13
    decile, violent = score(level), score(level - 0.6)
    rate = 0.0004 * 1.21 ** decile
    reoffence = max(1, int(draw.expovariate(rate)))
    first = draw.randint(0, 40)
    return {
        "id": number, "sex": sex, "age": age,
        "age_cat": "Less than 25" if age < 25 else "25 - 45" if age <= 45 else "Greater than 45",
        "race": race, "decile_score": decile, "score_text": word(decile), "priors_count": priors,
        "days_b_screening_arrest": draw.choice(["", -1, -1, -1, 0, 0, -2, 12, -45, 60]),
        "c_charge_degree": draw.choices(["F", "M"], [2, 1])[0],
        "is_recid": int(reoffence < 1000), "two_year_recid": int(reoffence <= 730),
        "v_decile_score": violent, "v_score_text": word(violent),
        "start": first, "reoffence": first + reoffence, "observed": first + draw.randint(760, 1100),
    }


def spells(one):
    """Times at liberty: from the first day, in half of the people with one more spell in custody between."""
    end = min(one["reoffence"], one["observed"])
    event = int(one["reoffence"] <= one["observed"])
    cuts = sorted(draw.sample(range(one["start"] + 1, end), 2)) if end - one["start"] > 60 and draw.random() < 0.5 else []
    bounds = [one["start"], *cuts, end]
    for place in range(0, len(bounds), 2):
        yield {"start": bounds[place], "end": bounds[place + 1], "event": event if place + 2 == len(bounds) else 0}


def write(name, header, rows):
    with open(name, "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(header)
        table.writerows(rows)


people = [person(number) for number in range(1, 601)]
common = ["id", "sex", "age", "age_cat", "race", "decile_score", "priors_count", "days_b_screening_arrest",
          "c_charge_degree", "is_recid", "v_decile_score", "v_score_text", "decile_score", "score_text", "priors_count"]
last = ["start", "end", "event", "two_year_recid"]


def whole(one, outcome):
    spell = {"start": one["start"], "end": min(one["reoffence"], one["observed"]), "event": one["is_recid"]}
    return [one[name] for name in common] + [spell["start"], spell["end"], spell["event"], outcome]


write("compas-scores-two-years.csv", common + last, [whole(one, one["two_year_recid"]) for one in people])
write("compas-scores-two-years-violent.csv", common + last,
      [whole(one, one["two_year_recid"] if draw.random() < 0.35 else 0) for one in people[:450]])


def rows(text, decile):
    for one in people:
        for spell in spells(one):
            yield [one["id"], one["sex"], one["race"], one[decile],
                   "N/A" if one["id"] % 97 == 0 else one[text],
                   spell["start"], spell["start"] if one["id"] % 89 == 0 else spell["end"], spell["event"]]


columns = ["id", "sex", "race", "decile_score", "score_text", "start", "end", "event"]
write("cox-parsed.csv", columns, rows("score_text", "decile_score"))
write("cox-violent-parsed.csv", columns, rows("v_score_text", "v_decile_score"))
