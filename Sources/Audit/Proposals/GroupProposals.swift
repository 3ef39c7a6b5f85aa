import Numbers

/// Rules over several rows: shares that add up, totals, shares of a group, ranks, comparators.
struct GroupProposals {
  private let proposer: RuleProposer
  private var table: AuditedTable { proposer.table }
  /// The ways to group that make fewer groups than rows, each with its groups.
  private let groupings: [(columns: [Int], groups: [[Int]])]
  /// Rows that are totals or changes of others, and no parts.
  private let summaries: Set<Int>
  /// The one row that is a total, where there are percentages.
  private let totalRow: Int?

  init(_ proposer: RuleProposer) {
    self.proposer = proposer
    let table = proposer.table
    guard table.rowCount >= 2, table.rowCount <= 20_000 else {
      (groupings, summaries, totalRow) = ([], [], nil)
      return
    }
    summaries = table.rowCount <= 2_000 ? Set((0..<table.rowCount).filter { table.isSummary($0) }) : []
    let hasShares = table.columns.contains { Self.isPercent($0) }
    groupings = hasShares ? Self.groupings(of: table) : []
    let totals = hasShares ? table.totalRows() : []
    totalRow = totals.count == 1 ? totals[0] : nil
  }

  func proposals() -> [RuleProposal] {
    guard table.rowCount >= 2, table.rowCount <= 20_000 else { return [] }
    let ofGroup = sharesOfGroup()
    let ofTotal = sharesOfTotal(besides: Set(ofGroup.flatMap { $0.columns(in: table) }))
    let doubted = Set(
      (ofGroup.filter { $0.holds < $0.decidable } + ofTotal).flatMap { $0.columns(in: table) })
    return shares(besides: doubted) + ofGroup + ofTotal + (table.documentColumn == nil ? [] : totals())
      + orders()
      + comparators()
  }

  /// The ways to group: nothing, one label, two labels.
  private static func groupings(of table: AuditedTable) -> [(columns: [Int], groups: [[Int]])] {
    let labels = table.labelColumns.filter { column in
      column != table.documentColumn && !isResult(table.columns[column])
    }.prefix(5)
    let all =
      [[]] + labels.map { [$0] } + labels.flatMap { a in labels.filter { $0 > a }.map { [a, $0] } }
    let included = Array(repeating: true, count: table.rowCount)
    return all.compactMap { grouping in
      let columns = grouping + [table.documentColumn].compactMap { $0 }
      let groups = RowGroups(table, columns: columns, including: included).rows
      return groups.count < table.rowCount ? (grouping, groups) : nil
    }
  }

  /// Whether a column of words holds p-values, intervals or marks, which group nothing.
  private static func isResult(_ column: AuditedColumn) -> Bool {
    let words = AuditedTable.words(of: column.name)
    if !words.isDisjoint(with: ["p", "ci", "interval", "significance", "sig", "footnote", "note", "notes"]) {
      return true
    }
    let filled = column.texts.filter { !$0.isEmpty }
    return filled.contains { $0.hasPrefix("<") || $0.hasPrefix(">") }
      && filled.allSatisfy { $0.first.map { "<>≤≥0123456789.–—-".contains($0) } ?? true }
  }

  private func by(_ grouping: [Int]) -> String {
    grouping.isEmpty ? "" : " by " + grouping.map { proposer.name($0) }.joined(separator: ", ")
  }

  private static func isPercent(_ column: AuditedColumn) -> Bool {
    column.isNumeric && column.numbers.contains { $0?.unit == .percent || column.namesRate }
  }

  /// The figures of a column as floating-point numbers; nil where there is none, or where the row is no part.
  private func values(_ column: Int) -> [Double?] {
    table.columns[column].numbers.indices.map { row in
      summaries.contains(row) ? nil : table.columns[column].numbers[row]?.value.double
    }
  }

  /// Whether half of the groups make about 100, by a quick count before the exact one.
  private func makesHundred(_ groups: [[Int]], _ values: [Double?]) -> Bool {
    var near = 0
    var decided = 0
    for group in groups {
      let parts = group.compactMap { values[$0] }
      guard parts.count > 1 else { continue }
      decided += 1
      if abs(parts.reduce(0, +) - 100) <= 3.5 + 0.6 * Double(parts.count) { near += 1 }
    }
    return near > 0 && 2 * near >= decided
  }

