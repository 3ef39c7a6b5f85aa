import Reoffending
import Tables

/// The groups of people that a column names.
enum CohortGroups {
  /// The names, without rows that are sums of others.
  static func names(
    _ table: Table, column: String, settings: SharedSettings, _ data: String, _ inputs: ReportInputs
  ) throws -> [String] {
    let columns = try settings.columns(for: data, inputs)
    return try CohortTable(table, by: [column], names: columns).groups.compactMap {
      $0.key.parts.first?.value
    }
  }
}
