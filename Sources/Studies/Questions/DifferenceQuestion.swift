package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// The change where something was done against the change where nothing was.
package struct DifferenceQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "difference",
    abstract: "Difference in differences: the change where something was done, less that of a control.",
    discussion: """
      printf '%s\\n' area,year,cohort,reoffenders Here,2019,500,160 \\
        Here,2020,510,165 Here,2021,505,130 There,2019,700,210 \\
        There,2020,690,215 There,2021,710,212 > areas.csv
      reoffending difference areas.csv --time year --by area \\
        --treated Here --change 2021

      The groups of --treated are compared with all others (or those of --control), before and after the first period of \
      the change. Whether both sides moved alike before is tested where several periods before are known. One change at \
      one time: for groups that began at different times see staggered, for one group among many see synthetic.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The column that names the period.")
  var time: String

  @Option(help: "The column that names the groups.")
  var by: String

  @Option(help: "The groups where something was done, separated by commas.")
  var treated: String

  @Option(help: "The groups that they are compared with, separated by commas; else all others.")
  var control: String?

  @Option(help: "The first period after the change.")
  var change: String

  package init() {}

  package func answer() throws -> Answer {
    let table = try input.cohorts(by: [by, time])
    let known = Set(table.groups.map { $0.key.parts[0].value })
    let own = ColumnList.split(treated)
    let others = ColumnList.split(control)
    try GroupNames.check(own + others, among: known, of: by)
    if let both = own.first(where: others.contains) {
      throw StudyError(.usage, "\(both) is both among --treated and among --control")
    }
    var names: [String] = []
    var counts: [DifferenceInDifferences.Count] = []
    for group in table.groups {
      let (name, period) = (group.key.parts[0].value, group.key.parts[1].value)
      guard own.contains(name) || others.isEmpty || others.contains(name) else { continue }
      guard let trials = group.trials, let events = group.events?.nearest else {
        throw StudyError(.data, "\(group.key): the number of people and of reoffenders are needed")
      }
      if !names.contains(period) { names.append(period) }
      counts.append(
        DifferenceInDifferences.Count(
          time: period, isTreated: own.contains(name), events: events, trials: trials))
    }
    let result = try DifferenceInDifferences(
      counts, times: PeriodOrder.sorted(names, dates: input.dates), change: change, level: level.value(),
      notes: table.notes)
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      DifferenceFigure.make(result, context: context)
    }
  }
}
