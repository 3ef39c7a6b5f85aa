"""Where the tool is, and how it is run."""
import functools
import os
import pathlib
import shutil
import subprocess
import sys

from ._errors import ReoffendingError, error


def tool_path():
    """The path of the tool: REOFFENDING_TOOL, else the one in this package, else the one on the PATH."""
    # A script of this package by the tool's name would ask this function again, without end.
    own = pathlib.Path(sys.argv[0]).resolve()
    chosen = os.environ.get("REOFFENDING_TOOL")
    if chosen and pathlib.Path(chosen).resolve() != own:
        return chosen
    packaged = pathlib.Path(__file__).parent / "_tool" / "bin" / "reoffending"
    if packaged.exists():
        return str(packaged)
    # Scripts of this name belong to this package or to another installation of it, and would ask again.
    for folder in os.get_exec_path():
        found = shutil.which("reoffending", path=folder)
        if found and pathlib.Path(found).read_bytes()[:2] != b"#!":
            return found
    raise ReoffendingError(
        "the tool reoffending is not here: install the wheel for this system, or give its path in REOFFENDING_TOOL", 70)


def run(arguments, frame=None):
    """Runs the tool to its end; its output and what it said besides.

    Raises a ReoffendingError with the tool's own words where it ends with an exit code.
    """
    outcome = subprocess.run([tool_path(), *arguments], stdin=subprocess.DEVNULL, capture_output=True)
    said = outcome.stderr.decode("utf-8", "replace")
    if outcome.returncode != 0:
        raise error(outcome.returncode, said, frame)
    return outcome.stdout.decode("utf-8"), said


@functools.lru_cache(maxsize=None)
def version():
    """The version of the tool."""
    return run(["--version"])[0].strip()


def main():
    """The command `reoffending`."""
    path = tool_path()
    os.execv(path, ["reoffending", *sys.argv[1:]])
