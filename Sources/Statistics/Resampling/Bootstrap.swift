internal import CGSL

/// Resampling with replacement, the same on any number of cores.
///
/// Each replicate has a stream of random numbers of its own, so results depend on the seed alone.
///
/// - Source: Efron (1979), *Annals of Statistics* 7, 1–26, doi:10.1214/aos/1176344552.
public struct Bootstrap: Hashable, Sendable {
  /// How many times the data are resampled.
  public let replicates: Int
  /// The seed of all streams.
  public let seed: UInt64

  /// Takes the number of replicates and a seed.
  ///
  /// - Throws: `StatisticsError.outOfRange` for fewer than 100 replicates, too few for any interval.
  public init(replicates: Int = 10_000, seed: UInt64 = 1) throws(StatisticsError) {
    try Require.atLeast(100, replicates, "replicates")
    self.replicates = replicates
    self.seed = seed
  }

  /// Resamples values, and computes a statistic of each resample.
  ///
  /// - Parameters:
  ///   - values: The values that are drawn from; a resample has as many.
  ///   - statistic: A function of the resampled values; it may return NaN where it does not exist.
  /// - Throws: `StatisticsError.empty` without values.
  public func distribution(
    of values: [Double], statistic: @Sendable ([Double]) -> Double
  ) throws(StatisticsError) -> BootstrapDistribution {
    guard !values.isEmpty else { throw .empty(argument: "values") }
    let results = replicate { (resample: inout [Double], generator) in
      if resample.isEmpty { resample = values }
      for index in resample.indices { resample[index] = values[generator.index(below: values.count)] }
      return statistic(resample)
    }
    let left = values.indices.map { omitted in
      statistic(Array(values[..<omitted] + values[(omitted + 1)...]))
    }
    return BootstrapDistribution(
      observed: Self.existing(statistic(values)), values: results,
      acceleration: Self.acceleration(left.map { ($0, 1) }))
  }

  /// Resamples clusters of people whole, such as areas or households, and computes a measure of their sum.
  ///
  /// - Throws: `StatisticsError.empty` without clusters.
  public func distribution(
    ofClusters clusters: [Stratum], measure: TwoByTwoMeasure
  ) throws(StatisticsError) -> BootstrapDistribution {
    guard !clusters.isEmpty else { throw .empty(argument: "clusters") }
    let results = replicate { (_: inout [Double], generator) in
      var cells = TwoByTwoCells()
      for _ in clusters.indices { cells.add(clusters[generator.index(below: clusters.count)]) }
      return measure.value(cells)
    }
    let all = clusters.reduce(into: TwoByTwoCells()) { $0.add($1) }
    let left = clusters.map { omitted in
      (measure.value(all.without(omitted)), 1.0)
    }
    return BootstrapDistribution(
      observed: Self.existing(measure.value(all)), values: results, acceleration: Self.acceleration(left))
  }

  /// Resamples the people of a two-by-two table within each group.
  ///
  /// People of a group differ in nothing but the event, so drawing n of them with replacement gives a number of events
  /// that is binomial with n draws and the observed proportion: drawing that number is the same bootstrap, and its cost
  /// does not grow with the people.
  public func distribution(of table: TwoByTwoTable, measure: TwoByTwoMeasure) -> BootstrapDistribution {
    let exposed = BinomialSampler(trials: table.exposedTotal, events: table.exposedEvents)
    let unexposed = BinomialSampler(trials: table.unexposedTotal, events: table.unexposedEvents)
    let results = replicate { (_: inout [Double], generator) in
      let a = exposed.draw(&generator)
      let c = unexposed.draw(&generator)
      return measure.value(
        TwoByTwoCells(a: a, b: exposed.trials - a, c: c, d: unexposed.trials - c))
    }
    let cells = TwoByTwoCells(table)
    return BootstrapDistribution(
      observed: Self.existing(measure.value(cells)), values: results,
      acceleration: Self.acceleration(cells.leavingOneOut.map { (measure.value($0.cells), $0.people) }))
  }

  /// Fills one place per replicate, on all cores, with scratch space that is kept within a piece.
  private func replicate(
    _ body: @Sendable (inout [Double], inout ReplicateGenerator) -> Double
  ) -> [Double] {
    [Double](unsafeUninitializedCapacity: replicates) { results, count in
      nonisolated(unsafe) let places = results
      ParallelChunks.forEach(count: replicates, chunk: 256) { range in
        var scratch: [Double] = []
        for replicate in range {
          var generator = ReplicateGenerator(seed: seed, replicate: replicate)
          (places.baseAddress.map { $0 + replicate })?.initialize(to: body(&scratch, &generator))
        }
      }
      count = replicates
    }
  }

  private static func existing(_ value: Double) -> Double? { value.isFinite ? value : nil }

  /// Σ(m−θ)³ / 6 (Σ(m−θ)²)^1.5 over values that leave one unit out, each counted as often as it occurs.
  private static func acceleration(_ left: [(value: Double, count: Double)]) -> Double {
    let finite = left.filter { $0.value.isFinite && $0.count > 0 }
    let count = finite.reduce(0) { $0 + $1.count }
    guard count > 0 else { return 0 }
    let mean = finite.reduce(0) { $0 + $1.count * $1.value } / count
    var squares = 0.0
    var cubes = 0.0
    for (value, count) in finite {
      let distance = mean - value
      squares += count * distance * distance
      cubes += count * distance * distance * distance
    }
    return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
  }
}
