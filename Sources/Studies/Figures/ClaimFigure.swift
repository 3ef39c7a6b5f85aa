import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// How many crimes of each kind a claimed saving takes, on a logarithmic axis.
public enum ClaimFigure {
  /// Draws a row a kind of crime, the most first.
  public static func make(_ result: SavingClaim, context: FigureContext) -> StudyFigure {
    let rows = result.rows.sorted { $0.crimesPerYear > $1.crimesPerYear }
    let least = rows.map(\.crimesPerYear).min() ?? 1
    let most = rows.map(\.crimesPerYear).max() ?? 10
    let chart = Chart {
      ForEach(rows.filter { ($0.fall ?? 0) <= 1 }, id: \.offence) { row in
        PointMark(x: .value("Crimes", row.crimesPerYear), y: .value("Offence", row.offence)).symbolSize(120)
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(rows.filter { ($0.fall ?? 0) > 1 }, id: \.offence) { row in
        PointMark(x: .value("Crimes", row.crimesPerYear), y: .value("Offence", row.offence)).symbol(.cross)
          .symbolSize(140)
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
    }
    .chartYScale(domain: rows.map(\.offence))
    .chartXScale(domain: least / 2...most * 2, type: .log)
    .chartXAxisLabel("Crimes avoided in a year, on a logarithmic scale")
    .chartTextColumns(
      [
        TextColumn("Pounds each", of: rows, named: \.offence) {
          Pounds.text($0.unitCost < 10 ? $0.unitCost : $0.unitCost.rounded())
        },
        TextColumn("A year", of: rows, named: \.offence) {
          number($0.crimesPerYear, decimals: $0.crimesPerYear < 10 ? 1 : 0)
        },
        TextColumn("A day", of: rows, named: \.offence) {
          number($0.crimesPerDay, decimals: $0.crimesPerDay < 10 ? 2 : 0)
        },
      ]
        + (result.terms.people == nil
          ? []
          : [
            TextColumn("A person", of: rows, named: \.offence) {
              number($0.perPerson ?? 0, decimals: 2)
            }
          ])
        + (result.terms.reoffencesEach == nil
          ? []
          : [TextColumn("Fall", of: rows, named: \.offence) { NumberFormat.percent($0.fall ?? 0) }])
    )
    .chartLegend(.hidden)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline,
        measure:
          "Crimes avoided that are worth \(Pounds.text(result.terms.pounds)) a \(result.terms.period.rawValue), by kind",
        notes: [
          "Each row supposes that all of the saving comes from crimes of its kind."
            + (rows.contains { ($0.fall ?? 0) > 1 } ? " Crosses: more than the people commit." : "")
        ]),
      alternativeText: "Dot plot of crimes that a claimed saving takes. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count, notes: 1), chart: chart)
  }

  /// A number of crimes; less than half of the last decimal is no 0.
  private static func number(_ value: Double, decimals: Int) -> String {
    let text = NumberFormat.fixed(value, decimals: decimals)
    guard value > 0, Double(text) == 0 else { return text }
    return "under \(decimals == 1 ? "0.1" : "0.01")"
  }
}
