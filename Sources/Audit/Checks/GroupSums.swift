import Numbers

/// The sums of columns over groups of rows, each as an interval.
struct GroupSums: Sendable {
  let groups: RowGroups
  private let columns: [Int]
  private var sums: [[ValueRange?]] = []

  init(_ context: RuleContext, formulas: [RuleFormula]) throws(AuditError) {
    let grouping = try context.groupColumns()
    groups = RowGroups(
      context.table, columns: grouping, including: context.included, findingMissingParts: true)
    columns = Array(Set(formulas.flatMap(\.slots).filter(\.isSum).map(\.column))).sorted()
    for column in columns {
      sums.append(groups.rows.map { Self.sum(of: $0, column, context) })
    }
    for group in groups.rows.indices
    where !groups.missingParts(of: group).isEmpty {
      for index in columns.indices { sums[index][group] = nil }
    }
  }

  /// The sum of a column over the group of a row.
  func sum(_ row: Int, _ column: Int) -> ValueRange? {
    guard let group = groups.groupOfRow[row], let index = columns.firstIndex(of: column) else { return nil }
    return sums[index][group]
  }

  /// Why there is no sum.
  func reason(_ row: Int, _ column: Int, _ context: RuleContext) -> String {
    guard let group = groups.groupOfRow[row] else { return "the row belongs to no group" }
    let parts = groups.missingParts(of: group)
    if !parts.isEmpty { return "its group lacks \(parts.joined(separator: ", "))" }
    let gap = groups.rows[group].first { context.interval($0, column) == nil } ?? row
    return "in row \(gap + 1) \(context.reason(gap, column))"
  }

  /// The sum of some rows; nil where a figure is missing.
  static func sum(of rows: [Int], _ column: Int, _ context: RuleContext) -> ValueRange? {
    var total = ValueRange(.zero, .zero)
    for row in rows {
      guard let interval = context.interval(row, column), let lower = try? total.lower + interval.lower,
        let upper = try? total.upper + interval.upper
      else { return nil }
      total = ValueRange(lower, upper)
    }
    return total
  }
}
