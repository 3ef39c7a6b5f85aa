import Numbers
import Tables

/// A table that has rows of counts and rows of their percentages below each other, which a column such as `No./%` tells apart.
struct UnitRows {
  /// The table with its rows of counts.
  let table: Table
  /// What was done, to be told to the reader.
  let note: String

  /// Keeps the rows of counts; nil where no column says in what unit the figures of each row are.
  ///
  /// - Parameter names: the columns that hold figures or make groups.
  init?(_ table: Table, but names: [String]) throws(TableError) {
    guard table.rowCount > 1 else { return nil }
    for column in table.columns where !column.name.isEmpty && !names.contains(column.name) {
      var units: [String] = []
      for row in 0..<table.rowCount {
        let unit = table.plainText(row: row, column: column)
        if !units.contains(unit) { units.append(unit) }
        if units.count > 4 || !Self.counts.union(Self.shares).contains(unit.lowercased()) { break }
      }
      let counts = units.filter { Self.counts.contains($0.lowercased()) }
      guard counts.count == 1, units.count > 1,
        units.allSatisfy({ Self.counts.union(Self.shares).contains($0.lowercased()) })
      else { continue }
      self.table = try table.filtered(where: RowFilter(parsing: "`\(column.name)` = \"\(counts[0])\""))
      note =
        "Only rows with “\(counts[0])” in \(column.name) are used, because the others hold figures of another unit; choose others "
        + "with --where."
      return
    }
    return nil
  }

  private static let counts: Set = ["no.", "no", "number", "numbers", "n", "count", "people", "persons"]
  private static let shares: Set = [
    "%", "per cent", "percent", "percentage", "proportion", "share", "rate", "rate (%)", "row %", "column %",
  ]
}