  /// Whether half of the rows are about their share of the group, by a quick count before the exact one.
  private func areShares(_ groups: [[Int]], _ shares: [Double?], of counts: [Double?]) -> Bool {
    var near = 0
    var decided = 0
    for group in groups {
      let sum = group.reduce(0) { $0 + (counts[$1] ?? 0) }
      guard sum > 0 else { continue }
      for row in group {
        guard let share = shares[row], let count = counts[row] else { continue }
        decided += 1
        if abs(share - 100 * count / sum) <= 2 { near += 1 }
      }
    }
    return near >= 2 && 2 * near >= decided
  }

  /// `sum(share) by year = 100`, where nearly all groups do; without groups, where the name says that they are shares.
  private func shares(besides doubted: Set<Int>) -> [RuleProposal] {
    return table.columns.indices.filter {
      Self.isPercent(table.columns[$0]) && table.columns[$0].isNamed && !doubted.contains($0)
    }
    .compactMap { column -> RuleProposal? in
      let values = values(column)
      for (grouping, groups) in groupings
      where makesHundred(groups, values) || grouping.isEmpty && printsHundred(column) {
        let proposal = proposer.proposal(
          "sum(\(proposer.name(column)))\(by(grouping)) = 100", leavingOut: summaries
        ) { audit in
          let decided = audit.rows.filter { $0.verdict != .missing }
          guard audit.consistentCount + audit.inconsistentCount == decided.count, !decided.isEmpty else {
            return nil
          }
          let off = decided.map { abs(($0.computed?.lower ?? 0) + ($0.computed?.upper ?? 0) - 200) / 2 }
          if audit.inconsistentCount > 0 {
            let isProven =
              audit.consistentCount >= 3
              && proposer.isUsual(holds: audit.consistentCount, breaks: audit.inconsistentCount)
            let isNamed =
              decided.count == 1 && namesShare(column) && (off.first ?? 100) <= 3
              && table.columns[column].numberCount >= 3
            let arePairs =
              decided.count == 2 && audit.consistentCount == 1 && namesShare(column)
              && off.allSatisfy { $0 <= 3 }
            let isPrinted = decided.count == 1 && grouping.isEmpty && isPrintedHundred(column, audit)
            guard isProven || isNamed || arePairs || isPrinted else { return nil }
          }
          return "\(audit.consistentCount) of \(decided.count) groups add up to 100; "
            + RuleProposer.chance(audit.surprise)
        }
        if let proposal { return proposal }
      }
      return nil
    }
  }

  /// Whether the one row that is a total is printed as 100.
  private func printsHundred(_ column: Int) -> Bool {
    totalRow.map { table.columns[column].numbers[$0]?.value.double == 100 } ?? false
  }

  /// Whether the one row that is a total is printed as 100, and the others are within five of it, or one slip away.
  private func isPrintedHundred(_ column: Int, _ audit: RuleAudit) -> Bool {
    let parts = table.columns[column].numbers.indices.filter { !summaries.contains($0) }
    let numbers = parts.compactMap { table.columns[column].numbers[$0] }
    guard printsHundred(column), numbers.count == parts.count, numbers.count >= 2, !saysSeveral,
      let sum = audit.rows.first(where: { $0.verdict == .inconsistent })?.computed, let low = sum.lower,
      let high = sum.upper
    else { return false }
    if abs((low + high) / 2 - 100) <= 5 { return true }
    return numbers.contains { number in
      DigitSlip.all(of: number).contains { slip in
        let moved = slip.number.value.double - number.value.double
        return [.digitsSwapped, .wrongDigit].contains(slip.kind) && low + moved <= 100 && 100 <= high + moved
      }
    }
  }

  private func namesShare(_ column: Int) -> Bool {
    let name = table.columns[column].name.lowercased()
    return !AuditedTable.words(of: name).isDisjoint(with: ["share", "shares", "distribution", "composition"])
      || name.contains("of total") || name.contains("of all")
  }

  /// `share = 100 * count / sum(count) by year`.
  private func sharesOfGroup() -> [RuleProposal] {
    var found: [RuleProposal] = []
    for target in table.columns.indices
    where Self.isPercent(table.columns[target]) && table.columns[target].isNamed {
      let shares = values(target)
      for count in table.columns.indices
      where count != target && table.columns[count].isWhole && table.columns[count].isNamed {
        let name = proposer.name(count)
        let counts = values(count)
        for (grouping, groups) in groupings where areShares(groups, shares, of: counts) {
          let text = "\(proposer.name(target)) = 100 * \(name) / sum(\(name))\(by(grouping))"
          let proposal = proposer.proposal(text, leavingOut: summaries) { audit in
            let decided = audit.consistentCount + audit.inconsistentCount
            let varied = Set(audit.rows.compactMap { $0.verdict == .consistent ? $0.published?.lower : nil })
              .count
            let isOfTotal = grouping.isEmpty && isOfTotal(audit, count, target)
            guard audit.consistentCount >= 2 || isOfTotal,
              varied >= (audit.inconsistentCount > 0 ? 3 : 2) || decided == 2 && audit.inconsistentCount == 0
                || isOfTotal,
              proposer.isUsual(holds: audit.consistentCount, breaks: audit.inconsistentCount)
                || isNearlyAll(audit) || isOfTotal,
              !audit.areNearMisses
            else { return nil }
            return "\(audit.consistentCount) of \(decided) rows are that share of their group; "
              + RuleProposer.chance(audit.surprise)
          }
          guard let proposal else { continue }
          found.append(proposal)
          break
        }
      }
    }
    return found
  }

