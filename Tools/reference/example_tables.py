"""Made-up tables for the examples of what analysts publish; nobody in them exists.

    python3 Tools/reference/example_tables.py Examples
"""
import math
import random
import sys

folder = sys.argv[1]
random.seed(1812)


def write(name, header, rows):
    with open(f"{folder}/{name}", "w") as file:
        print(",".join(header), file=file)
        for row in rows:
            print(",".join(str(v) for v in row), file=file)


def binomial(n, p):
    return sum(random.random() < p for _ in range(n))


rows = []
level = -0.92
for i in range(33):
    year, quarter = 2015 + (i + 3) // 4, (i + 3) % 4 + 1
    level += random.gauss(0, 0.035)
    people = random.randint(1250, 1650)
    season = [0.05, -0.02, 0.01, -0.04][quarter - 1]
    predicted = 1 / (1 + math.exp(-(-0.9 - 0.006 * i)))
    reoffenders = binomial(people, 1 / (1 + math.exp(-(level + season))))
    reoffences = reoffenders + sum(int(random.expovariate(1 / 3.0)) for _ in range(reoffenders))
    rows.append([f"{year} Q{quarter}", people, reoffenders, reoffences, f"{100 * predicted:.1f}%"])
write("quarters.csv", ["quarter", "cohort", "reoffenders", "reoffences", "predicted_rate"], rows)

groups = [("White", 410000, 1.0, 1.0), ("Black", 38000, 2.3, 1.05), ("Asian", 52000, 0.9, 0.95),
          ("Mixed", 17000, 1.6, 1.0), ("Other", 900, 1.1, 1.0)]
rows = []
for name, population, arrest, later in groups:
    arrests = binomial(population, 0.011 * arrest)
    charged = binomial(arrests, min(1, 0.42 * later))
    convicted = binomial(charged, 0.81)
    reoffended = binomial(convicted, 0.31 * later)
    rows.append([name, population, arrests, charged, convicted, reoffended])
write("stages.csv", ["ethnicity", "population", "arrests", "charged", "convicted", "reoffended"], rows)

names = ["Ashby", "Brook", "Carrow", "Denholme", "Eastley", "Fenwick", "Garth", "Holme", "Irby", "Kelham", "Lound",
         "Marsden", "Norwell", "Ollerton", "Penrose", "Quorn"]
rows = []
for place, name in enumerate(names):
    deprivation = round(random.uniform(10, 45), 1)
    population = random.randint(90, 420) * 1000
    unemployment = round(0.12 * deprivation + random.uniform(1, 3), 1)
    base = 0.2 + 0.0025 * deprivation + random.gauss(0, 0.012)
    for year in (2021, 2022, 2023):
        cohort = random.randint(500, 1900)
        rows.append([name, year, deprivation, population, unemployment, cohort,
                     binomial(cohort, base + random.gauss(0, 0.006))])
write("family.csv", ["area", "year", "deprivation", "population", "unemployment", "cohort", "reoffenders"], rows)

rows = []
for name in ["North", "East", "South", "West", "Coast", "Valley"]:
    baseline = random.uniform(0.42, 0.52)
    cohort = random.randint(500, 2200)
    reoffenders = binomial(cohort, baseline + random.gauss(-0.015, 0.02))
    rows.append([name, cohort, reoffenders, reoffenders + sum(int(random.expovariate(1 / 3.8)) for _ in range(reoffenders)),
                 f"{100 * baseline:.1f}%"])
write("payment.csv", ["area", "cohort", "reoffenders", "reoffences", "rate_2011"], rows)

rows = []
for year in (2022, 2023, 2024):
    for person in range(420):
        followed = 365 if year < 2024 else random.randint(60, 300)
        hazard = {2022: 0.00118, 2023: 0.00110, 2024: 0.00126}[year] * random.gammavariate(0.9, 1 / 0.9)
        time = int(random.expovariate(hazard)) + 1 if hazard > 0 else 9999
        rows.append([year, min(time, followed), 1 if time <= followed else 0])
write("tracked.csv", ["year", "days", "reoffended"], rows)

rows = []
for person in range(260):
    rate = random.gammavariate(1.6, 2.2)
    before, after = (sum(1 for _ in range(60) if random.random() < rate / 60) for _ in range(2))
    if before >= 5:
        rows.append([before, after])
write("managed.csv", ["offences_before", "offences_after"], rows)

rows = []
for name, year in [("Mentoring A", 2014), ("Mentoring B", 2016), ("Skills", 2017), ("Through the gate", 2018),
                   ("Restorative", 2019), ("Housing first", 2020), ("Work pairs", 2021)]:
    people, others = random.randint(60, 420), random.randint(80, 460)
    control = random.uniform(0.38, 0.5)
    ratio = math.exp(random.gauss(-0.14, 0.08))
    rows.append([name, year, people, binomial(people, control * ratio), others, binomial(others, control)])
write("studies.csv", ["programme", "year", "people", "reoffended", "control_people", "control_reoffended"], rows)

rows = []
for person in range(1, 241):
    programme = "yes" if random.random() < 0.45 else "no"
    rate = random.gammavariate(0.7, 1 / 0.7) * (1.05 if programme == "yes" else 1.5) / 365
    followed, start = random.choice([365, 365, 365, random.randint(90, 364)]), 0
    while start < followed:
        stop = start + 1 + int(random.expovariate(rate))
        ended = stop >= followed
        again = 0 if ended else 1 + (random.random() < 0.08)
        rows.append([person, programme, start, followed if ended else stop, 0 if ended else 1, again])
        start = stop
write("spells.csv", ["person", "programme", "start", "stop", "reoffended", "reoffences"], rows)

rows = []
for place, name in enumerate(["Ashby", "Brook", "Carr", "Denholme", "Eastley", "Fenwick", "Garth", "Hale", "Irby", "Jarrow Hill",
                              "Kelham", "Linton", "Marsden", "Norwell", "Oakley", "Petersham", "Quorn", "Rudby", "Selston",
                              "Thorpe", "Upton", "Vale", "Wickham", "Yarm"]):
    began = {2: 2020, 7: 2020, 12: 2020, 17: 2020, 4: 2022, 9: 2022, 14: 2022, 19: 2022}.get(place, "")
    base, slope = random.uniform(0.24, 0.34), random.gauss(0, 0.004)
    for year in range(2015, 2025):
        effect = -0.03 - 0.006 * (year - began) if began and year >= began else 0
        cohort = random.randint(900, 2100)
        common = -0.003 * (year - 2015) + 0.008 * math.sin(year)
        rows.append([name, year, began, cohort,
                     binomial(cohort, base + common + slope * (year - 2015) / 3 + effect + random.gauss(0, 0.004))])
write("begun.csv", ["area", "year", "began", "cohort", "reoffenders"], rows)

rows = []
for place in range(12):
    base = random.gauss(0.46, 0.04)
    for period in range(5):
        treated = period > place % 4
        cohort = random.randint(35, 80)
        rows.append([f"Prison {place + 1}", f"2022 Q{period + 1}" if period < 4 else "2023 Q1", "yes" if treated else "no", cohort,
                     binomial(cohort, base - 0.004 * period - 0.07 * treated)])
write("wedge.csv", ["prison", "quarter", "programme", "cohort", "reoffenders"], rows)
