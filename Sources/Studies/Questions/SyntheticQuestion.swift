package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// One area against a mixture of others that was like it before.
package struct SyntheticQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "synthetic",
    abstract:
      "Synthetic control: one area after a change against a mixture of others that was like it before.",
    discussion: """
      printf '%s\\n' area,year,cohort,reoffenders Here,2018,500,160 \\
        Here,2019,510,150 Here,2020,505,155 Here,2021,490,120 \\
        A,2018,700,205 A,2019,690,190 A,2020,710,203 A,2021,705,200 \\
        B,2018,800,280 B,2019,810,262 B,2020,790,268 B,2021,805,272 \\
        C,2018,600,150 C,2019,620,151 C,2020,610,153 C,2021,615,155 > areas.csv
      reoffending synthetic areas.csv --time year --by area \\
        --area Here --change 2021

      The other areas are mixed, with weights of 0 or more that add up to 1, so that the mixture follows the area as nearly as \
      possible before the change. The same is then done for every other area as if the change had been there: by how much the \
      area stands out among them is all that can be claimed, and with fewer than twenty areas it cannot be beyond chance at 95 per \
      cent. Leave areas out that the change reached, or that had a change of their own, with --without.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var panel: PanelOptions

  @Option(help: "The area where something changed.")
  var area: String

  @Option(help: "The first period after the change.")
  var change: String

  @Option(help: "Areas that are not to be mixed, separated by commas.")
  var without: String?

  @Option(help: "What --figure draws: lines of the area and the mixture, or gaps of all areas.")
  var draw = SyntheticFigure.Form.lines

  package init() {}

  package func answer() throws -> Answer {
    let left = ColumnList.split(without)
    if left.contains(area) { throw StudyError(.usage, "--without has the area itself, \(area)") }
    let all = try panel.panel(input)
    try GroupNames.check([area] + left, among: all.areas, of: "\(panel.by), with a figure of every period,")
    let result = try SyntheticArea(all.without(left), area: area, change: change, level: level.value())
    let form = draw
    return Answer(
      result, table: result.table, further: [result.areasTable], sentences: result.sentences,
      notes: result.notes
    ) { context in
      SyntheticFigure.make(result, form: form, context: context)
    }
  }
}
