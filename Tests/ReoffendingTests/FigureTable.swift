import Tables

/// A table from its text.
func figureTable(_ text: String) throws -> Table {
  try Table(csv: Array(text.utf8), source: "figures.csv")
}
