internal import CPoppler

/// Reads the pages of a PDF as poppler gives their characters with their places.
///
/// The text is read in the order of the page; what stands side by side in several lines, one figure above another, is a
/// table. A smaller character that stands higher than its line is a mark of a note.
struct PDFReader {
  /// Characters next to each other on one line.
  private struct Segment {
    var text: String
    var left: Double
    var right: Double
    let top: Double
    let bottom: Double
    let number: Int
  }

  private var blocks: [TextDocument.Block] = []
  private var tableLines: [[Int]] = []
  private var pageStarts: [Int] = []
  private var nextLine = 1
  /// The characters of each line with their places, where the document is to be marked.
  private var placed: [PlacedLine] = []
  private var keepsPlaces = false
  private var openLine = PlacedLine()

  private struct PlacedLine {
    var page: Int32 = 0
    var scalars: [Unicode.Scalar] = []
    var boxes: [PopplerRectangle] = []
  }

  /// A copy in which figures are highlighted.
  static func annotated(
    _ bytes: [UInt8], source: String, marks: [DocumentMark]
  ) throws(TableError) -> (bytes: [UInt8], placed: Int) {
    var status: Int32 = 0
    let opened = bytes.withUnsafeBytes { reoffending_pdf_open($0.baseAddress, $0.count, &status) }
    guard let document = opened else {
      throw .damaged(source: source, problem: "it is no PDF, or is damaged")
    }
    defer { reoffending_pdf_close(document) }
    var reader = PDFReader()
    reader.keepsPlaces = true
    for number in 0..<poppler_document_get_n_pages(document) { reader.read(page: number, of: document) }
    var placed = 0
    for mark in marks {
      guard let (page, place) = reader.place(of: mark) else { continue }
      reoffending_pdf_highlight(document, page, place, mark.reason)
      placed += 1
    }
    var size = 0
    guard let memory = reoffending_pdf_save(document, &size) else {
      throw .damaged(source: source, problem: "it cannot be written again")
    }
    defer { reoffending_pdf_free(memory) }
    return (Array(UnsafeRawBufferPointer(start: memory, count: size)), placed)
  }

  /// Where a figure stands: on its line or one of the next, blanks aside.
  private func place(of mark: DocumentMark) -> (page: Int32, place: PopplerRectangle)? {
    let wanted = Array(mark.text.unicodeScalars.filter { $0 != " " })
    guard !wanted.isEmpty else { return nil }
    for index in (mark.line - 1)..<(mark.line + 6) where placed.indices.contains(index) {
      let line = placed[index]
      guard line.scalars.count >= wanted.count else { continue }
      for start in 0...(line.scalars.count - wanted.count)
      where Array(line.scalars[start..<(start + wanted.count)]) == wanted {
        let isLonger =
          start > 0 && ("0"..."9").contains(line.scalars[start - 1]) && ("0"..."9").contains(wanted[0])
        guard !isLonger else { continue }
        let boxes = line.boxes[start..<(start + wanted.count)]
        guard var place = boxes.first else { continue }
        for box in boxes {
          place.x1 = min(place.x1, box.x1)
          place.y1 = min(place.y1, box.y1)
          place.x2 = max(place.x2, box.x2)
          place.y2 = max(place.y2, box.y2)
        }
        return (line.page, place)
      }
    }
    return nil
  }

  static func blocks(_ bytes: [UInt8], source: String) throws(TableError) -> (
    blocks: [TextDocument.Block], tableLines: [[Int]], pageStarts: [Int]
  ) {
    var status: Int32 = 0
    let opened = bytes.withUnsafeBytes { reoffending_pdf_open($0.baseAddress, $0.count, &status) }
    guard let document = opened else {
      throw .damaged(
        source: source,
        problem: status == Int32(reoffending_pdf_encrypted)
          ? "it is protected by a password; save a copy without one" : "it is no PDF, or is damaged")
    }
    defer { reoffending_pdf_close(document) }
    var reader = PDFReader()
    for number in 0..<poppler_document_get_n_pages(document) { reader.read(page: number, of: document) }
    guard
      reader.blocks.contains(where: {
        if case .passage(_, let text) = $0 { !text.allSatisfy(\.isWhitespace) } else { true }
      })
    else {
      throw .damaged(
        source: source,
        problem: "its pages hold pictures and no text; put them through text recognition first")
    }
    return (reader.blocks, reader.tableLines, reader.pageStarts)
  }

