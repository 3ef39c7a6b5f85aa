/// Explanations that two broken rules share: a figure that is wrong in a row and in the sum of its column is the one to
/// correct, and stands first in both.
struct SharedCauses {
  private let table: AuditedTable
  private let shared: Set<String>

  init(_ audits: [RuleAudit], table: AuditedTable) {
    self.table = table
    var seen: [String: Int] = [:]
    let broken = audits.filter { (1...Self.most).contains($0.inconsistentCount) }
    if broken.count > 1 {
      for audit in broken {
        let own = audit.rows.lazy.filter { $0.verdict == .inconsistent }.flatMap { row in
          (audit.details[row.row]?.causes ?? []).compactMap { Self.cell($0, row.row, audit, table) }
        }
        for cell in Set(own) { seen[cell, default: 0] += 1 }
      }
    }
    shared = Set(seen.filter { $0.value > 1 }.keys)
  }

  /// With more broken rows than these a rule is not one that a slip breaks.
  private static let most = 100

  /// The verdicts with the shared explanations first.
  func applied(to audits: [RuleAudit]) -> [RuleAudit] {
    guard !shared.isEmpty else { return audits }
    return audits.map { audit in
      audit.sortingCauses { row, cause in
        Self.cell(cause, row, audit, table).map { shared.contains($0) } ?? false
      }
    }
  }

  /// The figure that an explanation corrects, and what would stand there.
  private static func cell(_ cause: AuditCause, _ row: Int, _ audit: RuleAudit, _ table: AuditedTable)
    -> String?
  {
    guard let column = cause.column, let correction = cause.correction else { return nil }
    let label = table.label(ofRow: row)
    let place = label.isEmpty ? "row \(row + 1)" : label
    if case .total(let name, _) = audit.rule.body {
      let isTotal = column == "total"
      return "\(isTotal ? "\(name.text) of \(place)" : column): \(correction)"
    }
    return "\(column) of \(place): \(correction)"
  }
}

extension RuleAudit {
  /// The same verdicts, with the explanations first that a test prefers.
  fileprivate func sortingCauses(_ isPreferred: (Int, AuditCause) -> Bool) -> RuleAudit {
    var sorted = details
    for (row, detail) in details where detail.causes.count > 1 {
      sorted[row]?.causes =
        detail.causes.filter { isPreferred(row, $0) } + detail.causes.filter { !isPreferred(row, $0) }
    }
    return RuleAudit(rule: rule, rows: rows, details: sorted, table: table, column: column)
  }
}
