public import Numbers
import Tables

/// The rate of reoffending predicted for a group.
public struct GroupPrediction: Hashable, Sendable {
  /// The mean of the predicted probabilities, from 0 to 1.
  public let rate: Double
  /// How far the rate before rounding can lie from `rate`; 0 where the probabilities themselves are known.
  public let roundingHalfWidth: Double
  /// Σp(1−p) divided by the number of people.
  public let variancePerPerson: Double
  /// Whether the variance is an upper bound, made from means of groups: n·p̄(1−p̄) is never below Σp(1−p).
  public let varianceIsBound: Bool

  /// The prediction printed for a whole group.
  public init(printed rate: PrintedRate) {
    self.rate = rate.fraction
    roundingHalfWidth = rate.roundingHalfWidth
    variancePerPerson = rate.fraction * (1 - rate.fraction)
    varianceIsBound = true
  }

  /// The mean and the mean of p(1−p) of individual probabilities.
  public init(meanOfProbabilities rate: Double, meanVariance: Double) {
    self.rate = rate
    roundingHalfWidth = 0
    variancePerPerson = meanVariance
    varianceIsBound = false
  }

  private init(rate: Double, roundingHalfWidth: Double, variancePerPerson: Double, varianceIsBound: Bool) {
    self.rate = rate
    self.roundingHalfWidth = roundingHalfWidth
    self.variancePerPerson = variancePerPerson
    self.varianceIsBound = varianceIsBound
  }

  /// The prediction of two groups together, weighted by their numbers of people.
  func joined(with other: GroupPrediction, trials: Int, otherTrials: Int) -> GroupPrediction {
    let n = Double(trials)
    let m = Double(otherTrials)
    guard n + m > 0 else { return self }
    func mean(_ quantity: KeyPath<GroupPrediction, Double>) -> Double {
      (n * self[keyPath: quantity] + m * other[keyPath: quantity]) / (n + m)
    }
    return GroupPrediction(
      rate: mean(\.rate), roundingHalfWidth: mean(\.roundingHalfWidth),
      variancePerPerson: mean(\.variancePerPerson),
      varianceIsBound: varianceIsBound || other.varianceIsBound)
  }
}
