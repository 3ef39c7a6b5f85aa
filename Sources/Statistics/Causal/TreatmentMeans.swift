/// The mean outcome that people would have with and without a treatment, with each person's influence on both.
///
/// The standard error of whatever is made of the two means is the root of the sum of the squared influences on it.
public struct TreatmentMeans: Hashable, Sendable {
  /// Whose means they are.
  public enum Target: String, Hashable, Sendable, CaseIterable, Codable {
    /// Of the people who were treated.
    case treated
    /// Of everybody, treated or not.
    case everybody
  }

  /// The mean with the treatment.
  public let treated: Double
  /// The mean without it.
  public let untreated: Double
  /// The influence of each person on the mean with the treatment.
  public let treatedInfluence: [Double]
  /// The influence of each person on the mean without it.
  public let untreatedInfluence: [Double]

  /// The mean with the treatment less that without.
  public var difference: Double { treated - untreated }

  /// The influence of each person on the difference.
  public var influence: [Double] { zip(treatedInfluence, untreatedInfluence).map { $0 - $1 } }

  /// The standard error of the difference.
  public var standardError: Double { influence.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  /// The standard error of the logarithm of the ratio; nil unless both means are above 0.
  public var logRatioStandardError: Double? {
    guard treated > 0, untreated > 0 else { return nil }
    return zip(treatedInfluence, untreatedInfluence).reduce(0) { sum, pair in
      let own = pair.0 / treated - pair.1 / untreated
      return sum + own * own
    }.squareRoot()
  }
}

extension TreatmentMeans {
  /// Weighs people by the inverse of the chance of the treatment that they had, from a logistic model.
  ///
  /// Weights are scaled to add up to one in each arm (Hájek's estimator). That the chances were estimated from the same
  /// people is allowed for: their influence through the model's coefficients is added.
  ///
  /// - Source: Lunceford and Davidian (2004), *Statistics in Medicine* 23, 2937–2960, doi:10.1002/sim.1903; Hirano and
  ///   Imbens (2001), *Health Services and Outcomes Research Methodology* 2, 259–278, doi:10.1023/A:1020371312283, for
  ///   the weights of the treated.
  ///
  /// - Parameters:
  ///   - model: the logistic model of treatment; the rows it left out have no influence.
  ///   - outcomes: the outcome of each row of the model's frame.
  ///   - target: whose means are wanted: those of the treated, or of everybody.
  ///   - isCounted: whether a row is of the people whose means are wanted; nil for all.
  /// - Throws: `StatisticsError.undefined` where nobody counted is treated or nobody is not.
  public static func weighting(
    _ model: GeneralizedLinearModel, outcomes: [Double], target: Target, isCounted: [Bool]? = nil
  ) throws(StatisticsError) -> TreatmentMeans {
    let (chances, states) = (model.fittedValues, model.outcomes)
    let table = model.design.table
    let patternOfRow = model.design.patterns.patternOfRow
    func arm(_ isTreated: Bool) throws(StatisticsError) -> (mean: Double, influence: [Double]) {
      var weights = Array(repeating: 0.0, count: outcomes.count)
      var slopes = weights
      for row in outcomes.indices {
        guard isCounted?[row] ?? true, let chance = chances[row], states[row] == (isTreated ? 1 : 0) else {
          continue
        }
        switch (target, isTreated) {
        case (.everybody, true): (weights[row], slopes[row]) = (1 / chance, -(1 - chance) / chance)
        case (.everybody, false): (weights[row], slopes[row]) = (1 / (1 - chance), chance / (1 - chance))
        case (.treated, true): weights[row] = 1
        case (.treated, false):
          (weights[row], slopes[row]) = (chance / (1 - chance), chance / (1 - chance))
        }
      }
      let total = weights.reduce(0, +)
      guard total > 0 else { throw Self.nobody(isTreated) }
      let mean = zip(weights, outcomes).reduce(0) { $0 + $1.0 * $1.1 } / total
      var gradient = Array(repeating: 0.0, count: model.coefficients.count)
      for row in outcomes.indices where slopes[row] != 0 {
        for entry in table.entries(Int(patternOfRow[row])) {
          gradient[entry.column] += slopes[row] * (outcomes[row] - mean) * entry.value
        }
      }
      let direction = CholeskyFactor(model.information).solve(gradient)
      let parts = (0..<model.design.patterns.count).map { pattern in
        table.entries(pattern).reduce(0) { $0 + $1.value * direction[$1.column] }
      }
      let influence = outcomes.indices.map { row -> Double in
        guard let chance = chances[row], let state = states[row] else { return 0 }
        return
          (weights[row] * (outcomes[row] - mean) + parts[Int(patternOfRow[row])] * (state - chance)) / total
      }
      return (mean, influence)
    }
    let (own, other) = (try arm(true), try arm(false))
    return TreatmentMeans(
      treated: own.mean, untreated: other.mean, treatedInfluence: own.influence,
      untreatedInfluence: other.influence)
  }

