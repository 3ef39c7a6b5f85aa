import Numbers
public import Statistics
public import Tables

/// The rates that periods or areas would have with the offenders of a base, and the change since it.
public struct AdjustedRates: Sendable, Encodable {
  /// How rates are brought to the mix of the base.
  public enum Method: String, Sendable, CaseIterable {
    /// Less the difference of mean predictions.
    case difference
    /// Over the ratio of mean predictions.
    case ratio
    /// Average predictions of a model over the people of the base.
    case model
  }

  /// One period or area.
  public struct Row: ResultRow {
    /// What the row is called.
    public let key: GroupKey
    /// The months that its cohort covers; nil where they are not known or it is no period.
    public let months: Int?
    /// The people.
    public let trials: Int
    /// Those who reoffended.
    public let events: Int
    /// Their rate.
    public let rate: Estimate
    /// Their mean prediction; nil for a model.
    public let predictedRate: Double?
    /// What it is compared with; itself for the base.
    public let base: String
    /// The rate with the mix of the base.
    public let adjusted: Estimate
    /// Its difference from the base; nil for the base.
    public let change: Estimate?
    /// The two-sided p-value of the change.
    public let pValue: Double?

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .name { $0.key }, .count("months", "Months") { $0.months }, .count("trials", "People") { $0.trials },
      .count("events", "Reoffended") { $0.events },
      .shareEstimate("rate", "Rate") { $0.rate },
      .share("predictedRate", "Predicted") { $0.predictedRate },
      .shareEstimate("adjusted", "Adjusted") { $0.adjusted },
      .text("base", "Base") { $0.base },
      .shareEstimate("change", "Change since the base") { $0.change },
      .pValue("pValue", "p") { $0.pValue }, .text("sentence") { $0.sentence },
    ]

