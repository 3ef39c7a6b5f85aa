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
    return CauseCandidate.ranked(found)
  }

  private func column(_ index: Int) -> AuditedColumn { check.context.table.columns[index] }
}
