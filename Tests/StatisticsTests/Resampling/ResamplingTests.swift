import Statistics
import TestSupport
import Testing

@Suite("Resampling")
struct ResamplingTests {
  @Test("xoshiro256** and SplitMix64 give the streams that are written down here")
  func stream() {
    // Made by Tools/reference/xoshiro.py.
    let written: [(UInt64, Int, [UInt64])] = [
      (42, 0, [0x19E4_79E2_AAA7_7BFB, 0x5E3E_FE75_3BE2_7527, 0xC3ED_7125_B780_200A, 0x85B9_11E2_152F_876E]),
      (42, 7, [0xDA99_1299_B655_798C, 0x7F30_FC61_A827_78FC, 0x948A_1622_D4F0_A118, 0x77A0_F5AC_A66B_DD87]),
      (1, 3, [0x04D4_929E_EC57_7883, 0x58A2_5D98_104F_21C3, 0x5146_CF09_74E9_0111, 0xECB4_E031_6897_43F9]),
    ]
    for (seed, replicate, numbers) in written {
      var generator = ReplicateGenerator(seed: seed, replicate: replicate)
      #expect(numbers == numbers.map { _ in generator.next() })
    }
    let bits = (0..<4000).reduce(0) { count, replicate in
      var stream = ReplicateGenerator(seed: 1, replicate: replicate)
      return count + stream.next().nonzeroBitCount
    }
    #expect(abs(Double(bits) / 4000 - 32) < 0.3)
  }

  @Test(
    "a large table's intervals come close to the formulas", arguments: BootstrapDistribution.Method.allCases)
  func large(_ method: BootstrapDistribution.Method) throws {
    let table = try TwoByTwoTable(exposedEvents: 3000, of: 10_000, unexposedEvents: 22_500, of: 90_000)
    let ratio = try Bootstrap(replicates: 20_000, seed: 4).distribution(of: table, measure: .riskRatio)
    let estimate = ratio.estimate(method: method)
    let katz = try #require(table.riskRatio().interval)
    let interval = try #require(estimate.interval)
    expectClose(try #require(estimate.value), 1.2, relative: 1e-12)
    expectClose(interval.lower, katz.lower, relative: 2e-3)
    expectClose(interval.upper, katz.upper, relative: 2e-3)
    #expect(ratio.undefined == 0)
    #expect(estimate.method == method.rawValue)
  }

  // 40,000 replicates leave an error of the limits of about 2 % of the interval's width.
  @Test(
    "limits approach those of infinitely many replicates", arguments: try ReferenceTable("bootstrap").rows)
  func limits(_ row: ReferenceTable.Row) throws {
    let measure = try #require(TwoByTwoMeasure(rawValue: row.text("measure")))
    let found = try Bootstrap(replicates: 40_000, seed: 12).distribution(
      of: TwoByTwoTable(row), measure: measure)
    expectClose(found.acceleration, row["acceleration"], relative: 1e-9, absolute: 1e-13)
    for (method, column) in [
      (BootstrapDistribution.Method.percentile, "percentile"), (.basic, "basic"), (.biasCorrected, "bca"),
    ] {
      let interval = try #require(
        found.estimate(level: ConfidenceLevel(row["level"]), method: method).interval)
      let width = row[column + "_upper"] - row[column + "_lower"]
      #expect(abs(interval.lower - row[column + "_lower"]) < 0.025 * width, "\(method)")
      #expect(abs(interval.upper - row[column + "_upper"]) < 0.025 * width, "\(method)")
    }
  }

