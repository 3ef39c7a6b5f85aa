import Numbers
public import Tables

extension RateGrid {
  /// The grid as printed, a row a row and a column a column; low volume is marked.
  public var table: OutputTable {
    OutputTable(
      columns: [OutputColumn(key: "row", title: "")]
        + columns.map { OutputColumn(key: $0, alignment: .right) },
      rows: rows.map { row in
        [.text(row)]
          + columns.map { column in
            guard let cell = cells.first(where: { $0.row == row && $0.column == column }) else {
              return .missing("")
            }
            return .text(cell.rate.text + (cell.isLowVolume ? " [u]" : ""))
          }
      })
  }
}
