import Numbers
public import Statistics
public import Tables

/// What is asked of time to reoffending beyond curves and the log-rank test.
public struct SurvivalChoices: Sendable {
  /// The scale on which limits of the curves are symmetric.
  public var limits: KaplanMeier.Transform = .logLog
  /// The times at which each group's share is wanted.
  public var times: [Double] = []
  /// The time up to which the mean time without reoffending is wanted; nil for none.
  public var meanUntil: Double?
  /// How much the differences at each time count in the test.
  public var weight: LogRankTest.Weight = .equal
  /// Whether the groups are taken as steps of equal size.
  public var isTrend = false
  /// The stratum of each person, within which groups are compared; nil for none.
  public var strata: [Int]?

  /// For how many people each one of a sample stands, above 0; nil where each stands for one.
  public var sampled: Weights?

  /// The weights of a sample.
  public struct Weights: Sendable {
    /// The column that holds them.
    public let name: String
    /// The weight of each person.
    public let values: [Double]

    /// Takes a column of weights.
    public init(_ name: String, _ values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  /// Curves with limits on the log-log scale and the log-rank test.
  public init() {}
}

/// The share of a group that had not reoffended by a time.
public struct SurvivalShare: Sendable, Encodable {
  /// What the group is called.
  public let by: String
  /// The time.
  public let time: Double
  /// The share without reoffending; nil where nobody of the group was followed so long.
  public let survival: Double?
  /// The standard error.
  public let standardError: Double?
  /// The lower limit.
  public let lower: Double?
  /// The upper limit.
  public let upper: Double?
  /// The share who had reoffended in a sentence.
  public let sentence: String

  /// Writes every key; what is not known is null.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("by", by), ("time", time), ("survival", survival), ("standardError", standardError), ("lower", lower),
      ("upper", upper), ("sentence", sentence),
    ]).encode(to: encoder)
  }

  init(_ curve: SurvivalComparison.Curve, at time: Double, unit: String) {
    by = curve.name
    self.time = time
    let moment = "\(NumberFormat.time(time)) \(unit)"
    guard time <= curve.followedUntil else {
      (survival, standardError, lower, upper) = (nil, nil, nil, nil)
      sentence = "\(curve.name): nobody was followed for \(moment)."
      return
    }
    let step = curve.estimate.step(at: time)
    survival = step?.survival ?? 1
    standardError = step?.standardError ?? 0
    let limits = step.map(\.interval) ?? ConfidenceInterval(lower: 1, upper: 1, level: curve.estimate.level)
    (lower, upper) = (limits?.lower, limits?.upper)
    let between =
      limits.map {
        ", between \(NumberFormat.percent(1 - $0.upper)) and \(NumberFormat.percent(1 - $0.lower))"
      } ?? ""
    sentence =
      "\(curve.name): \(NumberFormat.percent(1 - (step?.survival ?? 1))) had reoffended within \(moment)\(between)."
  }
}

/// The mean time without reoffending of a group up to a time, and its difference from that of the first group.
public struct SurvivalMean: Sendable, Encodable {
  /// A difference of two means.
  public struct Difference: Sendable, Encodable {
    /// The group whose mean is taken off.
    public let reference: String
    /// The difference, in the unit of the times.
    public let estimate: Double
    /// The lower limit.
    public let lower: Double
    /// The upper limit.
    public let upper: Double
    /// The two-sided p-value.
    public let pValue: Double
  }

  /// What the group is called.
  public let by: String
  /// The time up to which the mean is taken.
  public let until: Double
  /// The mean, in the unit of the times.
  public let mean: Double
  /// Its standard error.
  public let standardError: Double
  /// The lower limit.
  public let lower: Double
  /// The upper limit.
  public let upper: Double
  /// The difference from the first group; nil for that itself.
  public let difference: Difference?
  /// The mean, and the difference, in a sentence.
  public let sentence: String

