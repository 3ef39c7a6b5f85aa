#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Cuts the XML of a worksheet into its rows and what stands around them.
///
/// Rows are offered to a reader of the form that programs write; what that reader declines, and all that is no row, goes to
/// the reader of XML, so that the two together see every byte once, in its order.
final class SheetRowCutter {
  private enum Part { case before, rows, after }

  private let rows: (UnsafeBufferPointer<UInt8>) -> Bool
  private let rest: (UnsafeBufferPointer<UInt8>) -> Bool
  private let isDone: () -> Bool
  private var part = Part.before
  /// What was taken and not yet handed on.
  private var held: [UInt8] = []

  /// A row longer than this is left to the reader of XML.
  private static let longestRow = 4 << 20

  init(
    rows: @escaping (UnsafeBufferPointer<UInt8>) -> Bool,
    rest: @escaping (UnsafeBufferPointer<UInt8>) -> Bool,
    isDone: @escaping () -> Bool
  ) {
    self.rows = rows
    self.rest = rest
    self.isDone = isDone
  }

  /// Takes the next bytes; false where the reader of XML refuses any.
  func take(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !held.isEmpty || part != .after else { return rest(piece) }
    held.append(contentsOf: piece)
    var used = 0
    let isFine = held.withUnsafeBufferPointer { cut($0, &used) }
    held.removeFirst(used)
    return isFine
  }

  /// Hands on what is left.
  func finish() -> Bool {
    let isFine = held.isEmpty || held.withUnsafeBufferPointer { rest($0) }
    held.removeAll()
    return isFine
  }

  private func cut(_ bytes: UnsafeBufferPointer<UInt8>, _ used: inout Int) -> Bool {
    while !isDone() {
      let open = UnsafeBufferPointer(rebasing: bytes[used...])
      switch part {
      case .before:
        // The beginning is short; what never comes to rows is all for the reader of XML.
        guard let start = Self.find("<sheetData>", by: UInt8(ascii: "D"), at: 6, in: open) else {
          if open.count > 1 << 16 { part = .after } else { return true }
          continue
        }
        let head = UnsafeBufferPointer(rebasing: open[..<(start + 11)])
        guard rest(head) else { return false }
        used += head.count
        part = Self.isUTF8(head) ? .rows : .after
      case .rows:
        guard let end = Self.find("</row>", by: UInt8(ascii: "w"), at: 4, in: open) else {
          if Self.find("</sheetData>", by: UInt8(ascii: "D"), at: 7, in: open) != nil
            || open.count > Self.longestRow
          {
            part = .after
          } else {
            return true
          }
          continue
        }
        let row = UnsafeBufferPointer(rebasing: open[..<(end + 6)])
        used += row.count
        if !rows(row), !rest(row) { return false }
      case .after:
        used += open.count
        return open.isEmpty || rest(open)
      }
    }
    return true
  }

  /// Whether the declaration of the document names no other encoding.
  private static func isUTF8(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = String(decoding: head.prefix(200), as: UTF8.self).lowercased()
    return !text.contains("encoding=") || text.contains("encoding=\"utf-8\"")
      || text.contains("encoding='utf-8'")
  }

  /// Where a tag begins; sought by a letter of it that is rare in sheets.
  private static func find(
    _ tag: StaticString, by letter: UInt8, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard let start = bytes.baseAddress else { return nil }
    let count = tag.utf8CodeUnitCount
    var place = offset
    while place < bytes.count {
      guard let found = memchr(start + place, Int32(letter), bytes.count - place) else { return nil }
      let first = UnsafeRawPointer(found) - UnsafeRawPointer(start) - offset
      if first >= 0, first + count <= bytes.count, memcmp(start + first, tag.utf8Start, count) == 0 {
        return first
      }
      place = first + offset + 1
    }
    return nil
  }
}
