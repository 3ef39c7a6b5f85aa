/// A number as it stands on paper: its digits, its decimals, its unit and the words before it.
///
/// The decimals are kept (23.2 and 23.20 say different things), and ``interval(rounding:wholeIsRounded:)`` gives the values that the
/// print can stand for.
public struct PublishedNumber: Hashable, Sendable {
  /// The digits without point and sign; negative for a negative number.
  public let significand: Int
  /// The digits printed after the point.
  public let decimals: Int
  /// The power of ten of a word such as “million”: 6.
  public let scale: Int
  /// The unit printed beside the number.
  public let unit: PublishedUnit
  /// The word printed before the number.
  public let qualifier: NumberQualifier
  /// The second number of “between a and b”: its digits and decimals.
  package let second: Second?

  package struct Second: Hashable, Sendable {
    package let significand: Int
    package let decimals: Int
  }

  /// Puts a number together from its parts; ``init(_:)`` reads one from text.
  ///
  /// - Precondition: `0 <= decimals <= 15`, `0 <= scale <= 12`.
  public init(
    significand: Int, decimals: Int = 0, scale: Int = 0, unit: PublishedUnit = .plain,
    qualifier: NumberQualifier = .exactly
  ) {
    self.init(
      significand: significand, decimals: decimals, scale: scale, unit: unit, qualifier: qualifier,
      second: nil)
  }

  package init(
    significand: Int, decimals: Int, scale: Int, unit: PublishedUnit, qualifier: NumberQualifier,
    second: Second?
  ) {
    precondition(0...15 ~= decimals && 0...12 ~= scale, "\(decimals) decimals, scale \(scale)")
    self.significand = significand
    self.decimals = decimals
    self.scale = scale
    self.unit = unit
    self.qualifier = qualifier
    self.second = second
  }

  /// The value of the print itself, before any rounding is undone.
  public var value: ExactNumber { Self.value(significand, decimals: decimals, scale: scale) }

  /// One unit of the last printed digit.
  public var unitInLastPlace: ExactNumber { Self.value(1, decimals: decimals, scale: scale) }

  /// Whether the print is a whole number without a unit, a scale or a qualifier: a count, which is not rounded.
  public var isWholeCount: Bool {
    decimals == 0 && scale == 0 && (unit == .plain || unit == .pounds) && qualifier == .exactly
  }

  /// The values that the print can stand for.
  ///
  /// - Parameters:
  ///   - rounding: how the publisher rounds.
  ///   - wholeIsRounded: whether a whole number without a unit is a rounded figure, not a count.
  public func interval(rounding: RoundingConvention = .nearest, wholeIsRounded: Bool = false)
    -> RoundingInterval
  {
    if isWholeCount && !wholeIsRounded { return RoundingInterval(value) }
    switch qualifier {
    case .exactly: return Self.rounded(significand, decimals: decimals, scale: scale, by: rounding)
    case .about:
      let place = lastMeaningfulPlace
      return RoundingInterval(place.offset(-1, over: 2), place.offset(1, over: 2))
    case .nearly:
      return RoundingInterval(lastMeaningfulPlace.offset(-1, over: 1), value, includesUpper: false)
    case .justOver:
      return RoundingInterval(value, lastMeaningfulPlace.offset(1, over: 1), includesLower: false)
    case .moreThan: return RoundingInterval(value, .infinity, includesLower: false, includesUpper: false)
    case .atLeast: return RoundingInterval(value, .infinity, includesUpper: false)
    case .lessThan: return RoundingInterval(min(.zero, value), value, includesUpper: false)
    case .upTo: return RoundingInterval(min(.zero, value), value)
    case .between:
      let low = Self.rounded(significand, decimals: decimals, scale: scale, by: rounding)
      guard let second else { return low }
      let high = Self.rounded(second.significand, decimals: second.decimals, scale: scale, by: rounding)
      return RoundingInterval(min(low.lower, high.lower), max(low.upper, high.upper))
    }
  }

  private static func value(_ significand: Int, decimals: Int, scale: Int) -> ExactNumber {
    scale >= decimals
      ? ExactNumber(Int128(significand) * powerOfTen(scale - decimals), over: 1)
      : ExactNumber(Int128(significand), over: powerOfTen(decimals - scale))
  }

  /// Half a unit either side, or one whole unit on one side; in halves of the last digit, so that it stays exact.
  private static func rounded(
    _ significand: Int, decimals: Int, scale: Int, by rounding: RoundingConvention
  ) -> RoundingInterval {
    let half = scale > decimals ? powerOfTen(scale - decimals) : 1
    let below = (scale > decimals ? 1 : powerOfTen(decimals - scale)) * 2
    func at(_ halves: Int128) -> ExactNumber {
      ExactNumber((Int128(significand) * 2 + halves) * half, over: below)
    }
    let negative = significand < 0
    switch rounding {
    case .nearest: return RoundingInterval(at(-1), at(1))
    case .halfUp:
      let zero = significand == 0
      return RoundingInterval(at(-1), at(1), includesLower: !negative && !zero, includesUpper: negative)
    case .halfEven:
      let even = significand % 2 == 0
      return RoundingInterval(at(-1), at(1), includesLower: even, includesUpper: even)
    case .truncated where significand == 0:
      return RoundingInterval(at(-2), at(2), includesLower: false, includesUpper: false)
    case .truncated:
      return negative
        ? RoundingInterval(at(-2), at(0), includesLower: false)
        : RoundingInterval(at(0), at(2), includesUpper: false)
    case .upward where significand == 0: return RoundingInterval(at(0))
    case .upward:
      return negative
        ? RoundingInterval(at(0), at(2), includesUpper: false)
        : RoundingInterval(at(-2), at(0), includesLower: false)
    }
  }

  private var lastMeaningfulPlace: LastMeaningfulPlace {
    var digits = significand
    var place = 0
    while digits != 0, digits % 10 == 0 {
      digits /= 10
      place += 1
    }
    let unit = Self.value(1, decimals: decimals, scale: scale)
    return LastMeaningfulPlace(
      value: value, unit: ExactNumber(unit.numerator * powerOfTen(place), over: unit.denominator))
  }
}

/// The last digit of a number that is not zero: 7,500 was rounded to hundreds at the coarsest.
private struct LastMeaningfulPlace {
  package let value: ExactNumber
  package let unit: ExactNumber

  package func offset(_ units: Int128, over divisor: Int128) -> ExactNumber {
    let below = value.denominator * unit.denominator * divisor
    return ExactNumber(
      value.numerator * unit.denominator * divisor + units * unit.numerator * value.denominator, over: below)
  }
}

extension PublishedNumber: CustomStringConvertible {
  /// The number in plain digits with its unit and qualifier.
  public var description: String {
    let word =
      switch scale {
      case 0: ""
      case 3: " thousand"
      case 6: " million"
      case 9: " billion"
      default: "e\(scale)"
      }
    let digits = ExactNumber(Int128(significand), over: powerOfTen(decimals)).decimal(places: decimals)
    let sign = unit == .pounds ? "£" : ""
    let mark = unit == .percent ? "%" : (unit == .percentagePoints ? " percentage points" : "")
    let before = qualifier == .exactly ? "" : qualifier.rawValue + " "
    guard let second else { return before + sign + digits + word + mark }
    let upper = ExactNumber(Int128(second.significand), over: powerOfTen(second.decimals))
    return before + sign + digits + " and " + upper.decimal(places: second.decimals) + word + mark
  }
}
