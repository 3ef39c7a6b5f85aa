package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// A trial of whole clusters.
package struct TrialQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "trial",
    abstract:
      "A trial of whole clusters (areas, prisons), in parallel or one after the other (stepped wedge).",
    discussion: """
      printf '%s\\n' prison,arm,cohort,reoffenders A,yes,60,21 B,yes,75,24 \\
        C,yes,52,15 D,no,66,30 E,no,71,29 F,no,58,27 > prisons.csv
      reoffending trial prisons.csv --cluster prison --arm arm

      A row is a cluster (with --time, in a period), or a person. --arm says whether the cluster had what is tried: yes or no, or \
      the words of --arm-is. People of one cluster are alike, so that people cannot be counted one by one: parallel arms are \
      compared by the means of their clusters and by a mixed model of people, a stepped wedge by the mixed model with a mean for \
      each period (Hussey and Hughes); both by exchanging the clusters. calc cluster plans such a trial.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The column that names the clusters.")
  var cluster: String

  @Option(help: "The column that says whether a cluster had what is tried.")
  var arm: String

  @Option(help: "The words of --arm that mean that it had, separated by commas; else yes, 1 or true.")
  var armIs: String?

  @Option(help: "The column that names the period, where there are several.")
  var time: String?

  @Option(help: "How many allocations are drawn where there are more.")
  var draws = 9999

  @Option(help: "The seed of the draws.")
  var seed: UInt64 = 1

  package init() {}

  package func answer() throws -> Answer {
    guard draws >= 100 else { throw StudyError(.usage, "--draws \(draws): at least 100 are needed") }
    let table = try input.cohorts(by: [cluster, arm] + [time].compactMap(\.self))
    let words = armIs.map { ColumnList.split($0) }
    try GroupNames.check(words ?? [], among: Set(table.groups.map { $0.key.parts[1].value }), of: arm)
    let yes = words.map { Set($0) }
    let counts = try table.groups.map { group in
      let parts = group.key.parts.map(\.value)
      guard let trials = group.trials, let events = group.events?.nearest, trials > 0 else {
        throw StudyError(.data, "\(group.key): the number of people and of reoffenders are needed")
      }
      return TrialOfClusters.Count(
        cluster: parts[0], time: parts.count > 2 ? parts[2] : "", isTreated: try had(parts[1], yes),
        trials: trials, events: events)
    }
    var times: [String] = []
    for count in counts where !times.contains(count.time) { times.append(count.time) }
    let result = try TrialOfClusters(
      counts, times: time == nil ? times : PeriodOrder.sorted(times, dates: input.dates), draws: draws,
      seed: seed,
      level: level.value(), notes: table.notes)
    return Answer(
      result, table: result.table, further: [result.effectTable], sentences: result.sentences,
      notes: result.notes
    ) { context in
      TrialFigure.make(result, context: context)
    }
  }

  private func had(_ text: String, _ yes: Set<String>?) throws -> Bool {
    if let yes { return yes.contains(text) }
    switch text.lowercased() {
    case "yes", "y", "1", "true": return true
    case "no", "n", "0", "false": return false
    default:
      throw StudyError(
        .usage,
        "\(arm) has “\(text)”, which is neither yes nor no; name the words that mean yes with --arm-is")
    }
  }
}
