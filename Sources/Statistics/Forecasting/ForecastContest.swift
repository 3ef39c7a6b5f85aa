internal import CGSL
import Numbers

/// How a rate of the next periods may be forecast.
public enum ForecastMethod: String, Hashable, Sendable, CaseIterable {
  /// The last rate again.
  case naive
  /// The rate of the same season a year before.
  case seasonalNaive = "seasonal-naive"
  /// Exponential smoothing, of the form with the smallest corrected criterion.
  case smoothing
  /// A drifting rate seen through binomial counts.
  case binomialLevel = "binomial-level"
}

/// Methods of forecasting, each judged by what it would have forecast from every earlier period.
///
/// From each period after the first few on, every method is fitted to the periods up to it and its forecasts are compared
/// with what came: the rolling origin. The errors are absolute differences of rates.
///
/// - Source: Tashman (2000), *International Journal of Forecasting* 16, 437–450, doi:10.1016/S0169-2070(00)00065-0.
public struct ForecastContest: Sendable {
  /// How well a method did.
  public struct Score: Hashable, Sendable {
    /// The method.
    public let method: ForecastMethod
    /// The mean absolute error of the rate.
    public let meanAbsoluteError: Double
    /// How many forecasts it is the mean of.
    public let forecasts: Int
    /// The share of what came that lay between the limits; nil for methods without limits of their own.
    public let coverage: Double?
  }

  /// The scores, the best method first; of equal ones the simpler.
  public let scores: [Score]
  /// The limits that the fan and the coverage stand for.
  public let level: ConfidenceLevel

  /// The methods that may be tried on so many periods.
  public static func methods(season: Int?) -> [ForecastMethod] {
    ForecastMethod.allCases.filter { $0 != .seasonalNaive || season != nil }
  }

  /// The fewest periods from which a method is fitted.
  public static func firstOrigin(season: Int?) -> Int { max(8, 2 * (season ?? 0)) }

  /// Judges the methods.
  ///
  /// - Parameters:
  ///   - events: the events of each period, in order of time.
  ///   - trials: the people, or other trials, of each period.
  ///   - season: after how many periods seasons repeat, such as 4 for quarters; nil for none.
  ///   - ahead: how many periods are forecast from each origin.
  ///   - level: of the limits of which is told how often they held.
  /// - Throws: `StatisticsError` where there are too few periods to forecast one of them.
  public init(
    events: [Int], trials: [Int], season: Int?, ahead: Int, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    guard events.count == trials.count else {
      throw .lengthMismatch(
        first: "events", firstCount: events.count, second: "trials", secondCount: trials.count)
    }
    for (k, n) in zip(events, trials) { try Require.counts(events: k, trials: n) }
    try Require.atLeast(1, ahead, "the number of periods ahead")
    let first = Self.firstOrigin(season: season)
    guard events.count > first else {
      throw .undefined(
        quantity: "a judgement of forecasts",
        because:
          "\(events.count) periods are known and more than \(first) are needed, so that some can be forecast")
    }
    let rates = zip(events, trials).map { Double($0) / Double($1) }
    let origins = OrderedChunks.map(ranges: (first..<events.count).map { $0..<$0 + 1 }) { range in
      Result { () throws(StatisticsError) in
        try Self.methods(season: season).map { method throws(StatisticsError) in
          try Self.judgement(
            of: method, from: range.lowerBound, rates, events, trials, season: season, ahead: ahead,
            level: level)
        }
      }
    }
    var tallies: [ForecastMethod: (error: Double, count: Int, within: Int?)] = [:]
    var judgements: [Judgement] = []
    for origin in origins { judgements += try origin.get() }
    for judgement in judgements {
      var tally = tallies[judgement.method] ?? (0, 0, judgement.within.map { _ in 0 })
      for error in judgement.errors { tally.error += error }
      tally.count += judgement.errors.count
      if let within = judgement.within { tally.within = (tally.within ?? 0) + within }
      tallies[judgement.method] = tally
    }
    self.level = level
    let order = ForecastMethod.allCases
    scores = order.compactMap { method in
      tallies[method].map { tally in
        Score(
          method: method, meanAbsoluteError: tally.error / Double(tally.count), forecasts: tally.count,
          coverage: tally.within.map { Double($0) / Double(tally.count) })
      }
    }.enumerated().sorted {
      ($0.element.meanAbsoluteError, $0.offset) < ($1.element.meanAbsoluteError, $1.offset)
    }.map(\.element)
  }

  /// What a method would have forecast from one origin, against what came.
  private struct Judgement: Sendable {
    let method: ForecastMethod
    let errors: [Double]
    let within: Int?
  }

  private static func judgement(
    of method: ForecastMethod, from origin: Int, _ rates: [Double], _ events: [Int], _ trials: [Int],
    season: Int?, ahead: Int, level: ConfidenceLevel
  ) throws(StatisticsError) -> Judgement {
    let reach = min(ahead, events.count - origin)
    let forecast = try forecast(
      method, rates: Array(rates[..<origin]), events: Array(events[..<origin]),
      trials: Array(trials[..<origin]), season: season, ahead: reach)
    let within = forecast.tails.map { tails in
      (0..<reach).count { step in
        let tail = tails(step, events[origin + step], trials[origin + step])
        return tail.below < 1 - level.tail && tail.atLeast < 1 - level.tail
      }
    }
    return Judgement(
      method: method, errors: (0..<reach).map { abs(forecast.means[$0] - rates[origin + $0]) }, within: within
    )
  }

  /// The forecasts of one method, and the tails of a count of a later period where it has a law for it.
  private struct Made {
    let means: [Double]
    let tails: ((Int, Int, Int) -> (below: Double, atLeast: Double))?
  }

