import Numbers
public import Statistics

/// An adjusted effect as a reader of a council's report can use it: two average predictions for the same people.
///
/// Everybody is given one value of a column and then the other, all else as it is.
public struct RegressionEffect: Hashable, ResultRow {
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

  /// The fields, in the order of the table.
  public static let fields: [ResultField<RegressionEffect>] = columns(isShare: false)

  /// The fields with averages that are shares of people, or numbers.
  static func columns(isShare: Bool) -> [ResultField<RegressionEffect>] {
    func average(
      _ key: String, _ title: String, showsLimits: Bool = false,
      _ value: @escaping @Sendable (RegressionEffect) -> Estimate?
    ) -> ResultField<RegressionEffect> {
      (isShare
        ? .shareEstimate(key, title, showsLimits: showsLimits, value)
        : .estimate(key, title, decimals: 3, showsLimits: showsLimits, value))
    }
    return [
      .text("column", "Column") { $0.effect.column }, .text("value", "Value") { $0.value },
      .text("reference", "Against") { $0.reference }, average("mean", "Average") { $0.effect.mean },
      average("referenceMean", "Against") { $0.effect.referenceMean },
      .nested("difference") { $0.effect.difference }, .nested("ratio") { $0.effect.ratio },
      average("difference", "Difference", showsLimits: true) {
        $0.shown($0.effect.difference, $0.bootstrap?.difference)
      }.inTableOnly,
      .estimate("ratio", "Ratio") { $0.shown($0.effect.ratio, $0.bootstrap?.ratio) }.inTableOnly,
      .number("standardError") { $0.effect.standardError }, .pValue("pValue", "p") { $0.effect.pValue },
      .nested("bootstrapDifference") { $0.bootstrap?.difference },
      .nested("bootstrapRatio") { $0.bootstrap?.ratio }, .text("sentence") { $0.sentence },
    ]
  }

  /// A model's estimate with the limits that are shown: those by bootstrap where there are any.
  private func shown(_ model: Estimate, _ resampled: Estimate?) -> Estimate {
    guard let resampled else { return model }
    guard let interval = resampled.interval else {
      return Estimate(model.value, withoutIntervalAt: resampled.level, method: resampled.method)
    }
    return Estimate(model.value, interval: interval, method: resampled.method)
  }
}
