import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// A breakdown as shaded cells: the first column down, the second across, a panel for each value of the third, rates in the
/// cells.
public enum BreakdownFigure {
  /// Draws the rates by the first two columns, and by the third where its panels find room, over all values of any others; of
  /// one column, its values only.
  public static func make(_ result: PublishedBreakdown, context: FigureContext) -> StudyFigure {
    let panels = panels(result)
    let count = result.columns.count
    let grids = panels.map { Grid(result, columns: count, third: $0) }
    let places = grids.flatMap { $0.cells.map { Place(row: $0.row, column: $0.column) } + $0.hidden }
    let (ofRows, ofColumns) = (Set(places.map(\.row)), Set(places.map(\.column)))
    let rows = result.values[0].filter(ofRows.contains)
    let columns = count > 1 ? result.values[1].filter(ofColumns.contains) : ["Rate"]
    let cells = grids.flatMap(\.cells)
    let values = cells.filter { !$0.isUnreliable }.map(\.rate)
    let classes = RateClasses(values.isEmpty ? cells.map(\.rate) : values)
    let charts = zip(panels, grids).enumerated().map { place, pair in
      let cells = chart(pair.1, rows: rows, columns: columns, classes: classes)
        .chartXAxisLabel(count > 1 ? words(result.columns[1]) : "")
        .chartYAxisLabel("")
      guard let panel = pair.0 else { return cells.chartLegend(.visible) }
      let named = cells.chartTitle("\(words(result.columns[2]).withCapital): \(panel)")
      return place == 0 ? legend(named, classes) : named.chartLegend(.hidden)
    }
    let isEmpty = grids.contains { grid in
      !rows.allSatisfy { row in columns.allSatisfy { grid.known.contains(Place(row: row, column: $0).id) } }
    }
    let drawn = panels.count > 1 ? 3 : 2
    let notes = [
      cells.contains(where: \.isUnreliable) ? "Hatched, [u]: on few people, of low reliability." : nil,
      isEmpty ? "none: no rate, for want of people." : nil,
      grids.allSatisfy(\.hidden.isEmpty) ? nil : "Grey: not published, because counts are small.",
      count > drawn
        ? "Over all of \(Words.list(result.columns.dropFirst(drawn).map(words))); the table has each." : nil,
    ].compactMap(\.self).joined(separator: " ")
    let height = 42 * Double(max(3, rows.count))
    let text = context.text(
      result.headline,
      measure: "Share of people who reoffended by "
        + Words.list(result.columns.prefix(drawn).map(words)),
      notes: [notes].filter { !$0.isEmpty })
    let alternative =
      "Table of shaded cells with rates of reoffending. \(result.headline). "
      + result.sentences.joined(separator: " ")
    let width = max(760, 260 + 110 * Double(columns.count))
    guard charts.count > 1 else {
      return StudyFigure(
        name: context.name, text: text, alternativeText: alternative, table: result.table,
        size: Size(width: width, height: 220 + height), chart: charts[0])
    }
    return StudyFigure(
      name: context.name, text: text, alternativeText: alternative, table: result.table,
      size: Size(width: width, height: 160 + Double(charts.count) * (90 + height)),
      panels: ChartPanels(.vertical, sharing: .horizontal) { charts })
  }

  /// A chart with all classes in its legend, of which it may have some only.
  private static func legend(_ chart: Chart, _ classes: RateClasses) -> Chart {
    chart.chartLegend(position: .top) {
      HStack {
        ForEach(classes.names.indices, id: \.self) { index in
          HStack {
            Rectangle().fill(classes.shades[index]).frame(width: 10, height: 10)
            Text(classes.names[index])
          }
        }
      }
    }
  }

  /// More rows of cells than this are a table, not a picture.
  private static let mostRows = 60

