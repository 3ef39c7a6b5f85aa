#!/usr/bin/env python3
"""Compares the tables of Datasets/ with the text of the source documents.

    python3 Tools/data/check_transcription.py SOURCES [--datasets DIR] [--counts] [--words]

SOURCES is the folder with the text files of the documents; they are not part
of the repository, so this is a tool for developers, not a test.

(a) every table: header equals the schema, equal column counts, unique and
    complete primary keys, values parse, documents and filters of statements
    are known;
(b) every number in a cell stands in the text of the document the row names,
    and so do the quoted words of statements and the text of `printed`;
(c) every number of a document is in some row of that document, or excluded
    by one of the reasons below.

--counts also lists figures printed more often than transcribed, --words the
lines with number words. The exit status is 1 if anything of (a) to (c) fails.
"""
import argparse
import collections
import csv
import json
import pathlib
import re
import sys

FILES = {  # document: start of the name of its text file
    "scrutiny-2014": "001",
    "crime-board-2015": "003",
    "draft-2018": "002",
    "scrutiny-2018": "000",
    "final-2019": "004",
}

# Figures of other publications, templates and made-up examples are no figures of the papers.
OTHERS = ("offence-groupings", "unit-costs", "reoffending-costs", "gdp-deflators", "appraisal-template",
          "framework-indicators", "framework-pathways", "weights-example", "severity-example")
NO_FIGURES = ("documents",) + OTHERS

NUMBER = re.compile(r"(?<![\w.,])[-+]?£?\d+(?:,\d{3})*(?:\.\d+)?%?|\d+(?:,\d{3})*(?:\.\d+)?%?")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*"

# (reason, documents or None for all, pattern; the number must lie in a match)
NOT_FIGURES = [
    ("year", None, r"(?<![\d,.£])(?:19|20)\d\d(?:\s?[-/–]\s?(?:20)?\d\d)?(?![\d%]|,\d)"),
    ("date", None, r"\b\d{1,2}(?:st|nd|rd|th)?\s+" + MONTH + r"\b(?:\s+\d{4})?"),
    ("date", None, r"\b\d{1,2}(?:th)\s+May\b|\(8th May\)|\b\d{2}\.\d{2}\.\d{4}\b|\b\d{1,2}\.\d{1,2}\.\d{2}\b"),
    ("date", None, r"\b" + MONTH + r"\s*'?’?\d{2}\b"),
    ("date", None, r"Q[1-4]\b"),
    ("clock time", {"scrutiny-2018"}, r"Time 6\.00 pm"),
    ("telephone", None, r"\b01902[ \d()]+"),
    ("postcode", {"scrutiny-2018"}, r"WV1 1RL"),
    ("floor of a building", {"scrutiny-2018"}, r"Committee Room 3|1st floor"),
    ("page number", None, r"Page \d+|Pages \d+ \d+|^ ?4 Page 18"),
    ("agenda item", None, r"Agenda Item No: \d|AGENDA ITEM\s+6\b|Part 1 – items"),
    ("number of a paragraph, item or list", None, r"^[\s#*-]*\d{1,2}(?:\.\d)?\.?\s?\*{0,2}(?=[\s.]|[A-Z])"),
    ("number of a section", None, r"Section \d{1,2}(?!\d)|section 3 of the report|para(?:graph)? \d\.\d|Appendix 1|Apx \d"),
    ("part of an Act", None, r"Sections 5 and 6|ss6 and 114|[Ss]ection \d+\(\d\)(?:\(c\))?|[Ss]ection 17|[Rr]egulation \d+"),
    ("reference of an officer", None, r"\[(?:CF|AS|NM|LW)/\d{8}/\w\]"),
    ("licence number of the map", None, r"No\. 100022494"),
    ("footnote mark", None, r"<sup>\d</sup>|\[[12]\]"),
    ("century", None, r"mid-19"),
    ("name", None, r"1-1 supervision|1-1 work|WMP ?2020|X2Y"),
    ("remains of a page number", {"scrutiny-2018"}, r"200 /2(?=\tW/C)"),
    ("page number of the contents", {"final-2019"}, r"^[A-Z][A-Za-z ]+\t\d{1,2}$"),
]
WORDS = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|third|thirds|"
    r"fifth|quarter|quartile|hundred|thousand|million|billion|single|double|twice)\b", re.I)


def normal(text):
    text = re.sub(r"</?[a-z]+[^>]*>", lambda m: m.group(0) if m.group(0) in ("<sup>", "</sup>") else " ", text)
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    text = text.replace("–", "-").replace("W'hampton", "Wolverhampton")
    return re.sub(r"\s+", " ", text.replace("*", " ")).strip().lower()


def numbers(text):
    return [m.group(0) for m in NUMBER.finditer(text)]


