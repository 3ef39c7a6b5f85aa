import Numbers

/// Why rows may break a rule though nobody slipped.
extension RuleAudit {
  /// The rows that break the rule.
  private var breaks: [AuditedRow] { rows.filter { $0.verdict == .inconsistent } }

  /// The right side of an equation within a row.
  private var rightSide: RuleExpression? {
    guard case .relations(let relations) = rule.body else { return nil }
    return relations[0].right
  }

  /// The columns on the right side of an equation, as often as they stand there.
  private func inputs(of side: RuleExpression) -> [Int] {
    side.columnNames.compactMap { name in table.columns.firstIndex { $0.name == name } }
  }

  /// Whether a figure that breaks the rule has so many digits that its last ones are those of the program.
  var breaksLongFigures: Bool {
    guard let column else { return false }
    return breaks.contains { row in
      (table.columns[column].numbers[row.row]?.significand.magnitude ?? 0) >= 1_000_000_000_000
    }
  }

  /// How many rows break the rule by a unit of their last digit.
  var nearMissCount: Int {
    breaks.count { row in row.sides.map { $0.gap <= ($0.high - $0.low) * 1.001 } ?? false }
  }

  /// Whether three rows or more break the rule by a unit of their last digit: another base, much like the right one, does
  /// that, and slips do not.
  var areNearMisses: Bool {
    let near = nearMissCount
    return near >= 3 && 3 * near >= 2 * inconsistentCount
  }

  /// Whether each row that breaks a ratio is right with a third count taken off the one below, such as those of whom
  /// nothing is known.
  var isOfOthers: Bool {
    guard let column, let side = rightSide, side.divides else { return false }
    let used = inputs(of: side)
    guard used.count == 2 else { return false }
    let others = table.columns.indices.filter {
      $0 != column && !used.contains($0) && table.columns[$0].holdsCounts
    }
    func whole(_ row: Int, _ column: Int) -> Double? {
      table.columns[column].numbers[row].map(\.value.double)
    }
    return inconsistentCount > 0
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
  var mayBeRounded: Bool {
    guard let column, let side = rightSide else { return false }
    let target = table.columns[column]
    if areWholePounds(of: target, side) { return true }
    guard table.rowCount > Self.fewRows else { return false }
    let inputs = inputs(of: side).map { table.columns[$0] }.filter(\.holdsCounts)
    let tens = inputs.filter(\.areMostlyTens)
    return inconsistentCount > 0 && !inputs.isEmpty
      && breaks.allSatisfy { row in
        guard let sides = row.sides else { return false }
        if side.divides {
          let slack = tens.reduce(0.0) { sum, input in
            guard let figure = input.numbers[row.row]?.significand, figure > 0 else { return sum }
            return sum + 5 / Double(figure)
          }
          return slack > 0
            && sides.gap <= max(abs(sides.from), abs(sides.to)) * slack + (sides.high - sides.low)
        }
        let figures = (inputs + [target]).compactMap { $0.numbers[row.row] }
        return figures.count >= 3 && figures.allSatisfy { $0.isWholeCount && $0.significand % 10 == 0 }
          && sides.gap <= 5 * Double(figures.count)
      }
  }

  /// In tables as short as this a tenfold number is chance.
  private static let fewRows = 12

  /// Whether amounts of money miss their sum by no more than a pound a term: pence were left off each.
  private func areWholePounds(of column: AuditedColumn, _ side: RuleExpression) -> Bool {
    let terms = side.columnNames.count
    return terms >= 2 && !side.divides
      && breaks.allSatisfy { row in
        guard let sides = row.sides, let number = column.numbers[row.row], number.decimals == 0 else {
          return false
        }
        return number.unit == .pounds && sides.gap <= Double(terms)
      }
  }

  /// Whether a row that breaks a sum falls short of it by a hundredth at most: those of whom nothing is known.
  var lacksFew: Bool {
    guard let side = rightSide, side.description.contains("+"), !side.divides else { return false }
    return breaks.contains { row in
      guard let own = row.published?.lower, let sum = row.computed?.upper else { return false }
      return own > sum && own - sum <= max(1, own / 100)
    }
  }

  /// Whether a difference is printed without its sign: the rows that break the rule are right but for the sign, and no
  /// figure of the column has one.
  var isUnsigned: Bool {
    guard let column, !table.columns[column].numbers.contains(where: { ($0?.significand ?? 0) < 0 }) else {
      return false
    }
    return inconsistentCount > 0
      && breaks.allSatisfy { row in row.sides.map { -$0.to <= $0.high && $0.low <= -$0.from } ?? false }
  }
}
