import Foundation
public import Statistics

/// Groups of any size against one target, with the limits within which chance alone would keep them.
///
/// Groups with a prediction are judged by observed over expected, others by their rate against that of all together.
/// Two pairs of limits are kept: those of chance alone, and those widened for the variation between groups.
///
/// - Source: Spiegelhalter (2005), *Statistics in Medicine* 24, 1185–1202, doi:10.1002/sim.1970.
public struct FunnelComparison: Sendable {
  /// What is judged.
  public enum Measure: Hashable, Sendable {
    /// The number who reoffended over the number expected to; the size is the number expected.
    case observedOverExpected
    /// The share who reoffended; the size is the number of people.
    case rate
  }

  /// A group on the funnel.
  public struct Unit: Hashable, Sendable {
    /// What the group is called.
    public let name: String
    /// How much the group's value stands on: the number expected, or the number of people.
    public let size: Double
    /// The ratio or rate.
    public let value: Double
    /// Where it lies against the limits of chance.
    public let position: FunnelPosition
    /// Where it lies against the limits widened for the variation between groups.
    public let widenedPosition: FunnelPosition
  }

  /// The limits for one size.
  public struct Limits: Hashable, Sendable {
    /// The size.
    public let size: Double
    /// The limits of chance, the narrower level first.
    public let chance: [ConfidenceInterval]
    /// The limits widened for the variation between groups, the narrower level first.
    public let widened: [ConfidenceInterval]
  }

  /// What is judged.
  public let measure: Measure
  /// The value that every group is judged against.
  public let target: Double
  /// The groups with a value, in the order of the table.
  public let units: [Unit]
  /// The limits over the range of sizes.
  public let limits: [Limits]
  /// How much more the groups vary than chance would make them.
  public let overdispersion: Overdispersion
  /// The levels of the limits.
  public let levels: [ConfidenceLevel]
  /// Groups left out because their size or value is not known.
  public let missing: [String]

  /// Judges groups by observed over expected numbers.
  ///
  /// - Throws: `StatisticsError` for fewer than two groups with both numbers, or a group without reoffenders.
  public init(
    _ comparison: ActualAgainstPredicted, levels: [ConfidenceLevel] = [.p95, .p998]
  ) throws(StatisticsError) {
    let known = comparison.groups.compactMap { group in
      group.observed.flatMap { observed in group.expected.map { (group.name, observed, $0) } }
    }
    let spread = try RatioFunnel.overdispersion(observed: known.map(\.1), expected: known.map(\.2))
    let chance = RatioFunnel(method: .logarithm)
    let widened = RatioFunnel(method: .logarithm, variation: .additive(tauSquared: spread.tauSquared))
    measure = .observedOverExpected
    target = 1
    self.levels = levels
    overdispersion = spread
    missing = comparison.groups.filter { $0.observed == nil || $0.expected == nil }.map(\.name)
    units = try known.map { name, observed, expected throws(StatisticsError) in
      Unit(
        name: name, size: expected, value: Double(observed) / expected,
        position: try chance.position(observed: observed, expected: expected, levels: levels),
        widenedPosition: try widened.position(observed: observed, expected: expected, levels: levels))
    }
    limits = try Self.sizes(known.map(\.2)).map { size throws(StatisticsError) in
      Limits(
        size: size,
        chance: try levels.map { level throws(StatisticsError) in
          try chance.limits(expected: size, level: level)
        },
        widened: try levels.map { level throws(StatisticsError) in
          try widened.limits(expected: size, level: level)
        })
    }
  }

  /// Judges groups by their rates against the rate of all together.
  ///
  /// - Throws: `StatisticsError` for fewer than two groups with a number of people.
  public init(_ rates: GroupRates, levels: [ConfidenceLevel] = [.p95, .p998]) throws(StatisticsError) {
    let known = rates.groups.compactMap { group in
      group.events.flatMap { events in group.trials.map { (group.name, events, $0) } }
    }
    let (events, trials) = (known.map(\.1), known.map(\.2))
    let spread = try ProportionFunnel.overdispersion(events: events, trials: trials)
    target = Double(events.reduce(0, +)) / Double(trials.reduce(0, +))
    let chance = try ProportionFunnel(target: target, method: .arcsine)
    let widened = try ProportionFunnel(
      target: target, method: .arcsine, variation: .additive(tauSquared: spread.tauSquared))
    measure = .rate
    self.levels = levels
    overdispersion = spread
    missing = rates.groups.filter { $0.events == nil || $0.trials == nil }.map(\.name)
    units = try known.map { name, events, trials throws(StatisticsError) in
      Unit(
        name: name, size: Double(trials), value: Double(events) / Double(trials),
        position: try chance.position(events: events, trials: trials, levels: levels),
        widenedPosition: try widened.position(events: events, trials: trials, levels: levels))
    }
    limits = try Self.sizes(trials.map(Double.init)).map { size throws(StatisticsError) in
      let people = Int(size.rounded())
      return Limits(
        size: Double(people),
        chance: try levels.map { level throws(StatisticsError) in
          try chance.limits(trials: people, level: level)
        },
        widened: try levels.map { level throws(StatisticsError) in
          try widened.limits(trials: people, level: level)
        })
    }
  }

  /// Sizes from a little below the smallest to a little above the largest, close together where limits bend.
  private static func sizes(_ known: [Double]) -> [Double] {
    guard let least = known.min(), let most = known.max() else { return [] }
    let (start, end) = (max(1, 0.8 * least), 1.05 * most)
    return (0...60).map { start * pow(end / start, Double($0) / 60) }
  }
}
