import Numbers

/// What a cell looks like when a table is searched for: a word, a number, a year, nothing.
struct LayoutCell {
  let isEmpty: Bool
  /// A number, per cent or sum, or the sign that stands for one that is withheld.
  let isNumber: Bool
  /// A whole number such as 2016, which may be a name as well.
  let isYear: Bool

  init(_ text: String) {
    let plain = text[...].trimmingSpaces()
    isEmpty = plain.isEmpty
    guard !isEmpty, plain.utf8.count <= 40 else {
      (isNumber, isYear) = (false, false)
      return
    }
    guard plain.contains(where: { $0.isNumber }) else {
      isNumber = MissingReason(marker: plain) != nil && plain.contains { !$0.isLetter && $0 != "/" }
      isYear = false
      return
    }
    let value = Mark.split(plain).value
    let digits = value.filter(\.isNumber)
    isYear = value.count == 4 && digits.count == 4 && (Int(value).map { (1850...2149).contains($0) } ?? false)
    switch NumberText.read(String(value), decimalMark: nil) {
    case .number(let number): isNumber = number.scale == 0 || number.decimals > 0 || number.unit == .pounds
    case .ambiguous: isNumber = true
    case .notANumber: isNumber = Self.isBound(plain)
    }
  }

  /// Whether a text is a number with a sign before it that says it is less or more: `<5`, `>95%`.
  private static func isBound(_ text: Substring) -> Bool {
    guard let sign = text.first, "<>≤≥".contains(sign) else { return false }
    let rest = text.dropFirst().drop { $0 == "=" || $0 == " " }
    guard rest.first?.isNumber == true else { return false }
    return !rest.contains { $0.isLetter || "<>".contains($0) }
  }
}

/// A record of a file, as far as the search for the table looks at it.
struct LayoutLine {
  /// The line on which it starts.
  let number: Int
  /// Where it begins and ends in the bytes.
  let start: Int
  let end: Int
  let texts: [String]
  let cells: [LayoutCell]
  /// The columns in which something stands.
  let filled: [Int]
  /// The text of a line that has nothing but the name of a list of tables: a link to it, or its own title.
  let link: String?

  init(number: Int, start: Int, end: Int, texts: [String]) {
    self.number = number
    self.start = start
    self.end = end
    // A link to the list of tables that stands beside or below a title is no name.
    let isTop = number <= 10 && texts.count { !$0.isEmpty } <= 2
    let own = isTop ? texts.map { Self.isLink($0) ? "" : $0 } : texts
    self.texts = own
    let cells = own.map { LayoutCell($0) }
    self.cells = cells
    let filled = cells.indices.filter { !cells[$0].isEmpty }
    self.filled = filled
    link = isTop && filled.isEmpty ? texts.first { !$0.isEmpty } : nil
  }

  /// Whether a text leads to the list of tables.
  static func isLink(_ text: String) -> Bool { text.utf8.count < 30 && links.contains(text.lowercased()) }

  private static let links: Set = [
    "contents", "back to contents", "return to contents", "table of contents", "back to table of contents",
    "back to contents page", "return to contents page", "index", "back to index", "return to index", "home",
    "back",
  ]

  /// The number of cells up to the last that is not empty.
  var width: Int { (filled.last ?? -1) + 1 }
  var isBlank: Bool { width == 0 }

  /// Whether a number stands behind the first cell that is filled.
  func hasNumbers(yearsCount: Bool) -> Bool {
    cells.dropFirst().contains { $0.isNumber && (yearsCount || !$0.isYear) }
  }

  /// Whether nothing stands in a column.
  func isEmpty(_ column: Int) -> Bool { !cells.indices.contains(column) || cells[column].isEmpty }

  /// Whether a number stands in a column, or a year where other numbers stand.
  func isFigure(_ column: Int) -> Bool {
    cells.indices.contains(column) && cells[column].isNumber && !cells[column].isYear
  }

  /// Whether a year stands in a column.
  func isYear(_ column: Int) -> Bool { cells.indices.contains(column) && cells[column].isYear }

  /// The only text of the line; nil where there are none or several.
  var only: String? {
    let places = filled
    return places.count == 1 ? texts[places[0]] : nil
  }

  /// Reads records.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, separator: Separator, from offset: Int = 0, line: Int = 1,
    atMost: Int = .max
  ) -> [LayoutLine] {
    var lines: [LayoutLine] = []
    var scanner = CSVScanner(bytes, separator: separator, from: offset, line: line)
    while lines.count < atMost {
      let start = scanner.offset
      guard let record = scanner.next() else { break }
      let texts = (0..<min(record.fieldCount, 2000)).map { field in
        scanner.text(of: record.firstField + field, bytes).split(whereSeparator: \.isWhitespace).joined(
          separator: " ")
      }
      lines.append(LayoutLine(number: record.line, start: start, end: scanner.offset, texts: texts))
      scanner.removeFields(from: 0)
    }
    return lines
  }
}
