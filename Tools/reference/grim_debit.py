#!/usr/bin/env python3
"""Writes grim.csv, debit.csv and grimmer.csv: GRIM and DEBIT by their published definitions, GRIMMER by enumeration.

    python3 Tools/reference/grim_debit.py Tests/AuditTests/Reference

The R package scrutiny, which has both, is not to be had here; this follows the papers in exact fractions.

GRIM (Brown and Heathers 2017, doi:10.1177/1948550616673876): a mean of n whole numbers, or a percentage of n people, is
consistent if one of the two whole sums next to mean times n rounds to it, a half up or down.

DEBIT (Heathers and Brown 2019, https://osf.io/5vb3u): the standard deviation of n zeros and ones is
sqrt(n / (n - 1) * m * (1 - m)); it is consistent if that of some mean that rounds to the printed one rounds to the
printed standard deviation.

GRIMMER (Anaya 2016, doi:10.7287/peerj.preprints.2400v1): a mean and a standard deviation of n whole numbers are consistent if
some n whole numbers have both. Here every sum and sum of squares that n numbers from -15 to 22 can have is enumerated.
"""
import math
import pathlib
import platform
import random
import sys
from fractions import Fraction

import mpmath

mpmath.mp.dps = 40
FOLDER = pathlib.Path(sys.argv[1])
HEAD = f"# GRIM and DEBIT by their definitions, Python {platform.python_version()}, mpmath {mpmath.__version__}: Tools/reference/grim_debit.py\n"


def rounds_to(value, units, decimals):
    """Whether a value rounds to units of the last decimal, a half either way."""
    return abs(value * 10**decimals - units) <= Fraction(1, 2)


def grim(units, decimals, n, percent):
    total = Fraction(units, 10**decimals) * n / (100 if percent else 1)
    scale = 100 if percent else 1
    return any(rounds_to(Fraction(s, n) * scale, units, decimals) for s in {math.floor(total), math.ceil(total)})


def debit(mean, sd, decimals, n):
    half = Fraction(1, 2 * 10**decimals)
    m = Fraction(mean, 10**decimals)
    low, high = max(Fraction(0), m - half), min(Fraction(1), m + half)

    def deviation(x):
        value = Fraction(n, n - 1) * x * (1 - x)
        return mpmath.sqrt(mpmath.mpf(value.numerator) / value.denominator)

    ends = [deviation(low), deviation(high)]
    if low <= Fraction(1, 2) <= high:
        ends.append(deviation(Fraction(1, 2)))
    s = mpmath.mpf(sd) / 10**decimals
    h = mpmath.mpf(1) / (2 * 10**decimals)
    return min(ends) <= s + h and max(ends) >= s - h


def printed(units, decimals):
    text = str(units).rjust(decimals + 1, "0")
    return text if decimals == 0 else f"{text[:-decimals]}.{text[-decimals:]}"


random.seed(3)
with open(FOLDER / "grim.csv", "w") as out:
    out.write(HEAD + "kind,printed,n,consistent\n")
    for _ in range(600):
        decimals = random.randint(0, 3)
        n = random.choice([random.randint(2, 60), random.randint(60, 400)])
        percent = random.random() < 0.5
        top = 100 if percent else 7
        if random.random() < 0.4:
            value = Fraction(random.randint(0, n * (1 if percent else top)), n) * (100 if percent else 1)
            units = int(value * 10**decimals + Fraction(1, 2))
        else:
            units = random.randint(0, top * 10**decimals)
        answer = grim(units, decimals, n, percent)
        out.write(f"{'percentage' if percent else 'mean'},{printed(units, decimals)},{n},{str(answer).upper()}\n")
with open(FOLDER / "debit.csv", "w") as out:
    out.write(HEAD + "mean,sd,n,consistent\n")
    for _ in range(400):
        decimals = random.randint(1, 4)
        n = random.randint(3, 300)
        mean = random.randint(1, 10**decimals - 1)
        true = float(mpmath.sqrt(mpmath.mpf(n) / (n - 1) * mean / 10**decimals * (1 - mpmath.mpf(mean) / 10**decimals)))
        sd = round(true * 10**decimals) + random.choice([0, 0, 0, 1, -1, 2, random.randint(-20, 20)])
        answer = debit(mean, max(0, sd), decimals, n)
        out.write(f"{printed(mean, decimals)},{printed(max(0, sd), decimals)},{n},{str(answer).upper()}\n")

# The sums of squares that numbers of each sum can have, as bits, for 5 to 16 numbers.
SQUARES = {0: {0: 1}}
for n in range(1, 17):
    SQUARES[n] = {}
    for total, bits in SQUARES[n - 1].items():
        for value in range(-15, 23):
            SQUARES[n][total + value] = SQUARES[n].get(total + value, 0) | bits << value * value


def grimmer(mean, sd, decimals, n):
    half = Fraction(1, 2 * 10**decimals)
    m, s = Fraction(mean, 10**decimals), Fraction(sd, 10**decimals)
    for total in range(math.ceil(n * (m - half)), math.floor(n * (m + half)) + 1):
        low, high = max(Fraction(0), s - half), s + half
        first = math.ceil((n - 1) * low * low + Fraction(total * total, n))
        last = math.floor((n - 1) * high * high + Fraction(total * total, n))
        bits = SQUARES[n].get(total, 0) >> max(0, first)
        if last >= first and bits & (1 << (last - first + 1)) - 1:
            return True
    return False


with open(FOLDER / "grimmer.csv", "w") as out:
    out.write(HEAD.replace("GRIM and DEBIT by their definitions", "GRIMMER by enumeration") + "mean,sd,n,consistent\n")
    for _ in range(500):
        decimals = random.randint(1, 3)
        n = random.randint(5, 16)
        numbers = [random.randint(0, 7) for _ in range(n)]
        total, squares = sum(numbers), sum(value * value for value in numbers)
        mean = math.floor(Fraction(total * 10**decimals, n) + Fraction(1, 2))
        true = mpmath.sqrt(mpmath.mpf(n * squares - total * total) / (n * (n - 1)))
        sd = int(mpmath.nint(true * 10**decimals)) + random.choice([0, 0, 1, -1, 2, -2, random.randint(-30, 30)])
        answer = grimmer(mean, max(0, sd), decimals, n)
        out.write(f"{printed(mean, decimals)},{printed(max(0, sd), decimals)},{n},{str(answer).upper()}\n")
