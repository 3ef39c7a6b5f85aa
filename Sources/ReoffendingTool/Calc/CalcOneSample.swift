import Studies
import ArgumentParser
import Statistics
import Tables

/// A test of one proportion against an expected one.
struct CalcOneSample: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "one-sample",
    abstract: "A proportion against an expected one: calc one-sample 33 40 --expected 0.4825.")

  @Argument(help: "How many had the event.") var events: Int
  @Argument(help: "How many there were.") var trials: Int
  @Option(help: "The proportion expected, from 0 to 1.") var expected: Double
  @Option(help: "exact, score or mid-p.") var method = OneSampleTestMethod.exact
  @Option(help: "two-sided, less or greater.") var alternative = Alternative.twoSided
  @OptionGroup var output: CalcOutput

  private struct Result: Encodable {
    let events: Int
    let trials: Int
    let expected: Double
    let estimate: Double
    let method: OneSampleTestMethod
    let alternative: Alternative
    @Nullable var statistic: Double?
    let pValue: Double
    let sentence: String
    let warnings: [String]
  }

  func run() throws {
    let test = try OneSampleProportionTest(
      events: events, trials: trials, expected: expected, method: method, alternative: alternative)
    try output.emit(
      Result(
        events: events, trials: trials, expected: expected, estimate: test.estimate, method: method,
        alternative: alternative, statistic: test.statistic, pValue: test.pValue, sentence: test.sentence,
        warnings: test.warnings.map(\.description)),
      rows: [
        ("events", .count(events)), ("trials", .count(trials)), ("expected", .number(expected)),
        ("estimate", .number(test.estimate)), ("method", .text(method.rawValue)),
        ("alternative", .text(alternative.rawValue)), ("statistic", .optional(test.statistic)),
        ("p-value", .number(test.pValue)),
      ], reading: test)
  }
}
