import Numbers

/// Both ends of what a formula can give.
struct ValueRange: Sendable {
  var lower: ExactNumber
  var upper: ExactNumber

  init(_ lower: ExactNumber, _ upper: ExactNumber) {
    self.lower = lower
    self.upper = upper
  }

  var isSingleValue: Bool { lower == upper }
}

extension RuleFormula {
  /// The value for one number in every slot.
  func value(_ values: [ExactNumber]) throws(ArithmeticFailure) -> ExactNumber {
    try range(over: values.map { ValueRange($0, $0) }).lower
  }

  /// All values that the formula can take while every slot stays within its range.
  ///
  /// Interval arithmetic is exact where each uncertain slot stands once. A slot that stands more than once, such as the
  /// `p` of `100 * (a - p) / p`, would be counted as if it were two numbers; there the sign of the derivative, itself
  /// found by interval arithmetic, shows whether the formula only rises or only falls with it, and the slot is set to
  /// its ends. Where the sign is open the range is halved, six times at most. The result is then never too narrow, so
  /// that no figure is called wrong that its rounding allows.
  ///
  /// - Source: Moore (1966), *Interval Analysis*, Prentice-Hall, chapters 3 and 4; Moore, Kearfott and Cloud (2009),
  ///   *Introduction to Interval Analysis*, SIAM, 67–75, doi:10.1137/1.9780898717716.
  func range(over slots: [ValueRange]) throws(ArithmeticFailure) -> ValueRange {
    let open = repeated.filter { !slots[$0].isSingleValue }
    return open.isEmpty ? try Self.evaluate(root, slots) : try range(over: slots, open: open, halvings: 6)
  }

  private func range(
    over slots: [ValueRange], open: [Int], halvings: Int
  ) throws(ArithmeticFailure) -> ValueRange {
    var low = slots
    var high = slots
    var undecided: Int?
    for slot in open {
      let slope = try Self.derivative(root, slots, of: slot).slope
      if slope.lower >= .zero {
        low[slot].upper = slots[slot].lower
        high[slot].lower = slots[slot].upper
      } else if slope.upper <= .zero {
        low[slot].lower = slots[slot].upper
        high[slot].upper = slots[slot].lower
      } else {
        undecided = undecided ?? slot
      }
    }
    if let undecided, halvings > 0 {
      let whole = slots[undecided]
      let middle = try (whole.lower + whole.upper) / ExactNumber(2)
      var first = slots
      var second = slots
      first[undecided].upper = middle
      second[undecided].lower = middle
      let left = try range(over: first, open: open, halvings: halvings - 1)
      let right = try range(over: second, open: open, halvings: halvings - 1)
      return ValueRange(min(left.lower, right.lower), max(left.upper, right.upper))
    }
    return ValueRange(try Self.evaluate(root, low).lower, try Self.evaluate(root, high).upper)
  }

  private static func evaluate(_ node: Node, _ slots: [ValueRange]) throws(ArithmeticFailure) -> ValueRange {
    switch node {
    case .constant(let value): return ValueRange(value, value)
    case .slot(let slot): return slots[slot]
    case .negative(let inner): return try evaluate(inner, slots).negated
    case .add(let left, let right): return try evaluate(left, slots).adding(evaluate(right, slots))
    case .subtract(let left, let right):
      return try evaluate(left, slots).adding(evaluate(right, slots).negated)
    case .multiply(let left, let right):
      return try evaluate(left, slots).multiplied(by: evaluate(right, slots))
    case .divide(let left, let right): return try evaluate(left, slots).divided(by: evaluate(right, slots))
    case .squareRoot(let inner): return try evaluate(inner, slots).squareRoot()
    }
  }

  /// The range of a node and of its derivative with respect to one slot, by the rules of differentiation.
  private static func derivative(
    _ node: Node, _ slots: [ValueRange], of slot: Int
  ) throws(ArithmeticFailure) -> (value: ValueRange, slope: ValueRange) {
    let zero = ValueRange(.zero, .zero)
    switch node {
    case .constant(let value): return (ValueRange(value, value), zero)
    case .slot(let index):
      return (slots[index], index == slot ? ValueRange(ExactNumber(1), ExactNumber(1)) : zero)
    case .negative(let inner):
      let (value, slope) = try derivative(inner, slots, of: slot)
      return (value.negated, slope.negated)
    case .add(let left, let right):
      let (a, b) = (try derivative(left, slots, of: slot), try derivative(right, slots, of: slot))
      return (try a.value.adding(b.value), try a.slope.adding(b.slope))
    case .subtract(let left, let right):
      let (a, b) = (try derivative(left, slots, of: slot), try derivative(right, slots, of: slot))
      return (try a.value.adding(b.value.negated), try a.slope.adding(b.slope.negated))
    case .multiply(let left, let right):
      let (a, b) = (try derivative(left, slots, of: slot), try derivative(right, slots, of: slot))
      return (
        try a.value.multiplied(by: b.value),
        try a.slope.multiplied(by: b.value).adding(a.value.multiplied(by: b.slope))
      )
    case .divide(let left, let right):
      let (a, b) = (try derivative(left, slots, of: slot), try derivative(right, slots, of: slot))
      let quotient = try a.value.divided(by: b.value)
      let above = try a.slope.adding(quotient.multiplied(by: b.slope).negated)
      return (quotient, try above.divided(by: b.value))
    case .squareRoot(let inner):
      let (value, slope) = try derivative(inner, slots, of: slot)
      let root = try value.squareRoot()
      let two = ValueRange(ExactNumber(2), ExactNumber(2))
      return (root, try slope.divided(by: root.multiplied(by: two)))
    }
  }
}

extension ValueRange {
  fileprivate var negated: ValueRange { ValueRange(-upper, -lower) }

  fileprivate func adding(_ other: ValueRange) throws(ArithmeticFailure) -> ValueRange {
    ValueRange(try lower + other.lower, try upper + other.upper)
  }

  fileprivate func multiplied(by other: ValueRange) throws(ArithmeticFailure) -> ValueRange {
    if lower >= .zero, other.lower >= .zero {
      return ValueRange(try lower * other.lower, try upper * other.upper)
    }
    let a = try lower * other.lower
    let b = try lower * other.upper
    let c = try upper * other.lower
    let d = try upper * other.upper
    return ValueRange(min(min(a, b), min(c, d)), max(max(a, b), max(c, d)))
  }

  fileprivate func divided(by other: ValueRange) throws(ArithmeticFailure) -> ValueRange {
    guard other.lower > .zero || other.upper < .zero else { throw .divisionByZero }
    if lower >= .zero, other.lower > .zero {
      return ValueRange(try lower / other.upper, try upper / other.lower)
    }
    let one = ExactNumber(1)
    return try multiplied(by: ValueRange(one / other.upper, one / other.lower))
  }

  fileprivate func squareRoot() throws(ArithmeticFailure) -> ValueRange {
    ValueRange(try lower.squareRoot().lower, try upper.squareRoot().upper)
  }
}
