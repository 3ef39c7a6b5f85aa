"""The verbs that make more than one answer."""
import os
import pathlib
import tempfile

from . import _frames
from ._result import option
from ._tool import run


def report(config=None, output="Report", **options):
    """Draws a whole report from a YAML file into a folder, and gives the folder's path.

    Without a configuration, the bundled report on the Black Country. Options are those of `reoffending report`, such as
    `single_file=True` or `documents="none"`. A configuration of one's own is written by `reoffending report init TABLE`.
    """
    arguments = [part for name, value in options.items() for part in option(name, value)]
    run(["report", "draw", f"--output={os.fspath(output)}", *arguments, *([os.fspath(config)] if config else [])])
    return pathlib.Path(output)


def verify(folder):
    """Draws a report again and compares every byte; raises CheckFailed where one differs."""
    return run(["verify", os.fspath(folder)])[0].strip()


def synthesise(people, seed=1, *, events=False):
    """Made-up people whose margins are the published ones, as a frame of pandas, else polars, else Arrow."""
    with tempfile.TemporaryDirectory(prefix="reoffending-") as folder:
        path = str(pathlib.Path(folder) / "people.csv")
        run(["synthesise", "--people", str(people), "--seed", str(seed), "--output", path, *option("events", events)])
        return _read(path)


def _read(path):
    library = _frames.available()
    if library == "pandas":
        import pandas

        return pandas.read_csv(path)
    if library == "polars":
        import polars

        return polars.read_csv(path)
    if library == "arrow":
        import pyarrow.csv

        return pyarrow.csv.read_csv(path)
    import csv

    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
