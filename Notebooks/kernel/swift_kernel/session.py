"""The cells that are loaded, and what a new cell must say before its own text to see them."""

import re
from dataclasses import dataclass, field

from .syntax import CellSyntax

RESERVED = re.compile(r"[^\w]|^(default|in|is|as|repeat|where|self|init|class|func|var|let|return|case|switch)$")


@dataclass(frozen=True)
class Cell:
    """A cell that ran: the module it became, and what later cells see of it."""

    index: int
    label: str
    identity: str | None
    source: str
    syntax: CellSyntax

    @property
    def module(self) -> str:
        return f"Cell{self.index}"


@dataclass
class Session:
    """The cells whose definitions are alive, oldest first."""

    # The modules that every cell imports.
    modules: list[str]
    cells: list[Cell] = field(default_factory=list)
    next_index: int = 1

    def take_index(self) -> int:
        index = self.next_index
        self.next_index += 1
        return index

    def others(self, identity: str | None, source: str) -> list[Cell]:
        """The cells that a cell sees: not its own earlier self, known by its identity or else by equal text."""
        return [cell for cell in self.cells if not replaces(identity, source, cell)]

    def add(self, cell: Cell) -> None:
        self.cells = [*self.others(cell.identity, cell.source), cell]

    def clear(self) -> None:
        self.cells = []

    def prologue(self, label: str, identity: str | None, source: str, declared: set[str]) -> str:
        """One line of imports, and a directive that makes the next line the cell's first."""
        return self.imports(identity, source, declared) + f'\n#sourceLocation(file: "{label}", line: 1)\n'

    def imports(self, identity: str | None, source: str, declared: set[str]) -> str:
        """The imports by which a cell that declares some names sees the modules and cells before it.

        The newest cell that declares a name gets an import of that name alone, which Swift prefers to imports of
        whole modules: so it hides older cells' declarations and the libraries' of the same name.
        """
        cells = self.others(identity, source)
        statements = [f"import {module}" for module in self.modules]
        for cell in cells:
            statements += cell.syntax.imports
        statements += [f"@testable import {cell.module}" for cell in cells]
        newest: dict[str, list[str]] = {}
        for cell in cells:
            for name in {name for _, name in cell.syntax.declarations}:
                newest[name] = [
                    f"import {kind} {cell.module}.{escaped(name)}"
                    for kind, declared_name in dict.fromkeys(cell.syntax.declarations) if declared_name == name]
        for name, imports in newest.items():
            if name not in declared:
                statements += imports
        return "; ".join(dict.fromkeys(statements))


def replaces(identity: str | None, source: str, cell: Cell) -> bool:
    if identity is not None and cell.identity is not None:
        return identity == cell.identity
    return source == cell.source


def escaped(name: str) -> str:
    return f"`{name}`" if RESERVED.search(name) else name
