import Numbers

/// `same(rate) by year, offence across document`, and whole people behind percentages.
struct PrintingProposals {
  private let proposer: RuleProposer
  private var table: AuditedTable { proposer.table }

  init(_ proposer: RuleProposer) {
    self.proposer = proposer
  }

  func proposals() -> [RuleProposal] {
    table.rowCount <= 20_000 ? printings() + people() : people()
  }

  private func printings() -> [RuleProposal] {
    guard let document = table.documentColumn, Set(table.columns[document].texts).count > 1 else { return [] }
    let keys = keyColumns(document)
    guard !keys.isEmpty, shared(keys, document) > 0 else { return [] }
    let names = keys.map { proposer.name($0) }.joined(separator: ", ")
    let columns = table.columns.indices.filter { column in
      table.columns[column].isNumeric && !keys.contains(column) || describesNumber(column)
    }
    return columns.compactMap { column in
      proposer.proposal("same(\(proposer.name(column))) by \(names) across \(proposer.name(document))") {
        audit in
        guard 3 * audit.consistentCount >= 2 * (audit.consistentCount + audit.inconsistentCount) else {
          return nil
        }
        return "\(audit.consistentCount) printings agree with those of other documents"
      }
    }
  }

  /// Whether a column of words is the label of a column of numbers: `frequency_label` beside `frequency`.
  private func describesNumber(_ column: Int) -> Bool {
    guard table.columns[column].isLabel else { return false }
    let words = AuditedTable.words(of: table.columns[column].name)
    return words.contains { ["label", "unit"].contains($0) }
      || table.columns.contains { $0.isNumeric && table.columns[column].name == $0.name + "_label" }
  }

  /// The labels that tell the rows of each document apart, without those that only keep printings apart.
  private func keyColumns(_ document: Int) -> [Int] {
    var keys = table.columns.indices.filter { column in
      table.columns[column].isLabel && column != document && !table.columns[column].isPlace
        && !describesNumber(column)
    }
    guard isUnique(keys, document) else { return [] }
    for column in keys.reversed() {
      let fewer = keys.filter { $0 != column }
      if !fewer.isEmpty, isUnique(fewer, document), shared(fewer, document) >= shared(keys, document) {
        keys = fewer
      }
    }
    return keys
  }

  private func isUnique(_ keys: [Int], _ document: Int) -> Bool {
    groups(keys + [document]).allSatisfy { $0.count == 1 }
  }

  /// How many rows have a counterpart in another document.
  private func shared(_ keys: [Int], _ document: Int) -> Int {
    groups(keys).filter { $0.count > 1 }.map(\.count).reduce(0, +)
  }

  private func groups(_ columns: [Int]) -> [[Int]] {
    RowGroups(table, columns: columns, including: Array(repeating: true, count: table.rowCount)).rows
  }

  /// `whole(rate * cohort / 100)`, where nearly all rows pass and chance would fail many.
  private func people() -> [RuleProposal] {
    let bases: Set = ["cohort", "offenders", "n", "base", "denominator", "caseload"]
    let cohorts = table.columns.indices.filter {
      table.columns[$0].isWhole && !AuditedTable.words(of: table.columns[$0].name).isDisjoint(with: bases)
    }
    guard let cohort = cohorts.first, cohorts.count == 1 else { return [] }
    let rates = table.columns.indices.filter { column in
      table.columns[column].isNumeric && table.columns[column].namesRate
        && !AuditedTable.words(of: table.columns[column].name).isDisjoint(with: ["rate", "share", "percent"])
        && table.columns[column].numbers.contains { $0?.unit == .percent }
    }
    return rates.compactMap { rate in
      let text = "whole(\(proposer.name(rate)) * \(proposer.name(cohort)) / 100)"
      return proposer.proposal(text) { audit in
        let decided = audit.consistentCount + audit.inconsistentCount
        let surprise = audit.rows.reduce(0.0) { sum, row in
          guard row.verdict == .consistent, let low = row.computed?.lower, let high = row.computed?.upper
          else {
            return sum
          }
          return sum - min(1, max(high - low, 1e-3)).logarithm10
        }
        guard 10 * audit.consistentCount >= 9 * decided, surprise >= 4 else { return nil }
        return "\(audit.consistentCount) of \(decided) rates are those of a whole number of people"
      }
    }
  }
}
