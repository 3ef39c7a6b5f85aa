/// A percentage as printed, whose decimals tell how far it may be from the true rate.
///
/// All comparisons are made in whole numbers, so that a rate that falls exactly between two printed values is judged
/// by the rounding rule and not by the rounding of binary fractions.
public struct PrintedPercentage: Hashable, Sendable {
  /// The printed digits without the decimal point, such as 8883 for 88.83.
  public let units: Int
  /// The number of decimals printed.
  public let decimals: Int
  /// How it may have been rounded.
  public let rounding: RoundingRule

  /// Takes the digits of a percentage and the place of its decimal point.
  ///
  /// - Throws: `StatisticsError.outOfRange` for more than 6 decimals, or a percentage outside 0 to 100.
  public init(units: Int, decimals: Int, rounding: RoundingRule = .nearest) throws(StatisticsError) {
    guard (0...6).contains(decimals) else {
      throw .outOfRange(argument: "decimals", value: Double(decimals), allowed: "a whole number from 0 to 6")
    }
    self.units = units
    self.decimals = decimals
    self.rounding = rounding
    guard units >= 0, units <= unitsInWhole else {
      let value = Double(units) / Double(unitsInWhole) * 100
      throw .outOfRange(argument: "percentage", value: value, allowed: "a percentage from 0 to 100")
    }
  }

  /// Reads a percentage as printed, with or without its sign, such as `88.83` or `40 %`.
  ///
  /// - Throws: `StatisticsError.undefined` for a text that is not a plain decimal number, and `.outOfRange` for a number
  ///   that is no percentage.
  public init(parsing text: String, rounding: RoundingRule = .nearest) throws(StatisticsError) {
    var digits = text[...]
    while digits.last == "%" || digits.last == " " { digits.removeLast() }
    while digits.first == " " { digits.removeFirst() }
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? parts[1] : ""
    let isPlain = (parts.first.map { !$0.isEmpty } ?? false) && (parts.count == 1 || !fraction.isEmpty)
    guard isPlain, (parts[0] + fraction).allSatisfy({ $0.isASCII && $0.isNumber }),
      let units = Int(parts[0] + fraction)
    else {
      throw .undefined(quantity: "a percentage", because: "“\(text)” is not a number such as 88.83")
    }
    try self.init(units: units, decimals: fraction.count, rounding: rounding)
  }

  /// The number of units that make 100 per cent.
  var unitsInWhole: Int { (0..<decimals).reduce(100) { whole, _ in whole * 10 } }

  /// The printed value, in per cent.
  public var percent: Double { Double(units) / Double(unitsInWhole) * 100 }

  /// The printed value as a fraction from 0 to 1.
  public var fraction: Double { Double(units) / Double(unitsInWhole) }

  /// The rates that print like this, as fractions; whether the ends themselves do depends on the rounding rule.
  public var rates: ClosedRange<Double> {
    let whole = 2 * Double(unitsInWhole)
    let low = rounding == .truncated ? 2 * units : 2 * units - 1
    let high = rounding == .truncated ? 2 * units + 2 : 2 * units + 1
    return max(0, Double(low) / whole)...min(1, Double(high) / whole)
  }

  /// The numbers of events among `trials` that print like this, or nil where none does.
  ///
  /// - Precondition: `1 <= trials <= 10⁹`.
  public func events(trials: Int) -> ClosedRange<Int>? {
    precondition(trials >= 1 && trials <= 1_000_000_000, "a cohort of \(trials)")
    let whole = 2 * unitsInWhole
    let isEven = units % 2 == 0
    let low = (rounding == .truncated ? 2 * units : 2 * units - 1) * trials
    let high = (rounding == .truncated ? 2 * units + 2 : 2 * units + 1) * trials
    let takesLow = rounding != .halfEven || isEven
    let takesHigh = rounding == .nearest || isEven && rounding == .halfEven
    // The first whole number at or above (above) low / whole, and the last at or below (below) high / whole.
    let first = low <= 0 ? 0 : takesLow ? (low + whole - 1) / whole : low / whole + 1
    let last = min(trials, takesHigh ? high / whole : (high + whole - 1) / whole - 1)
    return first <= last ? first...last : nil
  }

  /// The smallest cohort in which a whole number of events prints like this.
  ///
  /// One always exists, at most as large as the units in 100 per cent.
  public var smallestTrials: Int {
    var trials = 1
    while events(trials: trials) == nil { trials += 1 }
    return trials
  }

  /// The number of pairs of counts that print like this in cohorts of some sizes.
  ///
  /// - Throws: `StatisticsError.outOfRange` for sizes outside 1 to 1,000,000,000, or more than 1,000,000 of them.
  public func candidateCount(trials sizes: ClosedRange<Int>) throws(StatisticsError) -> Int {
    try check(sizes)
    return sizes.reduce(0) { $0 + (events(trials: $1)?.count ?? 0) }
  }

  /// The pairs of counts that print like this in cohorts of some sizes, smallest cohorts first.
  ///
  /// - Parameters:
  ///   - sizes: the numbers of people that a cohort may have.
  ///   - most: how many are wanted; the rest is left out.
  /// - Throws: as `candidateCount(trials:)`.
  public func candidates(
    trials sizes: ClosedRange<Int>, most: Int = .max
  ) throws(StatisticsError) -> [Proportion] {
    try check(sizes)
    var found: [Proportion] = []
    for size in sizes {
      guard let range = events(trials: size) else { continue }
      for events in range {
        guard found.count < most else { return found }
        found.append(try Proportion(events: events, trials: size))
      }
    }
    return found
  }

  private func check(_ sizes: ClosedRange<Int>) throws(StatisticsError) {
    for size in [sizes.lowerBound, sizes.upperBound] where !(1...1_000_000_000).contains(size) {
      throw .outOfRange(
        argument: "trials", value: Double(size), allowed: "a whole number from 1 to 1000000000")
    }
    guard sizes.count <= 1_000_000 else {
      throw .outOfRange(
        argument: "cohort sizes", value: Double(sizes.count), allowed: "at most 1000000 in one search")
    }
  }

  /// Every pair of counts that prints like this in a cohort up to a size, smallest cohorts first.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a size outside 1 to 100,000.
  public func candidates(maximumTrials: Int) throws(StatisticsError) -> [Proportion] {
    guard (1...100_000).contains(maximumTrials) else {
      throw .outOfRange(
        argument: "maximumTrials", value: Double(maximumTrials), allowed: "a whole number from 1 to 100000")
    }
    return try candidates(trials: 1...maximumTrials)
  }

  /// Every pair of counts that prints like this in a cohort of a known size; empty where the printed rate is impossible.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a size outside 1 to 1,000,000,000.
  public func candidates(trials: Int) throws(StatisticsError) -> [Proportion] {
    try candidates(trials: trials...trials)
  }
}
