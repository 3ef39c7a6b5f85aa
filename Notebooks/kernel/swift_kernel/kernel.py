"""The face towards Jupyter: requests in, outputs out."""

import asyncio
import os
import shutil
import tempfile

from ipykernel.kernelbase import Kernel

from . import completion
from .compiler import CellError, CompiledCell, Compiler
from .diagnostics import rendered
from .endings import Ending, ending
from .language_server import LanguageServer
from .session import Session
from .settings import LANGUAGE_ARGUMENTS, Settings, Toolchain
from .worker import Sinks, Worker


class SwiftKernel(Kernel):
    """Compiles, runs and explains the cells of one notebook."""

    implementation = "swift-notebook-kernel"
    implementation_version = "1.0"
    language = "swift"
    language_info = {
        "name": "swift", "mimetype": "text/x-swift", "file_extension": ".swift", "pygments_lexer": "swift",
        "codemirror_mode": "swift",
    }
    banner = "Swift"

    def __init__(self, **arguments):
        super().__init__(**arguments)
        settings = Settings.load(os.environ["SWIFT_KERNEL_SETTINGS"])
        toolchain = Toolchain.find()
        self.folder = tempfile.mkdtemp(prefix="swift-notebook-")
        self.cells = Session(settings.imports)
        self.compiler = Compiler(settings, toolchain, self.folder)
        self.worker = Worker(settings, toolchain, Sinks(self.send_text, self.send_value))
        self.server = LanguageServer(
            toolchain.tool("sourcekit-lsp"), self.folder,
            [*LANGUAGE_ARGUMENTS, *self.compiler.search_arguments])
        # Output between two cells, of a task that still runs, belongs to the cell that ran last.
        self.request: dict = {}

    async def do_execute(
        self, code, silent, store_history=True, user_expressions=None, allow_stdin=False, *, cell_meta=None,
        cell_id=None,
    ):
        self.request = self.get_parent()
        if not code.strip():
            return self.success()
        label = f"Cell {self.execution_count}"
        try:
            compiled = await asyncio.to_thread(self.compiler.compile, self.cells, code, label, cell_id)
        except CellError as problem:
            return self.failure("CompileError", str(problem), rendered(problem.diagnostics, label, code))
        except Exception as problem:
            # A front end waits for ever for the answer to a request that failed without one.
            self.log.exception("the kernel failed")
            return self.failure("KernelError", str(problem), f"The kernel itself failed: {problem!r}")
        if compiled.warnings:
            self.send_text("stderr", rendered(compiled.warnings, label, code) + "\n")
        return await self.run(compiled, code)

    async def run(self, compiled: CompiledCell, code: str):
        cell = compiled.cell
        outcome = await self.worker.run(cell.index, compiled.path)
        end = ending(outcome, cell, self.cells, self.compiler, self.folder)
        if outcome.ended_worker and not outcome.kept_values:
            self.cells.clear()
        if end is None:
            self.cells.add(cell)
            return self.success()
        return self.failure(end.name, end.message, end.text)

    def success(self) -> dict:
        return {
            "status": "ok", "execution_count": self.execution_count, "payload": [], "user_expressions": {}}

    def failure(self, name: str, message: str, text: str) -> dict:
        content = {"ename": name, "evalue": message, "traceback": text.splitlines()}
        self.publish("error", content)
        return {"status": "error", "execution_count": self.execution_count, **content}

    def send_text(self, name: str, text: str) -> None:
        self.publish("stream", {"name": name, "text": text})

    def send_value(self, kind: str, forms: dict[str, str]) -> None:
        content = {"data": forms, "metadata": {}}
        if kind == "result":
            content["execution_count"] = self.execution_count
        self.publish("execute_result" if kind == "result" else "display_data", content)

    def publish(self, kind: str, content: dict) -> None:
        self.session.send(self.iopub_socket, kind, content, parent=self.request)

    async def do_complete(self, code, cursor_pos):
        offset = len(code) if cursor_pos is None else cursor_pos
        return await completion.complete(self.server, self.cells, code, offset)

    async def do_inspect(self, code, cursor_pos, detail_level=0, omit_sections=()):
        documentation = await completion.inspect(self.server, self.cells, code, cursor_pos)
        data = {"text/markdown": documentation, "text/plain": documentation} if documentation else {}
        return {"status": "ok", "found": bool(documentation), "data": data, "metadata": {}}

    def _send_interrupt_children(self):
        """Called in the control thread when the user interrupts."""
        self.compiler.interrupt()
        self.worker.interrupt()

    async def do_shutdown(self, restart):
        self.worker.close()
        self.server.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return {"status": "ok", "restart": restart}
