import Numbers
public import Tables

/// A table as printed: the text of every cell, and the numbers read from it.
///
/// Everything is kept as text first, because 23.2 and 23.20 are different statements.
public struct AuditedTable: Sendable {
  /// The name of the table, for messages.
  public let name: String
  /// The number of rows below the header.
  public let rowCount: Int
  let columns: [AuditedColumn]
  /// How many columns there are.
  package var columnCount: Int { columns.count }
  /// The columns that tell rows apart in words, the document last.
  let labelColumns: [Int]
  private let lines: [Int]

  /// Takes the cells of a table, column by column.
  ///
  /// - Precondition: all columns are of one length.
  public init(name: String, columns: [(name: String, cells: [String])], lines: [Int] = []) {
    self.name = name
    rowCount = columns.first?.cells.count ?? 0
    precondition(
      columns.allSatisfy { $0.cells.count == columns[0].cells.count }, "columns of different lengths")
    let columns = Self.namingPercentages(columns)
    let names = Dictionary(columns.map { (Self.normalized($0.name), 1) }, uniquingKeysWith: +)
    let separated = IntervalCells.separated(PairedCells.separated(columns))
    var read = ParallelWork.map(separated.count) { index in
      let column = separated[index]
      return AuditedColumn(
        name: column.name, texts: column.cells,
        isNamed: names[Self.normalized(column.name), default: 1] == 1 && !Self.isPlaceholder(column.name))
    }
    let areTens = Self.areTens(read.filter(\.holdsCounts))
    let coarse = read.indices.filter { read[$0].sharedFactor == 10 || areTens && read[$0].holdsCounts }
    if coarse.count >= 2 {
      for index in coarse where read[index].roundedTo <= 1 { read[index].roundedTo = 10 }
    }
    self.columns = read
    let labels = read.indices.filter {
      read[$0].isLabel && read[$0].varies && !read[$0].isPlace && !read[$0].isRemark
    }
    let documents = labels.filter { AuditedTable.documentNames.contains(read[$0].name.lowercased()) }
    labelColumns = labels.filter { !documents.contains($0) } + documents
    self.lines = lines
  }

  /// Takes the cells of a table that was read from a file.
  ///
  /// A decimal comma is read as the point that it stands for.
  ///
  /// - Parameters:
  ///   - table: as it was read; a column without a name is left out, but for the first where it holds no number.
  ///   - name: the name for messages; nil for the one of the file.
  public init(_ table: Table, named name: String? = nil) {
    let comma = table.dialect.decimalMark == .comma
    let columns = ParallelWork.map(table.columns.count) { place -> (name: String, cells: [String])? in
      let column = table.columns[place]
      let cells = (0..<table.rowCount).map { row in
        let text = table.cell(row: row, column: column).text
        return comma ? Self.withDecimalPoint(text) : text
      }
      if !column.name.isEmpty { return (name: column.name, cells: cells) }
      // The names of rows often have no name themselves.
      let areNames = place == 0 && cells.allSatisfy { PublishedNumber($0) == nil }
      return areNames ? (name: "column 1", cells: cells) : nil
    }.compactMap(\.self)
    let lines = table.columns.first.map { column in
      (0..<table.rowCount).map { table.location(row: $0, column: column).line }
    }
    self.init(name: name ?? table.source, columns: columns, lines: lines ?? [])
  }

  /// Takes the cells of a table in a document, the first row, or the first rows, as names of the columns.
  ///
  /// A column without a name is called by its place, one that has another's name by its place besides.
  ///
  /// - Parameters:
  ///   - name: what messages call the table.
  ///   - rows: the cells row by row, the names of the columns first.
  ///   - lines: the lines of the rows, the first row's included; empty where they are not known.
  public init(name: String, rows: [[String]], lines: [Int] = []) {
    var taken: Set<String> = []
    let head = TableHead(rows)
    let columns = head.names.enumerated().map { index, title in
      let plain = title.isEmpty ? "column \(index + 1)" : title
      let unique = taken.insert(Self.normalized(plain)).inserted ? plain : "\(plain) (column \(index + 1))"
      taken.insert(Self.normalized(unique))
      return (name: unique, cells: rows.dropFirst(head.count).map { $0[index] })
    }
    self.init(name: name, columns: columns, lines: Array(lines.dropFirst(head.count)))
  }

