import Numbers
public import Statistics

/// An adjusted effect as a reader of a council's report can use it: two average predictions for the same people.
///
/// Everybody is given one value of a column and then the other, all else as it is.
public struct RegressionEffect: Hashable, Sendable, Encodable {
  /// The column, the two values, the averages, difference and ratio with limits by the delta method.
  public let effect: MarginalEffect
  /// The same difference and ratio with limits by bootstrap, where that was asked for.
  public let bootstrap: MarginalEffectBootstrap.Limits?
  /// Whether the averages are shares of people.
  public let isShare: Bool
  /// Whether the column holds yes and no, so that 1 and 0 are called that.
  public let isFlag: Bool

  /// What is looked at, as the file has it.
  public var value: String { isFlag && effect.value == "1" ? "yes" : effect.value }

  /// What it is compared with, as the file has it.
  public var reference: String { isFlag && effect.reference == "0" ? "no" : effect.reference }

  /// What it says, in one sentence that claims no more than the numbers do.
  public var sentence: String {
    guard let own = effect.mean.value, let other = effect.referenceMean.value,
      let difference = effect.difference.value,
      let interval = bootstrap?.difference.interval ?? effect.difference.interval
    else { return "\(name): no average can be predicted." }
    let start = "\(name), all else equal: \(level(own)) against \(level(other))"
    let limits =
      interval.contains(0)
      ? (interval.lower, interval.upper) : sorted(abs(interval.lower), abs(interval.upper))
    let range = "\(amount(limits.0)) to \(amount(limits.1))"
    if interval.contains(0) {
      return "\(start); no clear difference (\(range)\(unit))."
    }
    return "\(start), \(amount(abs(difference)))\(unit) \(difference > 0 ? "higher" : "lower") (\(range))."
  }

  private var name: String {
    switch effect.reference {
    case "as observed": "\(effect.column), one more than it is"
    default: "\(effect.column) \(value) against \(reference)"
    }
  }

  private var unit: String { isShare ? " percentage points" : "" }

  private func sorted(_ a: Double, _ b: Double) -> (Double, Double) { (min(a, b), max(a, b)) }

  private func level(_ value: Double) -> String {
    isShare ? NumberFormat.percent(value) : NumberFormat.fixed(value, decimals: 3)
  }

  private func amount(_ value: Double) -> String {
    isShare ? NumberFormat.points(value, decimals: 1) : NumberFormat.fixed(value, decimals: 3)
  }

  private enum CodingKeys: String, CodingKey {
    case column, value, reference, mean, referenceMean, difference, ratio, standardError, pValue
    case bootstrapDifference, bootstrapRatio, sentence
  }

  /// Writes the effect with its interval objects.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(effect.column, forKey: .column)
    try container.encode(value, forKey: .value)
    try container.encode(reference, forKey: .reference)
    try container.encode(effect.mean, forKey: .mean)
    try container.encode(effect.referenceMean, forKey: .referenceMean)
    try container.encode(effect.difference, forKey: .difference)
    try container.encode(effect.ratio, forKey: .ratio)
    try container.encode(effect.standardError, forKey: .standardError)
    try container.encode(effect.pValue, forKey: .pValue)
    try container.encode(bootstrap?.difference, forKey: .bootstrapDifference)
    try container.encode(bootstrap?.ratio, forKey: .bootstrapRatio)
    try container.encode(sentence, forKey: .sentence)
  }
}
