import Audit
import Numbers
import Reoffending
import TestSupport
import Testing

@Suite("audits of anything")
struct AuditFuzzTests {
  private static let pieces = [
    "0", "00", "-0.0", "1", "-3", "12", "859", "211", "24.5%", "0.0%", "100%", "-25.66%", "1,166,420",
    "99999999999999999",
    "0.000000000000001", "-99999999999999999", "12345678.123456789%", "about 0", "nearly 1", "more than 500",
    "up to 0",
    "less than -3", "between 3 and 1", "between a third and a half", "£9.5 to £13 billion",
    "999999999999 billion", "half",
    "", "N/A", "*", "x", "–", "1,16", "5.", "%", "£", "- -", "up to", "12 to", "about", "٣", "½", "1e5", "∞",
    "nan",
  ]

  @Test("every cell is answered, whatever stands in it", arguments: 0..<3)
  func tables(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let names = ["rate", "a", "b", "rank", "area", "document"]
    let rules = try [
      "rate = 100 * a / b", "rate = 100 * (a - b) / b", "a = b + rate", "rate = sqrt(a * (1 - a))",
      "a <= b < rate",
      "sum(a) by area = b", "sum(a) by area = a where document = \"x\"", "rate = 100 * a / sum(a)",
      "rank orders a",
      "rank orders rate descending", "same(rate) by area across document", "whole(rate * a / 100)",
      "distinct(a, b) by area", "rate = a / (b - b)", "a * b * rate * a * b * rate = rank",
    ].map { try AuditRule($0) }
    for _ in 0..<2 {
      let columns = names.map { name in
        (name: name, cells: (0..<9).map { _ in Self.pieces.randomElement(using: &generator) ?? "" })
      }
      let table = AuditedTable(name: "anything", columns: columns)
      let audit = RuleChecker(table, options: AuditOptions(context: [table]))
      for rule in rules {
        guard let result = try? audit.check(rule) else { continue }
        #expect(result.findings.allSatisfy { !$0.message.isEmpty })
        #expect(result.findings.count <= 9)
      }
      for proposal in RuleProposer(table).proposals() { _ = try audit.check(proposal.rule) }
    }
  }

  @Test("every text is read to its end", arguments: 0..<3)
  func texts(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(100 + seed))
    let words =
      Self.pieces + [
        "from", "to", "of", "out", "(", ")", ",", "rise", "by", "per", "male", "female", ".", "\n", "£-",
      ]
    for _ in 0..<30 {
      let text = (0..<25).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
      for finding in ProseAudit(text).findings() { #expect(finding.line >= 1 && !finding.words.isEmpty) }
      _ = try? AuditRule(text)
      _ = PublishedNumber(text)
    }
  }
}
