import Audit
import TestSupport
import Testing

/// p-values in one column, limits of 95 % intervals in others.
@Suite("p-values beside intervals in tables")
struct SignificanceColumnTests {
  private func verdicts(_ rows: [(p: String, lower: String, upper: String)], noEffect: Int) throws
    -> [AuditVerdict]
  {
    let table = AuditedTable(
      name: "t",
      columns: [
        (name: "p", cells: rows.map(\.p)), (name: "low", cells: rows.map(\.lower)),
        (name: "high", cells: rows.map(\.upper)),
      ])
    return try RuleChecker(table).check(AuditRule("significance(p, low, high, \(noEffect))")).findings.map(
      \.verdict)
  }

  @Test("by hand: ratios, differences, rounding and what decides nothing")
  func byHand() throws {
    #expect(
      try verdicts(
        [
          ("0.004", "1.12", "1.80"), ("0.004", "0.92", "1.80"), ("0.40", "0.92", "1.80"),
          ("0.40", "1.12", "1.80"),
          ("<0.001", "0.95", "1.20"), (">0.05", "1.05", "1.20"), ("<0.05", "1.05", "1.20"),
        ], noEffect: 1)
        == [
          .consistent, .inconsistent, .consistent, .inconsistent, .inconsistent, .inconsistent, .consistent,
        ])
    // A p-value near 0.05, a limit that may be 1, and what is no p-value.
    #expect(
      try verdicts(
        [("0.06", "1.12", "1.80"), ("0.30", "1.00", "1.80"), ("0.001", "1.0", "2.1"), ("", "1.12", "1.80")],
        noEffect: 1) == [.missing, .missing, .missing, .missing])
    #expect(
      try verdicts(
        [
          ("0.004", "-2.1", "-0.4"), ("0.20", "-2.1", "-0.4"), ("0.20", "-2.1", "0.4"),
          ("0.02", "-2.1", "0.4"),
        ],
        noEffect: 0) == [.consistent, .inconsistent, .consistent, .inconsistent])
  }

  @Test("it agrees with the test that made the interval")
  func agreesWithNormalTest() throws {
    var generator = SeededGenerator(seed: 41)
    var rows: [(p: String, lower: String, upper: String)] = []
    // Estimates of a known multiple of their standard error, whose p-value is known from it.
    let known: [(z: Double, p: String)] = [
      (0.5, "0.617"), (1.0, "0.317"), (1.5, "0.134"), (2.5, "0.012"), (3.0, "0.003"), (4.0, "<0.001"),
    ]
    for (z, p) in known {
      for _ in 0..<20 {
        let error = Double(Int.random(in: 100...900, using: &generator)) / 100
        let sign = Bool.random(using: &generator) ? 1.0 : -1
        let limits = [z - 1.96, z + 1.96].map { sign * $0 * error }.sorted()
        rows.append((p, limits[0].inHundredths, limits[1].inHundredths))
      }
    }
    #expect(Set(try verdicts(rows, noEffect: 0)) == [.consistent])
  }

  @Test(
    "a rule names its columns and the value of no effect, or says what is wrong",
    arguments: [
      ("significance(p, low, high)", 26), ("significance(p, low, high, 2)", 28),
      ("significance(p, low, high, 1", 29),
    ])
  func refusals(_ rule: String, _ place: Int) {
    do {
      _ = try AuditRule(rule)
      Issue.record("accepted")
    } catch .syntax(_, let position, _, _) {
      #expect(position == place)
    } catch {
      Issue.record("\(error)")
    }
  }

  private let ratios = """
    Factor;OR;95% CI lower;95% CI upper;P value
    Homeless;1.62;1.21;2.17;0.001
    Unemployed;1.35;1.02;1.79;0.04
    Drug use;2.10;1.64;2.69;<0.001
    Alcohol use;1.08;0.84;1.39;%
    Under 21;1.44;1.11;1.87;0.006
    """

  @Test("the row that contradicts is found, and a true one is not accused")
  func found() throws {
    let wrong = try AuditedTable(
      semicolons: ratios.replacing("%\n", with: "0.01\n")
    )
    .wrongFindings()
    #expect(wrong.map(\.label) == ["Alcohol use"])
    #expect(wrong.first?.figure?.printed == "0.01")
    #expect(wrong.first?.figure?.implied == "above 0.05")
    let right = AuditedTable(semicolons: ratios.replacing(";%\n", with: ";0.55\n"))
    #expect(try right.wrongFindings().isEmpty)
  }

  @Test("one p-value of a whole factor, limits at another level and tests of something else are let be")
  func letBe() throws {
    let factor = """
      Age;OR;Lower CI;Upper CI;p
      18-24;1.10;0.71;1.70;0.002
      25-34;1.62;1.21;2.17;
      35-49;1.70;1.30;2.22;
      50+;0.60;0.41;0.88;
      """
    #expect(try AuditedTable(semicolons: factor).wrongFindings().isEmpty)
    for header in ["OR;90% CI lower;90% CI upper;p", "OR;Lower CI;Upper CI;p for trend"] {
      let rows =
        "A;1.62;1.21;2.17;0.001\nB;1.35;1.02;1.79;0.03\nC;2.10;1.64;2.69;0.001\nD;1.08;0.84;1.39;0.01"
      #expect(try AuditedTable(semicolons: "Factor;\(header)\n\(rows)").wrongFindings().isEmpty)
    }
  }
}

extension Double {
  /// With two decimals.
  fileprivate var inHundredths: String {
    let whole = Int((self * 100).rounded())
    let (digits, sign) = (abs(whole), whole < 0 ? "-" : "")
    return "\(sign)\(digits / 100).\(digits % 100 < 10 ? "0" : "")\(digits % 100)"
  }
}
