import PublishedData
import Tables
import Testing

/// A bundled table, with the rows of one document if asked for.
func bundledTable(_ name: String, document: String? = nil) throws -> Table {
  let table = try Table(csv: Array(#require(PublishedData.csv(named: name)).utf8), source: name)
  guard let document else { return table }
  return try table.filtered(where: RowFilter(parsing: "document = \"\(document)\""))
}