  private static func forecast(
    _ method: ForecastMethod, rates: [Double], events: [Int], trials: [Int], season: Int?, ahead: Int
  ) throws(StatisticsError) -> Made {
    switch method {
    case .naive: return Made(means: Array(repeating: rates[rates.count - 1], count: ahead), tails: nil)
    case .seasonalNaive:
      let length = try seasonLength(season)
      return Made(means: (0..<ahead).map { rates[rates.count - length + $0 % length] }, tails: nil)
    case .smoothing:
      let steps = try ExponentialSmoothing.best(rates, among: forms(season)).forecast(ahead: ahead)
      return Made(means: steps.map(\.mean)) { step, k, n in
        let z = (Double(k) / Double(n) - steps[step].mean) / max(steps[step].deviation, 1e-12)
        return (StandardNormal.lowerTail(z), StandardNormal.upperTail(z))
      }
    case .binomialLevel:
      let steps = try BinomialLevel(events: events, trials: trials).forecast(ahead: ahead)
      return Made(means: steps.map(\.mean)) { step, k, n in
        (steps[step].lowerTail(k - 1, of: n), 1 - steps[step].lowerTail(k, of: n))
      }
    }
  }

  /// The number of periods in a year.
  ///
  /// - Throws: `StatisticsError.undefined` where it is not known.
  static func seasonLength(_ season: Int?) throws(StatisticsError) -> Int {
    guard let season else {
      throw .undefined(
        quantity: "a seasonal forecast", because: "the periods are no parts of a year, such as quarters")
    }
    return season
  }

  /// The forms of smoothing that are tried.
  static func forms(_ season: Int?) -> [ExponentialSmoothing.Form] {
    [.level, .dampedTrend] + (season.map { [.seasonal($0)] } ?? [])
  }
}

/// A forecast with its fan: limits at several levels for each of the next periods.
public struct ForecastFan: Sendable {
  /// One later period.
  public struct Step: Hashable, Sendable {
    /// The expected rate.
    public let mean: Double
    /// The limits of the observed rate, one for each level.
    public let limits: [ConfidenceInterval]
  }

  /// The method.
  public let method: ForecastMethod
  /// The form of the smoothing; nil for other methods.
  public let form: ExponentialSmoothing.Form?
  /// The periods in order.
  public let steps: [Step]

  /// Forecasts by one method.
  ///
  /// The naive methods have the limits of a random walk whose steps spread as the differences did; all limits are of the
  /// rate that a later cohort would show, its own chance included.
  ///
  /// - Parameters:
  ///   - method: the method, of which the seasonal one needs a season.
  ///   - events: the events of each period, in order of time.
  ///   - trials: the people, or other trials, of each period.
  ///   - season: after how many periods seasons repeat, such as 4 for quarters; nil for none.
  ///   - ahead: how many periods are forecast.
  ///   - cohort: how many people each later period is thought to have.
  ///   - levels: the levels of the fan.
  /// - Throws: `StatisticsError` where the series is too short for the method.
  public init(
    _ method: ForecastMethod, events: [Int], trials: [Int], season: Int?, ahead: Int, cohort: Int,
    levels: [ConfidenceLevel]
  ) throws(StatisticsError) {
    try Require.atLeast(1, cohort, "the cohort")
    try Require.atLeast(3, events.count, "the number of periods")
    try Require.atLeast(0, ahead, "the number of periods ahead")
    guard events.count == trials.count else {
      throw .lengthMismatch(
        first: "events", firstCount: events.count, second: "trials", secondCount: trials.count)
    }
    for (event, trial) in zip(events, trials) { try Require.counts(events: event, trials: trial) }
    let rates = zip(events, trials).map { Double($0) / Double($1) }
    self.method = method
    switch method {
    case .naive, .seasonalNaive:
      let length = method == .naive ? 1 : try ForecastContest.seasonLength(season)
      try Require.atLeast(length + 2, rates.count, "the number of periods")
      let steps = zip(rates.dropFirst(length), rates).map { $0 - $1 }
      let deviation = (steps.reduce(0) { $0 + $1 * $1 } / Double(steps.count)).squareRoot()
      form = nil
      self.steps = (0..<ahead).map { step in
        let mean = rates[rates.count - length + step % length]
        return Self.normal(mean, deviation * Double(step / length + 1).squareRoot(), levels)
      }
    case .smoothing:
      let model = try ExponentialSmoothing.best(rates, among: ForecastContest.forms(season))
      form = model.form
      steps = model.forecast(ahead: ahead).map { Self.normal($0.mean, $0.deviation, levels) }
    case .binomialLevel:
      form = nil
      steps = try BinomialLevel(events: events, trials: trials).forecast(ahead: ahead).map { one in
        Step(
          mean: one.mean,
          limits: levels.map { level in
            let lower = one.quantile(lowerTail: level.tail, trials: cohort)
            let upper = one.quantile(lowerTail: 1 - level.tail, trials: cohort)
            return ConfidenceInterval(
              lower: Double(lower) / Double(cohort), upper: Double(max(lower, upper)) / Double(cohort),
              level: level)
          })
      }
    }
  }

  private static func normal(_ mean: Double, _ deviation: Double, _ levels: [ConfidenceLevel]) -> Step {
    Step(
      mean: min(1, max(0, mean)),
      limits: levels.map { level in
        let half = StandardNormal.quantile(upperTail: level.tail) * deviation
        return ConfidenceInterval(
          lower: min(1, max(0, mean - half)), upper: min(1, max(0, mean + half)), level: level)
      })
  }
}
