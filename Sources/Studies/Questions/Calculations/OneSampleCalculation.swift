package import ArgumentParser
import Statistics
import Tables

/// A test of one proportion against an expected one.
package struct OneSampleCalculation: Question {
  package static let configuration = CommandConfiguration(
    commandName: "one-sample",
    abstract: "A proportion against an expected one.",
    discussion: "reoffending calc one-sample 33 40 --expected 0.4825")

  @Argument(help: "How many had the event.") var events: Int
  @Argument(help: "How many there were.") var trials: Int
  @Option(help: "The proportion expected, from 0 to 1.") var expected: Double
  @Option(help: "exact, score or mid-p.") var method = OneSampleTestMethod.exact
  @Option(help: "two-sided, less or greater.") var alternative = Alternative.twoSided
  @OptionGroup var level: LevelOption

  private struct Result: Encodable {
    let events: Int
    let trials: Int
    let expected: Double
    let estimate: Double
    let method: OneSampleTestMethod
    let alternative: Alternative
    @Nullable var statistic: Double?
    let pValue: Double
    let lower: Double
    let upper: Double
    let intervalMethod: ProportionIntervalMethod
    let level: ConfidenceLevel
    let sentence: String
    let warnings: [String]
  }

  package init() {}

  package func answer() throws -> Answer {
    let test = try OneSampleProportionTest(
      events: events, trials: trials, expected: expected, method: method, alternative: alternative)
    let interval = try test.confidenceInterval(level: level.value())
    let sentence = test.sentence(level: interval.level)
    let warnings = test.warnings.map(\.description)
    return Answer(
      Result(
        events: events, trials: trials, expected: expected, estimate: test.estimate, method: method,
        alternative: alternative, statistic: test.statistic, pValue: test.pValue, lower: interval.lower,
        upper: interval.upper, intervalMethod: test.intervalMethod, level: interval.level, sentence: sentence,
        warnings: warnings),
      rows: [
        ("events", .count(events)), ("trials", .count(trials)), ("expected", .number(expected)),
        ("estimate", .number(test.estimate)), ("method", .text(method.rawValue)),
        ("alternative", .text(alternative.rawValue)), ("statistic", .optional(test.statistic)),
        ("p-value", .number(test.pValue)), ("lower", .number(interval.lower)),
        ("upper", .number(interval.upper)), ("interval method", .text(test.intervalMethod.rawValue)),
        ("level", .number(interval.level.value)),
      ], sentence: sentence, warnings: warnings)
  }
}
