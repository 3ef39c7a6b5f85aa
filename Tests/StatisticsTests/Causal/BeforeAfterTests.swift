import Statistics
import TestSupport
import Testing

@Suite("Before and after")
struct BeforeAfterTests {
  @Test("segmented regression agrees with statsmodels", arguments: try ReferenceTable("segmented").rows)
  func segmented(_ row: ReferenceTable.Row) throws {
    let values = row.text("values").split(separator: " ").compactMap { Double($0) }
    let found = try SegmentedRegression(values, changeAt: 12, lag: Int(row["lag"]))
    let own =
      switch row.text("term") {
      case "intercept": found.intercept
      case "slope": found.slope
      case "level": found.levelChange
      default: found.slopeChange
      }
    expectClose(try #require(own.estimate.value), row["estimate"], relative: 1e-9)
    expectClose(own.standardError, row["error"], relative: 1e-9)
    expectClose(own.pValue, row["p"], relative: 1e-7, absolute: 1e-14)
    expectClose(try #require(own.estimate.interval).lower, row["lower"], relative: 1e-8)
    expectClose(try #require(own.estimate.interval).upper, row["upper"], relative: 1e-8)
  }

  @Test("two exact lines are found as they are")
  func exactLines() throws {
    let values: [Double] = [1, 3, 5, 7, 9, 20, 19, 18, 17, 16]
    let found = try SegmentedRegression(values, changeAt: 5)
    // Carried on, the first line would be at 11.
    expectClose(try #require(found.levelChange.estimate.value), 9, relative: 1e-9)
    expectClose(try #require(found.slopeChange.estimate.value), -3, relative: 1e-9)
    expectClose(found.withoutChange[9], 19, relative: 1e-9)
    #expect(throws: StatisticsError.self) { try SegmentedRegression(values, changeAt: 2) }
    #expect(throws: StatisticsError.self) { try SegmentedRegression(values, changeAt: 8) }
    #expect(throws: StatisticsError.self) { try SegmentedRegression(values, changeAt: 5, lag: -1) }
  }

  @Test(
    "regression to the mean agrees with a direct likelihood",
    arguments: try ReferenceTable("regression-to-mean").rows)
  func regressionToMean(_ row: ReferenceTable.Row) throws {
    var people: [Int: Int] = [:]
    for part in row.text("counts").split(separator: " ") {
      let pair = part.split(separator: ":").compactMap { Int($0) }
      people[pair[0]] = pair[1]
    }
    let found = try RegressionToMean(
      peopleByEvents: people, least: Int(row["least"]), isWholePopulation: row["whole"] == 1, after: 100)
    // Both search a flat hill: the parameters of the cut distribution are found to five digits.
    expectClose(found.mean, row["mean"], relative: 1e-4)
    expectClose(found.shape, row["shape"], relative: 1e-4)
    expectClose(found.expectedAfter, row["expected"], relative: 1e-5)
    expectClose(try #require(found.ratio), 100 / found.expectedAfter, relative: 1e-14)
  }

  @Test("people whose numbers are pure chance fall to the mean, whatever they were chosen for")
  func pureChance() throws {
    // Poisson with mean 1 of 10,000 people, to the nearest person: no rate of anybody's own.
    let people = [0: 3679, 1: 3679, 2: 1839, 3: 613, 4: 153, 5: 31, 6: 5, 7: 1]
    let found = try RegressionToMean(peopleByEvents: people, least: 3, isWholePopulation: true)
    #expect(abs(found.expectedAfter / Double(found.chosen) - 1) < 0.05)
    #expect(found.expectedFall > 0.6)
    // A longer second period has more of everything, and the same fall.
    let longer = try RegressionToMean(
      peopleByEvents: people, least: 3, isWholePopulation: true, exposureRatio: 2)
    expectClose(longer.expectedAfter, 2 * found.expectedAfter, relative: 1e-12)
    expectClose(longer.expectedFall, found.expectedFall, relative: 1e-12)
  }

  @Test("who was not chosen, nobody, and people all alike are refused")
  func refusals() {
    #expect(throws: StatisticsError.self) {
      try RegressionToMean(peopleByEvents: [2: 5, 6: 5], least: 5, isWholePopulation: false)
    }
    #expect(throws: StatisticsError.self) {
      try RegressionToMean(peopleByEvents: [1: 5, 2: 5], least: 5, isWholePopulation: true)
    }
    #expect(throws: StatisticsError.self) {
      try RegressionToMean(peopleByEvents: [5: 50], least: 5, isWholePopulation: false)
    }
  }
}
