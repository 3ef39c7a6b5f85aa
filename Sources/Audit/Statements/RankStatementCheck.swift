import Numbers

/// “Ranked first”, “lowest in the country”, “the largest population”, “one of the top ten”.
struct RankStatementCheck {
  private let check: StatementCheck

  init(_ check: StatementCheck) {
    self.check = check
  }

  func finding() -> StatementFinding {
    let ranks = check.table.columns.indices.filter { column in
      check.table.columns[column].isWhole
        && !AuditedTable.words(of: check.table.columns[column].name).isDisjoint(with: ["rank", "position"])
    }
    guard let limit else { return check.result(.missing, "the words name no place in an order") }
    guard check.rows.count == 1 else {
      return check.result(.missing, "the words speak of several rows as one, for which no rank is printed")
    }
    if !ranks.isEmpty { return byRank(check.rows[0], ranks, limit) }
    return byValue(check.rows[0])
  }

  /// The last place that the words allow.
  private var limit: Int? {
    if check.has(["top ten", "top 10"]) { return 10 }
    if check.has(["second"]) { return 2 }
    if check.has(["third"]) { return 3 }
    return check.has(["first", "lowest", "highest", "largest", "smallest", "best", "worst"]) ? 1 : nil
  }

  private func byRank(_ row: Int, _ ranks: [Int], _ limit: Int) -> StatementFinding {
    let places = ranks.compactMap { column in
      check.count(row, column).map { (check.table.columns[column].name, $0) }
    }
    guard let best = places.map(\.1).min() else { return check.result(.missing, "no rank is printed") }
    let words = places.map { "\($0.0) is \($0.1)" }.joined(separator: ", ")
    return check.result(best <= limit ? .consistent : .inconsistent, words)
  }

  /// Compares a row with the others of its document that hold the same kind of figure; totals are left out.
  private func byValue(_ row: Int) -> StatementFinding {
    let table = check.table
    let wantsLargest = check.has(["largest", "highest", "worst"])
    guard
      let column = table.columns.indices.first(where: {
        table.columns[$0].isNumeric && table.columns[$0].numbers[row] != nil
      }),
      let area = table.labelColumns.first, let own = table.columns[column].numbers[row]?.interval()
    else { return check.result(.missing, "no figure to compare is printed") }
    let peers = (0..<table.rowCount).filter { other in
      other != row
        && table.labelColumns.dropFirst().allSatisfy {
          table.columns[$0].texts[other] == table.columns[$0].texts[row]
        }
    }
    let values = peers.compactMap { peer in table.columns[column].numbers[peer].map { (peer, $0.interval()) }
    }
    let sum = values.reduce(own.lower.double) { $0 + $1.1.lower.double }
    let others = values.filter { values.count < 3 || $0.1.lower.double < 0.45 * sum }
    guard !others.isEmpty else { return check.result(.missing, "no other figure of its kind is printed") }
    let beaten = others.first { wantsLargest ? $0.1.lower > own.upper : $0.1.upper < own.lower }
    let name = table.columns[column].name
    guard let beaten else {
      return check.result(
        .consistent, "\(name) \(table.columns[column].texts[row]) is beyond that of \(others.count) others")
    }
    return check.result(
      .inconsistent,
      "\(table.columns[area].texts[beaten.0]) has \(table.columns[column].texts[beaten.0]), beyond "
        + table.columns[column].texts[row])
  }
}
