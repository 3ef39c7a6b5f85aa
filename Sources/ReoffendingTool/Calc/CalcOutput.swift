import Studies
import ArgumentParser
import Statistics
import Tables

/// How a calculation is printed.
struct CalcOutput: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help:
      "What goes to standard output: table, json, csv, markdown, html or tex; else the ending of --output tells it."
  )
  var chosenFormat: OutputOptions.Format?

  /// The format asked for, or else that of the file's ending.
  var format: OutputOptions.Format {
    chosenFormat ?? output.flatMap { OutputOptions.Format(path: $0) } ?? .table
  }

  @Option(help: "Write the result to a file instead of standard output.")
  var output: String?

  /// Prints a result as JSON, or as a table of its quantities with its sentence and warnings beside it.
  func emit(
    _ result: some Encodable, rows: [(String, OutputCell)], sentence: String?, warnings: [String] = []
  ) throws {
    let table = OutputTable(
      columns: [
        OutputColumn(key: "quantity", title: "Quantity"),
        OutputColumn(key: "value", title: "Value", kind: .number(decimals: nil)),
      ], rows: rows.map { [.text($0.0), $0.1] })
    try emit(result, table: table, sentence: sentence, warnings: warnings)
  }

  /// Prints a result that has a table of its own.
  func emit(_ result: some Encodable, table: OutputTable, sentence: String?, warnings: [String]) throws {
    let text =
      switch format {
      case .json: try JSONText.encode(result)
      case .csv: table.csv()
      case .markdown: table.markdown()
      case .table: table.text()
      case .html: table.html()
      case .tex: table.tex()
      case .xlsx, .ods: ""
      case .sarif:
        throw Failure(.usage, "a calculation has no sarif; choose table, json, csv, markdown, html or tex")
      }
    if format.isBinary {
      guard let output else {
        throw Failure(.usage, "--format \(format.rawValue) is no text; give the file with --output")
      }
      let title = sentence ?? "Result"
      let document = SpreadsheetDocument(
        title: title, sheets: [.init(name: "Table_1", title: title, table: table)], notes: warnings)
      try FileOutput.write(format == .xlsx ? document.xlsx() : document.ods(), to: output)
      return
    }
    if let output {
      try FileOutput.write(Array(text.utf8), to: output)
    } else {
      try StandardOutput.write(text)
    }
    guard format != .json else { return }
    if let sentence { StandardError.write(sentence + "\n") }
    for warning in warnings { StandardError.write("note: \(warning)\n") }
  }
}
