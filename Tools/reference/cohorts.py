"""Proven reoffending from events, day by day, as a second program would do it.

    python3 Tools/reference/cohorts.py Tests/ReoffendingTests/Reference

Writes cohort-events.csv, seeded events crowded around the boundaries of the
rule (last day of the follow-up, last day of the waiting period, leap days,
index day, overlapping custody), and cohort-members.csv, what becomes of each
offender. Days in custody are counted one by one, months by dateutil.
"""
import csv
import datetime as dt
import pathlib
import random
import sys

import dateutil
from dateutil.relativedelta import relativedelta

random.seed(20171026)
DAY = dt.timedelta(days=1)
END = dt.date(2021, 12, 31)
out = pathlib.Path(sys.argv[1])

special = [dt.date(2016, 2, 29), dt.date(2015, 8, 31), dt.date(2016, 8, 31), dt.date(2015, 2, 28),
           dt.date(2015, 12, 31), dt.date(2016, 1, 1), dt.date(2015, 3, 31), dt.date(2016, 9, 30)]


def near(day, spread=2):
    return day + random.randint(-spread, spread) * DAY


events = []
for number in range(1, 321):
    name = f"P{number:03d}"
    first = random.choice(special) if random.random() < 0.4 else dt.date(2015, 1, 1) + random.randrange(700) * DAY
    indexes = [first]
    if random.random() < 0.4:
        indexes.append(near(first, 80))
    if random.random() < 0.1:
        indexes.append(first)
    for day in indexes:
        events.append((name, "index", day, None, None, random.choice(["Dudley", "Walsall"])))
    for day in indexes:
        anniversary = day + relativedelta(months=12)
        deadline = day + relativedelta(months=18)
        for _ in range(random.choice([0, 0, 1, 1, 2, 4])):
            kind = random.random()
            if kind < 0.35:
                offence = near(anniversary)
            elif kind < 0.5:
                offence = near(day, 1)
            else:
                offence = day + random.randrange(-60, 420) * DAY
            kind = random.random()
            if kind < 0.2:
                conviction = None
            elif kind < 0.55:
                conviction = near(deadline)
            else:
                conviction = offence + random.randrange(0, 200) * DAY
            if conviction is not None and conviction < offence:
                conviction = offence
            events.append((name, "offence", offence, conviction, None, ""))
    for _ in range(random.choice([0, 0, 1, 2, 3])):
        start = near(first, 300)
        end = start + random.randrange(0, 200) * DAY
        events.append((name, "custody", start, None, end if random.random() < 0.95 else None, ""))
random.shuffle(events)

by_person = {}
for event in events:
    by_person.setdefault(event[0], []).append(event)


def follow(person, day, exclude):
    last, deadline = day + relativedelta(months=12), day + relativedelta(months=18)
    inside = set()
    for _, kind, start, _, end, _ in by_person[person]:
        if kind == "custody":
            stop = end if end is not None else END + 2000 * DAY
            while start < stop and start <= last:
                inside.add(start)
                start += DAY
    window = [day + k * DAY for k in range(1, (last - day).days + 1)]
    counted = [o for _, kind, o, c, _, _ in by_person[person]
               if kind == "offence" and c is not None and c <= deadline and o in set(window)]
    at_risk = [d for d in window if not (exclude and d in inside)]
    until = min(counted) if counted else last
    return (len(counted), sum(d <= until for d in at_risk), len(at_risk), sum(d in inside for d in window))


def quarter(day):
    return day.year * 4 + (day.month - 1) // 3


def name(q):
    return f"{q // 4} Q{q % 4 + 1}"


all_quarters = [quarter(e[2]) for e in events if e[1] == "index"]
quarters = range(min(all_quarters), max(all_quarters) + 1)
plans = {"quarters": [(name(q), {q}) for q in quarters],
         "rolling": [(f"{name(q)} to {name(q + 3)}", {q, q + 1, q + 2, q + 3}) for q in quarters[:-3]]}

version = f"# Python {sys.version.split()[0]} with dateutil {dateutil.__version__}, Tools/reference/cohorts.py"
with open(out / "cohort-events.csv", "w", newline="") as file:
    file.write(version + "\n")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["person", "event", "date", "conviction_date", "end_date", "area"])
    writer.writerows([["" if v is None else v for v in event] for event in events])
with open(out / "cohort-members.csv", "w", newline="") as file:
    file.write(version + "\n")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["plan", "custody_excluded", "cohort", "person", "index_date", "reoffences", "days",
                     "days_at_risk", "custody_days"])
    for plan, cohorts in plans.items():
        for exclude in (False, True):
            if plan == "rolling" and not exclude:
                continue
            for cohort, members in cohorts:
                for person in by_person:
                    days = sorted(e[2] for e in by_person[person] if e[1] == "index" and quarter(e[2]) in members)
                    if days:
                        writer.writerow([plan, int(exclude), cohort, person, days[0],
                                         *follow(person, days[0], exclude)])
