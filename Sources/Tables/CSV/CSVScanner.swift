import Numbers

/// Cuts bytes into records and fields, without copying one.
///
/// Quoting is that of RFC 4180. A quote within a field that does not begin with one belongs to the text.
struct CSVScanner {
  /// One record: where its fields are, and what is wrong with it.
  struct Record {
    let line: Int
    let firstField: Int
    var fieldCount = 0
    var hasContent = false
    var problem: (problem: Problem, line: Int, field: Int)?
  }

  /// Set in an end where the field holds doubled quotes.
  static let escapedBit: UInt32 = 1 << 31

  private(set) var starts: [UInt32] = []
  private(set) var ends: [UInt32] = []
  private(set) var offset: Int

  private let bytes: UnsafeBufferPointer<UInt8>
  private let separator: UInt8
  private(set) var line: Int
  private var repairs = 0

  /// Starts at an offset, which must be the beginning of a record on the given line.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, separator: Separator, from offset: Int = 0, line: Int = 1
  ) {
    self.bytes = bytes
    self.separator = separator.byte
    self.offset = offset
    self.line = line
  }

  mutating func reserve(fields: Int) {
    starts.reserveCapacity(fields)
    ends.reserveCapacity(fields)
  }

  /// Forgets fields from an index on.
  mutating func removeFields(from index: Int) {
    starts.removeSubrange(index...)
    ends.removeSubrange(index...)
  }

  /// The text of a field, doubled quotes made single.
  func text(of field: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
    Self.text(
      UnsafeBufferPointer(rebasing: bytes[range(of: field)]), isEscaped: isEscaped(field))
  }

  /// Where a field lies.
  func range(of field: Int) -> Range<Int> { Int(starts[field])..<Int(ends[field] & ~Self.escapedBit) }

  /// Whether a field holds doubled quotes.
  func isEscaped(_ field: Int) -> Bool { ends[field] & Self.escapedBit != 0 }

  /// Whether a field holds blanks only.
  func isBlank(_ field: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes[range(of: field)].allSatisfy { $0 <= UInt8(ascii: " ") }
  }

  /// The text of a field's bytes.
  static func text(_ bytes: UnsafeBufferPointer<UInt8>, isEscaped: Bool) -> String {
    isEscaped
      ? String(decoding: unescaped(bytes), as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
  }

  /// Bytes with doubled quotes made single.
  static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var isSecond = false
    for byte in bytes {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if byte != UInt8(ascii: "\"") || isSecond { plain.append(byte) }
    }
    return plain
  }

  /// The next record; nil at the end, or when too many quotes had to be repaired for the rest to mean anything.
  mutating func next() -> Record? {
    guard offset < bytes.count, repairs < 100 else { return nil }
    var record = Record(line: line, firstField: starts.count)
    var continues = true
    while continues {
      record.fieldCount += 1
      continues = startsWithQuote() ? scanQuoted(&record) : scanPlain(&record)
    }
    return record
  }

  private func startsWithQuote() -> Bool {
    var place = offset
    while place < bytes.count, bytes[place] == space { place += 1 }
    return place < bytes.count && bytes[place] == quote
  }

  private mutating func scanPlain(_ record: inout Record) -> Bool {
    let start = offset
    var place = start
    while place < bytes.count {
      let byte = bytes[place]
      if byte == separator || byte == LineBreaks.newline || byte == LineBreaks.carriageReturn { break }
      if byte > space { record.hasContent = true }
      place += 1
    }
    append(from: start, to: place, escaped: false)
    return finishField(at: place)
  }

  private mutating func scanQuoted(_ record: inout Record) -> Bool {
    while bytes[offset] == space { offset += 1 }
    record.hasContent = true
    let open = offset
    let openLine = line
    var place = open + 1
    var escaped = false
    while place < bytes.count {
      if bytes[place] == quote {
        guard place + 1 < bytes.count, bytes[place + 1] == quote else { break }
        escaped = true
        place += 1
      }
      place += 1
    }
    let close = place
    let breaks = LineBreaks.count(in: bytes, from: open, to: close)
    if close == bytes.count { return repair(&record, open: open, line: openLine) }
    place += 1
    let afterQuote = place
    while place < bytes.count, bytes[place] == space { place += 1 }
    if place < bytes.count, !isEnd(bytes[place]) {
      if breaks > 0 { return repair(&record, open: open, line: openLine) }
      while place < bytes.count, !isEnd(bytes[place]) { place += 1 }
      if record.problem == nil {
        let rest = String(decoding: bytes[afterQuote..<place], as: UTF8.self)
        record.problem = (.textAfterQuote(String(rest[...].trimmingSpaces())), openLine, record.fieldCount)
      }
    }
    line += breaks
    append(from: open + 1, to: close, escaped: escaped)
    return finishField(at: place)
  }

  /// Gives up a quote that closes nowhere sensible, and goes on with the line after it.
  private mutating func repair(_ record: inout Record, open: Int, line openLine: Int) -> Bool {
    if record.problem == nil { record.problem = (.unclosedQuote, openLine, record.fieldCount) }
    repairs += 1
    var place = open
    while place < bytes.count, bytes[place] != LineBreaks.newline, bytes[place] != LineBreaks.carriageReturn {
      place += 1
    }
    append(from: open, to: place, escaped: false)
    line = openLine
    return finishField(at: place)
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == separator || byte == LineBreaks.newline || byte == LineBreaks.carriageReturn
  }

  private mutating func append(from start: Int, to end: Int, escaped: Bool) {
    starts.append(UInt32(truncatingIfNeeded: start))
    ends.append(UInt32(truncatingIfNeeded: end) | (escaped ? Self.escapedBit : 0))
  }

  /// Steps over what ended a field; true where the record goes on.
  private mutating func finishField(at place: Int) -> Bool {
    offset = place
    guard place < bytes.count else { return false }
    offset += 1
    if bytes[place] == separator { return true }
    if bytes[place] == LineBreaks.carriageReturn, offset < bytes.count, bytes[offset] == LineBreaks.newline {
      offset += 1
    }
    line += 1
    return false
  }

  private let quote = UInt8(ascii: "\"")
  private let space = UInt8(ascii: " ")
}
