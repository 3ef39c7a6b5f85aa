import Numbers

/// Checks `rate = 100 * reoffenders / cohort` and bounds, row by row.
struct RelationCheck {
  let context: RuleContext
  let relations: [BoundRelation]
  private let sums: GroupSums?

  /// For how many rows causes are looked for.
  private static let explained = 2_000

  /// A relation whose columns are found.
  struct BoundRelation {
    let left: RuleFormula
    let comparison: RowCondition.Comparison
    let right: RuleFormula
    /// The column that is published on the side of the target, where that side is one column.
    let target: Int?
    /// Whether the target is the right side.
    let isReversed: Bool
    let targetIsRounded: Bool

    var published: RuleFormula { isReversed ? right : left }
    var computed: RuleFormula { isReversed ? left : right }
  }

  init(_ context: RuleContext, relations: [AuditRule.Relation]) throws(AuditError) {
    self.context = context
    var bound: [BoundRelation] = []
    for relation in relations { bound.append(try Self.bind(relation, context)) }
    self.relations = bound
    let needsSums = relations.contains { $0.left.containsSum || $0.right.containsSum }
    sums = needsSums ? try GroupSums(context, formulas: bound.flatMap { [$0.left, $0.right] }) : nil
  }

  private static func bind(_ relation: AuditRule.Relation, _ context: RuleContext) throws(AuditError)
    -> BoundRelation
  {
    let left = try context.formula(relation.left)
    let right = try context.formula(relation.right)
    let isReversed = relation.left.singleColumn == nil && relation.right.singleColumn != nil
    let target = (isReversed ? right : left).singleSlot
    let source = isReversed ? relation.left : relation.right
    let inputs = (isReversed ? left : right).slots
    let fromCounts = inputs.allSatisfy {
      context.table.columns[$0.column].isWhole && !context.isRounded($0.column)
    }
    let isRounded = target.map { context.isRounded($0) || (fromCounts && !source.givesWholeNumbers) } ?? false
    return BoundRelation(
      left: left, comparison: relation.comparison, right: right, target: target, isReversed: isReversed,
      targetIsRounded: isRounded)
  }

  /// The verdicts on all rows.
  func run() -> RuleAudit {
    var rows: [AuditedRow] = []
    rows.reserveCapacity(context.table.rowCount)
    var details: [Int: RowDetail] = [:]
    var scratch = Scratch()
    for row in 0..<context.table.rowCount where context.included[row] {
      rows.append(check(row, &details, &scratch))
    }
    if context.options.findsCauses {
      let broken = rows.lazy.filter { $0.verdict == .inconsistent }.count
      let decided = rows.lazy.filter { $0.verdict != .missing }.count
      let search = RelationCauses(self, breaksMostly: 2 * broken > decided)
      for row in rows.lazy.filter({ $0.verdict == .inconsistent }).prefix(Self.explained) {
        details[row.row]?.causes = search.causes(ofRow: row.row)
      }
    }
    let column = relations.count == 1 && relations[0].comparison == .equal ? relations[0].target : nil
    return RuleAudit(
      rule: context.rule, rows: rows, details: details, table: context.table, column: column)
  }

  /// Memory that is used again for every row.
  struct Scratch {
    var left: [ValueRange] = []
    var right: [ValueRange] = []
  }

  private func check(_ row: Int, _ details: inout [Int: RowDetail], _ scratch: inout Scratch) -> AuditedRow {
    var outcome = AuditedRow(row: row, verdict: .consistent, published: nil, computed: nil)
    for relation in relations {
      if let reason = fill(&scratch.left, relation.left, row, relation, isTarget: !relation.isReversed)
        ?? fill(&scratch.right, relation.right, row, relation, isTarget: relation.isReversed)
      {
        details[row] = RowDetail(message: "not decidable: \(reason)")
        return AuditedRow(row: row, verdict: .missing, published: publishedLimits(row), computed: nil)
      }
      do {
        let left = try interval(relation.left, scratch.left, row, relation, isTarget: !relation.isReversed)
        let right = try interval(relation.right, scratch.right, row, relation, isTarget: relation.isReversed)
        let published = relation.isReversed ? right : left
        let computed = relation.isReversed ? left : right
        let holds = relation.holds(left, right)
        outcome = AuditedRow(
          row: row, verdict: holds ? .consistent : .inconsistent, published: NumberLimits(published),
          computed: NumberLimits(computed))
        if !holds {
          details[row] = RelationMessage(self, relation, row: row).detail(
            published: published, computed: computed)
          return outcome
        }
      } catch {
        details[row] = RowDetail(message: "not decidable: \(Self.sentence(error))")
        return AuditedRow(row: row, verdict: .missing, published: publishedLimits(row), computed: nil)
      }
    }
    return outcome
  }

