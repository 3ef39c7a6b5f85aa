"""What a cell shows: values, displays, text."""

from notebook import NotebookTests

FLAG = """
import NotebookSupport
struct Flag: NotebookDisplayable {
  func notebookForms() -> [NotebookForm] {
    [.svg("<svg xmlns='http://www.w3.org/2000/svg'/>"), .html("<b>flag</b>"), .plainText("a flag")]
  }
}
"""


class ValueTests(NotebookTests):
    def test_last_expression_is_the_result(self):
        result = self.notebook.run("let a = 20\na + 22")
        self.assertEqual(result.values, [("execute_result", {"text/plain": "42"})])

    def test_declarations_assignments_and_void_show_nothing(self):
        for code in ["let b = 1", "var c = 1\nc = 2", "func f() {}\nf()", "c += 1", "for _ in 0..<2 {}"]:
            self.assertEqual(self.notebook.run(code).values, [], code)

    def test_semicolon_hides_the_result(self):
        self.assertEqual(self.notebook.run("1 + 1;").values, [])

    def test_comment_after_the_last_expression(self):
        self.assertEqual(self.notebook.run("[1, 2]\n  .map { $0 * 2 } // twice").value, "[2, 4]")

    def test_text_is_quoted_and_unicode_kept(self):
        self.assertEqual(self.notebook.run("let größe = \"naïve 🇩🇪 \\(1 + 1)\"\ngröße").value, '"naïve 🇩🇪 2"')

    def test_display_sends_all_forms(self):
        result = self.notebook.run(FLAG + "display(Flag())\nprint(\"after\")")
        self.assertEqual(result.order, ["display_data", "after\n"])
        self.assertEqual(
            result.values[0][1],
            {"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'/>", "text/html": "<b>flag</b>",
             "text/plain": "a flag"})

    def test_a_displayable_result_has_all_forms(self):
        kind, forms = self.notebook.run(FLAG + "Flag()").values[0]
        self.assertEqual((kind, sorted(forms)), ("execute_result", ["image/svg+xml", "text/html", "text/plain"]))

    def test_text_and_displays_stay_in_order(self):
        result = self.notebook.run('print("1"); display(2); print("3"); display(4)')
        self.assertEqual(result.order, ["1\n", "display_data", "3\n", "display_data"])

    def test_print_streams_as_it_comes(self):
        result = self.notebook.run(
            'import Foundation\nfor i in 0..<3 { print(i, terminator: ""); Thread.sleep(forTimeInterval: 0.3) }')
        self.assertEqual(result.stdout, "012")
        self.assertGreaterEqual(len(result.chunks), 3)
        self.assertGreater(result.chunks[-1][0] - result.chunks[0][0], 0.4)

    def test_print_of_much_text_arrives_whole(self):
        result = self.notebook.run('for i in 0..<50_000 { print("é", i) }')
        lines = result.stdout.splitlines()
        self.assertEqual((len(lines), lines[-1]), (50_000, "é 49999"))

    def test_await_at_the_top_level(self):
        result = self.notebook.run(
            "func half(_ n: Int) async throws -> Int { try await Task.sleep(for: .milliseconds(1)); return n / 2 }\n"
            "let four: Int = try await half(8)\n"
            "let stream = AsyncStream<Int> { $0.yield(1); $0.finish() }\n"
            "for await x in stream { print(x) }\n"
            "let answer = Task { @MainActor in four }\n"
            "try await answer.value + half(2)")
        self.assertEqual((result.status, result.stdout, result.value), ("ok", "1\n", "5"), result.traceback)
        self.assertEqual(self.notebook.run("four").value, "4")
        self.assertIn("call can throw", self.notebook.run("func g() throws -> Int { 1 }\nlet f = { g() }").traceback)

    def test_a_task_prints_after_its_cell(self):
        self.notebook.run("let later = Task { try await Task.sleep(for: .milliseconds(200)); print(\"late\") }")
        self.assertEqual(self.notebook.run("try await later.value").stdout, "late\n")
