import ReoffendingReport
import Studies
import Testing

@Suite("YAML that lies deep within itself")
struct YAMLDepthTests {
  private func refusal(_ yaml: String) -> String {
    do {
      _ = try ReportConfiguration(yaml: yaml, source: "r.yml")
      return "none"
    } catch {
      return error.description
    }
  }

  @Test(
    "brackets, dashes and indentation are refused with the place, in every file of settings",
    arguments: ["brackets", "braces", "dashes", "indentation"])
  func deep(_ kind: String) throws {
    let yaml =
      switch kind {
      case "brackets": "title: " + String(repeating: "[", count: 100_000)
      case "braces": "title: " + String(repeating: "{a: ", count: 20_000)
      case "dashes": String(repeating: "- ", count: 100_000) + "a"
      default:
        "title: T\nsections:\n" + (0..<150).map { String(repeating: " ", count: $0 + 1) + "a:\n" }.joined()
      }
    #expect(refusal(yaml).contains("more than 100 deep"), "\(refusal(yaml))")
    #expect(refusal(yaml).contains("r.yml, line"))
    #expect(throws: ReportError.self) { try AuditPlan(yaml: yaml, source: "p.yml") }
    #expect(throws: ReportError.self) { try DisclosureFile.policy(yaml: yaml, source: "d.yml") }
    #expect(throws: ThemeFile.Fault.self) { try ThemeFile.theme(yaml, path: "t.yml") }
  }

  @Test("aliases that repeat each other without end are refused with the figure")
  func aliases() {
    var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let uses = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      yaml += "a\(level): &a\(level) [\(uses)]\n"
    }
    #expect(refusal(yaml).contains("more than 200,000 values"), "\(refusal(yaml))")
  }

  @Test("a text with many brackets in closed pairs is read")
  func pairs() throws {
    let yaml = "title: \"\(String(repeating: "[a] ", count: 500))\"\nsections: []\n"
    #expect(try ReportConfiguration(yaml: yaml, source: "r.yml").title.hasPrefix("[a]"))
  }
}
