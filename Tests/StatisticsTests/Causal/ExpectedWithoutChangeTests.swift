import Foundation
import Statistics
import TestSupport
import Testing

@Suite("What a series would have been without a change")
struct ExpectedWithoutChangeTests {
  /// A case of the reference: the series and the others, before and after.
  private struct Case {
    let before: [Double]
    let after: [Double]
    let others: [[Double]]
    let later: [[Double]]

    init(_ row: ReferenceTable.Row) {
      let numbers = { (text: String) in text.split(separator: " ").compactMap { Double($0) } }
      let values = numbers(row.text("values"))
      let end = Int(row["before"])
      let columns = row.text("others").split(separator: ";").map { numbers(String($0)) }
      before = Array(values[..<end])
      after = Array(values[end...])
      others = columns.map { Array($0[..<end]) }
      later = columns.map { Array($0[end...]) }
    }
  }

  private func numbers(_ text: String) -> [Double] { text.split(separator: " ").compactMap { Double($0) } }

  @Test("agrees with statsmodels at known ratios", arguments: try ReferenceTable("state-space").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let one = Case(row)
    let fit = try DriftingRegression(one.before, others: one.others, ratio: row["ratio"])
    expectClose(fit.errorDeviation, row["error"], relative: 1e-9)
    expectClose(fit.stepDeviation, row["step"], relative: 1e-9, absolute: 1e-15)
    let (multiples, errors) = (numbers(row.text("multiples")), numbers(row.text("multiple_errors")))
    #expect(fit.multiples.count == multiples.count)
    for (own, other) in zip(fit.multiples, zip(multiples, errors)) {
      expectClose(own.value, other.0, relative: 1e-8)
      expectClose(own.standardError, other.1, relative: 1e-7)
    }
    let later = try fit.later(one.later, periods: one.after.count)
    for (period, mean) in numbers(row.text("means")).enumerated() {
      expectClose(later.means[period], mean, relative: 1e-9, absolute: 1e-9)
      let error = numbers(row.text("mean_errors"))[period]
      expectClose(later.covariance[period][period].squareRoot(), error, relative: 1e-8)
    }
  }

  @Test(
    "two ratios differ in likelihood by what statsmodels says",
    arguments: ["guide", "article", "two", "alone"])
  func likelihood(_ name: String) throws {
    let rows = try ReferenceTable("state-space").rows.filter { $0.text("case") == name }
    let own = try rows.map {
      let one = Case($0)
      return try DriftingRegression(one.before, others: one.others, ratio: $0["ratio"]).logLikelihood
    }
    #expect(rows.count == 4)
    for (value, row) in zip(own, rows).dropFirst() {
      expectClose(
        value - own[0], row["log_likelihood"] - rows[0]["log_likelihood"], relative: 1e-7, absolute: 1e-7)
    }
  }

