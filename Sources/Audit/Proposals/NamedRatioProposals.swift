import Numbers

/// `frequency = reoffences / reoffenders` where a column is named “Reoffences per offender”: the name tells the figure
/// above, the rows tell below which.
///
/// In a table of two rows one that is cut off would hide the rule from a search by numbers alone. It is proposed where
/// some row obeys it with three digits or more and every other is within two units of its last digit.
struct NamedRatioProposals {
  private let proposer: RuleProposer
  private let known: Set<String>
  private var table: AuditedTable { proposer.table }

  init(_ proposer: RuleProposer, besides proposals: [RuleProposal]) {
    self.proposer = proposer
    known = Set(proposals.map(\.rule.text))
  }

  func proposals() -> [RuleProposal] {
    guard (2...2_000).contains(table.rowCount) else { return [] }
    return table.columns.indices.compactMap { target in
      guard let above = above(target) else { return nil }
      let choices = table.columns.indices.filter { below in
        below != target && below != above && table.columns[below].isWhole && fits(target, above, below)
      }
      guard choices.count == 1, let below = choices.first else { return nil }
      let text = "\(proposer.name(target)) = \(proposer.name(above)) / \(proposer.name(below))"
      guard !known.contains(text) else { return nil }
      return proposer.proposal(text) { audit in
        guard audit.consistentCount > 0, audit.inconsistentCount <= max(1, audit.consistentCount),
          !audit.breaksLongFigures
        else {
          return nil
        }
        return "its name says \(table.columns[above].name) per something, and "
          + "\(audit.consistentCount) of \(audit.consistentCount + audit.inconsistentCount) rows are that to the last digit; "
          + RuleProposer.chance(audit.surprise)
      }
    }
  }

  /// The column of whole numbers that the words before “per” name.
  private func above(_ target: Int) -> Int? {
    let words = table.columns[target].name.lowercased().split { !($0.isLetter || $0 == "-") }.map(String.init)
    guard let per = words.firstIndex(of: "per"), per > 0, per + 1 < words.count,
      table.columns[target].isNumeric,
      !table.columns[target].isWhole, !["cent", "capita", "annum", "year", "day"].contains(words[per + 1])
    else { return nil }
    let name = ColumnName.stem(words[per - 1])
    let found = table.columns.indices.filter { column in
      column != target && table.columns[column].isWhole
        && AuditedTable.words(of: table.columns[column].name.replacing("-", with: "")).map(ColumnName.stem)
          .contains(name)
    }
    return found.count == 1 ? found[0] : nil
  }

  private func fits(_ target: Int, _ above: Int, _ below: Int) -> Bool {
    var exact = 0
    var decided = 0
    for row in 0..<table.rowCount where !table.isSummary(row) {
      guard let printed = table.columns[target].numbers[row],
        let a = table.columns[above].numbers[row]?.value.double,
        let b = table.columns[below].numbers[row]?.value.double, b > 0
      else { continue }
      decided += 1
      let unit = printed.unitInLastPlace.double
      let distance = abs(printed.value.double - a / b)
      guard distance <= 2 * unit else { return false }
      if distance <= unit / 2 * (1 + 1e-9), abs(printed.significand) >= 100 { exact += 1 }
    }
    return decided >= 2 && exact >= 1
  }
}
