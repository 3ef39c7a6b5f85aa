import Numbers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What every reader of blocks must know of a file.
struct ReadingPlan: Sendable {
  let source: String
  let header: CSVHeader
  let separator: Separator
  /// The columns to read, each once.
  let wanted: [Column]

  /// For each field the place of its column among those wanted; −1 for the others.
  var slotOfField: [Int] {
    var slots = Array(repeating: -1, count: header.columns.count)
    for (slot, column) in wanted.enumerated() { slots[column.index] = slot }
    return slots
  }

  /// Columns that must be empty, because they have no name.
  var unnamed: [Int] { header.columns.filter { $0.name.isEmpty && $0.index > 0 }.map(\.index) }

  /// Whether rows that stand in the file twice are looked for: where a column tells one person from another, none should.
  var seeksRepeats: Bool { header.columns.contains { RepeatedRows.isIdentifier($0.name) } }

  /// Whether every cell may tell which mark stands before decimals.
  var needsDecimalMark: Bool { separator != .comma }
}

/// Reads blocks one after another, with dictionaries of its own that last from block to block.
///
/// Lines without quotes are cut eight bytes at a time; anything unusual is left to `CSVScanner`, record by record, so
/// that both ways agree.
final class BlockReader {
  private let plan: ReadingPlan
  private let number: Int
  private let slotOfField: [Int]
  private let seeksRepeats: Bool
  private let dictionaries: UnsafeMutablePointer<TextDictionary>

  init(_ plan: ReadingPlan, worker: Int) {
    self.plan = plan
    number = worker
    slotOfField = plan.slotOfField
    seeksRepeats = plan.seeksRepeats
    dictionaries = .allocate(capacity: max(1, plan.wanted.count))
    for slot in plan.wanted.indices { (dictionaries + slot).initialize(to: TextDictionary()) }
  }

  deinit {
    for slot in plan.wanted.indices { dictionaries[slot].deallocate() }
    dictionaries.deinitialize(count: plan.wanted.count)
    dictionaries.deallocate()
  }

  /// The distinct texts of a column.
  func dictionary(slot: Int) -> TextDictionary { dictionaries[slot] }

  /// Gives back the memory of a column's texts.
  func release(slot: Int) {
    dictionaries[slot].deallocate()
    dictionaries[slot] = TextDictionary()
  }

  /// Reads a block.
  func read(_ block: RecordCutter.Block, _ buffer: RecordCutter.Buffer) throws(TableError) -> BlockReading {
    var result = BlockReading(index: block.index, worker: number)
    guard let base = UnsafeRawPointer(buffer.memory.baseAddress) else { return result }
    let columns = plan.header.columns.count
    let capacity = block.count / max(1, columns) + 2
    let writers = UnsafeMutablePointer<CodeWriter>.allocate(capacity: max(1, plan.wanted.count))
    for slot in plan.wanted.indices { (writers + slot).initialize(to: CodeWriter(capacity: capacity)) }
    defer {
      for slot in plan.wanted.indices { writers[slot].deallocate() }
      writers.deallocate()
    }
    let hashes = seeksRepeats ? UnsafeMutablePointer<UInt64>.allocate(capacity: capacity) : nil
    defer { hashes?.deallocate() }
    let bytes = UnsafeBufferPointer(start: base.assumingMemoryBound(to: UInt8.self), count: block.count)
    var place = Place()
    let isPlain = !block.hasQuotes && plan.unnamed.isEmpty && !plan.needsDecimalMark
    var isASCII = true
    var wasUnusual = !isPlain
    var run = 1
    while place.offset < block.count {
      if isPlain {
        let first = place
        isASCII = readLines(base, block, &place, writers, hashes) && isASCII
        note(rowsFrom: first, to: place, &result)
        if place.row - first.row > 64 { run = 1 }
        if place.offset >= block.count { break }
      }
      wasUnusual = true
      readRecords(bytes, &place, writers, hashes, &result, limit: isPlain ? run : .max)
      run = min(run * 2, 1 << 16)
    }
    if wasUnusual {
      if memchr(base, 0, block.count) != nil {
        throw .notText(source: plan.source, found: "binary data", remedy: "a CSV file is needed")
      }
      isASCII = isASCII && bytes.allSatisfy { $0 < 0x80 }
    }
    if !isASCII { result.letters = LetterEvidence(bytes) }
    result.rowCount = place.row
    result.lineCount = place.line
    result.codes = plan.wanted.indices.map { writers[$0].codes(count: place.row) }
    if let hashes { result.hashes = Array(UnsafeBufferPointer(start: hashes, count: place.row)) }
    return result
  }

