import Numbers

extension RelationCauseSearch {
  /// A figure compared with what belongs to another group.
  ///
  /// Either another row's figure stands in this row's column of comparators, or the difference was taken from another
  /// row's comparator or from another column.
  func comparatorSlips() -> [CauseCandidate] {
    guard let comparator = relation.computed.comparator else { return [] }
    return printedComparators(comparator) + computedComparators(comparator)
  }

  /// The printed comparator is a figure of another row, in a column that holds what is compared.
  private func printedComparators(_ comparator: Int) -> [CauseCandidate] {
    guard let own = table.columns[comparator].numbers[row], own.significantDigits >= 2 else { return [] }
    for column in inputs where column != comparator {
      let rows = copies.rows(printing: own, inColumn: column, besides: row)
      guard let source = rows.min(by: { abs($0 - row) < abs($1 - row) }) else { continue }
      let surprise = Double(powerOfTen(min(6, own.significantDigits)))
      return [
        CauseCandidate(
          kind: .comparator, column: table.columns[comparator].name, correction: nil,
          explanation: "\(table.columns[comparator].texts[row]) in \(table.columns[comparator].name) is the "
            + "\(table.columns[column].name) of \(copies.name(source))",
          likelihood: min(0.6, 0.1 * surprise / 1000 / Double(max(1, rows.count))))
      ]
    }
    return []
  }

  /// The difference agrees with the comparator of another row.
  private func computedComparators(_ comparator: Int) -> [CauseCandidate] {
    guard table.rowCount <= 2_000 else { return [] }
    let near = (0..<table.rowCount).sorted { (abs($0 - row), $0) < (abs($1 - row), $1) }
    for other in near where other != row && !table.areSamePrinting(row, other) {
      guard let interval = check.context.interval(other, comparator),
        table.columns[comparator].texts[other] != table.columns[comparator].texts[row],
        agrees(replacing: [comparator: interval])
      else { continue }
      return [
        CauseCandidate(
          kind: .comparator, column: targetName, correction: number.reprinted(computed),
          explanation: "\(table.columns[target].texts[row]) is the difference from the "
            + "\(table.columns[comparator].name) of \(copies.name(other)), "
            + table.columns[comparator].texts[other],
          likelihood: 0.12 / Double(max(1, min(table.rowCount, 20) - 1)))
      ]
    }
    return []
  }
}

extension RuleFormula {
  /// The column that a difference is taken from: the b of `a - b` and of `100 * (a - b) / b`.
  var comparator: Int? {
    let node: Node
    if let (_, base) = root.percentChange {
      node = base
    } else if case .subtract(_, let base) = root {
      node = base
    } else {
      return nil
    }
    guard case .slot(let slot) = node, !slots[slot].isSum else { return nil }
    return slots[slot].column
  }
}
