import Numbers
public import Statistics

/// How the missing values of a regression were imputed.
public struct RegressionImputation: Hashable, Sendable, Encodable {
  /// How many completed data sets were fitted.
  public let imputations: Int
  /// How many values each column misses.
  public let missing: [String: Int]
  /// How many rows miss the outcome and were left out.
  public let withoutOutcome: Int
}

extension RegressionResult {
  /// Imputes missing values by chained equations, fits each completed data set and pools by Rubin's rules.
  ///
  /// Rows that miss the outcome are left out; the outcome is among the columns that the others are imputed from.
  ///
  /// - Parameters:
  ///   - formula: outcome and terms.
  ///   - columns: the columns of the formula and those of `choices.rows`, with their missing rows.
  ///   - imputations: how many completed data sets are made, at least two.
  ///   - rounds: how often each incomplete column is drawn again before a data set is taken as complete.
  ///   - choices: what is asked of the regression beside its formula; adjusted effects and a ridge are refused.
  ///   - generator: the source of random numbers; the same source in the same state gives the same result.
  /// - Throws: `ModelError` where nothing is missing, a column cannot be imputed, or a fit is not possible.
  public static func imputing(
    _ formula: Formula, columns: [IncompleteColumn], imputations: Int = 20, rounds: Int = 10,
    choices: RegressionChoices = RegressionChoices(), using generator: inout some RandomNumberGenerator
  ) throws(ModelError) -> RegressionResult {
    guard choices.effects.isEmpty else {
      throw .undefined(
        quantity: "an adjusted effect here", because: "effects are known for complete cases only")
    }
    if case .ridge = choices.penalty {
      throw .undefined(quantity: "a pooled ridge model", because: "it has no standard errors to pool")
    }
    let left = Set(formula.outcomeColumns + [choices.rows.trials].compactMap(\.self))
    let outcomes = columns.filter { left.contains($0.column.name) }
    let all = columns.first?.column.count ?? 0
    let rows = (0..<all).filter { row in outcomes.allSatisfy { !$0.isMissing[row] } }
    guard !rows.isEmpty else { throw .noRows(excluded: all) }
    var kept: [IncompleteColumn] = []
    for column in columns { kept.append(try column.keeping(rows)) }
    let completed = try ChainedEquations(kept, imputations: imputations, rounds: rounds, using: &generator)
    var fits: [RegressionResult] = []
    for frame in completed.frames {
      fits.append(try RegressionResult(formula, frame: frame, choices: choices))
    }
    var result = fits[0]
    let terms = result.coefficients.map(\.term)
    guard fits.allSatisfy({ $0.coefficients.map(\.term) == terms }) else {
      throw .undefined(quantity: "a pooled model", because: "the completed data sets have different columns")
    }
    let pooled = try RubinPooling(
      terms: terms, estimates: fits.map { $0.coefficients.map(\.estimate) },
      variances: fits.map { $0.coefficients.map { ($0.standardError ?? 0) * ($0.standardError ?? 0) } },
      completeDegreesOfFreedom: Double(result.observations - terms.count), level: choices.level)
    result.coefficients = pooled.coefficients.map {
      RegressionCoefficient(
        $0.coefficient, isRatio: choices.family.ratioName(choices.family.defaultLink) != nil,
        missingInformation: $0.missingInformation)
    }
    (result.iterations, result.deviance, result.nullDeviance) = (nil, nil, nil)
    (result.logLikelihood, result.aic, result.dispersion, result.theta) = (nil, nil, nil, nil)
    result.termTests = []
    result.imputation = RegressionImputation(
      imputations: imputations, missing: completed.missing, withoutOutcome: all - rows.count)
    if let most = pooled.coefficients.map(\.missingInformation).max(), most > 0.5 {
      result.warnings.append(
        "Up to \(NumberFormat.percent(most, decimals: 0)) of the information about a coefficient is missing; the result "
          + "rests on the imputation more than on the data.")
    }
    let counts = completed.missing.sorted { $0.key < $1.key }.map {
      "\($0.key) \(NumberFormat.count($0.value))"
    }
    result.notes.append(
      "Missing values imputed \(imputations) times by chained equations and pooled by Rubin’s rules "
        + "(\(counts.joined(separator: ", "))); right where being missing depends on what is in these columns only."
    )
    if all > rows.count {
      result.notes.append(
        "\(NumberFormat.count(all - rows.count)) rows are left out, because the outcome is missing.")
    }
    return result
  }
}

extension Formula {
  /// The columns on the left of `~`.
  var outcomeColumns: [String] {
    switch outcome {
    case .column(let name): [name]
    case .counts(let events, let others): [events, others]
    case nil: []
    }
  }
}

extension IncompleteColumn {
  /// Some of the rows.
  func keeping(_ rows: [Int]) throws(ModelError) -> IncompleteColumn {
    let kept: ModelColumn
    switch column.content {
    case .numeric(let values): kept = ModelColumn(column.name, numbers: rows.map { values[$0] })
    case .categorical(let codes, let levels, let reference):
      kept = try ModelColumn(column.name, codes: rows.map { codes[$0] }, levels: levels, reference: reference)
    }
    return try IncompleteColumn(kept, isMissing: rows.map { isMissing[$0] })
  }
}
