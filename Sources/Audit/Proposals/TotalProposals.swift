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
  /// What the table says; nil where it has no total.
  private var reading: Reading?

  init(_ proposer: RuleProposer) {
    self.proposer = proposer
    reading = read()
  }

  /// The rows of a total and its parts, and what the columns say of them.
  private struct Reading {
    let total: Int
    let parts: [Int]
    /// The columns that add up, those that are called wrong, and those that do not add up and are left open.
    let holds: [Int]
    let accused: [Int]
    let open: [Int]
  }

  func proposals() -> [RuleProposal] {
    guard let reading else { return [] }
    let (parts, holds, total) = (reading.parts, reading.holds, reading.total)
    guard let label = label(of: total) else { return [] }
    let leftOut = Set(0..<table.rowCount).subtracting(parts + [total])
    let name = table.columns[label].texts[total]
    return (holds + reading.accused).sorted().compactMap { column in
      proposer.proposal(
        "sum(\(proposer.name(column))) = \(proposer.name(column)) where \(proposer.name(label)) = \"\(name)\"",
        leavingOut: leftOut
      ) { audit in
        guard audit.consistentCount + audit.inconsistentCount == 1 else { return nil }
        return holds.count > (holds.contains(column) ? 1 : 0)
          ? "\(name) is the sum of \(parts.count) rows in \(holds.count) of \(holds.count + reading.accused.count + reading.open.count) columns; "
            + RuleProposer.chance(evidence(holds, total))
          : "\(name) is the sum of the other rows"
      }
    }
  }

  /// Totals by name that the rows do not make up and that are not called wrong.
  func undecided() -> [UncheckedFigure] {
    guard let reading, let label = label(of: reading.total) else { return [] }
    return reading.open.compactMap { column in
      guard let sum = sum(reading.parts, column), let whole = value(reading.total, column) else { return nil }
      let name = table.columns[label].texts[reading.total]
      return UncheckedFigure(
        words:
          "\(name): \(RelationMessage.spoken(table.columns[column].name)) \(printed(whole, column))",
        line: table.line(ofRow: reading.total) ?? reading.total + 1,
        reason:
          "the \(reading.parts.count) rows add up to \(printed(sum, column)), and nothing says that "
          + "they are all of its parts")
    }
  }

  private func printed(_ value: Int, _ column: Int) -> String {
    GroupedDigits.text(
      "\(PublishedNumber(significand: value, decimals: table.columns[column].decimals))")
  }

  /// The column that names the total.
  private func label(of total: Int) -> Int? {
    let named = [firstWordColumn(total), table.labelColumns.first].compactMap(\.self)
    return named.first {
      let text = table.columns[$0].texts[total]
      return !text.isEmpty && !text.contains("\"") && !table.columns[$0].name.contains("\"")
    }
  }

  private func read() -> Reading? {
    guard table.rowCount >= 3, table.rowCount <= 2_000, table.documentColumn == nil else { return nil }
    let figures = (0..<table.rowCount).filter { hasFigures($0) }
    let totals = table.totalRows()
    if totals.count == 1, let total = totals.first {
      guard total == 0 || total == figures.first || total >= table.rowCount - 3 || total == figures.last
      else {
        return nil
      }
      return reading(of: total, figures)
    }
    guard totals.isEmpty, let first = figures.first, let last = figures.last, figures.count >= 4 else {
      return nil
    }
    return [last, first].lazy.compactMap { unnamed($0, figures) }.first
  }

  /// The reading of a row that is called a total.
  private func reading(of total: Int, _ figures: [Int]) -> Reading? {
    let (rows, columns) = candidates(total, figures)
    guard rows.count >= 2, !columns.isEmpty, label(of: total) != nil else { return nil }
    let scored = partitions(rows, columns, total).map { parts in
      (parts: parts, holds: columns.filter { adds(parts, $0, total) })
    }
    guard let (parts, holds) = scored.max(by: { $0.holds.count < $1.holds.count }) else { return nil }
    let unequal = columns.filter { !holds.contains($0) && isComplete(parts, $0) }
    let broken = unequal.filter {
      let plain = PlainTotal(table, parts, $0, total)
      guard !hasPartsOfItsOwn($0, rows.filter { !parts.contains($0) }, holds) else { return false }
      if table.columns[$0].decimals > 0 { return plain.isNear || plain.isSlip }
      return isComparable(parts, $0, total) || holds.count >= 2 && plain.isSlip
    }
    let isProven = holds.contains { abs(table.columns[$0].numbers[total]?.significand ?? 0) >= 20 }
    let accused: [Int]
    if isProven, holds.count == 1, broken.contains(where: { isPerturbed(parts, $0, total) }) {
      accused = []
    } else if isProven {
      accused = broken.count <= max(1, holds.count / 2) ? broken : []
    } else if holds.isEmpty, columns.count == 1, unequal.count == 1, areAll(rows, figures, total) {
      accused = PlainTotal(table, parts, unequal[0], total).isWrong ? unequal : []
    } else {
      accused = []
    }
    return Reading(
      total: total, parts: parts, holds: holds, accused: accused,
      open: unequal.filter { !accused.contains($0) })
  }

  /// Whether a column has figures in rows where the columns that add up have none: these may be parts of its total alone.
  private func hasPartsOfItsOwn(_ column: Int, _ others: [Int], _ holds: [Int]) -> Bool {
    !holds.isEmpty
      && others.contains { row in
        table.columns[column].numbers[row] != nil
          && holds.allSatisfy { table.columns[$0].numbers[row] == nil }
      }
  }

  /// The rows that may be parts of a total, and the columns in which it counts something.
  private func candidates(_ total: Int, _ figures: [Int]) -> (rows: [Int], columns: [Int]) {
    let rows = figures.filter { $0 != total && !table.isSummary($0) }
    let columns = table.columns.indices.filter { isCount($0) && value(total, $0) != nil }
    let amounts = columns.filter { table.columns[$0].decimals > 0 }
    let adding = amounts.filter { adds(rows, $0, total) }
    let areAmounts = evidence(adding, total) >= 2
    return (
      rows, columns.filter { !amounts.contains($0) || areAmounts || table.columns[$0].namesAmount }
    )
  }

  /// Whether every row beside the total is a part: none that its label calls a rate, an average or a total of some lies
  /// among them.
  private func areAll(_ rows: [Int], _ figures: [Int], _ total: Int) -> Bool {
    let others = figures.filter { $0 != total && !rows.contains($0) }
    return rows.count <= NamedFormulaProposals.mostRows
      && others.allSatisfy { total > (rows.last ?? 0) && $0 > total }
  }

  /// The reading of a first or last row that other words name, such as *England and Wales*: the columns that add up say
  /// that it is a total.
  private func unnamed(_ total: Int, _ figures: [Int]) -> Reading? {
    let (rows, columns) = candidates(total, figures)
    guard rows.count >= 3, !columns.isEmpty, let label = label(of: total), !table.isSummary(total) else {
      return nil
    }
    let holds = columns.filter { adds(rows, $0, total) && (value(total, $0) ?? 0) > 0 }
    let unequal = columns.filter { !holds.contains($0) && isComplete(rows, $0) }
    let isAggregate = PlainTotal.namesAggregate(table.columns[label].texts[total])
    let accused = unequal.filter { column in
      let plain = PlainTotal(table, rows, column, total)
      return holds.isEmpty ? columns.count == 1 && isAggregate && plain.isNear && plain.isSlip : plain.isNear
    }
    let isProven =
      evidence(holds, total) >= (isAggregate ? 2 : Self.leastForUnnamed)
      && holds.contains { (value(total, $0) ?? 0) >= 20 } && accused.count <= max(1, holds.count / 2)
    guard isProven || holds.isEmpty && !accused.isEmpty else { return nil }
    return Reading(total: total, parts: rows, holds: holds, accused: accused, open: [])
  }

  /// The evidence that a row is a total though no word says so.
  private static let leastForUnnamed = 4.0

  /// Each column that adds up would do so by accident once in about a quarter of its total.
  private func evidence(_ columns: [Int], _ total: Int) -> Double {
    columns.reduce(0) { sum, column in
      let allowed = table.columns[column].decimals > 0 ? Double(table.rowCount) : 1
      return sum + max(1, Double(abs(value(total, column) ?? 0)) / (4 * allowed)).logarithm10
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
        $0.map { ($0.unit == .plain || $0.unit == .pounds) && $0.scale == 0 && $0.significand >= 0 } ?? true
      } && one.decimals <= 3
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

  private func value(_ row: Int, _ column: Int) -> Int? { table.columns[column].inLastPlaces(row) }

  /// Whether parts add up to the total, within what their rounding allows.
  private func adds(_ parts: [Int], _ column: Int, _ total: Int) -> Bool {
    guard let whole = value(total, column), let sum = sum(parts, column) else { return false }
    return abs(sum - whole) <= slack(parts, column)
  }

  private func slack(_ parts: [Int], _ column: Int) -> Int {
    let one = table.columns[column]
    return Int((one.decimals > 0 ? 0.5 : one.roundedHalf) * Double(parts.count + 1))
  }

  /// The sets of rows that could be the parts: all; all without parts of parts; the runs that each make up the total.
  private func partitions(_ rows: [Int], _ columns: [Int], _ total: Int) -> [[Int]] {
    let smaller = [
      rows.filter { !table.isOfWhich($0) },
      rows.filter { !table.isOfWhich($0) && !table.isUnknown($0) },
      rows.filter { !table.isIndented($0) },
      withoutChildren(rows, columns, childrenAreBelow: true),
      withoutChildren(rows, columns, childrenAreBelow: false),
    ]
    var found = [rows] + smaller.filter { (2..<rows.count).contains($0.count) }
    for column in columns {
      var run: [Int] = []
      for row in rows {
        run.append(row)
        if run.count >= 2, adds(run, column, total) {
          let rest = rows.filter { !run.contains($0) }
          let isMistake =
            rest.count == 1 && columns.count == 1
            && PlainTotal(table, rows, column, total).leavesOut(rest[0])
          if !rest.isEmpty, !isMistake { found.append(run) }
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

  /// Whether parts are so near to a total that they may be meant to make it up: a third below it, as a sum that lacks a
  /// part is smaller yet, up to double, or ten times off; of more than a dozen parts within a tenth, or one of them off.
  private func isComparable(_ parts: [Int], _ column: Int, _ total: Int) -> Bool {
    let figures = parts.compactMap { value($0, column) }
    let sum = figures.reduce(0, +)
    guard let whole = value(total, column), whole > 0, sum > 0 else { return false }
    if parts.count > 12, figures.contains(abs(sum - whole)) { return true }
    let ratio = Double(sum) / Double(whole)
    let allowed = parts.count > 12 ? 0.9...1.1 : 0.66...2
    return [1, 10, 0.1].contains { allowed.contains(ratio / $0) }
  }

  /// Whether a total of many parts differs from their sum by so little that each may have been changed by chance before
  /// it was published, as offices do to protect small counts.
  private func isPerturbed(_ parts: [Int], _ column: Int, _ total: Int) -> Bool {
    guard parts.count > 30, let whole = value(total, column) else { return false }
    return 10 * abs(parts.compactMap { value($0, column) }.reduce(0, +) - whole) <= parts.count
  }

  private func sum(_ parts: [Int], _ column: Int) -> Int? {
    var sum = 0
    for row in parts {
      guard let own = value(row, column) else { return nil }
      sum += own
    }
    return sum
  }
}

extension AuditedTable {
  /// The rows whose label says that they are a total, in their order.
  func totalRows() -> [Int] {
    (0..<rowCount).filter { row in columns.prefix(4).contains { Self.isTotalLabel($0.texts[row]) } }
  }

  /// The first and the last row with figures where they have no name though nearly all others have one: sums of what
  /// stands between.
  func namelessEnds() -> [Int] {
    guard let label = labelColumns.first else { return [] }
    let names = columns[label].texts
    let figures = (0..<rowCount).filter { row in columns.contains { $0.isNumeric && $0.numbers[row] != nil } }
    guard figures.count >= 4, let first = figures.first, let last = figures.last,
      10 * figures.count(where: { !names[$0].isEmpty }) >= 8 * figures.count
    else { return [] }
    return [first, last].filter { names[$0].isEmpty }
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

  /// Whether a row holds some of those in another, as its label says.
  func isOfWhich(_ row: Int) -> Bool {
    columns.prefix(3).contains { column in
      let label = column.texts[row].lowercased()
      return label.contains("of which") || label.contains("of whom") || label.contains("of these")
        || label.contains("including")
    }
  }

  /// Whether a row counts those of whom something is not known.
  func isUnknown(_ row: Int) -> Bool {
    columns.prefix(3).contains { column in
      let words = Self.words(of: column.texts[row])
      return !words.isDisjoint(with: [
        "unknown", "missing", "unspecified", "refused", "unrecorded", "undisclosed", "blank", "na",
      ])
        || words.contains("not")
          && !words.isDisjoint(with: ["known", "stated", "recorded", "given", "available"])
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
