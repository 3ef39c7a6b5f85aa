"""Writes the workbook of the benchmark: make.py FILE [ROWS]; a header and a million rows of ten columns."""
import random
import sys

import xlsxwriter

rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
random.seed(1)
book = xlsxwriter.Workbook(sys.argv[1])
sheet = book.add_worksheet("people")
names = ("person", "area", "sex", "age", "homeless", "unemployed", "previous", "predicted", "days", "reoffended")
sheet.write_row(0, 0, names)
areas = [f"Area {number}" for number in range(150)]
for row in range(1, rows + 1):
    again = random.random() < 0.3
    sheet.write_row(
        row, 0,
        (row, random.choice(areas), random.choice(("Male", "Female")), random.randint(10, 80),
         random.choice(("yes", "no")), random.choice(("yes", "no")), random.randint(0, 30),
         round(random.random(), 4), random.randint(1, 365) if again else 365, int(again)))
book.close()
