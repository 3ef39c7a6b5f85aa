import Numbers

/// Checks `rank orders actual`: ranks that follow the order of a column, with ties and with gaps.
///
/// Two rows contradict each other only if the one with the smaller rank lies wholly beyond the other. Equal printed
/// values may have different ranks (their unprinted digits differ), and an extract of a longer list has gaps.
struct OrderCheck {
  let context: RuleContext
  let rank: Int
  let value: Int
  let descending: Bool
  private let groups: RowGroups

  /// How many of the largest values so far a row is compared with: enough for any table with fewer wrong ranks.
  private static let remembered = 200

  private struct Entry {
    let row: Int
    let rank: RoundingInterval
    let low: ExactNumber
    let high: ExactNumber
  }

  init(_ context: RuleContext, rank: AuditRule.Name, of value: AuditRule.Name, descending: Bool)
    throws(AuditError)
  {
    self.context = context
    self.rank = try context.numericColumn(rank)
    self.value = try context.numericColumn(value)
    self.descending = descending
    groups = RowGroups(context.table, columns: try context.groupColumns(), including: context.included)
  }

  /// The verdicts on all rows.
  func run() -> RuleAudit {
    var rows: [AuditedRow] = []
    var details: [Int: RowDetail] = [:]
    for members in groups.rows { check(members, &rows, &details) }
    rows.sort { $0.row < $1.row }
    return RuleAudit(rule: context.rule, rows: rows, details: details, table: context.table)
  }

  private func check(_ members: [Int], _ rows: inout [AuditedRow], _ details: inout [Int: RowDetail]) {
    var entries: [Entry] = []
    for row in members {
      if let rank = context.interval(row, rank, wholeIsRounded: false),
        let value = context.interval(row, value)
      {
        let low = descending ? -value.upper : value.lower
        let high = descending ? -value.lower : value.upper
        entries.append(Entry(row: row, rank: rank, low: low, high: high))
      } else {
        let gap = context.interval(row, rank, wholeIsRounded: false) == nil ? rank : value
        details[row] = RowDetail(message: "not decidable: \(context.reason(row, gap))")
        rows.append(AuditedRow(row: row, verdict: .missing, published: nil, computed: nil))
      }
    }
    entries.sort { ($0.rank.lower, $0.low) < ($1.rank.lower, $1.low) }
    let culprits = misplaced(entries)
    let places = allowedRanks(entries, without: culprits)
    for (index, entry) in entries.enumerated() {
      let isWrong = culprits.contains(index)
      rows.append(
        AuditedRow(
          row: entry.row, verdict: isWrong ? .inconsistent : .consistent, published: NumberLimits(entry.rank),
          computed: places[index]))
      if isWrong { details[entry.row] = detail(entry, places[index], entries, culprits) }
    }
  }

  /// The fewest rows, found greedily, without which all others stand in order.
  private func misplaced(_ entries: [Entry]) -> Set<Int> {
    var conflicts: [Int: Set<Int>] = [:]
    var highest: [(low: ExactNumber, index: Int)] = []
    for (index, entry) in entries.enumerated() {
      for before in highest.reversed() {
        guard before.low > entry.high else { break }
        guard entries[before.index].rank.lower < entry.rank.lower else { continue }
        conflicts[index, default: []].insert(before.index)
        conflicts[before.index, default: []].insert(index)
      }
      var place = highest.count
      while place > 0, highest[place - 1].low > entry.low { place -= 1 }
      highest.insert((entry.low, index), at: place)
      if highest.count > Self.remembered { highest.removeFirst() }
    }
    var culprits: Set<Int> = []
    while let worst = conflicts.max(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) }),
      !worst.value.isEmpty
    {
      culprits.insert(worst.key)
      for other in worst.value { conflicts[other]?.remove(worst.key) }
      conflicts[worst.key] = nil
    }
    return culprits
  }

  /// The ranks that the rows in order leave for each row.
  private func allowedRanks(_ entries: [Entry], without culprits: Set<Int>) -> [NumberLimits] {
    let kept = entries.indices.filter { !culprits.contains($0) }
    let byHigh = kept.sorted { entries[$0].high < entries[$1].high }
    let byLow = kept.sorted { entries[$0].low > entries[$1].low }
    let below = Self.running(byHigh.map { entries[$0].rank.lower }) { max($0, $1) }
    let above = Self.running(byLow.map { entries[$0].rank.lower }) { min($0, $1) }
    return entries.map { entry in
      let under = Self.count(byHigh) { entries[$0].high < entry.low }
      let over = Self.count(byLow) { entries[$0].low > entry.high }
      let first = under > 0 ? below[under - 1].double + 1 : 1
      let last = over > 0 ? above[over - 1].double - 1 : nil
      return NumberLimits(lower: min(first, last ?? first), upper: last.map { max(first, $0) })
    }
  }

  private func detail(
    _ entry: Entry, _ place: NumberLimits, _ entries: [Entry], _ culprits: Set<Int>
  ) -> RowDetail {
    let columns = context.table.columns
    let figure = ContradictedFigure(
      name: columns[rank].name, printed: columns[rank].texts[entry.row],
      implied: BriefNumber.text(place.lower ?? 1)
        + (place.upper.map { $0 == place.lower ? "" : " to \(BriefNumber.text($0))" } ?? " or more"),
      unit: .plain)
    let upper = place.upper.map { " to \(BriefNumber.text($0))" } ?? " or more"
    let message =
      "\(columns[rank].name) \(columns[rank].texts[entry.row]) does not follow from \(columns[value].name) "
      + "\(columns[value].texts[entry.row]); the other rows leave \(BriefNumber.text(place.lower ?? 1))\(upper)"
    guard context.options.findsCauses, let number = columns[rank].numbers[entry.row] else {
      return RowDetail(message: message, figure: figure)
    }
    let fits: (ExactNumber) -> Bool = { rank in
      rank.double >= (place.lower ?? 1) && rank.double <= (place.upper ?? .infinity)
    }
    let slips = DigitSlip.all(of: number).filter { fits($0.number.value) }
    let causes = slips.map { slip in
      CauseCandidate(
        kind: slip.kind, column: columns[rank].name, correction: slip.number.description,
        explanation: "\(slip.phrase): \(slip.number) in \(columns[rank].name) would agree",
        likelihood: slip.prior)
    }
    return RowDetail(message: message, causes: CauseCandidate.ranked(causes), figure: figure)
  }

  private static func running(
    _ values: [ExactNumber], _ combine: (ExactNumber, ExactNumber) -> ExactNumber
  ) -> [ExactNumber] {
    var result: [ExactNumber] = []
    for value in values { result.append(result.last.map { combine($0, value) } ?? value) }
    return result
  }

  /// How many elements from the start fulfil a condition that no later element fulfils.
  private static func count(_ sorted: [Int], where condition: (Int) -> Bool) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if condition(sorted[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
