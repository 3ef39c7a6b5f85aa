import Numbers

/// How much better a model looks on the people it was fitted to than on others, by bootstrap.
///
/// The model is fitted again to samples drawn with replacement; how much better each does on its sample than on the
/// original people, on average, is taken off the apparent performance.
///
/// - Source: Harrell, Lee and Mark (1996), *Statistics in Medicine* 15, 361–387,
///   doi:10.1002/(SICI)1097-0258(19960229)15:4<361::AID-SIM168>3.0.CO;2-4.
public struct Optimism: Sendable {
  /// A measure as it appears and corrected.
  public struct Measure: Hashable, Sendable {
    /// On the people that the model was fitted to.
    public let apparent: Double
    /// The mean optimism.
    public let optimism: Double
    /// Apparent less optimism.
    public var corrected: Double { apparent - optimism }
  }

  /// The area under the ROC curve.
  public let auc: Measure
  /// The Brier score.
  public let brier: Measure
  /// The calibration slope, 1 by construction where it is apparent.
  public let slope: Measure
  /// The replicates that were used.
  public let replicates: Int
  /// The replicates in which the model could not be fitted, as where a level did not vary.
  public let failedReplicates: Int

  /// Refits a logistic model.
  ///
  /// - Parameters:
  ///   - model: a logistic model of one row a person.
  ///   - replicates: how many samples the model is fitted to, each as large as the original.
  ///   - generator: the source of random numbers; the same source in the same state gives the same result.
  /// - Throws: `ModelError` for another family, counted rows, or where no replicate could be fitted.
  public init(
    of model: GeneralizedLinearModel, replicates: Int = 200, using generator: inout some RandomNumberGenerator
  ) throws(ModelError) {
    let design = model.design
    guard model.family == .binomial, model.link == .logit, design.outcome.isBinary, design.frequencies == nil
    else {
      throw .undefined(
        quantity: "the optimism", because: "it is known for logistic models of one row a person")
    }
    guard replicates > 0 else {
      throw .outOfRange(argument: "replicates", value: Double(replicates), allowed: "1 or more")
    }
    let rows = design.patterns.patternOfRow.indices.filter { design.patterns.patternOfRow[$0] >= 0 }
    let original = try Performance(design, rows, model.coefficients)
    var sums = (auc: 0.0, brier: 0.0, slope: 0.0)
    var used = 0
    for _ in 0..<replicates {
      let sample = rows.map { _ in rows[Int(generator.next(upperBound: UInt64(rows.count)))] }
      guard let refitted = try? GeneralizedLinearModel(design.resampled(sample), family: .binomial),
        let own = try? Performance(design, sample, refitted.coefficients),
        let others = try? Performance(design, rows, refitted.coefficients)
      else { continue }
      used += 1
      sums.auc += own.auc - others.auc
      sums.brier += own.brier - others.brier
      sums.slope += own.slope - others.slope
    }
    guard used > 0 else {
      throw .undefined(quantity: "the optimism", because: "the model could be fitted to no replicate")
    }
    let count = Double(used)
    auc = Measure(apparent: original.auc, optimism: sums.auc / count)
    brier = Measure(apparent: original.brier, optimism: sums.brier / count)
    slope = Measure(apparent: original.slope, optimism: sums.slope / count)
    self.replicates = used
    failedReplicates = replicates - used
  }

  private struct Performance {
    let auc: Double
    let brier: Double
    let slope: Double

    init(_ design: DesignMatrix, _ rows: [Int], _ coefficients: [Double]) throws(ModelError) {
      let predictor = design.table.linearPredictor(
        design.table.centred(coefficients), offsets: design.patterns.offsets)
      let data = try PredictedOutcomes(
        probabilities: rows.map {
          ModelFamily.binomial.mean(predictor[Int(design.patterns.patternOfRow[$0])])
        },
        outcomes: rows.map { design.outcome.values[$0] == 1 })
      auc = try AreaUnderCurve(data).value
      brier = try BrierScore(data).value
      slope = try Calibration(data).slope.estimate
    }
  }
}
