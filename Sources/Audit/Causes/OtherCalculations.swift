import Numbers

extension RelationCauseSearch {
  /// Another formula on the same columns: points for per cent, the other base, the odds.
  func otherCalculations() -> [CauseCandidate] {
    var found: [CauseCandidate] = []
    for (root, kind, words, prior) in alternatives() {
      guard let range = alternativeRange(root), published.overlaps(RoundingInterval(range.lower, range.upper))
      else {
        continue
      }
      found.append(
        CauseCandidate(
          kind: kind, column: targetName, correction: number.reprinted(computed), explanation: words,
          likelihood: prior))
    }
    return found
  }

  /// One column computed with in place of another.
  func otherColumns() -> [CauseCandidate] {
    let numeric = table.columns.indices.filter { table.columns[$0].isNumeric }
    var found: [CauseCandidate] = []
    for slot in inputs {
      let divides = relation.computed.root.divides(by: slot, slots: relation.computed.slots)
      let compares = relation.computed.comparator == slot
      let others = numeric.filter { $0 != slot && $0 != target && !inputs.contains($0) }
      let names = table.columns[slot].name
      for other in others {
        guard let interval = check.context.interval(row, other) else { continue }
        let isExact = agrees(replacing: [slot: interval])
        guard isExact || agreesCutOff(replacing: [slot: interval]) else { continue }
        found.append(
          CauseCandidate(
            kind: compares ? .comparator : (divides ? .denominator : .otherColumn), column: names,
            correction: number.reprinted(computed),
            explanation: "\(table.columns[other].name) in place of \(names) would give "
              + "\(table.columns[target].texts[row])\(isExact ? "" : ", cut off instead of rounded")",
            likelihood: (divides ? 0.15 : 0.05) / Double(others.count) * (isExact ? 1 : 0.3)))
      }
      guard divides else { continue }
      found += wholeTable(slot) + neighbour(slot)
    }
    return found
  }

  /// The base of the row above or below, such as that of another year.
  private func neighbour(_ slot: Int) -> [CauseCandidate] {
    [-1, 1].compactMap { step in
      let other = row + step
      guard (0..<table.rowCount).contains(other), isSameDocument(other),
        let interval = check.context.interval(other, slot),
        table.columns[slot].numbers[other]?.hasSamePrint(as: table.columns[slot].numbers[row] ?? number)
          == false,
        agrees(replacing: [slot: interval])
      else { return nil }
      return CauseCandidate(
        kind: .denominator, column: table.columns[slot].name, correction: number.reprinted(computed),
        explanation: "divided by \(table.columns[slot].texts[other]), the \(table.columns[slot].name) of "
          + copies.name(other),
        likelihood: 0.06)
    }
  }

  /// A share of a number that the rule itself names: the base that the two figures have in common.
  func otherBase() -> [CauseCandidate] {
    let slots = relation.computed.slots
    guard let (count, base) = relation.computed.root.shareOfConstant, !slots[count].isSum,
      let part = check.context.interval(row, slots[count].column), published.lower > .zero,
      let low = try? part.lower * ExactNumber(100) / published.upper,
      let high = try? part.upper * ExactNumber(100) / published.lower
    else { return [] }
    let own = RoundingInterval(low, max(low, high))
    let text = "\(table.columns[slots[count].column].texts[row]) is \(table.columns[target].texts[row])"
    let words = "\(text) of \(low.ceiling) to \(high.floor), not of \(base)"
    let tenfold = tenfoldBase(own, count: slots[count].column)
    return [
      CauseCandidate(
        kind: tenfold == nil ? .denominator : .decimalPoint, column: targetName,
        correction: number.reprinted(computed),
        explanation: tenfold.map { "\(words); \($0): the decimal point is in another place" }
          ?? "\(words): the share rests on another base",
        likelihood: tenfold != nil ? 2 : breaksMostly ? 0.6 : isOfNearlyAll(own, base) ? 0.1 : 0.003)
    ]
  }

  /// Whether a base may be all but the few of whom something is not known; any share has some base.
  private func isOfNearlyAll(_ base: RoundingInterval, _ all: ExactNumber) -> Bool {
    base.lower < all && base.upper.double >= 0.95 * all.double
  }

