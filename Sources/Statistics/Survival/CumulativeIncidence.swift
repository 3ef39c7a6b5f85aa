internal import CGSL

/// The share of people with an event of each cause, where one cause rules out the others (Aalen-Johansen).
///
/// One minus a Kaplan-Meier curve that treats other causes as censoring would add up to more than 1. The variance is
/// by the delta method; limits are on the log-log scale.
///
/// - Source: Aalen and Johansen (1978), *Scandinavian Journal of Statistics* 5, 141–150 (no DOI); Dinse and Larson
///   (1986), *Biometrika* 73, 379–386, doi:10.1093/biomet/73.2.379.
public struct CumulativeIncidence: Sendable {
  /// The curve of a cause after a time with events of any cause.
  public struct Step: Hashable, Sendable {
    /// The time.
    public let time: Double
    /// How many people were at risk just before it.
    public let atRisk: Int
    /// How many had an event of this cause.
    public let events: Int
    /// The share with an event of this cause so far.
    public let incidence: Double
    /// Its standard error.
    public let standardError: Double
    /// The limits, or nil before the first event of this cause.
    public let interval: ConfidenceInterval?
  }

  /// The curves by cause, numbered from 1.
  public let curves: [[Step]]
  /// The confidence level.
  public let level: ConfidenceLevel

  /// Estimates the curves.
  ///
  /// - Parameters:
  ///   - times: for each person the time to the first event or to the end of observation.
  ///   - causes: for each person 0 for censored, or the number of the cause from 1.
  ///   - causeCount: how many causes there are, where the last of them may come to nobody.
  ///   - level: the confidence level of the limits.
  /// - Throws: `ModelError` for times below zero, unequal lengths, a cause below 0, or no event at all.
  public init(
    times: [Double], causes: [Int], causeCount: Int = 0, level: ConfidenceLevel = .p95
  ) throws(ModelError) {
    let data = try SurvivalTimes(times: times, events: causes.map { $0 != 0 })
    for row in causes.indices where causes[row] < 0 {
      throw .badValue(
        column: "cause", row: row + 1, found: "\(causes[row])", allowed: "0 for censored, or 1, 2, …")
    }
    guard let highest = causes.max(), highest > 0 else {
      throw .undefined(quantity: "a cumulative incidence", because: "there is no event")
    }
    let last = max(highest, causeCount)
    self.level = level
    let table = Self.table(data, causes, last)
    curves = (1...last).map { Self.curve($0, table, level) }
  }

  /// The share with an event of a cause just after a time.
  ///
  /// - Parameters:
  ///   - cause: the number of one of the causes, from 1.
  ///   - time: in the unit of the times.
  public func incidence(ofCause cause: Int, at time: Double) -> Double {
    curves[cause - 1].last { $0.time <= time }?.incidence ?? 0
  }

  private struct Row {
    let time: Double
    let atRisk: Double
    let events: [Double]
    let survivalBefore: Double
    var all: Double { events.reduce(0, +) }
  }

  private static func table(_ data: SurvivalTimes, _ causes: [Int], _ last: Int) -> [Row] {
    let order = data.times.ordered(data.times.indices)
    var rows: [Row] = []
    var (atRisk, survival, index) = (Double(order.count), 1.0, 0)
    while index < order.count {
      let time = data.times[order[index]]
      var (events, leaving) = (Array(repeating: 0.0, count: last), 0.0)
      while index < order.count, data.times[order[index]] == time {
        let cause = causes[order[index]]
        if cause > 0 { events[cause - 1] += 1 }
        leaving += 1
        index += 1
      }
      let row = Row(time: time, atRisk: atRisk, events: events, survivalBefore: survival)
      if row.all > 0 {
        rows.append(row)
        survival *= 1 - row.all / atRisk
      }
      atRisk -= leaving
    }
    return rows
  }

  /// The three sums of the variance are kept as polynomials in the incidence reached.
  private static func curve(_ cause: Int, _ rows: [Row], _ level: ConfidenceLevel) -> [Step] {
    let z = StandardNormal.quantile(upperTail: level.tail)
    var steps: [Step] = []
    var incidence = 0.0
    var (square, linear, constant) = (0.0, 0.0, 0.0)
    for row in rows {
      let (n, d, own, s) = (row.atRisk, row.all, row.events[cause - 1], row.survivalBefore)
      incidence += s * own / n
      // (F − F_j)² g − 2 (F − F_j) h + k, summed over the times so far.
      let g = d < n ? d / (n * (n - d)) : 0
      let h = s * own / (n * n)
      square += g
      linear += g * incidence + h
      constant += g * incidence * incidence + 2 * h * incidence + s * s * (n - own) * own / (n * n * n)
      let variance = max(0, incidence * incidence * square - 2 * incidence * linear + constant)
      let error = variance.squareRoot()
      var interval: ConfidenceInterval?
      if incidence > 0, incidence < 1 {
        let factor = exp(z * error / (incidence * abs(log(incidence))))
        interval = ConfidenceInterval(
          lower: exp(log(incidence) * factor), upper: exp(log(incidence) / factor), level: level)
      }
      steps.append(
        Step(
          time: row.time, atRisk: Int(n), events: Int(own), incidence: incidence, standardError: error,
          interval: interval))
    }
    return steps
  }
}
