/// A result as a spreadsheet: a cover with its title, notes, and one sheet for each table.
///
/// Numbers are numbers with a format, marks such as `[c]` are texts, and every table begins at the top left of its sheet
/// below a title.
///
/// - Source: Government Analysis Function (2021), *Releasing statistics in spreadsheets*, on cover and notes sheets, one
///   table a sheet, tables marked as such and no merged or blank cells.
package struct SpreadsheetDocument: Sendable {
  /// One sheet.
  package struct Sheet: Sendable {
    /// The name on the tab.
    package let name: String
    /// What the table shows.
    package let title: String
    /// The table.
    package let table: OutputTable

    /// Makes a sheet.
    package init(name: String, title: String, table: OutputTable) {
      self.name = name
      self.title = title
      self.table = table
    }
  }

  /// The title of the whole.
  package let title: String
  /// The sheets of tables.
  package let sheets: [Sheet]
  /// What must be known to read them.
  package let notes: [String]

  /// Makes a document.
  package init(title: String, sheets: [Sheet], notes: [String]) {
    self.title = title
    self.sheets = sheets
    self.notes = notes
  }

  /// The lines of the cover.
  var cover: [String] {
    let count = sheets.count
    return [
      title, "This workbook contains \(count) table\(count == 1 ? "" : "s"), each on a sheet of its own.",
      "Figures that are not published are marked: [c] confidential, [u] of low reliability, [x] not available.",
    ] + sheets.map { "Sheet \($0.name): \($0.title)" }
      + (notes.isEmpty ? [] : ["Notes are on the sheet Notes."])
  }
}

extension OutputColumn {
  /// The name above the column, with its unit where the numbers need one.
  var titleWithUnit: String {
    if case .perCent = kind, !title.contains("%"), !title.lowercased().contains("per cent") {
      return title + " (%)"
    }
    return title
  }

  /// How a spreadsheet shows the numbers.
  var numberFormat: String {
    func zeros(_ decimals: Int) -> String {
      decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
    }
    return switch kind {
    case .text, .number(decimals: nil): "General"
    case .number(let decimals?): "#,##0" + zeros(decimals)
    case .perCent(let decimals): "0" + zeros(decimals) + "%"
    case .pValue: "0.0000"
    }
  }
}
