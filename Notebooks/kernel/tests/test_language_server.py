"""Tab and Shift-Tab."""

from notebook import NotebookTests


class LanguageServerTests(NotebookTests):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notebook.run(
            "/// Counts the sheep.\nfunc countSheep(upTo last: Int) -> Int { last }\nlet sheepish = \"a\"")

    def test_members_of_a_value_of_another_cell(self):
        answer = self.notebook.complete("let ü = \"🇩🇪\"; sheepish.upper")
        self.assertIn("uppercased()", answer["matches"])
        self.assertEqual((answer["cursor_start"], answer["cursor_end"]), (23, 28))

    def test_names_of_other_cells(self):
        self.assertIn("countSheep(upTo: )", self.notebook.complete("let a = 1\ncountSh")["matches"])

    def test_documentation_of_a_cell(self):
        answer = self.notebook.inspect("let n = countSheep(upTo: 3)", 12)
        self.assertTrue(answer["found"])
        self.assertIn("Counts the sheep.", answer["data"]["text/markdown"])

    def test_nothing_to_say(self):
        self.assertFalse(self.notebook.inspect("   ", 1)["found"])