  private mutating func read(page number: Int32, of document: OpaquePointer) {
    pageStarts.append(nextLine)
    var places: UnsafeMutablePointer<PopplerRectangle>?
    var count: UInt32 = 0
    guard let text = reoffending_pdf_page(document, number, &places, &count) else { return }
    defer {
      reoffending_pdf_free(text)
      reoffending_pdf_free(places)
    }
    let scalars = Array(String(cString: text).unicodeScalars)
    let boxes = places.map { Array(UnsafeBufferPointer(start: $0, count: Int(count))) } ?? []
    openLine = PlacedLine(page: number)
    let lines = segments(scalars, boxes)
    let tables = tables(lines.flatMap(\.self))
    addPassage(lines, without: Set(tables.flatMap(\.taken)))
    for table in tables {
      for (row, line) in zip(table.found.rows, table.lines).dropFirst() {
        for cell in row where cell.contains("(") && cell.count(where: { $0.isNumber }) > 2 {
          blocks.append(.passage(number: line, text: cell))
        }
      }
      blocks.append(.table(number: table.lines.first ?? nextLine, rows: table.found.rows))
      tableLines.append(table.lines)
    }
  }

  /// The lines of a page in the order of reading, each cut where wide gaps are.
  private mutating func segments(_ scalars: [Unicode.Scalar], _ boxes: [PopplerRectangle]) -> [[Segment]] {
    var lines: [[Segment]] = []
    var line: [Segment] = []
    var open: Segment?
    var height = 0.0
    func close() {
      if let open, !open.text.allSatisfy(\.isWhitespace) { line.append(open) }
      open = nil
    }
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\n" {
        close()
        if !line.isEmpty {
          lines.append(line)
          nextLine += 1
          if keepsPlaces { placed.append(openLine) }
        }
        openLine = PlacedLine(page: openLine.page)
        line = []
        continue
      }
      guard index < boxes.count else {
        open?.text.unicodeScalars.append(scalar)
        continue
      }
      let box = boxes[index]
      let own = box.y2 - box.y1
      if scalar == " " {
        open?.text.append(" ")
        continue
      }
      if let last = open, box.x1 - last.right > 0.9 * max(height, own) || box.x1 < last.left - own { close() }
      if open == nil {
        height = own
        open = Segment(text: "", left: box.x1, right: box.x2, top: box.y1, bottom: box.y2, number: nextLine)
      }
      let isRaised =
        own < 0.8 * height && box.y2 < (open?.bottom ?? 0) - 0.12 * height && open?.text.isEmpty == false
      if keepsPlaces {
        openLine.scalars.append(scalar)
        openLine.boxes.append(box)
      }
      let added = isRaised ? RaisedText.text(String(scalar)) : String(scalar)
      open?.text += added
      let right = max(open?.right ?? 0, box.x2)
      open?.right = right
    }
    close()
    if !line.isEmpty {
      lines.append(line)
      nextLine += 1
      if keepsPlaces { placed.append(openLine) }
    }
    return lines
  }

  private struct PageTable {
    let found: TextTableFinder.Found
    let lines: [Int]
    let taken: [Int]
  }

  /// The tables of a page: its segments laid out as a typewriter would, blanks in place of gaps.
  private func tables(_ segments: [Segment]) -> [PageTable] {
    let widths = segments.filter { $0.text.count > 3 }.map { ($0.right - $0.left) / Double($0.text.count) }
      .sorted()
    guard segments.count > 5, !widths.isEmpty else { return [] }
    let unit = max(1, widths[widths.count / 2] * 0.9)
    let ordered = segments.sorted { ($0.bottom, $0.left) < ($1.bottom, $1.left) }
    var rows: [[Segment]] = []
    for segment in ordered {
      if let last = rows.last?.last, segment.top + 0.5 * (segment.bottom - segment.top) < last.bottom {
        rows[rows.count - 1].append(segment)
      } else {
        rows.append([segment])
      }
    }
    rows = rows.map { $0.sorted { $0.left < $1.left } }
    let text = rows.map { row -> String in
      var line = ""
      for segment in row {
        let column = Int(segment.left / unit)
        let gap = line.isEmpty ? max(0, column) : max(2, column - line.count)
        line +=
          String(repeating: " ", count: min(gap, 400))
          + segment.text.split(separator: " ").joined(separator: " ")
      }
      return line
    }
    return TextTableFinder(text.map { Substring($0) }).tables().map { found in
      let lines = found.lines.map { rows[$0].first?.number ?? nextLine }
      return PageTable(found: found, lines: lines, taken: found.lines.flatMap { rows[$0].map(\.number) })
    }
  }

  /// The running text of a page; a wide gap between lines ends a paragraph.
  private mutating func addPassage(_ lines: [[Segment]], without taken: Set<Int>) {
    var start: Int?
    var text = ""
    var last: Segment?
    func end(_ blocks: inout [TextDocument.Block]) {
      if let start, !text.isEmpty { blocks.append(.passage(number: start, text: text)) }
      start = nil
      text = ""
    }
    for line in lines {
      guard let first = line.first else { continue }
      if let last {
        let gap = first.top - last.bottom
        let size = last.bottom - last.top
        if gap > 0.9 * size || abs((first.bottom - first.top) - size) > 0.15 * size { end(&blocks) }
      }
      last = first
      if taken.contains(first.number) {
        end(&blocks)
        continue
      }
      if start == nil {
        start = first.number
      } else {
        text += "\n"
      }
      text += line.map(\.text).joined(separator: "  ")
    }
    end(&blocks)
  }
}
