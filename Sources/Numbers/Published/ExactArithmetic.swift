/// Why an exact calculation has no result.
package enum ArithmeticFailure: Error, Hashable {
  /// A divisor is zero, or may be zero for some value that its rounding allows.
  case divisionByZero
  /// A root of a negative number.
  case negativeRoot
  /// The numbers have too many digits to be computed exactly, or one of them has no limit.
  case tooLong
}

extension ExactNumber {
  package static func + (left: ExactNumber, right: ExactNumber) throws(ArithmeticFailure) -> ExactNumber {
    if left.denominator == right.denominator, left.isFinite {
      let (sum, overflow) = left.numerator.addingReportingOverflow(right.numerator)
      if !overflow { return ExactNumber(sum, over: left.denominator) }
    }
    return try combined(left, right) { a, b in
      let (x, first) = product(a.numerator, b.denominator)
      let (y, second) = product(b.numerator, a.denominator)
      let (sum, third) = x.addingReportingOverflow(y)
      let (below, fourth) = product(a.denominator, b.denominator)
      return first || second || third || fourth ? nil : ExactNumber(sum, over: below)
    }
  }

  package static prefix func - (value: ExactNumber) -> ExactNumber {
    guard value.isFinite else { return value.numerator > 0 ? .negativeInfinity : .infinity }
    return ExactNumber(-value.numerator, over: value.denominator)
  }

  package static func - (left: ExactNumber, right: ExactNumber) throws(ArithmeticFailure) -> ExactNumber {
    try left + -right
  }

  package static func * (left: ExactNumber, right: ExactNumber) throws(ArithmeticFailure) -> ExactNumber {
    try combined(left, right) { a, b in
      let (above, first) = product(a.numerator, b.numerator)
      let (below, second) = product(a.denominator, b.denominator)
      return first || second ? nil : ExactNumber(above, over: below)
    }
  }

  package static func / (left: ExactNumber, right: ExactNumber) throws(ArithmeticFailure) -> ExactNumber {
    guard right.numerator != 0 else { throw .divisionByZero }
    guard right.isFinite else { throw .tooLong }
    let sign: Int128 = right.numerator < 0 ? -1 : 1
    return try left * ExactNumber(sign * right.denominator, over: sign * right.numerator)
  }

  /// The distance from zero.
  package var magnitude: ExactNumber { numerator < 0 ? -self : self }

  /// Two fractions within 10⁻¹² of the square root, relative to a scale of one, one below and one above it.
  package func squareRoot() throws(ArithmeticFailure) -> (lower: ExactNumber, upper: ExactNumber) {
    guard numerator >= 0 else { throw .negativeRoot }
    let scale = powerOfTen(12)
    let value = reduced
    let (square, overflow) = value.numerator.multipliedReportingOverflow(by: scale * scale)
    guard !overflow, isFinite else { throw .tooLong }
    let target = square / value.denominator
    var root = Int128(Double(target).squareRoot())
    while root * root > target { root -= 1 }
    while (root + 1) * (root + 1) <= target { root += 1 }
    let exact = root * root == target && square % value.denominator == 0
    return (ExactNumber(root, over: scale), ExactNumber(exact ? root : root + 1, over: scale))
  }

  /// Tries an operation on the fractions as they are, then on reduced ones.
  private static func combined(
    _ left: ExactNumber, _ right: ExactNumber, _ operation: (ExactNumber, ExactNumber) -> ExactNumber?
  ) throws(ArithmeticFailure) -> ExactNumber {
    guard left.isFinite, right.isFinite else { throw .tooLong }
    if let result = operation(left, right) { return result }
    guard let result = operation(left.reduced, right.reduced) else { throw .tooLong }
    return result
  }
}
