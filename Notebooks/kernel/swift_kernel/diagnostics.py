"""Errors and warnings of the compiler, said with the cell's own lines and coloured."""

import re
from dataclasses import dataclass, replace

PLACE = re.compile(r"^(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<kind>error|warning|note): (?P<text>.*?)(?: \[#[\w-]+\])?$")
COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;34m"}
BOLD, FAINT, RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"


@dataclass(frozen=True)
class Diagnostic:
    """One message of the compiler and where it points."""

    file: str
    line: int
    column: int
    kind: str
    text: str

    def within(self, label: str, source: str, path: str) -> "Diagnostic":
        """The message at the end of the cell, where the compiler found it behind the end and names its own file."""
        lines = source.splitlines()
        if self.file != path or self.line == 1 or not lines:
            return self
        return replace(self, file=label, line=len(lines), column=len(lines[-1].encode()) + 1)

    def rendered(self, label: str, lines: list[str]) -> str:
        """The message, and the line it is about with a mark under the place."""
        color = COLORS[self.kind]
        message = f"{color}{self.kind}:{RESET} {BOLD}{self.text}{RESET}"
        if self.file != label:
            return message
        head = f"{BOLD}{label}, line {self.line}:{RESET} {message}"
        if not 1 <= self.line <= len(lines):
            return head
        line = lines[self.line - 1]
        before = line.encode()[:self.column - 1].decode(errors="ignore")
        gutter = f"{self.line:>4} │ "
        indent = "".join("\t" if character == "\t" else " " for character in before)
        return f"{head}\n{FAINT}{gutter}{RESET}{line}\n{FAINT}     │ {RESET}{indent}{color}^{RESET}"


def read_diagnostics(output: str) -> list[Diagnostic]:
    """The diagnostics in the compiler's text; the compiler's own excerpts are left out, ours have the cell's text."""
    found = []
    for line in output.splitlines():
        match = PLACE.match(line)
        if match:
            found.append(Diagnostic(
                match["file"], int(match["line"]), int(match["column"]), match["kind"], match["text"]))
    return list(dict.fromkeys(found))


def rendered(diagnostics: list[Diagnostic], label: str, source: str) -> str:
    lines = source.splitlines()
    return "\n".join(diagnostic.rendered(label, lines) for diagnostic in diagnostics)
