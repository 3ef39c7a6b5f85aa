import Numbers

/// A total row above or below its parts, whatever of the rows between are parts of parts.
///
/// The rows that are parts are told by the columns that add up; the other columns are then held against them. Without
/// a column that adds up, a total is only held against its parts where they say that they are all of them.
///
/// - Source: Jiang, Vitagliano, Hameed and Naumann (2022), *EDBT* 25, “Aggregation Detection in CSV Files”.
struct TotalProposals {
  private let proposer: RuleProposer
  private var table: AuditedTable { proposer.table }

  init(_ proposer: RuleProposer) {
    self.proposer = proposer
  }

  func proposals() -> [RuleProposal] {
    guard table.rowCount >= 4, table.rowCount <= 2_000, table.documentColumn == nil else { return [] }
    let totals = table.totalRows(beside: [])
    guard totals.count == 1, let total = totals.first, total == 0 || total >= table.rowCount - 3 else {
      return []
    }
    let rows = (0..<table.rowCount).filter { $0 != total && !table.isSummary($0) && hasFigures($0) }
    let columns = table.columns.indices.filter {
      isCount($0) && table.columns[$0].numbers[total]?.isWholeCount == true
    }
    guard rows.count >= 2, !columns.isEmpty, let label = table.labelColumns.first ?? firstWordColumn(total)
    else { return [] }
    let choices = partitions(rows, columns, total)
    let scored = choices.map { parts in (parts: parts, holds: columns.filter { adds(parts, $0, total) }) }
    guard let best = scored.max(by: { $0.holds.count < $1.holds.count }) else { return [] }
    let (parts, holds) = best
    let broken = columns.filter {
      !holds.contains($0) && isComplete(parts, $0)
        && (isComparable(parts, $0, total) || holds.count >= 2 && isOneSlip(parts, $0, total))
    }
    let isProven = holds.contains { abs(table.columns[$0].numbers[total]?.significand ?? 0) >= 20 }
    let accused: [Int]
    if isProven, holds.count == 1, broken.contains(where: { isPerturbed(parts, $0, total) }) {
      accused = []
    } else if isProven {
      accused = broken.count <= max(1, holds.count / 2) ? broken : []
    } else if holds.isEmpty, columns.count == 1, broken.count == 1, saysRest(parts) {
      accused = isNear(parts, broken[0], total) ? broken : []
    } else {
      accused = []
    }
    let leftOut = Set((0..<table.rowCount).filter { $0 != total && !parts.contains($0) })
    let name = table.columns[label].texts[total]
    guard !name.isEmpty, !name.contains("\"") else { return [] }
    return columns.filter { holds.contains($0) || accused.contains($0) }.compactMap { column in
      proposer.proposal(
        "sum(\(proposer.name(column))) = \(proposer.name(column)) where \(proposer.name(label)) = \"\(name)\"",
        leavingOut: leftOut
      ) { audit in
        guard audit.consistentCount + audit.inconsistentCount == 1 else { return nil }
        return holds.count > (holds.contains(column) ? 1 : 0)
          ? "\(name) is the sum of \(parts.count) rows in \(holds.count) of \(columns.count) columns; "
            + RuleProposer.chance(evidence(holds, total))
          : "\(name) is the sum of the other rows"
      }
    }
  }

  /// Each column that adds up would do so by accident once in about a quarter of its total.
  private func evidence(_ columns: [Int], _ total: Int) -> Double {
    columns.reduce(0) { sum, column in
      sum + max(1, Double(abs(value(total, column) ?? 0)) / 4).logarithm10
    }
  }

  private func firstWordColumn(_ row: Int) -> Int? {
    table.columns.indices.first { AuditedTable.isTotalLabel(table.columns[$0].texts[row]) }
  }

  private func isCount(_ column: Int) -> Bool {
    let one = table.columns[column]
    let words = AuditedTable.words(of: one.name)
    return one.isNumeric && one.isNamed && !one.namesRate && one.numberCount > 2
      && one.numbers.allSatisfy {
        $0.map { ($0.isWholeCount || $0.unit == .pounds) && $0.significand >= 0 } ?? true
      }
      && words.isDisjoint(with: [
        "rank", "ranks", "position", "year", "age", "id", "code", "order", "no", "sd", "median", "average",
        "mean", "week", "round", "day", "season", "game", "match", "episode", "lap",
      ])
  }

  private func hasFigures(_ row: Int) -> Bool {
    table.columns.contains { $0.isNumeric && $0.numbers[row] != nil }
  }

  private func isComplete(_ parts: [Int], _ column: Int) -> Bool {
    parts.allSatisfy { table.columns[column].numbers[$0] != nil }
  }

  private func value(_ row: Int, _ column: Int) -> Int? {
    table.columns[column].numbers[row].flatMap { $0.isWholeCount ? $0.significand : nil }
  }

  /// Whether parts add up to the total, within what their rounding allows.
  private func adds(_ parts: [Int], _ column: Int, _ total: Int) -> Bool {
    guard let whole = value(total, column) else { return false }
    var sum = 0
    for row in parts {
      guard let own = value(row, column) else { return false }
      sum += own
    }
    let slack = Int(table.columns[column].roundedHalf * Double(parts.count + 1))
    return abs(sum - whole) <= slack
  }

  /// The sets of rows that could be the parts: all; all without parts of parts; the runs that each make up the total.
  private func partitions(_ rows: [Int], _ columns: [Int], _ total: Int) -> [[Int]] {
    var found = [rows]
    let indented = rows.filter { !table.isIndented($0) }
    if indented.count < rows.count, indented.count >= 2 { found.append(indented) }
    for isBelow in [true, false] {
      let top = withoutChildren(rows, columns, childrenAreBelow: isBelow)
      if top.count < rows.count, top.count >= 2 { found.append(top) }
    }
    for column in columns {
      var run: [Int] = []
      for row in rows {
        run.append(row)
        if run.count >= 2, adds(run, column, total) {
          if run.count < rows.count { found.append(run) }
          run = []
        }
      }
    }
    return found
  }

