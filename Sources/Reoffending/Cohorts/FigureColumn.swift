import Numbers
import Tables

/// A column of figures that its name tells from the others, with its numbers.
struct FigureColumn {
  let column: Column
  /// The number of each row, where it has one.
  let numbers: [PrintedNumber?]
  /// The numbers that there are, two at least.
  let known: [PrintedNumber]

  /// The values of the rows.
  var values: [Double?] { numbers.map { $0?.value } }

  /// Those among the first columns of a table, of which a longer one than `mostRows` has none: it has a row a person.
  static func all(in table: Table) -> [FigureColumn] {
    guard table.rowCount <= mostRows else { return [] }
    return table.columns.prefix(mostColumns).compactMap { column in
      guard !column.name.isEmpty, table.firstColumn(among: [column.name]) == column,
        QuantityColumns.holdsFigures(column, of: table)
      else { return nil }
      var reading = table.reading()
      let numbers = reading.numbers(column.name).values
      let known = numbers.compactMap(\.self)
      return known.count > 1 ? FigureColumn(column: column, numbers: numbers, known: known) : nil
    }
  }

  private static let mostRows = 100_000
  private static let mostColumns = 60
}
