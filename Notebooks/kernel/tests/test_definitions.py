"""What a cell sees of the cells before it."""

import unittest

from notebook import Notebook


class DefinitionTests(unittest.TestCase):
    def setUp(self):
        self.notebook = Notebook()

    def tearDown(self):
        self.notebook.close()

    def expect(self, code: str, value: str | None, cell: str | None = None):
        result = self.notebook.run(code, cell)
        self.assertEqual((result.status, result.value), ("ok", value), result.traceback)

    def test_values_persist_and_change(self):
        self.expect("import Foundation\nvar n = 1", None)
        self.expect("n += 1", None)
        self.expect("n", "2")
        self.expect("sqrt(Double(n * 2))", "2.0")

    def test_a_name_defined_again_hides_the_old_one(self):
        self.expect("let x = 1\nstruct P { let a = 1 }\nfunc f() -> String { \"old\" }\nlet other = 7", None)
        self.expect("let x = \"one\"\nstruct P { let b = 2 }\nfunc f() -> String { \"new\" }", None)
        self.expect('"\\(x) \\(P()) \\(f()) \\(other)"', '"one P(b: 2) new 7"')
        self.expect("func x() -> Int { 3 }", None)
        self.expect("x()", "3")

    def test_a_name_hides_that_of_a_library(self):
        self.expect("import Foundation\nstruct Data { let mine = true }", None)
        self.expect("Data().mine", "true")

    def test_overloads_live_together(self):
        self.expect("func g(_ n: Int) -> String { \"int\" }", None)
        self.expect("func g(_ n: String) -> String { \"string\" }", None)
        self.expect('g(1) + g("")', '"intstring"')

    def test_a_cell_run_again_replaces_itself(self):
        self.expect("extension Int { var twice: Int { self * 2 } }\nlet gone = 1", None, "first")
        self.expect("4.twice", "8", "second")
        self.expect("extension Int { var twice: Int { self + self + 1 } }", None, "first")
        self.expect("4.twice", "9", "second")
        result = self.notebook.run("gone", "third")
        self.assertIn("cannot find 'gone' in scope", result.traceback)

    def test_a_cell_that_does_not_compile_replaces_nothing(self):
        self.expect("let kept = 1", None, "first")
        self.notebook.run("let kept: Int = \"\"", "first")
        self.expect("kept", "1", "second")

    def test_equal_text_replaces_itself_where_cells_have_no_identity(self):
        for _ in range(2):
            self.expect("extension Int { var thrice: Int { self * 3 } }", None)
        self.expect("2.thrice", "6")

    def test_operators_and_generics_cross_cells(self):
        self.expect("infix operator <+>\nfunc <+> <T>(a: [T], b: T) -> [T] { a + [b] }", None)
        self.expect("[1] <+> 2", "[1, 2]")

    def test_protocols_classes_and_extensions_cross_cells(self):
        self.expect("protocol Named { var name: String { get } }\nclass Base { init() {} }", None)
        self.expect("final class Person: Base, Named { let name = \"Ada\" }", None)
        self.expect("extension Named { var greeting: String { \"Hello \" + name } }", None)
        self.expect("Person().greeting", '"Hello Ada"')
        self.expect("(Person() as Any) is any Named", "true")
