import Numbers
public import Tables

extension RateGrid {
  /// The grid, a row a row and a column a column: fractions, shown with the decimals that are printed; the columns of
  /// low volume are named beside them.
  public var table: OutputTable {
    let decimals = cells.map { $0.rate.printedPerCentDecimals }.max() ?? 0
    let low = cells.contains(where: \.isLowVolume)
    return OutputTable(
      columns: [OutputColumn(key: "row", title: rowTitle)]
        + columns.map { OutputColumn(key: $0, kind: .perCent(decimals: decimals)) }
        + (low ? [OutputColumn(key: "lowVolume", title: "Low volume")] : []),
      rows: rows.map { row in
        let cells = cells.filter { $0.row == row }
        let names = cells.filter(\.isLowVolume).map(\.column).joined(separator: "; ")
        return [.text(row)]
          + columns.map { column in .optional(cells.first { $0.column == column }?.rate.fraction) }
          + (low ? [names.isEmpty ? .missing("") : .text(names)] : [])
      })
  }

  /// A heading that is read out before the name of a row.
  private var rowTitle: String {
    rowName.asHeading
  }
}

extension PrintedRate {
  /// The decimals of the rate as a per cent.
  var printedPerCentDecimals: Int { unit == .perCent ? decimals : max(0, decimals - 2) }
}
