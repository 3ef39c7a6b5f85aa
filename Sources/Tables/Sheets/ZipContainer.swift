internal import CLibZip

/// The files within a ZIP archive, read a piece at a time by libzip.
///
/// A file that would take more than `largestFile` bytes, or is packed so tightly that it can only be meant to fill the
/// memory, is refused before it is read.
final class ZipContainer {
  /// No file within is read beyond this size; the sheet of a million rows and twenty columns has about half of it.
  static let largestFile = 4 << 30
  /// A deflated file cannot be smaller by more than 1,032; spreadsheets are by less than 100.
  private static let largestRatio: UInt64 = 400

  private let source: String
  private let archive: OpaquePointer
  private let bytes: UnsafeMutableRawBufferPointer?

  /// Opens an archive in memory.
  init(_ content: [UInt8], source: String) throws(TableError) {
    self.source = source
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, content.count), alignment: 16)
    bytes.copyBytes(from: content)
    self.bytes = bytes
    var error = zip_error_t()
    zip_error_init(&error)
    guard let buffer = zip_source_buffer_create(bytes.baseAddress, zip_uint64_t(content.count), 0, &error),
      let opened = zip_open_from_source(buffer, ZIP_RDONLY, &error)
    else {
      bytes.deallocate()
      throw .damaged(source: source, problem: "it is damaged or cut short: its directory cannot be read")
    }
    archive = opened
  }

  /// Opens an archive on disk, of which only the parts that are asked for are read.
  init(path: String, source: String) throws(TableError) {
    self.source = source
    bytes = nil
    var code: Int32 = 0
    guard let opened = zip_open(path, ZIP_RDONLY, &code) else {
      throw .damaged(source: source, problem: "it is damaged or cut short: its directory cannot be read")
    }
    archive = opened
  }

  deinit {
    zip_discard(archive)
    bytes?.deallocate()
  }

  /// The names of the files, in the order of the archive.
  var names: [String] {
    (0..<max(0, zip_get_num_entries(archive, 0))).compactMap { index in
      zip_get_name(archive, zip_uint64_t(index), 0).map { String(cString: $0) }
    }
  }

  /// Whether the archive holds a file.
  func contains(_ name: String) -> Bool { zip_name_locate(archive, name, 0) >= 0 }

  /// The bytes of a small file; nil where there is none of that name.
  func file(_ name: String, atMost limit: Int = 64 << 20) throws(TableError) -> [UInt8]? {
    guard contains(name) else { return nil }
    var content: [UInt8] = []
    try stream(name, atMost: limit) { piece in
      content.append(contentsOf: piece)
      return true
    }
    return content
  }

  /// Gives out a file piece by piece, until all is given out or `body` returns false.
  func stream(
    _ name: String, atMost limit: Int = largestFile, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(TableError) {
    let index = zip_name_locate(archive, name, 0)
    guard index >= 0 else { throw damaged("\(name) is missing") }
    var status = zip_stat_t()
    guard zip_stat_index(archive, zip_uint64_t(index), 0, &status) == 0 else {
      throw damaged("\(name) is damaged")
    }
    guard status.encryption_method == 0 else {
      throw damaged("it is protected by a password; save a copy without one")
    }
    let isBomb = status.size > 16 << 20 && status.size / max(1, status.comp_size) > Self.largestRatio
    guard status.size <= UInt64(limit), !isBomb else {
      throw damaged("\(name) would take \(status.size) bytes, packed in \(status.comp_size); it is not read")
    }
    guard let file = zip_fopen_index(archive, zip_uint64_t(index), 0) else {
      throw damaged("\(name) cannot be read")
    }
    defer { zip_fclose(file) }
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 18)
    defer { chunk.deallocate() }
    var given: UInt64 = 0
    while true {
      let count = zip_fread(file, chunk.baseAddress, zip_uint64_t(chunk.count))
      guard count >= 0 else { throw damaged("\(name) is damaged or cut short") }
      if count == 0 { break }
      given += UInt64(count)
      guard given <= status.size else { throw damaged("\(name) is longer than the directory says") }
      if !body(UnsafeBufferPointer(rebasing: chunk[..<Int(count)])) { return }
    }
    guard given == status.size else { throw damaged("\(name) is cut short") }
  }

  private func damaged(_ problem: String) -> TableError { .damaged(source: source, problem: problem) }
}
