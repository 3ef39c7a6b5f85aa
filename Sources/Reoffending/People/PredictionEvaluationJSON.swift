import Statistics

extension PredictionEvaluation {
  private enum CodingKeys: String, CodingKey {
    case predictor, people, events, auc, brier, brierDecomposition, hosmerLemeshow, calibration, groups,
      optimism
    case level, sentences, notes, thresholds
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(predictor, forKey: .predictor)
    try container.encode(all.people, forKey: .people)
    try container.encode(all.events, forKey: .events)
    try container.encode(all.auc, forKey: .auc)
    try container.encode(all.brier?.value, forKey: .brier)
    try container.encode(all.brier.map(BrierParts.init), forKey: .brierDecomposition)
    try container.encode(all.hosmerLemeshow, forKey: .hosmerLemeshow)
    try container.encode(
      assessment.map { CalibrationParts(all, $0.bands, level) }, forKey: .calibration)
    try container.encode(groups, forKey: .groups)
    try container.encode(optimism.map(OptimismParts.init), forKey: .optimism)
    try container.encode(level, forKey: .level)
    try container.encode(sentences, forKey: .sentences)
    try container.encode(notes, forKey: .notes)
    try container.encode(thresholds, forKey: .thresholds)
  }
}

extension PredictionEvaluation.Group: Encodable {
  private enum CodingKeys: String, CodingKey {
    case by, people, events, auc, brier, brierDecomposition, hosmerLemeshow, calibration
  }

  /// Writes a subgroup with the keys of the whole.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .by)
    try container.encode(people, forKey: .people)
    try container.encode(events, forKey: .events)
    try container.encode(auc, forKey: .auc)
    try container.encode(brier?.value, forKey: .brier)
    try container.encode(brier.map(BrierParts.init), forKey: .brierDecomposition)
    try container.encode(hosmerLemeshow, forKey: .hosmerLemeshow)
    try container.encode(
      brier.map { _ in CalibrationParts(self, [], auc?.level ?? .p95) }, forKey: .calibration)
  }
}

private struct BrierParts: Encodable {
  let reliability: Double
  let resolution: Double
  let uncertainty: Double
  let withinGroupVariance: Double
  let withinGroupCovariance: Double
  let skill: Double?

  init(_ score: BrierScore) {
    reliability = score.reliability
    resolution = score.resolution
    uncertainty = score.uncertainty
    withinGroupVariance = score.withinGroupVariance
    withinGroupCovariance = score.withinGroupCovariance
    skill = score.skill
  }

  private enum CodingKeys: String, CodingKey {
    case reliability, resolution, uncertainty, withinGroupVariance, withinGroupCovariance, skill
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(reliability, forKey: .reliability)
    try container.encode(resolution, forKey: .resolution)
    try container.encode(uncertainty, forKey: .uncertainty)
    try container.encode(withinGroupVariance, forKey: .withinGroupVariance)
    try container.encode(withinGroupCovariance, forKey: .withinGroupCovariance)
    try container.encode(skill, forKey: .skill)
  }
}

private struct CalibrationParts: Encodable {
  struct Band: Encodable {
    let lowest: Double
    let highest: Double
    let people: Int
    let events: Int
    let predicted: Double
    let observed: Estimate
  }

  let inTheLarge: Estimate?
  let intercept: Estimate?
  let slope: Estimate?
  let slopePValue: Double?
  let test: TestResult?
  let observedOverExpected: Double?
  let bands: [Band]

  init(_ group: PredictionEvaluation.Group, _ bands: [PredictionAssessment.Band], _ level: ConfidenceLevel) {
    func estimate(_ row: CoefficientEstimate) -> Estimate {
      Estimate(row.estimate, interval: row.interval, method: "wald")
    }
    inTheLarge = (group.calibration?.inTheLarge).map(estimate)
    intercept = (group.calibration?.intercept).map(estimate)
    slope = (group.calibration?.slope).map(estimate)
    slopePValue = group.calibration?.slopePValue
    test = group.calibration?.test
    observedOverExpected = group.observedOverExpected
    self.bands = bands.map {
      Band(
        lowest: $0.group.lowest, highest: $0.group.highest, people: $0.group.count, events: $0.group.events,
        predicted: $0.group.meanPrediction, observed: $0.observed)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case inTheLarge, intercept, slope, slopePValue, test, observedOverExpected, bands
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(inTheLarge, forKey: .inTheLarge)
    try container.encode(intercept, forKey: .intercept)
    try container.encode(slope, forKey: .slope)
    try container.encode(slopePValue, forKey: .slopePValue)
    try container.encode(test, forKey: .test)
    try container.encode(observedOverExpected, forKey: .observedOverExpected)
    try container.encode(bands, forKey: .bands)
  }
}

private struct OptimismParts: Encodable {
  struct Measure: Encodable {
    let apparent: Double
    let optimism: Double
    let corrected: Double

    init(_ measure: Optimism.Measure) {
      (apparent, optimism, corrected) = (measure.apparent, measure.optimism, measure.corrected)
    }
  }

  let auc: Measure
  let brier: Measure
  let slope: Measure
  let replicates: Int
  let failedReplicates: Int

  init(_ optimism: Optimism) {
    auc = Measure(optimism.auc)
    brier = Measure(optimism.brier)
    slope = Measure(optimism.slope)
    replicates = optimism.replicates
    failedReplicates = optimism.failedReplicates
  }
}
