internal import CGSL
import Numbers

/// How many of a cohort will have had the event by the end of its follow-up, where only part of the time has passed.
///
/// Each person without the event so far is given the probability that people of earlier cohorts who had come as far had it
/// afterwards, 1 − S(horizon)/S(time so far). The range joins three kinds of chance: which of the earlier cohorts this one
/// will be like, the chance in that cohort's own curve (each of its steps drawn anew), and who of the people left will have
/// the event.
///
/// - Source: the probability is that of the product-limit estimator, Kaplan and Meier (1958), *Journal of the American
///   Statistical Association* 53, 457–481, doi:10.1080/01621459.1958.10501452; the comparison at the same point of time is
///   that of the Youth Justice Board's reoffending toolkit (live tracking).
public struct CohortProjection: Hashable, Sendable {
  /// The people of the cohort.
  public let people: Int
  /// How many have had the event by the horizon already.
  public let soFar: Int
  /// How many are not yet followed to the horizon and without the event.
  public let open: Int
  /// How many of all are expected to have the event by the horizon.
  public let expected: Double
  /// The limits of that number.
  public let limits: ConfidenceInterval

  /// Projects a cohort.
  ///
  /// - Parameters:
  ///   - current: the cohort's people, each with the time to the event or so far.
  ///   - earlier: the cohorts that it is likened to, each followed to the horizon.
  ///   - horizon: the time at which the follow-up ends.
  ///   - level: the confidence level of the limits.
  ///   - replicates: how many times the final number is drawn for its limits.
  ///   - seed: of the random numbers by which it is drawn.
  /// - Throws: `StatisticsError` for no earlier cohort, one that was not followed to the horizon, and fewer than 100
  ///   replicates.
  public init(
    current: SurvivalTimes, earlier: [SurvivalTimes], horizon: Double, level: ConfidenceLevel = .p95,
    replicates: Int = 2000, seed: UInt64 = 1
  ) throws(StatisticsError) {
    try Require.positive(horizon, "the horizon")
    try Require.atLeast(100, replicates, "replicates")
    guard !earlier.isEmpty else { throw .empty(argument: "earlier cohorts") }
    var curves: [Curve] = []
    for cohort in earlier {
      guard let last = cohort.times.max(), last >= horizon else {
        throw .undefined(
          quantity: "a projection",
          because:
            "an earlier cohort was followed for \((cohort.times.max() ?? 0).formattedBriefly) only, and the "
            + "horizon is \(horizon.formattedBriefly)")
      }
      curves.append(Curve(cohort, horizon: horizon))
    }
    var waiting: [Double: Int] = [:]
    var soFar = 0
    for (time, event) in zip(current.times, current.events) {
      if event, time <= horizon {
        soFar += 1
      } else if !event, time < horizon {
        waiting[time, default: 0] += 1
      }
    }
    let groups = waiting.sorted { $0.key < $1.key }.map { (time: $0.key, people: $0.value) }
    people = current.count
    self.soFar = soFar
    open = groups.reduce(0) { $0 + $1.people }
    let done = soFar
    expected =
      Double(done)
      + curves.reduce(0) { sum, curve in
        sum + groups.reduce(0) { $0 + Double($1.people) * curve.probability(after: $1.time) }
      } / Double(curves.count)
    let known = curves
    var draws = Array(repeating: 0.0, count: replicates)
    draws.withUnsafeMutableBufferPointer { draws in
      nonisolated(unsafe) let draws = draws
      ParallelChunks.forEach(count: replicates, chunk: 100) { range in
        for replicate in range {
          var generator = ReplicateGenerator(seed: seed, replicate: replicate)
          let curve = known[generator.index(below: known.count)]
          draws[replicate] = Double(done + curve.drawn(groups, &generator))
        }
      }
    }
    draws.sort()
    func quantile(_ probability: Double) -> Double {
      draws[min(replicates - 1, max(0, Int((probability * Double(replicates)).rounded(.up)) - 1))]
    }
    limits = ConfidenceInterval(
      lower: quantile(level.tail), upper: quantile(1 - level.tail), level: level)
  }

  /// The steps of an earlier cohort's curve up to the horizon.
  private struct Curve: Sendable {
    let times: [Double]
    let samplers: [BinomialSampler]
    /// 1 less the hazard of each step, as observed.
    let survival: [Double]

    init(_ data: SurvivalTimes, horizon: Double) {
      let steps = KaplanMeier(data).steps.filter { $0.time <= horizon }
      times = steps.map(\.time)
      samplers = steps.map { BinomialSampler(trials: $0.atRisk, events: $0.events) }
      survival = steps.map { 1 - Double($0.events) / Double($0.atRisk) }
    }

    func probability(after time: Double) -> Double {
      1 - zip(times, survival).reduce(1) { $1.0 > time ? $0 * $1.1 : $0 }
    }

    /// How many of the people left have the event, by a curve whose steps are drawn anew.
    func drawn(
      _ groups: [(time: Double, people: Int)], _ generator: inout ReplicateGenerator
    ) -> Int {
      let shares = samplers.map { 1 - Double($0.draw(&generator)) / Double($0.trials) }
      var total = 0
      var after = 1.0
      var step = times.count - 1
      for group in groups.reversed() {
        while step >= 0, times[step] > group.time {
          after *= shares[step]
          step -= 1
        }
        total += Self.binomial(group.people, 1 - after, &generator)
      }
      return total
    }

    /// A binomial count: one by one for few people, by the rounded normal for many.
    private static func binomial(_ n: Int, _ p: Double, _ generator: inout ReplicateGenerator) -> Int {
      guard p > 0 else { return 0 }
      let variance = Double(n) * p * (1 - p)
      guard variance > 400 else {
        return (0..<n).reduce(0) { sum, _ in sum + (generator.uniform() < p ? 1 : 0) }
      }
      let z = StandardNormal.quantile(upperTail: max(1e-300, min(1 - 1e-16, 1 - generator.uniform())))
      return min(n, max(0, Int((Double(n) * p + z * variance.squareRoot()).rounded())))
    }
  }
}