  /// How far a block has been read.
  private struct Place {
    var offset = 0
    var row = 0
    var line = 0
  }

  /// Reads lines of which each is a record with the fields of the header, until one is not.
  ///
  /// - Returns: whether all letters were ASCII.
  private func readLines(
    _ base: UnsafeRawPointer, _ block: RecordCutter.Block, _ place: inout Place,
    _ writers: UnsafeMutablePointer<CodeWriter>, _ hashes: UnsafeMutablePointer<UInt64>?
  ) -> Bool {
    let separator = plan.separator.byte
    let separators = UInt64(separator) &* 0x0101_0101_0101_0101
    let newline = LineBreaks.newline
    let lastField = plan.header.columns.count - 1
    let dictionaries = dictionaries
    let blockIndex = block.index
    let end = base + block.count
    var start = base + place.offset
    var row = place.row
    var seen: UInt64 = 0
    slotOfField.withUnsafeBufferPointer { slotOfField in
      rows: while start < end {
        if start.load(as: UInt8.self) <= UInt8(ascii: " ") || start.load(as: UInt8.self) == separator {
          // A line that begins with a blank may be blank altogether.
          guard Self.hasContent(start, separator) else { break rows }
        }
        var cell = start
        var field = 0
        while true {
          let first = cell.loadUnaligned(as: UInt64.self)
          seen |= first
          var found = Self.ends(first, separators)
          var length: Int
          if found != 0 {
            length = found.trailingZeroBitCount >> 3
          } else {
            length = 8
            while true {
              let word = (cell + length).loadUnaligned(as: UInt64.self)
              seen |= word
              found = Self.ends(word, separators)
              if found != 0 {
                length &+= found.trailingZeroBitCount >> 3
                break
              }
              length &+= 8
            }
          }
          let stop = (cell + length).load(as: UInt8.self)
          if field == lastField {
            guard
              stop == newline
                || stop == LineBreaks.carriageReturn && cell + length + 1 < end
                  && (cell + length + 1).load(as: UInt8.self) == newline
            else { break rows }
          } else if stop != separator {
            break rows
          }
          let slot = slotOfField[field]
          if slot >= 0 {
            let code =
              length <= 8
              ? dictionaries[slot].code(
                first & TextDictionary.mask(length), length: length, block: blockIndex, row: row)
              : dictionaries[slot].code(cell, length: length, block: blockIndex, row: row)
            writers[slot].store(code, row: row)
          }
          cell += length &+ 1
          if field == lastField {
            if let hashes {
              hashes[row] = RepeatedRows.hash(UnsafeRawBufferPointer(start: start, count: cell - 1 - start))
            }
            if stop != newline { cell += 1 }
            break
          }
          field &+= 1
        }
        start = cell
        row &+= 1
      }
    }
    place.line += row - place.row
    place.row = row
    place.offset = start - base
    return seen & 0x8080_8080_8080_8080 == 0
  }

  /// A high bit for each byte that is a separator or a sign below the blank.
  @inline(__always)
  private static func ends(_ word: UInt64, _ separators: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let difference = word ^ separators
    let isOther = ((difference & low) &+ low) | difference
    let isLetter = ((word & low) &+ 0x6060_6060_6060_6060) | word
    return ~(isOther & isLetter) & 0x8080_8080_8080_8080
  }

