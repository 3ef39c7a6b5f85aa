internal import CGSL
internal import Foundation

/// What was given to whole clusters, at the beginning to some or one after the other to all, and how much it did.
///
/// The effect is that of a linear mixed model of people: a mean for each period, the effect, a normal deviation for each
/// cluster, by restricted maximum likelihood; limits are Student's with two degrees of freedom fewer than clusters. Beside
/// it stand, in a trial of one period, Student's t of the means of clusters, all alike; and a test by permutation of
/// who began when, of the difference within periods.
///
/// - Source: Hussey and Hughes (2007), *Contemporary Clinical Trials* 28, 182–191, doi:10.1016/j.cct.2006.05.007, the model
///   as of R's `lme4::lmer(y ~ period + treated + (1 | cluster))`; Donner and Klar (2000), *Design and Analysis of Cluster
///   Randomization Trials*, chapter 6 (no DOI); Thompson, Davey, Fielding, Hargreaves and Hayes (2018), *Statistics in
///   Medicine* 37, 2487–2500, doi:10.1002/sim.7668, differences within periods.
public struct ClusterTrial: Sendable {
  /// A cluster in a period.
  public struct Cell: Hashable, Sendable {
    /// The place of its cluster.
    public let cluster: Int
    /// The place of its period.
    public let period: Int
    /// Whether it has what is tried.
    public let isTreated: Bool
    /// Those with the event.
    public let events: Int
    /// The people.
    public let trials: Int

    /// Joins the parts.
    public init(cluster: Int, period: Int, isTreated: Bool, events: Int, trials: Int) {
      self.cluster = cluster
      self.period = period
      self.isTreated = isTreated
      self.events = events
      self.trials = trials
    }
  }

  /// The effect by the mixed model, as a difference of proportions.
  public let effect: Estimate
  /// Its standard error.
  public let standardError: Double
  /// Its two-sided p-value.
  public let pValue: Double
  /// The correlation of two people of one cluster, by the mixed model.
  public let correlation: Double
  /// The difference of the unweighted means of clusters, in a trial of one period; nil else.
  public let meanDifference: Estimate?
  /// Its two-sided p-value by Student's t.
  public let meanPValue: Double?
  /// The difference within periods, which is permuted.
  public let withinPeriods: Double
  /// The two-sided p-value by permutation.
  public let permutationPValue: Double
  /// How many allocations were compared; all that there are, or as many as were drawn.
  public let permutations: Int
  /// Whether they are all that there are.
  public let isExact: Bool
  /// The standard error that would be had if people did not lie in clusters.
  public let naiveError: Double
  /// How much larger the variance is than without clusters.
  public var designEffect: Double { (standardError / naiveError) * (standardError / naiveError) }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - cells: the people and events of each cluster in each period, in any order.
  ///   - draws: how many allocations are drawn where there are more.
  ///   - seed: of the random numbers by which they are drawn.
  ///   - level: the confidence level of the limits.
  /// - Throws: `StatisticsError` for counts that are none, fewer than four clusters, fewer than two with or without, a cluster
  ///   that stops, and where nobody or everybody has the event.
  public init(
    _ cells: [Cell], draws: Int = 9999, seed: UInt64 = 1, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    for cell in cells {
      try Require.counts(events: cell.events, trials: cell.trials)
      try Require.atLeast(1, cell.trials, "the people of a cluster")
    }
    let clusters = Set(cells.map(\.cluster)).sorted()
    let periods = Set(cells.map(\.period)).sorted()
    guard clusters.count >= 4 else {
      throw .undefined(
        quantity: "a cluster trial", because: "there are \(clusters.count) clusters; at least four are needed"
      )
    }
    for isTreated in [true, false] {
      let count = Set(cells.filter { $0.isTreated == isTreated }.map(\.cluster)).count
      guard count >= 2 else {
        throw .undefined(
          quantity: "a cluster trial",
          because:
            "\(count) clusters are ever \(isTreated ? "with" : "without") what is tried; two are needed")
      }
    }
    let rows = clusters.map { cluster in
      cells.filter { $0.cluster == cluster }.sorted { $0.period < $1.period }
    }
    for row in rows {
      guard zip(row, row.dropFirst()).allSatisfy({ !$0.isTreated || $1.isTreated }) else {
        throw .undefined(
          quantity: "a cluster trial", because: "a cluster that had begun stops; clusters begin once")
      }
      guard Set(row.map(\.period)).count == row.count else {
        throw .undefined(quantity: "a cluster trial", because: "a cluster has a period twice")
      }
    }
    let events = cells.reduce(0) { $0 + $1.events }
    guard events > 0, events < cells.reduce(0, { $0 + $1.trials }) else {
      throw .undefined(
        quantity: "a cluster trial", because: events == 0 ? "nobody has the event" : "everybody has the event"
      )
    }
    let model = MixedModel(rows, periods: periods)
    let best = try model.best()
    let reference = CoefficientReference.student(degreesOfFreedom: Double(clusters.count - 2))
    let quantile = reference.quantile(upperTail: level.tail)
    func limits(_ value: Double, _ error: Double, _ method: String) -> Estimate {
      Estimate(
        value,
        interval: ConfidenceInterval(
          lower: value - quantile * error, upper: value + quantile * error, level: level), method: method)
    }
    effect = limits(best.effect, best.error, "mixed")
    standardError = best.error
    pValue = reference.twoSidedPValue(best.effect / best.error)
    correlation = best.ratio / (1 + best.ratio)
    naiveError = try model.solved(0).error
    if periods.count == 1 {
      let sides = [true, false].map { side in
        rows.filter { $0[0].isTreated == side }.map { Double($0[0].events) / Double($0[0].trials) }
      }
      let means = sides.map { $0.reduce(0, +) / Double($0.count) }
      let squares = zip(sides, means).reduce(0.0) { sum, side in
        sum + side.0.reduce(0) { $0 + ($1 - side.1) * ($1 - side.1) }
      }
      let error =
        (squares / Double(clusters.count - 2) * sides.reduce(0) { $0 + 1 / Double($1.count) }).squareRoot()
      let difference = means[0] - means[1]
      meanDifference = limits(difference, error, "cluster-means")
      meanPValue =
        error > 0 ? reference.twoSidedPValue(difference / error) : difference == 0 ? 1 : 0
    } else {
      meanDifference = nil
      meanPValue = nil
    }
    let permuted = Permutations(rows, periods: periods)
    let real = permuted.difference(Array(rows.indices))
    guard let real else {
      throw .undefined(
        quantity: "a difference within periods",
        because:
          "no period has clusters with and without what is tried; before and after alone tell nothing apart")
    }
    withinPeriods = real
    (permutationPValue, permutations, isExact) = permuted.test(real, draws: draws, seed: seed)
  }

