"""How a cell that did not end well is explained."""

import re
import signal
import subprocess
from dataclasses import dataclass

from .compiler import Compiler
from .diagnostics import BOLD, FAINT, RESET
from .session import Cell, Session
from .worker import Outcome

RED = "\x1b[1;31m"
FRAME = re.compile(r"libCell(\d+)\.so\+([0-9a-f]+)")


@dataclass(frozen=True)
class Ending:
    """The error that the notebook shows."""

    name: str
    message: str
    text: str


def ending(outcome: Outcome, cell: Cell, session: Session, compiler: Compiler, folder: str) -> Ending | None:
    """What to say about a cell; nothing about one that ended well."""
    if outcome.unloadable:
        return plain("LoadError", cell, f"The cell could not be loaded: {outcome.unloadable}")
    if outcome.error:
        error_type, message = outcome.error["type"], outcome.error["message"]
        return Ending(
            error_type, message,
            f"{BOLD}{cell.label}{RESET} threw {RED}{error_type}{RESET}: {message}\n"
            f"{FAINT}What this cell defined does not count; run it again when the cause is gone.{RESET}")
    if not outcome.ended_worker:
        return None
    places = trap_places(outcome.trap or "", cell, session, compiler, folder)
    where = cell.label + (f", line {places[0][1]}" if places and places[0][0] == cell.label else "")
    inside = [f"{label}, line {line}" for label, line in places]
    reason = how_it_ended(outcome)
    lines = [f"{BOLD}{where}{RESET}: {RED}{reason}{RESET}"]
    lines += [f"  in {place}" for place in inside[:8]]
    lines.append(FAINT + consequence(outcome, session) + RESET)
    return Ending("Interrupted" if outcome.was_interrupted else "Trap", f"{where}: {reason}", "\n".join(lines))


def plain(name: str, cell: Cell, message: str) -> Ending:
    return Ending(name, message, f"{BOLD}{cell.label}{RESET}: {RED}{message}{RESET}")


def how_it_ended(outcome: Outcome) -> str:
    if outcome.was_interrupted:
        return "interrupted"
    status = outcome.status or 0
    if status >= 0:
        return f"the cell ended the process with exit code {status}"
    names = {
        signal.SIGILL: "the program trapped", signal.SIGTRAP: "the program trapped",
        signal.SIGSEGV: "bad memory access, or too deep a recursion", signal.SIGABRT: "the program aborted",
        signal.SIGKILL: "the process was killed, perhaps for lack of memory",
    }
    number = signal.Signals(-status)
    return f"{names.get(number, 'the process was stopped')} ({number.name})"


def consequence(outcome: Outcome, session: Session) -> str:
    if outcome.kept_values:
        return "The values of earlier cells are as they were before this cell."
    if not session.cells:
        return "The worker starts anew with the next cell."
    return "The worker starts anew: all values are lost, so run the cells above again."


def trap_places(
    trap: str, cell: Cell, session: Session, compiler: Compiler, folder: str
) -> list[tuple[str, int]]:
    """Cells and lines in which the process was, innermost first."""
    labels = {known.index: known.label for known in [*session.cells, cell]}
    places: list[tuple[str, int]] = []
    for index, offset in FRAME.findall(trap):
        answer = subprocess.run(
            [compiler.toolchain.tool("llvm-symbolizer"), "--obj", f"{folder}/libCell{index}.so", "--no-inlines",
             "--output-style=GNU", f"0x{offset}"], capture_output=True, text=True, check=False)
        match = re.search(r":(\d+)(?: |$)", answer.stdout.strip().splitlines()[-1] if answer.stdout else "")
        if match and int(match[1]) > 0:
            place = (labels.get(int(index), f"Cell {index}"), int(match[1]))
            if not places or places[-1] != place:
                places.append(place)
    return places
