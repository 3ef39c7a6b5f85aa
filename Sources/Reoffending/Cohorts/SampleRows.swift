import Numbers
import Tables

/// A table of percentages in which a row or two say of how many people they are: `Number of released prisoners, 409,300` or
/// `Sample size` below them.
struct SampleRows {
  /// The table without those rows.
  let table: Table
  /// What was done, to be told to the reader.
  let note: String

  /// Leaves out rows that are no percentages; nil where none is, or where the numbers of people are columns of their own.
  init?(_ table: Table, names: CohortColumns) {
    guard names.cohort == nil, names.reoffenders == nil, table.rowCount <= Self.mostRows,
      let rates = Self.rates(of: table, names)
    else { return nil }
    var reading = table.reading()
    let values = reading.numbers(rates.name).values.map { $0?.value }
    let large = values.indices.filter { values[$0].map { $0 > 100 } ?? false }
    guard let first = large.first, large.count <= 3, values.count(where: { $0 != nil }) > 2 * large.count + 1,
      large.allSatisfy({ Self.saysSample($0, of: table, but: rates) })
    else { return nil }
    self.table = table.selecting(rows: values.indices.filter { !large.contains($0) })
    let line = table.location(row: first, column: rates).line
    note =
      "Line \(line)\(large.count > 1 ? " and \(large.count - 1) more say" : " says") of how many people the percentages are, and "
      + "\(large.count > 1 ? "are" : "is") no row of “\(rates.name)”."
  }

  /// The column of rates that is named, or found by its words, where no column holds the people or those who reoffended.
  private static func rates(of table: Table, _ names: CohortColumns) -> Column? {
    for quantity in [CohortColumns.Quantity.cohort, .reoffenders] {
      guard case .none = names.find(quantity, among: table.columns) else { return nil }
    }
    if let given = names.actual { return table.firstColumn(among: [given]) }
    guard case .one(let column, _) = names.find(.actual, among: table.columns) else { return nil }
    return column
  }

  private static func saysSample(_ row: Int, of table: Table, but rates: Column) -> Bool {
    table.columns.contains { column in
      guard column != rates else { return false }
      let label = table.plainText(row: row, column: column).lowercased()
      return ["number of ", "sample", "unweighted", "weighted", "base"].contains(where: label.hasPrefix)
        || label.hasSuffix("sample size") || ["n", "number", "numbers"].contains(label)
    }
  }

  /// A longer table has a row a person.
  private static let mostRows = 10_000
}
