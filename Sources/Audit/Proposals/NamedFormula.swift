import Numbers

/// A calculation that the name of a column stands for, tried on floating-point numbers before the exact count.
struct NamedFormula {
  /// The rule in the notation of the rules.
  let text: String
  /// The columns that it uses besides the target.
  let inputs: [Int]
  /// The result in a row and how far the rounding of its inputs can move it; nil where a figure is missing.
  let compute: (Int) -> (result: Double, slack: Double)?

  /// How many rows of a column obey it, and how many do not.
  func count(_ target: AuditedColumn, rows: [Int]) -> (holds: Int, breaks: Int) {
    var holds = 0
    var breaks = 0
    for row in rows {
      guard let printed = target.numbers[row], let (result, slack) = compute(row), result.isFinite else {
        continue
      }
      let half = printed.isWholeCount && !target.namesRate ? 0 : printed.unitInLastPlace.double / 2
      let room = half + slack + 1e-9 * abs(result)
      if abs(printed.value.double - result) <= room { holds += 1 } else { breaks += 1 }
    }
    return (holds, breaks)
  }
}

extension RuleProposer {
  /// How strongly the rows that obey a rule speak for it: −log₁₀ of the chance that figures without a relation would.
  ///
  /// For each row that is unlike the others it is the width of what its rounding allows, a whole person at least,
  /// within the spread of the column.
  func evidence(_ audit: RuleAudit) -> Double {
    var seen: Set<[Double]> = []
    let rows = audit.rows.filter { row in
      guard row.verdict == .consistent, let a = row.published?.lower, let b = row.computed?.lower else {
        return false
      }
      return seen.insert([a, b]).inserted
    }
    let middles = rows.compactMap { row in
      row.published?.lower.flatMap { low in row.published?.upper.map { (low + $0) / 2 } }
    }
    let spread = max((middles.max() ?? 0) - (middles.min() ?? 0), (middles.map(abs).max() ?? 0) / 4)
    guard spread > 0 else { return 0 }
    return rows.reduce(0) { sum, row in
      guard let low = row.published?.lower, let high = row.published?.upper, let from = row.computed?.lower,
        let to = row.computed?.upper
      else { return sum }
      let width = (high - low) + (to - from)
      return sum + max(0, min(6, -((width > 0 ? width : 1) / spread).logarithm10))
    }
  }

  /// A rule that the names of columns say: it is proposed where rows obey it, and speaks where two do, one breaks it (a
  /// tenth in longer tables), and the figures of those that obey would do so by chance once in a hundred tables.
  func named(_ text: String, leavingOut rows: Set<Int>, tried: Int, says: String) -> RuleProposal? {
    proposal(text, leavingOut: rows) { audit in
      let (holds, breaks) = (audit.consistentCount, audit.inconsistentCount)
      let evidence = evidence(audit) - Double(max(1, tried)).logarithm10
      guard holds >= 1, evidence >= (breaks == 0 ? 1 : Self.leastBesideNames) else { return nil }
      if breaks > 0 {
        guard holds >= 2, breaks <= max(1, (holds + breaks) / 10), !areNearMisses(audit),
          !isUnsigned(audit), !isOfOthers(audit), !lacksFew(audit),
          !mayBeRounded(audit)
        else { return nil }
      }
      return "\(says), and \(holds) of \(holds + breaks) rows are; " + Self.chance(evidence)
    }
  }

  /// The evidence of the figures that a rule needs which names of columns say.
  private static let leastBesideNames = 2.0

  /// Whether each row that breaks a ratio is right with a third count taken off the one below, such as those of whom
  /// nothing is known.
  func isOfOthers(_ audit: RuleAudit) -> Bool {
    guard let column = audit.column, case .relations(let relations) = audit.rule.body,
      relations[0].right.divides
    else { return false }
    let names = relations[0].right.columnNames
    let used = names.compactMap { name in table.columns.firstIndex { $0.name == name } }
    guard used.count == 2 else { return false }
    let others = table.columns.indices.filter {
      $0 != column && !used.contains($0) && table.columns[$0].isWhole && !table.columns[$0].namesRate
    }
    func whole(_ row: Int, _ column: Int) -> Double? {
      table.columns[column].numbers[row].map(\.value.double)
    }
    let breaks = audit.rows.filter { $0.verdict == .inconsistent }
    return !breaks.isEmpty
      && breaks.allSatisfy { row in
        others.contains { other in
          guard let below = whole(row.row, used[1]), let less = whole(row.row, other), less > 0, less < below,
            let from = row.computed?.lower, let low = row.published?.lower, let high = row.published?.upper
          else { return false }
          let result = from * below / (below - less)
          return low <= result && result <= high
        }
      }
  }

