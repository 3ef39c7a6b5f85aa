"""Writes the tables of Benchmarks/analysts/run: python3 rows.py FOLDER [ROWS]."""
import math, random, sys

folder, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
draw = random.Random(18)
uniform, gauss = draw.random, draw.gauss
areas = [gauss(0, 0.25) for _ in range(400)]
# A quarter of the areas never began; the others did in one of four years.
began = ["" if a % 4 == 0 else str(2018 + a % 16 // 4) for a in range(400)]
groups, weights = ["White", "Black", "Asian", "Mixed", "Other"], [0.78, 0.9, 0.95, 0.98, 1]
columns = ("area,year,quarter,began,arm,age,sex,ethnicity,prior,homeless,unemployed,drugs,alcohol,programme,change,reoffended,"
           "reoffences,before,after,arrested,charged,convicted\n")
with open(f"{folder}/people.csv", "w") as file:
    file.write(columns)
    for _ in range(count):
        area, month = int(uniform() * 400), int(uniform() * 96)
        year, season = 2016 + month // 12, month % 12 // 3 + 1
        age, prior = 18 + int(48 * uniform()), int(12 * uniform() ** 2)
        sex, ethnic = "F" if uniform() < 0.16 else "M", uniform()
        group = groups[next(i for i, w in enumerate(weights) if ethnic < w)]
        needs = [int(uniform() < share) for share in (0.2, 0.45, 0.3, 0.25)]
        chance = 1 / (1 + math.exp(1.6 - 0.05 * prior + 0.02 * (age - 40) - 0.3 * needs[0]))
        programme = int(uniform() < chance)
        since = began[area] != "" and year >= int(began[area])
        z = areas[area] - 0.9 - 0.02 * (age - 40) + 0.12 * prior + 0.4 * needs[0] + 0.3 * needs[2] - 0.25 * programme - 0.2 * since
        rate = 1 / (1 + math.exp(-z))
        again = int(uniform() < rate)
        often = 1 + int(-math.log(1 - uniform()) * 2 * rate) if again else 0
        own = draw.gammavariate(1.2, 1.5)
        before, after = int(own + 3 * uniform()), int(own * 0.9 + 3 * uniform())
        arrested = uniform() < (0.1 if group == "White" else 0.16)
        charged = arrested and uniform() < 0.45
        file.write(f"a{area},{year},{year} Q{season},{began[area]},{area % 2},{age},{sex},{group},{prior},{','.join(map(str, needs))},"
                   f"{programme},{int(year >= 2020)},{again},{often},{before},{after},{int(arrested)},{int(charged)},"
                   f"{int(charged and uniform() < 0.7)}\n")
offences = ["Murder or manslaughter", "Robbery", "Burglary in a dwelling", "Assault with injury", "Common assault", "Theft from a person",
            "Criminal damage", "Shoplifting"]
chances = [0.001, 0.02, 0.07, 0.2, 0.4, 0.5, 0.65, 1]
with open(f"{folder}/reoffences.csv", "w") as file:
    file.write("person,area,index_offence,offence\n")
    pick = lambda: offences[next(i for i, c in enumerate(chances) if c > place)]
    for row in range(count):
        place = uniform(); index = pick(); place = uniform()
        file.write(f"{row // 3},a{row // 3 % 400},{index if row % 3 == 0 else last},{pick() if uniform() < 0.7 or row % 3 else ''}\n")
        if row % 3 == 0: last = index
