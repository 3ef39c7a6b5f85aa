import Numbers

/// p-values beside 95 % intervals, as names of columns say them: `significance(p, lower, upper, 1)`.
struct SignificanceProposals {
  private let proposer: RuleProposer
  private var table: AuditedTable { proposer.table }

  init(_ proposer: RuleProposer) { self.proposer = proposer }

  func proposals() -> [RuleProposal] {
    guard (1...2_000).contains(table.rowCount), table.columns.count <= 60 else { return [] }
    let usable = table.columns.indices.filter { table.columns[$0].fitsRules }
    let tests = usable.filter { isPValue(table.columns[$0]) }
    guard !tests.isEmpty else { return [] }
    let limits = LimitName.pairs(in: table, among: usable).filter { $0.upper > $0.lower && is95($0) }
    return limits.compactMap { own in
      let end = limits.map(\.lower).filter { $0 > own.upper }.min() ?? table.columns.count
      let behind = tests.filter { (own.upper..<end).contains($0) }
      let isAlone = limits.count == 1 && tests.count == 1
      guard let p = behind.count == 1 ? behind[0] : (isAlone ? tests[0] : nil) else { return nil }
      return proposal(p, own)
    }
  }

  private typealias Limits = (lower: Int, upper: Int, rest: Set<String>)

  private func proposal(_ p: Int, _ limits: Limits) -> RuleProposal? {
    let rows = (0..<table.rowCount).filter { table.columns[limits.lower].numbers[$0] != nil }
    // A single p-value beside several intervals is that of the whole factor.
    let tested = rows.count { table.columns[p].numbers[$0] != nil }
    guard 5 * tested >= 4 * rows.count else { return nil }
    let named = namedNoEffect(limits)
    let hasNegative = rows.contains { (table.columns[limits.lower].numbers[$0]?.significand ?? 0) < 0 }
    if hasNegative, named == 1 { return nil }
    let noEffect = named ?? (hasNegative ? 0 : 1)
    let found = rows.compactMap { significance($0, p, limits, Double(noEffect)) }.filter(\.agrees)
    // Where nothing names what the limits are of, both kinds of rows must agree.
    let hasBoth = found.contains(where: \.holdsNoEffect) && found.contains { !$0.holdsNoEffect }
    guard named != nil || found.count >= 4 && hasBoth else { return nil }
    let columns = [p, limits.lower, limits.upper].map { proposer.name($0) }.joined(separator: ", ")
    return proposer.proposal("significance(\(columns), \(noEffect))") { audit in
      let (holds, breaks) = (audit.consistentCount, audit.inconsistentCount)
      guard holds >= 2, proposer.isUsual(holds: holds, breaks: breaks) else { return nil }
      return
        "names say a p-value and a 95% interval; \(holds) of \(holds + breaks) rows say the same of \(noEffect)"
    }
  }

  private func significance(_ row: Int, _ p: Int, _ limits: Limits, _ noEffect: Double)
    -> IntervalSignificance?
  {
    func limit(_ column: Int) -> RoundingInterval? {
      table.columns[column].interval(row, rounding: proposer.options.rounding, wholeIsRounded: true)
    }
    guard let number = table.columns[p].numbers[row], let low = limit(limits.lower),
      let high = limit(limits.upper)
    else { return nil }
    return IntervalSignificance(p: number, number.qualifier, low, high, noEffect: noEffect)
  }

  private func isPValue(_ column: AuditedColumn) -> Bool {
    let words = AuditedTable.words(of: column.name)
    return !words.isDisjoint(with: ["p", "pvalue", "pvalues", "pval"])
      && words.isDisjoint(with: Self.otherTests)
      && column.numbers.allSatisfy {
        $0.map { (0...1).contains($0.value.double) && $0.unit == .plain } ?? true
      }
  }

  private func is95(_ limits: Limits) -> Bool {
    let words = [limits.lower, limits.upper].map { AuditedTable.words(of: table.columns[$0].name) }
    return words.allSatisfy { $0.isDisjoint(with: ["90", "90%", "99", "99%", "80", "80%", "68", "98"]) }
  }

  /// 1 where the words of the limits, or of the column before them, are those of a ratio, 0 where of a difference.
  private func namedNoEffect(_ limits: Limits) -> Int? {
    var words = limits.rest
    let before = min(limits.lower, limits.upper) - 1
    if before >= 0 { words.formUnion(AuditedTable.words(of: table.columns[before].name)) }
    if !words.isDisjoint(with: Self.ratios) { return 1 }
    return words.isDisjoint(with: Self.differences) ? nil : 0
  }

  private static let otherTests: Set<String> = [
    "trend", "interaction", "heterogeneity", "overall", "adjusted", "corrected", "bonferroni", "holm", "fdr",
    "one", "lr", "anova", "homogeneity", "group", "global", "difference", "q",
  ]
  private static let ratios: Set<String> = [
    "or", "ors", "rr", "hr", "irr", "aor", "ahr", "arr", "odds", "ratio", "ratios", "hazard", "shr",
  ]
  private static let differences: Set<String> = [
    "difference", "diff", "coefficient", "coef", "beta", "β", "b", "effect",
  ]
}
