import Numbers

/// The explanations of one row that breaks one equation.
struct RelationCauseSearch {
  let check: RelationCheck
  let copies: CopyIndex
  let relation: RelationCheck.BoundRelation
  let row: Int
  let target: Int
  let number: PublishedNumber
  let computed: RoundingInterval
  let published: RoundingInterval
  /// Whether most rows break the equation, as they do where all rest on another base.
  let breaksMostly: Bool

  var table: AuditedTable { check.context.table }
  var targetName: String { table.columns[target].name }
  /// The columns that are computed with, each once.
  var inputs: [Int] {
    var seen: Set<Int> = []
    return relation.computed.slots.filter { !$0.isSum && seen.insert($0.column).inserted }.map(\.column)
  }

  func candidates() -> [CauseCandidate] {
    shortened() + targetSlips() + inputSlips() + targetCopies() + inputCopies() + shift()
      + otherCalculations() + otherColumns() + comparatorSlips() + otherBase()
  }

  /// Cut off, or raised, instead of rounded.
  private func shortened() -> [CauseCandidate] {
    let cut = number.interval(rounding: .truncated, wholeIsRounded: relation.targetIsRounded)
    guard cut.overlaps(computed), !number.isWholeCount || relation.targetIsRounded else { return [] }
    let meant = number.reprinted(computed) ?? computed.description
    return [
      CauseCandidate(
        kind: .truncated, column: targetName, correction: number.reprinted(computed),
        explanation:
          "\(computed) was cut off to \(table.columns[target].texts[row]) instead of rounded to \(meant)",
        likelihood: 0.3)
    ]
  }

  private func targetSlips() -> [CauseCandidate] {
    DigitSlip.all(of: number).compactMap { slip in
      let interval = slip.number.interval(
        rounding: check.context.options.rounding, wholeIsRounded: relation.targetIsRounded)
      guard interval.overlaps(computed) else { return nil }
      return CauseCandidate(
        kind: slip.kind, column: targetName, correction: slip.number.description,
        explanation: "\(slip.phrase): \(slip.number) in \(targetName) would agree", likelihood: slip.prior)
    }
  }

  /// With more than three figures to compute from, one slip or another nearly always fits, and says nothing.
  private func inputSlips() -> [CauseCandidate] {
    guard inputs.count <= 3 else { return [] }
    return inputs.flatMap { input -> [CauseCandidate] in
      guard let own = table.columns[input].numbers[row] else { return [] }
      return DigitSlip.all(of: own).compactMap { slip in
        let interval = slip.number.interval(
          rounding: check.context.options.rounding, wholeIsRounded: check.context.isRounded(input))
        guard !table.columns[input].isWhole || slip.number.decimals == 0, agrees(replacing: [input: interval])
        else {
          return nil
        }
        return CauseCandidate(
          kind: slip.kind, column: table.columns[input].name, correction: slip.number.description,
          explanation: "\(slip.phrase): \(slip.number) in \(table.columns[input].name) would agree",
          likelihood: slip.prior)
      }
    }
  }

  /// The figure stands in another row, in another column of this row, or in another table.
  private func targetCopies() -> [CauseCandidate] {
    var found: [CauseCandidate] = []
    let share = 1 / Double(max(1, table.rowCount - 1))
    let correction = number.reprinted(computed)
    for other in copies.rows(printing: number, inColumn: target, besides: row).prefix(20)
    where !table.areSamePrinting(row, other) {
      let isNear = abs(other - row) == 1
      found.append(
        CauseCandidate(
          kind: .otherRow, column: targetName, correction: correction,
          explanation: "\(table.columns[target].texts[row]) is the \(targetName) of \(copies.name(other))",
          likelihood: isNear ? max(0.06, 0.12 * share) : 0.12 * share))
    }
    for (index, column) in table.columns.enumerated() where index != target && number.significantDigits > 1 {
      guard let other = column.numbers[row], other.value == number.value else { continue }
      found.append(
        CauseCandidate(
          kind: .otherColumn, column: targetName, correction: correction,
          explanation: "\(table.columns[target].texts[row]) is the \(column.name) of this row",
          likelihood: number.significantDigits > 2 ? 0.15 : 0.1 / Double(table.columns.count)))
    }
    if let first = copies.otherTables(printing: number).first {
      found.append(
        CauseCandidate(
          kind: .otherTable, column: targetName, correction: correction,
          explanation: "\(first.column.texts[first.row]) is the \(first.column.name) of "
            + "\(first.table.label(ofRow: first.row)) in \(first.table.name)",
          likelihood: 0.002))
    }
    return found
  }

