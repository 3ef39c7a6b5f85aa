import Numbers
import Statistics

/// Checks `cohort(rate) by area <= 60`: percentages that should be of one cohort, and `parts(…)`: of its parts.
///
/// 88.83 % is 159 of 179 people at the least; beside 57.14 % and 56.67 % a cohort of 210 would do for all. Where no
/// cohort up to the limit does for a group, the rows without which one would are the ones to look at.
struct CohortCheck {
  let context: RuleContext
  private let column: Int
  private let limit: Int
  private let addsUp: Bool
  private let groups: RowGroups

  init(_ context: RuleContext, _ column: AuditRule.Name, limit: Int, addsUp: Bool) throws(AuditError) {
    self.context = context
    self.column = try context.numericColumn(column)
    self.limit = limit
    self.addsUp = addsUp
    groups = RowGroups(context.table, columns: try context.groupColumns(), including: context.included)
  }

  /// The verdicts on all rows, each with the cohorts that its group can have.
  func run() -> RuleAudit {
    var rows: [AuditedRow] = []
    var details: [Int: RowDetail] = [:]
    for members in groups.rows { check(members, &rows, &details) }
    rows.sort { $0.row < $1.row }
    return RuleAudit(rule: context.rule, rows: rows, details: details, table: context.table)
  }

  private func check(_ members: [Int], _ rows: inout [AuditedRow], _ details: inout [Int: RowDetail]) {
    var printed: [(row: Int, percentage: PrintedPercentage)] = []
    for row in members {
      if let percentage = percentage(row) {
        printed.append((row, percentage))
      } else {
        details[row] = RowDetail(message: "not decidable: \(context.reason(row, column))")
        rows.append(AuditedRow(row: row, verdict: .missing, published: nil, computed: nil))
      }
    }
    let sizes = self.sizes(printed.map(\.percentage))
    let culprits = sizes.isEmpty ? self.culprits(printed) : []
    let limits = NumberLimits(lower: sizes.first.map(Double.init), upper: sizes.last.map(Double.init))
    for (row, percentage) in printed {
      let isWrong = culprits.contains(row)
      rows.append(
        AuditedRow(
          row: row, verdict: isWrong ? .inconsistent : .consistent,
          published: context.interval(row, column).map { NumberLimits($0) },
          computed: sizes.isEmpty ? nil : limits))
      details[row] = detail(row, percentage, sizes: sizes, isWrong: isWrong)
    }
  }

  private func percentage(_ row: Int) -> PrintedPercentage? {
    guard let number = context.table.columns[column].numbers[row], number.qualifier == .exactly else {
      return nil
    }
    return try? PrintedPercentage(parsing: number.description)
  }

  private func sizes(_ percentages: [PrintedPercentage]) -> [Int] {
    let shared = SharedCohort(percentages)
    return addsUp ? shared.sizesAddingUp(upTo: limit) : shared.sizes(upTo: limit)
  }

  /// The rows that need more people than the limit; else those without which the others fit; else all.
  private func culprits(_ printed: [(row: Int, percentage: PrintedPercentage)]) -> Set<Int> {
    let large = printed.filter { $0.percentage.smallestTrials > limit }
    if !large.isEmpty { return Set(large.map(\.row)) }
    let alone =
      addsUp
      ? []
      : printed.filter { one in
        !sizes(printed.filter { $0.row != one.row }.map(\.percentage)).isEmpty
      }
    return Set((alone.isEmpty ? printed : alone).map(\.row))
  }

  private func detail(_ row: Int, _ percentage: PrintedPercentage, sizes: [Int], isWrong: Bool) -> RowDetail {
    let text = context.table.columns[column].texts[row]
    guard isWrong else {
      let first = sizes.prefix(5).map(String.init).joined(separator: ", ")
      return RowDetail(
        message: sizes.isEmpty
          ? "agrees with the others of its group"
          : "a cohort of \(first)\(sizes.count > 5 ? ", …" : "") does for all")
    }
    let size = percentage.smallestTrials
    let name = context.table.columns[column].name
    let reason =
      if size > limit {
        "needs a cohort of at least \(size) people, not \(limit)"
      } else if addsUp {
        "and the others of its group are no parts of one cohort of at most \(limit) people"
      } else {
        "and the others of its group share no cohort of at most \(limit) people"
      }
    return RowDetail(
      message: "\(RelationMessage.spoken(name)) \(text) \(reason)",
      figure: ContradictedFigure(name: name, printed: text, implied: "", unit: .percent))
  }
}
