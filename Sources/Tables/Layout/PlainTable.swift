import Numbers

/// A file made plain: the header on its own line, the data below it on theirs, and nothing else.
///
/// Lines keep their numbers, so that a fault is told where the file has it.
struct PlainTable {
  let bytes: [UInt8]
  let separator: Separator
  let encoding: TextEncoding
  private(set) var notes: [String] = []
  /// What stands above the header as its title; nil where nothing does, or more than a title.
  private(set) var title: String?
  /// The number of the first line, which is that of the file's own unless names were put above it.
  private(set) var firstLine = 1

  /// Makes a file plain; nil where it is so already.
  ///
  /// - Parameters:
  ///   - text: UTF-8 without a byte-order mark.
  ///   - isConverted: whether the bytes are not those of the file, so that they must be given back in any case.
  ///   - isSheet: whether the text is that of a sheet, in which a cell that too much stands before is not moved.
  ///   - isScaled: whether numbers are given in full where the sheet shows their thousandths.
  /// - Throws: `TableError` for a header line that is blank, and for several tables.
  init?(
    _ text: consuming [UInt8], encoding: TextEncoding, source: String, options: CSVOptions, isConverted: Bool,
    isSheet: Bool = false, isScaled: Bool = false
  ) throws(TableError) {
    var text = text
    var isChanged = isConverted
    self.encoding = encoding
    // The mark that ended files of CP/M and DOS.
    while text.last == 0x1A {
      text.removeLast()
      isChanged = true
    }
    var start = 0
    var startLine = 1
    var separator = options.separator
    if let (named, end) = Self.namedSeparator(text) {
      separator = separator ?? named
      start = end
      startLine = 2
      isChanged = true
    }
    if options.skippedRows > 0 {
      text.withUnsafeBufferPointer { bytes in
        while startLine <= options.skippedRows, start < bytes.count {
          let byte = bytes[start]
          start += 1
          if byte == LineBreaks.carriageReturn, start < bytes.count, bytes[start] == LineBreaks.newline {
            start += 1
          }
          if byte == LineBreaks.newline || byte == LineBreaks.carriageReturn { startLine += 1 }
        }
      }
      isChanged = true
    }
    let found = text.withUnsafeBufferPointer { bytes in
      separator
        ?? SeparatorDetection.separator(of: UnsafeBufferPointer(rebasing: bytes[min(start, bytes.count)...]))
    }
    self.separator = found
    // Where quotes are wrong nothing is rearranged: whoever reads the rows refuses them by their line.
    let isSound =
      options.range == nil && options.filledDown.isEmpty
      || !DelimitedText.hasWrongQuotes(Array(text[min(start, text.count)...]), separator: found)
    if let range = options.range, isSound {
      let kept = Self.cropped(
        Array(text[min(start, text.count)...]), to: range, from: startLine, separator: found)
      text = kept
      start = 0
      startLine = 1
      isChanged = true
    }
    if options.headerRow == .missing {
      let (names, note) = try Self.name(&text, from: start, separator: found, source: source)
      notes.append(note)
      firstLine = startLine - 1
      guard isSound, !options.filledDown.isEmpty else {
        bytes = text
        return
      }
      let head = Array(DelimitedText.line(names, separator: found).utf8) + [LineBreaks.newline]
      var body = DelimitedText.rows(of: Array(text[head.count...]), separator: found)
      notes += try Self.fill(
        &body, names: names, wanted: options.filledDown, source: source, line: firstLine)
      bytes = head + DelimitedText.bytes(of: body, separator: found)
      return
    }
    let isSmall = text.count - start <= Self.wholeBytes
    let lines = text.withUnsafeBufferPointer {
      LayoutLine.read($0, separator: found, from: start, line: startLine, atMost: isSmall ? .max : 400)
    }
    if let wanted = options.headerLine, !lines.contains(where: { $0.number == wanted && !$0.isBlank }) {
      throw .damaged(
        source: source,
        problem: "line \(wanted) is blank or not there; give with --header-row the line of the header")
    }
    guard
      let layout = TableLayout(
        lines, headerLine: options.headerLine, isWhole: isSmall, isScaled: isScaled)
    else { throw .empty(source: source) }
    if let doubt = layout.doubt {
      throw .damaged(source: source, problem: Self.problem(doubt, lines))
    }
    if options.headerLine == nil, !layout.furtherHeaders.isEmpty {
      let all = ([layout.header.lowerBound] + layout.furtherHeaders).map { lines[$0].number }
      let numbers = all.prefix(40).map(String.init).joined(separator: ", ")
      throw .severalTables(
        source: source, headerLines: all,
        problem:
          "it holds \(all.count) tables, with headers on lines \(numbers); choose one with --header-row")
    }
    if options.range == nil, !layout.sideBySide.isEmpty {
      let rows =
        lines[layout.header.lowerBound].number...lines[max(layout.header.upperBound, layout.end - 1)].number
      let ranges = layout.sideBySide.prefix(12).map { CellRange(columns: $0, lines: rows).description }
      throw .severalTables(
        source: source, headerLines: [lines[layout.header.lowerBound].number],
        problem:
          "it holds \(layout.sideBySide.count) tables side by side, in the cells \(ranges.joined(separator: ", ")); "
          + "choose one with --cells")
    }
    let first = lines[layout.header.lowerBound]
    let last = lines[layout.header.upperBound]
    let bodyStart = last.end
    var bodyEnd = layout.end < lines.count ? lines[layout.end].start : text.count
    var trailing = Array(lines[min(layout.end, lines.count)...])
    if !isSmall, options.headerLine == nil {
      (bodyEnd, trailing) = Self.tail(of: text, separator: found, after: bodyStart, lines)
    }
    var titles = lines[..<layout.top].filter { !$0.isBlank }
    if options.headerLine != nil { titles = titles.suffix(1) }
    let left = trailing.filter { !$0.isBlank }
    let body =
      isSmall && options.filledDown.isEmpty
      ? Self.body(
        layout, Array(text[bodyStart..<max(bodyStart, bodyEnd)]), separator: found,
        repeated: layout.repeatedHeaders.map { lines[$0].number - last.number - 1 },
        pageBreaks: layout.pageBreaks.map { lines[$0].number - last.number - 1 },
        noteNumbers: Set(left.compactMap(Self.noteNumber)), isSheet: isSheet) : nil
    let hasGroups = layout.top < layout.header.lowerBound
    let isPlain =
      !hasGroups && !lines[..<layout.top].contains(where: { $0.link != nil })
      && body?.isChanged != true && titles.isEmpty && left.isEmpty && layout.header.count == 1
      && !isChanged
      && options.filledDown.isEmpty
      && options.headerLine == nil
    if isPlain { return nil }
    if !titles.isEmpty || hasGroups || options.headerLine != nil || layout.header.count > 1 {
      notes.append(Self.note(header: lines[layout.top], last, titles: titles))
      title = titles.first.map(Self.words).flatMap {
        $0.isEmpty || $0.count > Self.longestTitle || $0.hasSuffix("…") ? nil : $0
      }
    }
    if layout.isDescribed {
      notes.append("Line \(last.number) describes the names above it and is left out: “\(Self.short(last))”.")
    }
    if layout.isRenamed {
      notes.append("The title says thousands, which the names of the columns of figures now say too.")
    }
    if let one = left.first, let other = left.last {
      let lines =
        one.number == other.number ? "Line \(one.number) is" : "Lines \(one.number) to \(other.number) are"
      notes.append("\(lines) taken as notes and left out: “\(Self.short(one))”.")
    }
    if let body, body.isChanged {
      notes += body.notes
      bytes =
        Array(repeating: LineBreaks.newline, count: last.number - 1)
        + Array(DelimitedText.line(body.names, separator: found).utf8) + [LineBreaks.newline]
        + DelimitedText.bytes(of: body.rows, separator: found)
      return
    }
    var head = Array(repeating: LineBreaks.newline, count: first.number - 1)
    head +=
      layout.header.count == 1 && !layout.isRenamed
      ? Array(text[first.start..<first.end])
      : Array(DelimitedText.line(layout.names, separator: found).utf8) + [LineBreaks.newline]
    if layout.header.count > 1 {
      head += Array(repeating: LineBreaks.newline, count: last.number - first.number)
    }
    guard options.filledDown.isEmpty || !isSound else {
      var body = DelimitedText.rows(of: Array(text[bodyStart..<max(bodyStart, bodyEnd)]), separator: found)
      notes += try Self.fill(
        &body, names: layout.names, wanted: options.filledDown, source: source, line: first.number)
      bytes = head + DelimitedText.bytes(of: body, separator: found)
      return
    }
    // In place: a sheet of a million rows is not to be held twice.
    text.removeSubrange(max(bodyStart, bodyEnd)...)
    if head.count != bodyStart || !text[..<bodyStart].elementsEqual(head) {
      text.replaceSubrange(..<bodyStart, with: head)
    }
    bytes = text
  }