  @Test("drawing counts is the same bootstrap as drawing people")
  func equivalence() throws {
    let table = try TwoByTwoTable(exposedEvents: 8, of: 20, unexposedEvents: 5, of: 25)
    let counts = try Bootstrap(replicates: 20_000, seed: 2).distribution(of: table, measure: .riskDifference)
    // People one by one: the first 20 values are the exposed.
    let differences = (0..<20_000).map { replicate in
      var generator = ReplicateGenerator(seed: 77, replicate: replicate)
      let exposed = (0..<20).count { _ in Int.random(in: 0..<20, using: &generator) < 8 }
      let unexposed = (0..<25).count { _ in Int.random(in: 0..<25, using: &generator) < 5 }
      return Double(exposed) / 20 - Double(unexposed) / 25
    }.sorted()
    let interval = try #require(counts.estimate(method: .percentile).interval)
    #expect(abs(interval.lower - differences[500]) <= 0.021)
    #expect(abs(interval.upper - differences[19_500]) <= 0.021)
    let mean = counts.values.reduce(0, +) / 20_000
    #expect(abs(mean - 0.2) < 0.004)
    let error = (0.4 * 0.6 / 20 + 0.2 * 0.8 / 25).squareRoot()
    expectClose(try #require(counts.standardError), error, relative: 0.03)
  }

  @Test("a zero cell leaves undefined replicates counted and an infinite limit")
  func zeroCell() throws {
    let table = try TwoByTwoTable(exposedEvents: 1, of: 5, unexposedEvents: 1, of: 5)
    let ratio = try Bootstrap(replicates: 2000).distribution(of: table, measure: .riskRatio)
    #expect(ratio.undefined > 100)
    #expect(ratio.values.last == .infinity)
    #expect(ratio.estimate(method: .percentile).interval?.upper == .infinity)
    let none = try TwoByTwoTable(exposedEvents: 1, of: 5, unexposedEvents: 0, of: 5)
    let missing = try Bootstrap(replicates: 200).distribution(of: none, measure: .riskRatio).estimate()
    #expect(missing.value == nil && missing.interval == nil)
  }

  @Test("the mean of values has the interval of its standard error, and equal seeds give equal results")
  func values() throws {
    let values = (0..<200).map { Double(($0 * 37) % 101) }
    let bootstrap = try Bootstrap(replicates: 4000, seed: 8)
    let mean: @Sendable ([Double]) -> Double = { $0.reduce(0, +) / Double($0.count) }
    let one = try bootstrap.distribution(of: values, statistic: mean)
    let two = try bootstrap.distribution(of: values, statistic: mean)
    #expect(one == two)
    let centre = mean(values)
    let square = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / 200
    expectClose(try #require(one.standardError), (square / 200).squareRoot(), relative: 0.03)
    // For a mean the acceleration is the sixth of the skewness over √n.
    let cube = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) * ($1 - centre) } / 200
    expectClose(
      one.acceleration, cube / (square * square.squareRoot()) / 6 / 200.0.squareRoot(), relative: 1e-6,
      absolute: 1e-12)
  }

  @Test("clusters that agree within widen the interval")
  func clusters() throws {
    let clusters = try (0..<30).map { index in
      try Stratum(
        "area \(index)", exposedEvents: index.isMultiple(of: 2) ? 9 : 1,
        exposedNonEvents: index.isMultiple(of: 2) ? 1 : 9, unexposedEvents: 5, unexposedNonEvents: 5)
    }
    let bootstrap = try Bootstrap(replicates: 2000)
    let byCluster = try bootstrap.distribution(ofClusters: clusters, measure: .riskDifference)
    let table = try TwoByTwoTable(exposedEvents: 150, of: 300, unexposedEvents: 150, of: 300)
    let byPerson = bootstrap.distribution(of: table, measure: .riskDifference)
    let clustered = try #require(byCluster.standardError)
    let independent = try #require(byPerson.standardError)
    #expect(clustered > 1.5 * independent)
  }

  @Test("exchanging the members of two small groups, by hand")
  func permutation() throws {
    // Of the 20 divisions of 1…6 only the two extreme ones differ by as much.
    let test = try PermutationTest([1, 2, 3], [4, 5, 6])
    expectClose(test.result.pValue, 0.1)
    #expect(test.replicates == nil)
    expectClose(try PermutationTest([1, 2, 3], [4, 5, 6], alternative: .less).result.pValue, 0.05)
    expectClose(try PermutationTest([1, 2, 3], [4, 5, 6], alternative: .greater).result.pValue, 1)
    #expect(test.difference == -3)
  }

  @Test("many values are exchanged at random, reproducibly, near the exact p-value of proportions")
  func simulated() throws {
    let table = try TwoByTwoTable(exposedEvents: 14, of: 40, unexposedEvents: 24, of: 45)
    let exact = PermutationTest(table).result.pValue
    let first = (0..<40).map { $0 < 14 ? 1.0 : 0 }
    let second = (0..<45).map { $0 < 24 ? 1.0 : 0 }
    let drawn = try PermutationTest(first, second, replicates: 8000, seed: 3)
    #expect(drawn.replicates == 8000)
    #expect(abs(drawn.result.pValue - exact) < 0.02)
    let again = try PermutationTest(first, second, replicates: 8000, seed: 3)
    #expect(drawn == again)
  }

  @Test("equal groups leave no evidence")
  func equal() throws {
    let table = try TwoByTwoTable(exposedEvents: 3, of: 10, unexposedEvents: 3, of: 10)
    #expect(PermutationTest(table).result.pValue == 1)
    let tea = try TwoByTwoTable(exposedEvents: 3, of: 4, unexposedEvents: 1, of: 4)
    expectClose(PermutationTest(tea).result.pValue, 34.0 / 70)
  }

  @Test("too few replicates and empty data are refused")
  func refusals() throws {
    #expect(throws: StatisticsError.outOfRange(argument: "replicates", value: 10, allowed: "at least 100")) {
      try Bootstrap(replicates: 10)
    }
    #expect(throws: StatisticsError.empty(argument: "values")) {
      try Bootstrap().distribution(of: []) { $0.reduce(0, +) }
    }
    #expect(throws: StatisticsError.empty(argument: "clusters")) {
      try Bootstrap().distribution(ofClusters: [], measure: .riskRatio)
    }
    #expect(throws: StatisticsError.empty(argument: "second group")) { try PermutationTest([1], []) }
    #expect(throws: StatisticsError.self) { try PermutationTest([1, .nan], [2]) }
  }
}
