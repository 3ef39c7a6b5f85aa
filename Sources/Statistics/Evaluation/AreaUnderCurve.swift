internal import CGSL

/// The area under the ROC curve: the chance that of two people, one with and one without the event, the one with it
/// has the higher prediction.
///
/// The Mann-Whitney estimate, equal predictions counting a half, with DeLong's variance.
///
/// - Source: DeLong, DeLong and Clarke-Pearson (1988), *Biometrics* 44, 837–845, doi:10.2307/2531595; midranks after
///   Sun and Xu (2014), *IEEE Signal Processing Letters* 21, 1389–1393, doi:10.1109/LSP.2014.2337313.
public struct AreaUnderCurve: Sendable {
  /// How limits are formed from DeLong's standard error.
  public enum IntervalMethod: String, Hashable, Sendable, CaseIterable, Codable {
    /// On the scale of the area, cut at 0 and 1, as R's `pROC`.
    case delong
    /// On the logit scale, which keeps limits inside and is better near 1.
    case delongLogit = "delong-logit"
  }

  /// The area.
  public let value: Double
  /// DeLong's standard error.
  public let standardError: Double

  private let eventParts: [Double]
  private let otherParts: [Double]

  /// Estimates the area.
  ///
  /// - Throws: `ModelError.undefined` where all or none had the event.
  public init(_ data: PredictedOutcomes) throws(ModelError) {
    let cases = data.outcomes.indices.filter { data.outcomes[$0] }
    let others = data.outcomes.indices.filter { !data.outcomes[$0] }
    guard !cases.isEmpty, !others.isEmpty else {
      throw .undefined(
        quantity: "the area under the curve",
        because: "\(cases.isEmpty ? "nobody" : "everybody") had the event")
    }
    let all = Self.midranks(data.probabilities)
    let amongCases = Self.midranks(cases.map { data.probabilities[$0] })
    let amongOthers = Self.midranks(others.map { data.probabilities[$0] })
    let (m, n) = (Double(cases.count), Double(others.count))
    eventParts = zip(cases, amongCases).map { (all[$0] - $1) / n }
    otherParts = zip(others, amongOthers).map { 1 - (all[$0] - $1) / m }
    value = eventParts.reduce(0, +) / m
    standardError =
      (Self.covariance(eventParts, eventParts) / m + Self.covariance(otherParts, otherParts) / n).squareRoot()
  }

  /// The area with its limits.
  public func estimate(level: ConfidenceLevel = .p95, method: IntervalMethod = .delong) -> Estimate {
    let z = StandardNormal.quantile(upperTail: level.tail)
    guard value > 0, value < 1, standardError > 0 else {
      return Estimate(value, withoutIntervalAt: level, method: method.rawValue)
    }
    switch method {
    case .delong:
      return Estimate(
        value,
        interval: ConfidenceInterval(
          lower: max(0, value - z * standardError), upper: min(1, value + z * standardError), level: level),
        method: method.rawValue)
    case .delongLogit:
      let logit = log(value / (1 - value))
      let error = standardError / (value * (1 - value))
      let interval = ConfidenceInterval(lower: logit - z * error, upper: logit + z * error, level: level)
      return Estimate(
        value, interval: interval.mapped { ModelFamily.binomial.mean($0) }, method: method.rawValue)
    }
  }

  /// Compares two predictions of the same people.
  ///
  /// - Throws: `ModelError.undefined` where the people differ or the areas never do.
  public func comparison(with other: AreaUnderCurve) throws(ModelError) -> TestResult {
    guard eventParts.count == other.eventParts.count, otherParts.count == other.otherParts.count else {
      throw .undefined(quantity: "a comparison of areas", because: "the two are not of the same people")
    }
    let (m, n) = (Double(eventParts.count), Double(otherParts.count))
    let events = zip(eventParts, other.eventParts).map(-)
    let others = zip(otherParts, other.otherParts).map(-)
    let variance = Self.covariance(events, events) / m + Self.covariance(others, others) / n
    guard variance > 0 else {
      throw .undefined(quantity: "a comparison of areas", because: "the two predictions order people alike")
    }
    let z = (value - other.value) / variance.squareRoot()
    return TestResult(
      statistic: z, pValue: StandardNormal.pValue(z, alternative: .twoSided), method: "delong")
  }

  private static func midranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = Array(repeating: 0.0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for index in start..<end { ranks[order[index]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }

  private static func covariance(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count > 1 else { return 0 }
    let count = Double(a.count)
    let (meanA, meanB) = (a.reduce(0, +) / count, b.reduce(0, +) / count)
    return zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) } / (count - 1)
  }
}