  /// What the computed side can be in a row, with some columns replaced by other values.
  func computedRange(
    _ relation: BoundRelation, row: Int, replacing: [Int: RoundingInterval] = [:]
  ) -> ValueRange? {
    var slots: [ValueRange] = []
    for slot in relation.computed.slots {
      if let other = replacing[slot.column], !slot.isSum {
        slots.append(ValueRange(other.lower, other.upper))
      } else if let value = slotRange(slot, row, wholeIsRounded: nil) {
        slots.append(replacing[slot.column].flatMap { moved(value, row, slot.column, to: $0) } ?? value)
      } else {
        return nil
      }
    }
    return try? relation.computed.range(over: slots)
  }

  /// A sum over rows after one of its parts has been replaced.
  private func moved(_ sum: ValueRange, _ row: Int, _ column: Int, to other: RoundingInterval) -> ValueRange?
  {
    guard let own = context.interval(row, column), let lower = try? sum.lower - own.lower + other.lower,
      let upper = try? sum.upper - own.upper + other.upper, lower <= upper
    else { return nil }
    return ValueRange(lower, upper)
  }

  /// What the published side stands for in a row.
  func publishedInterval(_ relation: BoundRelation, row: Int) -> RoundingInterval? {
    relation.target.flatMap { context.interval(row, $0, wholeIsRounded: relation.targetIsRounded) }
  }

  private func publishedLimits(_ row: Int) -> NumberLimits? {
    relations.first.flatMap { publishedInterval($0, row: row) }.map { NumberLimits($0) }
  }

  private func interval(
    _ formula: RuleFormula, _ slots: [ValueRange], _ row: Int, _ relation: BoundRelation, isTarget: Bool
  ) throws(ArithmeticFailure) -> RoundingInterval {
    if isTarget, let target = relation.target,
      let interval = context.interval(row, target, wholeIsRounded: relation.targetIsRounded)
    {
      return interval
    }
    let range = try formula.range(over: slots)
    return RoundingInterval(range.lower, range.upper)
  }

  /// Fills the slots of a formula; gives the reason where one has no value.
  private func fill(
    _ values: inout [ValueRange], _ formula: RuleFormula, _ row: Int, _ relation: BoundRelation,
    isTarget: Bool
  ) -> String? {
    values.removeAll(keepingCapacity: true)
    for slot in formula.slots {
      let rounded: Bool? = isTarget && relation.target != nil ? relation.targetIsRounded : nil
      guard let value = slotRange(slot, row, wholeIsRounded: rounded) else {
        if slot.isSum, let sums { return sums.reason(row, slot.column, context) }
        return context.reason(row, slot.column)
      }
      values.append(value)
    }
    return nil
  }

  /// The sum of a column over the group of a row, where a formula asks for one.
  func sum(_ row: Int, _ column: Int) -> ValueRange? { sums?.sum(row, column) }

  private func slotRange(_ slot: RuleFormula.Slot, _ row: Int, wholeIsRounded: Bool?) -> ValueRange? {
    if slot.isSum { return sums?.sum(row, slot.column) }
    return context.interval(row, slot.column, wholeIsRounded: wholeIsRounded).map {
      ValueRange($0.lower, $0.upper)
    }
  }

  private static func sentence(_ failure: ArithmeticFailure) -> String {
    switch failure {
    case .divisionByZero: "the divisor is, or may be, 0"
    case .negativeRoot: "the root of a negative number does not exist"
    case .tooLong: "a figure has no limit or too many digits"
    }
  }
}

extension RelationCheck.BoundRelation {
  /// Whether some possible values fulfil the relation.
  func holds(_ left: RoundingInterval, _ right: RoundingInterval) -> Bool {
    switch comparison {
    case .equal: left.overlaps(right)
    case .unequal: true
    case .less: left.lower < right.upper
    case .greater: left.upper > right.lower
    case .atMost: left.lower <= right.upper
    case .atLeast: left.upper >= right.lower
    }
  }
}

extension RowCondition.Comparison {
  /// The comparison as read from the right.
  var mirrored: RowCondition.Comparison {
    switch self {
    case .equal: .equal
    case .unequal: .unequal
    case .less: .greater
    case .greater: .less
    case .atMost: .atLeast
    case .atLeast: .atMost
    }
  }
}

extension RuleFormula {
  /// The column that the formula is, where it is nothing else.
  var singleSlot: Int? {
    if case .slot(let slot) = root, !slots[slot].isSum { return slots[slot].column }
    return nil
  }
}