  /// Files up to this size are looked through line by line; of larger ones the beginning and the end are.
  private static let wholeBytes = 1 << 20

  /// Whether the beginning of a file shows that it has to be made plain.
  static func isNeeded(head: [UInt8], isWhole: Bool, options: CSVOptions) -> Bool {
    if options.headerRow != nil || options.skippedRows > 0
      || !options.filledDown.isEmpty
      || options.range != nil
    {
      return true
    }
    if isWhole, head.last == 0x1A { return true }
    if namedSeparator(head) != nil { return true }
    return head.withUnsafeBufferPointer { bytes in
      let separator = options.separator ?? SeparatorDetection.separator(of: bytes)
      var lines = LayoutLine.read(bytes, separator: separator, atMost: isWhole ? .max : 200)
      if !isWhole, lines.last?.end == bytes.count { lines.removeLast() }
      guard let layout = TableLayout(lines, headerLine: nil, isWhole: isWhole) else { return false }
      return layout.doubt != nil || layout.top < layout.header.upperBound || !layout.furtherHeaders.isEmpty
        || !layout.sideBySide.isEmpty
        || lines[..<layout.header.lowerBound].contains { !$0.isBlank || $0.link != nil }
        || lines[min(layout.end, lines.count)...].contains { !$0.isBlank }
        || (isWhole && isRearranged(layout, lines, bytes, separator))
    }
  }