  @Test(
    "the effect is that of statsmodels' models", arguments: try ReferenceTable("state-space-effects").rows)
  func effect(_ row: ReferenceTable.Row) throws {
    let one = Case(row)
    let expected = try ExpectedWithoutChange(
      one.before, others: one.others, later: one.later, periods: one.after.count)
    let share = 1 / Double(one.after.count)
    let found = try expected.difference(one.after, weights: one.after.map { _ in share })
    let interval = try #require(found.estimate.interval)
    expectClose(try #require(found.estimate.value), row["effect"], relative: 1e-8)
    expectClose(interval.lower, row["lower"], relative: 1e-7)
    expectClose(interval.upper, row["upper"], relative: 1e-7)
    expectClose(found.pValue, row["p_value"], relative: 1e-6)
    if let first = expected.multiples.first {
      expectClose(try #require(first.value), row["multiple"], relative: 1e-8)
    }
  }

  // Printed of the same series by CausalImpact: means of 2 and cumulative of 60, an effect of 2.1 between 1.8 and 2.4. Its
  // level is held nearly still beforehand, so that its limits lie within these.
  @Test("the example of an article has the effect that CausalImpact prints, with wider limits")
  func article() throws {
    let row = try #require(
      try ReferenceTable("state-space-effects").rows.first { $0.text("case") == "article" })
    let one = Case(row)
    #expect(abs(one.after.reduce(0, +) - 60) < 0.5)
    let expected = try ExpectedWithoutChange(
      one.before, others: one.others, later: one.later, periods: one.after.count)
    let found = try expected.difference(one.after, weights: one.after.map { _ in 1 / 30 }).estimate
    let interval = try #require(found.interval)
    #expect(abs(try #require(found.value) - 2.1) < 0.05)
    #expect(interval.lower < 1.8 && interval.lower > 1.5 && interval.upper > 2.4 && interval.upper < 2.6)
  }

  @Test("a constant added to the series and a factor change nothing but the scale")
  func scale() throws {
    let rows = try ReferenceTable("state-space-effects").rows
    let one = Case(try #require(rows.first { $0.text("case") == "two" }))
    let plain = try ExpectedWithoutChange(
      one.before, others: one.others, later: one.later, periods: one.after.count)
    let moved = try ExpectedWithoutChange(
      one.before.map { 5 + 1000 * $0 }, others: one.others.map { $0.map { 3 * $0 - 2 } },
      later: one.later.map { $0.map { 3 * $0 - 2 } }, periods: one.after.count)
    for (first, second) in zip(plain.after, moved.after) {
      expectClose(5 + 1000 * (try #require(first.value)), try #require(second.value), relative: 1e-9)
      expectClose(
        1000 * (try #require(first.interval).upper - (try #require(first.interval).lower)),
        try #require(second.interval).upper - (try #require(second.interval).lower), relative: 1e-7)
    }
    expectClose(plain.drift, moved.drift)
  }

  // At 95 per cent 5 of 100 are outside on average, and more than 11 in one of two hundred such tests.
  @Test("limits hold what they promise", arguments: [0, 0.1, 1])
  func coverage(_ ratio: Double) throws {
    var generator = SeededGenerator(seed: UInt64(18 + 100 * ratio))
    func normal() -> Double {
      let (u, v) = (
        Double.random(in: 1e-12..<1, using: &generator), Double.random(in: 0..<1, using: &generator)
      )
      return (-2 * log(u)).squareRoot() * cos(2 * Double.pi * v)
    }
    var outside = 0
    for _ in 0..<100 {
      var (level, other) = (0.0, 0.0)
      var (values, others): ([Double], [Double]) = ([], [])
      for _ in 0..<24 {
        other += 0.5 * normal()
        others.append(other + 0.5 * normal())
        values.append(level + 0.8 * others[others.count - 1] + normal())
        level += ratio.squareRoot() * normal()
      }
      let expected = try ExpectedWithoutChange(
        Array(values[..<18]), others: [Array(others[..<18])], later: [Array(others[18...])], periods: 6)
      let found = try expected.difference(Array(values[18...]), weights: values[18...].map { _ in 1 })
      if found.pValue < 0.05 { outside += 1 }
      #expect((found.pValue < 0.05) == !(try #require(found.estimate.interval).contains(0)))
    }
    #expect(outside < 12, "\(outside) of 100")
  }

  @Test("too few values, others that say nothing, exact fits and other lengths are refused")
  func refusals() {
    let values = [0.3, 0.32, 0.29, 0.31, 0.33, 0.28]
    #expect(throws: StatisticsError.self) { try ExpectedWithoutChange([0.3, 0.2, 0.4], periods: 2) }
    #expect(throws: StatisticsError.self) {
      try ExpectedWithoutChange(values, others: [[1, 1, 1, 1, 1, 1]], later: [[1]], periods: 1)
    }
    #expect(throws: StatisticsError.self) {
      try ExpectedWithoutChange(values, others: [values], later: [[0.3]], periods: 1)
    }
    #expect(throws: StatisticsError.self) {
      try ExpectedWithoutChange([0.3, 0.3, 0.3, 0.3, 0.3], periods: 1)
    }
    #expect(throws: StatisticsError.self) { try ExpectedWithoutChange(values, periods: 0) }
    #expect(throws: StatisticsError.self) {
      try ExpectedWithoutChange(values, others: [[1, 2]], later: [[1]], periods: 1)
    }
    #expect(throws: StatisticsError.self) {
      try ExpectedWithoutChange(values, periods: 2).difference([0.3], weights: [1])
    }
  }
}
