import Audit
import Foundation
import Reoffending
import TestSupport
import Testing

@Suite("rules of an audit")
struct AuditRuleTests {
  private func verdicts(_ rule: String, _ columns: [(name: String, cells: [String])]) throws -> [AuditVerdict]
  {
    try RuleChecker(AuditedTable(name: "t", columns: columns)).check(AuditRule(rule)).findings.map(\.verdict)
  }

  @Test(
    "name the place of a mistake",
    arguments: [
      ("rate = 100 * / cohort", 14), ("rate = 100 * (a + b", 20), ("rate 5", 6), ("rate = a ? b", 10),
      ("same(rate by year across document", 11), ("rank orders", 12), ("rate = a where b ~ 3", 18),
      ("rate = \"open", 8), ("mean(rate) = 3", 1), ("whole(a * b, c, d)", 7),
      ("whole(a, c)", 11), ("rate = a b", 10), ("", 1),
    ])
  func syntax(_ rule: String, _ place: Int) throws {
    do {
      _ = try AuditRule(rule)
      Issue.record("“\(rule)” was read")
    } catch {
      guard case .syntax(_, let position, _, _) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(position == place, "\(error)")
    }
  }

  @Test("name the columns there are")
  func unknownColumn() throws {
    let table = AuditedTable(
      name: "t", columns: [("actual rate", ["1"]), ("rate_rank", ["1"]), ("area", ["A"])])
    #expect(throws: AuditError.self) { try RuleChecker(table).check(AuditRule("rate = 1")) }
    #expect(throws: AuditError.self) { try RuleChecker(table).check(AuditRule("share = 1")) }
    #expect(throws: AuditError.self) { try RuleChecker(table).check(AuditRule("actual_rate = area")) }
    #expect(try RuleChecker(table).check(AuditRule("actual_rate = 1")).consistentCount == 1)
  }

