import Statistics
import TestSupport
import Testing

@Suite("Survival of a sample with weights")
struct SampledCurveTests {
  /// Rossi's data with the weights, entries and groups of the script.
  private struct Sample {
    let data: SurvivalTimes
    let weights: [Double]
    let groups: [String: [Int]]
    let race: [Int]

    init(late: Bool) throws {
      let rows = try ReferenceTable("rossi").rows
      let weeks = rows.map { $0["week"] }
      let places = weeks.indices
      let entries = places.map { ($0 + 1) % 4 == 0 && late ? max(0, weeks[$0] - 15) : 0 }
      data = try SurvivalTimes(
        times: weeks, events: rows.map { $0["arrest"] == 1 }, entries: late ? entries : nil)
      weights = places.map { 0.5 + Double((($0 + 1) * 7) % 11) / 4 }
      let bounds = [20.0, 25, 30]
      groups = [
        "fin": rows.map { $0.text("fin") == "yes" ? 1 : 0 },
        "band": rows.map { row in bounds.count { row["age"] > $0 } },
      ]
      race = rows.map { $0.text("race") == "black" ? 1 : 0 }
    }
  }

  @Test("curves, errors by the infinitesimal jackknife and limits agree with R", arguments: [false, true])
  func curves(late: Bool) throws {
    let sample = try Sample(late: late)
    let curve = try KaplanMeier(sample.data, sampled: sample.weights)
    let rows = try ReferenceTable("weighted-curves").rows.filter { $0["late"] == (late ? 1 : 0) }
    #expect(curve.steps.count == rows.count && !rows.isEmpty)
    for (step, row) in zip(curve.steps, rows) {
      expectClose(step.time, row["time"])
      expectClose(step.weights?.atRisk ?? 0, row["at_risk"], relative: 1e-12)
      expectClose(step.weights?.events ?? 0, row["events"], relative: 1e-12)
      expectClose(step.survival, row["survival"], relative: 1e-12)
      expectClose(step.standardError, row["error"], relative: 1e-10)
      let interval = try #require(step.interval)
      expectClose(interval.lower, row["lower"], relative: 1e-10)
      expectClose(interval.upper, row["upper"], relative: 1e-10)
    }
  }

  @Test("mean times and their errors agree with R", arguments: [false, true])
  func means(late: Bool) throws {
    let sample = try Sample(late: late)
    let rows = try ReferenceTable("weighted-means").rows.filter { $0["late"] == (late ? 1 : 0) }
    #expect(rows.count == 3)
    for row in rows {
      let mean = try RestrictedMean(sample.data, sampled: sample.weights, until: row["until"])
      expectClose(mean.mean, row["mean"], relative: 1e-12)
      expectClose(mean.standardError, row["error"], relative: 1e-10)
    }
  }

  @Test("the test is the robust score test of R's coxph", arguments: [false, true])
  func tests(late: Bool) throws {
    let sample = try Sample(late: late)
    let rows = try ReferenceTable("weighted-tests").rows.filter { $0["late"] == (late ? 1 : 0) }
    #expect(rows.count == 4)
    for row in rows {
      let name = try #require(row.text("groups") as String?)
      let groups = try #require(sample.groups[name])
      let test = try SampledLogRankTest(
        sample.data, weights: sample.weights, groups: groups, strata: row["strata"] == 1 ? sample.race : nil)
      let statistic = try #require(test.result.statistic)
      expectClose(statistic, row["statistic"], relative: 1e-9)
    }
  }

  @Test("the error is that of a weight moved by little, each person by itself")
  func influence() throws {
    let times = [1.0, 2, 2, 3, 4, 5, 5]
    let events = [true, false, true, true, false, true, true]
    let weights = [2.0, 1, 0.5, 3, 1, 2, 1.5]
    let entries = [0.0, 0, 1, 0, 2, 0, 0]
    let data = try SurvivalTimes(times: times, events: events, entries: entries)
    let curve = try KaplanMeier(data, sampled: weights)
    let mean = try RestrictedMean(data, sampled: weights, until: 4.5)
    for place in 0..<3 {
      var (variance, ofMean) = (0.0, 0.0)
      for person in weights.indices {
        var values: [Double] = []
        var means: [Double] = []
        for part in [-1e-5, 1e-5] {
          var moved = weights
          moved[person] *= 1 + part
          values.append(try KaplanMeier(data, sampled: moved).steps[place].survival)
          means.append(try RestrictedMean(data, sampled: moved, until: 4.5).mean)
        }
        variance += ((values[1] - values[0]) / 2e-5) * ((values[1] - values[0]) / 2e-5)
        ofMean += ((means[1] - means[0]) / 2e-5) * ((means[1] - means[0]) / 2e-5)
      }
      expectClose(curve.steps[place].standardError, variance.squareRoot(), relative: 1e-6)
      expectClose(mean.standardError, ofMean.squareRoot(), relative: 1e-6)
    }
    let last = try #require(curve.steps.last)
    #expect(last.survival == 0 && last.standardError == 0 && last.interval == nil)
  }

  @Test("equal weights, of any unit, leave the curve as it is and the errors near Greenwood's")
  func equal() throws {
    let sample = try Sample(late: false)
    let plain = KaplanMeier(sample.data)
    for weight in [1.0, 250] {
      let curve = try KaplanMeier(
        sample.data, sampled: Array(repeating: weight, count: sample.data.count))
      for (step, known) in zip(curve.steps, plain.steps) {
        expectClose(step.survival, known.survival, relative: 1e-12)
        // Without censoring before it the two are the same.
        expectClose(step.standardError, known.standardError, relative: 1e-9)
        #expect(step.atRisk == known.atRisk && step.events == known.events)
      }
    }
  }

  @Test("weights that are none are refused, and groups that are never at risk together")
  func refusals() throws {
    let data = try SurvivalTimes(times: [1, 2, 3, 4], events: [true, true, true, true])
    for weights in [[1.0, 2, 3], [1, 2, 0, 1], [1, -1, 1, 1], [1, .nan, 1, 1], [1, 1, 1, .infinity]] {
      #expect(throws: ModelError.self) { try KaplanMeier(data, sampled: weights) }
      #expect(throws: ModelError.self) { try RestrictedMean(data, sampled: weights, until: 2) }
      #expect(throws: ModelError.self) {
        try SampledLogRankTest(data, weights: weights, groups: [0, 1, 0, 1])
      }
    }
    #expect(throws: ModelError.self) {
      try SampledLogRankTest(data, weights: [1, 1, 1, 1], groups: [0, 0, 0, 0])
    }
    #expect(throws: ModelError.self) {
      try SampledLogRankTest(data, weights: [1, 1, 1, 1], groups: [0, 0, 1, 1], strata: [0, 0, 1, 1])
    }
  }
}