  /// Whether ten or a hundred times a base is that of another row of the document, in words.
  private func tenfoldBase(_ base: RoundingInterval, count: Int) -> String? {
    guard table.rowCount <= 2_000 else { return nil }
    for other in 0..<table.rowCount where other != row && isSameDocument(other) {
      guard let share = table.columns[target].numbers[other], share.unit == number.unit,
        let events = table.columns[count].numbers[other],
        let theirs = ImpliedBase(label: "", count: events, share: share)?.limits
      else { continue }
      for (factor, words) in [(10, "a tenth"), (100, "a hundredth")] {
        guard let low = try? base.lower * ExactNumber(factor),
          let high = try? base.upper * ExactNumber(factor),
          RoundingInterval(low, high).overlaps(theirs)
        else { continue }
        return
          "that is \(words) of the base of \(copies.name(other)), where \(table.columns[count].texts[other]) is "
          + table.columns[target].texts[other]
      }
    }
    return nil
  }

  private func isSameDocument(_ other: Int) -> Bool {
    guard let document = table.documentColumn else { return true }
    return table.columns[document].texts[other] == table.columns[document].texts[row]
  }

  /// The sum of the column, or the row of its total, as the base.
  private func wholeTable(_ column: Int) -> [CauseCandidate] {
    guard table.rowCount < 5_000 else { return [] }
    let labelled = table.rowsLabelledTotal()
    let documents = table.documentColumn.map { table.columns[$0].texts }
    let rows = (0..<table.rowCount).filter { documents == nil || documents?[$0] == documents?[row] }
    let parts = rows.filter { !labelled[$0] }
    guard let sum = GroupSums.sum(of: parts, column, check.context),
      agrees(replacing: [column: RoundingInterval(sum.lower, sum.upper)])
    else { return [] }
    return [
      CauseCandidate(
        kind: .denominator, column: table.columns[column].name, correction: number.reprinted(computed),
        explanation: "divided by the sum of \(table.columns[column].name) over all rows, \(sum.lower)",
        likelihood: 0.1)
    ]
  }

  private func alternativeRange(_ root: RuleFormula.Node) -> ValueRange? {
    let formula = RuleFormula(root: root, slots: relation.computed.slots)
    let slots = formula.slots.compactMap { check.context.interval(row, $0.column) }
    guard slots.count == formula.slots.count, !formula.slots.contains(where: \.isSum) else { return nil }
    return try? formula.range(over: slots.map { ValueRange($0.lower, $0.upper) })
  }

  private func alternatives() -> [(RuleFormula.Node, AuditCauseKind, String, Double)] {
    let hundred = RuleFormula.Node.constant(ExactNumber(100))
    let text = table.columns[target].texts[row]
    if let (a, b) = relation.computed.root.percentChange {
      let names = slotNames(a, b)
      return [
        (.subtract(a, b), .points, "\(text) is the difference in percentage points, not in per cent", 0.2),
        (
          .divide(.multiply(hundred, .subtract(a, b)), a), .denominator,
          "the difference was divided by \(names.0) instead of \(names.1)", 0.1
        ),
        (
          .divide(.multiply(hundred, .subtract(b, a)), b), .sign,
          "the difference was taken the other way round", 0.05
        ),
        (
          .divide(.multiply(hundred, a), b), .points, "\(text) is the ratio in per cent, not the difference",
          0.05
        ),
      ]
    }
    if let (a, b) = relation.computed.root.percentFall {
      return [
        (.subtract(a, b), .points, "\(text) is the difference in percentage points, not in per cent", 0.2),
        (
          .divide(.multiply(hundred, .subtract(a, b)), b), .denominator,
          "the fall was divided by the later figure instead of the earlier", 0.1
        ),
        (
          .divide(.multiply(hundred, .subtract(b, a)), a), .sign,
          "the difference was taken the other way round", 0.05
        ),
      ]
    }
    if case .subtract(let a, let b) = relation.computed.root {
      return [
        (
          .divide(.multiply(hundred, .subtract(a, b)), b), .points,
          "\(text) is the difference in per cent, not in percentage points", 0.2
        )
      ]
    }
    if let (a, b) = relation.computed.root.percentage {
      let names = slotNames(a, b)
      return [
        (
          .divide(.multiply(hundred, a), .subtract(b, a)), .denominator,
          "divided by \(names.1) without \(names.0), as odds are", 0.05
        ),
        (.divide(.multiply(hundred, b), a), .denominator, "\(names.1) was divided by \(names.0)", 0.02),
        (
          .divide(.multiply(hundred, .subtract(b, a)), b), .otherColumn,
          "\(text) is the share of those who are not \(names.0)", 0.05
        ),
      ]
    }
    return []
  }

