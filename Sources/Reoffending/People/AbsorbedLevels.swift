import Numbers
public import Statistics

/// The columns whose levels a regression holds equal without printing them.
public struct AbsorbedLevels: Sendable, Encodable {
  /// The columns.
  public let groupings: [AbsorbedModel.Grouping]
  /// How many rows are left out with levels in which everybody or nobody has the outcome.
  public let rowsLeftOut: Int
  /// How many intercepts are estimated.
  public let intercepts: Int
  private let isExact: Bool
  private let isCount: Bool
  private let isEvent: Bool
  private let observations: Int

  init(_ model: AbsorbedModel) {
    groupings = model.groupings
    rowsLeftOut = model.rowsLeftOut
    intercepts = model.intercepts
    isExact = model.interceptsAreExact
    isCount = model.family.isOfCounts
    isEvent = model.family.isOfEvents
    observations = model.design.observations
  }

  /// The columns as sentences name them.
  var columnNames: [String] { groupings.map { $0.column.replacing("_", with: " ") } }

  /// The least number of rows a level from which an odds ratio is known to be nearly right.
  ///
  /// - Source: Greene (2004), *Econometrics Journal* 7, 98–119, doi:10.1111/j.1368-423X.2004.00123.x, table 2: with 20 rows a
  ///   level the coefficients of logistic regression are some 7% too large, with 8 some 22%.
  static let leastRowsPerLevel = 20

  var warnings: [String] {
    guard isEvent, let most = groupings.max(by: { $0.levels < $1.levels }) else { return [] }
    let rows = observations / most.levels
    guard rows < Self.leastRowsPerLevel else { return [] }
    return [
      "A level of \(most.column) has \(rows) rows on average, fewer than \(Self.leastRowsPerLevel): with an intercept for each, "
        + "estimates are too far from no effect. Merge levels, or take their intercepts as random (--random)."
    ]
  }

  var notes: [String] {
    let columns = NameList.joined(
      groupings.map { "\($0.column) (\(Plural.count($0.levels, "level")))" })
    var notes = [
      "Held equal: \(columns). Each level has an intercept of its own, \(Plural.count(intercepts, "parameter")) in all, which "
        + "are not printed; coefficients compare rows of the same \(NameList.joined(columnNames))."
    ]
    if rowsLeftOut > 0 {
      let levels = groupings.filter { $0.levelsLeftOut > 0 }.map {
        "\(Plural.count($0.levelsLeftOut, "level")) of \($0.column)"
      }
      notes.append(
        "\(Plural.count(rowsLeftOut, "row")) of \(NameList.joined(levels)) \(rowsLeftOut == 1 ? "is" : "are") left out, because "
          + (isCount
            ? "every count in them is 0" : "everybody or nobody in them has the outcome")
          + ": they say nothing of the coefficients.")
    }
    if !isExact {
      notes.append(
        "How many intercepts depend on others is not counted beyond one for each further column, so degrees of freedom may be too few."
      )
    }
    return notes
  }

  private struct Column: Encodable {
    let column: String
    let levels: Int
    let levelsLeftOut: Int
  }

  private enum CodingKeys: String, CodingKey { case columns, intercepts, rowsLeftOut }

  /// Writes the columns with their numbers of levels.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(
      groupings.map { Column(column: $0.column, levels: $0.levels, levelsLeftOut: $0.levelsLeftOut) },
      forKey: .columns)
    try container.encode(intercepts, forKey: .intercepts)
    try container.encode(rowsLeftOut, forKey: .rowsLeftOut)
  }
}

extension RegressionResult {
  /// Fits a model in which the levels of columns are held equal.
  init(_ formula: Formula, absorbing frame: ModelFrame, choices: RegressionChoices) throws(ModelError) {
    guard choices.random == nil, choices.penalty == .none, choices.chosenIntervals == .wald,
      choices.against == nil, choices.effects.isEmpty, !choices.keepsModel
    else {
      throw .undefined(
        quantity: "a model with absorbed levels here",
        because:
          "it goes without random intercepts, penalties, other limits than Wald's, effects, comparisons and being saved; "
          + "name the column in the formula for those"
      )
    }
    let model = try AbsorbedModel(
      formula, frame: frame, absorbing: choices.absorbed, family: choices.family, link: choices.link,
      rows: choices.rows)
    let isRatio = model.family.ratioName(model.link) != nil
    self.init(
      model.design, choices: choices,
      coefficients: try model.coefficientTable(standardErrors: choices.standardErrors, level: choices.level)
        .map { RegressionCoefficient($0, isRatio: isRatio) })
    (iterations, logLikelihood, aic) = (model.iterations, model.logLikelihood, model.aic)
    (deviance, nullDeviance, dispersion) = (model.deviance, model.nullDeviance, model.dispersion)
    termTests = try model.termTests(standardErrors: choices.standardErrors).map {
      TermTest(term: $0.term, test: $0.test)
    }
    let levels = AbsorbedLevels(model)
    absorbed = levels
    warnings +=
      Self.warnings(
        model.family, pearson: model.pearsonChiSquared, residual: model.residualDegreesOfFreedom)
      + Self.warnings(coefficients, choices) + levels.warnings
    notes += levels.notes + termTests.map(Self.note)
  }
}
