package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// A rate over time: the same period of last year, seasons, and the next periods with a fan.
package struct ForecastQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "A rate against the same period of last year, its seasons, and the next periods with a fan.",
    discussion: """
      printf '%s\\n' quarter,cohort,reoffenders 2021Q1,900,270 2021Q2,880,262 \\
        2021Q3,910,280 2021Q4,905,268 2022Q1,890,255 2022Q2,900,250 \\
        2022Q3,915,262 2022Q4,898,251 > quarters.csv
      reoffending forecast quarters.csv --time quarter --ahead 4 \\
        --figure fan.png

      Each period is compared with the same one of the year before (limits of Newcombe, p-values adjusted by Holm), and \
      the seasons are tested beside a straight trend. The next periods are forecast by the method that would have been off \
      least from every earlier period: the last rate again, the same season of last year, exponential smoothing, or a \
      drifting rate seen through binomial counts. Where a naive forecast wins, that is said and it is the one given. \
      Periods before October 2015 are left out unless --break none says otherwise.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var breakOption: BreakOption

  @Option(help: "The column that names the period.")
  var time: String

  @Option(help: "How many periods are forecast.")
  var ahead = 4

  @Option(help: "The method: naive, seasonal-naive, smoothing or binomial-level; else the best.")
  var method: ForecastMethod?

  @Flag(
    name: .customLong("in-order"), help: "The rows stand in order of time; names of periods are not read.")
  var inOrder = false

  package init() {}

  package func answer() throws -> Answer {
    guard (1...40).contains(ahead) else {
      throw StudyError(.usage, "--ahead \(ahead): from 1 to 40 periods can be forecast")
    }
    let options = try TrendOptions(level: level.value(), dates: input.dates, isInOrder: inOrder)
    let breaks = try breakOption.breaks()
    let file = try input.file()
    let ends = TrendTimes.ends(of: time) { file.firstColumn(among: [$0])?.name }
    let series: ForecastSeries
    if let wanted = input.columns.peopleColumns(of: file, by: [time] + ends) {
      series = try ForecastSeries(
        input.people(of: file, columns: wanted), time: time, ends: ends, names: input.columns, breaks: breaks,
        options: options)
    } else {
      series = try ForecastSeries(
        input.table(of: file, making: [time]), time: time, names: input.columns, breaks: breaks,
        options: options)
    }
    if method == .seasonalNaive, series.season == nil {
      throw StudyError(
        .usage, "--method seasonal-naive needs periods that are parts of a year, such as quarters")
    }
    let result = try RateForecast(
      series.points, season: series.season, ahead: ahead, names: series.nextNames(ahead), method: method,
      level: level.value(), notes: series.notes)
    return Answer(
      result, table: result.table, further: result.furtherTables, sentences: result.sentences,
      notes: result.notes
    ) { context in ForecastFigure.make(result, context: context) }
  }
}
