"""The kernel as somebody else installs it: with nothing, and with a package of theirs."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from notebook import Notebook

PACKAGE = """// swift-tools-version: 6.1
import PackageDescription
let package = Package(
  name: "Sheep",
  products: [.library(name: "Sheep", targets: ["Sheep"])],
  targets: [.target(name: "Sheep")])
"""
LIBRARY = """
public struct Flock { public let count: Int; public init(_ count: Int) { self.count = count } }
"""
FORMS = """
public import NotebookSupport
public import Sheep
extension Flock: NotebookDisplayable {
  public func notebookForms() -> [NotebookForm] { [.html("<b>\\(count)</b>"), .plainText("\\(count) sheep")] }
}
"""


class InstallTests(unittest.TestCase):
    def setUp(self):
        # A language server that ends with its kernel may write into the module cache until it has.
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        path = os.environ.get("JUPYTER_PATH")
        os.environ["JUPYTER_PATH"] = str(self.folder / "share" / "jupyter")
        self.addCleanup(lambda: os.environ.update(JUPYTER_PATH=path) if path else os.environ.pop("JUPYTER_PATH"))

    def install(self, *options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "swift_kernel.install", "--prefix", str(self.folder),
             "--scratch", str(self.folder / "scratch"), *options],
            capture_output=True, text=True, check=False)

    def write(self, **files: str) -> None:
        for name, text in {"Package": PACKAGE, "Sources/Sheep/Flock": LIBRARY, **files}.items():
            path = self.folder / "Sheep" / f"{name}.swift"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def test_swift_alone(self):
        outcome = self.install("--name", "plain")
        self.assertEqual(outcome.returncode, 0, outcome.stdout + outcome.stderr)
        notebook = Notebook("plain")
        self.addCleanup(notebook.close)
        self.assertEqual(notebook.run("let a = 20\na + 22").value, "42")
        self.assertIn("no such module", notebook.run("import Sheep").traceback)

    def test_a_package_and_the_forms_of_its_types(self):
        self.write(**{"Forms/Flock": FORMS})
        options = ["--name", "sheep", "--package", str(self.folder / "Sheep")]
        outcome = self.install(*options, "--forms", str(self.folder / "Sheep" / "Forms"))
        self.assertEqual(outcome.returncode, 0, outcome.stdout + outcome.stderr)
        notebook = Notebook("sheep")
        self.addCleanup(notebook.close)
        result = notebook.run("import Sheep\nFlock(7)")
        self.assertEqual(result.status, "ok", result.traceback)
        self.assertEqual(result.values[0][1], {"text/html": "<b>7</b>", "text/plain": "7 sheep"})
        # Without the forms the same type is text, and what was built before is left aside.
        outcome = self.install(*options)
        self.assertEqual(outcome.returncode, 0, outcome.stdout + outcome.stderr)
        second = Notebook("sheep")
        self.addCleanup(second.close)
        self.assertEqual(second.run("import Sheep\nFlock(7)").value, "Flock(count: 7)")

    def test_what_is_no_package_is_named(self):
        outcome = self.install("--package", str(self.folder))
        self.assertEqual(outcome.returncode, 1)
        self.assertIn(f"{self.folder}/Package.swift is not there", outcome.stderr)
        self.assertEqual(self.install("--forms", str(self.folder)).returncode, 2)
        self.assertFalse((self.folder / "share").exists())
