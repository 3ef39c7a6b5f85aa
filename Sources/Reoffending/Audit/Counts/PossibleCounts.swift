/// The whole numbers of people that could stand behind published percentages.
///
/// 88.83 % cannot come from fewer than 179 people; 60 % could come from five. Percentages that share a cohort must all be
/// possible in it, which leaves far fewer cohorts than each alone.
public struct PossibleCounts: Sendable {
  /// The percentages.
  public let percentages: [PublishedNumber]
  /// The values that each can stand for, as fractions.
  private let fractions: [RoundingInterval]

  /// Takes percentages as printed.
  public init(_ percentages: [PublishedNumber], rounding: RoundingConvention = .nearest) {
    self.percentages = percentages
    fractions = percentages.map { number in
      let interval = number.interval(rounding: rounding, wholeIsRounded: true)
      func hundredth(_ value: ExactNumber) -> ExactNumber {
        value.isFinite ? ExactNumber(value.numerator, over: value.denominator * 100) : value
      }
      return RoundingInterval(
        hundredth(interval.lower), hundredth(interval.upper), includesLower: interval.includesLower,
        includesUpper: interval.includesUpper)
    }
  }

  /// The counts that a percentage allows in a cohort; nil where it allows none.
  public func events(ofPercentage index: Int, inCohortOf people: Int) -> ClosedRange<Int>? {
    let fraction = fractions[index]
    guard people > 0, fraction.upper.isFinite else { return nil }
    let size = Int128(people)
    let above = ExactNumber(fraction.lower.numerator * size, over: fraction.lower.denominator)
    let below = ExactNumber(fraction.upper.numerator * size, over: fraction.upper.denominator)
    var first = max(0, above.ceiling)
    var last = min(size, below.floor)
    if !fraction.includesLower, ExactNumber(first, over: 1) == above { first += 1 }
    if !fraction.includesUpper, ExactNumber(last, over: 1) == below { last -= 1 }
    return first <= last ? Int(first)...Int(last) : nil
  }

  /// The smallest cohort in which a percentage is possible; nil where none up to the limit is.
  public func smallestCohort(ofPercentage index: Int, upTo limit: Int = 100_000) -> Int? {
    guard limit > 0 else { return nil }
    return (1...limit).first { events(ofPercentage: index, inCohortOf: $0) != nil }
  }

  /// The cohorts up to a limit in which all percentages are possible together.
  public func sharedCohorts(upTo limit: Int) -> [Int] {
    guard limit > 0 else { return [] }
    return (1...limit).filter { people in
      fractions.indices.allSatisfy { events(ofPercentage: $0, inCohortOf: people) != nil }
    }
  }

  /// The cohorts up to a limit whose parts, one for each percentage, can add up to the whole cohort.
  public func cohortsAddingUp(upTo limit: Int) -> [Int] {
    sharedCohorts(upTo: limit).filter { people in
      let ranges = fractions.indices.compactMap { events(ofPercentage: $0, inCohortOf: people) }
      let least = ranges.reduce(0) { $0 + $1.lowerBound }
      let most = ranges.reduce(0) { $0 + $1.upperBound }
      return least <= people && people <= most
    }
  }
}
