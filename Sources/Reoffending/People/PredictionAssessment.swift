import Numbers
public import Statistics
public import Tables

/// How well predicted probabilities agree with what happened: calibration by band, and the order of the predictions.
public struct PredictionAssessment: Sendable {
  /// A point of the receiver operating characteristic.
  public struct OperatingPoint: Hashable, Sendable {
    /// The share of those without the event who are flagged.
    public let falsePositiveRate: Double
    /// The share of those with the event who are flagged.
    public let truePositiveRate: Double
  }

  /// A band of predictions with its observed rate.
  public struct Band: Hashable, Sendable {
    /// The band.
    public let group: RiskGrouping.Group
    /// The observed rate with its interval.
    public let observed: Estimate
  }

  /// The bands, lowest first.
  public let bands: [Band]
  /// The curve from the strictest threshold to the loosest.
  public let curve: [OperatingPoint]
  /// The area under the curve with its interval.
  public let area: Estimate
  /// Observed over expected events.
  public let observedOverExpected: Double
  /// How many people were assessed.
  public let people: Int
  /// How many had the event.
  public let events: Int

  /// Assesses predictions.
  ///
  /// - Throws: `ModelError` where nobody or everybody had the event.
  public init(
    _ data: PredictedOutcomes, bands count: Int = 10, level: ConfidenceLevel = .p95,
    areaMethod: AreaUnderCurve.IntervalMethod = .delongLogit
  ) throws {
    area = try AreaUnderCurve(data).estimate(level: level, method: areaMethod)
    bands = try RiskGrouping(data, equalSized: count).groups.map { group in
      Band(group: group, observed: try group.estimate(level: level))
    }
    people = data.count
    events = data.events
    observedOverExpected = Double(data.events) / data.probabilities.reduce(0, +)
    curve = Self.curve(data)
  }

  /// Thresholds from the highest prediction down; equal predictions are one threshold.
  ///
  /// - Source: Fawcett (2006), *Pattern Recognition Letters* 27, 861–874, doi:10.1016/j.patrec.2005.10.010.
  private static func curve(_ data: PredictedOutcomes) -> [OperatingPoint] {
    let order = data.probabilities.indices.sorted { data.probabilities[$0] > data.probabilities[$1] }
    let (cases, others) = (Double(data.events), Double(data.count - data.events))
    var points = [OperatingPoint(falsePositiveRate: 0, truePositiveRate: 0)]
    var (flaggedCases, flaggedOthers) = (0.0, 0.0)
    for (position, row) in order.enumerated() {
      if data.outcomes[row] { flaggedCases += 1 } else { flaggedOthers += 1 }
      let isLast = position + 1 == order.count
      guard isLast || data.probabilities[order[position + 1]] != data.probabilities[row] else { continue }
      points.append(
        OperatingPoint(falsePositiveRate: flaggedOthers / others, truePositiveRate: flaggedCases / cases))
    }
    return points
  }

  /// The finding in a sentence.
  public var headline: String {
    let value = area.value.map { NumberFormat.percent($0, decimals: 0) } ?? "an unknown share"
    let outside = bands.count { band in
      band.observed.interval.map { !$0.contains(band.group.meanPrediction) } ?? false
    }
    let calibration =
      outside == 0
      ? "predictions agree with what happened in all \(bands.count) bands"
      : "predictions miss what happened in \(outside) of \(bands.count) bands"
    return "The model ranks a reoffender above somebody else in \(value) of pairs; \(calibration)"
  }

  /// A sentence on order, one on level, and one a band.
  public var sentences: [String] {
    let interval = area.interval.map {
      " (between \(NumberFormat.fixed($0.lower, decimals: 3)) and \(NumberFormat.fixed($0.upper, decimals: 3)))"
    }
    return [
      "Area under the curve: \(area.value.map { NumberFormat.fixed($0, decimals: 3) } ?? "unknown")\(interval ?? ""), "
        + "\(NumberFormat.count(events)) of \(NumberFormat.count(people)) people reoffended.",
      "Observed over expected: \(NumberFormat.fixed(observedOverExpected, decimals: 2)).",
    ]
      + bands.map { band in
        "Predicted \(NumberFormat.percent(band.group.meanPrediction)): \(NumberFormat.count(band.group.events)) of "
          + "\(NumberFormat.count(band.group.count)) reoffended (\(NumberFormat.percent(band.group.rate)))."
      }
  }

  /// The bands, a row a band.
  public var table: OutputTable { OutputTable(bands, fields: Self.fields) }

  private static let fields: [ResultField<Band>] = [
    .share("predicted", "Mean prediction") { $0.group.meanPrediction },
    .count("people", "People") { $0.group.count }, .count("events", "Reoffended") { $0.group.events },
    .share("observed", "Observed") { $0.observed.value },
    .share("lower", "Lower") { $0.observed.interval?.lower },
    .share("upper", "Upper") { $0.observed.interval?.upper },
    .share("lowest", "Lowest prediction") { $0.group.lowest },
    .share("highest", "Highest prediction") { $0.group.highest },
  ]
}
