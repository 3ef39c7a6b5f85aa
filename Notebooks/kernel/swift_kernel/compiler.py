"""From the text of a cell to a shared object: the frontend, the linker, and nothing else."""

import contextlib
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .diagnostics import Diagnostic, read_diagnostics
from .session import Cell, Session
from .settings import LANGUAGE_ARGUMENTS, Settings, Toolchain
from .syntax import CellSyntax, UnsupportedCell, parse

# A wish of the compiler that a cell cannot fulfil: the kernel added the code it is about.
UNWANTED = ("will never be executed",)

class CellError(Exception):
    """A cell that does not compile."""

    def __init__(self, diagnostics: list[Diagnostic]):
        super().__init__("; ".join(d.text for d in diagnostics if d.kind == "error") or "the cell does not compile")
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class CompiledCell:
    """A cell ready to be loaded."""

    cell: Cell
    path: str
    warnings: list[Diagnostic]


class Compiler:
    """Compiles the cells of one session inside its folder."""

    def __init__(self, settings: Settings, toolchain: Toolchain, folder: str):
        self.toolchain = toolchain
        self.folder = Path(folder)
        self.search_arguments = settings.search_arguments(toolchain, folder)
        self.active: subprocess.Popen[str] | None = None

    def interrupt(self) -> None:
        """Ends a compilation: the type checker, too, can take longer than anyone wants to wait."""
        active = self.active
        if active:
            with contextlib.suppress(ProcessLookupError):
                active.kill()

    def compile(self, session: Session, source: str, label: str, identity: str | None) -> CompiledCell:
        index = session.take_index()
        folder = self.folder / f"cell{index}"
        folder.mkdir()
        text = source.encode()
        (folder / "main.swift").write_bytes(text)
        syntax = self.parsed(folder, text, label)
        cell = Cell(index, label, identity, source, syntax)
        prologue = session.prologue(label, identity, source, {name for _, name in syntax.declarations}).encode()
        output = None
        if syntax.result is not None:
            output = self.run_frontend(cell, folder, prologue + syntax.text(text, shows_result=True))
        if output is None or output.returncode != 0:
            # Errors are those of the cell as it was written, without the call that shows the last value.
            output = self.run_frontend(cell, folder, prologue + syntax.text(text, shows_result=False))
        end = (label, source, str(folder / "main.swift"))
        diagnostics = [diagnostic.within(*end) for diagnostic in read_diagnostics(output.stderr)]
        if output.returncode != 0:
            reasons = [diagnostic for diagnostic in diagnostics if diagnostic.kind != "warning"]
            raise CellError(reasons or [Diagnostic(label, 1, 1, "error", output.stderr.strip())])
        path = self.link(cell, folder)
        warnings = [
            d for d in diagnostics
            if d.kind != "note" and d.file == label and not any(text in d.text for text in UNWANTED)]
        return CompiledCell(cell, path, warnings)

    def parsed(self, folder: Path, text: bytes, label: str) -> CellSyntax:
        try:
            return parse(self.toolchain.tool("swiftc"), str(folder / "main.swift"), text) or CellSyntax()
        except UnsupportedCell as problem:
            before = text[:problem.offset]
            line = before.count(b"\n") + 1
            column = problem.offset - (before.rfind(b"\n") + 1) + 1
            raise CellError([Diagnostic(label, line, column, "error", problem.message)]) from problem

    def run_frontend(self, cell: Cell, folder: Path, text: bytes) -> subprocess.CompletedProcess[str]:
        path = folder / "main.swift"
        path.write_bytes(text)
        command = [self.toolchain.tool("swiftc"), "-frontend", "-c", "-primary-file", str(path)]
        command += ["-module-name", cell.module, "-enable-testing", "-Onone", "-gline-tables-only"]
        command += ["-entry-point-function-name", f"cell{cell.index}_main"]
        command += ["-emit-module-path", str(self.folder / f"{cell.module}.swiftmodule")]
        command += ["-emit-module-doc-path", str(self.folder / f"{cell.module}.swiftdoc")]
        command += [*LANGUAGE_ARGUMENTS, *self.search_arguments, "-o", str(folder / "cell.o")]
        command += ["-diagnostic-style", "llvm"]
        self.active = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
        try:
            _, messages = self.active.communicate()
            code = self.active.returncode
        finally:
            self.active = None
        if code < 0:
            text = "the compiler was interrupted" if code == -signal.SIGKILL else f"the compiler stopped: {messages}"
            raise CellError([Diagnostic(cell.label, 1, 1, "error", text)])
        return subprocess.CompletedProcess(command, code, "", messages)

    def link(self, cell: Cell, folder: Path) -> str:
        cell_object = str(folder / "cell.o")
        path = str(self.folder / f"libCell{cell.index}.so")
        wanted = subprocess.run(
            [self.toolchain.tool("swift-autolink-extract"), cell_object, "-o", "/dev/stdout"],
            capture_output=True, text=True, check=True)
        command = [self.toolchain.tool("clang"), "-shared", "-fuse-ld=lld", "-o", path, cell_object]
        command += [self.toolchain.start_object, "-Wl,--wrap=swift_errorInMain", f"-L{self.toolchain.libraries}"]
        command += ["-lswiftCore", "-lswiftSwiftOnoneSupport", *wanted.stdout.split()]
        output = subprocess.run(command, capture_output=True, text=True, check=False)
        if output.returncode != 0:
            raise CellError([Diagnostic(cell.label, 1, 1, "error", output.stderr.strip())])
        return path