  /// All counts, or one of them, repeat those of a row that agrees with its own figure.
  private func inputCopies() -> [CauseCandidate] {
    let numbers = inputs.compactMap { table.columns[$0].numbers[row] }
    guard numbers.count == inputs.count, let first = inputs.first else { return [] }
    let sources = copies.rows(printing: numbers[0], inColumn: first, besides: row).filter { isSource($0) }
    let whole = sources.filter { other in
      zip(inputs, numbers).allSatisfy { table.columns[$0].numbers[other]?.hasSamePrint(as: $1) == true }
    }
    if let source = nearest(whole), numbers.reduce(0, { $0 + $1.significantDigits }) >= 4 {
      let names = inputs.map { table.columns[$0].name }.joined(separator: " and ")
      return [
        CauseCandidate(
          kind: .otherRow, column: names, correction: nil,
          explanation: "\(names) repeat those of \(copies.name(source)); \(table.columns[target].texts[row]) "
            + "belongs to other figures",
          likelihood: 0.6)
      ]
    }
    return inputs.flatMap { input -> [CauseCandidate] in
      guard let own = table.columns[input].numbers[row], own.significantDigits >= 3 else { return [] }
      let rows = copies.rows(printing: own, inColumn: input, besides: row).filter { isSource($0) }
      guard let source = nearest(rows) else { return [] }
      let surprise = Double(powerOfTen(min(6, own.significantDigits)))
      let near = abs(source - row) == 1 ? 0.5 : 1 / Double(max(1, table.rowCount - 1))
      return [
        CauseCandidate(
          kind: .otherRow, column: table.columns[input].name, correction: nil,
          explanation: "\(own) is the \(table.columns[input].name) of \(copies.name(source))",
          likelihood: min(0.3, 0.12 * near * surprise / 1000))
      ]
    }
  }

  /// Whether a row could have been copied from: it prints another result and agrees with it.
  private func isSource(_ other: Int) -> Bool {
    guard let theirs = table.columns[target].numbers[other], !theirs.hasSamePrint(as: number),
      !table.areSamePrinting(row, other), let range = check.computedRange(relation, row: other)
    else { return false }
    let nearby = theirs.replacing(significand: theirs.significand, decimals: theirs.decimals).widened
    return nearby.overlaps(RoundingInterval(range.lower, range.upper))
  }

  /// The nearest row, of the same document where the table has several.
  private func nearest(_ rows: [Int]) -> Int? {
    let document = table.documentColumn
    return rows.min { first, second in
      func rank(_ other: Int) -> (Int, Int) {
        let same = document.map { table.columns[$0].texts[other] == table.columns[$0].texts[row] } ?? true
        return (same ? 0 : 1, abs(other - row))
      }
      return rank(first) < rank(second)
    }
  }

  /// The figure belongs to the row above or below, and so does its neighbour's.
  private func shift() -> [CauseCandidate] {
    for step in [-1, 1] {
      let run = [-2, -1, 1, 2].filter {
        isShifted(row + $0, by: step) && isShifted(row + $0.signum(), by: step)
      }
      guard isShifted(row, by: step), run.contains(where: { abs($0) == 1 }) else { continue }
      return [
        CauseCandidate(
          kind: .shifted, column: targetName, correction: number.reprinted(computed),
          explanation:
            "\(table.columns[target].texts[row]) belongs to \(copies.name(row + step)), and the figures "
            + "beside it are shifted alike",
          likelihood: 0.5)
      ]
    }
    return []
  }

  private func isShifted(_ row: Int, by step: Int) -> Bool {
    guard (0..<table.rowCount).contains(row), (0..<table.rowCount).contains(row + step),
      let own = check.publishedInterval(relation, row: row),
      let here = check.computedRange(relation, row: row),
      let there = check.computedRange(relation, row: row + step)
    else { return false }
    return !own.overlaps(RoundingInterval(here.lower, here.upper))
      && own.overlaps(RoundingInterval(there.lower, there.upper))
  }

  /// Whether the row agrees with some columns replaced, were the figure cut off instead of rounded.
  func agreesCutOff(replacing columns: [Int: RoundingInterval]) -> Bool {
    guard !number.isWholeCount || relation.targetIsRounded,
      let range = check.computedRange(relation, row: row, replacing: columns)
    else { return false }
    let cut = number.interval(rounding: .truncated, wholeIsRounded: relation.targetIsRounded)
    return cut.overlaps(RoundingInterval(range.lower, range.upper))
  }

  /// Whether the row agrees with some columns replaced.
  func agrees(replacing columns: [Int: RoundingInterval]) -> Bool {
    guard let range = check.computedRange(relation, row: row, replacing: columns) else { return false }
    return published.overlaps(RoundingInterval(range.lower, range.upper))
  }
}

extension PublishedNumber {
  /// The interval one unit of the last digit wider on either side.
  fileprivate var widened: RoundingInterval {
    let unit = unitInLastPlace
    guard let lower = try? value - unit, let upper = try? value + unit else { return RoundingInterval(value) }
    return RoundingInterval(lower, upper)
  }
}