  /// `share = 100 * count / 200`, where a row of all 200 has 100 % and the others add up to more, as answers do of which
  /// several can be given.
  private func sharesOfTotal(besides known: Set<Int>) -> [RuleProposal] {
    guard let totalRow else { return [] }
    return table.columns.indices.compactMap { share in
      guard Self.isPercent(table.columns[share]), table.columns[share].isNamed, printsHundred(share),
        !known.contains(share)
      else { return nil }
      return table.columns.indices.lazy.compactMap { count -> RuleProposal? in
        guard count != share, table.columns[count].holdsCounts, table.columns[count].isNamed,
          let whole = table.columns[count].numbers[totalRow], whole.significand > 0
        else { return nil }
        let text = "\(proposer.name(share)) = 100 * \(proposer.name(count)) / \(whole.significand)"
        return proposer.proposal(text, leavingOut: summaries) { audit in
          let (holds, breaks) = (audit.consistentCount, audit.inconsistentCount)
          let evidence = audit.surpriseOfPeople
          guard holds >= 2, breaks == 0 || holds >= 3 && evidence >= 3, !audit.areNearMisses,
            RuleProposer.areFew(breaks, of: holds + breaks)
          else { return nil }
          return "\(holds) of \(holds + breaks) rows are that share of all; " + RuleProposer.chance(evidence)
        }
      }.first
    }
  }

  /// Whether names say that a person may be counted in several rows.
  private var saysSeveral: Bool {
    let texts = table.columns.map(\.name) + (table.labelColumns.first.map { table.columns[$0].texts } ?? [])
    return texts.contains { text in
      let words = text.lowercased()
      return ["more than one", "multiple", "that apply", "not mutually", "may not add", "do not add"].contains
      {
        words.contains($0)
      }
    }
  }

  /// Whether two rows are their share (one beside a total of 100), one is not, and the counts add up to the total that is printed.
  private func isOfTotal(_ audit: RuleAudit, _ count: Int, _ share: Int) -> Bool {
    guard audit.consistentCount >= (printsHundred(share) ? 1 : 2), audit.inconsistentCount == 1,
      let totalRow, let whole = table.columns[count].numbers[totalRow], whole.isWholeCount
    else { return false }
    let parts = table.columns[count].numbers.indices.filter { !summaries.contains($0) }
    return parts.reduce(0) { $0 + (table.columns[count].numbers[$1]?.significand ?? 0) } == whole.significand
  }

  /// A count that is wrong moves all shares of its group a little: every figure is then within 1.5 of what it should be.
  private func isNearlyAll(_ audit: RuleAudit) -> Bool {
    let decided = audit.rows.filter { $0.verdict != .missing }
    guard decided.count >= 6, 3 * audit.consistentCount >= 2 * decided.count else { return false }
    return decided.allSatisfy { row in
      guard let a = row.published?.lower, let b = row.computed?.lower else { return false }
      return abs(a - b) <= 1.5
    }
  }

  /// `sum(population) by document = population where area = "Black Country"`: the first or last row of every document
  /// is within 3 % of the sum of three or more others.
  private func totals() -> [RuleProposal] {
    guard let label = table.labelColumns.first(where: { $0 != table.documentColumn }) else { return [] }
    let grouping = [table.documentColumn].compactMap { $0 }
    let groups = RowGroups(table, columns: grouping, including: Array(repeating: true, count: table.rowCount))
    let columns = table.columns.indices.filter {
      table.columns[$0].isWhole && !isRank($0) && !EquationProposals.isYear(table.columns[$0])
    }
    return columns.compactMap { column in
      let names = groups.rows.map { total(of: $0, column, label) }
      guard let name = names.first ?? nil, names.allSatisfy({ $0 == name }) else { return nil }
      let place = grouping.isEmpty ? "" : by(grouping)
      let target = "\(proposer.name(column)) where \(proposer.name(label)) = \"\(name)\""
      let text = "sum(\(proposer.name(column)))\(place) = \(target)"
      var options = proposer.options
      options.findsCauses = false
      guard let rule = try? AuditRule(text), let audit = try? RuleChecker(table, options: options).check(rule)
      else {
        return nil
      }
      let decided = audit.consistentCount + audit.inconsistentCount
      guard decided > 0 else { return nil }
      return RuleProposal(
        rule: rule, holds: audit.consistentCount, decidable: decided,
        reason: "\(name) is the sum of the other rows, or within 3 % of it", leftOut: [])
    }
  }