  /// The rows without those that make up the row above (or below) them in every column that counts.
  private func withoutChildren(_ rows: [Int], _ columns: [Int], childrenAreBelow: Bool) -> [Int] {
    let order = childrenAreBelow ? rows : rows.reversed()
    var top: [Int] = []
    var index = 0
    while index < order.count {
      top.append(order[index])
      var next = index + 1
      if let count = children(of: index, in: order, columns) { next = index + 1 + count }
      index = next
    }
    return top.sorted()
  }

  private func children(of parent: Int, in order: [Int], _ columns: [Int]) -> Int? {
    for count in 2...12 where parent + count < order.count {
      let parts = Array(order[(parent + 1)...(parent + count)])
      let holds = columns.filter { adds(parts, $0, order[parent]) && (value(order[parent], $0) ?? 0) > 0 }
      if !holds.isEmpty, holds.count >= columns.count - columns.count / 3 { return count }
    }
    return nil
  }

  /// Whether the parts say that they are all of them: one is the rest, or two are complementary.
  private func saysRest(_ parts: [Int]) -> Bool {
    let words = parts.flatMap { row in
      table.labelColumns.prefix(1).flatMap { Array(AuditedTable.words(of: table.columns[$0].texts[row])) }
    }
    return words.contains { ProseWords.rest.contains($0) }
      || parts.count == 2 && ProseWords.areComplementary(words)
  }

  /// Whether parts are so near to a total that they may be meant to make it up: a third below it, as a sum that lacks a
  /// part is smaller yet, up to double, or ten times off.
  private func isComparable(_ parts: [Int], _ column: Int, _ total: Int) -> Bool {
    let sum = Double(parts.compactMap { value($0, column) }.reduce(0, +))
    guard let whole = value(total, column).map(Double.init), whole > 0, sum > 0 else { return false }
    let ratio = sum / whole
    return [1, 10, 0.1].contains { (0.66...2).contains(ratio / $0) }
  }

  /// Whether a total of many parts differs from their sum by so little that each may have been changed by chance before
  /// it was published, as offices do to protect small counts.
  private func isPerturbed(_ parts: [Int], _ column: Int, _ total: Int) -> Bool {
    guard parts.count > 30, let whole = value(total, column) else { return false }
    return 10 * abs(parts.compactMap { value($0, column) }.reduce(0, +) - whole) <= parts.count
  }

  /// Whether a total is the sum of its parts with one digit wrong, or two neighbouring digits swapped.
  private func isOneSlip(_ parts: [Int], _ column: Int, _ total: Int) -> Bool {
    guard let whole = value(total, column), whole >= 100 else { return false }
    let sum = parts.compactMap { value($0, column) }.reduce(0, +)
    return DigitSlip.all(of: PublishedNumber(significand: whole, decimals: 0)).contains {
      [.wrongDigit, .lastDigit, .digitsSwapped].contains($0.kind) && $0.number.significand == sum
    }
  }

  private func isNear(_ parts: [Int], _ column: Int, _ total: Int) -> Bool {
    let sum = parts.compactMap { value($0, column) }.reduce(0, +)
    guard let whole = value(total, column), whole > 0, table.columns[column].roundedTo == 0 else {
      return false
    }
    return abs(sum - whole) * 10 <= whole
  }
}

extension AuditedTable {
  /// The rows whose label says that they are a total, in their order.
  func totalRows(beside columns: [Int]) -> [Int] {
    (0..<rowCount).filter { row in
      self.columns.indices.prefix(4).contains {
        !columns.contains($0) && Self.isTotalLabel(self.columns[$0].texts[row])
      }
    }
  }

  /// Whether a label is that of a total.
  static func isTotalLabel(_ text: String) -> Bool {
    guard text.count <= 40, text.contains(where: \.isLetter) else { return false }
    let words = text.lowercased().split { !$0.isLetter }
    guard let first = words.first, words.count <= 4 else { return false }
    if ["total", "totals", "overall", "sum"].contains(first) { return words.count <= 3 }
    if first == "grand", words.count > 1 { return words[1] == "total" }
    if first == "all" { return words.count <= 3 && !words.contains("other") && !words.contains("others") }
    return words.count <= 3 && words.last == "total"
  }

  /// Whether a row holds a change, an average or a rate of the rows above, and is no part.
  func isSummary(_ row: Int) -> Bool {
    let labels = columns.indices.prefix(3).filter {
      !columns[$0].isNumeric || columns[$0].numbers[row] == nil
    }.map { columns[$0].texts[row].lowercased() }
    return labels.contains { label in
      let words = Set(label.split { !($0.isLetter || $0 == "%") }.map(String.init))
      return !words.isDisjoint(with: [
        "change", "difference", "average", "mean", "median", "percent", "percentage", "%", "rate", "per",
        "cagr", "ratio", "sd",
      ])
        || Self.isTotalLabel(label) || words.contains("subtotal") || label.contains("sub-total")
    }
  }

  /// Whether the label of a row is set in, or is said to be a part of the one above.
  func isIndented(_ row: Int) -> Bool {
    guard let label = columns.first?.texts[row] else { return false }
    return label.first?.isWhitespace == true || label.hasPrefix("-") || label.hasPrefix("–")
      || label.hasPrefix("•")
      || label.lowercased().hasPrefix("of which") || label.lowercased().hasPrefix("of whom")
  }
}
