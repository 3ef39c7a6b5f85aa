import Numbers
public import Statistics

/// The spline of the logarithm of time that covariates shift.
public struct TimeSpline: Sendable, Encodable {
  /// What covariates shift.
  public let scale: SplineTimeModel.Scale
  /// The knots as times, the outer ones included.
  public let knots: [Double]
  /// The intercept and the coefficients of the spline's columns: gamma0, gamma1 and so on.
  public let coefficients: [RegressionCoefficient]

  init(_ model: SplineTimeModel, level: ConfidenceLevel) {
    scale = model.scale
    knots = model.knots.map(RegressionResult.exponential)
    coefficients = model.splineTable(level: level).map { RegressionCoefficient($0, isRatio: false) }
  }

  var note: String {
    let shifted =
      switch scale {
      case .hazard: "the logarithm of the cumulative hazard, so that ratios are of hazards"
      case .odds: "the log odds of having had the event, so that ratios are of odds"
      case .normal: "the normal quantile of the share with the event"
      }
    let inner = knots.dropFirst().dropLast().map { NumberFormat.plain(($0 * 1e6).rounded() / 1e6) }
    return "Royston and Parmar’s model: a cubic spline of the logarithm of time "
      + (inner.isEmpty ? "without inner knots" : "with inner knots at \(inner.joined(separator: ", "))")
      + " is \(shifted); covariates shift it."
  }
}

extension HazardRegression {
  /// Fits a spline of the logarithm of time, which covariates shift.
  ///
  /// - Parameters:
  ///   - formula: the covariates, such as `fin + age`.
  ///   - frame: the rows, with these columns; those with a missing value are left out and counted.
  ///   - time: the column of times.
  ///   - event: the column that is 1 for the event and 0 for the end of observation.
  ///   - scale: what the covariates shift: the hazard, the odds, or the normal quantile.
  ///   - innerKnots: how many knots there are between the first and the last event.
  ///   - choices: entry and weights of rows, how many people they are of, the confidence level and further notes;
  ///     nothing else of them is used.
  /// - Throws: `ModelError` for times that are not above zero, no event, too many knots, or a coefficient that runs off to infinity.
  public init(
    _ formula: Formula, frame: ModelFrame, time: String, event: String, splineOn scale: SplineTimeModel.Scale,
    innerKnots: Int, choices: HazardChoices
  ) throws(ModelError) {
    let fit = try SplineTimeModel(
      formula, frame: frame, time: time, event: event, scale: scale, innerKnots: innerKnots,
      entry: choices.rows.entry, weights: choices.rows.weights)
    let level = choices.level
    self.formula = formula.text
    model = .roystonParmar
    coefficients = fit.coefficientTable(level: level).map {
      RegressionCoefficient($0, isRatio: scale != .normal)
    }
    (observations, events, excluded) = (fit.observations, fit.events, fit.excludedRows)
    (iterations, aic) = (fit.iterations, fit.aic)
    (logLikelihood, nullLogLikelihood) = (fit.logLikelihood, fit.nullLogLikelihood)
    (people, clusters, robustScoreTest, standardErrors) = (choices.people, nil, nil, "model")
    tests = fit.likelihoodRatioTest.map { Tests(likelihoodRatio: $0, wald: fit.waldTest, score: nil) }
    (concordance, proportionality, ties, strata) = (nil, nil, nil, nil)
    (self.scale, hazardRatios, self.level) = (nil, [], level)
    // Only of rows that are all at risk from the beginning are the likelihoods of the same.
    distributions =
      choices.rows.entry == nil
      ? ((try? AcceleratedModel(
        formula, frame: frame, time: time, event: event, distribution: .weibull, weights: choices.rows.weights
      ))?
      .distributionFits() ?? []).map {
        DistributionFit(family: Model($0.distribution), logLikelihood: $0.logLikelihood, aic: $0.aic)
      } : []
    let spline = TimeSpline(fit, level: level)
    self.spline = spline
    saved = SavedTimes(fit)
    warnings = Self.warnings(dropped: fit.droppedTerms, columns: fit.terms.count - 1, events: fit.events, nil)
    let better = distributions.filter { $0.aic < fit.aic }.min { $0.aic < $1.aic }
    notes =
      Self.notes(excluded: fit.excludedRows, observations: fit.observations) + [spline.note]
      + (better.map {
        [
          "The \(Self.words($0.family)) distribution, which needs fewer coefficients, fits better by Akaike’s criterion."
        ]
      } ?? []) + choices.notes
  }
}
