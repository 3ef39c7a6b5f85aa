internal import CGSL

/// The share of people without an event as time goes by, with people whose observation ended early.
///
/// The variance is Greenwood's; that of a sample with weights is the infinitesimal jackknife's. Limits are on the log-log scale by default, which keeps them between 0 and 1; R's
/// `survfit` takes the logarithm by default.
///
/// - Source: Kaplan and Meier (1958), *Journal of the American Statistical Association* 53, 457–481,
///   doi:10.1080/01621459.1958.10501452; Kalbfleisch and Prentice (2002), *The Statistical Analysis of Failure Time
///   Data*, 2nd edition, section 1.4, doi:10.1002/9781118032985.
public struct KaplanMeier: Sendable {
  /// The scale on which limits are symmetric.
  public enum Transform: String, Hashable, Sendable, CaseIterable, Codable {
    /// log(−log S).
    case logLog = "log-log"
    /// log S.
    case log
    /// S itself, cut at 0 and 1.
    case plain
    /// The arcsine of √S.
    case arcsine
  }

  /// The curve after a time with events.
  public struct Step: Hashable, Sendable {
    /// The time.
    public let time: Double
    /// How many people were at risk just before it.
    public let atRisk: Int
    /// How many had the event.
    public let events: Int
    /// The share without an event from now on.
    public let survival: Double
    /// The standard error of the share.
    public let standardError: Double
    /// The limits, or nil where the curve has reached zero and the formula gives none.
    public let interval: ConfidenceInterval?
    /// The weights of people who stand for others; nil where each stands for one.
    public let weights: Weights?

    /// The weights of the people of a step.
    public struct Weights: Hashable, Sendable {
      /// Of those at risk.
      public let atRisk: Double
      /// Of those who had the event.
      public let events: Double
    }
  }

  /// The steps of the curve in order of time.
  public let steps: [Step]
  /// How many people there are.
  public let count: Int
  /// How many events there are.
  public let events: Int
  /// The confidence level.
  public let level: ConfidenceLevel
  /// The scale of the limits.
  public let transform: Transform

  /// Estimates the curve.
  public init(_ data: SurvivalTimes, transform: Transform = .logLog, level: ConfidenceLevel = .p95) {
    var steps: [Step] = []
    var survival = 1.0
    var greenwood = 0.0
    let z = StandardNormal.quantile(upperTail: level.tail)
    for row in RiskTable(data, rows: Array(data.times.indices)).rows {
      survival *= 1 - row.events / row.atRisk
      if row.atRisk == row.events { survival = 0 }
      greenwood += row.events / (row.atRisk * (row.atRisk - row.events))
      steps.append(
        Step(
          time: row.time, atRisk: row.people, events: row.cases, survival: survival,
          standardError: survival > 0 ? survival * greenwood.squareRoot() : 0,
          interval: survival > 0 ? transform.limits(survival, greenwood.squareRoot(), z, level) : nil,
          weights: nil))
    }
    self.steps = steps
    self.level = level
    self.transform = transform
    count = data.count
    events = data.eventCount
  }

  /// A curve from its parts.
  init(
    steps: [Step], count: Int, events: Int, level: ConfidenceLevel, transform: Transform
  ) {
    self.steps = steps
    self.count = count
    self.events = events
    self.level = level
    self.transform = transform
  }

  /// The curve as it is from the last event up to a time on; nil before the first event.
  public func step(at time: Double) -> Step? { steps.last { $0.time <= time } }

  /// The share without an event just after a time.
  public func survival(at time: Double) -> Double {
    step(at: time)?.survival ?? 1
  }

  /// The time at which the share without an event reaches a half; nil where it never does.
  public var median: Double? { time(ofShare: 0.5) }

  /// The limits of the median: where the limits of the curve cross a half; an end that none crosses is infinite.
  public var medianInterval: ConfidenceInterval? {
    guard median != nil || steps.contains(where: { ($0.interval?.lower ?? 0) <= 0.5 }) else { return nil }
    let lower = crossing(0.5) { $0.interval?.lower ?? 0 }
    let upper = crossing(0.5) { $0.interval?.upper ?? .infinity }
    return lower.map { ConfidenceInterval(lower: $0, upper: upper ?? .infinity, level: level) }
  }

  /// The time at which the share without an event reaches a value.
  public func time(ofShare share: Double) -> Double? {
    crossing(share) { $0.survival }
  }

  /// The middle of the flat stretch where the curve equals the share exactly, as R has it.
  private func crossing(_ share: Double, _ value: (Step) -> Double) -> Double? {
    let tolerance = 1.5e-8
    guard let first = steps.firstIndex(where: { value($0) <= share + tolerance }) else { return nil }
    guard abs(value(steps[first]) - share) < tolerance,
      let next = steps[first...].first(where: { value($0) < share - tolerance })
    else { return steps[first].time }
    return (steps[first].time + next.time) / 2
  }
}

extension KaplanMeier.Transform {
  /// Limits from the standard error of log S.
  func limits(
    _ survival: Double, _ logError: Double, _ z: Double, _ level: ConfidenceLevel
  ) -> ConfidenceInterval? {
    switch self {
    case .logLog:
      guard survival < 1 else { return ConfidenceInterval(lower: 1, upper: 1, level: level) }
      let hazard = -CGSL.log(survival)
      let factor = exp(z * logError / hazard)
      return ConfidenceInterval(
        lower: exp(-hazard * factor), upper: exp(-hazard / factor), level: level)
    case .log:
      return ConfidenceInterval(
        lower: survival * exp(-z * logError), upper: min(1, survival * exp(z * logError)), level: level)
    case .plain:
      let half = z * survival * logError
      return ConfidenceInterval(
        lower: max(0, survival - half), upper: min(1, survival + half), level: level)
    case .arcsine:
      guard survival < 1 else { return ConfidenceInterval(lower: 1, upper: 1, level: level) }
      let middle = asin(survival.squareRoot())
      let half = z * logError / 2 * (survival / (1 - survival)).squareRoot()
      let (low, high) = (sin(max(0, middle - half)), sin(min(Double.pi / 2, middle + half)))
      return ConfidenceInterval(lower: low * low, upper: high * high, level: level)
    }
  }
}