  /// Whether anything but blanks and separators stands on a line.
  private static func hasContent(_ start: UnsafeRawPointer, _ separator: UInt8) -> Bool {
    var place = start
    while true {
      let byte = place.load(as: UInt8.self)
      if byte == LineBreaks.newline || byte == LineBreaks.carriageReturn { return false }
      if byte > UInt8(ascii: " "), byte != separator { return true }
      place += 1
    }
  }

  /// Notes the lines of rows that stand on one line each.
  private func note(rowsFrom first: Place, to last: Place, _ result: inout BlockReading) {
    guard last.row > first.row, result.lines != nil || first.line != first.row else { return }
    startListing(upTo: first.row, &result)
    result.lines?.append(
      contentsOf: (first.line..<last.line).lazy.map { UInt32(truncatingIfNeeded: $0) })
  }

  private func startListing(upTo row: Int, _ result: inout BlockReading) {
    if result.lines == nil { result.lines = (0..<row).map { UInt32(truncatingIfNeeded: $0) } }
  }

  /// Reads records of any form.
  private func readRecords(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Place, _ writers: UnsafeMutablePointer<CodeWriter>,
    _ hashes: UnsafeMutablePointer<UInt64>?, _ result: inout BlockReading, limit: Int
  ) {
    var scanner = CSVScanner(bytes, separator: plan.separator, from: place.offset, line: place.line)
    var left = limit
    while left > 0 {
      guard let record = scanner.next() else {
        place.offset = bytes.count
        place.line = scanner.line
        return
      }
      left -= 1
      if record.hasContent { take(record, scanner, bytes, &place, writers, hashes, &result) }
      scanner.removeFields(from: 0)
      place.offset = scanner.offset
      place.line = scanner.line
    }
  }

  private func take(
    _ record: CSVScanner.Record, _ scanner: CSVScanner, _ bytes: UnsafeBufferPointer<UInt8>,
    _ place: inout Place, _ writers: UnsafeMutablePointer<CodeWriter>,
    _ hashes: UnsafeMutablePointer<UInt64>?, _ result: inout BlockReading
  ) {
    if let (problem, line, field) = plan.header.problem(of: record, scanner, bytes) {
      result.faults.append(
        Fault(at: plan.header.location(line: line, field: field, source: plan.source), problem))
      return
    }
    if result.lines != nil || record.line != place.row {
      startListing(upTo: place.row, &result)
      result.lines?.append(UInt32(truncatingIfNeeded: record.line))
    }
    let start = scanner.range(of: record.firstField).lowerBound
    if let hashes {
      let end = scanner.range(of: record.firstField + plan.header.columns.count - 1).upperBound
      hashes[place.row] = RepeatedRows.hash(
        UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<max(start, end)])))
    }
    let isLong = scanner.line - record.line > 1
    for field in 0..<plan.header.columns.count {
      let range = scanner.range(of: record.firstField + field)
      let cell = UnsafeBufferPointer(rebasing: bytes[range])
      if plan.needsDecimalMark, let mark = DecimalMarkEvidence.mark(ofCell: cell) {
        result.decimalMarks.insert(mark)
      }
      let slot = slotOfField[field]
      if slot < 0 {
        if plan.header.columns[field].name.isEmpty, field > 0, result.unnamedValues[field] == nil,
          cell.contains(where: { $0 > UInt8(ascii: " ") })
        {
          let breaks = LineBreaks.count(in: bytes, from: start, to: range.lowerBound)
          result.unnamedValues[field] = UInt32(truncatingIfNeeded: record.line + breaks)
        }
        continue
      }
      let code =
        scanner.isEscaped(record.firstField + field)
        ? CSVScanner.unescaped(cell).withUnsafeBufferPointer {
          dictionaries[slot].code(of: $0, block: result.index, row: place.row)
        } : dictionaries[slot].code(of: cell, block: result.index, row: place.row)
      writers[slot].store(code, row: place.row)
      if isLong {
        let breaks = LineBreaks.count(in: bytes, from: start, to: range.lowerBound)
        if breaks > 0 { result.breaksBefore[BlockReading.CellPlace(row: place.row, slot: slot)] = breaks }
      }
    }
    place.row += 1
  }
}
