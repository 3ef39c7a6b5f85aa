import Statistics
import TestSupport
import Testing

@Suite("Synthetic control")
struct SyntheticControlTests {
  private static let rows = Result { try ReferenceTable("synthetic").rows }

  private func numbers(_ row: ReferenceTable.Row, _ column: String) -> [Double] {
    row.text(column).split(separator: " ").compactMap { Double($0) }
  }

  @Test(
    "weights, misses, gaps and ranks agree with quadprog", arguments: try ReferenceTable("synthetic").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let all = try Self.rows.get().filter { $0.text("case") == row.text("case") }
    let others = all.filter { $0.text("unit") != row.text("unit") }.map { numbers($0, "values") }
    let found = try SyntheticControl(numbers(row, "values"), others: others, changeAt: Int(row["change"]))
    for (own, reference) in zip(found.weights, numbers(row, "weights")) {
      // quadprog leaves weights of 1e-17 where there are none.
      expectClose(own, reference, relative: 1e-8, absolute: 1e-10)
    }
    expectClose(found.fit.rootMeanSquareBefore, row["before"], relative: 1e-9)
    expectClose(found.fit.rootMeanSquareAfter, row["after"], relative: 1e-8)
    expectClose(found.fit.meanAfter, row["gap"], relative: 1e-7, absolute: 1e-11)
    #expect(found.rank == Int(row["rank"]))
    #expect(found.pValue == row["rank"] / Double(all.count))
  }

  @Test("a unit halfway between two others is found exactly, and stands out when it leaves them")
  func halfway() throws {
    let others: [[Double]] = [
      [0, 2, 0, 2, 0, 2], [4, 2, 4, 6, 4, 6], [9, 1, 9, 1, 9, 1], [5, 9, 1, 2, 8, 9], [7, 7, 7, 1, 2, 3],
    ]
    let own: [Double] = [2, 2, 2, 4, 5, 7]
    let found = try SyntheticControl(own, others: others, changeAt: 4)
    expectClose(found.weights[0], 0.5, relative: 1e-9)
    expectClose(found.weights[1], 0.5, relative: 1e-9)
    expectClose(found.fit.gaps[4], 3, relative: 1e-9)
    expectClose(found.fit.meanAfter, 3, relative: 1e-9)
    // The fit before is exact, so that no ratio exists; nothing else has one, and it comes first.
    #expect(found.fit.ratio == nil && found.rank == 1)
    // Weights do not hang on the unit of the numbers.
    let scaled = try SyntheticControl(
      own.map { 1e-4 * $0 }, others: others.map { $0.map { 1e-4 * $0 } }, changeAt: 4)
    for (one, two) in zip(found.weights, scaled.weights) { expectClose(one, two, absolute: 1e-9) }
  }

  @Test("the nearest mixture is a corner for a target beyond it, and no mixture is nearer")
  func nearest() throws {
    let points: [[Double]] = [[0, 0], [1, 0], [0, 1]]
    #expect(try NearestMixture(of: points, to: [3, -2]).weights == [0, 1, 0])
    let inside = try NearestMixture(of: points, to: [0.2, 0.3])
    #expect(inside.squaredDistance < 1e-24)
    expectClose(inside.weights[0], 0.5, relative: 1e-9)
    let edge = try NearestMixture(of: points, to: [2, 2])
    expectClose(edge.weights[1], 0.5, relative: 1e-9)
    #expect(try NearestMixture(of: [[1], [1], [1]], to: [1]).squaredDistance == 0)
    var generator = ReplicateGenerator(seed: 5)
    for _ in 0..<200 {
      let cloud = (0..<9).map { _ in (0..<4).map { _ in Double.random(in: -1...1, using: &generator) } }
      let target = (0..<4).map { _ in Double.random(in: -1.5...1.5, using: &generator) }
      let found = try NearestMixture(of: cloud, to: target)
      expectClose(found.weights.reduce(0, +), 1, relative: 1e-12)
      #expect(found.weights.allSatisfy { $0 >= 0 })
      // At the nearest point no corner lies on the target's side of it.
      let gap = zip(target, found.mixture).map(-)
      for corner in cloud {
        let step = zip(corner, found.mixture).map(-)
        #expect(zip(gap, step).reduce(0) { $0 + $1.0 * $1.1 } < 1e-9)
      }
    }
  }

  @Test("too few others, too few periods and series of unlike length are refused")
  func refusals() {
    let long: [Double] = [1, 2, 3, 4, 5]
    #expect(throws: StatisticsError.self) { try SyntheticControl(long, others: [long], changeAt: 3) }
    #expect(throws: StatisticsError.self) { try SyntheticControl(long, others: [long, long], changeAt: 2) }
    #expect(throws: StatisticsError.self) { try SyntheticControl(long, others: [long, long], changeAt: 5) }
    #expect(throws: StatisticsError.self) { try SyntheticControl(long, others: [long, [1]], changeAt: 3) }
    #expect(throws: StatisticsError.self) {
      try SyntheticControl([1, .nan, 3, 4, 5], others: [long, long], changeAt: 3)
    }
    #expect(throws: StatisticsError.self) { try NearestMixture(of: [], to: [1]) }
  }
}