  /// Whether rounding that shows in some rows only explains every break of an equation: its counts are tens, and the figure
  /// misses by no more than they and its last digit allow.
  func mayBeRounded(_ audit: RuleAudit) -> Bool {
    guard let column = audit.column, case .relations(let relations) = audit.rule.body else { return false }
    if areWholePounds(audit, of: table.columns[column], terms: relations[0].right.columnNames.count) {
      return true
    }
    guard table.rowCount > Self.fewRows else { return false }
    let inputs = relations[0].right.columnNames.compactMap { name in
      table.columns.first { $0.name == name && $0.isWhole && !$0.namesRate }
    }
    let isQuotient = relations[0].right.divides
    let target = table.columns[column]
    let breaks = audit.rows.filter { $0.verdict == .inconsistent }
    return !breaks.isEmpty && !inputs.isEmpty
      && breaks.allSatisfy { row in
        guard let low = row.published?.lower, let high = row.published?.upper, let from = row.computed?.lower,
          let to = row.computed?.upper
        else { return false }
        let gap = max(from - high, low - to)
        if isQuotient {
          let slack = inputs.reduce(0.0) { sum, input in
            guard let figure = input.numbers[row.row]?.significand, figure > 0 else { return sum }
            return sum + (input.areMostlyTens ? 5 / Double(figure) : 0)
          }
          return slack > 0 && gap <= max(abs(from), abs(to)) * slack + (high - low)
        }
        let figures = (inputs + [target]).compactMap { $0.numbers[row.row] }
        return figures.count >= 3 && figures.allSatisfy { $0.isWholeCount && $0.significand % 10 == 0 }
          && gap <= 5 * Double(figures.count)
      }
  }

  /// Whether amounts of money miss their sum by no more than a pound a term: pence were left off each.
  private func areWholePounds(_ audit: RuleAudit, of column: AuditedColumn, terms: Int) -> Bool {
    let breaks = audit.rows.filter { $0.verdict == .inconsistent }
    guard case .relations(let relations) = audit.rule.body, !relations[0].right.divides else { return false }
    return terms >= 2
      && breaks.allSatisfy { row in
        guard let low = row.published?.lower, let high = row.published?.upper, let from = row.computed?.lower,
          let to = row.computed?.upper, let number = column.numbers[row.row], number.decimals == 0
        else { return false }
        return number.unit == .pounds && max(from - high, low - to) <= Double(terms)
      }
  }

  /// In tables as short as this a tenfold number is chance.
  private static let fewRows = 12

  /// Whether the rows that break a sum fall short of it by a hundredth at most: those of whom nothing is known.
  private func lacksFew(_ audit: RuleAudit) -> Bool {
    guard case .relations(let relations) = audit.rule.body, relations[0].right.description.contains("+"),
      !relations[0].right.divides
    else { return false }
    let breaks = audit.rows.filter { $0.verdict == .inconsistent }
    return breaks.contains { row in
      guard let own = row.published?.lower, let sum = row.computed?.upper else { return false }
      return own > sum && own - sum <= max(1, own / 100)
    }
  }

  /// Whether a difference is printed without its sign: the rows that break the rule are right but for the sign, and no
  /// figure of the column has one.
  func isUnsigned(_ audit: RuleAudit) -> Bool {
    guard let column = audit.column,
      !table.columns[column].numbers.contains(where: { ($0?.significand ?? 0) < 0 })
    else { return false }
    let breaks = audit.rows.filter { $0.verdict == .inconsistent }
    return !breaks.isEmpty
      && breaks.allSatisfy { row in
        guard let low = row.published?.lower, let high = row.published?.upper, let from = row.computed?.lower,
          let to = row.computed?.upper
        else { return false }
        return -to <= high && low <= -from
      }
  }
}

extension RuleProposal {
  /// The columns that an equation between columns of one row uses.
  func columns(in table: AuditedTable) -> Set<Int> {
    guard case .relations(let relations) = rule.body, rule.groups.isEmpty else { return [] }
    let names = relations.flatMap { $0.left.columnNames + $0.right.columnNames }
    return Set(names.compactMap { name in table.columns.firstIndex { $0.name == name } })
  }
}

extension RuleExpression {
  /// Whether something is divided in an expression.
  var divides: Bool {
    switch self {
    case .number, .column, .sum: false
    case .negative(let inner), .squareRoot(let inner): inner.divides
    case .operation(let symbol, let left, let right): symbol == .divide || left.divides || right.divides
    }
  }

  /// The names of the columns in an expression.
  var columnNames: [String] {
    switch self {
    case .number: []
    case .column(let name, _), .sum(let name, _): [name]
    case .negative(let inner), .squareRoot(let inner): inner.columnNames
    case .operation(_, let left, let right): left.columnNames + right.columnNames
    }
  }
}
