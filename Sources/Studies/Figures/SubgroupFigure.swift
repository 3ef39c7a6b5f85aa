import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// The effect of a programme in each group that was looked at, below that of all.
public enum SubgroupFigure {
  /// Draws a row a group, in the order of the columns.
  public static func make(
    _ subgroups: ProgrammeSubgroups, _ result: ProgrammeComparison, context: FigureContext
  ) -> StudyFigure {
    let all = Row(name: "All people", difference: result.binary.difference, pValue: result.binary.test.pValue)
    let rows =
      [all]
      + subgroups.groups.map { group in
        Row(
          name: "\(group.column.replacing("_", with: " ")): \(group.value)", difference: group.difference,
          pValue: group.adjustedPValue)
      }
    let measure = "Difference in the share that reoffended"
    let differing = subgroups.heterogeneity.filter { $0.test.pValue < result.choices.level.alpha }
    let headline =
      differing.isEmpty
      ? "Nothing says that the effect of \(result.programme) differs between the groups looked at"
      : "The effect of \(result.programme) differs by "
        + Words.list(differing.map { $0.column.replacing("_", with: " ") })
    let chart = Chart {
      RuleMark(x: .value("No difference", 0.0)).foregroundStyle(ThemeStyle.primary)
      ForEach(rows, id: \.name) { row in
        ErrorBarMark(
          xStart: .value(measure, row.lower), xEnd: .value(measure, row.upper), y: .value("Group", row.name)
        ).foregroundStyle(row.name == all.name ? ThemeStyle.primary : ThemeStyle.focus)
      }
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value(measure, row.value), y: .value("Group", row.name))
          .symbol(row.name == all.name ? .diamond : .circle).symbolSize(row.name == all.name ? 140 : 90)
          .foregroundStyle(row.name == all.name ? ThemeStyle.primary : ThemeStyle.focus)
      }
    }
    .chartYScale(domain: rows.map(\.name))
    .chartXAxis { AxisMarks(format: .percent.signed()) }
    .chartXAxisLabel("←\u{A0}less\u{A0}reoffending | \(measure.lowercased()) | more\u{A0}→")
    .chartTextColumns([
      TextColumn("Points", of: rows, named: \.name) { NumberFormat.signedPoints($0.value) },
      TextColumn("p, adjusted", of: rows, named: \.name) { NumberFormat.pValue($0.pValue) },
    ])
    return StudyFigure(
      name: context.name,
      text: context.text(
        headline, measure: "Effect on the share that reoffended, \(subgroups.looks) looks at groups",
        notes: [
          "Lines: \(Words.percent(result.choices.level)) intervals, not adjusted. p of groups: adjusted for "
            + "\(subgroups.looks) looks (Holm)."
        ]),
      alternativeText: "Dot plot with intervals of \(rows.count) effects. \(headline). "
        + rows.map { "\($0.name): \(NumberFormat.signedPoints($0.value)) percentage points." }
        .joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count, notes: 1), chart: chart)
  }

  private struct Row: Sendable {
    let name: String
    let value: Double
    let lower: Double
    let upper: Double
    let pValue: Double

    init(name: String, difference: Estimate, pValue: Double) {
      self.name = name
      let value = difference.value ?? 0
      self.value = value
      lower = difference.interval?.lower ?? value
      upper = difference.interval?.upper ?? value
      self.pValue = pValue
    }
  }
}
