import ChartGrammar
import Reoffending
public import Tables

/// A chart of any table, as a specification asks for.
public struct TableChartFigure: Sendable {
  private let columns: ChartColumns
  private let specification: ChartSpecification
  private let runs: ChartLineRuns
  private let chart: Chart
  /// The chart of narrow pages; nil where it is the same.
  private let narrow: Chart?

  /// Draws a table's rows; those that lack a value are marked where the picture has a place for them, and named in a note.
  ///
  /// - Throws: `TableError` for an unknown column, `ChartSpecificationError` where the columns do not fit the mark.
  public static func make(
    _ table: Table, _ specification: ChartSpecification, context: FigureContext
  ) throws -> StudyFigure {
    try TableChartFigure(table, specification).figure(context)
  }

  /// Draws a table's rows without the words around them.
  ///
  /// - Throws: as ``make(_:_:context:)``.
  init(_ table: Table, _ specification: ChartSpecification) throws {
    columns = try ChartColumns(table, specification)
    guard !columns.rows.isEmpty else { throw ChartSpecificationError.nothingToDraw }
    self.specification = specification
    runs = ChartLineRuns(columns)
    try TableGuidesCheck(columns: columns, specification: specification).run()
    chart = TableChartMarks.chart(columns, specification, runs)
    guard columns.hasLongNamesBelow else {
      narrow = nil
      return
    }
    // On a phone names stand above bars that lie, as those below upright bars have no room.
    let lying = specification.turned
    narrow = TableChartMarks.chart(try ChartColumns(table, lying), lying, runs)
  }

  /// The chart with the words that a context gives it.
  func figure(_ context: FigureContext) -> StudyFigure {
    let finding = TableChartWords.finding(columns, specification)
    let headline = context.headline ?? specification.title ?? finding
    let subtitle = TableChartWords.subtitle(columns)
    var figure = StudyFigure(
      name: context.name,
      text: FigureText(
        headline: headline,
        subtitle: context.subtitle ?? specification.subtitle ?? (subtitle == headline ? "" : subtitle),
        source: context.source.isEmpty ? specification.source ?? "" : context.source,
        notes: Self.notes(columns, specification, runs) + context.notes),
      alternativeText: TableChartWords.alternativeText(columns, specification, finding: finding),
      table: columns.drawnTable, size: Self.size(columns, specification),
      chart: chart)
    figure.narrow = narrow.map { chart in ChartPanels(.vertical) { chart } }
    return figure
  }

  private static func notes(
    _ columns: ChartColumns, _ specification: ChartSpecification, _ runs: ChartLineRuns
  ) -> [String] {
    var notes = specification.notes ?? []
    let missing = columns.rowCount - columns.rows.count - columns.withheld.count
    if missing > 0 {
      notes.append(
        missing == 1
          ? "1 of \(columns.rowCount) rows lacks a name and is not drawn."
          : "\(missing) of \(columns.rowCount) rows lack a name and are not drawn.")
    }
    notes += ChartMissingWords.notes(columns, specification.mark)
    let isLine = specification.mark == .line || specification.mark == .area
    if isLine, !runs.gaps.isEmpty {
      let shown = runs.gaps.prefix(5)
      notes.append(
        "There is no row, and no line, between \(shown.joined(separator: "; "))"
          + (runs.gaps.count > 5 ? " and in \(runs.gaps.count - 5) more places." : "."))
    }
    let without = columns.lower == nil ? 0 : columns.rows.count { $0.lower == nil || $0.upper == nil }
    if without > 0 {
      notes.append(
        "\(without) of \(columns.rows.count) rows \(without == 1 ? "has" : "have") no limits and no interval."
      )
    }
    if [columns.x, columns.y].contains(where: { $0?.isDayFirst == true }) {
      notes.append("Dates are read day first.")
    }
    let isRate = columns.x?.kind == .percent || columns.y?.kind == .percent
    if columns.lower == nil, isRate, specification.mark != .sector, specification.stack != .normalized {
      notes.append("No intervals: the table has none, or none was asked for.")
    }
    return notes
  }

  private static func size(_ columns: ChartColumns, _ specification: ChartSpecification) -> Size {
    if columns.isLying, columns.facet == nil {
      let names = Set((columns.rows + columns.withheld).compactMap { $0.y?.datum.name }).count
      let isStacked = specification.stack == .standard || specification.stack == .normalized
      let colors = Set(columns.rows.compactMap { $0.color?.datum.name }).count
      let lines = isStacked || columns.color?.name == columns.y?.name ? 1 : max(1, colors)
      return FigureSize.rows(names * lines)
    }
    if let facets = columns.facetNames?.count, facets > 6 {
      let names = columns.isLying ? Set(columns.rows.compactMap { $0.y?.datum.name }).count : 6
      let across = Double(specification.facetColumns ?? 3)
      let down = (Double(facets) / across).rounded(.up)
      return Size(width: 900, height: min(4000, 160 + down * (60 + 20 * Double(max(names, 6)))))
    }
    return Size(width: 900, height: 560)
  }
}

extension Datum {
  /// The datum as a label.
  var name: String {
    switch self {
    case .category(let text): text
    case .number(let value): ValueFormat.number.string(value)
    case .date(let seconds): ValueFormat.dateTime.string(seconds)
    }
  }
}
