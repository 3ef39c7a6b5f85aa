import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// A breakdown as shaded cells: the first column down, the second across, rates in the cells.
public enum BreakdownFigure {
  /// Draws the rates by the first two columns, over all values of any others; of one column, its values only.
  public static func make(_ result: PublishedBreakdown, context: FigureContext) -> StudyFigure {
    let cells = result.rows.compactMap { Cell($0, columns: result.columns.count) }
    let hidden = result.rows.filter { $0.rate.isSuppressed || $0.rate.isRateWithheld }
      .compactMap { Place($0.key, columns: result.columns.count) }
    let places = cells.map { Place(row: $0.row, column: $0.column) } + hidden
    let (ofRows, ofColumns) = (Set(places.map(\.row)), Set(places.map(\.column)))
    let rows = result.values[0].filter(ofRows.contains)
    let columns = result.columns.count > 1 ? result.values[1].filter(ofColumns.contains) : ["Rate"]
    let known = Set(places.map(\.id))
    let empty = rows.flatMap { row in
      columns.map { Place(row: row, column: $0) }.filter { !known.contains($0.id) }
    }
    let values = cells.filter { !$0.isUnreliable }.map(\.rate)
    let classes = RateClasses(values.isEmpty ? cells.map(\.rate) : values)
    let chart = Chart {
      ForEach(cells, id: \.id) { cell in
        RectangleMark(
          x: .value("Column", cell.column), y: .value("Row", cell.row), width: .inset(2), height: .inset(2)
        ).foregroundStyle(by: .value("Rate", classes.names[classes.index(of: cell.rate)]))
          .accessibilityLabel("\(cell.row), \(cell.column): \(cell.text)")
      }
      ForEach(cells.filter(\.isUnreliable), id: \.id) { cell in
        HatchMark(
          x: .value("Column", cell.column), y: .value("Row", cell.row), width: .inset(2), height: .inset(2)
        ).foregroundStyle(classes.hatch(over: cell.rate))
      }
      ForEach(hidden, id: \.id) { place in
        RectangleMark(
          x: .value("Column", place.column), y: .value("Row", place.row), width: .inset(2), height: .inset(2)
        ).accessibilityLabel("\(place.row), \(place.column): not published")
      }.foregroundStyle(ThemeStyle.quaternary.opacity(0.35))
      ForEach(hidden, id: \.id) { place in
        TextMark(
          x: .value("Column", place.column), y: .value("Row", place.row), text: Text("not published"))
      }.foregroundStyle(ThemeStyle.secondary)
      ForEach(empty, id: \.id) { place in
        TextMark(x: .value("Column", place.column), y: .value("Row", place.row), text: Text("none"))
      }.foregroundStyle(ThemeStyle.secondary)
      ForEach(cells, id: \.id) { cell in
        TextMark(
          x: .value("Column", cell.column), y: .value("Row", cell.row), text: Text(cell.text)
        ).foregroundStyle(classes.letters(over: cell.rate))
      }
    }
    .chartXScale(domain: columns)
    .chartYScale(domain: rows)
    .chartForegroundStyleScale(domain: classes.names, range: classes.shades)
    .chartXAxisLabel(result.columns.count > 1 ? words(result.columns[1]) : "")
    .chartYAxisLabel("")
    .chartLegend(.visible)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline,
        measure: "Share of people who reoffended by " + Words.list(result.columns.prefix(2).map(words)),
        notes: [
          [
            cells.contains(where: \.isUnreliable) ? "Hatched, [u]: on few people, of low reliability." : nil,
            empty.isEmpty ? nil : "none: no rate, for want of people.",
            hidden.isEmpty ? nil : "Grey: not published, because counts are small.",
          ].compactMap(\.self).joined(separator: " ")
        ].filter { !$0.isEmpty }),
      alternativeText: "Table of shaded cells with rates of reoffending. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table,
      size: Size(
        width: max(760, 260 + 110 * Double(columns.count)), height: 220 + 42 * Double(max(3, rows.count))),
      chart: chart)
  }

  private static func words(_ column: String) -> String {
    // band(previous_offences, 0, 1-2) is about previous offences.
    let inner =
      column.contains("(")
      ? String(column.drop { $0 != "(" }.dropFirst().prefix { $0 != "," && $0 != ")" }) : column
    return inner.replacing("_", with: " ").replacing("\"", with: "")
  }

  /// A place of the grid without a rate.
  private struct Place: Sendable {
    let row: String
    let column: String
    var id: String { "\(row)\u{1F}\(column)" }

    init(row: String, column: String) {
      self.row = row
      self.column = column
    }

    /// The place of a row of the result; nil where it is of further columns.
    init?(_ key: GroupKey, columns: Int) {
      guard key.parts.dropFirst(2).allSatisfy({ $0.value == PublishedBreakdown.all }) else { return nil }
      row = key.parts[0].value
      column = columns > 1 ? key.parts[1].value : "Rate"
    }
  }

  /// One cell.
  private struct Cell: Sendable {
    let row: String
    let column: String
    let rate: Double
    let isUnreliable: Bool

    init?(_ source: PublishedBreakdown.Row, columns: Int) {
      guard let rate = source.rate.rate?.value, let place = Place(source.key, columns: columns) else {
        return nil
      }
      row = place.row
      column = place.column
      self.rate = rate
      isUnreliable = source.rate.isLowReliability
    }

    var id: String { "\(row)\u{1F}\(column)" }
    var text: String { NumberFormat.percent(rate) + (isUnreliable ? " [u]" : "") }
  }
}
