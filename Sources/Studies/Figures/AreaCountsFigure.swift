import ChartGrammar
import Numbers
import Reoffending
import Tables

/// Counts of areas as bars: shading would show how many people live there, in an area as large as they happen to share.
enum AreaCountsFigure {
  /// Draws the areas by their number, the largest first.
  static func make(_ result: AreaValues, context: FigureContext) -> StudyFigure {
    let areas = result.areas.enumerated().sorted {
      (-$0.element.value, $0.offset) < (-$1.element.value, $1.offset)
    }.map(\.element)
    let chart = Chart {
      ForEach(areas, id: \.name) { area in
        BarMark(x: .value(result.measure, area.value), y: .value("Area", area.name))
      }.foregroundStyle(ThemeStyle.focus)
    }
    .chartYScale(domain: areas.map(\.name))
    .chartRowNames(bold: context.focus)
    .chartXAxisLabel(result.measure)
    .chartTextColumns([TextColumn(result.measure, of: areas, named: \.name, text: \.number.text)])
    .chartLegend(.hidden)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: result.measure,
        notes: ["Numbers are drawn as bars, not as shades of a map."]),
      alternativeText: "Bar chart of \(areas.count) areas. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: FigureSize.rows(areas.count), chart: chart)
  }
}
