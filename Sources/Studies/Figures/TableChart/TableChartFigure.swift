import ChartGrammar
import Numbers
import Reoffending
public import Tables

/// A chart of any table, as a specification asks for.
public enum TableChartFigure {
  /// Draws a table's rows; those that lack a value are left out and counted in a note.
  ///
  /// - Throws: `TableError` for an unknown column, `ChartSpecificationError` where the columns do not fit the mark.
  public static func make(
    _ table: Table, _ specification: ChartSpecification, context: FigureContext
  ) throws -> StudyFigure {
    let columns = try ChartColumns(table, specification)
    let rows = columns.rows
    guard !rows.isEmpty else { throw ChartSpecificationError.nothingToDraw }
    var notes = specification.notes ?? []
    let missing = table.rowCount - rows.count
    if missing > 0 {
      notes.append(
        missing == 1
          ? "1 of \(table.rowCount) rows lacks a value and is not drawn."
          : "\(missing) of \(table.rowCount) rows lack a value and are not drawn.")
    }
    let isRate = columns.x?.kind == .percent || columns.y?.kind == .percent
    if columns.lower == nil, isRate, specification.mark != .sector {
      notes.append("No intervals: the table has none, or none was asked for.")
    }
    let finding = TableChartWords.finding(columns, specification)
    let headline = context.headline ?? specification.title ?? finding
    let subtitle = TableChartWords.subtitle(columns)
    let isLying =
      specification.mark == .bar && columns.x?.isQuantity == true && columns.y?.isQuantity == false
    let names = isLying ? Set(rows.compactMap { $0.y?.datum.name }).count : 0
    return StudyFigure(
      name: context.name,
      text: FigureText(
        headline: headline,
        subtitle: context.subtitle ?? specification.subtitle ?? (subtitle == headline ? "" : subtitle),
        source: context.source.isEmpty ? specification.source ?? "" : context.source,
        notes: notes + context.notes),
      alternativeText: TableChartWords.alternativeText(columns, specification, finding: finding),
      table: columns.drawnTable,
      size: isLying && columns.facet == nil
        ? FigureSize.rows(names * (columns.color == nil ? 1 : 2)) : Size(width: 900, height: 560),
      chart: TableChartMarks.chart(columns, specification))
  }
}

extension Datum {
  /// The datum as a label.
  var name: String {
    switch self {
    case .category(let text): text
    case .number(let value): NumberFormat.fixed(value, decimals: value == value.rounded() ? 0 : 2)
    case .date(let seconds): ValueFormat.dateTime.string(seconds)
    }
  }
}
