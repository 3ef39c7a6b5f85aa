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
        let found = proposer.proposal(text, leavingOut: rowsOfOtherBases(percent, count, base)) { audit in
          guard proposer.isUsual(holds: audit.consistentCount, breaks: audit.inconsistentCount),
            audit.consistentCount >= 3, !proposer.areNearMisses(audit)
          else { return nil }
          return
            "\(audit.consistentCount) of \(audit.consistentCount + audit.inconsistentCount) rows are shares of \(words); "
            + RuleProposer.chance(proposer.surprise(audit))
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
    for row in table.totalRows(beside: []) {
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
