"""Writes the tables of Benchmarks/models/run: python3 rows.py FOLDER [ROWS]."""
import math, random, sys

folder, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
draw = random.Random(15)
areas = [draw.gauss(0, 0.3) for _ in range(400)]
with open(f"{folder}/people.csv", "w") as file:
    file.write("area,age,prior,treated,days,reoffended,again,ending\n")
    for _ in range(count):
        area, age, prior, treated = draw.randrange(400), draw.randrange(18, 66), draw.randrange(12), draw.randrange(2)
        predictor = areas[area] - 0.02 * age + 0.08 * prior - 0.2 * treated
        time = 1 + int(600 * (-math.log(1 - draw.random()) * math.exp(-predictor)) ** 0.8)
        end = draw.randrange(365, 731)
        again = int(draw.random() < 1 / (1 + math.exp(0.4 - predictor)))
        # Some are followed to another ending, such as a death.
        ending = "reoffended" if time <= end else ("other" if end % 10 == 0 else "none")
        file.write(f"a{area},{age / 10},{prior},{treated},{min(time, end)},{int(time <= end)},{again},{ending}\n")
with open(f"{folder}/effects.csv", "w") as file:
    file.write("study,number,effect,error\n")
    for study in range(400):
        own = draw.gauss(-0.1, 0.2)
        for number in range(1 + study % 4):
            error = 0.1 + 0.2 * draw.random()
            file.write(f"s{study},{number},{own + draw.gauss(0, 0.15) + draw.gauss(0, error):.6f},{error:.6f}\n")