  private func total(of rows: [Int], _ column: Int, _ label: Int) -> String? {
    let values = rows.compactMap { table.columns[column].numbers[$0]?.value.double }
    guard values.count == rows.count, rows.count >= 4, let first = rows.first, let last = rows.last else {
      return nil
    }
    let sum = values.reduce(0, +)
    let isLabelled = table.rowsLabelledTotal()
    for (row, value) in [(first, values[0]), (last, values[values.count - 1])] {
      let rest = sum - value
      if value > 0, isLabelled[row] && rest <= 2 * value || abs(rest - value) <= 0.03 * value {
        return table.columns[label].texts[row]
      }
    }
    return nil
  }

  private func isRank(_ column: Int) -> Bool {
    !AuditedTable.words(of: table.columns[column].name).isDisjoint(with: ["rank", "ranks", "position"])
  }

  /// `rank orders actual`, for columns named as ranks, where nearly all rows follow.
  private func orders() -> [RuleProposal] {
    return table.columns.indices.filter { table.columns[$0].isWhole && isRank($0) }.compactMap {
      rank -> RuleProposal? in
      var best: RuleProposal?
      for value in table.columns.indices
      where value != rank && table.columns[value].isNumeric && !isRank(value) {
        for direction in ["", " descending"] {
          let text = "\(proposer.name(rank)) orders \(proposer.name(value))\(direction)"
          let proposal = proposer.proposal(text, leavingOut: summaries) { audit in
            let decided = audit.consistentCount + audit.inconsistentCount
            guard decided >= 4, audit.inconsistentCount == 0 || isRankOf(rank, value),
              proposer.isUsual(holds: audit.consistentCount, breaks: audit.inconsistentCount)
            else {
              return nil
            }
            return "\(audit.consistentCount) of \(decided) rows stand in that order; "
              + RuleProposer.chance(
                (2...max(2, audit.consistentCount)).reduce(0.0) { $0 + Double($1).logarithm10 })
          }
          if let proposal, proposal.holds > best?.holds ?? 0 { best = proposal }
        }
      }
      return best
    }
  }

  /// Whether a rank is said to be that of a column, or there is a rate: places in sports and lists of sales follow from
  /// more than one figure.
  private func isRankOf(_ rank: Int, _ value: Int) -> Bool {
    let own = AuditedTable.words(of: table.columns[rank].name)
      .subtracting(["rank", "ranks", "position", "of", "by", "the", "in"])
    return table.columns[value].namesRate
      || !own.isDisjoint(with: AuditedTable.words(of: table.columns[value].name))
  }

  /// `distinct(predicted, actual) by factor`, where few rows share a label.
  private func comparators() -> [RuleProposal] {
    func first(_ words: Set<String>) -> Int? {
      table.columns.indices.first { column in
        table.columns[column].isNumeric
          && !AuditedTable.words(of: table.columns[column].name).isDisjoint(with: words)
          && table.columns[column].namesRate
      }
    }
    guard let expected = first(["predicted", "expected"]), let actual = first(["actual", "observed"]),
      expected != actual
    else { return [] }
    let documents = [table.documentColumn].compactMap { $0 }
    for label in table.labelColumns where !documents.contains(label) {
      let all = Array(repeating: true, count: table.rowCount)
      let sizes = RowGroups(table, columns: [label] + documents, including: all).rows.map(\.count)
      guard sizes.contains(where: { $0 > 1 }), sizes.allSatisfy({ $0 <= 3 }) else { continue }
      let text = "distinct(\(proposer.name(expected)), \(proposer.name(actual))) by \(proposer.name(label))"
      let found = proposer.proposal(text) { audit in
        proposer.isUsual(holds: audit.consistentCount, breaks: audit.inconsistentCount)
          ? "an expected figure is no other row's actual figure" : nil
      }
      if let found { return [found] }
    }
    return []
  }
}
