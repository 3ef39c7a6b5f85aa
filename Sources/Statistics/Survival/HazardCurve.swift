/// The baseline hazard of a stratum and the means of the covariates, summed over the times with an event, the latest first.
struct HazardCurve: Sendable {
  /// The times, latest first.
  private(set) var times: [Double] = []
  /// The hazard, and the squared hazard over the weight of an event, over the first so many times.
  private(set) var sums: [(hazard: Double, square: Double)] = [(0, 0)]
  /// The hazard times the mean of each column over the first so many times, time by time.
  private(set) var mean: [Double]
  /// At each time what the tied people are spared of the hazard, and of the squared hazards; and of the means, time by time.
  private(set) var tied: [(hazard: Double, once: Double, twice: Double)] = []
  private(set) var tiedMean: [Double] = []
  /// At each time the mean that each of the tied people is compared with, time by time.
  private(set) var ownMean: [Double] = []

  init(columns: Int) {
    mean = Array(repeating: 0, count: columns)
  }

  /// Adds what the next time contributes.
  mutating func append(_ contribution: PartialLikelihood.Contribution) {
    let (last, columns) = (sums[sums.count - 1], contribution.mean.count)
    times.append(contribution.time)
    sums.append((last.hazard + contribution.hazard, last.square + contribution.variance))
    let from = mean.count - columns
    for column in 0..<columns { mean.append(mean[from + column] + contribution.mean[column]) }
    tied.append((contribution.tiedHazard, contribution.tiedVariance.once, contribution.tiedVariance.twice))
    tiedMean += contribution.tiedMean
    ownMean += contribution.ownMean
  }

  /// How many times are later than a time.
  func later(than time: Double) -> Int { times.countFromStart { $0 > time } }

  /// The place of a time with an event; nil for any other.
  func index(of time: Double) -> Int? {
    let index = later(than: time)
    return index < times.count && times[index] == time ? index : nil
  }
}
