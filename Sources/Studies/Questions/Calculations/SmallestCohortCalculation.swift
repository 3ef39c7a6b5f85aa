package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// The smallest cohort in which a difference is significant.
package struct SmallestCohortCalculation: Question {
  package static let configuration = CommandConfiguration(
    commandName: "smallest-cohort",
    abstract: "The smallest cohort in which a difference is significant.",
    discussion: """
      reoffending calc smallest-cohort 40.35 36.78

      Both rates in per cent, as published; the test is the score test.
      """)

  @Argument(help: "The actual rate in per cent.") var actual: Double
  @Argument(help: "The expected rate in per cent.") var expected: Double
  @OptionGroup var level: LevelOption

  private struct Result: Encodable {
    let actual: Double
    let expected: Double
    let level: ConfidenceLevel
    @Nullable var smallestTrials: Int?
    let sentence: String
  }

  package init() {}

  package func answer() throws -> Answer {
    guard (0...100).contains(actual), expected > 0, expected < 100 else {
      throw StudyError(
        .usage,
        "rates of \(actual) and \(expected) per cent: the actual rate must lie from 0 to 100, the expected one between"
      )
    }
    let level = try level.value()
    let smallest = try ObservedExpected.smallestSignificantCohort(
      actual: actual / 100, expected: expected / 100, level: level)
    let sentence =
      smallest.map {
        "\(actual)% against \(expected)% expected is a significant difference "
          + (level == .p95 ? "" : "at \(level.percent) confidence ")
          + "in a cohort of at least \(NumberFormat.count($0)) people, if both rates are exact."
      } ?? "The rates are equal: no cohort makes them differ."
    return Answer(
      Result(
        actual: actual / 100, expected: expected / 100, level: level, smallestTrials: smallest,
        sentence: sentence),
      rows: [
        ("actual, per cent", .number(actual)), ("expected, per cent", .number(expected)),
        ("level", .number(level.value)), ("smallest cohort", .optional(smallest)),
      ], sentence: sentence)
  }
}
