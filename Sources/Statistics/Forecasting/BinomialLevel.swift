internal import CGSL
import Numbers

/// A rate that drifts from period to period, seen through binomial counts: the local level model on the logistic scale.
///
/// The logit of the underlying rate is a random walk whose steps have a standard deviation that is estimated by maximum
/// likelihood; given the rate the number of events is binomial. The state has one dimension, so the filter is computed on
/// a grid of logits, without normal approximation. Before the first period every logit is as likely.
///
/// - Source: Durbin and Koopman (2012), *Time Series Analysis by State Space Methods*, 2nd edition, chapters 9 and 10,
///   doi:10.1093/acprof:oso/9780199641178.001.0001; Kitagawa (1987), *Journal of the American Statistical Association* 82,
///   1032–1041, doi:10.1080/01621459.1987.10478534, for the filter on a grid.
package struct BinomialLevel: Sendable {
  /// The standard deviation of the steps of the logit.
  package let stepDeviation: Double
  /// The log-likelihood of all periods but the first.
  package let logLikelihood: Double

  private let grid: [Double]
  private let spacing: Double
  /// What is known of the logit after the last period.
  private let posterior: [Double]

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - events: the events of each period, in order of time.
  ///   - trials: the people, or other trials, of each period.
  ///   - points: how fine the grid is.
  /// - Throws: `StatisticsError` for fewer than three periods, lists of unequal length and impossible counts.
  package init(events: [Int], trials: [Int], points: Int = 301) throws(StatisticsError) {
    try Self.check(events, trials)
    let table = LikelihoodTable(events: events, trials: trials, points: points)
    func loss(_ logDeviation: Double) -> Double { -table.filtered(exp(logDeviation)).logLikelihood }
    let (least, most) = (log(1e-4), log(1.0))
    let steps = 12
    let places = (0...steps).map { least + (most - least) * Double($0) / Double(steps) }
    let values = places.map(loss)
    let best = values.indices.min { values[$0] < values[$1] } ?? 0
    let found = GoldenSection.least(
      from: places[max(0, best - 1)], to: places[min(steps, best + 1)], width: 1e-3, loss)
    self.init(table, deviation: exp(found.middle))
  }

  /// The model with a step deviation that is known.
  ///
  /// - Throws: `StatisticsError` as for the fitted one, and for a deviation that is not above 0.
  package init(
    events: [Int], trials: [Int], stepDeviation: Double, points: Int = 301
  ) throws(StatisticsError) {
    try Self.check(events, trials)
    try Require.positive(stepDeviation, "the deviation of the steps")
    self.init(LikelihoodTable(events: events, trials: trials, points: points), deviation: stepDeviation)
  }

  private init(_ table: LikelihoodTable, deviation: Double) {
    let filtered = table.filtered(deviation)
    stepDeviation = deviation
    logLikelihood = filtered.logLikelihood
    posterior = filtered.posterior
    grid = table.grid
    spacing = table.spacing
  }

  private static func check(_ events: [Int], _ trials: [Int]) throws(StatisticsError) {
    guard events.count == trials.count else {
      throw .lengthMismatch(
        first: "events", firstCount: events.count, second: "trials", secondCount: trials.count)
    }
    try Require.atLeast(3, events.count, "the number of periods")
    for (k, n) in zip(events, trials) { try Require.counts(events: k, trials: n) }
  }

  /// What is expected of a later period.
  package struct Forecast: Sendable {
    /// The expected rate.
    package let mean: Double
    /// The rates of the grid and how likely each is.
    fileprivate let rates: [Double]
    fileprivate let weights: [Double]

    /// The probability that a cohort of so many has no more than so many events.
    package func lowerTail(_ events: Int, of trials: Int) -> Double {
      zip(rates, weights).reduce(0) { sum, pair in
        pair.1 < 1e-12
          ? sum
          : sum + pair.1 * Binomial(checkedTrials: trials, probability: pair.0).lowerTail(events)
      }
    }

    /// The smallest number of events of a cohort that is not exceeded with a probability.
    package func quantile(lowerTail probability: Double, trials: Int) -> Int {
      var (below, above) = (-1, trials)
      while above - below > 1 {
        let middle = below + (above - below) / 2
        if lowerTail(middle, of: trials) >= probability { above = middle } else { below = middle }
      }
      return above
    }
  }

  /// What is expected of the next periods.
  package func forecast(ahead: Int) -> [Forecast] {
    var law = posterior
    let kernel = LikelihoodTable.kernel(stepDeviation, spacing: spacing, places: grid.count)
    let rates = grid.map { 1 / (1 + exp(-$0)) }
    return (0..<max(0, ahead)).map { _ in
      law = LikelihoodTable.moved(law, by: kernel)
      return Forecast(
        mean: zip(rates, law).reduce(0) { $0 + $1.0 * $1.1 }, rates: rates, weights: law)
    }
  }
}

