import Audit
import Foundation
import Reoffending
import TestSupport
import Testing

/// Tests in running text against statcheck.
@Suite("tests reported in running text")
struct ReportedTestTests {
  private static func text(_ row: ReferenceTable.Row) -> String {
    let degrees =
      switch row.text("test") {
      case "F": "(\(row.text("df1")), \(row.text("df2")))"
      case "chi2": "(\(row.text("df1")), N = 90)"
      case "Q": "(\(row.text("df1")))"
      case "Z": ""
      default: "(\(row.text("df2")))"
      }
    let p = row.text("p").drop { $0 == "0" }
    return
      "Result: \(row.text("test"))\(degrees) = \(row.text("statistic")), p \(row.text("comparison")) \(p)."
  }

  @Test("say the same as statcheck", arguments: try ReferenceTable("statcheck").rows)
  func statcheck(_ row: ReferenceTable.Row) throws {
    let result = ProseAudit(Self.text(row)).result()
    let findings = result.findings
    guard let finding = findings.first else {
      // Left open: what a one-sided test would give, and what differs by less than a twentieth.
      let printed = Double("0" + row.text("p").drop { $0 == "0" }) ?? 1
      let unit = pow(0.1, Double(row.text("p").split(separator: ".").last?.count ?? 0))
      let distance = [row["computed"], row["computed"] / 2].map { abs($0 - printed) - unit / 2 }.min() ?? 1
      #expect(result.unchecked.count == 1 && row.text("error") == "TRUE", "\(Self.text(row))")
      #expect(distance <= 0.1 * row["computed"], "\(Self.text(row))")
      return
    }
    #expect(findings.count == 1)
    // Two conventions are no contradiction to us: 0.00 for what rounds to it, and pairs for degrees of freedom.
    let isZero = row.text("comparison") == "=" && row.text("p").allSatisfy { "0.".contains($0) }
    let mayBeSilent = isZero && row["computed"] < 0.0051 || row.text("test") == "r"
    let isSilent = mayBeSilent && finding.verdict != .inconsistent
    #expect(
      isSilent || (finding.verdict == .inconsistent) == (row.text("error") == "TRUE"),
      "\(Self.text(row)) \(finding.message)")
    let low = try #require(finding.computed?.lower)
    let high = try #require(finding.computed?.upper)
    #expect(low <= row["computed"] * (1 + 1e-9) && row["computed"] * (1 - 1e-9) <= high)
    guard finding.verdict == .inconsistent else { return }
    // statcheck decides by the statistic as printed; we say nothing where its rounding leaves 5 % open.
    let isOpen = low < 0.05 && high >= 0.05
    #expect(
      finding.message.contains("significant at 5%") == (row.text("decision_error") == "TRUE" && !isOpen),
      "\(Self.text(row)) \(finding.message)")
  }

  @Test(
    "a p-value that a one-sided test would give is left open and listed, another is told with words and line")
  func oneSided() throws {
    let open = ProseAudit("Nothing.\n\nWe found t(28)=2.20, p=.018.").result()
    #expect(open.findings.isEmpty && open.unchecked.count == 1)
    #expect(open.unchecked.first?.reason == "the p-value would be that of a one-sided test")
    let finding = try #require(ProseAudit("Nothing.\n\nWe found t(28)=2.20, p=.08.").findings().first)
    #expect(finding.verdict == .inconsistent && finding.line == 3)
    #expect(
      finding.message
        == "p is printed as 0.08, but t(28) = 2.20 gives 0.036 to 0.037, which changes whether it is significant at 5%"
    )
  }

  @Test(
    "what is no test is left alone",
    arguments: ["t(28) = 2.20.", "p = .03", "z of 3 and p of 4", "F(2) = 3, p = .1", "t(0) = 2, p = .05"])
  func silence(_ text: String) {
    #expect(ProseAudit(text).findings().isEmpty)
  }
}
