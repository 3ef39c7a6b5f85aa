"""Executes notebooks in place, and tells whether what they say has changed.

    python -m swift_kernel.notebooks execute FILE.ipynb …
    python -m swift_kernel.notebooks changed FILE.ipynb …    against the last commit
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

# A drawing holds the outlines of letters, which differ from one version of a font to the next.
DRAWINGS = ("image/svg+xml", "image/png")


def execute(path: Path) -> str:
    """Runs all cells; the same cells give the same file, whatever the time and the place.

    A notebook may say that it stands on files which its reader brings: `"swift_kernel": {"folder": "NAME"}` in its
    metadata names the variable that says where they are. Without them it runs on what it has, and is not written.

    - Returns: what is to be said of the run.
    - Raises: CellExecutionError for the first cell that fails; the file then stays as it was.
    """
    notebook = nbformat.read(path, as_version=4)
    needed = notebook.metadata.get("swift_kernel", {}).get("folder")
    if needed and os.environ.get(needed):
        # Cells run in the folder of their notebook.
        os.environ[needed] = os.path.abspath(os.environ[needed])
    # How printed text was cut into pieces on its way is a matter of timing.
    NotebookClient(
        notebook, timeout=600, record_timing=False, coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}}).execute()
    if needed and not os.environ.get(needed):
        return f", without the files that {needed} names; left as it was"
    nbformat.write(notebook, path)
    return ""


def words(notebook: nbformat.NotebookNode) -> dict[str, list]:
    """What each code cell says: its outputs without drawings."""
    return {
        cell.id: [
            {kind: text for kind, text in output.data.items() if kind not in DRAWINGS}
            if "data" in output else output.get("text") for output in cell.outputs]
        for cell in notebook.cells if cell.cell_type == "code"}


def changed(old: nbformat.NotebookNode, new: nbformat.NotebookNode) -> list[str]:
    """The identifiers of the cells that say something else than before, or are new."""
    before = words(old)
    return [identifier for identifier, said in words(new).items() if before.get(identifier) != said]


def committed(path: Path) -> nbformat.NotebookNode:
    answer = subprocess.run(
        ["git", "show", f"HEAD:./{path.name}"], cwd=path.parent, capture_output=True, text=True, check=True)
    return nbformat.reads(answer.stdout, as_version=4)


def run_all(paths: list[Path]) -> bool:
    for path in paths:
        start = time.monotonic()
        try:
            said = execute(path)
        except (CellExecutionError, DeadKernelError) as problem:
            print(f"{path}: {problem}", file=sys.stderr)
            return False
        print(f"{path}: {time.monotonic() - start:.1f} s{said}")
    return True


def compare_all(paths: list[Path]) -> bool:
    stale = [(path, cell) for path in paths for cell in changed(committed(path), nbformat.read(path, as_version=4))]
    for path, cell in stale:
        print(f"{path}: the cell {cell} does not say what the committed notebook shows", file=sys.stderr)
    return not stale


def main(verb: str, *names: str) -> int:
    actions = {"execute": run_all, "changed": compare_all}
    return 0 if actions[verb]([Path(name) for name in names]) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
