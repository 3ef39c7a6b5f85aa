import Numbers
public import Statistics
package import Tables

/// How much the intercepts of groups differ, and that of each group.
public struct RandomIntercepts: Sendable, Encodable {
  /// One group.
  public struct Group: ResultRow {
    /// The group.
    public let key: GroupKey
    /// How many rows it has.
    public let people: Int
    /// The ratio of its odds, or rate, to those of the typical group, drawn to 1 by what the group alone does not tell.
    public let ratio: Estimate
    /// Its intercept less the common one.
    public let intercept: Double
    /// The standard deviation of that.
    public let spread: Double

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Group>] = [
      .name { $0.key }, .count("people", "People") { $0.people }, .estimate("ratio", "Ratio") { $0.ratio },
      .number("intercept", "Intercept", decimals: 3) { $0.intercept },
      .number("spread", "Standard deviation", decimals: 3) { $0.spread },
    ]
  }

  /// The column of the groups.
  public let column: String
  /// The groups.
  public let groups: [Group]
  /// The standard deviation between groups on the scale of the formula.
  public let deviation: Estimate
  /// The test that groups do not differ.
  public let test: TestResult
  /// The median ratio of odds, or of rates, of two equal people of two groups.
  public let medianRatio: Double
  /// The share of the variance between groups; nil for counts.
  public let betweenShare: Double?
  /// At how many points each integral was taken.
  public let points: Int
  private let ratioName: String

  init(_ model: RandomInterceptModel, column: String, level: ConfidenceLevel) {
    let z = StandardNormal.quantile(upperTail: level.tail)
    self.column = column
    groups = model.groups.map { group in
      Group(
        key: GroupKey([.init(column: column, value: group.name)]), people: Int(group.rows.rounded()),
        ratio: Estimate(
          group.intercept,
          interval: ConfidenceInterval(
            lower: group.intercept - z * group.spread, upper: group.intercept + z * group.spread, level: level
          ),
          method: "conditional-mode"
        ).mapped(RegressionResult.exponential), intercept: group.intercept, spread: group.spread)
    }
    deviation = model.deviationEstimate(level: level)
    test = model.test
    medianRatio = model.medianRatio
    betweenShare = model.betweenShare
    points = model.points
    ratioName = model.family.ratioName(model.family.defaultLink)?.lowercased() ?? "ratio"
  }

  /// How much groups differ, in a sentence.
  public var sentence: String {
    let words = column.replacing("_", with: " ")
    let value = deviation.value ?? 0
    let limits =
      deviation.interval.map {
        " (\(NumberFormat.fixed($0.lower, decimals: 3)) to \(NumberFormat.fixed($0.upper, decimals: 3)))"
      } ?? ""
    return
      "The \(Plural.count(groups.count, "group")) of \(words) \(GroupDifferences.words(test, level: deviation.level)): standard deviation \(NumberFormat.fixed(value, decimals: 3))\(limits), "
      + "a median \(ratioName) of \(NumberFormat.ratio(medianRatio)) between two of them."
  }

  var notes: [String] {
    let how =
      points == 1
      ? "by Laplace’s approximation" : "by adaptive quadrature at \(points) points"
    return [
      "Intercepts of the groups of \(column) are taken as normally distributed, \(how); ratios are of people of the same group."
    ]
      + GroupDifferences.fewGroups(groups.count)
  }

  /// The groups, a row a group.
  package var table: OutputTable { Group.table(groups) }

  /// Writes how much groups differ, and the groups.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("column", column), ("deviation", deviation), ("test", test), ("medianRatio", medianRatio),
      ("betweenShare", betweenShare), ("points", points), ("groups", groups),
    ]).encode(to: encoder)
  }
}

extension RegressionResult {
  /// Fits a model in which the intercepts of groups differ.
  init(
    _ design: DesignMatrix, random: RegressionChoices.RandomIntercept, frame: ModelFrame,
    choices: RegressionChoices
  ) throws(ModelError) {
    guard choices.penalty == .none, choices.standardErrors == .model, choices.chosenIntervals == .wald,
      choices.against == nil, choices.effects.isEmpty, choices.rows.weights == nil,
      choices.link ?? choices.family.defaultLink == choices.family.defaultLink
    else {
      throw .undefined(
        quantity: "a random intercept here",
        because:
          "it goes without penalties, weights, other links, standard errors and limits, effects and comparisons"
      )
    }
    guard let groups = frame.columns[random.column] else {
      throw .unknownColumn(random.column, known: frame.names)
    }
    let model = try RandomInterceptModel(
      design, family: choices.family, groups: groups, points: random.points)
    self.init(
      design, choices: choices,
      coefficients: model.coefficientTable(level: choices.level).map {
        RegressionCoefficient($0, isRatio: true)
      })
    (iterations, logLikelihood, aic) = (model.iterations, model.logLikelihood, model.aic)
    let intercepts = RandomIntercepts(model, column: random.column, level: choices.level)
    self.random = intercepts
    if choices.keepsModel { saved = SavedModel(model, column: random.column, rows: choices.rows) }
    notes += intercepts.notes
  }
}
