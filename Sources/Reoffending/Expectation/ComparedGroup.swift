public import Numbers
public import Statistics

/// One group's actual rate against its predicted rate.
///
/// Without the number of people only what the two rates determine exists: the difference, the ratio, and the smallest
/// cohort for which the difference would be significant. No cohort is ever assumed.
public struct ComparedGroup: ResultRow {
  /// What the group is called.
  public let key: GroupKey
  /// The number of people followed up, where it is known.
  public let trials: Int?
  /// The number who reoffended, where it is known; see `events` for what rounding leaves open.
  public let observed: Int?
  /// The whole numbers of reoffenders that the printed figures allow.
  public let events: ConsistentCount?
  /// The number expected to reoffend, where the number of people is known.
  public let expected: Double?
  /// The actual binary rate, from 0 to 1, with its interval where the number of people is known.
  public let actualRate: Estimate?
  /// The predicted rate, from 0 to 1.
  public let predictedRate: Double?
  /// The actual less the predicted rate, from −1 to 1.
  public let difference: Estimate?
  /// The actual rate against the predicted one, in per cent of the predicted one.
  public let percentDifference: Estimate?
  /// The actual over the predicted rate.
  public let ratio: Estimate?
  /// The standard score of the observed number under the prediction.
  public let z: Double?
  /// The two-sided p-value of `z`.
  public let pValue: Double?
  /// The least and greatest p-value over all counts and predicted rates that the printed figures allow.
  public let pValueRange: ClosedRange<Double>?
  /// The p-value adjusted for all groups compared.
  public let adjustedPValue: Double?
  /// How the actual rate stands to the prediction at the level asked for, after adjustment.
  public let verdict: Verdict
  /// The place by per cent difference, 1 for the lowest; equal differences share the better place.
  public let rank: Int?
  /// Whether the variance is an upper bound, because only the mean of the predictions is known.
  public let varianceBound: Bool
  /// The smallest cohort for which the difference of the rates would be significant without adjustment; nil where the
  /// rates are equal or the prediction is 0 or 1.
  public let smallestSignificantCohort: Int?
  /// How many groups were compared at once, for which the p-values are adjusted.
  public let comparisons: Int
  /// The confidence level of intervals and verdict.
  public let level: ConfidenceLevel
  /// What must be known to read the row.
  public let flags: [String]

  /// The key's values joined by commas.
  public var name: String { key.description }

  /// The fields, in the order of the table.
  public static let fields: [ResultField<ComparedGroup>] = [
    .name { $0.key }, .count("trials", "People") { $0.trials },
    .count("observed", "Reoffended") { $0.observed },
    .count("observedLowest") { $0.events?.candidates.lowerBound },
    .count("observedHighest") { $0.events?.candidates.upperBound },
    .number("expected", "Expected", decimals: 1) { $0.expected },
    .shareEstimate("actualRate", "Actual", decimals: 2) { $0.actualRate },
    .share("predictedRate", "Predicted", decimals: 2) { $0.predictedRate },
    .nested("difference") { $0.difference },
    .estimate("ratio", "Ratio", decimals: 3, showsLimits: false) { $0.ratio },
    .estimate("percentDifference", "% difference") { $0.percentDifference },
    .nested("percentDifferenceInterval") { $0.percentDifference },
    .number("z", "z") { $0.z }, .pValue("pValue", "p") { $0.pValue },
    .number("pValueLowest") { $0.pValueRange?.lowerBound },
    .number("pValueHighest") { $0.pValueRange?.upperBound },
    .pValue("adjustedPValue", "p adjusted") { $0.adjustedPValue },
    .finding("verdict", "Verdict") { $0.verdict.rawValue }, .count("rank", "Rank") { $0.rank },
    .flag("varianceBound") { $0.varianceBound },
    .count("smallestSignificantCohort", "Smallest significant cohort") { $0.smallestSignificantCohort },
    .text("sentence") { $0.sentence }, .flags { $0.flags },
  ]

  /// A suppressed group tells nothing but its name.
  public var withholding: ResultWithholding {
    flags.contains(Suppression.marker) ? .everyFigure : .nothing
  }
}

extension ComparedGroup {
  /// What the row says, in one sentence that claims no more than the numbers do.
  public var sentence: String {
    if flags.contains(Suppression.marker) { return "\(name): suppressed, because the counts are small." }
    guard let actual = actualRate?.value, let predicted = predictedRate else {
      return "\(name): no predicted rate to compare with."
    }
    let rates =
      "\(NumberFormat.percent(actual, decimals: 2)) against \(NumberFormat.percent(predicted, decimals: 2)) predicted"
    guard let interval = difference?.interval else {
      guard let smallest = smallestSignificantCohort else {
        return "\(name): \(rates); the number of people is not printed."
      }
      return
        "\(name): \(rates); the number of people is not printed, and the difference would be significant only in a "
        + "cohort of at least \(NumberFormat.count(smallest))."
    }
    let start = "\(name): \(rates)"
    let isAbove = (difference?.value ?? 0) > 0
    let side = isAbove ? "higher" : "lower"
    let nearest = NumberFormat.points(min(abs(interval.lower), abs(interval.upper)))
    let furthest = NumberFormat.points(max(abs(interval.lower), abs(interval.upper)))
    let range =
      "between \(NumberFormat.points(interval.lower)) and \(NumberFormat.points(interval.upper)) percentage points"
    let excludesNone = interval.lower > 0 || interval.upper < 0
    switch verdict {
    case .higher, .lower:
      guard excludesNone else {
        return
          "\(start), \(side) than predicted (\(pStatement)); the interval of the rate alone is wider (\(range))."
      }
      return "\(start), \(side) than predicted by between \(nearest) and \(furthest) percentage points."
    case .asExpected, .unknown:
      guard excludesNone else {
        return "\(start); no clear difference (\(range))."
      }
      let alone = "\(start), \(side) by between \(nearest) and \(furthest) percentage points on its own"
      if isOpenByRounding {
        return "\(alone); the rounding of the printed figures leaves open whether that is more than chance."
      }
      return comparisons > 1
        ? "\(alone); among \(NumberFormat.count(comparisons)) compared at once such a difference is to be expected by "
          + "chance (\(pStatement))."
        : "\(alone), at the edge of what chance makes (\(pStatement))."
    }
  }

  /// Whether some of the counts that the printed figures allow give a difference beyond chance, and others do not.
  private var isOpenByRounding: Bool {
    guard let pValueRange else { return false }
    return pValueRange.lowerBound < level.alpha && pValueRange.upperBound >= level.alpha
  }

  private var pStatement: String {
    guard let value = adjustedPValue ?? pValue else { return "no p-value" }
    return (comparisons > 1 ? "adjusted " : "") + NumberFormat.pStatement(value)
  }
}
