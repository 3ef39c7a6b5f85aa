"""Cells that do not compile, throw, trap or do not end."""

import re
import time
import unittest

from notebook import Notebook


class ErrorTests(unittest.TestCase):
    def setUp(self):
        self.notebook = Notebook()

    def tearDown(self):
        self.notebook.close()

    def plain(self, result) -> str:
        return re.sub(r"\x1b\[[0-9;]*m", "", result.traceback)

    def test_compile_error_names_the_cells_own_line_in_colour(self):
        self.notebook.run("import Foundation\nlet a = 1")
        result = self.notebook.run("let b = a\n\nlet ü: Int = \"é\" + c\n")
        self.assertEqual((result.status, result.error["ename"]), ("error", "CompileError"))
        self.assertIn("Cell 2, line 3: error: cannot find 'c' in scope", self.plain(result))
        self.assertIn("   3 │ let ü: Int = \"é\" + c\n     │                    ^", self.plain(result))
        self.assertIn("\x1b[1;31merror:", result.traceback)

    def test_error_in_the_shown_expression_is_about_the_cells_text(self):
        result = self.notebook.run("let n = 1\nn.nothing")
        self.assertIn("Cell 1, line 2: error: value of type 'Int' has no member 'nothing'", self.plain(result))
        self.assertNotIn("_showResult", result.traceback)

    def test_syntax_error(self):
        self.assertIn("Cell 1, line 2: error:", self.plain(self.notebook.run("let a = 1\nlet = 2")))

    def test_a_cell_that_ends_too_early(self):
        result = self.plain(self.notebook.run("struct A {\n  let b = 1"))
        self.assertIn("Cell 1, line 2: error: expected '}' in struct\n   2 │   let b = 1\n     │            ^", result)

    def test_warning_does_not_stop_the_cell(self):
        result = self.notebook.run("func f() { let unused = 1 }\n7")
        self.assertEqual(result.value, "7")
        self.assertIn("line 1", result.text["stderr"])

    def test_thrown_error_keeps_values(self):
        self.notebook.run("let kept = 5\nstruct Refusal: Error { let why: String }")
        result = self.notebook.run("print(1)\nthrow Refusal(why: \"no\")")
        self.assertEqual((result.stdout, result.error["ename"]), ("1\n", "Refusal"))
        self.assertIn("no", result.error["evalue"])
        self.assertEqual(self.notebook.run("kept").value, "5")

    def test_thrown_error_after_await(self):
        self.notebook.run("struct Late: Error {}\nfunc f() async throws -> Int { await Task.yield(); throw Late() }")
        self.assertEqual(self.notebook.run("try await f()").error["ename"], "Late")
        self.assertEqual(self.notebook.run("1 + 1").value, "2")

    def test_trap_names_cell_and_line_and_keeps_earlier_values(self):
        self.notebook.run("var kept = 5\nfunc at(_ i: Int) -> Int { [1, 2][i] }")
        result = self.notebook.run("kept = 6\nprint(\"before\", terminator: \"\")\nat(9)")
        self.assertEqual((result.status, result.stdout), ("error", "before"))
        self.assertIn("Cell 2, line 3: Index out of range", self.plain(result))
        self.assertIn("in Cell 1, line 2", self.plain(result))
        self.assertEqual(self.notebook.run("kept").value, "5")

    def test_overflow_says_what_it_is(self):
        self.notebook.run("func next(_ n: Int) -> Int {\n  n + 1\n}")
        self.assertIn("arithmetic overflow", self.plain(self.notebook.run("next(.max)")))

    def test_fatal_error_and_exit(self):
        self.assertIn("Cell 1, line 2: no way", self.plain(self.notebook.run("let a = 1\nfatalError(\"no way\")")))
        self.assertIn("exit code 3", self.plain(self.notebook.run("import Foundation\nexit(3)")))
        self.assertEqual(self.notebook.run("2").value, "2")

    def test_endless_recursion(self):
        result = self.notebook.run("func down(_ n: Int) -> Int { n < 0 ? 0 : 1 + down(n + 1) }\ndown(1)")
        self.assertIn("Cell 1", self.plain(result))
        self.assertEqual(self.notebook.run("3").value, "3")

    def test_trap_after_concurrency_says_that_values_are_lost(self):
        self.notebook.run("let lost = 1\nawait Task { 1 }.value")
        self.assertIn("all values are lost", self.plain(self.notebook.run("fatalError()")))
        self.assertIn("cannot find 'lost'", self.plain(self.notebook.run("lost")))
        self.assertEqual(self.notebook.run("await Task { 4 }.value").value, "4")

    def interrupted(self, code: str, after: str):
        request = self.notebook.send(code)
        time.sleep(1.5)
        self.notebook.manager.interrupt_kernel()
        result = self.notebook.collect(request, timeout=15)
        self.assertEqual(result.error["ename"], "Interrupted", self.plain(result))
        self.assertIn(after, self.plain(result))

    def test_interrupt_ends_an_endless_loop(self):
        self.notebook.run("let kept = 5")
        self.interrupted("func spin() {\n  while true { _ = Double.random(in: 0...1) }\n}\nspin()", "Cell 2, line 4")
        self.assertEqual(self.notebook.run("kept").value, "5")

    def test_interrupt_ends_sleeping_and_waiting(self):
        self.interrupted("import Foundation\nThread.sleep(forTimeInterval: 1000)", "Cell 1, line 2")
        self.interrupted("try await Task.sleep(for: .seconds(1000))", "Cell 2")
        self.assertEqual(self.notebook.run("3").value, "3")

    def test_what_a_cell_cannot_await_is_explained(self):
        result = self.notebook.run("let a = 1\nasync let b = a")
        self.assertIn("Cell 1, line 2: error: “async let” cannot stand", self.plain(result))