  @Test("a column that stands twice is not counted as two: the range of 100 (a − p)/p is exact")
  func repeatedVariable() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let actual = Int.random(in: 100...9_000, using: &generator)
      let predicted = Int.random(in: 100...9_000, using: &generator)
      func two(_ value: Int) -> String { TrueTable.printed(value, decimals: 2) }
      let table = AuditedTable(
        name: "t", columns: [("d", ["0.00%"]), ("a", [two(actual)]), ("p", [two(predicted)])])
      let finding = try #require(
        try RuleChecker(table).check(AuditRule("d = 100 * (a - p) / p")).findings.first)
      let (a, p) = (Double(actual) / 100, Double(predicted) / 100)
      let lowest = 100 * (a - 0.005 - p - 0.005) / (p + 0.005)
      let highest = 100 * (a + 0.005 - p + 0.005) / (p - 0.005)
      let lower = try #require(finding.computed?.lower)
      let upper = try #require(finding.computed?.upper)
      #expect(abs(lower - lowest) <= 1e-9 * max(1, abs(lowest)))
      #expect(abs(upper - highest) <= 1e-9 * max(1, abs(highest)))
    }
  }

  @Test("a formula that rises and falls is enclosed and never cut short")
  func enclosure() throws {
    let table = AuditedTable(name: "t", columns: [("v", ["0.24"]), ("p", ["0.5"])])
    let finding = try #require(try RuleChecker(table).check(AuditRule("v = p * (1 - p)")).findings.first)
    let lower = try #require(finding.computed?.lower)
    let upper = try #require(finding.computed?.upper)
    #expect(lower <= 0.2475 && lower > 0.24 && upper >= 0.25 && upper < 0.255)
  }

  @Test("sums of columns, bounds and chains")
  func relations() throws {
    let columns = [
      (name: "all", cells: ["10", "11", "x", ""]), (name: "men", cells: ["6", "6", "6", "6"]),
      (name: "women", cells: ["4", "4", "4", "4"]),
    ]
    #expect(try verdicts("all = men + women", columns) == [.consistent, .inconsistent, .missing, .missing])
    #expect(try verdicts("men + women = all", columns) == [.consistent, .inconsistent, .missing, .missing])
    #expect(try verdicts("0 <= men <= all", columns) == [.consistent, .consistent, .missing, .missing])
    #expect(try verdicts("men < women", columns) == Array(repeating: .inconsistent, count: 4))
    #expect(try verdicts("all / (men - 6) = 1", columns) == Array(repeating: .missing, count: 4))
    #expect(try verdicts("all = men + women where women > 4", columns).isEmpty)
  }

  @Test("a group without one of its parts cannot be decided; rows add up to a total row by its label")
  func totals() throws {
    let columns = [
      (name: "year", cells: ["1", "1", "1", "2", "2"]),
      (name: "sex", cells: ["men", "women", "Total", "men", "Total"]),
      (name: "n", cells: ["6", "4", "10", "5", "9"]),
    ]
    let named = columns.map { column in
      (name: column.name, cells: column.name == "year" ? column.cells.map { "year \($0)" } : column.cells)
    }
    #expect(try verdicts("sum(n) by year = total", named) == [.consistent, .missing])
    #expect(try verdicts("sum(n) by year = 10", named) == [.consistent, .missing])
    #expect(try verdicts("sum(n) by year = 12", named) == [.inconsistent, .missing])
  }

  @Test("ranks may tie and have gaps; the row that is out of order is named")
  func ranks() throws {
    let rank = (name: "rank", cells: ["1", "4", "5", "9", "20"])
    func rate(_ cells: [String]) -> (name: String, cells: [String]) { (name: "rate", cells: cells) }
    #expect(
      try verdicts("rank orders rate", [rank, rate(["5.1%", "5.2%", "5.2%", "5.9%", "7.0%"])])
        == Array(repeating: .consistent, count: 5))
    #expect(
      try verdicts("rank orders rate", [rank, rate(["5.1%", "5.2%", "8.2%", "5.9%", "7.0%"])])
        == [.consistent, .consistent, .inconsistent, .consistent, .consistent])
    #expect(
      try verdicts("rank orders rate descending", [rank, rate(["7%", "6%", "5%", "4%", "3%"])])
        == Array(repeating: .consistent, count: 5))
  }

  @Test(
    "a figure printed with fewer decimals elsewhere is the same figure; with the same decimals it must be equal"
  )
  func printings() throws {
    func columns(_ a: String, _ b: String) -> [(name: String, cells: [String])] {
      [
        ("period", ["April 15 – March 16", "April 2015 - March 2016"]), ("rate", [a, b]),
        ("document", ["one", "two"]),
      ]
    }
    let rule = "same(rate) by period across document"
    #expect(try verdicts(rule, columns("60.00%", "60%")) == [.consistent, .consistent])
    #expect(try verdicts(rule, columns("54.45%", "54.4%")) == [.consistent, .consistent])
    #expect(try verdicts(rule, columns("54.5%", "54.4%")) == [.consistent, .inconsistent])
    #expect(try verdicts(rule, columns("", "54.4%")) == [.missing, .missing])
  }

  @Test("percentage points that stand for per cent are told")
  func points() throws {
    let table = AuditedTable(
      name: "t", columns: [("change", ["3.0%"]), ("now", ["15.0%"]), ("before", ["12.0%"])])
    let audit = try RuleChecker(table).check(AuditRule("change = 100 * (now - before) / before"))
    #expect(audit.findings(.inconsistent).first?.causes.first?.kind == .points)
  }

  @Test("a total that leaves out a part names it")
  func otherParts() throws {
    let table = AuditedTable(
      name: "t", columns: [("area", ["A", "B", "C", "Total"]), ("n", ["1234", "4821", "2907", "4141"])])
    let cause = try RuleChecker(table).check(AuditRule("sum(n) = total")).findings(.inconsistent).first?
      .causes
      .first
    #expect(cause?.kind == .otherParts)
    #expect(cause?.explanation == "the total leaves out B")
  }

  @Test("JSON has the keys of the contract")
  func encoding() throws {
    let table = AuditedTable(
      name: "t", columns: [("rate", ["50%", "N/A"]), ("n", ["1", "1"]), ("of", ["2", "2"])])
    let result = try RuleChecker(table).check([AuditRule("rate = 100 * n / of")])
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(result)) as? [String: Any]
    let checks = try #require(object?["checks"] as? [[String: Any]])
    #expect(
      Set(checks[0].keys)
        == [
          "table", "rule", "row", "line", "label", "document", "section", "verdict", "published", "computed",
          "printed", "implied", "message", "causes", "possible",
        ])
    #expect((checks[0]["published"] as? [String: Double]) == ["lower": 49.5, "upper": 50.5])
    #expect(checks[1]["verdict"] as? String == "missing" && checks[1]["computed"] is NSNull)
    let summary = try #require(object?["summary"] as? [String: Int])
    #expect(summary == ["rules": 1, "consistent": 1, "inconsistent": 0, "missing": 1])
  }
}
