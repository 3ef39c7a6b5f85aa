import Statistics
import TestSupport
import Testing

@Suite("Forecasting")
struct ForecastingTests {
  private static func series() throws -> (events: [Int], trials: [Int]) {
    let rows = try ReferenceTable("forecasting-series").rows
    return (rows.map { Int($0["events"]) }, rows.map { Int($0["trials"]) })
  }

  private static func rates() throws -> [Double] {
    let (events, trials) = try series()
    return zip(events, trials).map { Double($0) / Double($1) }
  }

  private static func form(_ name: String) -> ExponentialSmoothing.Form {
    name == "ANN" ? .level : name == "AAdN" ? .dampedTrend : .seasonal(4)
  }

  @Test("smoothing fits as well as statsmodels or better", arguments: try ReferenceTable("smoothing").rows)
  func smoothing(_ row: ReferenceTable.Row) throws {
    let model = try ExponentialSmoothing(Self.rates(), form: Self.form(row.text("form")))
    // The reference stops its search early, and may stop in another corner: our sum of squares is never greater.
    #expect(model.sumOfSquares <= row["squares"] * (1 + 1e-6))
    guard row.text("form") != "AAdN" else { return }
    // Where both are at the optimum the forecasts agree to the accuracy of the reference's search.
    for (step, forecast) in model.forecast(ahead: 4).enumerated() {
      expectClose(forecast.mean, row["f\(step + 1)"], relative: 2e-3)
    }
  }

  @Test("by hand: a level smoothed by one half")
  func smoothingByHand() throws {
    // A constant series has no error whatever the weights; forecasts stay on it with no deviation.
    let flat = try ExponentialSmoothing([0.3, 0.3, 0.3, 0.3, 0.3, 0.3], form: .level)
    expectClose(flat.forecast(ahead: 2)[1].mean, 0.3, relative: 1e-12)
    #expect(flat.forecast(ahead: 2)[1].deviation < 1e-12)
    // Seasons without noise are found: the next four are the last four.
    let year: [Double] = [0.2, 0.3, 0.4, 0.1]
    let seasons = year + year + year
    let model = try ExponentialSmoothing(seasons, form: .seasonal(4))
    for (forecast, value) in zip(model.forecast(ahead: 4), seasons) {
      expectClose(forecast.mean, value, relative: 1e-9)
    }
  }

  @Test("the fan of a level widens as √(1 + (h − 1)α²)")
  func fanWidens() throws {
    let model = try ExponentialSmoothing(Self.rates(), form: .level)
    let steps = model.forecast(ahead: 6)
    for (index, step) in steps.enumerated() {
      let expected =
        model.errorVariance.squareRoot() * (1 + Double(index) * model.alpha * model.alpha).squareRoot()
      expectClose(step.deviation, expected, relative: 1e-12)
    }
  }

  @Test(
    "the binomial level agrees with a filter on another grid",
    arguments: try ReferenceTable("binomial-level").rows)
  func binomialLevel(_ row: ReferenceTable.Row) throws {
    let (events, trials) = try Self.series()
    let model = try BinomialLevel(
      events: events, trials: trials, stepDeviation: row["deviation"], points: 1501)
    let forecast = model.forecast(ahead: 1)[0]
    // Ours takes the first period's law as of cells, the reference as a density: the first factor differs by nothing, the
    // sums by the square of the spacing.
    expectClose(model.logLikelihood, row["log_likelihood"], relative: 2e-5)
    expectClose(forecast.mean, row["mean"], relative: 1e-5)
    expectClose(forecast.lowerTail(380, of: 1200), row["tail"], relative: 2e-4)
  }

  @Test("the fitted deviation is the most likely one")
  func mostLikely() throws {
    let (events, trials) = try Self.series()
    let best = try BinomialLevel(events: events, trials: trials)
    for factor in [0.5, 0.8, 1.25, 2] {
      let other = try BinomialLevel(
        events: events, trials: trials, stepDeviation: best.stepDeviation * factor)
      #expect(other.logLikelihood <= best.logLikelihood + 1e-6)
    }
    // A rate that never moves needs no steps, and is forecast as it is.
    let still = try BinomialLevel(
      events: Array(repeating: 300, count: 12), trials: Array(repeating: 1000, count: 12))
    #expect(still.stepDeviation < 0.02)
    #expect(abs(still.forecast(ahead: 1)[0].mean - 0.3) < 0.003)
  }

  @Test("seasons agree with weighted least squares", arguments: try ReferenceTable("seasons").rows)
  func seasons(_ row: ReferenceTable.Row) throws {
    let (_, trials) = try Self.series()
    let found = try SeasonalDifferences(rates: Self.rates(), weights: trials.map(Double.init), season: 4)
    expectClose(try #require(found.test.statistic), row["f"], relative: 1e-9)
    expectClose(found.test.pValue, row["p"], relative: 1e-8)
    for place in 0..<4 { expectClose(found.effects[place], row["e\(place + 1)"], relative: 1e-9) }
  }

  @Test(
    "the naive forecast wins where the rate is a random walk without seasons, and a model where it is noise")
  func contest() throws {
    let trials = Array(repeating: 2000, count: 24)
    let walk = [
      30, 32, 31, 33, 36, 35, 38, 40, 39, 42, 45, 44, 46, 49, 48, 51, 54, 53, 56, 58, 57, 60, 62, 61,
    ]
    let wandering = try ForecastContest(events: walk.map { $0 * 20 }, trials: trials, season: nil, ahead: 1)
    let naive = try #require(wandering.scores.first { $0.method == .naive })
    // By hand: the errors of one step are the differences of the series from the ninth on.
    var sum = 0.0
    for place in 8..<24 { sum += abs(Double(walk[place] - walk[place - 1])) }
    expectClose(naive.meanAbsoluteError, sum / 1600, relative: 1e-12)
    let noise = (0..<24).map { $0.isMultiple(of: 2) ? 800 : 600 }
    let level = try ForecastContest(events: noise, trials: trials, season: nil, ahead: 1)
    #expect(level.scores.first?.method != .naive)
    let last = try #require(level.scores.last)
    #expect(last.method == .naive)
    expectClose(last.meanAbsoluteError, 0.1, relative: 1e-12)
  }

  @Test("short and impossible series are refused")
  func refusals() {
    #expect(throws: StatisticsError.self) { try ExponentialSmoothing([0.1, 0.2, 0.3], form: .level) }
    #expect(throws: StatisticsError.self) {
      try ExponentialSmoothing([0.1, 0.2, .nan, 0.4, 0.5, 0.6], form: .level)
    }
    #expect(throws: StatisticsError.self) { try BinomialLevel(events: [1, 2], trials: [10, 10]) }
    #expect(throws: StatisticsError.self) { try BinomialLevel(events: [1, 2, 11], trials: [10, 10, 10]) }
    #expect(throws: StatisticsError.self) {
      try ForecastContest(events: [1, 2, 3], trials: [9, 9, 9], season: nil, ahead: 1)
    }
  }
}
