"""The library in cells: its modules, its charts and tables below them, its names."""

import xml.etree.ElementTree as ElementTree

from notebook import NotebookTests

CHART = """
import ChartGrammar
let chart = Chart {
  BarMark(x: .value("Area", "North"), y: .value("Rate", 31))
  BarMark(x: .value("Area", "South"), y: .value("Rate", 27))
}.accessibilityLabel("North is above South")
"""
TABLE = """
import Tables
let table = OutputTable(
  columns: [OutputColumn(key: "area", title: "Area <1>"), OutputColumn(key: "rate", kind: .number(decimals: 1))],
  rows: (0..<120).map { [.text("A & \\($0)"), .number(Double($0))] })
"""


class LibraryTests(NotebookTests):
    def test_a_chart_is_a_drawing(self):
        result = self.notebook.run(CHART + "chart")
        self.assertEqual(result.status, "ok", result.traceback)
        kind, forms = result.values[0]
        self.assertEqual(kind, "execute_result")
        self.assertTrue(ElementTree.fromstring(forms["image/svg+xml"]).tag.endswith("svg"))
        self.assertIn("North is above South", forms["text/plain"])

    def test_a_chart_is_displayed_in_a_size(self):
        result = self.notebook.run(CHART + "try display(chart, size: Size(width: 300, height: 200))")
        self.assertEqual(result.status, "ok", result.traceback)
        drawing = ElementTree.fromstring(result.values[0][1]["image/svg+xml"])
        self.assertEqual((drawing.get("width"), drawing.get("height")), ("300", "200"))

    def test_a_wide_chart_is_shown_smaller(self):
        result = self.notebook.run(CHART + "try display(chart, size: Size(width: 1200, height: 600))")
        self.assertEqual(result.status, "ok", result.traceback)
        drawing = ElementTree.fromstring(result.values[0][1]["image/svg+xml"])
        self.assertEqual((drawing.get("width"), drawing.get("height")), ("900", "450"))
        self.assertEqual(drawing.get("viewBox"), "0 0 1200 600")

    def test_a_table_is_a_table(self):
        result = self.notebook.run(TABLE + "table")
        self.assertEqual(result.status, "ok", result.traceback)
        forms = result.values[0][1]
        markup = ElementTree.fromstring("<div>" + forms["text/html"] + "</div>")
        self.assertEqual([head.text for head in markup.iter("th")], ["Area <1>", "rate"])
        self.assertEqual(len(list(markup.iter("tr"))), 51)
        self.assertEqual([cell.text for cell in list(markup.iter("td"))[2:4]], ["A & 1", "1.0"])
        self.assertIn("70 more of 120 rows", forms["text/html"])
        self.assertIn("70 more of 120 rows", forms["text/plain"])

    def test_a_published_table_is_a_table(self):
        result = self.notebook.run(
            "import PublishedData\nimport Tables\nlet name = PublishedData.names[0]\n"
            "try Table(csv: Array(PublishedData.csv(named: name)!.utf8), source: name)")
        self.assertEqual(result.status, "ok", result.traceback)
        self.assertIn("<table>", result.values[0][1]["text/html"])
        self.assertRegex(result.value, r"\d+ rows and \d+ columns of ")

    def test_markdown_is_text_with_marks(self):
        result = self.notebook.run('display(markdown: "- **one** & two")')
        self.assertEqual(result.status, "ok", result.traceback)
        self.assertEqual(result.values, [
            ("display_data", {"text/markdown": "- **one** & two", "text/plain": "- **one** & two"})])

    def test_modules_are_at_hand(self):
        for module in ["Foundation", "Statistics", "Tables", "Reoffending", "ChartGrammar", "CairoRenderer",
                       "Studies", "ReoffendingReport", "PublishedData", "CGSL", "CCairo"]:
            result = self.notebook.run(f"import {module}")
            self.assertEqual(result.status, "ok", result.traceback)

    def test_a_library_is_called(self):
        result = self.notebook.run("import Statistics\nStandardNormal.quantile(upperTail: 0.025)")
        self.assertAlmostEqual(float(result.value), 1.959963984540054, places=12)

    def test_a_c_library_is_called(self):
        self.assertEqual(self.notebook.run("import CGSL\ngsl_sf_fact(5)").value, "120.0")

    def test_names_and_documentation_of_the_library(self):
        self.notebook.run("import Statistics")
        matches = self.notebook.complete("StandardNormal.qua")["matches"]
        self.assertTrue(any(match.startswith("quantile(upperTail:") for match in matches), matches)
        inside_the_call = "StandardNormal.quantile(upperTail: "
        answer = self.notebook.inspect(inside_the_call + "0.5)", len(inside_the_call))
        self.assertIn("quantile", answer["data"]["text/plain"])
