import Numbers

/// Percentages of a group whose size stands in the heading, `Reoffended (n = 470)`, or in a row of its own.
struct TableOneProposals {
  private let proposer: RuleProposer
  private var table: AuditedTable { proposer.table }

  init(_ proposer: RuleProposer) {
    self.proposer = proposer
  }

  func proposals() -> [RuleProposal] {
    guard table.rowCount >= 3, table.rowCount <= 2_000 else { return [] }
    return table.columns.indices.compactMap { percent -> RuleProposal? in
      guard percent > 0, table.columns[percent].name.hasSuffix(" %") else { return nil }
      let count = percent - 1
      guard table.columns[percent].name == table.columns[count].name + " %" else { return nil }
      for (base, words) in bases(count) {
        let text = "\(proposer.name(percent)) = 100 * \(proposer.name(count)) / \(base)"
        let doubted = rowsInDoubt(percent, count, base)
        let leftOut = rowsOfOtherBases(percent, count, base).union(doubted)
        let found = proposer.proposal(text, leavingOut: leftOut) { audit in
          guard proposer.isUsual(holds: audit.consistentCount, breaks: audit.inconsistentCount),
            audit.consistentCount >= max(3, doubted.count), !audit.areNearMisses
          else { return nil }
          return
            "\(audit.consistentCount) of \(audit.consistentCount + audit.inconsistentCount) rows are shares of \(words); "
            + RuleProposer.chance(audit.surprise)
        }
        if let found { return found }
      }
      return nil
    }
  }

  /// Rows that follow each other and are shares of their own sum, or of the row above them, and not of the group: parts
  /// of a part, or of those for whom something is known.
  private func rowsOfOtherBases(_ percent: Int, _ count: Int, _ base: Int) -> Set<Int> {
    let rows = (0..<table.rowCount).filter { row in
      table.columns[count].numbers[row]?.isWholeCount == true && table.columns[percent].numbers[row] != nil
    }
    var found: Set<Int> = []
    for (place, first) in rows.enumerated() {
      var sum = 0
      for last in place..<min(place + 12, rows.count) {
        guard rows[last] - first == last - place else { break }
        sum += table.columns[count].numbers[rows[last]]?.significand ?? 0
        let run = rows[place...last]
        if run.count >= 2, run.allSatisfy({ isShare($0, percent, count, of: sum) }) { found.formUnion(run) }
      }
    }
    return found.filter { !isShare($0, percent, count, of: base) }
  }

  /// Rows that break the rule, and may be shares of something else.
  ///
  /// A share that is too large may be one of those for whom something is known, unless the rows around it make up the
  /// group, or it is one slip away and alone, its row right of another group; one that is far off is that of another base,
  /// unless one slip of a digit makes it right.
  private func rowsInDoubt(_ percent: Int, _ count: Int, _ base: Int) -> Set<Int> {
    let rows = (0..<table.rowCount).filter { row in
      table.columns[percent].numbers[row] != nil && table.columns[count].numbers[row] != nil
    }
    let tooLarge = rows.count { row in
      guard let share = table.columns[percent].numbers[row],
        let part = table.columns[count].numbers[row]?.value.double
      else { return false }
      return share.value.double * Double(base) > 100 * part && !isShare(row, percent, count, of: base)
    }
    return Set(
      rows.filter { row in
        guard let share = table.columns[percent].numbers[row],
          let part = table.columns[count].numbers[row]?.value.double, base > 0,
          !isShare(row, percent, count, of: base)
        else { return false }
        let (printed, implied) = (share.value.double, 100 * part / Double(base))
        let isSlip = DigitSlip.all(of: share).contains {
          abs($0.number.value.double - implied) <= share.unitInLastPlace.double / 2 * (1 + 1e-9)
        }
        let isNear = 4 * abs(printed - implied) <= implied
        if printed > implied, part < Double(base), isKnownOfFewer(share, part, base) {
          return !isPartOfWhole(row, count, base)
            && !(isSlip && tooLarge == 1 && isRightElsewhere(row, besides: percent))
        }
        return part == Double(base) || !isSlip && !isNear
      })
  }

  /// Whether a row is a share of the group of other columns.
  private func isRightElsewhere(_ row: Int, besides percent: Int) -> Bool {
    table.columns.indices.dropFirst().contains { other in
      other != percent && table.columns[other].name == table.columns[other - 1].name + " %"
        && bases(other - 1).contains { isShare(row, other, other - 1, of: $0.0) }
    }
  }

  /// Whether a percentage is one of a number of people below a base.
  private func isKnownOfFewer(_ share: PublishedNumber, _ part: Double, _ base: Int) -> Bool {
    let half = share.unitInLastPlace.double / 2
    guard share.value.double > half else { return false }
    let most = (100 * part / (share.value.double - half)).rounded(.down)
    return most >= (100 * part / (share.value.double + half)).rounded(.up) && most < Double(base)
  }

  /// Whether a row and its neighbours make up a base.
  private func isPartOfWhole(_ row: Int, _ count: Int, _ base: Int) -> Bool {
    for first in stride(from: row, through: max(0, row - 12), by: -1) {
      var sum = 0
      for last in first..<min(first + 13, table.rowCount) {
        guard let number = table.columns[count].numbers[last], number.isWholeCount else { break }
        sum += number.significand
        if last > first, last >= row, sum == base { return true }
      }
    }
    return false
  }

  private func isShare(_ row: Int, _ percent: Int, _ count: Int, of base: Int) -> Bool {
    guard base > 0, let share = table.columns[percent].numbers[row],
      let part = table.columns[count].numbers[row]?.value.double
    else { return false }
    return abs(share.value.double - 100 * part / Double(base)) <= share.unitInLastPlace.double / 2
      * (1 + 1e-9)
  }

  /// The sizes that a group can have: from the heading, from a row that is a total, or the one that all but one row share.
  private func bases(_ count: Int) -> [(Int, String)] {
    var found: [(Int, String)] = []
    if let size = sizeInHeading(table.columns[count].name) {
      found.append((size, "the \(size) of the heading"))
    }
    for text in table.columns[count].texts.prefix(4) where text.lowercased().hasPrefix("n") {
      if let size = sizeInHeading(text) { found.append((size, "the \(size) above")) }
    }
    let numbers = table.columns[count].numbers
    for row in table.totalRows() {
      if let number = numbers[row], number.isWholeCount, number.significand > 0 {
        found.append((number.significand, "the total, \(number.significand)"))
      }
    }
    return found
  }

  /// The number behind “n =” in a heading.
  private func sizeInHeading(_ name: String) -> Int? {
    let text = name.lowercased().filter { !$0.isWhitespace }
    guard let mark = text.ranges(of: "n=").last else { return nil }
    let digits = text[mark.upperBound...].prefix { $0.isNumber || $0 == "," }
    return PublishedNumber(digits).map(\.significand)
  }
}
