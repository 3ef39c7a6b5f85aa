import Numbers

/// Looks for what went wrong in a row that breaks an equation.
///
/// Every explanation is tried: it is kept if it makes the row consistent, and weighed by how likely the slip is and in
/// how many ways it could have happened, so that one of two possible swaps counts for more than one of twenty-seven
/// possible wrong digits.
struct RelationCauses {
  let check: RelationCheck
  private let copies: CopyIndex
  private let breaksMostly: Bool

  init(_ check: RelationCheck, breaksMostly: Bool) {
    self.check = check
    self.breaksMostly = breaksMostly
    copies = CopyIndex(check.context)
  }

  /// The explanations for a row, likeliest first.
  func causes(ofRow row: Int) -> [AuditCause] {
    var found: [CauseCandidate] = []
    for relation in check.relations where relation.comparison == .equal {
      guard let target = relation.target, let number = column(target).numbers[row],
        let computed = check.computedRange(relation, row: row),
        let published = check.publishedInterval(relation, row: row)
      else { continue }
      let search = RelationCauseSearch(
        check: check, copies: copies, relation: relation, row: row, target: target, number: number,
        computed: RoundingInterval(computed.lower, computed.upper), published: published,
        breaksMostly: breaksMostly)
      if !search.published.overlaps(search.computed) { found += search.candidates() }
    }
    return CauseCandidate.ranked(found + sharesOfAll(row))
  }

  /// `women <= all <= men`, broken by figures of which the outer make the inner: both are shares of the same whole.
  private func sharesOfAll(_ row: Int) -> [CauseCandidate] {
    guard check.relations.count == 2, check.relations.allSatisfy({ $0.comparison != .equal }),
      let first = check.relations[0].left.singleSlot, let all = check.relations[0].right.singleSlot,
      let second = check.relations[1].right.singleSlot,
      let a = check.context.interval(row, first, wholeIsRounded: true),
      let b = check.context.interval(row, second, wholeIsRounded: true),
      let whole = check.context.interval(row, all, wholeIsRounded: true), whole.lower > .zero,
      let low = try? a.lower + b.lower, let high = try? a.upper + b.upper,
      RoundingInterval(low, high).overlaps(whole)
    else { return [] }
    let texts = [first, second, all].map { column($0).texts[row] }
    return [
      CauseCandidate(
        kind: .denominator, column: nil, correction: nil,
        explanation: "\(texts[0]) and \(texts[1]) make \(texts[2]): both are shares of \(column(all).name), "
          + "not of \(column(first).name) and of \(column(second).name)", likelihood: 0.2)
    ]
  }

  private func column(_ index: Int) -> AuditedColumn { check.context.table.columns[index] }
}
