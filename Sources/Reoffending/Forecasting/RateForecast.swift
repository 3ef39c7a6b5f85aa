import Numbers
public import Statistics
public import Tables

/// A rate by periods: each against the same period of the year before, seasons, and the next periods with a fan.
public struct RateForecast: Sendable, Encodable {
  /// A period against the same one of the year before.
  public struct YearOnYear: ResultRow {
    /// The period.
    public let time: String
    /// The same period of the year before.
    public let before: String
    /// The people.
    public let trials: Int
    /// Those who reoffended.
    public let events: Int
    /// Their rate.
    public let rate: Double
    /// The rate of the year before.
    public let rateBefore: Double
    /// The difference.
    public let difference: Estimate
    /// The p-value of Pearson's test.
    public let pValue: Double
    /// The p-value adjusted (Holm) for the number of periods compared.
    public let adjustedPValue: Double

    /// The fields, in the order of the table.
    public static let fields: [ResultField<YearOnYear>] = [
      .text("time", "Period") { $0.time }, .text("before", "Year before") { $0.before },
      .count("trials", "People") { $0.trials }, .count("events", "Reoffended") { $0.events },
      .share("rate", "Rate") { $0.rate }, .share("rateBefore", "A year before") { $0.rateBefore },
      .shareEstimate("difference", "Difference") { $0.difference },
      .pValue("pValue", "p") { $0.pValue }, .pValue("adjustedPValue", "p adjusted") { $0.adjustedPValue },
      .text("sentence") { $0.sentence },
    ]

    /// What the row says, in one sentence.
    public var sentence: String {
      let value = difference.value ?? 0
      guard let interval = difference.interval else { return "\(time): no comparison." }
      let verdict =
        interval.contains(0)
        ? "with no clear difference from \(NumberFormat.percent(rateBefore)) in \(before)"
        : "\(value > 0 ? "up" : "down") from \(NumberFormat.percent(rateBefore)) in \(before)"
      return
        "\(time): \(NumberFormat.percent(rate)) reoffended, \(verdict) (\(NumberFormat.signedPoints(value)) percentage "
        + "points, between \(NumberFormat.signedPoints(interval.lower)) and \(NumberFormat.signedPoints(interval.upper)))."
    }
  }

