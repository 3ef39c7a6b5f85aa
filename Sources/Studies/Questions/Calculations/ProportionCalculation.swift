package import ArgumentParser
import Statistics
import Tables

/// An interval for a proportion.
package struct ProportionCalculation: Question {
  package static let configuration = CommandConfiguration(
    commandName: "proportion", abstract: "A proportion with its interval.",
    discussion: "reoffending calc proportion 33 40")

  @Argument(help: "How many had the event.") var events: Int
  @Argument(help: "How many there were.") var trials: Int
  @Option(
    help: "wald, wilson, wilson-continuity, agresti-coull, clopper-pearson, jeffreys or mid-p.")
  var method = ProportionIntervalMethod.wilson
  @OptionGroup var level: LevelOption

  private struct Result: Encodable {
    let events: Int
    let trials: Int
    let estimate: Double
    let lower: Double
    let upper: Double
    let method: ProportionIntervalMethod
    let level: ConfidenceLevel
    let sentence: String
    let warnings: [String]
  }

  package init() {}

  package func answer() throws -> Answer {
    let proportion = try Proportion(events: events, trials: trials)
    let interval = try proportion.confidenceInterval(level: level.value(), method: method)
    let sentence = proportion.sentence(level: interval.level, method: method)
    let warnings = proportion.warnings.map(\.description)
    return Answer(
      Result(
        events: events, trials: trials, estimate: proportion.estimate, lower: interval.lower,
        upper: interval.upper, method: method, level: interval.level,
        sentence: sentence, warnings: warnings),
      rows: [
        ("events", .count(events)), ("trials", .count(trials)), ("estimate", .number(proportion.estimate)),
        ("lower", .number(interval.lower)), ("upper", .number(interval.upper)),
        ("method", .text(method.rawValue)), ("level", .number(interval.level.value)),
      ], sentence: sentence, warnings: warnings)
  }
}
