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
    let rates = try baseline.map { try ShareList.parse($0, option: "--baseline") } ?? []
    guard rates.count <= 1 else {
      throw StudyError(
        .usage, "--baseline takes one rate for all cohorts; give --baseline-column for one for each")
    }
    let one = rates.first
    let keys = ColumnList.split(by)
    var names = input.columns
    // The baseline stands where a prediction would: it is read as a rate.
    if let baselineColumn { names.predicted = baselineColumn }
    let file = try input.file()
    let found = names.resolved(among: file.columns)
    let isPlan = found.reoffenders == nil && found.actual == nil && found.outcome == nil
    let (cohorts, notes) =
      try isPlan ? planned(file, keys, found.cohort, one) : counted(keys, names, one)
    let result = try PaymentByResults(cohorts, power: power, level: level.value(), notes: notes)
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      PaymentFigure.make(result, context: context)
    }
  }

  private typealias Cohort = (
    key: GroupKey, trials: Int, events: Int?, reoffences: Int?, baseline: PaymentByResults.Baseline
  )

  /// Cohorts whose reoffenders are known.
  private func counted(
    _ keys: [String], _ names: CohortColumns, _ one: Double?
  ) throws -> ([Cohort], [String]) {
    let table = try input.cohorts(by: keys, names: names)
    let cohorts = try table.groups.map { group -> Cohort in
      guard let trials = group.trials, trials > 0 else {
        throw StudyError(.data, "\(group.key): the number of people is needed for a threshold")
      }
      guard let rate = one ?? group.prediction?.rate else {
        throw StudyError(.data, "\(group.key): no baseline is given in \(baselineColumn ?? "")")
      }
      return (group.key, trials, group.events?.nearest, group.reoffences, known(rate))
    }
    return (cohorts, table.notes)
  }

  /// Cohorts that are planned: their size only.
  private func planned(
    _ file: TableFile, _ keys: [String], _ cohort: String?, _ one: Double?
  ) throws -> ([Cohort], [String]) {
    guard let cohort else {
      throw StudyError(.usage, "name the column of the number of people with --cohort")
    }
    let rows = try input.people(
      of: file,
      columns: [WantedColumn(cohort, as: .count, missing: .refused)]
        + (baselineColumn.map { [WantedColumn($0, as: .rate, missing: .refused)] } ?? [])
        + keys.map { WantedColumn($0, as: .category) })
    let sizes = try rows.column(cohort)
    let rates = try baselineColumn.map { try rows.column($0).numbers }
    let named = try keys.map { try rows.column($0) }
    let cohorts = try (0..<rows.rowCount).map { row -> Cohort in
      let key = GroupKey(
        named.map { GroupKey.Part(column: $0.name, value: $0.entries[$0.codes[row]].text) })
      guard let size = sizes.counts[row], size > 0, let rate = one ?? rates?[row] else {
        throw StudyError(
          .data, "\(rows.location(row: row, column: sizes)): a cohort of at least 1 and a baseline are needed"
        )
      }
      return (key, size, nil, nil, known(rate))
    }
    return (cohorts, ["No reoffenders are given: the thresholds are those of a plan."])
  }

  private func known(_ rate: Double) -> PaymentByResults.Baseline {
    PaymentByResults.Baseline(
      rate: rate, people: baselineCohort, frequency: baselineFrequency, deviation: baselineDeviation)
  }
}
