"""A notebook without a browser: drives the kernel through `jupyter_client`, as a front end does."""

import os
import queue
import tempfile
import time
import unittest
from dataclasses import dataclass, field

from jupyter_client.manager import KernelManager

# The kernel under test; any that `swift-notebook-kernel` registered will do.
KERNEL_NAME = os.environ.get("SWIFT_KERNEL_NAME", "swift")


@dataclass
class Result:
    """What a front end has received when a cell has ended."""

    status: str = ""
    text: dict[str, str] = field(default_factory=lambda: {"stdout": "", "stderr": ""})
    chunks: list[tuple[float, str]] = field(default_factory=list)
    values: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    error: dict | None = None
    seconds: float = 0

    @property
    def stdout(self) -> str:
        return self.text["stdout"]

    @property
    def value(self) -> str | None:
        return self.values[-1][1]["text/plain"] if self.values else None

    @property
    def traceback(self) -> str:
        return "\n".join(self.error["traceback"]) if self.error else ""


class Notebook:
    """One kernel and its client."""

    def __init__(self, name: str = KERNEL_NAME):
        # What a killed kernel had begun may write until it ends, too.
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel(env={**os.environ, "TMPDIR": self.folder.name})
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def close(self) -> None:
        """Without a farewell, which takes a second that only one test needs to wait."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.folder.cleanup()

    def send(self, code: str, cell: str | None = None) -> str:
        message = self.client.session.msg("execute_request", {
            "code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
            "stop_on_error": True}, metadata={"cellId": cell} if cell else {})
        self.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def collect(self, request: str, timeout: float = 60) -> Result:
        result, start = Result(), time.monotonic()
        while True:
            remaining = timeout - (time.monotonic() - start)
            try:
                message = self.client.get_iopub_msg(timeout=max(remaining, 0.01))
            except queue.Empty:
                raise TimeoutError("the cell has not ended") from None
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                result.text[content["name"]] += content["text"]
                result.chunks.append((time.monotonic() - start, content["text"]))
                result.order.append(content["text"])
            elif kind in ("execute_result", "display_data"):
                result.values.append((kind, content["data"]))
                result.order.append(kind)
            elif kind == "error":
                result.error = content
            elif kind == "status" and content["execution_state"] == "idle":
                break
        while True:
            reply = self.client.get_shell_msg(timeout=10)
            if reply["parent_header"]["msg_id"] == request:
                break
        result.status = reply["content"]["status"]
        result.seconds = time.monotonic() - start
        return result

    def run(self, code: str, cell: str | None = None, timeout: float = 60) -> Result:
        return self.collect(self.send(code, cell), timeout)

    def complete(self, code: str, offset: int | None = None) -> dict:
        return self.client.complete(code, offset, reply=True, timeout=30)["content"]

    def inspect(self, code: str, offset: int | None = None) -> dict:
        return self.client.inspect(code, offset, reply=True, timeout=30)["content"]


class NotebookTests(unittest.TestCase):
    """Tests that share one notebook."""

    @classmethod
    def setUpClass(cls):
        cls.notebook = Notebook()
        cls.addClassCleanup(cls.notebook.close)