def value_parses(value, field, missing):
    if value in missing:
        return True
    kind = field["type"]
    if kind == "number":
        return bool(re.fullmatch(r"[£]?[-+]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?%?", value))
    if kind == "integer":
        return bool(re.fullmatch(r"-?\d+", value))
    if kind == "boolean":
        return value in field["trueValues"] + field["falseValues"]
    if kind == "yearmonth":
        return bool(re.fullmatch(r"\d{4}-\d{2}", value))
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sources", type=pathlib.Path)
    parser.add_argument("--datasets", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parents[2] / "Datasets")
    parser.add_argument("--counts", action="store_true")
    parser.add_argument("--words", action="store_true")
    options = parser.parse_args()

    texts = {}
    for document, start in FILES.items():
        found = sorted(options.sources.glob(start + "_*.txt"))
        if len(found) != 1:
            sys.exit(f"expected one text file {start}_*.txt for {document}")
        texts[document] = found[0].read_text(encoding="utf-8")
    normals = {d: normal(t) for d, t in texts.items()}
    available = {d: set(numbers(t)) for d, t in texts.items()}

    package = json.loads((options.datasets / "datapackage.json").read_text(encoding="utf-8"))
    problems, tables = [], {}

    # (a) structure
    known = set()
    listed = {r["path"] for r in package["resources"]}
    for path in sorted(options.datasets.glob("*.csv")):
        if path.name not in listed:
            problems.append(f"(a) {path.name}: not in datapackage.json")
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        raw = (options.datasets / resource["path"]).read_bytes()
        if b"\r" in raw or raw.startswith(b"\xef\xbb\xbf"):
            problems.append(f"(a) {name}: carriage return or byte order mark")
        lines = list(csv.reader(raw.decode("utf-8").splitlines()))
        fields = schema["fields"]
        header = [f["name"] for f in fields]
        if lines[0] != header:
            problems.append(f"(a) {name}: header {lines[0]} is not {header}")
            continue
        if name not in NO_FIGURES and header[-2:] != ["document", "section"]:
            problems.append(f"(a) {name}: last columns are not document, section")
        rows = []
        for number, line in enumerate(lines[1:], 2):
            if len(line) != len(header):
                problems.append(f"(a) {name}:{number}: {len(line)} columns, not {len(header)}")
                continue
            row = dict(zip(header, line))
            for field in fields:
                if not value_parses(row[field["name"]], field, schema["missingValues"]):
                    problems.append(f"(a) {name}:{number}: {field['name']} {row[field['name']]!r}")
                if field.get("constraints", {}).get("required") and row[field["name"]] == "":
                    problems.append(f"(a) {name}:{number}: {field['name']} is empty")
            rows.append(row)
        key = schema.get("primaryKey", [])
        for k, n in collections.Counter(tuple(r[k] for k in key) for r in rows).items():
            if key and (n > 1 or "" in k):
                problems.append(f"(a) {name}: primary key {k} is not unique or not complete")
        tables[name] = (fields, rows)
        if name == "documents":
            known = {r["document"] for r in rows}
    for name, (fields, rows) in tables.items():
        for row in rows if name not in OTHERS else []:
            if row["document"] not in known or row["document"] not in texts:
                problems.append(f"(a) {name}: unknown document {row['document']}")

    # (b) cells occur in the text
    covered = {d: collections.Counter() for d in texts}
    cells = 0
    for name, (fields, rows) in tables.items():
        if name in NO_FIGURES:
            continue
        for number, row in enumerate(rows, 2):
            document = row["document"]
            for field in fields:
                column, value = field["name"], row[field["name"]]
                if field.get("normalised") or column == "document":
                    continue
                for token in numbers(value):
                    cells += 1
                    if token not in available[document]:
                        problems.append(f"(b) {name}:{number}: {column}: {token} is not in {document}")
                    if column not in ("section", "words", "comparator", "year"):
                        covered[document][token] += 1
                if column in ("words", "printed", "offence") and value:
                    if name == "offences-by-area" or column != "offence":
                        if normal(value) not in normals[document]:
                            problems.append(f"(b) {name}:{number}: {column}: {value!r} is not in {document}")
    for number, row in enumerate(tables["statements"][1], 2):
        if len(row["words"].split()) > 8:
            problems.append(f"(b) statements:{number}: more than eight words")
        if not row["table"]:
            continue
        if row["table"] not in tables:
            problems.append(f"(a) statements:{number}: unknown table {row['table']}")
            continue
        rows = [r for r in tables[row["table"]][1] if r["document"] == row["document"]]
        for part in filter(None, re.split(r'(?<=") and (?=\w+ = ")', row["rows"])):
            match = re.fullmatch(r'(\w+) = "(.*)"', part)
            if not match or not rows or match[1] not in rows[0]:
                problems.append(f"(a) statements:{number}: filter {part!r}")
                continue
            rows = [r for r in rows if r[match[1]] == match[2]]
        if not rows:
            problems.append(f"(a) statements:{number}: filter {row['rows']!r} matches no row")

    # (c) numbers of the text that no row has
    for document, text in texts.items():
        reasons, seen = collections.Counter(), collections.Counter()
        excluded = [(reason, m.start(), m.end())
                    for reason, documents, pattern in NOT_FIGURES
                    if documents is None or document in documents
                    for m in re.finditer(pattern, text, re.M)]
        missing = []
        for match in NUMBER.finditer(text):
            token = match.group(0)
            reason = next((r for r, a, b in excluded if a <= match.start() and match.end() <= b), None)
            if reason:
                reasons[reason] += 1
            else:
                seen[token] += 1
                if not covered[document][token]:
                    missing.append((token, text[max(0, match.start() - 40):match.end() + 40].replace("\n", " ")))
        print(f"{document}: {sum(seen.values())} figures; not figures: "
              + ", ".join(f"{n} {r}" for r, n in sorted(reasons.items())))
        for token, context in missing:
            problems.append(f"(c) {document}: {token}: …{context}…")
        if options.counts:
            for token, n in seen.items():
                if covered[document][token] < n:
                    print(f"  {token}: printed {n} times, in {covered[document][token]} cells")
        if options.words:
            for line in text.splitlines():
                for match in WORDS.finditer(line):
                    print(f"  {match.group(0)}: …{line[max(0, match.start() - 40):match.end() + 40]}…")

    print(f"{len(tables)} tables, {sum(len(r) for _, r in tables.values())} rows, {cells} numbers in cells checked")
    for problem in problems:
        print(problem)
    print("no problems" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
