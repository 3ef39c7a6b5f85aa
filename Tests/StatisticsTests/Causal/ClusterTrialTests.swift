import Statistics
import TestSupport
import Testing

@Suite("Trials of clusters")
struct ClusterTrialTests {
  private static let cells = Result { try ReferenceTable("cluster-cells").rows }

  private func cells(_ name: String) throws -> [ClusterTrial.Cell] {
    try Self.cells.get().filter { $0.text("case") == name }.map { row in
      ClusterTrial.Cell(
        cluster: Int(row["cluster"]), period: Int(row["period"]), isTreated: row["treated"] == 1,
        events: Int(row["events"]), trials: Int(row["trials"]))
    }
  }

  @Test("agrees with lme4, t.test and all allocations", arguments: try ReferenceTable("cluster-trials").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let found = try ClusterTrial(cells(row.text("case")))
    // lme4's optimiser stops at about 1e-6 of the deviation between clusters.
    expectClose(try #require(found.effect.value), row["effect"], relative: 1e-5)
    expectClose(found.standardError, row["error"], relative: 1e-5)
    expectClose(found.correlation, row["correlation"], relative: 1e-3, absolute: 1e-6)
    expectClose(found.naiveError, row["naive"], relative: 1e-9)
    guard let difference = row.optional("difference") else {
      #expect(found.meanDifference == nil && found.meanPValue == nil)
      return
    }
    let means = try #require(found.meanDifference)
    expectClose(try #require(means.value), difference, relative: 1e-10)
    expectClose(try #require(means.interval).lower, row["lower"], relative: 1e-9)
    expectClose(try #require(means.interval).upper, row["upper"], relative: 1e-9)
    expectClose(try #require(found.meanPValue), row["p"], relative: 1e-9)
    expectClose(found.permutationPValue, row["permutation"], relative: 1e-12)
    #expect(found.isExact)
  }

  private func cell(_ cluster: Int, _ period: Int, _ isTreated: Bool, _ events: Int) -> ClusterTrial.Cell {
    ClusterTrial.Cell(cluster: cluster, period: period, isTreated: isTreated, events: events, trials: 100)
  }

  @Test("a fall of all clusters at one time is no effect of what is tried")
  func commonChange() throws {
    // Cluster c begins in period c + 1; everybody falls by ten of a hundred each period, the programme takes off five.
    let cells = (0..<4).flatMap { cluster in
      (0..<5).map { period in
        cell(cluster, period, period > cluster, 70 - 10 * period - (period > cluster ? 5 : 0))
      }
    }
    let found = try ClusterTrial(cells)
    expectClose(try #require(found.effect.value), -0.05, relative: 1e-9)
    #expect(found.permutations == 24 && found.isExact)
    // Drawn allocations come near all that there are, the same from one seed.
    let wide = (0..<8).flatMap { cluster in
      (0..<5).map { period in
        cell(
          cluster, period, period > cluster / 2, 60 + cluster - (period > cluster / 2 ? 1 + cluster % 3 : 0))
      }
    }
    let all = try ClusterTrial(wide, draws: 3000)
    let drawn = try ClusterTrial(wide, draws: 2000, seed: 4)
    #expect(all.isExact && all.permutations == 2520 && !drawn.isExact && drawn.permutations == 2001)
    #expect(abs(all.permutationPValue - drawn.permutationPValue) < 0.05)
    #expect(try ClusterTrial(wide, draws: 2000, seed: 4).permutationPValue == drawn.permutationPValue)
  }

  @Test("too few clusters, one that stops, all that begin at once and an event of nobody are refused")
  func refusals() {
    let arms = (0..<6).map { cell($0, 0, $0 % 2 == 0, 20 + $0) }
    #expect(throws: Never.self) { try ClusterTrial(arms) }
    #expect(throws: StatisticsError.self) { try ClusterTrial(Array(arms[..<3])) }
    #expect(throws: StatisticsError.self) { try ClusterTrial((0..<6).map { cell($0, 0, $0 == 0, 20) }) }
    #expect(throws: StatisticsError.self) { try ClusterTrial((0..<6).map { cell($0, 0, $0 % 2 == 0, 0) }) }
    #expect(throws: StatisticsError.self) { try ClusterTrial(arms + [cell(0, 1, false, 3)]) }
    #expect(throws: StatisticsError.self) {
      try ClusterTrial((0..<6).flatMap { [cell($0, 0, false, 20 + $0), cell($0, 1, true, 15)] })
    }
  }

  @Test("power agrees with power.t.test and swCRTdesign", arguments: try ReferenceTable("cluster-power").rows)
  func power(_ row: ReferenceTable.Row) throws {
    let design = try ClusterDesign(
      first: row["p1"], second: row["p2"], correlation: row["correlation"], clusterSize: row["size"],
      sizeVariation: row["variation"],
      form: row.optional("steps").map { .steppedWedge(steps: Int($0)) } ?? .parallel)
    // R's pt stops at 1e-12 of the series of the noncentral t; swCRTdesign inverts a matrix.
    expectClose(try design.power(clusters: Int(row["clusters"])), row["power"], relative: 1e-8)
  }

  @Test("the fewest clusters reach the power and one step fewer do not; the correlation costs clusters")
  func clusters() throws {
    for form in [ClusterDesign.Form.parallel, .steppedWedge(steps: 4)] {
      var before = 0
      for correlation in [0.001, 0.02, 0.1] {
        let design = try ClusterDesign(
          first: 0.45, second: 0.38, correlation: correlation, clusterSize: 30, form: form)
        let needed = try design.clusters(power: 0.8)
        #expect(try design.power(clusters: needed) >= 0.8)
        let step = form == .parallel ? 2 : 4
        #expect(try design.power(clusters: needed - step) < 0.8)
        if form == .parallel { #expect(needed > before) }
        before = needed
      }
    }
    let one = try ClusterDesign(first: 0.45, second: 0.38, correlation: 0.5, clusterSize: 1)
    #expect(one.designEffect == 1)
    #expect(throws: StatisticsError.self) { try one.power(clusters: 5) }
    #expect(throws: StatisticsError.self) { try one.power(clusters: 2) }
    #expect(throws: StatisticsError.self) { try one.clusters(power: 1) }
    #expect(throws: StatisticsError.self) {
      try ClusterDesign(first: 0.4, second: 0.4, correlation: 0.1, clusterSize: 10)
    }
    #expect(throws: StatisticsError.self) {
      try ClusterDesign(first: 0.4, second: 0.3, correlation: 1, clusterSize: 10)
    }
    #expect(throws: StatisticsError.self) {
      try ClusterDesign(
        first: 0.4, second: 0.3, correlation: 0.1, clusterSize: 10, sizeVariation: 0.3,
        form: .steppedWedge(steps: 3))
    }
  }
}
