import ChartGrammar
public import Reoffending
import Tables

/// A heat map of rates with their values, cells of low volume marked.
public enum OffenceByAreaFigure {
  /// Draws a grid of printed rates.
  public static func make(_ result: RateGrid, context: FigureContext) -> StudyFigure {
    let cells = result.cells.map(Cell.init)
    let chart = Chart {
      ForEach(cells, id: \.id) { cell in
        RectangleMark(x: .value("Area", cell.column), y: .value("Offence", cell.row))
          .foregroundStyle(by: .value("Rate", cell.rate))
      }
      ForEach(cells, id: \.id) { cell in
        TextMark(x: .value("Area", cell.column), y: .value("Offence", cell.row), text: Text(cell.label))
          .foregroundStyle(cell.rate > 0.64 ? Color.white : Color.black)
      }
    }
    .chartXScale(domain: result.columns)
    .chartYScale(domain: result.rows)
    .chartForegroundStyleScale(domain: 0.3...1.0)
    .chartLegend(.hidden)
    .chartXAxisLabel("")
    .chartYAxisLabel("")
    var notes = ["Only the five highest rates of each area are published; an empty cell is not a low rate."]
    if cells.contains(where: \.isLowVolume) { notes.append("*: marked as low volume in the source.") }
    return StudyFigure(
      name: context.name,
      text: FigureText(
        headline: context.headline ?? result.headline,
        subtitle: context.subtitle(measure: "Rate of reoffending by offence"), source: context.source,
        notes: notes + result.notes + context.notes),
      alternativeText: "Heat map of rates of reoffending by offence and area. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 240 + 40 * Double(max(result.rows.count, 3))),
      chart: chart)
  }

  /// One coloured cell.
  private struct Cell: Sendable {
    let row: String
    let column: String
    let rate: Double
    let label: String
    let isLowVolume: Bool

    var id: String { row + "\u{1F}" + column }

    init(_ cell: RateGrid.Cell) {
      row = cell.row
      column = cell.column
      rate = cell.rate.fraction
      isLowVolume = cell.isLowVolume
      label = NumberFormat.percent(cell.rate.fraction) + (cell.isLowVolume ? "*" : "")
    }
  }
}