  private static func isRearranged(
    _ layout: TableLayout, _ lines: [LayoutLine], _ bytes: UnsafeBufferPointer<UInt8>, _ separator: Separator
  ) -> Bool {
    let start = lines[layout.header.upperBound].end
    return !layout.repeatedHeaders.isEmpty
      || body(layout, Array(bytes[start...]), separator: separator)?.isChanged ?? false
  }

  /// Puts names above the first row of a file that has none; what was done, to be told to the reader.
  private static func name(
    _ text: inout [UInt8], from start: Int, separator: Separator, source: String
  ) throws(TableError) -> (names: [String], note: String) {
    let width = text.withUnsafeBufferPointer { bytes in
      LayoutLine.read(bytes, separator: separator, from: start, atMost: 400).map(\.width).max() ?? 0
    }
    guard width > 0 else { throw .empty(source: source) }
    let names = (1...width).map { "column \($0)" }
    text.replaceSubrange(
      ..<start, with: Array(DelimitedText.line(names, separator: separator).utf8) + [LineBreaks.newline])
    return (
      names,
      width == 1
        ? "The file is read without a header; its column is called “column 1”."
        : "The file is read without a header; its columns are called “column 1” to “column \(width)”."
    )
  }

  private static func problem(_ doubt: LayoutDoubt, _ lines: [LayoutLine]) -> String {
    switch doubt {
    case .noTable(let first):
      let last = lines.last { !$0.isBlank }?.number ?? 1
      let text = first.count > 60 ? first.prefix(59) + "…" : first
      return
        "no table is here: its lines to \(last) are text, from “\(text)” on, without figures below names; choose another "
        + "sheet with --sheet, or give the line of the header with --header-row"
    case .noHeader(let cell, let line):
      let number = lines.first { !$0.isBlank }?.number ?? 1
      let why =
        line.map { "“\(cell)” stands in the same column of line \($0) again" }
        ?? "“\(cell)” stands above numbers"
      return
        "line \(number) looks like a row and not like a header: \(why); where the file has no header give --header-row none, "
        + "and else --header-row \(number)"
    }
  }

