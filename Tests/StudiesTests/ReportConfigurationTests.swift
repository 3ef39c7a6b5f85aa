import ReoffendingReport
import Studies
import Testing

/// What a report's configuration refuses, and that any verb can be an item of it.
@Suite("report configurations")
struct ReportConfigurationTests {
  private func problem(_ yaml: String) throws -> String {
    do {
      _ = try ReportConfiguration(yaml: yaml, source: "r.yml")
    } catch {
      return error.description
    }
    Issue.record("“\(yaml)” was read")
    return ""
  }

  @Test("a misspelt suppress publishes nothing: it is refused with line, column and the word that was meant")
  func misspelt() throws {
    let words = try problem("title: t\nsupress: 20\nsections: []\n")
    #expect(words == "r.yml, line 2, column 1: “supress” is not known in a report; did you mean suppress?")
  }

  @Test(
    "unknown keys, kinds, verbs and options are refused at their place",
    arguments: [
      ("  - name: a\n    kind: rate\n    data: d", "line 6, column 13", "did you mean rates?"),
      ("  - name: a\n    kind: rates\n    dta: d", "line 7, column 7", "did you mean data?"),
      ("  - name: a\n    verb: compere\n    data: d", "line 6, column 13", "did you mean compare?"),
      (
        "  - name: a\n    verb: compare\n    data: d\n    adjustmnt: holm", "line 8, column 7",
        "did you mean adjustment?"
      ),
      ("  - name: a\n    data: d", "line 5, column 7", "neither verb: nor kind:"),
    ])
  func refused(_ item: String, _ place: String, _ words: String) throws {
    let yaml =
      "title: t\nsections:\n  - title: s\n    figures:\n"
      + item.split(separator: "\n").map { "  " + $0 + "\n" }.joined()
    let found = try problem(yaml)
    #expect(found.contains(place), "\(found)")
    #expect(found.contains(words), "\(found)")
  }

  @Test(
    "values of the wrong form are refused at their place, with what would be right",
    arguments: [
      ("title: t\nlevel: high\nsections: []\n", "line 2, column 8", "level takes a number, not “high”"),
      ("title: t\nsuppress: 0\nsections: []\n", "line 2, column 11", "suppress: 0 hides nothing"),
      ("title: t\nlanguage: fr\nsections: []\n", "line 2, column 11", "there are cy, en"),
      ("title: t\ncolumns: n\nsections: []\n", "line 2, column 10", "columns has keys of its own"),
      ("title: t\nsections:\n  - title: s\n    figures: rates\n", "line 4, column 14", "figures is a list"),
      ("titel: t\nsections: []\n", "line 1, column 1", "did you mean title?"),
      ("text: t\nsections: []\n", "line 1, column 1", "a report has no title"),
      (
        "title: t\nsections:\n  - title: s\n    figures:\n      - name: a b\n        verb: rates\n        data: d\n",
        "line 5, column 9", "use letters, digits and hyphens"
      ),
    ])
  func wrongValues(_ yaml: String, _ place: String, _ words: String) throws {
    let found = try problem(yaml)
    #expect(found.contains(place), "\(found)")
    #expect(found.contains(words), "\(found)")
  }

  @Test("one text stands for a list of one, and settings at the top hold for figures that have none")
  func shared() throws {
    let yaml = """
      title: t
      data: d.csv
      source: S
      place: P
      focus: Dudley
      sections:
        - title: s
          figures:
            - {name: a, kind: rates, by: area}
            - {name: b, kind: rates, data: e.csv, by: [area], source: T, focus: [Walsall]}
      """
    let figures = try ReportConfiguration(yaml: yaml, source: "r.yml").figures
    #expect(figures.map(\.data) == ["d.csv", "e.csv"])
    #expect(figures.map(\.source) == ["S", "T"])
    #expect(figures.map(\.place) == ["P", "P"])
    #expect(figures.map(\.focus) == [["Dudley"], ["Walsall"]])
    #expect(figures.map(\.by) == [["area"], ["area"]])
    #expect(figures.map(\.position) == ["line 9, column 10", "line 10, column 10"])
  }

  @Test("some figures of a report, by name")
  func only() throws {
    let yaml =
      "title: t\nsections:\n  - title: s\n    figures:\n      - {name: ab, kind: rates, data: d}\n"
      + "  - title: u\n    figures:\n      - {name: cd, kind: rates, data: d}\n"
    let configuration = try ReportConfiguration(yaml: yaml, source: "r.yml")
    let one = try configuration.only(["cd"], source: "r.yml")
    #expect(one.figures.map(\.name) == ["cd"])
    #expect(one.sections.map(\.title) == ["u"])
    #expect(
      throws: ReportError.configuration(source: "r.yml", problem: "no figure is named ce; did you mean cd?")
    ) {
      try configuration.only(["ce"], source: "r.yml")
    }
  }

  @Test("a byte-order mark is no part of the configuration")
  func byteOrderMark() throws {
    let configuration = try ReportConfiguration(yaml: "\u{FEFF}title: t\nsections: []\n", source: "r.yml")
    #expect(configuration.title == "t")
  }
}
