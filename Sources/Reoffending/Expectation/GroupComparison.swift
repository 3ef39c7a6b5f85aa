import Numbers
import Statistics

/// The numbers of one group before the p-values of all groups are adjusted together.
struct GroupComparison {
  let group: CohortGroup
  let expected: Double?
  let actualRate: Estimate?
  let difference: Estimate?
  let percentDifference: Estimate?
  let ratio: Estimate?
  let z: Double?
  let pValue: Double?
  let pValueRange: ClosedRange<Double>?
  let smallestSignificantCohort: Int?

  private let level: ConfidenceLevel
  /// The decimals in per cent to which rates are rounded; nil for all.
  private let decimals: Int?

  init(_ counted: CohortGroup, level: ConfidenceLevel, decimals: Int? = nil) throws(StatisticsError) {
    let group = counted.comparable
    self.group = group
    self.level = level
    self.decimals = decimals
    let method = ProportionIntervalMethod.wilson
    let estimated: Estimate? =
      if let trials = group.trials, let events = group.events {
        try Proportion(events: events.nearest, trials: trials).intervalEstimate(level: level, method: method)
      } else {
        nil
      }
    actualRate =
      estimated ?? group.rate.map { Estimate($0, withoutIntervalAt: level, method: "as printed") }
    guard let prediction = group.prediction, let actual = actualRate else {
      expected = nil
      difference = nil
      percentDifference = nil
      ratio = nil
      z = nil
      pValue = nil
      pValueRange = nil
      smallestSignificantCohort = nil
      return
    }
    let predicted = prediction.rate
    difference = actual.mapped { $0 - predicted }
    ratio = predicted > 0 ? actual.mapped { $0 / predicted } : nil
    percentDifference = predicted > 0 ? actual.mapped { 100 * ($0 / predicted - 1) } : nil
    expected = group.trials.map { Double($0) * predicted }
    smallestSignificantCohort =
      if let rate = actual.value, predicted > 0, predicted < 1 {
        try ObservedExpected.smallestSignificantCohort(actual: rate, expected: predicted, level: level)
      } else {
        nil
      }
    guard let trials = group.trials, let events = group.events, prediction.variancePerPerson > 0 else {
      z = nil
      pValue = nil
      pValueRange = nil
      return
    }
    let score = Score(trials: trials, prediction: prediction)
    z = score.z(observed: events.nearest, rate: predicted)
    pValue = score.pValue(observed: events.nearest, rate: predicted)
    let ends = [events.candidates.lowerBound, events.candidates.upperBound]
    let rates = [predicted - prediction.roundingHalfWidth, predicted + prediction.roundingHalfWidth]
    let corners = ends.flatMap { count in
      rates.map { (z: score.z(observed: count, rate: $0), count: count, rate: $0) }
    }
    let pValues = corners.map { score.pValue(observed: $0.count, rate: $0.rate) }
    let straddles = corners.contains { $0.z <= 0 } && corners.contains { $0.z >= 0 }
    pValueRange = (pValues.min() ?? 1)...(straddles ? 1 : pValues.max() ?? 1)
  }

  /// The standard score of a count, with the variance scaled to the predicted rate that rounding allows.
  private struct Score {
    let trials: Int
    let prediction: GroupPrediction

    func z(observed: Int, rate: Double) -> Double {
      let n = Double(trials)
      let mean = prediction.rate * (1 - prediction.rate)
      let scale = mean > 0 ? max(rate * (1 - rate), 0) / mean : 1
      let variance = n * prediction.variancePerPerson * scale
      guard variance > 0 else { return 0 }
      return (Double(observed) - n * rate) / variance.squareRoot()
    }

    func pValue(observed: Int, rate: Double) -> Double {
      StandardNormal.pValue(z(observed: observed, rate: rate), alternative: .twoSided)
    }
  }

  /// The finished row; a verdict is given only where every count that the printed figures allow gives the same.
  func result(
    adjusted: Double?, lowest: Double, highest: Double, rank: Int?, comparisons: Int
  ) -> ComparedGroup {
    var flags = group.isSuppressed ? [Suppression.marker] : []
    var verdict = Verdict.unknown
    if let adjusted, let gap = difference?.value {
      let isSignificant = adjusted < level.alpha
      let isCertain = highest < level.alpha
      verdict = isSignificant && isCertain ? (gap > 0 ? .higher : .lower) : .asExpected
      if lowest < level.alpha, highest >= level.alpha {
        flags.append("rounding decides: not every count that the printed rate allows gives the same verdict")
      }
    }
    if let expected, let trials = group.trials, min(expected, Double(trials) - expected) < 5 {
      flags.append("fewer than five expected: the p-value is approximate")
    }
    if let events = group.events, !events.isUnique {
      flags.append(
        "\(events.candidates.lowerBound) to \(events.candidates.upperBound) reoffenders fit the printed rate")
    }
    return ComparedGroup(
      key: group.key, trials: group.trials, observed: group.events?.nearest, events: group.events,
      expected: expected, actualRate: actualRate?.rounded(toPerCentDecimals: decimals),
      predictedRate: group.prediction.flatMap { prediction in
        Estimate(prediction.rate, withoutIntervalAt: level, method: "")
          .rounded(toPerCentDecimals: decimals).value
      },
      difference: difference?.rounded(toPerCentDecimals: decimals), percentDifference: percentDifference,
      ratio: ratio, z: z, pValue: pValue,
      pValueRange: pValueRange, adjustedPValue: adjusted, verdict: verdict, rank: rank,
      varianceBound: group.prediction?.varianceIsBound ?? false,
      smallestSignificantCohort: smallestSignificantCohort, comparisons: comparisons, level: level,
      flags: flags)
  }
}
