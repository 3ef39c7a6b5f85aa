"""The process in which cells run, apart from the kernel, so that a cell can end it without ending the notebook."""

import asyncio
import contextlib
import ctypes
import json
import os
import re
import signal
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from .frames import FrameReader
from .settings import Settings, Toolchain

# PR_SET_CHILD_SUBREAPER of Linux's prctl.
BECOME_SUBREAPER = 36
WATCH_INTERVAL = 0.02
LAST_WORDS = re.compile(r"^.*(Fatal error|Precondition failed|Assertion failed)\b", re.MULTILINE)


@dataclass
class Outcome:
    """How a cell ended."""

    error: dict[str, str] | None = None
    unloadable: str | None = None
    trap: str | None = None
    last_words: str = ""
    status: int | None = None
    kept_values: bool = False
    was_interrupted: bool = False

    @property
    def ended_worker(self) -> bool:
        return self.status is not None


@dataclass
class Sinks:
    """Where a worker's output goes."""

    text: Callable[[str, str], None]
    value: Callable[[str, dict[str, str]], None]


@dataclass
class Running:
    """A cell that has not ended yet."""

    done: asyncio.Event = field(default_factory=asyncio.Event)
    outcome: Outcome = field(default_factory=Outcome)


class Worker:
    """One worker: started on demand, told what to run, watched while it does."""

    def __init__(self, settings: Settings, toolchain: Toolchain, sinks: Sinks):
        self.settings = settings
        self.toolchain = toolchain
        self.sinks = sinks
        self.running: Running | None = None
        self.process_id: int | None = None
        self.successor: int | None = None
        self.commands = -1
        self.readers: list[FrameReader] = []
        # A copy that takes over is a child of the worker that ended; the kernel inherits it.
        ctypes.CDLL(None).prctl(BECOME_SUBREAPER, 1, 0, 0, 0)

    def start(self) -> None:
        command_read, self.commands = os.pipe()
        out_read, out_write = os.pipe()
        error_read, error_write = os.pipe()
        process = subprocess.Popen(
            [self.settings.worker, self.settings.library, str(command_read)],
            stdin=subprocess.DEVNULL, stdout=out_write, stderr=error_write, pass_fds=[command_read],
            env=self.environment(), start_new_session=True)
        for descriptor in (command_read, out_write, error_write):
            os.close(descriptor)
        self.process_id = process.pid
        # Reaped in `watch`, as its successors are, which `subprocess` knows nothing of.
        process.returncode = 0
        self.readers = [
            FrameReader(out_read, lambda text: self.sinks.text("stdout", text), self.handle),
            FrameReader(error_read, self.handle_error_text, self.handle),
        ]

    def environment(self) -> dict[str, str]:
        paths = [self.toolchain.libraries, os.environ.get("LD_LIBRARY_PATH")]
        search_path = ":".join(path for path in paths if path)
        return {**os.environ, "SWIFT_BACKTRACE": "enable=no", "LD_LIBRARY_PATH": search_path}

    async def run(self, index: int, path: str) -> Outcome:
        if self.process_id is None:
            self.start()
        running = self.running = Running()
        with contextlib.suppress(BrokenPipeError):
            os.write(self.commands, f"{index} {path}\n".encode())
        watch = asyncio.create_task(self.watch(running))
        await running.done.wait()
        watch.cancel()
        for reader in self.readers:
            reader.drain()
        self.running = None
        if not running.outcome.ended_worker and running.outcome.last_words:
            self.sinks.text("stderr", running.outcome.last_words)
        return running.outcome

    async def watch(self, running: Running) -> None:
        """Notices the end of the worker, and waits for its copy, if it has one, to take over."""
        while True:
            await asyncio.sleep(WATCH_INTERVAL)
            process, status = os.waitpid(self.process_id, os.WNOHANG)
            if process:
                break
        running.outcome.status = os.waitstatus_to_exitcode(status)
        for _ in range(int(1 / WATCH_INTERVAL)):
            for reader in self.readers:
                reader.drain()
            if self.successor or self.readers[0].at_end:
                break
            await asyncio.sleep(WATCH_INTERVAL)
        self.process_id, self.successor = self.successor, None
        running.outcome.kept_values = self.process_id is not None
        if self.process_id is None:
            self.close()
        running.done.set()

    def handle(self, kind: str, payload: bytes) -> None:
        outcome = self.running.outcome if self.running else Outcome()
        match kind:
            case "display" | "result":
                self.sinks.value(kind, json.loads(payload))
            case "error":
                outcome.error = json.loads(payload)
            case "unloadable":
                outcome.unloadable = payload.decode(errors="replace")
            case "trap":
                outcome.trap = payload.decode()
            case "restored":
                self.successor = int(payload)
            case "done" if self.running:
                self.running.done.set()

    def handle_error_text(self, text: str) -> None:
        """Passes errors on, but for the runtime's report of a trap, which the kernel words itself."""
        outcome = self.running.outcome if self.running else Outcome()
        report = LAST_WORDS.search(text)
        if outcome.last_words:
            outcome.last_words += text
        elif report and self.running:
            outcome.last_words = text[report.start():]
            text = text[:report.start()]
            if text:
                self.sinks.text("stderr", text)
        else:
            self.sinks.text("stderr", text)

    def interrupt(self) -> None:
        """Ends the running cell: politely, so that it can say where it was, and soon after by force."""
        running, process_id = self.running, self.process_id
        if running is None or process_id is None:
            return
        running.outcome.was_interrupted = True
        os.kill(process_id, signal.SIGINT)

        def insist() -> None:
            if self.running is running and self.process_id == process_id:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process_id, signal.SIGKILL)

        timer = threading.Timer(1, insist)
        timer.daemon = True
        timer.start()

    def close(self) -> None:
        """Ends the worker; a copy that sleeps ends itself when it finds no more commands."""
        if self.commands >= 0:
            os.close(self.commands)
            self.commands = -1
        if self.process_id is not None:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.process_id, signal.SIGKILL)
                os.waitpid(self.process_id, 0)
            self.process_id = None
        for reader in self.readers:
            reader.close()
        self.readers = []
