import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Relative rate indices with limits on a logarithmic axis, a small chart a stage.
public enum DisparityFigure {
  /// Draws the groups that have an index, in the order of the table.
  public static func make(_ result: RelativeRates, context: FigureContext) -> StudyFigure {
    let rows = result.rows.compactMap(Row.init)
    let limits: [Double] = rows.flatMap { (row: Row) -> [Double] in [row.lower, row.upper, 1.0] }
    let least = min(0.8, 0.9 * (limits.min() ?? 0.5))
    let most = max(1.25, 1.1 * (limits.max() ?? 2))
    let ratios = RatioColumn(rows.map(\.index))
    var names: [String] = []
    for row in rows where !names.contains(row.name) { names.append(row.name) }
    let charts = result.stages.dropFirst().compactMap { stage -> Chart? in
      let own = rows.filter { $0.stage == stage }
      guard !own.isEmpty else { return nil }
      return Chart {
        RuleMark(x: .value("As often", 1.0)).foregroundStyle(ThemeStyle.secondary)
        ForEach(own, id: \.name) { row in
          RuleMark(
            xStart: .value("Index", row.lower), xEnd: .value("Index", row.upper), y: .value("Group", row.name)
          ).foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 3))
        }
        ForEach(own, id: \.name) { row in
          PointMark(x: .value("Index", row.value), y: .value("Group", row.name))
            .symbol(row.isDistinct ? .circle : .ring).symbolSize(110)
        }.foregroundStyle(ThemeStyle.focus)
      }
      .chartXScale(domain: least...most, type: .log)
      .chartYScale(domain: names)
      .chartXAxisLabel(RatioAxis.title("times as often as \(result.reference)", of: "\u{A0}often"))
      .chartTextColumns([
        TextColumn("Index", of: own, named: \.name) { ratios.text($0.index) }
      ])
      .chartTitle(
        "\(stage.asHeading), of \(result.stages[(result.stages.firstIndex(of: stage) ?? 1) - 1].replacing("_", with: " "))"
      )
      .chartLegend(.hidden)
    }
    let without = result.rows.filter { $0.reason != nil }.map {
      "\($0.key) (\($0.stage.replacing("_", with: " ")))"
    }
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Relative rate index by stage, compared with \(result.reference)",
        notes: [
          "Lines: \(Words.percent(result.level)) intervals. Filled circles: the interval lies on one side of 1. Rings: no clear difference."
        ] + (without.isEmpty ? [] : ["No index, because numbers are small: \(Words.list(without))."])),
      alternativeText: "Dot plots of relative rate indices, one a stage. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table,
      size: Size(
        width: 900, height: 200 + Double(charts.count) * (110 + 36 * Double(max(2, names.count)))),
      panels: ChartPanels(.vertical, sharing: .horizontal) { charts })
  }

  /// One index.
  private struct Row: Sendable {
    let name: String
    let stage: String
    let value: Double
    let lower: Double
    let upper: Double
    let index: Estimate

    init?(_ row: RelativeRates.Row) {
      guard let index = row.index, let value = index.value, let interval = index.interval, value > 0,
        interval.lower > 0, interval.upper.isFinite
      else { return nil }
      name = row.key.description
      stage = row.stage
      self.value = value
      lower = interval.lower
      upper = interval.upper
      self.index = index
    }

    var isDistinct: Bool { lower > 1 || upper < 1 }
  }
}
