"""Starting and ending: nothing is left behind."""

import os
import time
import unittest

from notebook import Notebook


def workers_of(folder: str) -> list[str]:
    """The processes that were started with a temporary folder."""
    found = []
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{process}/environ", "rb") as environment:
                if f"TMPDIR={folder}".encode() in environment.read():
                    found.append(process)
        except OSError:
            continue
    return found


class LifetimeTests(unittest.TestCase):
    def wait_until_gone(self, folder: str):
        deadline = time.monotonic() + 10
        while workers_of(folder) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(workers_of(folder), [])

    def test_a_shutdown_leaves_no_process_and_no_file(self):
        notebook = Notebook()
        self.addCleanup(notebook.folder.cleanup)
        notebook.run("1")
        notebook.complete("let a = 1.des")
        folder = notebook.folder.name
        self.assertGreaterEqual(len(workers_of(folder)), 3, "kernel, worker and language server")
        notebook.client.stop_channels()
        notebook.manager.shutdown_kernel()
        self.wait_until_gone(folder)
        self.assertEqual(os.listdir(folder), [])

    def test_an_endless_loop_does_not_outlive_a_killed_kernel(self):
        notebook = Notebook()
        notebook.send("while true {}")
        time.sleep(1.5)
        folder = notebook.folder.name
        notebook.close()
        self.wait_until_gone(folder)

    def test_a_restart_forgets(self):
        notebook = Notebook()
        notebook.run("let gone = 1")
        notebook.manager.restart_kernel()
        notebook.client.wait_for_ready(timeout=60)
        result = notebook.run("gone")
        notebook.close()
        self.assertIn("cannot find 'gone'", result.traceback)

    def test_a_cell_takes_a_fraction_of_a_second(self):
        notebook = Notebook()
        notebook.run("import Foundation")
        seconds = sorted(notebook.run(f"let value{n} = {n}\nvalue{n}").seconds for n in range(15))
        notebook.close()
        self.assertLess(seconds[len(seconds) // 2], 1)
