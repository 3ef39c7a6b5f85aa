import ArgumentParser
import Statistics
import Tables

/// How a calculation is printed.
struct CalcOutput: ParsableArguments {
  @Option(help: "What goes to standard output.")
  var format = OutputOptions.Format.table

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
