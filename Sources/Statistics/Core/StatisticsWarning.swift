import Numbers

/// A reason to read a result with care.
public enum StatisticsWarning: Hashable, Sendable, CustomStringConvertible {
  /// Fewer than five events are expected, so a normal approximation is poor.
  case fewExpected(Double)
  /// A cell of the table is zero, so some estimates do not exist.
  case zeroCell(String)
  /// No event, or nothing but events: the estimate lies on the edge of what is possible.
  case estimateAtBoundary
  /// The group is smaller than the size below which a rate is of low reliability.
  case smallGroup(trials: Int, threshold: Int)
  /// The variance is an upper bound, because only the mean of the predicted probabilities is known.
  case varianceIsBound
  /// Every predicted probability is 0 or 1, so the total has no variance to test against.
  case noVariance
  /// The formula gave a limit outside what is possible, and the limit was moved to the edge.
  case limitClipped(method: String)
  /// The interval and the p-value belong to different methods and may disagree near the threshold.
  case intervalNotOfTheTest(interval: String, test: String)
  /// Fewer points than a chart needs for its limits to be trusted.
  case fewPoints(count: Int, needed: Int)
  /// Strata too small for a large-sample method.
  case sparseStrata(count: Int)
  /// The data vary more than the model allows; the variance is this many times too small.
  case overdispersed(factor: Double)
  /// The number comes from a simulation and has an error of its own.
  case simulated(replicates: Int, standardError: Double)

  /// The sentence shown to a user.
  public var description: String {
    switch self {
    case .fewExpected(let expected):
      "only \(expected.brief(2)) events are expected; below five a normal approximation is poor"
    case .zeroCell(let name):
      "\(name) is zero, so a ratio may not exist and an interval may have no upper limit"
    case .estimateAtBoundary:
      "the estimate lies on the edge of what is possible, where approximate intervals are too short"
    case .smallGroup(let trials, let threshold):
      "a rate on \(trials), fewer than \(threshold), is of low reliability"
    case .varianceIsBound:
      "the variance is an upper bound, because only the mean of the predictions is known; the p-value errs upwards"
    case .noVariance:
      "every prediction is 0 or 1, so there is no variance to test against"
    case .limitClipped(let method):
      "a limit of the \(method) formula fell outside what is possible and was moved to the edge"
    case .intervalNotOfTheTest(let interval, let test):
      "the interval is \(interval) and the p-value \(test); near the threshold they may disagree"
    case .fewPoints(let count, let needed):
      "limits from \(count) points are provisional; \(needed) are needed"
    case .sparseStrata(let count):
      "\(count) strata are too small for a large-sample method"
    case .overdispersed(let factor):
      "the data vary \(factor.fixed(1)) times as much as the model allows"
    case .simulated(let replicates, let standardError):
      "simulated with \(replicates) replicates; its own standard error is \(standardError.fixed(4))"
    }
  }
}
