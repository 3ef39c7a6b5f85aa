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
    guard let key = frame.firstRange(of: "\"checks\" : ["),
      let end = frame[key.upperBound...].firstIndex(of: "]")
    else { throw .cannotWrite(path: "the result", reason: "it has no list of checks") }
    try write(Array(frame[..<key.upperBound].utf8))
    try checks.write(write)
    try write(Array(("\n  " + frame[end...]).utf8))
  }
}