    /// What the row says, in one sentence.
    public var sentence: String {
      let raw = "\(NumberFormat.percent(rate.value ?? 0)) of \(NumberFormat.count(trials)) people reoffended"
      guard let change, let value = change.value, let interval = change.interval else {
        return "\(key): \(raw), the base of the comparison."
      }
      let limits =
        "\(NumberFormat.signedPoints(value)) percentage points, between \(NumberFormat.signedPoints(interval.lower)) and "
        + NumberFormat.signedPoints(interval.upper)
      let verdict =
        interval.contains(0)
        ? "with no clear difference from \(base)"
        : "\(value > 0 ? "higher" : "lower") than \(base)"
      return
        "\(key): \(raw); with the mix of \(base) it would be \(NumberFormat.percent(adjusted.value ?? 0)), \(verdict) "
        + "(\(limits))."
    }
  }

  /// The rows, periods in order of time.
  public let rows: [Row]
  /// Whether they are periods of series, and not groups.
  package let isSeries: Bool
  /// How they are adjusted.
  public let method: Method
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// A period or area before it is adjusted.
  struct Item {
    let key: GroupKey
    let group: CohortGroup
    let period: Period?

    var name: String { key.description }
  }

  /// Adjusts groups by their predictions.
  ///
  /// - Parameters:
  ///   - bases: the base of each item, with its name.
  ///   - isBase: whether the item is its own base.
  init(
    _ items: [Item], bases: [CohortGroup], baseNames: [String], isBase: [Bool], isSeries: Bool,
    method: Method,
    level: ConfidenceLevel, notes: [String]
  ) throws(StatisticsError) {
    var rows: [Row] = []
    for (place, item) in items.enumerated() {
      let own = try Self.counts(item.group, item.name)
      let other = try Self.counts(bases[place], baseNames[place])
      guard let prediction = item.group.prediction?.rate, let basePrediction = bases[place].prediction?.rate
      else {
        throw .undefined(
          quantity: "an adjusted rate of \(item.name)",
          because:
            "there is no prediction for everybody; name its column with --predicted, or adjust with --method model"
        )
      }
      let rate = try Proportion(events: own.events, trials: own.trials).intervalEstimate(level: level)
      let isRatio = method == .ratio
      guard !isRatio || prediction > 0 else {
        throw .undefined(quantity: "an adjusted rate of \(item.name)", because: "its mean prediction is 0")
      }
      let factor = isRatio ? basePrediction / prediction : 1
      let shift = isRatio ? 0 : basePrediction - prediction
      func adjusted(_ value: Double) -> Double { value * factor + shift }
      let name = isRatio ? "predictions-ratio" : "predictions-difference"
      let mapped = rate.mapped(adjusted)
      let estimate = mapped.interval.map { Estimate(mapped.value, interval: $0, method: name) } ?? mapped
      guard !isBase[place] else {
        rows.append(
          Row(
            key: item.key, months: item.period?.wholeMonths, trials: own.trials, events: own.events,
            rate: rate,
            predictedRate: prediction, base: baseNames[place], adjusted: estimate, change: nil, pValue: nil))
        continue
      }
      let baseRate = try Proportion(events: other.events, trials: other.trials).intervalEstimate(level: level)
      let (a, b) = (estimate.value ?? 0, baseRate.value ?? 0)
      let change = a - b
      // Square and add the distances of the two intervals (Newcombe 1998, method 10).
      func distance(_ x: Double, _ limit: Double?) -> Double { x - (limit ?? x) }
      let below = distance(a, estimate.interval?.lower)
      let above = -distance(a, estimate.interval?.upper)
      let baseBelow = distance(b, baseRate.interval?.lower)
      let baseAbove = -distance(b, baseRate.interval?.upper)
      let interval = ConfidenceInterval(
        lower: change - (below * below + baseAbove * baseAbove).squareRoot(),
        upper: change + (above * above + baseBelow * baseBelow).squareRoot(), level: level)
      func variance(_ counts: (events: Int, trials: Int)) -> Double {
        let p = Double(counts.events) / Double(counts.trials)
        return p * (1 - p) / Double(counts.trials)
      }
      let error = (factor * factor * variance(own) + variance(other)).squareRoot()
      rows.append(
        Row(
          key: item.key, months: item.period?.wholeMonths, trials: own.trials, events: own.events, rate: rate,
          predictedRate: prediction, base: baseNames[place], adjusted: estimate,
          change: Estimate(change, interval: interval, method: "newcombe"),
          pValue: error > 0 ? StandardNormal.pValue(change / error, alternative: .twoSided) : nil))
    }
    self.rows = rows
    self.isSeries = isSeries
    self.method = method
    self.level = level
    self.notes = notes + [Self.note(method)]
  }

  /// Takes the averages of a model.
  init(
    _ items: [Item], means: [StandardisedMean], base: String, isSeries: Bool, level: ConfidenceLevel,
    notes: [String]
  ) throws(StatisticsError) {
    let byValue = Dictionary(means.map { ($0.value, $0) }) { first, _ in first }
    var rows: [Row] = []
    var without: [String] = []
    for item in items {
      let own = try Self.counts(item.group, item.name)
      guard let mean = item.key.parts.first.flatMap({ byValue[$0.value] }) else {
        without.append(item.name)
        continue
      }
      rows.append(
        Row(
          key: item.key, months: item.period?.wholeMonths, trials: own.trials, events: own.events,
          rate: try Proportion(events: own.events, trials: own.trials).intervalEstimate(level: level),
          predictedRate: nil, base: base, adjusted: mean.mean, change: mean.difference, pValue: mean.pValue))
    }
    self.rows = rows
    self.isSeries = isSeries
    method = .model
    self.level = level
    self.notes =
      notes
      + (without.isEmpty
        ? [] : ["Left out, because nobody of them is in the model: \(without.joined(separator: ", "))."])
      + [Self.note(.model)]
  }

  private static func counts(
    _ group: CohortGroup, _ name: String
  ) throws(StatisticsError) -> (events: Int, trials: Int) {
    guard let trials = group.trials, let events = group.events?.nearest else {
      throw .undefined(
        quantity: "an adjusted rate of \(name)", because: "the number of people and of reoffenders are needed"
      )
    }
    return (events, trials)
  }

  private static func note(_ method: Method) -> String {
    switch method {
    case .difference:
      "Adjusted: the rate plus the mean prediction of the base less its own. The Ministry of Justice publishes a series adjusted by OGRS4/G without printing its formula. "
        + "Predictions are taken as known; what they leave out is not adjusted for."
    case .ratio:
      "Adjusted: the rate times the mean prediction of the base over its own (indirect standardisation). Predictions are "
        + "taken as known; what they leave out is not adjusted for."
    case .model:
      "Adjusted: the average prediction of a logistic model over the people of the base, as if they were of the period or "
        + "area (direct standardisation by a model; limits by the delta method)."
    }
  }

  /// A sentence a row.
  public var sentences: [String] { rows.map(\.sentence) }

  /// The finding in a sentence: the last change.
  public var headline: String {
    guard let last = rows.last(where: { $0.change != nil }), let change = last.change?.value,
      let interval = last.change?.interval
    else { return "Adjusted rates of reoffending" }
    guard !interval.contains(0) else {
      return "\(last.key): with the mix of \(last.base), no clear difference in reoffending"
    }
    return
      "\(last.key): with the mix of \(last.base), reoffending would be \(NumberFormat.points(abs(change))) points "
      + (change > 0 ? "higher" : "lower")
  }

  /// The rows as a table.
  public var table: OutputTable { Row.table(rows) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("points", rows), ("method", method.rawValue), ("level", level), ("notes", notes),
    ]).encode(to: encoder)
  }
}
