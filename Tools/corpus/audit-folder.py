"""Audits every document and table of some folders and lists what is called a contradiction, to be judged by hand.

usage: python3 audit-folder.py TOOL FOLDER…      (TOOL: a release build of reoffending)

Prints one line for each contradiction (file | kind | place | words | rule | message | likely cause), files that could not be
read with the reason, files that took more than five seconds, and the counts of agreeing and contradicting checks by kind.
audit-sources.tsv names the files that the figures of the documentation rest on; they are fetched from their repositories.
"""

import json
import os
import subprocess
import sys
import time


def audit(tool, path):
    start = time.time()
    run = subprocess.run([tool, "audit", path, "--format", "json"], capture_output=True, timeout=600)
    try:
        return json.loads(run.stdout), "", time.time() - start
    except json.JSONDecodeError:
        return None, run.stderr.decode("utf-8", "replace").strip()[:200], time.time() - start


def main():
    tool, folders = sys.argv[1], sys.argv[2:]
    kinds, totals, read, refused = {}, {}, 0, 0
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            report, error, seconds = audit(tool, os.path.join(folder, name))
            if seconds > 5:
                print(f"SLOW {name}: {seconds:.1f} s")
            if report is None:
                refused += 1
                print(f"REFUSED {name}: {error}")
                continue
            read += 1
            for key, count in report["score"].items():
                totals[key] = totals.get(key, 0) + count
            for check in report["checks"]:
                kind = check.get("kind", "table")
                counts = kinds.setdefault(kind, {"consistent": 0, "inconsistent": 0, "missing": 0})
                counts[check["verdict"]] += 1
                if check["verdict"] == "inconsistent":
                    words = check.get("words") or check.get("label")
                    cause = check["causes"][0]["explanation"] if check["causes"] else ""
                    print(" | ".join([name, kind, f"line {check['line']}", words, check["rule"], check["message"], cause]))
    print(f"{read} read, {refused} refused; {totals}")
    for kind, counts in sorted(kinds.items()):
        print(f"{kind}: {counts['consistent']} agree, {counts['inconsistent']} contradict")


if __name__ == "__main__":
    main()