  /// The mixed model of people in cells, at a given ratio of the variance between clusters to that of people.
  private struct MixedModel {
    private let clusters: [[(row: [Double], people: Double, events: Double)]]
    private let order: Int
    private let people: Double

    init(_ rows: [[Cell]], periods: [Int]) {
      clusters = rows.map { row in
        row.map { cell in
          (
            periods.map { $0 == cell.period ? 1.0 : 0 } + [cell.isTreated ? 1 : 0], Double(cell.trials),
            Double(cell.events)
          )
        }
      }
      order = periods.count + 1
      people = clusters.joined().reduce(0) { $0 + $1.people }
    }

    func solved(_ ratio: Double) throws(StatisticsError) -> (
      effect: Double, error: Double, criterion: Double, ratio: Double
    ) {
      var cross = SymmetricMatrix(order: order)
      var right = [Double](repeating: 0, count: order)
      var (total, logs) = (0.0, 0.0)
      for cluster in clusters {
        let size = cluster.reduce(0) { $0 + $1.people }
        let shrink = ratio / (1 + ratio * size)
        logs += log1p(ratio * size)
        var sums = [Double](repeating: 0, count: order)
        var all = 0.0
        for cell in cluster {
          all += cell.events
          for i in 0..<order where cell.row[i] != 0 {
            sums[i] += cell.people
            right[i] += cell.events
            for j in 0..<order where cell.row[j] != 0 { cross[i, j] += cell.people }
          }
        }
        total += all - shrink * all * all
        for i in 0..<order {
          right[i] -= shrink * sums[i] * all
          for j in 0..<order { cross[i, j] -= shrink * sums[i] * sums[j] }
        }
      }
      let factor = CholeskyFactor(cross)
      guard factor.isPositiveDefinite else {
        throw .undefined(
          quantity: "the effect of what is tried",
          because:
            "periods and what is tried tell nothing apart: in every period all clusters have it or none")
      }
      let beta = factor.solve(right)
      let left = max(0, total - zip(beta, right).reduce(0) { $0 + $1.0 * $1.1 })
      let degrees = people - Double(order)
      let variance = left / degrees
      let error = (variance * factor.inverse[order - 1, order - 1]).squareRoot()
      return (beta[order - 1], error, degrees * log(left) + logs + factor.logDeterminant, ratio)
    }

