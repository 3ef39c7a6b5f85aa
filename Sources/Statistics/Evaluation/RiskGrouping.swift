/// People in groups of increasing prediction.
public struct RiskGrouping: Sendable {
  /// One group.
  public struct Group: Hashable, Sendable {
    /// The lowest prediction in it.
    public let lowest: Double
    /// The highest prediction in it.
    public let highest: Double
    /// How many people are in it.
    public let count: Int
    /// How many had the event.
    public let events: Int
    /// The mean prediction.
    public let meanPrediction: Double

    /// The events expected from the predictions.
    public var expected: Double { meanPrediction * Double(count) }
    /// The share with the event.
    public var rate: Double { Double(events) / Double(count) }

    /// The share with the event and its limits.
    public func estimate(
      level: ConfidenceLevel = .p95, method: ProportionIntervalMethod = .wilson
    ) throws(StatisticsError) -> Estimate {
      try Proportion(events: events, trials: count).intervalEstimate(level: level, method: method)
    }
  }

  /// The groups that are not empty, in order.
  public let groups: [Group]

  /// Groups of equal size, as far as equal predictions stay together.
  ///
  /// The borders are quantiles of the predictions (R's type 7), each belonging to the group below, as in R's
  /// `ResourceSelection::hoslem.test`.
  ///
  /// - Throws: `ModelError.outOfRange` for fewer than two groups.
  public init(_ data: PredictedOutcomes, equalSized count: Int) throws(ModelError) {
    guard count >= 2 else {
      throw .outOfRange(argument: "groups", value: Double(count), allowed: "2 or more")
    }
    let sorted = data.probabilities.sorted()
    let quantile = CountedQuantile(values: sorted, counts: sorted.map { _ in 1 })
    let borders = (1..<count).map { quantile(Double($0) / Double(count)) }
    groups = Self.groups(data, borders: borders, belongsBelow: true)
  }

  /// Bands between given borders; a prediction on a border belongs to the band above.
  ///
  /// - Throws: `ModelError.outOfRange` for borders that do not increase between 0 and 1.
  public init(_ data: PredictedOutcomes, borders: [Double]) throws(ModelError) {
    var last = 0.0
    for border in borders {
      guard border > last, border < 1 else {
        throw .outOfRange(
          argument: "border", value: border, allowed: "above \(last.formattedBriefly) and below 1")
      }
      last = border
    }
    groups = Self.groups(data, borders: borders, belongsBelow: false)
  }

  private static func groups(_ data: PredictedOutcomes, borders: [Double], belongsBelow: Bool) -> [Group] {
    var members: [Int: [Int]] = [:]
    for row in data.probabilities.indices {
      let p = data.probabilities[row]
      let index = borders.count { belongsBelow ? p > $0 : p >= $0 }
      members[index, default: []].append(row)
    }
    return members.sorted { $0.key < $1.key }.map { _, rows in
      let values = rows.map { data.probabilities[$0] }
      return Group(
        lowest: values.min() ?? 0, highest: values.max() ?? 0, count: rows.count,
        events: rows.count { data.outcomes[$0] }, meanPrediction: values.reduce(0, +) / Double(rows.count))
    }
  }
}
