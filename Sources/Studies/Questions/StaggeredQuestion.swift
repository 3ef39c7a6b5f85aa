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

  @Flag(help: "Limits by time since the beginning hold all at once, by 9,999 draws.")
  var simultaneous = false

  @Option(help: "The seed of the draws.")
  var seed: UInt64 = 1

  package init() {}

  package func answer() throws -> Answer {
    if errors == .people, panel.value != nil {
      throw StudyError(.usage, "--errors people is for rates; --value \(panel.value ?? "") has no people")
    }
    let result = try StaggeredEffects(
      panel.panel(input, start: start), controls: controls, errors: errors,
      simultaneous: simultaneous ? 9999 : nil, seed: seed, level: level.value())
    return Answer(
      result, table: result.table, further: [result.effectsTable], sentences: result.sentences,
      notes: result.notes
    ) { context in
      StaggeredFigure.make(result, context: context)
    }
  }
}
