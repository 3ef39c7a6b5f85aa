import ReoffendingReport
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

  @Test("a byte-order mark is no part of the configuration")
  func byteOrderMark() throws {
    let configuration = try ReportConfiguration(yaml: "\u{FEFF}title: t\nsections: []\n", source: "r.yml")
    #expect(configuration.title == "t")
  }
}
