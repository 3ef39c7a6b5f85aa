import Numbers
import Reoffending
import Tables

/// The columns of a specification, checked against what its mark needs.
struct ChartColumns: Sendable {
  /// One row with all the values that are drawn.
  struct Row: Sendable {
    let number: Int
    let x: ChartDatum?
    let y: ChartDatum?
    let color: ChartDatum?
    let facet: ChartDatum?
    let lower: Double?
    let upper: Double?
  }

  let x: ChartColumn?
  let y: ChartColumn?
  let color: ChartColumn?
  let facet: ChartColumn?
  let lower: ChartColumn?
  let upper: ChartColumn?
  let rows: [Row]

  init(_ table: Table, _ specification: ChartSpecification) throws {
    func read(_ name: String?) throws -> ChartColumn? { try name.map { try ChartColumn($0, of: table) } }
    let x = try read(specification.x)
    let y = try read(specification.y)
    let color = try read(specification.color)
    let facet = try read(specification.facet)
    let lower = try read(specification.lower)
    let upper = try read(specification.upper)
    let drawn = [x, y, color, facet, lower, upper].compactMap(\.self)
    var rows: [Row] = []
    for row in 0..<table.rowCount where drawn.allSatisfy({ $0.values[row] != nil }) {
      rows.append(
        Row(
          number: row, x: x?.values[row], y: y?.values[row], color: color?.values[row],
          facet: facet?.values[row], lower: lower?.values[row]?.number, upper: upper?.values[row]?.number))
    }
    self.x = x
    self.y = y
    self.color = color
    self.facet = facet
    self.lower = lower
    self.upper = upper
    self.rows = Self.sorted(rows, specification.order ?? .table, isLying: x?.isQuantity == true)
    try ChartColumnsCheck(columns: self, specification: specification).run()
  }

  private static func sorted(_ rows: [Row], _ order: ChartSpecification.Order, isLying: Bool) -> [Row] {
    func value(_ row: Row) -> Double { (isLying ? row.x : row.y)?.number ?? 0 }
    switch order {
    case .table: return rows
    case .ascending: return rows.sorted { (value($0), $0.number) < (value($1), $1.number) }
    case .descending: return rows.sorted { (-value($0), $0.number) < (-value($1), $1.number) }
    }
  }

  /// The values drawn, a row a row.
  var drawnTable: OutputTable {
    var columns: [ChartColumn] = []
    for next in [facet, color, x, y, lower, upper] {
      guard let next, !columns.contains(where: { $0.name == next.name }) else { continue }
      columns.append(next)
    }
    return OutputTable(
      columns: columns.map(Self.outputColumn),
      rows: rows.map { row in columns.map { Self.cell(of: $0, row: row.number) } })
  }

  private static func outputColumn(_ column: ChartColumn) -> OutputColumn {
    switch column.kind {
    case .number: OutputColumn(key: column.name, kind: .text, alignment: .right)
    case .percent: OutputColumn(key: column.name, kind: .perCent(decimals: 2))
    case .date, .category: OutputColumn(key: column.name)
    }
  }

  private static func cell(of column: ChartColumn, row: Int) -> OutputCell {
    guard let cell = column.values[row] else { return .missing("") }
    guard let number = cell.number else { return .text(cell.datum.name) }
    return .number(number)
  }
}
