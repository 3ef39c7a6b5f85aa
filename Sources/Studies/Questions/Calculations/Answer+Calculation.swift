import Tables

extension Answer {
  /// A calculation's result, with a table of its quantities, its sentence and its warnings beside it.
  init(
    _ result: some Encodable, rows: [(String, OutputCell)], sentence: String, warnings: [String] = []
  ) {
    self.init(
      result,
      table: OutputTable(
        columns: [
          OutputColumn(key: "quantity", title: "Quantity"),
          OutputColumn(key: "value", title: "Value", kind: .number(decimals: nil)),
        ], rows: rows.map { [.text($0.0), $0.1] }), sentence: sentence, warnings: warnings)
  }

  /// A calculation's result that has a table of its own.
  init(_ result: some Encodable, table: OutputTable, sentence: String, warnings: [String] = []) {
    self.init(result, table: table, sentences: [sentence], notes: warnings)
  }
}
