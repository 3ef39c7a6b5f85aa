import Audit

extension AuditedTable {
  /// A table of lines with semicolons between the cells.
  init(semicolons csv: String) {
    let rows = csv.split(separator: "\n").map { line in
      line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    }
    self.init(name: "t", rows: rows)
  }

  /// What the audit calls wrong.
  func wrongFindings() throws -> [AuditFinding] {
    try TableAudit(self).result.rules.flatMap { $0.findings(.inconsistent) }
  }
}