/// The likelihood of each period at each logit of a grid.
private struct LikelihoodTable {
  let grid: [Double]
  let spacing: Double
  private let rows: [[Double]]
  private let scales: [Double]

  init(events: [Int], trials: [Int], points: Int) {
    func logit(_ k: Double, _ n: Double) -> Double { log((k + 0.5) / (n - k + 0.5)) }
    let ends = zip(events, trials).map { pair -> (Double, Double) in
      let (k, n) = (Double(pair.0), Double(pair.1))
      let centre = logit(k, n)
      let spread = 6 * (1 / (k + 0.5) + 1 / (n - k + 0.5)).squareRoot()
      return (centre - spread, centre + spread)
    }
    let least = (ends.map(\.0).min() ?? -5) - 0.5
    let most = (ends.map(\.1).max() ?? 5) + 0.5
    // Steps fine enough for the most precise period.
    let sharpest = ends.map { ($0.1 - $0.0) / 12 }.min() ?? 1
    let count = min(4001, max(points, Int((most - least) / (sharpest / 4)) + 1))
    let spacing = (most - least) / Double(count - 1)
    let grid = (0..<count).map { least + spacing * Double($0) }
    self.spacing = spacing
    self.grid = grid
    var rows: [[Double]] = []
    var scales: [Double] = []
    for (k, n) in zip(events, trials) {
      let logs = grid.map { x in
        SaddlePoint.logBinomial(
          Double(k), of: Double(n), p: 1 / (1 + exp(-x)), q: 1 / (1 + exp(x)))
      }
      let top = logs.max() ?? 0
      rows.append(logs.map { exp($0 - top) })
      scales.append(top)
    }
    self.rows = rows
    self.scales = scales
  }

  func filtered(_ deviation: Double) -> (logLikelihood: Double, posterior: [Double]) {
    let kernel = Self.kernel(deviation, spacing: spacing, places: rows[0].count)
    var law = rows[0]
    let first = law.reduce(0, +)
    for place in law.indices { law[place] /= first }
    var sum = 0.0
    for (row, scale) in zip(rows, scales).dropFirst() {
      law = Self.moved(law, by: kernel)
      var total = 0.0
      for place in law.indices {
        law[place] *= row[place]
        total += law[place]
      }
      guard total > 0 else { return (-.infinity, law) }
      for place in law.indices { law[place] /= total }
      sum += log(total) + scale
    }
    return (sum, law)
  }

  /// The probability of a step by so many places of the grid, either way; steps beyond its ends are one.
  static func kernel(_ deviation: Double, spacing: Double, places: Int) -> [Double] {
    let six = (6 * deviation / spacing).rounded(.up) + 1
    let isCut = six > Double(places - 1)
    let reach = isCut ? places - 1 : Int(six)
    func below(_ x: Double) -> Double { StandardNormal.lowerTail(x / deviation) }
    return (0...reach).map { place in
      let x = Double(place) * spacing
      if isCut, place == reach { return StandardNormal.upperTail((x - spacing / 2) / deviation) }
      return below(x + spacing / 2) - below(x - spacing / 2)
    }
  }

  /// The law after a step; what goes beyond an end stays there.
  static func moved(_ law: [Double], by kernel: [Double]) -> [Double] {
    let (count, reach) = (law.count, kernel.count - 1)
    let both = kernel.dropFirst().reversed() + kernel
    // With room for the steps beyond the ends, every place adds one run of numbers.
    var moved = Array(repeating: 0.0, count: count + 2 * reach)
    both.withUnsafeBufferPointer { both in
      moved.withUnsafeMutableBufferPointer { moved in
        for place in 0..<count where law[place] > 1e-16 {
          let mass = law[place]
          let run = UnsafeMutableBufferPointer(rebasing: moved[place...(place + 2 * reach)])
          for step in both.indices { run[step] += mass * both[step] }
        }
      }
    }
    var result = Array(moved[reach..<(reach + count)])
    result[0] += moved[..<reach].reduce(0, +)
    result[count - 1] += moved[(reach + count)...].reduce(0, +)
    return result
  }
}