  /// The rows below a header in the form of a table; nil where quotes or rows are wrong, which the reader of rows refuses.
  ///
  /// - Parameters:
  ///   - repeated: the rows that have the names of the header again.
  ///   - pageBreaks: the rows that number pages or have the title again.
  ///   - noteNumbers: the numbers of the notes below the rows.
  private static func body(
    _ layout: TableLayout, _ bytes: [UInt8], separator: Separator, repeated: [Int] = [],
    pageBreaks: [Int] = [], noteNumbers: Set<String> = [], isSheet: Bool = false
  ) -> TableBody? {
    guard !DelimitedText.hasWrongQuotes(bytes, separator: separator) else { return nil }
    var rows = DelimitedText.rows(of: bytes, separator: separator)
    for row in repeated + pageBreaks where rows.indices.contains(row) { rows[row] = [] }
    // Some programs end some lines in a separator more, with nothing behind it.
    for row in rows.indices where rows[row].count > layout.names.count {
      while rows[row].count > layout.names.count, rows[row].last?.allSatisfy(\.isWhitespace) == true {
        rows[row].removeLast()
      }
    }
    // A % behind the last figure, or a sign typed beside the table, stands below no name and moves nothing.
    var names = layout.names
    let beyond = rows.flatMap { $0.dropFirst(names.count) }.filter { !$0.isEmpty }
    let hasSigns = names.indices.contains { column in
      guard column > 0, names[column].isEmpty else { return false }
      let texts = rows.compactMap { $0.indices.contains(column) && !$0[column].isEmpty ? $0[column] : nil }
      return !texts.isEmpty && texts.allSatisfy(TableBody.isSign)
    }
    if !beyond.isEmpty,
      beyond.allSatisfy({ TableBody.isForeignSign($0) || hasSigns && TableBody.isSign($0) && $0 != "-" })
    {
      names += Array(repeating: "", count: (rows.map(\.count).max() ?? 0) - names.count)
    }
    let isCropped = isSheet && rows.contains { $0.count > names.count }
    if isCropped { for row in rows.indices { rows[row] = Array(rows[row].prefix(names.count)) } }
    // Rows of more fields than the header, unless most have them, are refused too.
    // R names rows by their number, and puts no name above these.
    let hasRowNumbers = areNumbered(rows, one: names.count + 1)
    if hasRowNumbers { names.insert("row", at: 0) }
    let longer = rows.count { $0.count > names.count }
    guard longer == 0 || 2 * longer > rows.count(where: { !$0.isEmpty }) && rows.count > 2 else { return nil }
    return TableBody(
      names: names, rows: rows, indentedColumns: layout.indentedColumns, repetitions: repeated.count,
      pageBreaks: pageBreaks.count, noteNumbers: noteNumbers, isCropped: isCropped,
      hasRowNumbers: hasRowNumbers)
  }

  /// Whether each row has a number of fields, and in the first of them the next number from 1 on.
  private static func areNumbered(_ rows: [[String]], one width: Int) -> Bool {
    let filled = rows.filter { !$0.isEmpty }
    return filled.count > 1
      && filled.enumerated().allSatisfy { place, row in
        row.count == width && row[0] == String(place + 1) && row[width - 1].contains { !$0.isWhitespace }
      }
  }

  /// The number with which a note begins: `1. Provisional`, `(2) Rounded`, or in a cell of its own.
  private static func noteNumber(_ line: LayoutLine) -> String? {
    guard let first = line.filled.first else { return nil }
    let text = line.texts[first].drop { $0 == "(" || $0 == "[" }
    let number = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(number.count)
    let words = rest.drop { ".):]- ".contains($0) }
    let isNote =
      rest.isEmpty ? line.filled.count > 1 : rest.count > words.count && words.first?.isLetter == true
    return isNote && (1...2).contains(number.count) ? String(number) : nil
  }

  /// The cells of a range; lines keep their numbers.
  private static func cropped(
    _ text: [UInt8], to range: CellRange, from line: Int, separator: Separator
  ) -> [UInt8] {
    let above = Array(repeating: [String](), count: line - 1)
    let rows = (above + DelimitedText.rows(of: text, separator: separator)).enumerated().map { place, row in
      range.lines.contains(place + 1) && row.count > range.columns.lowerBound
        ? Array(row[range.columns.lowerBound...min(range.columns.upperBound, row.count - 1)]) : []
    }
    return DelimitedText.bytes(of: rows, separator: separator)
  }