  private func slotNames(_ a: RuleFormula.Node, _ b: RuleFormula.Node) -> (String, String) {
    func name(_ node: RuleFormula.Node) -> String {
      if case .slot(let slot) = node { return table.columns[relation.computed.slots[slot].column].name }
      return "the other figure"
    }
    return (name(a), name(b))
  }
}

extension RuleFormula.Node {
  /// The parts of `100 * (a - b) / b`, however it is written.
  var percentChange: (RuleFormula.Node, RuleFormula.Node)? {
    guard let (above, below) = hundredfoldQuotient, case .subtract(let a, let b) = above,
      b.isSlot(sameAs: below)
    else {
      return nil
    }
    return (a, b)
  }

  /// The parts of `100 * (a - b) / a`, however it is written.
  var percentFall: (RuleFormula.Node, RuleFormula.Node)? {
    guard let (above, below) = hundredfoldQuotient, case .subtract(let a, let b) = above,
      a.isSlot(sameAs: below)
    else {
      return nil
    }
    return (a, b)
  }

  /// The parts of `100 * a / b`, however it is written.
  var percentage: (RuleFormula.Node, RuleFormula.Node)? {
    guard let (above, below) = hundredfoldQuotient, case .slot = above, case .slot = below else { return nil }
    return (above, below)
  }

  /// The slot and the constant of `100 * a / 1166420`.
  var shareOfConstant: (Int, ExactNumber)? {
    guard let (above, below) = hundredfoldQuotient, case .slot(let slot) = above,
      case .constant(let base) = below
    else { return nil }
    return (slot, base)
  }

  private var hundredfoldQuotient: (RuleFormula.Node, RuleFormula.Node)? {
    switch self {
    case .divide(.multiply(.constant(let factor), let above), let below) where factor == ExactNumber(100):
      return (above, below)
    case .divide(.multiply(let above, .constant(let factor)), let below) where factor == ExactNumber(100):
      return (above, below)
    case .multiply(.constant(let factor), .divide(let above, let below)) where factor == ExactNumber(100):
      return (above, below)
    case .multiply(.divide(let above, let below), .constant(let factor)) where factor == ExactNumber(100):
      return (above, below)
    case .constant, .slot, .negative, .add, .subtract, .multiply, .divide, .squareRoot: return nil
    }
  }

  private func isSlot(sameAs other: RuleFormula.Node) -> Bool {
    if case .slot(let a) = self, case .slot(let b) = other { return a == b }
    return false
  }

  /// Whether a column stands below a bar.
  func divides(by column: Int, slots: [RuleFormula.Slot]) -> Bool {
    switch self {
    case .constant, .slot: false
    case .negative(let inner), .squareRoot(let inner): inner.divides(by: column, slots: slots)
    case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b):
      a.divides(by: column, slots: slots) || b.divides(by: column, slots: slots)
    case .divide(let a, let b): a.divides(by: column, slots: slots) || b.uses(column, slots: slots)
    }
  }

  private func uses(_ column: Int, slots: [RuleFormula.Slot]) -> Bool {
    switch self {
    case .constant: false
    case .slot(let slot): slots[slot].column == column && !slots[slot].isSum
    case .negative(let inner), .squareRoot(let inner): inner.uses(column, slots: slots)
    case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b):
      a.uses(column, slots: slots) || b.uses(column, slots: slots)
    }
  }
}