  /// Columns of which several are called “%” and nothing else, each by the name of the one before it.
  private static func namingPercentages(_ columns: [(name: String, cells: [String])])
    -> [(name: String, cells: [String])]
  {
    func isBare(_ name: String) -> Bool {
      let words = name.lowercased().prefix { $0 != "(" }.filter { !$0.isWhitespace }
      return ["%", "percent", "percentage", "pct"].contains(words)
    }
    guard columns.count(where: { isBare($0.name) }) >= 2 else { return columns }
    return columns.indices.map { place in
      let (name, cells) = columns[place]
      guard place > 0, isBare(name), !isBare(columns[place - 1].name), !columns[place - 1].name.isEmpty else {
        return columns[place]
      }
      return ("\(columns[place - 1].name) %", cells)
    }
  }

  /// Whether all counts of a table are tens, and eight of them so large that no chance makes them so.
  private static func areTens(_ columns: [AuditedColumn]) -> Bool {
    var large = 0
    for column in columns {
      for number in column.numbers {
        guard let number else { continue }
        guard number.significand % 10 == 0 else { return false }
        if number.significand >= 10_000, number.significand % 1_000 != 0 { large += 1 }
      }
    }
    return large >= 8
  }

  /// Whether a name only says where a column stands, or repeats another's.
  private static func isPlaceholder(_ name: String) -> Bool {
    let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }
    guard words.count >= 2, words[words.count - 2] == "column", words.last?.allSatisfy(\.isNumber) == true
    else {
      let isYear = name.count == 4 && (Int(name).map { (1800...2200).contains($0) } ?? false)
      return name.allSatisfy { !($0.isLetter || $0.isNumber || $0 == "%") }
        || PublishedNumber(name) != nil && !isYear
    }
    return words.count == 2 || name.hasSuffix(")")
  }

  /// The line of the file on which a row stands, where it is known.
  public func line(ofRow row: Int) -> Int? {
    row < lines.count ? lines[row] : nil
  }

  /// The place of a column, whatever its case, spaces and underscores; or the only column with that word in its name.
  func column(named name: String, position: Int, rule: String) throws(AuditError) -> Int {
    let wanted = Self.normalized(name)
    if let exact = columns.firstIndex(where: { Self.normalized($0.name) == wanted }) { return exact }
    let word = Self.words(of: name)
    let near = columns.indices.filter { word.isSubset(of: Self.words(of: columns[$0].name)) }
    guard let only = near.first else {
      throw .unknownColumn(rule: rule, position: position, name: name, available: columns.map(\.name))
    }
    guard near.count == 1 else {
      throw .ambiguousColumn(
        rule: rule, position: position, name: name, matches: near.map { columns[$0].name })
    }
    return only
  }

  /// Whether the table has a name of its own and is no file, as figures in a plan or in a bundled data set have.
  var hasNames: Bool {
    !name.isEmpty && !name.contains("/") && !name.contains(".") && name != "standard input"
  }

  /// The document in which a row is printed.
  func document(ofRow row: Int) -> String? {
    documentColumn.map { columns[$0].texts[row] }
  }

  /// The section or page of its document on which a row is printed.
  func section(ofRow row: Int) -> String? {
    columns.first { AuditedColumn.placeNames.contains($0.name.lowercased()) }?.texts[row]
  }

  /// The texts that tell a row from others of its document.
  func labelWithoutDocument(ofRow row: Int) -> String {
    let texts = labelColumns.lazy.filter { $0 != documentColumn }.map { columns[$0].texts[row] }
    return texts.filter { !$0.isEmpty }.prefix(4).joined(separator: ", ")
  }

  /// The texts that tell a row from others.
  func label(ofRow row: Int) -> String {
    let texts = labelColumns.lazy.map { columns[$0].texts[row] }.filter { !$0.isEmpty }
    return texts.prefix(4).joined(separator: ", ")
  }

  /// Whether two rows have the same labels, as two printings of one figure have.
  func areSamePrinting(_ a: Int, _ b: Int) -> Bool {
    guard let document = documentColumn else { return false }
    return columns[document].texts[a] != columns[document].texts[b]
      && labelColumns.allSatisfy { column in
        column == document || LabelKey.key(columns[column].texts[a]) == LabelKey.key(columns[column].texts[b])
      }
  }

  static let documentNames: Set<String> = ["document", "edition", "printing", "publication"]

  private static func withDecimalPoint(_ text: String) -> String {
    let digits = text.allSatisfy { $0.isNumber || "., -+%£".contains($0) }
    guard digits else { return text }
    return String(text.map { $0 == "," ? "." : ($0 == "." ? "," : $0) })
  }

  private static func normalized(_ name: String) -> String {
    String(name.lowercased().filter { !($0.isWhitespace || $0 == "_" || $0 == "-") })
  }

  static func words(of name: String) -> Set<String> {
    Set(name.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "%") }.map(String.init))
  }
}
