import Statistics
import TestSupport
import Testing

@Suite("observed against expected") struct ObservedExpectedTests {
  static let probabilities =
    [Double](repeating: 0.1, count: 40) + [Double](repeating: 0.3, count: 40)
    + [Double](repeating: 0.6, count: 20)

  @Test("forty at 0.1, forty at 0.3, twenty at 0.6") func handCase() throws {
    let result = try ObservedExpected(observed: 35, probabilities: Self.probabilities)
    expectClose(result.expected, 28)
    expectClose(try #require(result.variance), 16.8)
    expectClose(try #require(result.z), 1.7078251276599, relative: 1e-13)
    expectClose(try #require(result.pValue), 0.0876687951299, relative: 1e-11)
    expectClose(result.percentDifference, 25)
    expectClose(try #require(result.pointDifference), 7)
    expectClose(try #require(result.exactTest(alternative: .greater)).pValue, 0.0581396528258806)
    expectClose(try #require(result.exactTest(alternative: .less)).pValue, 0.9645317281800417)
  }

  @Test("group means give the binomial bound, and say so") func bound() throws {
    let result = try ObservedExpected(observed: 35, expected: 28, trials: 100)
    expectClose(try #require(result.variance), 20.16)
    #expect(result.varianceIsBound)
    #expect(result.warnings.contains(.varianceIsBound))
    let plain = try ObservedExpected(observed: 35, expected: 28)
    #expect(plain.variance == nil && plain.z == nil && plain.pValue == nil && plain.pointDifference == nil)
  }

  @Test("limits of the ratio as in public-health tables") func ratio() throws {
    let wide = try ObservedExpected(observed: 895, expected: 835.88356123117433)
    expectClose(wide.ratioInterval().lower, 1.001714771255399, relative: 1e-13)
    expectClose(wide.ratioInterval().upper, 1.143233287249895, relative: 1e-13)
    expectClose(wide.ratioInterval(level: .p998).lower, 0.96351556196144, relative: 1e-13)
    expectClose(wide.ratioInterval(level: .p998).upper, 1.18600704158763, relative: 1e-13)
  }

  @Test("the sentence names a direction only where the interval excludes no difference") func sentence()
    throws
  {
    let higher = try ObservedExpected(observed: 50, expected: 28, trials: 100)
    #expect(higher.sentence.contains("higher than predicted by between"))
    let lower = try ObservedExpected(observed: 10, expected: 28, trials: 100)
    #expect(lower.sentence.contains("lower than predicted by between"))
    let same = try ObservedExpected(observed: 30, expected: 28, trials: 100)
    #expect(same.sentence.contains("no clear difference"))
    #expect(try ObservedExpected(observed: 90, expected: 28).sentence.contains("per cent"))
  }

  @Test("the smallest significant cohort is significant and its predecessor is not")
  func smallestCohort() throws {
    let cases = [(0.4035, 0.3678), (0.1, 0.9), (0.5, 0.499), (0, 0.5), (0.2, 0.7)]
    for (actual, expected) in cases {
      let n = try #require(try ObservedExpected.smallestSignificantCohort(actual: actual, expected: expected))
      func p(_ n: Int) -> Double {
        StandardNormal.pValue(
          (actual - expected) / (expected * (1 - expected) / Double(n)).squareRoot(), alternative: .twoSided)
      }
      #expect(p(n) <= 0.05 + 1e-14)
      if n > 1 { #expect(p(n - 1) > 0.05) }
    }
    #expect(try ObservedExpected.smallestSignificantCohort(actual: 0.4035, expected: 0.3678) == 701)
    #expect(try ObservedExpected.smallestSignificantCohort(actual: 0.3, expected: 0.3) == nil)
  }

  @Test("impossible input is refused with what would be right") func refusals() {
    #expect(throws: StatisticsError.self) { try ObservedExpected(observed: -1, expected: 3) }
    #expect(throws: StatisticsError.self) { try ObservedExpected(observed: 1, expected: 0) }
    #expect(throws: StatisticsError.self) { try ObservedExpected(observed: 1, expected: .nan) }
    #expect(throws: StatisticsError.self) { try ObservedExpected(observed: 11, expected: 3, trials: 10) }
    #expect(throws: StatisticsError.self) { try ObservedExpected(observed: 1, expected: 11, trials: 10) }
    #expect(throws: StatisticsError.empty(argument: "probabilities")) {
      try ObservedExpected(observed: 0, probabilities: [])
    }
    let error = #expect(throws: StatisticsError.self) {
      try ObservedExpected.smallestSignificantCohort(actual: 40.35, expected: 0.3)
    }
    #expect(error?.description.contains("0.4035") == true)
  }
}
