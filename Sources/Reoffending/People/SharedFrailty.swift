import Numbers
public import Statistics
package import Tables

/// The frailties that people of one group share: how much they differ, and that of each group.
public struct SharedFrailty: Sendable, Encodable {
  /// One group.
  public struct Group: ResultRow {
    /// The group.
    public let key: GroupKey
    /// How many rows it has.
    public let people: Int
    /// How many events, each by its weight.
    public let events: Double
    /// The factor of its hazards, drawn to 1 by what the group alone does not tell.
    public let frailty: Estimate

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Group>] = [
      .name { $0.key }, .count("people", "Rows") { $0.people },
      .number("events", "Events", decimals: 0) { $0.events },
      .estimate("frailty", "Frailty") { $0.frailty },
    ]
  }

  /// The column of the groups.
  public let column: String
  /// How frailties are spread.
  public let distribution: FrailtyModel.Distribution
  /// The variance of the frailties, or of their logarithms where these are normal.
  public let variance: Double
  /// How far times of people of one group go together; nil for normal logarithms.
  public let kendallTau: Double?
  /// The test that groups do not differ; nil for normal logarithms.
  public let test: TestResult?
  /// The groups.
  public let groups: [Group]

  init(_ model: FrailtyModel, column: String, level: ConfidenceLevel) {
    let z = StandardNormal.quantile(upperTail: level.tail)
    self.column = column
    (distribution, variance) = (model.distribution, model.variance)
    (kendallTau, test) = (model.kendallTau, model.test)
    groups = model.groups.map { group in
      Group(
        key: GroupKey([.init(column: column, value: group.name)]), people: group.rows, events: group.events,
        frailty: Estimate(
          group.logFrailty,
          interval: ConfidenceInterval(
            lower: group.logFrailty - z * group.standardError,
            upper: group.logFrailty + z * group.standardError, level: level), method: "penalised"
        ).mapped(RegressionResult.exponential))
    }
  }

  /// How much groups differ, in a sentence.
  func sentence(level: ConfidenceLevel) -> String {
    let start = "The \(Plural.count(groups.count, "group")) of \(column.replacing("_", with: " "))"
    let size = "variance \(NumberFormat.fixed(variance, decimals: 3)) of \(subject)"
    guard let test else { return "\(start) differ by a \(size)." }
    return "\(start) \(GroupDifferences.words(test, level: level)): \(size)."
  }

  private var subject: String {
    distribution == .gamma ? "their frailties" : "the logarithms of their frailties"
  }

  var notes: [String] {
    [
      "People of one \(column) share a frailty, a factor of their hazard; frailties are taken as "
        + (distribution == .gamma
          ? "spread by a gamma distribution with mean 1" : "normal in their logarithms")
        + ". Ratios are of people of the same \(column), their errors as if the variance of frailties were known."
    ]
      + GroupDifferences.fewGroups(groups.count)
  }

  /// The groups, a row a group.
  package var table: OutputTable { Group.table(groups) }

  /// Writes how much groups differ, and the groups.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("column", column), ("distribution", distribution), ("variance", variance), ("kendallTau", kendallTau),
      ("test", test), ("groups", groups),
    ]).encode(to: encoder)
  }
}

extension HazardRegression {
  /// Fits Cox's model in which people of one group share a frailty.
  ///
  /// - Throws: `ModelError` as Cox's model, for fewer than two groups, and for no convergence.
  public init(
    _ formula: Formula, frame: ModelFrame, time: String, event: String, frailty column: String,
    distribution: FrailtyModel.Distribution = .gamma, choices: HazardChoices
  ) throws(ModelError) {
    let fit = try FrailtyModel(
      formula, frame: frame, time: time, event: event, groups: column, distribution: distribution,
      strata: choices.strata, ties: choices.ties, rows: choices.rows)
    self.formula = formula.text
    model = .cox
    coefficients = fit.coefficientTable(level: choices.level).map { RegressionCoefficient($0, isRatio: true) }
    (observations, events, excluded) = (fit.observations, fit.events, fit.excludedRows)
    (iterations, people, clusters, robustScoreTest) = (fit.iterations, choices.people, nil, nil)
    (logLikelihood, nullLogLikelihood) = (fit.logLikelihood, nil)
    (tests, concordance, proportionality, aic) = (nil, nil, nil, nil)
    (scale, hazardRatios, distributions) = (nil, [], [])
    (ties, standardErrors, level) = (fit.ties, "model", choices.level)
    strata = choices.strataName ?? choices.strata
    referenceLevels = fit.referenceLevels
    let shared = SharedFrailty(fit, column: column, level: choices.level)
    frailty = shared
    warnings = Self.warnings(dropped: fit.droppedTerms, columns: fit.terms.count, events: fit.events, nil)
    notes =
      Self.notes(excluded: fit.excludedRows, observations: fit.observations, areRows: choices.people != nil)
      + shared.notes + choices.notes
  }
}
