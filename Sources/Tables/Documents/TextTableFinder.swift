/// Finds tables in running text: cells set apart by tabs, or by blanks so that they stand one above another.
///
/// This is what text pasted from a spreadsheet is, and what `pdftotext -layout` writes. A table has at least three lines
/// and two columns, of which one holds figures in most of its lines.
struct TextTableFinder {
  /// A table with the line of each row, counted from 0.
  struct Found {
    let rows: [[String]]
    let lines: [Int]
  }

  private let lines: [[Character]]

  init(_ lines: [Substring]) {
    self.lines = lines.map(Array.init)
  }

  /// The tables in their order.
  func tables() -> [Found] {
    var found: [Found] = []
    var index = 0
    while index < lines.count {
      if let table = tabbed(from: index) ?? aligned(from: index), let last = table.lines.last {
        found.append(table)
        index = last + 1
      } else {
        index += 1
      }
    }
    return found
  }

  /// Lines with as many tabs each.
  private func tabbed(from start: Int) -> Found? {
    guard lines[start].contains("\t") else { return nil }
    var rows: [[String]] = []
    var numbers: [Int] = []
    var index = start
    while index < lines.count,
      lines[index].contains("\t")
        || isBlank(index) && index + 1 < lines.count && lines[index + 1].contains("\t")
    {
      if !isBlank(index) {
        rows.append(
          String(lines[index]).split(separator: "\t", omittingEmptySubsequences: false).map {
            Self.trimmed(String($0))
          })
        numbers.append(index)
      }
      index += 1
    }
    let width = rows.map(\.count).max() ?? 0
    return checked(rows.map { $0 + Array(repeating: "", count: width - $0.count) }, numbers)
  }

  /// Lines whose cells stand in columns, with blanks in between that no line crosses.
  private func aligned(from start: Int) -> Found? {
    guard cells(start).count >= 2 else { return nil }
    var numbers: [Int] = []
    var index = start
    var blanks = 0
    while index < lines.count {
      if isBlank(index) {
        blanks += 1
        if blanks > 1 { break }
      } else if cells(index).count >= 2 {
        numbers.append(index)
        blanks = 0
      } else {
        break
      }
      index += 1
    }
    guard numbers.count >= 3 else { return nil }
    let figures = numbers.filter { line in cells(line).contains { Self.isFigure($0.text) } }
    guard figures.count >= 3, let columns = columns(of: figures), columns.count >= 2 else { return nil }
    let rows = numbers.map { line in row(line, columns) }
    let first = numbers.firstIndex(of: figures[0]) ?? 0
    guard first > 0 else { return checked(rows, numbers) }
    let lowest = rows[first - 1].filter { !$0.isEmpty }
    let isAmbiguous = Set(lowest).count < lowest.count
    let above = numbers[..<(first - 1)].enumerated().map { place, line in
      isAmbiguous && cells(line).count < columns.count ? spread(line, columns) : rows[place]
    }
    let head = (0..<columns.count).map { column in
      (above + [rows[first - 1]]).map { $0[column] }.filter { !$0.isEmpty }.joined(separator: " ")
    }
    return checked([head] + rows[first...], Array(numbers[(first - 1)...]))
  }

  /// A piece of a line between runs of two blanks or more.
  private func cells(_ index: Int) -> [(text: String, range: Range<Int>)] {
    let line = lines[index]
    var cells: [(text: String, range: Range<Int>)] = []
    var start: Int?
    var place = 0
    while place <= line.count {
      let isGap =
        place >= line.count
        || line[place].isWhitespace
          && (place + 1 >= line.count || line[place + 1].isWhitespace || line[place] == "\t")
      if isGap {
        if let first = start { cells.append((String(line[first..<place]), first..<place)) }
        start = nil
        place += 1
        while place < line.count, line[place].isWhitespace { place += 1 }
      } else {
        if start == nil, !line[place].isWhitespace { start = place }
        place += 1
      }
    }
    return cells
  }

  /// The stretches of the line that columns take: where cells of different lines stand above one another.
  private func columns(of lines: [Int]) -> [Range<Int>]? {
    let spans = lines.flatMap { cells($0).map(\.range) }.sorted { $0.lowerBound < $1.lowerBound }
    var columns: [Range<Int>] = []
    for span in spans {
      if let last = columns.last, span.lowerBound < last.upperBound {
        columns[columns.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        columns.append(span)
      }
    }
    let most = lines.map { cells($0).count }.max() ?? 0
    return columns.count >= max(2, most - 1) && columns.count <= most + 2 ? columns : nil
  }

  private func row(_ line: Int, _ columns: [Range<Int>]) -> [String] {
    var row = Array(repeating: "", count: columns.count)
    for cell in cells(line) {
      let overlaps = columns.indices.map { index in
        min(columns[index].upperBound, cell.range.upperBound)
          - max(columns[index].lowerBound, cell.range.lowerBound)
      }
      guard let best = overlaps.indices.max(by: { overlaps[$0] < overlaps[$1] }) else { continue }
      row[best] += (row[best].isEmpty ? "" : " ") + cell.text
    }
    return row
  }

  /// A line of names over several columns each, every column but the first with the one that is nearest to it.
  private func spread(_ line: Int, _ columns: [Range<Int>]) -> [String] {
    let names = cells(line)
    func middle(_ range: Range<Int>) -> Int { range.lowerBound + range.upperBound }
    return columns.enumerated().map { place, column in
      guard place > 0 else { return "" }
      return names.min { abs(middle($0.range) - middle(column)) < abs(middle($1.range) - middle(column)) }?
        .text
        ?? ""
    }
  }

  /// A table of at least three rows of which one column holds figures; a first row of figures is no header.
  private func checked(_ rows: [[String]], _ lines: [Int]) -> Found? {
    guard rows.count >= 3, let width = rows.first?.count, width >= 2,
      !rows.contains(where: { $0.contains { $0.count > 90 } })
    else { return nil }
    let numeric = (0..<width).filter { column in
      let cells = rows.dropFirst().map { $0[column] }.filter { !$0.isEmpty }
      return cells.count >= 2 && 2 * cells.count(where: { Self.isFigure($0) }) > cells.count
    }
    guard !numeric.isEmpty else { return nil }
    let head = rows[0]
    let isFigures = numeric.contains { Self.isFigure(head[$0]) && !Self.isYear(head[$0]) }
    guard isFigures else { return Found(rows: rows, lines: lines) }
    return Found(rows: [Array(repeating: "", count: width)] + rows, lines: [lines[0]] + lines)
  }

  private func isBlank(_ index: Int) -> Bool { lines[index].allSatisfy(\.isWhitespace) }

  private static func trimmed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether a cell is a figure, with a unit or a mark at most: `1,234`, `54.5%`, `60 (30.0%)`, `[c]`.
  private static func isFigure(_ text: String) -> Bool {
    guard text.contains(where: { $0.isASCII && $0.isNumber }) else { return false }
    return text.count { $0.isLetter } <= 2 && text.count < 24
  }

  private static func isYear(_ text: String) -> Bool {
    guard let year = Int(text.prefix(4)) else { return false }
    return (1900...2100).contains(year) && text.count <= 9
  }
}
