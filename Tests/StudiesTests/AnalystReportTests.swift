import Foundation
import ReoffendingReport
import Studies
import Testing

@Suite("the report of what analysts publish")
struct AnalystReportTests {
  @Test("every figure of the example is drawn, says something, and has its numbers")
  func example() throws {
    let report = try Report(configuration: BundledFigures.root + "/Examples/analysts.yml")
    #expect(
      report.figures.map(\.name) == [
        "concentration", "needs", "breakdown", "breakdown-by-disposal", "disparity", "severity",
        "pathways-in-order", "adjusted",
        "forecast", "track", "recurrence", "neighbours", "payment", "interrupted", "without-the-change",
        "difference", "staggered",
        "synthetic", "trial", "selection", "meta", "appraise", "claim",
      ])
    for figure in report.figures {
      #expect(!(figure.text.headline.isEmpty), "\(figure.name)")
      #expect(figure.alternativeText.count > 60, "\(figure.name)")
      #expect(!figure.table.rows.isEmpty, "\(figure.name)")
    }
  }
}
