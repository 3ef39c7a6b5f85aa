import Numbers

extension OutputTable {
  /// The cells of a table with numbers as numbers, so that a spreadsheet can reckon with them.
  ///
  /// A column is one of numbers where every cell is a plain number or a marker of a missing value, and one of per cents
  /// where all have the sign; codes with leading zeros, and whatever else a number would not keep, stay texts.
  public init(_ table: Table) {
    var columns: [OutputColumn] = []
    var cells = Array(repeating: [OutputCell](), count: table.rowCount)
    for column in table.columns {
      let texts = (0..<table.rowCount).map { table.cell(row: $0, column: column).text }
      let (kind, values) = Self.typed(texts, decimalMark: table.dialect.decimalMark)
      columns.append(OutputColumn(key: column.name, kind: kind))
      for (row, value) in values.enumerated() { cells[row].append(value) }
    }
    self.init(columns: columns, rows: cells)
  }

  private static func typed(
    _ texts: [String], decimalMark: DecimalMark?
  ) -> (OutputColumn.Kind, [OutputCell]) {
    var numbers: [PrintedNumber?] = []
    for text in texts {
      guard MissingReason(marker: text) == nil else {
        numbers.append(nil)
        continue
      }
      guard case .number(let number) = NumberText.read(text, decimalMark: decimalMark), keeps(number, text)
      else {
        return (.text, texts.map { $0.isEmpty ? .missing("") : .text($0) })
      }
      numbers.append(number)
    }
    let known = numbers.compactMap(\.self)
    guard let first = known.first, known.allSatisfy({ $0.unit == first.unit }) else {
      return (.text, texts.map { $0.isEmpty ? .missing("") : .text($0) })
    }
    let decimals = known.map(\.decimals).max() ?? 0
    let cells = zip(numbers, texts).map { number, text -> OutputCell in
      guard let number else { return .missing(text) }
      if number.unit == .perCent { return .number(number.hundredth) }
      return number.decimals == 0
        ? Int(exactly: number.value).map { .count($0) } ?? .text(text) : .number(number.value)
    }
    return (first.unit == .perCent ? .perCent(decimals: decimals) : .number(decimals: decimals), cells)
  }

  /// Whether a number says all that its text says.
  private static func keeps(_ number: PrintedNumber, _ text: String) -> Bool {
    let digits = text.filter(\.isNumber)
    let isCode = digits.count > 1 && digits.first == "0" && number.decimals == 0
    return number.unit != .pounds && number.scale == 0 && !isCode && digits.count <= 15
      && !text.contains { $0 == "e" || $0 == "E" || $0 == "+" }
  }
}
