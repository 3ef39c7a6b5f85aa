package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// Thresholds of payment by results, and how often chance alone passes them.
package struct PaymentQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "payment",
    abstract: "Payment by results: thresholds of the binary and frequency measures, and passing by chance.",
    discussion: """
      reoffending payment local-authorities-2015 --by area --baseline 8.5%

      The table has a row a cohort: cohort, reoffenders and perhaps reoffences; without reoffenders it is a plan. A cohort \
      counts as changed where its rate lies outside the limits of the baseline at its size. Beside the verdict stand the \
      probability that a cohort without any change passes, and the true reduction that would be found with --power.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The columns that name the cohorts, separated by commas.")
  var by: String?

  @Option(help: "The rate of the baseline, as 0.475 or 47.5%.")
  var baseline: String?

  @Option(name: .customLong("baseline-column"), help: "The column of each cohort's baseline rate.")
  var baselineColumn: String?

  @Option(name: .customLong("baseline-cohort"), help: "The number of people whose rate the baseline is.")
  var baselineCohort: Int?

  @Option(
    name: .customLong("baseline-frequency"), help: "The reoffences for each reoffender of the baseline.")
  var baselineFrequency: Double?

  @Option(
    name: .customLong("baseline-deviation"),
    help: "Their standard deviation; else that of a geometric number.")
  var baselineDeviation: Double?

  @Option(help: "The probability with which a true reduction is to be found.")
  var power = 0.8

  package init() {}

  package func answer() throws -> Answer {
    guard (baseline == nil) != (baselineColumn == nil) else {
      throw StudyError(
        .usage, "give --baseline or --baseline-column: one rate for all, or one for each cohort")
    }
    guard power > 0, power < 1 else {
      throw StudyError(
        .usage, "--power \(NumberFormat.plain(power)) must be above 0 and below 1, such as 0.8")
    }
    let one = try baseline.map { try ShareList.parse($0, option: "--baseline")[0] }
    let keys = ColumnList.split(by)
    var names = input.columns
    // The baseline stands where a prediction would: it is read as a rate.
    if let baselineColumn { names.predicted = baselineColumn }
    let table = try input.cohorts(by: keys, names: names)
    let cohorts = try table.groups.map { group in
      guard let trials = group.trials, trials > 0 else {
        throw StudyError(.data, "\(group.key): the number of people is needed for a threshold")
      }
      guard let rate = one ?? group.prediction?.rate else {
        throw StudyError(.data, "\(group.key): no baseline is given in \(baselineColumn ?? "")")
      }
      return (
        key: group.key, trials: trials, events: group.events?.nearest, reoffences: group.reoffences,
        baseline: PaymentByResults.Baseline(
          rate: rate, people: baselineCohort, frequency: baselineFrequency, deviation: baselineDeviation)
      )
    }
    let result = try PaymentByResults(cohorts, power: power, level: level.value(), notes: table.notes)
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      PaymentFigure.make(result, context: context)
    }
  }
}
