internal import CGSL
import Numbers

/// How far the number of events of people who were chosen for having many would have fallen by itself.
///
/// Each person has a rate of their own, gamma distributed over people, and the events of two periods are Poisson with it.
/// Who is chosen for many events in the first period had bad luck as well as a high rate, and has fewer afterwards:
/// given x events the expected number in an equal period is (k + x)μ/(k + μ). Where only those chosen are known, the
/// distribution is fitted to their numbers cut off below the least.
///
/// - Source: Hauer (1980), *Accident Analysis and Prevention* 12, 111–117, doi:10.1016/0001-4575(80)90015-4; Robbins (1956),
///   *Proceedings of the Third Berkeley Symposium* 1, 157–163, for the conditional expectation; Galton (1886), *Journal of the
///   Anthropological Institute* 15, 246–263, doi:10.2307/2841583.
public struct RegressionToMean: Hashable, Sendable {
  /// The mean number of events of the population in the first period.
  public let mean: Double
  /// The shape k of the gamma distribution; infinite where all have the same rate.
  public let shape: Double
  /// The people chosen.
  public let chosen: Int
  /// Their events before.
  public let before: Int
  /// Their events after; nil where they are not known.
  public let after: Int?
  /// The events that they would have had after, had nothing changed.
  public let expectedAfter: Double
  /// How much longer the second period is than the first.
  public let exposureRatio: Double

  /// Takes the number of people with each number of events before, and what those chosen had after.
  ///
  /// - Parameters:
  ///   - people: how many people had each number of events before, by that number.
  ///   - least: people with so many events or more were chosen.
  ///   - isWholePopulation: whether those not chosen are among the people; else only those chosen are.
  ///   - after: the events after of those chosen.
  ///   - exposureRatio: the length of the second period over that of the first.
  /// - Throws: `StatisticsError` where nobody was chosen, all are alike, or the distribution is not found.
  public init(
    peopleByEvents people: [Int: Int], least: Int, isWholePopulation: Bool, after: Int? = nil,
    exposureRatio: Double = 1
  ) throws(StatisticsError) {
    for (events, number) in people {
      try Require.count(events, "the number of events")
      try Require.count(number, "the number of people")
    }
    try Require.atLeast(1, least, "the least number of events")
    try Require.positive(exposureRatio, "the ratio of the periods")
    let classes = people.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    let own = classes.filter { $0.key >= least }
    guard !own.isEmpty else {
      throw .undefined(quantity: "a regression to the mean", because: "nobody has \(least) events or more")
    }
    if !isWholePopulation, let low = classes.first(where: { $0.key < least }) {
      throw .outOfRange(
        argument: "the number of events of a person chosen", value: Double(low.key),
        allowed: "at least \(least), for which they were chosen")
    }
    guard classes.count > 1 else {
      throw .undefined(
        quantity: "a regression to the mean", because: "all people have the same number of events before")
    }
    let all = classes.reduce(0) { $0 + $1.value }
    let centre = Double(classes.reduce(0) { $0 + $1.key * $1.value }) / Double(all)
    func loss(_ free: [Double]) -> Double {
      let (mu, k) = (exp(free[0]), exp(free[1]))
      guard mu > 1e-6, mu < 1e6, k > 1e-4, k < 1e6 else { return .infinity }
      func log1(_ x: Int) -> Double { Self.logMass(x, mean: mu, shape: k) }
      var cut = 0.0
      if !isWholePopulation {
        let below = (0..<least).reduce(0.0) { $0 + exp(log1($1)) }
        guard below < 1 else { return .infinity }
        cut = log1p(-below)
      }
      return -classes.reduce(0.0) { $0 + Double($1.value) * (log1($1.key) - cut) } / Double(all)
    }
    let start = [log(max(0.1, isWholePopulation ? centre : centre / 2)), 0]
    let found = SimplexSearch.minimum(of: loss, from: start)
    guard loss(found).isFinite else {
      throw .noConvergence(method: "the Poisson-gamma distribution", iterations: 800)
    }
    mean = exp(found[0])
    shape = exp(found[1]) > 9e5 ? .infinity : exp(found[1])
    chosen = own.reduce(0) { $0 + $1.value }
    before = own.reduce(0) { $0 + $1.key * $1.value }
    self.after = after
    self.exposureRatio = exposureRatio
    let (mu, k) = (mean, shape)
    expectedAfter =
      exposureRatio
      * own.reduce(0.0) { sum, one in
        sum + Double(one.value) * (k.isFinite ? (k + Double(one.key)) * mu / (k + mu) : mu)
      }
  }

  /// The share by which events would have fallen by themselves, for periods of equal length.
  public var expectedFall: Double { 1 - expectedAfter / exposureRatio / Double(before) }

  /// The share by which they fell; nil where the events after are not known.
  public var observedFall: Double? { after.map { 1 - Double($0) / exposureRatio / Double(before) } }

  /// What is left of the fall: the events after over those expected; nil where they are not known.
  public var ratio: Double? { after.map { Double($0) / expectedAfter } }

  /// log of the probability of x events: negative binomial with a mean and shape.
  static func logMass(_ x: Int, mean: Double, shape: Double) -> Double {
    let (count, k) = (Double(x), shape)
    return lgamma(count + k) - lgamma(k) - lgamma(count + 1) + k * log(k / (k + mean))
      + (x == 0 ? 0 : count * log(mean / (k + mean)))
  }
}