  /// Whether the last bytes of a file have notes behind the data, or the mark that ended files of DOS.
  ///
  /// - Parameters:
  ///   - head: the first bytes of the file, which begins with its header.
  ///   - separator: what parts the fields, where the caller says it.
  static func hasNotes(tail: [UInt8], head: [UInt8], separator: Separator?) -> Bool {
    guard let last = tail.last else { return false }
    if last == 0x1A { return true }
    guard let start = tail.firstIndex(of: LineBreaks.newline) else { return false }
    let (own, columns) = head.withUnsafeBufferPointer { bytes in
      let own = separator ?? SeparatorDetection.separator(of: bytes)
      return (own, LayoutLine.read(bytes, separator: own, atMost: 1).first?.width ?? 0)
    }
    guard columns > 2 else { return false }
    return tail.withUnsafeBufferPointer { bytes in
      let lines = LayoutLine.read(bytes, separator: own, from: start + 1)
      guard let line = lines.last(where: { !$0.isBlank }) else { return false }
      return line.filled.count == 1 && LayoutSearch.isNote(line.texts[line.filled[0]])
    }
  }

  /// `sep=;` on the first line, as Excel writes it.
  private static func namedSeparator(_ text: [UInt8]) -> (Separator, end: Int)? {
    let head = Array(text.prefix(12))
    let start = head.first == UInt8(ascii: "\"") ? 1 : 0
    guard head.count > start + 4,
      String(decoding: head[start..<start + 4], as: UTF8.self).lowercased() == "sep=",
      let separator = Separator.allCases.first(where: { $0.byte == head[start + 4] }),
      let end = head.firstIndex(of: LineBreaks.newline) ?? head.firstIndex(of: LineBreaks.carriageReturn),
      end <= start + 7
    else { return nil }
    return (separator, end + 1)
  }

  /// Where the data of a large file end, from its last lines.
  private static func tail(
    of text: [UInt8], separator: Separator, after bodyStart: Int, _ head: [LayoutLine]
  ) -> (Int, [LayoutLine]) {
    let from = max(bodyStart, text.count - (1 << 16))
    guard let start = text[from...].firstIndex(of: LineBreaks.newline) else { return (text.count, []) }
    return text.withUnsafeBufferPointer { bytes in
      let line = 1 + LineBreaks.count(in: bytes, from: 0, to: start + 1)
      let last = LayoutLine.read(bytes, separator: separator, from: start + 1, line: line)
      let all = Array(head.prefix(50)) + last
      let search = LayoutSearch(all)
      guard let header = search.header() else { return (text.count, []) }
      let end = search.endOfData(after: header, before: all.count)
      return end < all.count ? (all[end].start, Array(all[end...])) : (text.count, [])
    }
  }

  /// Writes the text above into the cells of some columns that are empty.
  private static func fill(
    _ rows: inout [[String]], names: [String], wanted: [String], source: String, line: Int
  ) throws(TableError) -> [String] {
    var notes: [String] = []
    for name in wanted {
      guard let column = names.firstIndex(where: { Column.normalized($0) == Column.normalized(name) }) else {
        var faults = FaultList()
        faults.append(
          Fault(
            at: CellLocation(source: source, line: line, columnNumber: names.count + 1, columnName: name),
            .unknownColumn(name, nearest: NearestName.find(name, among: names), available: names)))
        throw .faults(faults)
      }
      var above = ""
      var count = 0
      for row in rows.indices where rows[row].contains(where: { !$0.isEmpty }) {
        guard rows[row].indices.contains(column) else { continue }
        if rows[row][column].isEmpty, !above.isEmpty {
          rows[row][column] = above
          count += 1
        } else {
          above = rows[row][column]
        }
      }
      notes.append(
        "\(count) empty cell\(count == 1 ? "" : "s") of \(names[column]) \(count == 1 ? "is" : "are") filled from above."
      )
    }
    return notes
  }

  private static func note(header first: LayoutLine, _ last: LayoutLine, titles: [LayoutLine]) -> String {
    let place =
      first.number == last.number ? "line \(first.number)" : "lines \(first.number) to \(last.number)"
    guard let title = titles.first else { return "The header is taken from \(place)." }
    return
      "The header is taken from \(place), and what stands above it as title: “\(short(title, atMost: longestTitle))”."
  }

  /// A longer text is more than a title.
  private static let longestTitle = 160

  private static func words(_ line: LayoutLine) -> String {
    line.texts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func short(_ line: LayoutLine, atMost most: Int = 80) -> String {
    let text = words(line)
    return text.count > most ? text.prefix(most - 1) + "…" : text
  }
}
