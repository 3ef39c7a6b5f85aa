"""A client of `sourcekit-lsp` for one document: the cell that is being written."""

import asyncio
import contextlib
import itertools
import json
import os
from pathlib import Path

TIMEOUT = 10


class LanguageServer:
    """Started when it is first asked; asked again after it has ended."""

    def __init__(self, program: str, folder: str, compiler_arguments: list[str]):
        self.program = program
        self.folder = Path(folder) / "language-server"
        self.document = self.folder / "main.swift"
        self.compiler_arguments = compiler_arguments
        self.process: asyncio.subprocess.Process | None = None
        self.reading: asyncio.Task[None] | None = None
        self.numbers = itertools.count(1)
        self.answers: dict[int, asyncio.Future[object]] = {}

    async def start(self) -> None:
        if self.process is not None and self.process.returncode is None:
            return
        self.folder.mkdir(exist_ok=True)
        self.document.write_text("")
        (self.folder / "compile_commands.json").write_text(json.dumps([{
            "directory": str(self.folder),
            "file": str(self.document),
            "arguments": ["swiftc", "-module-name", "Cell", *self.compiler_arguments, str(self.document)],
        }]))
        self.process = await asyncio.create_subprocess_exec(
            self.program, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL, limit=1 << 26, start_new_session=True,
            env={**os.environ, "TMPDIR": str(self.folder)})
        self.reading = asyncio.create_task(self.read(self.process.stdout))
        await self.request("initialize", {
            "processId": None,
            "rootUri": self.folder.as_uri(),
            "capabilities": {"textDocument": {
                "completion": {"completionItem": {"snippetSupport": False}},
                "hover": {"contentFormat": ["markdown"]},
            }},
            "initializationOptions": {"backgroundIndexing": False},
        })
        self.notify("initialized", {})

    async def ask(self, method: str, text: str, line: int, character: int) -> object:
        """Asks about a place in a text, in lines and UTF-16 units from 0."""
        await self.start()
        # Closed and opened again, not changed: the modules of cells that ran since are read anew.
        document = {"uri": self.document.as_uri(), "languageId": "swift", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        try:
            return await self.request(method, {
                "textDocument": {"uri": document["uri"]}, "position": {"line": line, "character": character}})
        finally:
            self.notify("textDocument/didClose", {"textDocument": {"uri": document["uri"]}})

    async def request(self, method: str, parameters: dict) -> object:
        number = next(self.numbers)
        answer = self.answers[number] = asyncio.get_running_loop().create_future()
        self.send({"id": number, "method": method, "params": parameters})
        try:
            return await asyncio.wait_for(answer, TIMEOUT)
        finally:
            self.answers.pop(number, None)

    def notify(self, method: str, parameters: dict) -> None:
        self.send({"method": method, "params": parameters})

    def send(self, message: dict) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    async def read(self, stream: asyncio.StreamReader) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError):
            while True:
                header = await stream.readuntil(b"\r\n\r\n")
                length = next(
                    int(line.split(b":")[1]) for line in header.splitlines()
                    if line.lower().startswith(b"content-length"))
                self.receive(json.loads(await stream.readexactly(length)))
        for answer in self.answers.values():
            if not answer.done():
                answer.set_result(None)

    def receive(self, message: dict) -> None:
        if "method" in message:
            if "id" in message:
                self.send({"id": message["id"], "result": None})
            return
        answer = self.answers.get(message.get("id", -1))
        if answer and not answer.done():
            answer.set_result(message.get("result"))

    def close(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
        if self.reading:
            self.reading.cancel()