  /// A later period.
  public struct Step: ResultRow {
    /// How many periods ahead.
    public let ahead: Int
    /// What the period is called.
    public let time: String
    /// The expected rate with the widest limits of the fan.
    public let rate: Estimate
    /// The limits of the fan, the narrowest first.
    public let fan: [ConfidenceInterval]

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Step>] = [
      .count("ahead", "Ahead") { $0.ahead }, .text("time", "Period") { $0.time },
      .shareEstimate("rate", "Rate") { $0.rate },
      .nested("fan") { step in
        step.fan.map { ResultObject($0) }
      },
    ]
  }

  /// How well a method would have forecast.
  public struct Score: ResultRow {
    /// The method.
    public let method: ForecastMethod
    /// The mean absolute error of the rate.
    public let meanAbsoluteError: Double
    /// How many forecasts it is the mean of.
    public let forecasts: Int
    /// The share of what came that lay within the widest limits; nil for naive methods.
    public let coverage: Double?
    /// Whether it makes the forecast.
    public let isChosen: Bool

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Score>] = [
      .text("method", "Method") { $0.method.rawValue },
      .share("meanAbsoluteError", "Mean absolute error", decimals: 2) { $0.meanAbsoluteError },
      .count("forecasts", "Forecasts") { $0.forecasts },
      .share("coverage", "Within limits", decimals: 0) { $0.coverage },
      .flag("chosen", "Chosen") { $0.isChosen },
    ]
  }

  /// A known period.
  public struct Point: Sendable, Encodable {
    /// What it is called.
    public let time: String
    /// The people.
    public let trials: Int
    /// Those who reoffended.
    public let events: Int
    /// Their rate.
    public let rate: Double
  }

  /// The seasons of the year.
  public struct Seasonality: Sendable {
    /// The test that the seasons are alike, beside a straight trend.
    public let test: TestResult
    /// The difference of each season's rate from the mean of them, beside a straight trend, by the name of its first period.
    public let effects: [(season: String, difference: Double)]
  }

  /// The periods that are known.
  public let points: [Point]
  /// Periods against those of the year before.
  public let yearOnYear: [YearOnYear]
  /// The seasons; nil where there are fewer than two years or none are asked for.
  public let seasonality: Seasonality?
  /// The methods, the best first; empty where there are too few periods to judge them.
  public let scores: [Score]
  /// The next periods.
  public let forecast: [Step]
  /// The method of the forecast.
  public let method: ForecastMethod
  /// The form of its smoothing, such as `ANN`; nil for other methods.
  public let form: String?
  /// The number of people that each later period is thought to have.
  public let cohort: Int
  /// The confidence level of the widest limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Forecasts a series.
  ///
  /// - Parameters:
  ///   - points: the periods in order of time, each as long as the others, without gaps.
  ///   - season: how many periods make a year; nil where seasons are not looked at.
  ///   - ahead: how many periods are forecast.
  ///   - names: what the next periods are called.
  ///   - method: the method; nil for the one with the smallest error.
  ///   - level: the confidence level of the widest limits; the fan has those of 50 and 80 per cent too, where it is
  ///     above.
  ///   - notes: what a reader must know of the data; what is said of the method follows.
  /// - Throws: `StatisticsError` for fewer than five periods, for other than a name for each period ahead, and for a method that
  ///   the series is too short for.
  public init(
    _ points: [(time: String, events: Int, trials: Int)], season: Int?, ahead: Int, names: [String],
    method: ForecastMethod? = nil, level: ConfidenceLevel = .p95, notes: [String] = []
  ) throws(StatisticsError) {
    guard points.count >= 5 else {
      throw .undefined(
        quantity: "a forecast", because: "\(points.count) periods are known; five at least are needed")
    }
    guard names.count == ahead else {
      throw .undefined(
        quantity: "a forecast", because: "\(names.count) names are given for \(ahead) periods; each has one")
    }
    let events = points.map(\.events)
    let trials = points.map(\.trials)
    self.points = points.map {
      Point(time: $0.time, trials: $0.trials, events: $0.events, rate: Double($0.events) / Double($0.trials))
    }
    yearOnYear = try Self.yearOnYear(points, season: season, level: level)
    seasonality = try Self.seasonality(points, season: season)
    var notes = notes
    // Seasons are forecast where two whole years are known.
    let usable = season.flatMap { points.count >= 2 * $0 + 3 ? $0 : nil }
    let contest: ForecastContest?
    if points.count > ForecastContest.firstOrigin(season: usable) {
      contest = try ForecastContest(
        events: events, trials: trials, season: usable, ahead: ahead, level: level)
    } else {
      contest = nil
      notes.append(
        "\(points.count) periods are too few to judge methods by what they would have forecast"
          + (method == nil ? "; the naive forecast, the last rate again, is given." : "."))
    }
    let chosen = method ?? contest?.scores.first?.method ?? .naive
    let cohort = trials.suffix(4).reduce(0, +) / min(4, trials.count)
    var levels: [ConfidenceLevel] = []
    for value in [0.5, 0.8] where value < level.value { levels.append(try ConfidenceLevel(value)) }
    levels.append(level)
    let fan = try ForecastFan(
      chosen, events: events, trials: trials, season: chosen == .seasonalNaive ? season : usable,
      ahead: ahead, cohort: max(1, cohort),
      levels: levels)
    scores =
      contest?.scores.map {
        Score(
          method: $0.method, meanAbsoluteError: $0.meanAbsoluteError, forecasts: $0.forecasts,
          coverage: $0.coverage, isChosen: $0.method == chosen)
      } ?? []
    forecast = zip(fan.steps, names).enumerated().map { index, pair in
      let (step, name) = pair
      let widest = step.limits[step.limits.count - 1]
      return Step(
        ahead: index + 1, time: name,
        rate: Estimate(
          step.mean,
          interval: ConfidenceInterval(
            lower: min(step.mean, widest.lower), upper: max(step.mean, widest.upper), level: level),
          method: chosen.rawValue), fan: step.limits)
    }
    self.method = chosen
    form = fan.form?.name
    self.cohort = cohort
    self.level = level
    notes.append(
      "The limits are those of the rate that a later cohort would show. They hold as long as things go on as before: a change "
        + "of policy, police or courts is not in them.")
    if chosen == .binomialLevel {
      notes.append(
        "Later cohorts are thought to have \(Plural.count(cohort, "person")), as the last ones on average.")
    }
    self.notes = notes
  }

  private static func yearOnYear(
    _ points: [(time: String, events: Int, trials: Int)], season: Int?, level: ConfidenceLevel
  ) throws(StatisticsError) -> [YearOnYear] {
    guard let season, points.count > season else { return [] }
    var tests: [(TwoByTwoTable, Int)] = []
    for place in season..<points.count {
      let (own, other) = (points[place], points[place - season])
      tests.append(
        (
          try TwoByTwoTable(
            exposedEvents: own.events, of: own.trials, unexposedEvents: other.events, of: other.trials), place
        ))
    }
    let pValues = tests.map { $0.0.chiSquaredTest().pValue }
    let adjusted = try MultipleTesting.adjust(pValues, method: .holm)
    return tests.enumerated().map { index, test in
      let (own, other) = (points[test.1], points[test.1 - season])
      return YearOnYear(
        time: own.time, before: other.time, trials: own.trials, events: own.events,
        rate: Double(own.events) / Double(own.trials),
        rateBefore: Double(other.events) / Double(other.trials),
        difference: test.0.riskDifference(level: level, method: .newcombe), pValue: pValues[index],
        adjustedPValue: adjusted[index])
    }
  }

  private static func seasonality(
    _ points: [(time: String, events: Int, trials: Int)], season: Int?
  ) throws(StatisticsError) -> Seasonality? {
    guard let season, season > 1, points.count >= 2 * season + 2 else { return nil }
    let model = try SeasonalDifferences(
      rates: points.map { Double($0.events) / Double($0.trials) }, weights: points.map { Double($0.trials) },
      season: season)
    return Seasonality(
      test: model.test,
      effects: model.effects.enumerated().map { (points[$0.offset].time, $0.element) })
  }

  /// The last comparison with the year before, the seasons, the forecast and how it was chosen.
  public var sentences: [String] {
    var sentences: [String] = []
    if let last = yearOnYear.last { sentences.append(last.sentence) }
    if let seasonality {
      sentences.append(
        seasonality.test.pValue < level.alpha
          ? "The seasons of the year differ (\(NumberFormat.pStatement(seasonality.test.pValue)))."
          : "No clear seasons of the year (\(NumberFormat.pStatement(seasonality.test.pValue)))."
      )
    }
    if let best = scores.first, let chosen = scores.first(where: \.isChosen) {
      let error = NumberFormat.points(chosen.meanAbsoluteError, decimals: 2)
      let naive = scores.first { $0.method == .naive }
      if chosen.method == .naive || chosen.method == .seasonalNaive {
        let others = scores.first { $0.method != .naive && $0.method != .seasonalNaive }
        let than = others.map {
          " than \(Self.words($0.method)) (\(NumberFormat.points($0.meanAbsoluteError, decimals: 2)))"
        }
        sentences.append(
          best.method == chosen.method
            ? "The naive forecast wins: \(Self.words(chosen.method)) was off by \(error) percentage points on average over "
              + "\(NumberFormat.count(chosen.forecasts)) past forecasts, less\(than ?? ""). No model does better here."
            : "The forecast is naive as asked: \(Self.words(chosen.method)).")
      } else if let naive {
        sentences.append(
          "\(Self.words(chosen.method).withCapital) was off by \(error) "
            + "percentage points on average over \(NumberFormat.count(chosen.forecasts)) past forecasts, the naive forecast by "
            + "\(NumberFormat.points(naive.meanAbsoluteError, decimals: 2))"
            + (chosen.meanAbsoluteError >= naive.meanAbsoluteError ? ", which did no worse." : "."))
      }
    }
    if let first = forecast.first, let interval = first.rate.interval {
      sentences.append(
        "Forecast for \(first.time): \(NumberFormat.percent(first.rate.value ?? 0)), between "
          + "\(NumberFormat.percent(interval.lower)) and \(NumberFormat.percent(interval.upper)).")
    }
    return sentences
  }

  /// A method in words.
  package static func words(_ method: ForecastMethod) -> String {
    switch method {
    case .naive: "the last rate again"
    case .seasonalNaive: "the rate of the same season a year before"
    case .smoothing: "exponential smoothing"
    case .binomialLevel: "the drifting rate"
    }
  }

  /// The finding in a sentence.
  public var headline: String {
    guard let last = forecast.last, let interval = last.rate.interval else { return "The next periods" }
    return "By \(last.time) a rate between \(NumberFormat.percent(interval.lower)) and "
      + "\(NumberFormat.percent(interval.upper)) is to be expected"
  }

  /// The next periods as a table.
  public var table: OutputTable { Step.table(forecast) }
  /// The comparison with the year before, and how the methods did, as tables.
  package var furtherTables: [OutputTable] {
    [Score.table(scores), YearOnYear.table(yearOnYear)].filter { !$0.rows.isEmpty }
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    let seasons: (any Encodable)? = seasonality.map { seasonality in
      ResultObject([
        ("test", seasonality.test),
        (
          "effects",
          seasonality.effects.map { ResultObject([("season", $0.season), ("difference", $0.difference)]) }
        ),
      ])
    }
    try ResultObject([
      ("points", points), ("yearOnYear", yearOnYear), ("seasonality", seasons), ("methods", scores),
      ("forecast", forecast), ("method", method.rawValue), ("form", form), ("cohort", cohort),
      ("level", level),
      ("notes", notes),
    ]).encode(to: encoder)
  }
}
