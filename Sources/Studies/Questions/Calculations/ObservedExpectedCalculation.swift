package import ArgumentParser
import Statistics
import Tables

/// An observed against an expected number.
package struct ObservedExpectedCalculation: Question {
  package static let configuration = CommandConfiguration(
    commandName: "observed-expected",
    abstract: "An observed against an expected number.",
    discussion: """
      reoffending calc observed-expected 35 28 --variance 16.8

      The limits are those of the ratio, and the sentence is made from them. With --variance the test uses it; with --trials it uses n·p̄(1−p̄), an upper
      bound; with neither there is no test.
      """)

  @Argument(help: "How many events happened.") var observed: Int
  @Argument(help: "How many were expected.") var expected: Double
  @Option(help: "The variance of the number of events, Σp(1−p).") var variance: Double?
  @Option(help: "The number of people.") var trials: Int?
  @Option(help: "Limits of the ratio: byar, exact, phe or mid-p.") var method = CountIntervalMethod.byar
  @OptionGroup var level: LevelOption

  private struct Result: Encodable {
    let observed: Int
    let expected: Double
    let ratio: Double
    let percentDifference: Double
    let percentDifferenceInterval: Estimate
    let lower: Double
    let upper: Double
    let method: CountIntervalMethod
    let level: ConfidenceLevel
    @Nullable var variance: Double?
    let varianceBound: Bool
    @Nullable var z: Double?
    @Nullable var pValue: Double?
    let sentence: String
    let warnings: [String]
  }

  package init() {}

  package func answer() throws -> Answer {
    let comparison = try ObservedExpected(
      observed: observed, expected: expected, trials: trials, variance: variance)
    let interval = try comparison.ratioInterval(level: level.value(), method: method)
    let sentence = comparison.sentence(level: interval.level, method: method)
    let warnings = comparison.warnings(interval: method.rawValue).map(\.description)
    let inPercent = Estimate(
      comparison.percentDifference,
      interval: comparison.percentDifferenceInterval(level: interval.level, method: method),
      method: method.rawValue)
    return Answer(
      Result(
        observed: observed, expected: expected, ratio: comparison.ratio,
        percentDifference: comparison.percentDifference, percentDifferenceInterval: inPercent,
        lower: interval.lower, upper: interval.upper, method: method, level: interval.level,
        variance: comparison.variance,
        varianceBound: comparison.varianceIsBound, z: comparison.z, pValue: comparison.pValue,
        sentence: sentence, warnings: warnings),
      rows: [
        ("observed", .count(observed)), ("expected", .number(expected)), ("ratio", .number(comparison.ratio)),
        ("percent difference", .number(comparison.percentDifference)),
        ("lower (per cent)", .optional(inPercent.interval?.lower)),
        ("upper (per cent)", .optional(inPercent.interval?.upper)),
        ("lower (ratio)", .number(interval.lower)),
        ("upper (ratio)", .number(interval.upper)), ("method", .text(method.rawValue)),
        ("level", .number(interval.level.value)), ("variance", .optional(comparison.variance)),
        ("z", .optional(comparison.z)), ("p-value", .optional(comparison.pValue)),
      ], sentence: sentence, warnings: warnings)
  }
}
