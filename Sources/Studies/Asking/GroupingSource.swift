public import Reoffending
import Tables

/// Finds a grouping of offences by the name of a bundled one or by its path.
public enum GroupingSource {
  /// The names of the bundled groupings.
  public static let names = ["published-2013", "ogrs", "hmpps-parent"]

  /// Reads a grouping.
  ///
  /// - Throws: `DataSourceError` for a name that is none, `TableError` for a file that is no grouping.
  public static func grouping(named name: String) throws -> OffenceGrouping {
    guard names.contains(name) else {
      return try OffenceGrouping(name: name, table: DataSource.table(named: name))
    }
    let bundled = try DataSource.bundledTable(named: "offence-groupings")
    return try OffenceGrouping(
      name: name, table: bundled.filtered(where: RowFilter(parsing: "grouping = \"\(name)\"")))
  }
}
