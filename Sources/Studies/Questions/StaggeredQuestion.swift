package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// Areas that began something at different times against those that did not.
package struct StaggeredQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "staggered",
    abstract:
      "Difference in differences where areas began at different times: by time since, and altogether.",
    discussion: """
      printf '%s\\n' area,year,cohort,reoffenders,began A,2020,500,160,2021 \\
        A,2021,510,140,2021 A,2022,505,130,2021 B,2020,700,210,2022 \\
        B,2021,690,215,2022 B,2022,710,190,2022 C,2020,800,244, \\
        C,2021,790,240, C,2022,805,243, > areas.csv
      reoffending staggered areas.csv --time year --by area --start began

      The column of --start has the first period in which an area had what was done, and nothing where it never did. Each group \
      of areas that began together is compared with those that never did (or, with --controls not-yet, had not by then), and \
      the effects are averaged by the time since the beginning, over the areas and over the periods (Callaway and Sant'Anna). \
      One regression with areas and periods would take areas that began early as controls of the later ones.

      Of a table with a row a person, --covariates age,sex compares people alike in these: differences between the areas and \
      the periods in what people they have are taken off.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var panel: PanelOptions

  @Option(help: "The column of the first period in which an area had what was done; empty for never.")
  var start: String

  @Option(help: "Whom areas are compared with: never, or not-yet for those that begin later as well.")
  var controls = GroupTimeEffects.Controls.never

  @Option(
    help:
      "What varies by itself: areas, or people; else areas where each beginning has two of them, and people.")
  var errors: GroupTimeEffects.Errors?

  @Option(help: "What people are to be alike in, columns separated by commas; a row is a person then.")
  var covariates: String?

  @Option(
    help: """
      With --covariates: reg (a regression of the others), ipw (weights by the odds of having begun) or dr, both, of which one \
      has to be right.
      """)
  var method: GroupTimeEffects.Adjustment?

  @Flag(help: "Limits by time since the beginning hold all at once, by 9,999 draws.")
  var simultaneous = false

  @Option(help: "The seed of the draws.")
  var seed: UInt64 = 1

  package init() {}

  package func answer() throws -> Answer {
    if errors == .people, panel.value != nil {
      throw StudyError(.usage, "--errors people is for rates; --value \(panel.value ?? "") has no people")
    }
    guard method == nil || covariates != nil else {
      throw StudyError(.usage, "--method says how --covariates are taken off; name them")
    }
    let (result, notes) =
      try covariates == nil
      ? (
        StaggeredEffects(
          panel.panel(input, start: start), controls: controls, errors: errors,
          simultaneous: simultaneous ? 9999 : nil, seed: seed, level: level.value()), []
      ) : adjusted(ColumnList.split(covariates))
    return Answer(
      result, table: result.table, further: [result.effectsTable], sentences: result.sentences,
      notes: notes + result.notes
    ) { context in
      StaggeredFigure.make(result, context: context)
    }
  }

  /// The effects on people who are alike in some columns, and what must be known of those left out.
  private func adjusted(_ names: [String]) throws -> (StaggeredEffects, [String]) {
    guard !names.isEmpty else { throw StudyError(.usage, "--covariates names no column") }
    guard panel.value == nil, errors != .units else {
      throw StudyError(
        .usage, "--covariates are of people, who vary by themselves: leave out --value and --errors areas")
    }
    if let own = names.first(where: { [panel.by, panel.time, start].contains($0) }) {
      throw StudyError(
        .usage,
        "--covariates has \(own), which is what areas and periods are told by; people of one cannot differ in it"
      )
    }
    let file = try input.file()
    guard let outcome = input.columns.resolved(among: file.columns).outcome else {
      throw StudyError(
        .data,
        "\(file.source) has no column that says whether a person reoffended; --covariates need a row a person, and the "
          + "outcome is named with --outcome")
    }
    let data = try ModelInput(
      input, columns: [panel.by, panel.time, outcome] + names, categories: [panel.by, panel.time])
    try data.people.checkOutcome(outcome)
    let frame = try PeopleFrame(data.people, columns: [panel.by, panel.time, outcome] + names)
    let rows = (0..<frame.frame.rows).filter { frame.frame.complete?[$0] ?? true }
    let (areas, times) = (try data.people.column(panel.by).texts, try data.people.column(panel.time).texts)
    let outcomes = try data.people.column(outcome).numbers
    let columns = try frame.frame.numbers(of: names, rows: rows)
    let result = try StaggeredEffects(
      panel.panel(input, start: start), areas: rows.map { areas[$0] ?? "" },
      times: rows.map { times[$0] ?? "" }, reoffended: rows.map { outcomes[$0] == 1 },
      covariates: (names, columns), adjusting: method ?? .doublyRobust, controls: controls,
      simultaneous: simultaneous ? 9999 : nil, seed: seed, level: level.value())
    return (result, frame.notes)
  }
}

extension ModelFrame {
  /// Columns as numbers: a category has a column for each of its levels that occur but the one compared with.
  fileprivate func numbers(of names: [String], rows: [Int]) throws -> [[Double]] {
    try names.flatMap { name -> [[Double]] in
      guard let column = columns[name] else { throw ModelError.unknownColumn(name, known: self.names) }
      switch column.content {
      case .numeric(let values): return [rows.map { values[$0] }]
      case .categorical(let codes, let levels, let reference):
        let found = Set(rows.map { Int(codes[$0]) })
        let base = found.contains(reference) ? reference : found.min() ?? 0
        return levels.indices.filter { $0 != base && found.contains($0) }.map { level in
          rows.map { Int(codes[$0]) == level ? 1 : 0 }
        }
      }
    }
  }
}
