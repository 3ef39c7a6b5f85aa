import ChartGrammar
import Studies
import Tables

/// The tables of all figures as spreadsheets, a sheet each.
struct ReportTables {
  let files: [Report.File]

  init(_ contents: ReportContents) throws {
    let sheets = contents.figures.map { figure in
      SpreadsheetDocument.Sheet(
        name: "Table_\(figure.number)", title: "Table \(figure.number): \(figure.heading)",
        table: figure.pageTable)
    }
    var notes = contents.figures.flatMap { figure in
      ([figure.figure.text.subtitle].filter { !$0.isEmpty }
        + figure.notes + (figure.source.isEmpty ? [] : ["Source: \(figure.source)"]))
        .map { "Table \(figure.number): \($0)" }
    }
    notes += contents.readings
    if contents.hides { notes.insert(contents.words.hidden, at: 0) }
    let document = SpreadsheetDocument(title: contents.title, sheets: sheets, notes: notes)
    files = [
      Report.File(path: "tables.xlsx", bytes: try document.xlsx()),
      Report.File(path: "tables.ods", bytes: try document.ods()),
    ]
  }
}
