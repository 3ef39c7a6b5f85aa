public import Statistics

/// The cohorts that percentages can share.
///
/// 60 % alone could come from five people and 33.3 % from three; of one cohort they need at least fifteen, and the two
/// can never be its parts. What a single percentage allows is told by `PrintedPercentage`.
public struct SharedCohort: Hashable, Sendable {
  /// The percentages.
  public let percentages: [PrintedPercentage]

  /// Takes percentages of one cohort.
  public init(_ percentages: [PrintedPercentage]) {
    self.percentages = percentages
  }

  /// The cohorts up to a size in which all percentages are possible together.
  public func sizes(upTo limit: Int) -> [Int] {
    guard limit > 0 else { return [] }
    return (1...limit).filter { people in percentages.allSatisfy { $0.events(trials: people) != nil } }
  }

  /// The cohorts up to a size whose parts, one for each percentage, can add up to the whole cohort.
  public func sizesAddingUp(upTo limit: Int) -> [Int] {
    sizes(upTo: limit).filter { people in
      let ranges = percentages.compactMap { $0.events(trials: people) }
      let least = ranges.reduce(0) { $0 + $1.lowerBound }
      let most = ranges.reduce(0) { $0 + $1.upperBound }
      return least <= people && people <= most
    }
  }
}
