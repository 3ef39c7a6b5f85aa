import CZlib

/// The files within a ZIP archive, as far as office documents use it: stored or deflated, not encrypted, below 4 GB.
///
/// - Source: PKWARE (2022), *APPNOTE.TXT, .ZIP File Format Specification*, version 6.3.10, sections 4.3 and 4.4.
struct ZipArchive {
  /// No part of a document is read beyond this size, so that a small file cannot fill the memory.
  static let largestPart = 64 << 20

  private struct Entry {
    let method: Int
    let isEncrypted: Bool
    let checksum: UInt32
    let compressedSize: Int
    let size: Int
    let offset: Int
  }

  private let bytes: [UInt8]
  private let source: String
  private var entries: [String: Entry] = [:]

  /// Reads the directory at the end of an archive.
  init(_ bytes: [UInt8], source: String) throws(TableError) {
    self.bytes = bytes
    self.source = source
    guard let end = endOfDirectory() else {
      throw damaged("it is no Word document, or is cut short: its ZIP directory is missing")
    }
    let count = word(end + 10)
    var place = long(end + 16)
    for _ in 0..<count {
      guard place + 46 <= bytes.count, long(place) == 0x0201_4B50 else {
        throw damaged("its ZIP directory is damaged")
      }
      let (nameLength, extra, comment) = (word(place + 28), word(place + 30), word(place + 32))
      guard place + 46 + nameLength <= bytes.count else { throw damaged("its ZIP directory is damaged") }
      let name = String(decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      entries[name] = Entry(
        method: word(place + 10), isEncrypted: word(place + 8) & 1 == 1, checksum: UInt32(long(place + 16)),
        compressedSize: long(place + 20), size: long(place + 24), offset: long(place + 42))
      place += 46 + nameLength + extra + comment
    }
  }

  /// Whether the archive holds a file.
  func contains(_ name: String) -> Bool { entries[name] != nil }

  /// The bytes of a file; nil where there is none of that name.
  func file(_ name: String) throws(TableError) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    guard !entry.isEncrypted else { throw damaged("it is protected by a password; save a copy without one") }
    guard entry.size <= Self.largestPart else {
      throw damaged("\(name) would take \(entry.size) bytes; at most \(Self.largestPart) are read")
    }
    guard entry.offset + 30 <= bytes.count, long(entry.offset) == 0x0403_4B50 else {
      throw damaged("\(name) is damaged")
    }
    let start = entry.offset + 30 + word(entry.offset + 26) + word(entry.offset + 28)
    guard start + entry.compressedSize <= bytes.count else { throw damaged("\(name) is cut short") }
    let packed = Array(bytes[start..<(start + entry.compressedSize)])
    let file: [UInt8]?
    switch entry.method {
    case 0: file = packed.count == entry.size ? packed : nil
    case 8: file = Self.inflated(packed, size: entry.size)
    default: throw damaged("\(name) is packed by a method that is not read (\(entry.method))")
    }
    guard let file, Self.checksum(file) == entry.checksum else { throw damaged("\(name) is damaged") }
    return file
  }

  private func damaged(_ problem: String) -> TableError { .damaged(source: source, problem: problem) }

  /// The place of the last record, which a comment of at most 65,535 bytes follows.
  private func endOfDirectory() -> Int? {
    guard bytes.count >= 22 else { return nil }
    var place = bytes.count - 22
    let first = max(0, place - 65_535)
    while place >= first {
      if long(place) == 0x0605_4B50, long(place + 16) <= place { return place }
      place -= 1
    }
    return nil
  }

  private func word(_ place: Int) -> Int {
    place + 2 <= bytes.count ? Int(bytes[place]) | Int(bytes[place + 1]) << 8 : 0
  }

  private func long(_ place: Int) -> Int { word(place) | word(place + 2) << 16 }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32(0, bytes, UInt32(bytes.count)))
  }

  /// The bytes that a raw deflate stream holds; nil where they are not exactly as many as the directory says.
  private static func inflated(_ packed: [UInt8], size: Int) -> [UInt8]? {
    var stream = z_stream()
    guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      return nil
    }
    defer { inflateEnd(&stream) }
    var input = packed
    var output = [UInt8](repeating: 0, count: size + 1)
    let (code, written) = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        let code = CZlib.inflate(&stream, Z_FINISH)
        return (code, target.count - Int(stream.avail_out))
      }
    }
    guard code == Z_STREAM_END, written == size else { return nil }
    return Array(output[..<size])
  }
}
