/// Turns the bytes of a file into UTF-8.
enum TextDecoder {
  /// Decodes bytes, without a byte-order mark.
  ///
  /// Bytes that are not valid UTF-8 are Windows-1252, unless other letters of the file are UTF-8: a file of both has
  /// been damaged, and either reading would show wrong letters.
  static func decode(
    _ bytes: [UInt8], source: String, as wanted: TextEncoding?
  ) throws(TableError) -> (bytes: [UInt8], encoding: TextEncoding) {
    try refuseOtherFormats(bytes, source: source)
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let isValid =
      bytes.withUnsafeBufferPointer { isASCII($0) } || String(validating: bytes, as: UTF8.self) != nil
    if wanted == .windows1252, start == 0 {
      return (try Windows1252.decode(bytes, source: source), .windows1252)
    }
    if isValid { return (start == 0 ? bytes : Array(bytes.dropFirst(start)), .utf8) }
    let broken = firstInvalid(bytes)
    guard wanted == nil, start == 0, !broken.hasUTF8 else {
      throw .undecodable(source: source, line: line(of: broken.offset, in: bytes), byte: bytes[broken.offset])
    }
    return (try Windows1252.decode(bytes, source: source), .windows1252)
  }

  /// The line of an offset, counted from 1.
  static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { 1 + LineBreaks.count(in: $0, from: 0, to: offset) }
  }

  static func refuseOtherFormats(_ bytes: [UInt8], source: String) throws(TableError) {
    if isUTF32(bytes) { throw .unsupportedEncoding(source: source, encoding: "UTF-32") }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .unsupportedEncoding(source: source, encoding: "UTF-16")
    }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      throw .notText(
        source: source, found: "an Excel workbook or a zip file", remedy: "save the sheet as CSV")
    }
    if bytes.starts(with: [0x1F, 0x8B]) {
      throw .notText(source: source, found: "compressed with gzip", remedy: "decompress it first")
    }
    if let format = documentFormat(bytes) {
      throw .notText(
        source: source, found: format, remedy: "export or download the table itself as CSV or .xlsx")
    }
    guard let zero = bytes.firstIndex(of: 0) else { return }
    if zero < 2, bytes.count >= 4 {
      throw .unsupportedEncoding(source: source, encoding: "UTF-16 without a byte-order mark")
    }
    // A few zeros among letters are damage that can be mended; many are no text.
    let sample = bytes.prefix(1 << 12)
    if sample.count(where: { $0 < 0x09 }) * 20 <= sample.count {
      throw .damaged(source: source, problem: zeroProblem(bytes, at: zero))
    }
    throw .notText(source: source, found: "binary data", remedy: "a CSV file is needed")
  }

  /// Whether bytes are UTF-32: with its mark, or four to a letter from the first on.
  static func isUTF32(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return true }
    guard bytes.count >= 16 else { return false }
    return (0..<4).contains { place in
      (0..<4).allSatisfy { letter in
        (0..<4).allSatisfy { (bytes[letter * 4 + $0] == 0) == ($0 != place) }
      }
    }
  }

  /// What a file is that begins as a page, a printed document or a list of objects does, whatever it is called.
  private static func documentFormat(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: Array("%PDF-".utf8)) { return "a PDF document" }
    if bytes.starts(with: Array("{\\rtf".utf8)) { return "a text document (RTF)" }
    let start = bytes.prefix(512).drop { $0 <= UInt8(ascii: " ") || $0 >= 0x80 }
    let head = String(decoding: start.prefix(64), as: UTF8.self).lowercased()
    if ["<!doctype html", "<html", "<head", "<body"].contains(where: head.hasPrefix) {
      return "a web page (HTML), perhaps one that asks to sign in or says that the file is not there"
    }
    if head.hasPrefix("<?xml") { return "an XML document" }
    let isObject = head.first == "{" && head.dropFirst().drop(while: \.isWhitespace).first == "\""
    let isList = head.first == "[" && head.dropFirst().drop(while: \.isWhitespace).first == "{"
    return isObject && head.contains("\":") || isList ? "JSON" : nil
  }

  /// Where a byte 0x00 stands, and what to do.
  static func zeroProblem(_ bytes: [UInt8], at zero: Int) -> String {
    let start =
      bytes[..<zero].lastIndex { $0 == LineBreaks.newline || $0 == LineBreaks.carriageReturn }.map { $0 + 1 }
      ?? 0
    return
      "line \(line(of: zero, in: bytes)), character \(zero - start + 1): a byte 0x00 stands here, which no text has; "
      + "remove it or export the file again"
  }

  private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var seen: UInt8 = 0
    for byte in bytes { seen |= byte }
    return seen < 0x80
  }

  /// The first byte that is not UTF-8, and whether any letter beyond ASCII is.
  static func firstInvalid(_ bytes: [UInt8]) -> (offset: Int, hasUTF8: Bool) {
    var offset = 0
    var first: Int?
    var hasUTF8 = false
    while offset < bytes.count {
      let length = sequenceLength(bytes, at: offset)
      if length == 0 {
        first = first ?? offset
        offset += 1
      } else {
        if length > 1 { hasUTF8 = true }
        offset += length
      }
    }
    return (first ?? 0, hasUTF8)
  }

  private static func sequenceLength(_ bytes: [UInt8], at offset: Int) -> Int {
    let length =
      switch bytes[offset] {
      case ..<0x80: 1
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 1 else { return length }
    guard offset + length <= bytes.count else { return 0 }
    return String(validating: bytes[offset..<offset + length], as: UTF8.self) == nil ? 0 : length
  }
}
