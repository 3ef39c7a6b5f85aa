"""Notebooks as files, executed by `nbconvert`, and the server that JupyterLab talks to."""

import asyncio
import copy
import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.request
from pathlib import Path

from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook, new_output
from notebook import KERNEL_NAME
from swift_kernel import notebooks
from tornado.websocket import websocket_connect

TOUR = json.loads((Path(__file__).parent / "kernel-tour.ipynb").read_text())
TOUR["metadata"]["kernelspec"]["name"] = KERNEL_NAME


def execute(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--inplace", str(path)],
        capture_output=True, text=True, check=False)


class DocumentTests(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def test_nbconvert_executes_the_tour(self):
        path = Path(self.folder.name) / "tour.ipynb"
        path.write_text(json.dumps(TOUR))
        self.assertEqual(execute(path).returncode, 0)
        cells = [cell for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == "code"]
        outputs = [[forms(output) for output in cell["outputs"]] for cell in cells]
        self.assertEqual(outputs[0], ["Two of three: 0.667\n"])
        self.assertEqual(outputs[1], [["image/svg+xml", "text/plain"], ["text/html", "text/plain"]])
        self.assertEqual(outputs[2], [["text/plain"]])

    def test_the_same_cells_give_the_same_file(self):
        paths = [Path(self.folder.name) / name / "tour.ipynb" for name in ("first", "elsewhere")]
        for path in paths:
            path.parent.mkdir()
            path.write_text(json.dumps(TOUR))
            notebooks.execute(path)
        self.assertEqual(paths[0].read_bytes(), paths[1].read_bytes())
        self.assertNotIn(self.folder.name, paths[0].read_text())
        notebooks.execute(paths[0])
        self.assertEqual(paths[0].read_bytes(), paths[1].read_bytes())

    def test_a_failing_notebook_stays_as_it_was(self):
        path = Path(self.folder.name) / "failing.ipynb"
        notebook = copy.deepcopy(TOUR)
        notebook["cells"][-1]["source"] = ["fatalError()"]
        path.write_text(json.dumps(notebook))
        before = path.read_text()
        with self.assertRaises(CellExecutionError):
            notebooks.execute(path)
        self.assertEqual(path.read_text(), before)

    def test_a_cell_that_says_something_else_is_named(self):
        old = new_notebook(cells=[
            new_code_cell("a", id="a", outputs=[new_output("stream", text="1\n")]),
            new_code_cell("b", id="b", outputs=[
                new_output("display_data", {"text/plain": "a chart", "image/svg+xml": "<svg/>"})])])
        new = copy.deepcopy(old)
        new.cells[1].outputs[0].data["image/svg+xml"] = "<svg><title>other outlines</title></svg>"
        self.assertEqual(notebooks.changed(old, new), [])
        new.cells[0].outputs[0].text = "2\n"
        new.cells.append(new_code_cell("c", id="c"))
        self.assertEqual(notebooks.changed(old, new), ["a", "c"])

    def test_nbconvert_fails_on_an_error(self):
        path = Path(self.folder.name) / "failing.ipynb"
        notebook = copy.deepcopy(TOUR)
        notebook["cells"][-1]["source"] = ["fatalError()"]
        path.write_text(json.dumps(notebook))
        self.assertNotEqual(execute(path).returncode, 0)


def forms(output: dict) -> list[str] | str:
    return sorted(output["data"]) if "data" in output else "".join(output.get("text", []))


class ServerTests(unittest.TestCase):
    """What JupyterLab's page does: lists the kernels, starts one, talks to it over a socket."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        environment = {**os.environ, "JUPYTER_RUNTIME_DIR": folder.name}
        self.server = subprocess.Popen(
            [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--port=0",
             "--IdentityProvider.token=test", f"--notebook-dir={folder.name}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        self.addCleanup(self.stop)
        self.address = self.wait_for_address(Path(folder.name))

    def wait_for_address(self, folder: Path) -> str:
        for _ in range(600):
            for path in folder.glob("jpserver-*.json"):
                try:
                    return json.loads(path.read_text())["url"]
                except json.JSONDecodeError:
                    continue
            if self.server.poll() is not None:
                break
            try:
                self.server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
        raise AssertionError("the server has not started")

    def stop(self):
        self.server.send_signal(signal.SIGTERM)
        try:
            self.server.wait(20)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()

    def ask(self, path: str, body: dict | None = None) -> dict:
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.address + path, data, {"Authorization": "token test"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def test_lab_starts_the_kernel_and_runs_a_cell(self):
        self.assertIn(KERNEL_NAME, self.ask("api/kernelspecs")["kernelspecs"])
        kernel = self.ask("api/kernels", {"name": KERNEL_NAME})["id"]
        text = asyncio.run(asyncio.wait_for(self.run_cell(kernel, "40 + 2"), 60))
        self.assertEqual(text, "42")

    async def run_cell(self, kernel: str, code: str) -> str:
        socket = await websocket_connect(
            f"{self.address.replace('http', 'ws', 1)}api/kernels/{kernel}/channels?token=test")
        await socket.write_message(json.dumps({
            "channel": "shell", "parent_header": {}, "metadata": {"cellId": "first"}, "buffers": [],
            "header": {"msg_id": "1", "msg_type": "execute_request", "username": "", "session": "s",
                       "version": "5.3", "date": ""},
            "content": {"code": code, "silent": False, "store_history": True, "user_expressions": {},
                        "allow_stdin": False, "stop_on_error": True}}))
        while True:
            message = json.loads(await socket.read_message())
            if message["msg_type"] == "execute_result":
                socket.close()
                return message["content"]["data"]["text/plain"]
