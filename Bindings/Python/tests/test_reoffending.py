"""The package as its users call it. Run by Tools/bindings with the tool to be tested in REOFFENDING_TOOL."""
import gc
import glob
import importlib.util
import inspect
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import reoffending

AREAS = {
    "area": ["Dudley", "Walsall", "Sandwell"],
    "cohort": [2812, 3012, 4575],
    "reoffenders": [162, 236, 246],
    "predicted_rate": [0.0750, 0.0896, 0.0723],
}

# Options of the tool that are no question: help, and where and how an answer is printed.
NOT_ASKED = {"help", "version", "format", "output", "replace", "columns", "wide", "figure", "explain-sql", "emit-sql"}
TOOL_MODULE = pathlib.Path(reoffending.__file__).parent / "_tool.py"


def frames():
    """The same table in every library that is installed."""
    yield "plain", AREAS
    if importlib.util.find_spec("pandas"):
        import pandas
        yield "pandas", pandas.DataFrame(AREAS)
    if importlib.util.find_spec("polars"):
        import polars
        yield "polars", polars.DataFrame(AREAS)
        yield "polars", polars.LazyFrame(AREAS)
    if importlib.util.find_spec("pyarrow"):
        import pyarrow
        yield "pyarrow", pyarrow.table(AREAS)
        yield "pyarrow", pyarrow.table(AREAS).to_batches()[0]


class Answers(unittest.TestCase):
    def test_every_kind_of_frame_gives_the_same_answer(self):
        first = reoffending.compare(AREAS, by="area").result
        self.assertEqual([group["by"]["area"] for group in first["groups"]], ["Dudley", "Walsall", "Sandwell"])
        for library, frame in frames():
            with self.subTest(library=library, type=type(frame).__name__):
                answer = reoffending.compare(frame, by="area")
                self.assertEqual(answer.result, first)
                if library != "plain":
                    self.assertEqual(type(answer.table).__module__.split(".")[0], library)

    def test_the_table_is_what_the_result_says(self):
        answer = reoffending.rates(AREAS, by="area", level=0.9)
        table = answer.table
        rates = [row["rate"] for row in table] if isinstance(table, list) else list(table["rate"])
        groups = answer.result["groups"]
        self.assertEqual(rates[:3], [group["rate"]["estimate"] for group in groups])
        self.assertEqual(groups[0]["rate"]["level"], 0.9)

    def test_columns_are_lists_and_names_may_have_commas(self):
        frame = {**AREAS, "sex, as recorded": ["f", "m", "f"]}
        answer = reoffending.rates(frame, by=["area", "sex, as recorded"])
        self.assertEqual(answer.result["groups"][0]["by"], {"area": "Dudley", "sex, as recorded": "f"})

    def test_missing_whole_numbers_stay_whole(self):
        if not importlib.util.find_spec("pandas"):
            self.skipTest("pandas is not installed")
        import pandas
        frame = pandas.DataFrame({**AREAS, "reoffences": [400, None, 700]})
        answer = reoffending.rates(frame, by="area")
        found = {group["by"]["area"]: group["frequency"] for group in answer.result["groups"]}
        self.assertIsNone(found["Walsall"]["perOffender"])
        self.assertAlmostEqual(found["Dudley"]["perOffender"], 400 / 2812)

    def test_an_index_with_a_name_is_a_column(self):
        if not importlib.util.find_spec("pandas"):
            self.skipTest("pandas is not installed")
        import pandas
        answer = reoffending.rates(pandas.DataFrame(AREAS).set_index("area"), by="area")
        self.assertEqual(answer.result["groups"][0]["by"]["area"], "Dudley")

    def test_names_of_data_sets_and_paths_are_taken(self):
        self.assertEqual(len(reoffending.rates("local-authorities-2015", by="area").result["groups"]), 27)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "areas.csv"
            path.write_text("area,cohort,reoffenders\nOne,200,50\n")
            self.assertEqual(reoffending.rates(path, by="area").result["groups"][0]["events"], 50)

    def test_calculations_and_data(self):
        self.assertAlmostEqual(reoffending.calc.proportion(33, 40).result["estimate"], 0.825)
        self.assertEqual(len(reoffending.calc.adjust(0.01, 0.02, 0.2, method="holm").result["adjusted"]), 3)
        names = reoffending.data.list()
        names = list(names["name"]) if not isinstance(names, list) else [row["name"] for row in names]
        self.assertIn("risk-factors", names)
        self.assertGreater(len(reoffending.data.show("risk-factors")), 10)

    def test_made_up_people_go_through_a_regression(self):
        people = reoffending.synthesise(600, seed=3)
        self.assertEqual(len(people), 600)
        answer = reoffending.fit(people, formula="reoffended ~ homeless + age")
        self.assertEqual(
            [row["term"] for row in answer.result["coefficients"]], ["(Intercept)", "homeless", "age"])


