import Foundation
import TestSupport
import Testing

@Suite("reoffending audit")
struct AuditVerbTests {
  private let figures = """
    area,cohort,reoffenders,rate
    Ashby,859,211,24.5%
    Birch,200,109,54.5%
    Cray,133,19,14.3%
    Denby,1063,247,23.2%
    Elm,412,97,32.5%
    Frith,388,120,30.9%
    """

  private func file(_ folder: Tool.Folder) throws -> String { try folder.write(figures, to: "figures.csv") }

  @Test("a rule given, with the keys of the contract")
  func contract() throws {
    let folder = try Tool.Folder()
    let outcome = try Tool.run(
      "audit", file(folder), "--rule", "rate = 100 * reoffenders / cohort", "--format", "json")
    #expect(outcome.status == 0)
    let json = try outcome.json()
    let checks = try #require(json["checks"] as? [[String: Any]])
    #expect(checks.count == 6)
    for key in ["rule", "row", "verdict", "published", "computed", "message", "causes", "possible", "line"] {
      #expect(checks[0][key] != nil, "\(key)")
    }
    #expect(
      checks.map { $0["verdict"] as? String } == [
        "inconsistent", "consistent", "consistent", "consistent", "inconsistent", "consistent",
      ])
    let published = try #require(checks[0]["published"] as? [String: Double])
    #expect(published == ["lower": 24.45, "upper": 24.55])
    let summary = try #require(json["summary"] as? [String: Int])
    #expect(summary == ["rules": 1, "consistent": 4, "inconsistent": 2, "missing": 0])
    let causes = try #require(checks[4]["causes"] as? [[String: Any]])
    #expect(causes[0]["kind"] as? String == "digits swapped")
    #expect(causes[0]["correction"] as? String == "23.5%")
    let possible = try #require(checks[0]["possible"] as? [[String: Any]])
    #expect(possible[0]["column"] as? String == "reoffenders" && possible[0]["lower"] is NSNull)
    #expect(possible[1]["lower"] as? Int == 860 && possible[1]["upper"] as? Int == 862)
  }

  private let several = """
    Table 1: by area
    Area,Cohort,Reoffenders,Rate
    Ashby,400,120,30.0%
    Birch,250,70,28.0%
    Cray,310,93,31.0%
    Total,960,283,29.5%

    Table 2: by sex
    Sex,Cohort,Reoffenders,Rate
    Male,700,231,33.0%
    Female,260,52,21.0%
    Total,960,283,29.5%
    """

  @Test("a file of several tables is audited table by table, with the lines of the file")
  func severalTables() throws {
    let folder = try Tool.Folder()
    let path = try folder.write(several, to: "several.csv")
    let outcome = try Tool.run("audit", path, "--format", "json")
    #expect(outcome.status == 0)
    let checks = try #require(try outcome.json()["checks"] as? [[String: Any]])
    let wrong = checks.filter { $0["verdict"] as? String == "inconsistent" }
    // 93 of 310 are 30.0 %, 52 of 260 are 20.0 %.
    #expect(wrong.map { $0["line"] as? Int } == [5, 11])
    #expect(try Tool.run("audit", path, "--rule", "Rate = 100 * Reoffenders / Cohort").status == 65)
  }

  @Test(
    "without a rule the table's own is found; the worst comes first, and the sentence names line and cause")
  func proposed() throws {
    let folder = try Tool.Folder()
    let outcome = try Tool.run("audit", file(folder))
    #expect(outcome.status == 0)
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[2].contains("Elm") && lines[3].contains("Ashby"))
    #expect(outcome.error.contains("rule rate = 100 * reoffenders / cohort, which the table suggests"))
    #expect(outcome.error.contains("line 6: Elm: rate is printed as 32.5%, but 100 * 97 / 412 is 23.54%"))
    #expect(outcome.error.contains("two digits are swapped: 23.5%"))
  }

  @Test("--strict exits 1 where figures contradict each other, and 0 where they agree")
  func strict() throws {
    let folder = try Tool.Folder()
    let path = try file(folder)
    #expect(try Tool.run("audit", path, "--strict").status == 1)
    #expect(
      try Tool.run(
        "audit", path, "--where", "area = \"Birch\"", "--rule", "rate = 100 * reoffenders / cohort",
        "--strict"
      ).status == 0)
    #expect(try Tool.run("audit", "local-authorities-2015", "--strict").status == 0)
  }

  @Test("rules from a file beside the data, or named")
  func ruleFiles() throws {
    let folder = try Tool.Folder()
    let path = try file(folder)
    _ = try folder.write("rules:\n  - reoffenders <= 100\n", to: "figures.rules.yml")
    var json = try Tool.run("audit", path, "--format", "json").json()
    #expect((json["summary"] as? [String: Int])?["inconsistent"] == 4)
    let other = try folder.write(
      "rounding: truncated\nrules: [\"rate = 100 * reoffenders / cohort\"]\n", to: "other.yml")
    json = try Tool.run("audit", path, "--rules", other, "--format", "json").json()
    let verdicts = try #require(json["checks"] as? [[String: Any]]).map { $0["verdict"] as? String }
    #expect(verdicts[0] == "consistent" && verdicts[4] == "inconsistent")
    json = try Tool.run("audit", path, "--propose", "--format", "json").json()
    #expect((json["summary"] as? [String: Int])?["inconsistent"] == 2)
  }

  @Test("wrong rules are answered with the place and what would be right")
  func wrongRules() throws {
    let folder = try Tool.Folder()
    let path = try file(folder)
    let syntax = try Tool.run("audit", path, "--rule", "rate = 100 * / cohort")
    #expect(syntax.status == 64 && syntax.error.contains("character 14"))
    let column = try Tool.run("audit", path, "--rule", "rate = 100 * reoffences / cohort")
    #expect(column.status == 65 && column.error.contains("area, cohort, reoffenders, rate"))
    let key = try folder.write("rule: [a = b]\n", to: "bad.yml")
    let plan = try Tool.run("audit", path, "--rules", key)
    #expect(plan.status == 65 && plan.error.contains("“rule” is not known"))
    #expect(try Tool.run("audit", folder.path + "/none.csv").status == 66)
    #expect(try Tool.run("audit", "report.doc").error.contains(".docx"))
  }

  @Test("a strategy in Markdown: line, words and cause of each contradiction; its table too")
  func markdownDocument() throws {
    let folder = try Tool.Folder()
    let path = try folder.write(
      """
      # Strategy

      In 2015-16, **6436** reoffended out of 21536 (28.9%).

      | area | cohort | reoffenders | rate |
      | --- | ---: | ---: | ---: |
      | Ashby | 859 | 211 | 24.6% |
      | Birch | 200 | 109 | 45.5% |
      | Cray | 133 | 19 | 14.3% |
      | Denby | 1063 | 247 | 23.2% |
      """, to: "strategy.md")
    let outcome = try Tool.run("audit", path, "--strict")
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("line 3: “6436 reoffended out of 21536 (28.9%)”"))
    #expect(outcome.error.contains("Birch: rate is printed as 45.5%, but 100 * 109 / 200 is 54.5"))
    let markdown = try Tool.run("audit", path, "--format", "markdown").text
    #expect(markdown.hasPrefix("## Audit of ") && markdown.contains("*Likely:*"))
    let text = try Tool.run("audit", "-", "--text", input: "109 of 200 people (54.4%) reoffended.")
    #expect(text.error.contains("line 1"))
  }

  @Test("the five documents: every contradiction with its document and section, and table one is right")
  func documents() throws {
    let outcome = try Tool.run("audit", "black-country-audit", "--format", "csv")
    #expect(outcome.status == 0)
    let rows = outcome.text.split(separator: "\n").dropFirst()
    #expect(rows.count == 48)
    #expect(rows.allSatisfy { $0.contains("-20") })
    #expect(!rows.contains { $0.hasPrefix("local-authorities-2015") && !$0.contains("ranked first") })
    #expect(
      outcome.error.contains(
        "88.83% needs at least 179 people (159 of 179), every other actual rate at most 61"))
  }

  @Test("the figure is drawn, also of a table without a contradiction, and equal runs give equal bytes")
  func figure() throws {
    let folder = try Tool.Folder()
    let p = folder.path
    for (name, input) in [
      ("a", "black-country-audit"), ("b", "black-country-audit"), ("c", "local-authorities-2015"),
    ] {
      let outcome = try Tool.run("audit", input, "--figure", "\(p)/\(name).svg", "--svg-text", "text")
      #expect(outcome.status == 0, "\(outcome.error)")
    }
    func bytes(_ name: String) throws -> Data {
      try Data(contentsOf: URL(fileURLWithPath: "\(p)/\(name).svg"))
    }
    #expect(try bytes("a") == bytes("b"))
    let text = String(decoding: try bytes("a"), as: UTF8.self)
    #expect(text.contains("Each published number against what its own table implies"))
    #expect(text.contains("48.25%"))
    #expect(String(decoding: try bytes("c"), as: UTF8.self).contains("checks agree"))
  }

  @Test("statements are checked against the tables that they name")
  func statements() throws {
    let json = try Tool.run("audit", "statements", "--format", "json").json()
    let checks = try #require(json["checks"] as? [[String: Any]])
    let wrong = checks.filter { $0["verdict"] as? String == "inconsistent" }
    #expect(checks.count == 127 && wrong.count == 8)
    #expect(wrong.contains { $0["id"] as? String == "final-2019-11" })
  }

  @Test("a PDF is audited with page and line, and its copy has the figure highlighted")
  func pdf() throws {
    let folder = try Tool.Folder()
    let path = folder.path + "/bulletin.pdf"
    let bytes = SmallPDF.bytes([
      [.init("One.", y: 90)], [.init("In all 109 of 200 people (54.4%) returned.", y: 90)],
    ])
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let copy = folder.path + "/marked.pdf"
    let outcome = try Tool.run("audit", path, "--annotated", copy)
    #expect(outcome.error.contains("page 2, line 1: “all 109 of 200 people (54.4%)”"), "\(outcome.error)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy)).count > bytes.count)
    #expect(try Tool.run("audit", path, "--annotated", path).status == 64)
    #expect(try Tool.run("audit", file(folder), "--annotated", copy).error.contains("--format html"))
  }

  @Test("known findings do not fail a pipeline, new ones do; SARIF and two versions from the tool")
  func pipeline() throws {
    let folder = try Tool.Folder()
    let old = try folder.write("In all 60 of 200 people (32.0%) left.\n", to: "old.md")
    let new = try folder.write(
      "In all 60 of 200 people (32.0%) left.\n\nOf 310 boys, 62 (25.0%) left.\n", to: "new.md")
    let known = try folder.write(Tool.run("audit", old, "--format", "json").text, to: "known.json")
    #expect(try Tool.run("audit", old, "--strict").status == 1)
    #expect(try Tool.run("audit", old, "--strict", "--baseline", known).status == 0)
    let outcome = try Tool.run("audit", new, "--strict", "--baseline", known)
    #expect(outcome.status == 1 && outcome.error.contains("One new contradiction"))
    #expect(try Tool.run("audit", new, "--format", "sarif").json()["version"] as? String == "2.1.0")
    #expect(try Tool.run("audit", old, new, "--strict").status == 0)
    #expect(try Tool.run("audit", old, "--baseline", new).error.contains("audit --format json"))
  }

  @Test("JSON is one object, whether printed or written, and its list of checks may be empty")
  func json() throws {
    let folder = try Tool.Folder()
    let path = folder.path + "/a.json"
    #expect(try Tool.run("audit", file(folder), "--format", "json", "--output", path).status == 0)
    let printed = try Tool.run("audit", file(folder), "--format", "json")
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(written.split(separator: "\n") == printed.text.split(separator: "\n"))
    #expect(try (printed.json()["checks"] as? [Any])?.isEmpty == false)
    let empty = try Tool.run("audit", "-", "--text", "--format", "json", input: "No figures.").json()
    #expect((empty["checks"] as? [Any])?.isEmpty == true && empty["score"] != nil)
  }
}