  /// Writes every key; what is not known is null.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("by", by), ("until", until), ("mean", mean), ("standardError", standardError), ("lower", lower),
      ("upper", upper), ("difference", difference), ("sentence", sentence),
    ]).encode(to: encoder)
  }

  /// The means of all curves.
  static func all(
    _ curves: [SurvivalComparison.Curve], _ means: [RestrictedMean], level: ConfidenceLevel, unit: String
  ) -> [SurvivalMean] {
    zip(curves, means).enumerated().map { index, pair in
      let (curve, mean) = pair
      let compared = index == 0 ? nil : mean.difference(from: means[0], level: level)
      let difference = compared.map {
        Difference(
          reference: curves[0].name, estimate: $0.difference, lower: $0.interval.lower,
          upper: $0.interval.upper, pValue: $0.pValue)
      }
      return SurvivalMean(
        by: curve.name, until: mean.until, mean: mean.mean, standardError: mean.standardError,
        lower: mean.interval.lower, upper: mean.interval.upper, difference: difference,
        sentence: sentence(curve.name, mean, difference, unit))
    }
  }

  private static func sentence(
    _ name: String, _ mean: RestrictedMean, _ difference: Difference?, _ unit: String
  ) -> String {
    func text(_ value: Double) -> String { NumberFormat.fixed(value, decimals: 1) }
    let start =
      "\(name): \(text(mean.mean)) of the first \(NumberFormat.time(mean.until)) \(unit) without reoffending on average "
      + "(between \(text(mean.interval.lower)) and \(text(mean.interval.upper)))"
    guard let difference else { return start + "." }
    let isClear = difference.lower > 0 || difference.upper < 0
    return start
      + ", \(text(abs(difference.estimate))) \(difference.estimate >= 0 ? "more" : "fewer") than "
      + "\(difference.reference) (\(isClear ? "" : "no clear difference: ")"
      + "between \(NumberFormat.signed(difference.lower, decimals: 1)) and "
      + "\(NumberFormat.signed(difference.upper, decimals: 1)); \(NumberFormat.pStatement(difference.pValue)))."
  }
}

extension SurvivalComparison {
  /// The shares at the times asked for, a row a group and time.
  public var shareTable: OutputTable {
    let kind = OutputColumn.Kind.perCent(decimals: 1)
    return OutputTable(
      columns: [
        OutputColumn(key: "group", title: "Group"),
        OutputColumn(key: "time", title: "Time, \(unit)", kind: .number(decimals: nil)),
        OutputColumn(key: "survival", title: "Not reoffended", kind: kind),
        OutputColumn(key: "lower", title: "Lower", kind: kind),
        OutputColumn(key: "upper", title: "Upper", kind: kind),
      ],
      rows: shares.map {
        [
          .text($0.by), .number($0.time), .optional($0.survival), .optional($0.lower), .optional($0.upper),
        ]
      })
  }

  /// The mean times, a row a group.
  public var meanTable: OutputTable {
    let kind = OutputColumn.Kind.number(decimals: 1)
    return OutputTable(
      columns: [
        OutputColumn(key: "group", title: "Group"),
        OutputColumn(key: "until", title: "Up to, \(unit)", kind: .number(decimals: nil)),
        OutputColumn(key: "mean", title: "Mean, \(unit)", kind: kind),
        OutputColumn(key: "lower", title: "Lower", kind: kind),
        OutputColumn(key: "upper", title: "Upper", kind: kind),
        OutputColumn(key: "difference", title: "Difference", kind: kind),
        OutputColumn(key: "differenceLower", title: "Lower", kind: kind),
        OutputColumn(key: "differenceUpper", title: "Upper", kind: kind),
        OutputColumn(key: "pValue", title: "p", kind: .pValue),
      ],
      rows: means.map {
        [
          .text($0.by), .number($0.until), .number($0.mean), .number($0.lower), .number($0.upper),
          .optional($0.difference?.estimate), .optional($0.difference?.lower),
          .optional($0.difference?.upper),
          .optional($0.difference?.pValue),
        ]
      })
  }

  /// What the test is called in sentences.
  package var testName: String {
    let name =
      switch choices.weight {
      case .equal: "Log-rank test"
      case .atRisk: "Gehan’s test"
      case .survival: "Peto’s test"
      case .power(let power): "Fleming and Harrington’s test (rho \(NumberFormat.plain(power)))"
      }
    guard choices.sampled == nil else {
      return choices.strata == nil ? "Weighted log-rank test" : "Stratified weighted log-rank test"
    }
    return (choices.strata == nil ? "" : "Stratified ") + name + (choices.isTrend ? " for trend" : "")
  }

  /// The scale of the limits in words.
  package var limitsInWords: String {
    switch choices.limits {
    case .logLog: "log-log"
    case .log: "logarithm"
    case .plain: "plain"
    case .arcsine: "arcsine"
    }
  }

  /// Refuses a mean over more time than every group was followed.
  static func checkMean(_ until: Double?, _ curves: [Curve], unit: String) throws(ModelError) {
    guard let until else { return }
    let longest = curves.map(\.followedUntil).min() ?? 0
    guard until > 0, until <= longest else {
      throw .undefined(
        quantity: "a mean up to \(NumberFormat.time(until)) \(unit)",
        because:
          "every group was followed for \(NumberFormat.time(longest)) \(unit) only; give a time up to that")
    }
  }
}
