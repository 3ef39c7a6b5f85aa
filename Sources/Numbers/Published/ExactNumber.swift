/// A rational number without rounding error.
///
/// 29.85 is 2985/100, not the nearest binary fraction, so that a figure that lies exactly on the edge of its rounding
/// interval is decided correctly. Fractions are cleared of common factors only when a product would otherwise
/// overflow, which keeps the audit of long tables fast.
public struct ExactNumber: Sendable {
  /// The number above the bar.
  public let numerator: Int128
  /// The number below the bar, positive, or 0 for an infinite value.
  public let denominator: Int128

  /// Makes a whole number.
  public init(_ whole: Int) {
    numerator = Int128(whole)
    denominator = 1
  }

  /// Makes a fraction.
  ///
  /// - Precondition: `denominator > 0`.
  public init(_ numerator: Int128, over denominator: Int128) {
    precondition(denominator > 0, "a fraction over \(denominator)")
    self.numerator = numerator
    self.denominator = denominator
  }

  private init(infinite sign: Int128) {
    numerator = sign
    denominator = 0
  }

  /// Zero.
  public static let zero = ExactNumber(0)
  /// A value above every number: the upper limit of “more than 500”.
  public static let infinity = ExactNumber(infinite: 1)
  /// A value below every number.
  public static let negativeInfinity = ExactNumber(infinite: -1)

  /// Whether the value is a number and not an infinite limit.
  public var isFinite: Bool { denominator != 0 }

  /// The nearest floating-point number.
  public var double: Double {
    if let above = Int(exactly: numerator), let below = Int(exactly: denominator), below > 0 {
      return Double(above) / Double(below)
    }
    return isFinite ? Double(numerator) / Double(denominator) : (numerator > 0 ? .infinity : -.infinity)
  }

  /// The same value with numerator and denominator cleared of common factors.
  public var reduced: ExactNumber {
    var a = numerator.magnitude
    var b = denominator.magnitude
    while b != 0 { (a, b) = (b, a % b) }
    guard a > 1, isFinite else { return self }
    return ExactNumber(numerator / Int128(a), over: denominator / Int128(a))
  }

  /// The largest whole number not above the value.
  ///
  /// - Precondition: the value is finite.
  public var floor: Int128 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// What the numerator exceeds the floor by, from 0 to below the denominator.
  private var remainderAboveFloor: Int128 {
    let remainder = numerator % denominator
    return remainder < 0 ? remainder + denominator : remainder
  }

  /// The smallest whole number not below the value.
  ///
  /// - Precondition: the value is finite.
  public var ceiling: Int128 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder > 0 ? quotient + 1 : quotient
  }
}

extension ExactNumber: Comparable {
  /// Whether two numbers have the same value, however their fractions are written.
  public static func == (left: ExactNumber, right: ExactNumber) -> Bool {
    compare(left, right) == 0
  }

  /// Whether one number lies below another.
  public static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    compare(left, right) < 0
  }

  private static func compare(_ left: ExactNumber, _ right: ExactNumber) -> Int {
    if left.denominator == right.denominator {
      return left.numerator < right.numerator ? -1 : (left.numerator == right.numerator ? 0 : 1)
    }
    let (a, first) = product(left.numerator, right.denominator)
    let (b, second) = product(right.numerator, left.denominator)
    if !first, !second { return a < b ? -1 : (a == b ? 0 : 1) }
    return compareByParts(left, right)
  }

  /// Compares whole parts, then the reciprocals of what is left, as the Euclidean algorithm does.
  private static func compareByParts(_ left: ExactNumber, _ right: ExactNumber) -> Int {
    let a = left.floor
    let b = right.floor
    if a != b { return a < b ? -1 : 1 }
    let x = left.remainderAboveFloor
    let y = right.remainderAboveFloor
    if x == 0 || y == 0 { return x == y ? 0 : (x == 0 ? -1 : 1) }
    return compare(ExactNumber(right.denominator, over: y), ExactNumber(left.denominator, over: x))
  }
}

extension ExactNumber: CustomStringConvertible {
  /// The value with as many decimals as it needs, at most six.
  public var description: String {
    guard isFinite else { return numerator > 0 ? "∞" : "−∞" }
    guard var digits = digits(places: 6) else { return "\(double)" }
    var places = 6
    while places > 0, digits.isMultiple(of: 10) {
      digits /= 10
      places -= 1
    }
    return text(digits, places: places)
  }

  /// The value rounded half away from zero to a number of decimals, in plain digits.
  public func decimal(places: Int) -> String {
    guard isFinite else { return description }
    return digits(places: places).map { text($0, places: places) } ?? "\(double)"
  }

  /// The magnitude in units of the last decimal, rounded half up; nil where that is too large.
  private func digits(places: Int) -> UInt128? {
    var small = self
    var (scaled, overflow) = numerator.magnitude.multipliedReportingOverflow(by: UInt128(powerOfTen(places)))
    if overflow {
      small = reduced
      (scaled, overflow) = small.numerator.magnitude.multipliedReportingOverflow(
        by: UInt128(powerOfTen(places)))
    }
    guard !overflow else { return nil }
    let below = small.denominator.magnitude
    // Most numbers have 64 bits, in which division is many times as fast.
    if let above = UInt64(exactly: scaled), let below = UInt64(exactly: below) {
      let (quotient, remainder) = above.quotientAndRemainder(dividingBy: below)
      return UInt128(quotient + (remainder >= below - remainder ? 1 : 0))
    }
    let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: below)
    return quotient + (remainder >= below - remainder ? 1 : 0)
  }

  private func text(_ digits: UInt128, places: Int) -> String {
    let plain = UInt64(exactly: digits).map { String($0) } ?? String(digits)
    let sign = numerator < 0 && digits > 0 ? "-" : ""
    guard places > 0 else { return sign + plain }
    guard plain.utf8.count > places else {
      return sign + "0." + String(repeating: "0", count: places - plain.utf8.count) + plain
    }
    return sign + plain.dropLast(places) + "." + plain.suffix(places)
  }
}

extension ExactNumber {
  /// A product and whether it overflows; factors of 64 bits are multiplied without the slow check.
  package static func product(_ a: Int128, _ b: Int128) -> (Int128, overflow: Bool) {
    if Int128(truncatingIfNeeded: Int(truncatingIfNeeded: a)) == a,
      Int128(truncatingIfNeeded: Int(truncatingIfNeeded: b)) == b
    {
      return (a &* b, false)
    }
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    return (result, overflow)
  }
}

/// Ten to a whole power from 0 to 37.
package func powerOfTen(_ exponent: Int) -> Int128 {
  if exponent < 19 {
    var small = 1
    for _ in 0..<exponent { small &*= 10 }
    return Int128(small)
  }
  var result: Int128 = 1
  for _ in 0..<exponent { result *= 10 }
  return result
}
