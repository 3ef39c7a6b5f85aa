/// Limits of adjusted differences and ratios by bootstrap: the model is fitted again to people drawn with replacement.
///
/// Whole rows are drawn, so that limits allow for the covariates as well as the outcome. The limits are percentiles.
/// Each replicate has random numbers of its own, so results are the same on any number of cores.
///
/// - Source: Efron and Tibshirani (1993), *An Introduction to the Bootstrap*, section 13.3,
///   doi:10.1007/978-1-4899-4541-9.
public struct MarginalEffectBootstrap: Hashable, Sendable {
  /// The limits of one effect.
  public struct Limits: Hashable, Sendable {
    /// The adjusted difference with its bootstrap limits.
    public let difference: Estimate
    /// The adjusted ratio with its bootstrap limits.
    public let ratio: Estimate
    /// The standard deviation of the resampled differences.
    public let standardError: Double?
  }

  /// The limits of each effect, in the order of `GeneralizedLinearModel.marginalEffects`.
  public let limits: [Limits]
  /// The replicates that were used.
  public let replicates: Int
  /// The replicates in which the model could not be fitted, as where a level did not occur.
  public let failedReplicates: Int

  /// Resamples the people that a model was fitted to.
  ///
  /// - Throws: `ModelError` for a column that is not in the formula, for grouped, counted or weighted rows, or where
  ///   fewer than half of the replicates could be fitted.
  public init(
    of model: GeneralizedLinearModel, column: String, bootstrap: Bootstrap, level: ConfidenceLevel = .p95
  ) throws(ModelError) {
    let design = model.design
    guard design.frequencies == nil, design.patterns.trials.allSatisfy({ $0 == 1 }) else {
      throw .undefined(quantity: "a bootstrap of effects", because: "it needs one row a person")
    }
    let observed = try model.marginalEffects(of: column, level: level)
    let rows = design.patterns.patternOfRow.indices.filter { design.patterns.patternOfRow[$0] >= 0 }
    let count = observed.count
    let values = [Double](unsafeUninitializedCapacity: 2 * count * bootstrap.replicates) { buffer, filled in
      nonisolated(unsafe) let places = buffer
      ParallelChunks.forEach(count: bootstrap.replicates, chunk: 8) { range in
        for replicate in range {
          var generator = ReplicateGenerator(seed: bootstrap.seed, replicate: replicate)
          let sample = rows.map { _ in rows[generator.index(below: rows.count)] }
          let refitted = try? GeneralizedLinearModel(
            design.resampled(sample), family: model.family, link: model.link)
          let effects = (try? refitted?.effects(of: column, like: model)) ?? []
          for effect in 0..<count {
            let pair = effects.indices.contains(effect) ? effects[effect] : (.nan, .nan)
            places.initializeElement(at: 2 * (replicate * count + effect), to: pair.0)
            places.initializeElement(at: 2 * (replicate * count + effect) + 1, to: pair.1)
          }
        }
      }
      filled = 2 * count * bootstrap.replicates
    }
    func distribution(_ effect: Int, _ part: Int, _ value: Double?) -> BootstrapDistribution {
      BootstrapDistribution(
        observed: value,
        values: (0..<bootstrap.replicates).map { values[2 * ($0 * count + effect) + part] }, acceleration: 0)
    }
    var limits: [Limits] = []
    for (index, effect) in observed.enumerated() {
      let differences = distribution(index, 0, effect.difference.value)
      guard 2 * differences.values.count >= bootstrap.replicates else {
        throw .undefined(
          quantity: "a bootstrap of effects",
          because:
            "the model could be fitted to \(differences.values.count) of \(bootstrap.replicates) resamples")
      }
      limits.append(
        Limits(
          difference: differences.estimate(level: level, method: .percentile),
          ratio: distribution(index, 1, effect.ratio.value).estimate(level: level, method: .percentile),
          standardError: differences.standardError))
    }
    self.limits = limits
    failedReplicates = (0..<bootstrap.replicates).count { values[2 * $0 * count].isNaN }
    replicates = bootstrap.replicates - failedReplicates
  }
}

extension GeneralizedLinearModel {
  /// Differences and ratios of a column between the values that another fit of the same columns compares.
  fileprivate func effects(
    of column: String, like other: GeneralizedLinearModel
  ) throws(ModelError) -> [(Double, Double)] {
    guard terms == other.terms,
      let variable = design.patterns.variables.firstIndex(where: { $0.name == column })
    else { throw .unknownColumn(column, known: design.patterns.variables.map(\.name)) }
    let comparisons = other.predictions.comparisons(variable)
    let predictions = predictions
    let reference = predictions.averagePrediction { pattern, own in
      own == variable ? comparisons.reference(design.raw(pattern, own)) : design.raw(pattern, own)
    }.mean
    return comparisons.values.map { comparison in
      let mean = predictions.averagePrediction { pattern, own in
        own == variable ? comparison.value(design.raw(pattern, own)) : design.raw(pattern, own)
      }.mean
      return (mean - reference, reference > 0 ? mean / reference : .nan)
    }
  }

  private var predictions: AdjustedPredictions {
    AdjustedPredictions(
      design: design, link: link, coefficients: coefficients, covariance: covariance,
      distribution: reference,
      method: "bootstrap")
  }
}
