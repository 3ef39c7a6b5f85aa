"""Plants one error at a time into the sentences of documents and counts what the audit says of them.

usage: python3 planted-prose.py TOOL FOLDER…      (TOOL: a build of reoffending; the folders hold .txt files)

Every check of a document that agrees is taken in turn, and in a copy of the document one error is planted into its first figure:
two digits swapped, one digit changed, the percentage of another check, or the opposite word of direction. Slips that the rounding
of the figures hides (less than a twentieth of the figure, or than one unit of its last digit) are not planted. Printed is one line a
kind: errors planted, found as a contradiction on that line, with the planted kind of cause named first, and contradictions elsewhere.
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile

OPPOSITE = {
    "increase": "decrease", "decrease": "increase", "rose": "fell", "fell": "rose", "up": "down", "down": "up", "rise": "fall",
    "fall": "rise", "increased": "decreased", "decreased": "increased", "fallen": "risen", "risen": "fallen", "reduction": "increase",
}
CAUSES = {"swap": {"digits swapped"}, "digit": {"one digit wrong", "last digit", "digit lost or doubled"}, "other figure": None, "direction": None}


def audit(tool, path):
    run = subprocess.run([tool, "audit", path, "--format", "json"], capture_output=True, timeout=600)
    return json.loads(run.stdout)["checks"] if run.stdout else []


def changed(figure, kind, others, draw):
    """The figure with an error of a kind; nil where none can be planted."""
    places = [place for place, sign in enumerate(figure) if sign.isdigit()]
    if kind == "swap":
        pairs = [(a, b) for a, b in zip(places, places[1:]) if figure[a] != figure[b] and figure[b] != "0"]
        if not pairs:
            return None
        a, b = pairs[0]
        return figure[:a] + figure[b] + figure[a + 1:b] + figure[a] + figure[b + 1:]
    if kind == "digit":
        place = places[0] if len(places) < 3 else places[draw.randrange(2)]
        digit = draw.choice([one for one in "123456789" if one != figure[place]])
        return figure[:place] + digit + figure[place + 1:]
    found = [one for one in others if one != figure and ("%" in one) == ("%" in figure)]
    return draw.choice(found) if found else None


def value(figure):
    return float(re.sub(r"[^\d.]", "", figure) or 0)


def main():
    tool, folders = sys.argv[1], sys.argv[2:]
    draw = random.Random(14)
    scores = {kind: [0, 0, 0, 0] for kind in CAUSES}
    for path in [os.path.join(folder, name) for folder in folders for name in sorted(os.listdir(folder)) if name.endswith(".txt")]:
        text = open(path, encoding="utf-8").read()
        before = audit(tool, path)
        wrong = {(check["line"], check.get("words")) for check in before if check["verdict"] == "inconsistent"}
        checks = [check for check in before if check["verdict"] == "consistent" and "words" in check]
        figures = [check["rule"].split()[0].rstrip(",") for check in checks]
        for check, figure in zip(checks, figures):
            for kind in CAUSES:
                copy = planted(text, check, figure, kind, figures, draw)
                if copy is None:
                    continue
                with tempfile.TemporaryDirectory() as folder:
                    file = os.path.join(folder, "planted.txt")
                    open(file, "w", encoding="utf-8").write(copy)
                    after = [one for one in audit(tool, file) if one["verdict"] == "inconsistent"]
                new = [one for one in after if (one["line"], one.get("words")) not in wrong]
                near = [one for one in new if abs(one["line"] - check["line"]) <= 2]
                causes = [one["causes"][0]["kind"] for one in near if one["causes"]]
                scores[kind][0] += 1
                scores[kind][1] += bool(near)
                scores[kind][2] += any(cause in (CAUSES[kind] or {cause}) for cause in causes)
                scores[kind][3] += len(new) - len(near)
                if not near and "--missed" in os.environ.get("PLANTED", ""):
                    print(f"missed {kind}: {os.path.basename(path)} line {check['line']}: {check['words'][:120]} ({figure})")
    print("| error in prose | planted | found | cause named first | contradictions elsewhere |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for kind, score in scores.items():
        print(f"| {kind} | " + " | ".join(map(str, score)) + " |")


def planted(text, check, figure, kind, figures, draw):
    """The document with the error; nil where it cannot be planted, or would not show."""
    lines = text.split("\n")
    spot = None
    for number in range(check["line"] - 1, min(check["line"] + 3, len(lines))):
        if figure in lines[number]:
            spot = number
            break
    if spot is None:
        return None
    if kind == "direction":
        if check["kind"] not in ("change", "direction"):
            return None
        at = lines[spot].find(figure)
        at = max(at, lines[spot].find(" ".join(check["words"].split()[1:3])))
        around = [(abs(one.start() - at), one) for one in re.finditer(r"[a-z]+", lines[spot]) if one.group() in OPPOSITE]
        if not around or min(around, key=lambda pair: pair[0])[0] > 60:
            return None
        word = min(around, key=lambda pair: pair[0])[1]
        if word.group() not in check["words"]:
            return None
        lines[spot] = lines[spot][:word.start()] + OPPOSITE[word.group()] + lines[spot][word.end():]
        return "\n".join(lines)
    # A direction is hardly ever changed by a slip in a figure.
    if check["kind"] == "direction" or lines[spot].count(figure) != 1 or not any(sign.isdigit() for sign in figure):
        return None
    other = changed(figure, kind, figures, draw)
    decimals = len(figure.rstrip("%").partition(".")[2])
    if other is None or abs(value(other) - value(figure)) <= max(0.05 * value(figure), 1.5 * 10**-decimals):
        return None
    lines[spot] = lines[spot].replace(figure, other)
    return "\n".join(lines)


main()