  /// The values of the third column with all of them last; nil alone where there is none or it has too many.
  private static func panels(_ result: PublishedBreakdown) -> [String?] {
    guard result.columns.count > 2 else { return [nil] }
    let values = result.values[2]
    guard values.count > 1, values.count * result.values[0].count <= mostRows else { return [nil] }
    return values.map(Optional.some)
  }

  private static func chart(_ grid: Grid, rows: [String], columns: [String], classes: RateClasses) -> Chart {
    let empty = rows.flatMap { row in
      columns.map { Place(row: row, column: $0) }.filter { !grid.known.contains($0.id) }
    }
    return Chart {
      ForEach(grid.cells, id: \.id) { cell in
        RectangleMark(
          x: .value("Column", cell.column), y: .value("Row", cell.row), width: .inset(2), height: .inset(2)
        ).foregroundStyle(by: .value("Rate", classes.names[classes.index(of: cell.rate)]))
          .accessibilityLabel("\(cell.row), \(cell.column): \(cell.text)")
      }
      ForEach(grid.cells.filter(\.isUnreliable), id: \.id) { cell in
        HatchMark(
          x: .value("Column", cell.column), y: .value("Row", cell.row), width: .inset(2), height: .inset(2)
        ).foregroundStyle(classes.hatch(over: cell.rate))
      }
      ForEach(grid.hidden, id: \.id) { place in
        RectangleMark(
          x: .value("Column", place.column), y: .value("Row", place.row), width: .inset(2), height: .inset(2)
        ).accessibilityLabel("\(place.row), \(place.column): not published")
      }.foregroundStyle(ThemeStyle.quaternary.opacity(0.35))
      ForEach(grid.hidden, id: \.id) { place in
        TextMark(
          x: .value("Column", place.column), y: .value("Row", place.row), text: Text("not published"))
      }.foregroundStyle(ThemeStyle.secondary)
      ForEach(empty, id: \.id) { place in
        TextMark(x: .value("Column", place.column), y: .value("Row", place.row), text: Text("none"))
      }.foregroundStyle(ThemeStyle.secondary)
      ForEach(grid.cells, id: \.id) { cell in
        TextMark(
          x: .value("Column", cell.column), y: .value("Row", cell.row), text: Text(cell.text)
        ).foregroundStyle(classes.letters(over: cell.rate))
      }
    }
    .chartXScale(domain: columns)
    .chartYScale(domain: rows)
    .chartForegroundStyleScale(domain: classes.names, range: classes.shades)
  }

  /// The cells of one value of the third column.
  private struct Grid: Sendable {
    let cells: [Cell]
    let hidden: [Place]
    let known: Set<String>

    init(_ result: PublishedBreakdown, columns: Int, third: String?) {
      cells = result.rows.compactMap { Cell($0, columns: columns, third: third) }
      hidden = result.rows.filter { $0.rate.isSuppressed || $0.rate.isRateWithheld }
        .compactMap { Place($0.key, columns: columns, third: third) }
      known = Set(cells.map { Place(row: $0.row, column: $0.column).id } + hidden.map(\.id))
    }
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

    /// The place of a row of the result; nil where it is of another value of the third column, or of further columns.
    init?(_ key: GroupKey, columns: Int, third: String?) {
      let further = key.parts.dropFirst(2).map(\.value)
      guard further.first.map({ $0 == third ?? PublishedBreakdown.all }) ?? true,
        further.dropFirst().allSatisfy({ $0 == PublishedBreakdown.all })
      else { return nil }
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

    init?(_ source: PublishedBreakdown.Row, columns: Int, third: String?) {
      guard let rate = source.rate.rate?.value,
        let place = Place(source.key, columns: columns, third: third)
      else { return nil }
      row = place.row
      column = place.column
      self.rate = rate
      isUnreliable = source.rate.isLowReliability
    }

    var id: String { "\(row)\u{1F}\(column)" }
    var text: String { NumberFormat.percent(rate) + (isUnreliable ? " [u]" : "") }
  }
}
