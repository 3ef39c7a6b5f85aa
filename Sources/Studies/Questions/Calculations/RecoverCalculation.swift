package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// The counts that round to a percentage as printed.
package struct RecoverCalculation: Question {
  package static let configuration = CommandConfiguration(
    commandName: "recover", abstract: "The counts behind a printed percentage.",
    discussion: """
      reoffending calc recover 88.83 --max 500

      Write the percentage as it is printed: 40 and 40.00 mean different things, since the decimals say how far it was \
      rounded.
      """)

  @Argument(help: "The percentage as printed.") var percent: String
  @Option(help: "The largest cohort to try.") var max: Int?
  @Option(help: "The cohort, where it is known.") var trials: Int?
  @Option(help: "The most pairs of counts to print; all are counted.") var most = 10_000
  @Option(
    help: "How it may have been rounded: nearest (either way at a half), half-up, half-even or truncated.")
  var rounding = RoundingRule.nearest

  private struct Candidate: Encodable {
    let events: Int
    let trials: Int
  }

  private struct Result: Encodable {
    let percent: Double
    let decimals: Int
    let smallestTrials: Int
    let candidates: [Candidate]
    let candidateCount: Int
    let sentence: String
    let warnings: [String]
  }

  package func validate() throws {
    guard max == nil || trials == nil else {
      throw ValidationError("give --trials where the cohort is known, or --max where it is not; not both")
    }
    guard most >= 1 else { throw ValidationError("--most is \(most); it must be at least 1") }
    for (name, value) in [("--max", max), ("--trials", trials)] where value.map({ $0 < 1 }) ?? false {
      throw ValidationError("\(name) is \(value ?? 0); a cohort has at least 1 person")
    }
  }

  package init() {}

  package func answer() throws -> Answer {
    let printed = try PrintedPercentage(parsing: percent, rounding: rounding)
    let limit = max ?? 500
    let sizes = trials.map { $0...$0 } ?? 1...limit
    let count = try printed.candidateCount(trials: sizes)
    let candidates = try printed.candidates(trials: sizes, most: most).map {
      Candidate(events: $0.events, trials: $0.trials)
    }
    let warnings =
      candidates.count < count
      ? [
        "only the first \(NumberFormat.count(candidates.count)) of \(NumberFormat.count(count)) pairs are printed; "
          + "--most prints more"
      ] : []
    let sentence = sentence(count, smallest: printed.smallestTrials, limit: limit)
    return Answer(
      Result(
        percent: printed.percent, decimals: printed.decimals, smallestTrials: printed.smallestTrials,
        candidates: candidates, candidateCount: count, sentence: sentence, warnings: warnings),
      table: OutputTable(
        columns: [
          OutputColumn(key: "events", title: "Events", kind: .number(decimals: 0)),
          OutputColumn(key: "trials", title: "People", kind: .number(decimals: 0)),
          OutputColumn(key: "rate", title: "Rate", kind: .perCent(decimals: printed.decimals + 3)),
        ],
        rows: candidates.map {
          [.count($0.events), .count($0.trials), .number(Double($0.events) / Double($0.trials))]
        }), sentence: sentence, warnings: warnings)
  }

  private func sentence(_ count: Int, smallest: Int, limit: Int) -> String {
    let least = "the smallest cohort that can print it has \(NumberFormat.count(smallest)) people"
    let printed = percent.last == "%" ? percent : percent + "%"
    if let trials {
      let cohort = "\(NumberFormat.count(trials)) people"
      return switch count {
      case 0: "No whole number of \(cohort) prints as \(printed); \(least)."
      case 1: "Exactly one number of \(cohort) prints as \(printed)."
      default: "\(NumberFormat.count(count)) numbers of \(cohort) print as \(printed)."
      }
    }
    return count == 0
      ? "No cohort of up to \(NumberFormat.count(limit)) people prints \(printed); \(least)."
      : "\(NumberFormat.count(count)) pair\(count == 1 ? "" : "s") of counts in cohorts of up to "
        + "\(NumberFormat.count(limit)) people print\(count == 1 ? "s" : "") as \(printed); \(least)."
  }
}
