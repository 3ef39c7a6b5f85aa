/// The mean time without the event up to a given time: the area under a Kaplan-Meier curve.
///
/// - Source: Klein and Moeschberger (2003), *Survival Analysis*, 2nd edition, section 4.5, doi:10.1007/b97377; Royston and
///   Parmar (2013), *BMC Medical Research Methodology* 13, 152, doi:10.1186/1471-2288-13-152.
public struct RestrictedMean: Hashable, Sendable {
  /// The time up to which the mean is taken.
  public let until: Double
  /// The mean, in the unit of the times.
  public let mean: Double
  /// Its standard error, from the variance of the curve.
  public let standardError: Double
  /// Its normal limits, cut at 0 and at the time up to which the mean is taken.
  public let interval: ConfidenceInterval

  /// Takes the mean of a curve.
  ///
  /// - Parameters:
  ///   - curve: the share without the event over time.
  ///   - until: a finite time above 0, at which people of the curve are still followed.
  ///   - level: the confidence level of the limits.
  /// - Throws: `ModelError.outOfRange` for a time that is none.
  public init(
    _ curve: KaplanMeier, until: Double, level: ConfidenceLevel = .p95
  ) throws(ModelError) {
    try Self.check(until)
    let steps = curve.steps.filter { $0.time < until }
    let ends = steps.dropFirst().map(\.time) + [until]
    let areas = zip(steps, ends).map { step, end in step.survival * (end - step.time) }
    var behind = 0.0
    var variance = 0.0
    for (step, area) in zip(steps, areas).reversed() {
      behind += area
      let (atRisk, events) = (Double(step.atRisk), Double(step.events))
      // Behind the last of all events nothing is left, whatever its variance.
      if behind > 0 { variance += behind * behind * events / (atRisk * (atRisk - events)) }
    }
    self.init(
      until: until, mean: (steps.first?.time ?? until) + behind, standardError: variance.squareRoot(),
      level: level)
  }

  /// A mean with its normal limits.
  init(until: Double, mean: Double, standardError: Double, level: ConfidenceLevel) {
    self.until = until
    self.mean = mean
    self.standardError = standardError
    let half = StandardNormal.quantile(upperTail: level.tail) * standardError
    interval = ConfidenceInterval(lower: max(0, mean - half), upper: min(until, mean + half), level: level)
  }

  /// Refuses a time up to which no mean can be taken.
  static func check(_ until: Double) throws(ModelError) {
    guard until > 0, until.isFinite else {
      throw .outOfRange(
        argument: "the time up to which a mean is taken", value: until, allowed: "a finite time above 0")
    }
  }

  /// By how much a mean is longer than another one, with normal limits and a two-sided p-value; nil where neither
  /// varies.
  public func difference(
    from other: RestrictedMean, level: ConfidenceLevel = .p95
  ) -> (difference: Double, interval: ConfidenceInterval, pValue: Double)? {
    let error = (standardError * standardError + other.standardError * other.standardError).squareRoot()
    guard error > 0 else { return nil }
    let value = mean - other.mean
    let half = StandardNormal.quantile(upperTail: level.tail) * error
    return (
      value, ConfidenceInterval(lower: value - half, upper: value + half, level: level),
      StandardNormal.pValue(value / error, alternative: .twoSided)
    )
  }
}
