package import ArgumentParser
import Statistics
import Tables

/// An interval for a count or a rate.
package struct CountCalculation: Question {
  package static let configuration = CommandConfiguration(
    commandName: "count", abstract: "A count or rate with its interval.",
    discussion: "reoffending calc count 9 --exposure 1")

  @Argument(help: "How many events.") var events: Int
  @Option(help: "What they are counted over, such as person-years.") var exposure = 1.0
  @Option(help: "byar, exact, phe (exact below 10 events, else byar) or mid-p.") var method =
    CountIntervalMethod
    .byar
  @OptionGroup var level: LevelOption

  private struct Result: Encodable {
    let events: Int
    let exposure: Double
    let estimate: Double
    let lower: Double
    let upper: Double
    let method: CountIntervalMethod
    let level: ConfidenceLevel
    let sentence: String
    let warnings: [String]
  }

  package init() {}

  package func answer() throws -> Answer {
    let count = try EventCount(events: events, exposure: exposure)
    let interval = try count.confidenceInterval(level: level.value(), method: method)
    let sentence = count.sentence(level: interval.level, method: method)
    let warnings = count.warnings(level: interval.level, method: method).map(\.description)
    return Answer(
      Result(
        events: events, exposure: exposure, estimate: count.rate, lower: interval.lower,
        upper: interval.upper, method: method, level: interval.level, sentence: sentence,
        warnings: warnings),
      rows: [
        ("events", .count(events)), ("exposure", .number(exposure)), ("estimate", .number(count.rate)),
        ("lower", .number(interval.lower)), ("upper", .number(interval.upper)),
        ("method", .text(method.rawValue)), ("level", .number(interval.level.value)),
      ], sentence: sentence, warnings: warnings)
  }
}
