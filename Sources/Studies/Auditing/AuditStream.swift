import Audit
import Tables

/// The JSON of an audit, written a piece at a time: a million verdicts are half a gigabyte.
struct AuditStream {
  private let report: AuditReport

  init(_ report: AuditReport) {
    self.report = report
  }

  /// Hands over the object, the list of checks put into the place that the encoder leaves for it.
  func write(_ write: ([UInt8]) throws(TableError) -> Void) throws(TableError) {
    let frame: String
    let checks: AuditJSON
    do {
      frame = try JSONText.encode(report, userInfo: [AuditReport.leavesChecksOut: true])
      checks = try AuditJSON(report)
    } catch {
      throw .cannotWrite(path: "the result", reason: "it is no JSON: \(error)")
    }
    try JSONRows.write("checks", of: frame, to: write) { () throws(TableError) in try checks.write(write) }
  }
}
