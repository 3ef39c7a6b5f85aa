import Tables

/// Reads a table from text.
func table(_ text: String, options: CSVOptions = CSVOptions()) throws -> Table {
  try Table(csv: Array(text.utf8), source: "figures.csv", options: options)
}

/// The sentences of the faults that ending a reading throws.
func faults(_ reading: TableReading) -> [String] {
  do throws(TableError) {
    try reading.finish()
    return []
  } catch {
    guard case .faults(let list) = error else { return ["\(error)"] }
    return list.shown.map(\.description)
  }
}

/// The sentence of the error that a closure throws.
func message(_ body: () throws(TableError) -> Void) -> String? {
  do throws(TableError) {
    try body()
    return nil
  } catch {
    return error.description
  }
}
