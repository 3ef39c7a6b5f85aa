import Audit
import Reoffending
import Testing

@Suite("figures in running text")
struct ProseAuditTests {
  private func finding(_ text: String) throws -> ProseFinding {
    let findings = ProseAudit(text).findings()
    #expect(findings.count == 1, "\(findings.map(\.rule))")
    return try #require(findings.first)
  }

  @Test(
    "with their counts are found and agree",
    arguments: [
      "In 2015-16, 6436 reoffended out of 21536 (29.9%).",
      "Of these, 6,436 of the 21,536 offenders (29.9 per cent).",
      "The rate was 29.9% (6,436 of 21,536).", "It rose from 12% to 15%, a rise of 3 percentage points.",
      "A rise of 25% from 12% to 15% was seen.", "Reoffences fell from 1280 to 1140, a fall of 10.9%.",
      "There were 1280 reoffences by 393 reoffenders, 3.26 per reoffender.",
      "84.9% were male and 15.1% female.",
      "109/200 (54.5%) reoffended.",
    ])
  func consistent(_ text: String) throws {
    #expect(try finding(text).verdict == .consistent)
  }

  @Test(
    "that contradict each other are found with their cause",
    arguments: [
      ("6436 reoffended out of 21536 (28.9%).", AuditCauseKind.wrongDigit),
      ("It went from 12% to 15%, a rise of 3%.", .points),
      ("It fell from 32.1% to 29.4%, a reduction of 2.7%.", .points),
      ("84.9% were male and 14.1% female.", .wrongDigit),
      ("211 of 859 (24.5%) reoffended.", .truncated),
      ("1280 reoffences by 393 reoffenders, 3.25 each, 3.25 per reoffender.", .truncated),
      ("Numbers fell from 1280 to 1140, a fall of 19.0%.", .digitsSwapped),
    ])
  func inconsistent(_ text: String, _ cause: AuditCauseKind) throws {
    let finding = try finding(text)
    #expect(finding.verdict == .inconsistent)
    #expect(finding.causes.first?.kind == cause)
  }

  @Test("line and words are named")
  func place() throws {
    let finding = try finding("Nothing here.\n\nOn the next page\n109 of 200 people (54.4%) reoffended.")
    #expect(finding.line == 4)
    #expect(finding.words.contains("109 of 200 people (54.4%)"))
    #expect(finding.rule == "54.4% = 100 * 109 / 200")
  }

  @Test(
    "that have nothing to do with each other are left alone",
    arguments: [
      "Between 2014 and 2016, 45 people moved from 12 to 15 flats.",
      "25.4% of males and 4.1% of females reoffended.",
      "The rate was 29.9% in 2015 and 28.7% in 2014.", "", "Paragraph 3 of 12. The rate is 30%.",
      "A 2018-20 strategy of 5 parts costs £9.5 to £13 billion.",
    ])
  func silence(_ text: String) {
    #expect(ProseAudit(text).findings().isEmpty)
  }
}