  /// Predicts each person's outcome with and without the treatment, and corrects the mean prediction by the weighted
  /// errors: right where either the model of treatment or that of the outcome is.
  ///
  /// - Source: Robins, Rotnitzky and Zhao (1994), *Journal of the American Statistical Association* 89, 846–866,
  ///   doi:10.1080/01621459.1994.10476818; Chernozhukov et al. (2018), *The Econometrics Journal* 21, C1–C68,
  ///   doi:10.1111/ectj.12097, for cross-fitting and for the treated.
  ///
  /// - Parameters:
  ///   - predictions: the chances and the predictions, best by models of people other than those predicted.
  ///   - outcomes: the outcome of each row.
  ///   - target: whose means are wanted: those of the treated, or of everybody.
  ///   - isCounted: whether a row is of the people whose means are wanted; nil for all.
  /// - Throws: `StatisticsError.undefined` where nobody counted is treated or nobody is not.
  public static func augmented(
    _ predictions: CrossFit, outcomes: [Double], target: Target, isCounted: [Bool]? = nil
  ) throws(StatisticsError) -> TreatmentMeans {
    let rows = outcomes.indices.filter { (isCounted?[$0] ?? true) && predictions.isTreated[$0] != nil }
    let treatedCount = rows.count { predictions.isTreated[$0] == true }
    guard treatedCount > 0 else { throw nobody(true) }
    guard treatedCount < rows.count else { throw nobody(false) }
    let size = Double(target == .treated ? treatedCount : rows.count)
    var own = Array(repeating: 0.0, count: outcomes.count)
    var other = own
    var shares = own
    for row in rows {
      let (chance, outcome) = (predictions.chances[row], outcomes[row])
      let (with, without) = (predictions.treated[row], predictions.untreated[row])
      let isTreated = predictions.isTreated[row] == true
      switch target {
      case .everybody:
        shares[row] = 1
        own[row] = with + (isTreated ? (outcome - with) / chance : 0)
        other[row] = without + (isTreated ? 0 : (outcome - without) / (1 - chance))
      case .treated:
        shares[row] = isTreated ? 1 : 0
        own[row] = isTreated ? outcome : 0
        other[row] = isTreated ? without : (outcome - without) * chance / (1 - chance)
      }
    }
    let (treated, untreated) = (own.reduce(0, +) / size, other.reduce(0, +) / size)
    return TreatmentMeans(
      treated: treated, untreated: untreated,
      treatedInfluence: zip(own, shares).map { ($0 - $1 * treated) / size },
      untreatedInfluence: zip(other, shares).map { ($0 - $1 * untreated) / size })
  }

  private static func nobody(_ isTreated: Bool) -> StatisticsError {
    .undefined(
      quantity: "the effect of a treatment", because: "nobody was \(isTreated ? "treated" : "untreated")")
  }
}
