import Reoffending
import Studies
import Tables

/// The names of columns and the way of reading that the figures of a report share.
struct SharedSettings: Sendable {
  /// The names of columns, by the option that takes each.
  private let columns: [(option: String, name: String)]
  private let reading: [(name: String, value: String)]

  init(_ configuration: ReportConfiguration) {
    columns = ReportKeys.columns.names.compactMap { option in
      configuration.columns?[option].map { (option, $0) }
    }
    let reading = configuration.reading
    self.reading = [
      ("sheet", reading?.sheet), ("header-row", reading?.headerRow?.description),
      ("skip-rows", reading?.skipRows.map(String.init)),
      ("cells", reading?.cells), ("fill-down", reading?.fillDown?.joined(separator: ",")),
      ("dates", reading?.dates),
      ("totals", reading?.totals),
    ].compactMap { setting in setting.1.map { (name: setting.0, value: $0) } }
  }

  /// Options for a question about a table: only names that the table has, and no way of reading for a bundled table.
  func settings(for data: String, _ inputs: ReportInputs) throws -> [(name: String, value: String)] {
    guard !columns.isEmpty || !reading.isEmpty else { return [] }
    let place = inputs.place(data)
    let isFile = place.contains(".") || place.contains("/") || FileInput.exists(place)
    return try present(data, inputs).map { (name: $0.option, value: $0.name) } + (isFile ? reading : [])
  }

  /// The names of columns that a table has.
  func columns(for data: String, _ inputs: ReportInputs) throws -> CohortColumns {
    var names = CohortColumns()
    guard !columns.isEmpty else { return names }
    for (option, name) in try present(data, inputs) {
      switch option {
      case "cohort": names.cohort = name
      case "reoffenders": names.reoffenders = name
      case "reoffences": names.reoffences = name
      case "actual": names.actual = name
      case "predicted": names.predicted = name
      default: names.outcome = name
      }
    }
    return names
  }

  private func present(_ data: String, _ inputs: ReportInputs) throws -> [(option: String, name: String)] {
    guard !columns.isEmpty else { return [] }
    guard let file = try? inputs.file(data) else { return [] }
    let known = Set(file.columns.map { Column.normalized($0.name) })
    return columns.filter { known.contains(Column.normalized($0.name)) }
  }
}