class Figures(unittest.TestCase):
    def test_figures_are_shown_inline_and_saved(self):
        answer = reoffending.compare(AREAS, by="area")
        self.assertIn("<svg", answer.figure._repr_svg_())
        self.assertIn("data:image/svg+xml", answer._repr_html_())
        with tempfile.TemporaryDirectory() as folder:
            for ending, start in ((".png", b"\x89PNG"), (".pdf", b"%PDF"), (".svg", b"<")):
                path = pathlib.Path(folder) / ("figure" + ending)
                answer.figure.save(path)
                self.assertTrue(path.read_bytes().startswith(start))
            answer.figure.save(path, width=500)
            self.assertIn('width="500"', path.read_text()[:600])

    def test_what_draws_nothing_has_no_figure(self):
        self.assertIsNone(reoffending.calc.proportion(3, 40).figure)

    def test_the_frame_is_removed_with_its_answer(self):
        pattern = os.path.join(tempfile.gettempdir(), "reoffending-*", "frame.csv")
        before = set(glob.glob(pattern))
        answer = reoffending.rates(AREAS, by="area")
        mine = set(glob.glob(pattern)) - before
        self.assertEqual(len(mine), 1)
        del answer
        gc.collect()
        self.assertFalse(mine & set(glob.glob(pattern)))


class Refusals(unittest.TestCase):
    def test_wrong_data_are_named_by_row_and_column(self):
        with self.assertRaises(reoffending.DataError) as caught:
            reoffending.rates({**AREAS, "reoffenders": [162, "ninety", 246]}, by="area")
        self.assertEqual(
            str(caught.exception).split(";")[0], "the frame, row 1, column reoffenders: “ninety” is not a count")
        self.assertEqual(caught.exception.code, 65)
        self.assertIsInstance(caught.exception, ValueError)

    def test_a_mistyped_column_gets_the_nearest(self):
        with self.assertRaisesRegex(reoffending.DataError, "did you mean area"):
            reoffending.rates(AREAS, by="aera")

    def test_a_missing_file(self):
        with self.assertRaisesRegex(reoffending.InputMissing, "no file nowhere.csv"):
            reoffending.rates("nowhere.csv", by="area")
        with self.assertRaises(FileNotFoundError):
            reoffending.rates("nowhere.csv", by="area")

    def test_an_option_that_does_not_exist_is_pythons_own_error(self):
        with self.assertRaises(TypeError):
            reoffending.rates(AREAS, bye="area")

    def test_a_value_that_an_option_does_not_have(self):
        with self.assertRaisesRegex(reoffending.UsageError, "adjustment"):
            reoffending.compare(AREAS, by="area", adjustment="tukey")

    def test_what_is_no_frame(self):
        with self.assertRaisesRegex(TypeError, "not int"):
            reoffending.rates(7)
        with self.assertRaisesRegex(ValueError, "area has 1"):
            reoffending.rates({"area": ["A"], "cohort": [1, 2]})


class Package(unittest.TestCase):
    def test_every_verb_has_a_function_with_its_options(self):
        described = json.loads(subprocess.run(
            [reoffending.tool_path(), "--experimental-dump-help"], check=True, capture_output=True).stdout)
        verbs = [verb for verb in described["command"]["subcommands"] if verb["commandName"] != "help"]
        self.assertGreater(len(verbs), 30)
        for verb in verbs:
            function = getattr(reoffending, verb["commandName"])
            if not callable(function):
                # Modules with a function for each verb below this one; what writes files is no function.
                names = {inner["commandName"] for inner in verb["subcommands"]} - {"help", "export"}
                self.assertLessEqual({name.replace("-", "_") for name in names}, set(dir(function)))
                continue
            parameters = inspect.signature(function).parameters
            if "data" in parameters:
                for option in verb["arguments"]:
                    name = next((name["name"] for name in option.get("names", []) if name["kind"] == "long"), None)
                    if option["kind"] == "positional" or not option["shouldDisplay"] or name in NOT_ASKED:
                        continue
                    self.assertTrue(
                        {name.replace("-", "_"), name.replace("-", "_") + "_"} & set(parameters), f"{verb['commandName']}: {name}")
        self.assertIn("holm", reoffending.compare.__doc__)

    def test_the_script_named_as_the_tool_does_not_call_itself(self):
        with tempfile.TemporaryDirectory() as folder:
            script = pathlib.Path(folder) / "reoffending"
            script.write_text(
                f"#!{sys.executable}\nimport importlib.util, sys\n"
                f"spec = importlib.util.spec_from_file_location('tool', {str(TOOL_MODULE)!r})\n"
                "source = open(spec.origin).read().replace('from ._errors import ReoffendingError, error', 'ReoffendingError = OSError')\n"
                "names = {'__file__': spec.origin}\nexec(source, names)\nprint(names['tool_path']())\n")
            script.chmod(0o755)
            outcome = subprocess.run(
                [str(script)], env={**os.environ, "REOFFENDING_TOOL": str(script)}, capture_output=True, text=True, timeout=60)
            self.assertNotEqual(outcome.stdout.strip(), str(script))

    def test_a_report_is_drawn_and_verified(self):
        with tempfile.TemporaryDirectory() as folder:
            report = reoffending.report(output=pathlib.Path(folder) / "Report", only="funnel-2015", documents="none")
            self.assertTrue((report / "index.html").exists())
            with self.assertRaises(reoffending.ReoffendingError):
                (report / "index.html").write_text("changed")
                reoffending.verify(report)


if __name__ == "__main__":
    unittest.main()
