import Tables

/// The order in which the rows of a chart are drawn.
struct ChartRowOrder {
  private let order: ChartSpecification.Order
  private let keys: [Double?]?
  private let isLying: Bool
  private let isAlongTime: Bool

  /// Reads the column to sort by, where it is not the one that is drawn.
  ///
  /// - Throws: `TableError` where that column is unknown or holds no numbers.
  init(_ table: Table, _ specification: ChartSpecification, isLying: Bool, x: ChartColumn?) throws {
    order = specification.order ?? (specification.sort == nil ? .table : .ascending)
    self.isLying = isLying
    isAlongTime =
      (specification.mark == .line || specification.mark == .area) && (x?.isTime == true || x?.kind == .year)
    guard let name = specification.sort else {
      keys = nil
      return
    }
    let column = try ChartColumn(name, of: table, role: .measure)
    guard column.kind != .category else {
      throw ChartSpecificationError.wrongKind(
        key: "sort", column: column.name, found: column.kind.words,
        needed: "rows are sorted by numbers or dates")
    }
    keys = column.values.map { $0?.quantity }
  }

  /// The rows in order, where those without a value to sort by come last.
  ///
  /// Lines along time run from the first to the last
  /// instant.
  func sorted(_ rows: [ChartColumns.Row]) -> [ChartColumns.Row] {
    if isAlongTime {
      return rows.sorted { (time($0), $0.number) < (time($1), $1.number) }
    }
    switch order {
    case .table: return rows
    case .ascending: return rows.sorted { (key($0, 1), $0.number) < (key($1, 1), $1.number) }
    case .descending: return rows.sorted { (key($0, -1), $0.number) < (key($1, -1), $1.number) }
    }
  }

  private func time(_ row: ChartColumns.Row) -> Double { row.x?.quantity ?? .infinity }

  private func key(_ row: ChartColumns.Row, _ sign: Double) -> Double {
    let value = keys.map { $0[row.number] } ?? (isLying ? row.x : row.y)?.number
    return value.map { sign * $0 } ?? .infinity
  }
}
