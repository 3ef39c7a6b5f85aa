import ChartGrammar
import Numbers
public import Reoffending
import Tables

/// A heat map of rates with their values, cells of low volume marked.
public enum OffenceByAreaFigure {
  /// Draws a grid of printed rates.
  public static func make(_ result: RateGrid, context: FigureContext) -> StudyFigure {
    let cells = result.cells.map(Cell.init)
    let classes = RateClasses(cells.map(\.rate))
    let printed = Set(cells.map(\.id))
    let gaps = result.rows.flatMap { row in result.columns.map { Gap(row: row, column: $0) } }
      .filter { !printed.contains($0.id) }
    let chart = Chart {
      ForEach(gaps, id: \.id) { gap in
        RectangleMark(x: .value("Area", gap.column), y: .value("Offence", gap.row))
          .foregroundStyle(ThemeStyle.quaternary.opacity(0.35))
          .annotation(position: .overlay) { Text("not printed").foregroundStyle(ThemeStyle.secondary) }
      }
      ForEach(cells, id: \.id) { cell in
        RectangleMark(x: .value("Area", cell.column), y: .value("Offence", cell.row))
          .foregroundStyle(by: .value("Rate", classes.names[classes.index(of: cell.rate)]))
          .annotation(position: .overlay) { Text(cell.label) }
          .accessibilityLabel("\(cell.row), \(cell.column): \(cell.label)")
      }
      ForEach(cells.filter(\.isLowVolume), id: \.id) { cell in
        HatchMark(x: .value("Area", cell.column), y: .value("Offence", cell.row))
          .foregroundStyle(classes.hatch(over: cell.rate))
      }
    }
    .chartXScale(domain: result.columns)
    .chartYScale(domain: result.rows)
    .chartForegroundStyleScale(domain: classes.names, range: classes.shades)
    .chartLegend(.visible)
    .chartXAxisLabel("")
    .chartYAxisLabel("")
    var notes: [String] = []
    if cells.count < result.rows.count * result.columns.count {
      notes.append("Grey: no rate is printed, which is not a low one.")
    }
    if cells.contains(where: \.isLowVolume) {
      notes.append("Hatched, *: marked as low volume in the source.")
    }
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Rate of reoffending by offence", notes: notes + result.notes),
      alternativeText: "Heat map of rates of reoffending by offence and area. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 240 + 40 * Double(max(result.rows.count, 3))),
      chart: chart)
  }

  /// A cell without a rate.
  private struct Gap: Sendable {
    let row: String
    let column: String

    var id: String { row + "\u{1F}" + column }
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
