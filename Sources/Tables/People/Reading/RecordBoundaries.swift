#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the last record of some bytes ends that surely ends in them.
struct RecordBoundaries {
  private(set) var end = 0
  private(set) var hasQuotes = false
  private(set) var repairs: Int
  /// Whether so many quotes had to be repaired that what follows means nothing.
  private(set) var isCutShort = false

  private let bytes: UnsafeBufferPointer<UInt8>
  private let separator: UInt8
  private let isAtEnd: Bool

  init(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8, isAtEnd: Bool, repairs: Int) {
    self.bytes = bytes
    self.separator = separator
    self.isAtEnd = isAtEnd
    self.repairs = repairs
    follow()
  }

  /// Goes from quote to quote.
  private mutating func follow() {
    var place = 0
    while true {
      guard let found = find(UInt8(ascii: "\""), from: place) else {
        _ = endsWithin(place, bytes.count)
        if isAtEnd, !isCutShort { end = bytes.count }
        return
      }
      hasQuotes = true
      if endsWithin(place, found) { return }
      guard isOpening(found) else {
        place = found + 1
        continue
      }
      guard let next = closing(of: found) else { return }
      place = next
    }
  }

  /// The place behind the field that a quote opens; nil where more bytes are needed to know it.
  private mutating func closing(of open: Int) -> Int? {
    var place = open + 1
    while true {
      guard let quote = find(UInt8(ascii: "\""), from: place) else { return isAtEnd ? repair(open) : nil }
      if quote + 1 == bytes.count {
        return isAtEnd ? bytes.count : nil
      }
      if bytes[quote + 1] != UInt8(ascii: "\"") {
        place = quote
        break
      }
      place = quote + 2
    }
    let close = place
    place += 1
    while place < bytes.count, bytes[place] == UInt8(ascii: " ") { place += 1 }
    if place == bytes.count { return isAtEnd ? place : nil }
    if isFieldEnd(bytes[place]) { return place }
    if LineBreaks.count(in: bytes, from: open, to: close) > 0 { return repair(open) }
    while place < bytes.count, !isFieldEnd(bytes[place]) { place += 1 }
    return place == bytes.count && !isAtEnd ? nil : place
  }

  private mutating func repair(_ open: Int) -> Int {
    repairs += 1
    var place = open
    while place < bytes.count, !isBreak(bytes[place]) { place += 1 }
    return place
  }

  /// Notes the record ends in a range without quotes; true where reading must stop there.
  private mutating func endsWithin(_ start: Int, _ stop: Int) -> Bool {
    if repairs >= 100 {
      guard let place = (start..<stop).first(where: { isBreak(bytes[$0]) }) else { return false }
      end = behindBreak(place) ?? place + 1
      isCutShort = true
      return true
    }
    var place = stop
    while place > start {
      place -= 1
      guard isBreak(bytes[place]) else { continue }
      if let behind = behindBreak(place) {
        end = behind
        return false
      }
    }
    return false
  }

  /// The place behind a line break; nil where a line feed may follow the carriage return.
  private func behindBreak(_ place: Int) -> Int? {
    guard bytes[place] == LineBreaks.carriageReturn else { return place + 1 }
    if place + 1 == bytes.count { return isAtEnd ? place + 1 : nil }
    return bytes[place + 1] == LineBreaks.newline ? place + 2 : place + 1
  }

  /// Whether only blanks stand between a quote and the beginning of its field.
  private func isOpening(_ quote: Int) -> Bool {
    var place = quote - 1
    while place >= 0, bytes[place] == UInt8(ascii: " ") { place -= 1 }
    return place < 0 || isFieldEnd(bytes[place])
  }

  private func isBreak(_ byte: UInt8) -> Bool {
    byte == LineBreaks.newline || byte == LineBreaks.carriageReturn
  }

  private func isFieldEnd(_ byte: UInt8) -> Bool { byte == separator || isBreak(byte) }

  private func find(_ byte: UInt8, from place: Int) -> Int? {
    guard place < bytes.count, let base = bytes.baseAddress else { return nil }
    return memchr(base + place, Int32(byte), bytes.count - place).map {
      $0 - UnsafeMutableRawPointer(mutating: base)
    }
  }
}