    /// The ratio of greatest restricted likelihood, searched as a correlation from 0 on.
    func best() throws(StatisticsError) -> (effect: Double, error: Double, criterion: Double, ratio: Double) {
      func at(_ correlation: Double) throws(StatisticsError) -> Double {
        try solved(correlation / (1 - correlation)).criterion
      }
      var grid = [0.0]
      for step in 0..<60 { grid.append(pow(10, -6 + 6 * Double(step) / 60)) }
      var least = 0
      var lowest = Double.infinity
      for (place, correlation) in grid.enumerated() {
        let value = try at(correlation)
        if value < lowest { (lowest, least) = (value, place) }
      }
      let middle = try GoldenSection.least(
        from: grid[max(0, least - 1)], to: grid[min(grid.count - 1, least + 1)], width: 1e-14, steps: 120, at
      ).middle
      let chosen = try at(middle) < at(0) ? middle : 0
      let found = try solved(chosen / (1 - chosen))
      guard found.error > 0 else {
        throw .undefined(
          quantity: "the error of the effect", because: "people of a period and an arm are all alike")
      }
      return found
    }
  }

  /// Who began when, exchanged among clusters.
  private struct Permutations {
    private let rates: [[(period: Int, rate: Double)]]
    private let begins: [Int]
    private let periods: [Int]

    init(_ rows: [[Cell]], periods: [Int]) {
      self.periods = periods
      rates = rows.map { row in
        row.map { (periods.firstIndex(of: $0.period) ?? 0, Double($0.events) / Double($0.trials)) }
      }
      begins = rows.map { row in
        row.first(where: \.isTreated).flatMap { periods.firstIndex(of: $0.period) } ?? periods.count
      }
    }

    /// The difference of the means of clusters with and without, averaged over periods by the harmonic number of both; nil
    /// where no period has both.
    func difference(_ order: [Int]) -> Double? {
      var sums = [(with: Double, number: Double, without: Double, other: Double)](
        repeating: (0, 0, 0, 0), count: periods.count)
      for (cluster, row) in rates.enumerated() {
        let begin = begins[order[cluster]]
        for cell in row {
          if cell.period >= begin {
            sums[cell.period].with += cell.rate
            sums[cell.period].number += 1
          } else {
            sums[cell.period].without += cell.rate
            sums[cell.period].other += 1
          }
        }
      }
      var (sum, weights) = (0.0, 0.0)
      for period in sums where period.number > 0 && period.other > 0 {
        let weight = 1 / (1 / period.number + 1 / period.other)
        sum += weight * (period.with / period.number - period.without / period.other)
        weights += weight
      }
      return weights > 0 ? sum / weights : nil
    }

    func test(_ real: Double, draws: Int, seed: UInt64) -> (pValue: Double, count: Int, isExact: Bool) {
      let limit = abs(real) * (1 - 1e-12)
      if let all = allocations(upTo: draws) {
        let far = all.count { abs(difference($0) ?? 0) >= limit }
        return (Double(far) / Double(all.count), all.count, true)
      }
      var far = 1
      for draw in 0..<draws {
        var generator = ReplicateGenerator(seed: seed, replicate: draw)
        if abs(difference(Array(begins.indices).shuffled(using: &generator)) ?? 0) >= limit { far += 1 }
      }
      return (Double(far) / Double(draws + 1), draws + 1, false)
    }

    /// Every way to give the clusters their beginnings, each told once; nil for more than `most`.
    private func allocations(upTo most: Int) -> [[Int]]? {
      let kinds = Dictionary(grouping: begins.indices, by: { begins[$0] }).values.map(\.count)
      let ways = lgamma(Double(begins.count + 1)) - kinds.reduce(0) { $0 + lgamma(Double($1 + 1)) }
      guard ways <= log(Double(most)) + 1e-9 else { return nil }
      let labels = Set(begins).sorted()
      var left = Dictionary(
        uniqueKeysWithValues: labels.map { label in (label, begins.count { $0 == label }) })
      let holder = Dictionary(
        begins.indices.map { (begins[$0], $0) }, uniquingKeysWith: { first, _ in first })
      var found: [[Int]] = []
      var order: [Int] = []
      func place() {
        guard order.count < begins.count else {
          found.append(order)
          return
        }
        for label in labels {
          guard let count = left[label], count > 0, let own = holder[label] else { continue }
          left[label] = count - 1
          order.append(own)
          place()
          order.removeLast()
          left[label] = count
        }
      }
      place()
      return found
    }
  }
}
