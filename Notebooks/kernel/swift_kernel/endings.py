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
MAXIMUM_PLACES = 8
LINE = re.compile(r"Cell \d+:(\d+)")
CHECK = re.compile(r"Swift runtime failure: (.*)")
LAST_WORDS = re.compile(
    r"(?:Fatal error|Precondition failed|Assertion failed):? ?(?P<message>.*?)(?:\nCurrent stack trace:|\Z)", re.DOTALL)
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
    places, failure = trap_places(outcome.trap or "", cell, session, compiler, folder)
    own_lines = [line for label, line in places if label == cell.label]
    where = cell.label + (f", line {own_lines[-1]}" if own_lines else "")
    reason = how_it_ended(outcome, failure)
    lines = [f"{BOLD}{where}{RESET}: {RED}{reason}{RESET}"]
    if len(places) > 1:
        lines += [f"  in {label}, line {line}" for label, line in places[:MAXIMUM_PLACES]]
    lines.append(FAINT + consequence(outcome, session) + RESET)
    return Ending("Interrupted" if outcome.was_interrupted else "Trap", f"{where}: {reason}", "\n".join(lines))


def plain(name: str, cell: Cell, message: str) -> Ending:
    return Ending(name, message, f"{BOLD}{cell.label}{RESET}: {RED}{message}{RESET}")


def how_it_ended(outcome: Outcome, failure: str | None) -> str:
    if outcome.was_interrupted:
        return "interrupted"
    words = LAST_WORDS.search(outcome.last_words)
    if words or failure:
        return words["message"].strip() if words else failure
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
) -> tuple[list[tuple[str, int]], str | None]:
    """Cells and lines in which the process was, innermost first, and what the compiler's own check found wrong."""
    labels = {known.index: known.label for known in [*session.cells, cell]}
    places: list[tuple[str, int]] = []
    failure = None
    for index, offset in FRAME.findall(trap)[:MAXIMUM_PLACES * 2]:
        answer = subprocess.run(
            [compiler.toolchain.tool("llvm-symbolizer"), "--obj", f"{folder}/libCell{index}.so",
             "--output-style=GNU", "-f", f"0x{offset}"], capture_output=True, text=True, check=False)
        failed = CHECK.search(answer.stdout)
        failure = failure or (failed[1] if failed else None)
        for match in LINE.finditer(answer.stdout):
            place = (labels.get(int(index), f"Cell {index}"), int(match[1]))
            if place[1] > 0 and (not places or places[-1] != place):
                places.append(place)
    return places, failure
