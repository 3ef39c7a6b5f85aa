package import ArgumentParser
import Foundation
import Numbers
import Reoffending
import Statistics
import Tables

/// Time to reoffending, by group.
package struct SurvivalQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "survival",
    abstract: "Time to reoffending: Kaplan-Meier curves and the log-rank test, or competing causes.",
    discussion: """
      reoffending survival synthetic-people --time days_to_reoffence \\
        --event reoffended --by homeless --figure curves.png

      In place of --time, dates may say how long: --start released --end reoffended_on --until 2016-12-31. People who were not followed to the event count as long as they were followed, and those with a time in --entry from then on. With --cause, the share of people \
      with each kind of ending is given after Aalen and Johansen, with --by also Gray's test between the groups.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption
  @OptionGroup var time: TimeOptions

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  @Option(
    help: "Times at which each group's share is wanted with limits, separated by commas, such as 90,180,365.")
  var at: String?

  @Option(help: "The scale of the limits: log-log, log, plain or arcsine.")
  var limits: KaplanMeier.Transform = .logLog

  @Option(
    help: "The mean time without reoffending up to this time, by group, with differences from the first.")
  var restrictedMean: Double?

  @Option(
    help:
      "The test: log-rank, gehan (early differences count by the number at risk) or peto (by the share left)."
  )
  var test: SurvivalTest = .logRank

  @Option(
    help: """
      Weights the log-rank test by the share left to this power, as R's survdiff(rho =): 0 is log-rank, 1 is peto, 0.5 lies \
      between.
      """)
  var rho: Double?

  @Flag(help: "Test for a trend over the groups in the order of the table.")
  var trend = false

  @Option(help: "The column of the times from which people are at risk, who came under observation late.")
  var entry: String?

  @Option(help: "Columns within whose values the groups are compared by the test, separated by commas.")
  var strata: String?

  @Option(help: "A column of weights of 0 or more.")
  var weights: String?

  @Option(
    help: """
      What the weights are: frequency (as many equal people) or sampling (people stand for others: errors by the \
      infinitesimal jackknife, and a weighted log-rank test); else whole numbers are frequencies.
      """)
  var weightsAre: WeightKind?

  package init() {}

  /// What was asked for beyond curves; nil for nothing.
  private func choices(strata: [Int]?, sampled: SurvivalChoices.Weights?) throws -> SurvivalChoices {
    var choices = SurvivalChoices()
    choices.limits = limits
    choices.times = try ColumnList.times(at)
    choices.meanUntil = restrictedMean
    choices.weight = rho.map { .power($0) } ?? test.weight
    choices.isTrend = trend
    choices.strata = strata
    choices.sampled = sampled
    return choices
  }

  private var asksFurther: Bool {
    at != nil || restrictedMean != nil || test != .logRank || rho != nil || trend || strata != nil
      || limits != .logLog || entry != nil
  }

  /// Refuses what the weights of a sample say nothing of.
  private func check(_ weighting: SurvivalWeights?, _ suppression: Suppression?) throws {
    guard weightsAre == nil || weights != nil else {
      throw StudyError(.usage, "--weights-are says what --weights holds; name the column")
    }
    guard weighting?.kind == .sampling else { return }
    guard suppression == nil, time.cause == nil else {
      throw StudyError(
        .usage,
        "the weights of a sample do not go with " + (time.cause == nil ? "--suppress" : "--cause")
          + "; frequencies do")
    }
    guard !trend, test == .logRank, rho == nil else {
      throw StudyError(
        .usage,
        "with the weights of a sample there is the log-rank test only: leave out --test, --rho and --trend")
    }
  }

  package func answer() throws -> Answer {
    let columns = ColumnList.split(by)
    let strataColumns = ColumnList.split(strata)
    let suppression = try suppress.value(refusing: [.counts, .rates, .withheldRates], in: Self.verb)
    guard suppression == nil || time.cause == nil else {
      throw StudyError(
        .usage,
        "--suppress hides counts of the Kaplan-Meier curves only; the shares of competing causes (--cause) would give "
          + "small counts away")
    }
    guard !asksFurther || suppression == nil && time.cause == nil else {
      throw StudyError(
        .usage,
        "--at, --limits, --restricted-mean, --test, --rho, --trend, --strata and --entry are for curves in full: leave out "
          + (time.cause == nil ? "--suppress" : "--cause"))
    }
    guard rho.map({ $0 >= 0 && $0.isFinite && test == .logRank }) ?? true else {
      throw StudyError(.usage, "--rho is a power of 0 or more, beside --test log-rank only")
    }
    guard !(trend || strata != nil || test != .logRank || rho != nil) || !columns.isEmpty else {
      throw StudyError(.usage, "a test compares groups: name the column of the groups with --by")
    }
    guard entry == nil || time.start == nil else {
      throw StudyError(
        .usage, "--entry is a column of times beside --time; with --start everybody is followed from that day"
      )
    }
    let further = columns + strataColumns
    let data = try time.read(
      input, further: further + [entry, weights].compactMap(\.self), categories: Set(further), rows: .counted)
    let weighting = try weights.map {
      try SurvivalWeights($0, are: weightsAre, of: data.people)
    }
    try check(weighting, suppression)
    try entry.map { try data.people.checkNotNegative($0, what: "a time") }
    let begun = try entry.map { try data.people.column($0).numbers }
    let labels = PersonGroups(try columns.map { try data.people.column($0) }, rows: data.people.rowCount)
    let layers =
      try strataColumns.isEmpty
      ? nil
      : PersonGroups(strataColumns.map { try data.people.column($0) }, rows: data.people.rowCount)
    let known = data.times.indices.filter { row in
      data.times[row] != nil && data.endings[row] != nil && labels.numbers[row] >= 0
        && (layers.map { $0.numbers[row] >= 0 } ?? true) && (begun.map { $0[row] != nil } ?? true)
    }
    let rows = try weighting?.standing(known) ?? known
    let times = rows.map { data.times[$0] ?? 0 }
    let endings = rows.map { data.endings[$0] ?? 0 }
    let (group, levels) = labels.appearing(in: rows)
    let names = levels.map { levels in
      levels.isEmpty
        ? "Everybody"
        : labels.key(levels).parts.map { "\($0.column.replacing("_", with: " ")): \($0.value)" }
          .joined(separator: ", ")
    }
    let excluded = weighting?.leftOut(known) ?? data.times.count - known.count
    guard data.causes.isEmpty else {
      let result = try CompetingRisks(
        times: times, causes: endings, names: data.causes,
        groups: columns.isEmpty ? nil : group.map { names[$0] },
        unit: time.unitInWords, excluded: excluded, level: level.value())
      return Answer(
        result, table: result.table, sentences: result.sentences,
        notes: (weighting?.notes ?? []) + result.notes
      ) { CumulativeIncidenceFigure.make(result, context: $0) }
    }
    let strata = layers.map { layers in rows.map { layers.numbers[$0] } }
    let entries = begun.map { begun in rows.map { begun[$0] ?? 0 } }
    if let entries, let index = entries.indices.first(where: { entries[$0] >= times[$0] }) {
      throw StudyError(
        .data,
        "\(data.people.location(row: rows[index], column: try data.people.column(entry ?? ""))): this person is at risk from "
          + "\(NumberFormat.plain(entries[index])) to \(NumberFormat.plain(times[index])); it must end after it begins"
      )
    }
    let result = try SurvivalComparison(
      times: times, events: endings.map { $0 == 1 }, entries: entries, group: group, names: names,
      unit: time.unitInWords, atRiskAt: Self.marks(until: times.max() ?? 1), excluded: excluded,
      level: level.value(),
      suppression: suppression, choices: choices(strata: strata, sampled: weighting?.sampled(rows)))
    return Answer(
      result, table: result.table,
      further: (result.shares.isEmpty ? [] : [result.shareTable])
        + (result.means.isEmpty ? [] : [result.meanTable]),
      sentences: [result.headline + "."] + result.sentences,
      notes: (weighting?.notes ?? []) + result.notes,
      rounds: suppress.isOn
    ) { context in
      guard !result.curves.isEmpty else {
        throw StudyError(.data, "no curve is left to draw: every group is suppressed; leave out --figure")
      }
      return SurvivalFigure.make(result, context: context)
    }
  }

  /// Times to say at risk how many are: quarters of whole years, or steps of a round number and the last time.
  static func marks(until end: Double) -> [Double] {
    guard end > 0 else { return [0] }
    let isYears =
      [12, 52, 365, 366, 1461].contains { end <= 10 * $0 && end.truncatingRemainder(dividingBy: $0) == 0 }
      || end == 731
    if isYears { return (0...4).map { (end * Double($0) / 4).rounded(.down) } }
    let power = pow(10, log10(end / 5).rounded(.down))
    let step = [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= end / 5 } ?? end
    return stride(from: 0, to: end - 0.6 * step, by: step).map(\.self) + [end]
  }
}

/// The tests of a difference between curves.
enum SurvivalTest: String, CaseIterable, Sendable, ExpressibleByArgument {
  case logRank = "log-rank"
  case gehan
  case peto

  var weight: LogRankTest.Weight {
    switch self {
    case .logRank: .equal
    case .gehan: .atRisk
    case .peto: .survival
    }
  }
}
