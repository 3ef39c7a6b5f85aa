#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a file, of standard input or of memory, one after another; what gzip compressed is inflated.
///
/// Only one thread reads at a time: a `RecordCutter` keeps it behind a lock.
final class ByteStream: @unchecked Sendable {
  let name: String
  /// How many bytes the file has, compressed or not; nil where it is a pipe.
  let size: Int?
  /// How many of them were read.
  private(set) var consumed = 0
  /// How many bytes were given out, inflated ones where they were compressed.
  private(set) var position = 0

  private let descriptor: Int32?
  /// What the file was when it was opened.
  private let state: FileState?
  private let memory: [UInt8]
  private var inflater: GzipStream?
  private var isFirst = true
  private let closes: Bool

  /// Opens a path, `-` for standard input.
  init(path: String) throws(TableError) {
    name = path == "-" ? "standard input" : path
    memory = []
    closes = path != "-"
    let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .noSuchFile(path: path) : .cannotRead(path: name, reason: SystemError.words(errno))
    }
    descriptor = file
    state = FileState(of: file)
    size = state?.size
    if state?.isFolder == true {
      throw .cannotRead(path: name, reason: "it is a folder")
    }
  }

  /// Reads bytes in memory.
  init(_ bytes: [UInt8], name: String) {
    self.name = name
    memory = bytes
    size = bytes.count
    descriptor = nil
    state = nil
    closes = false
  }

  deinit {
    if closes, let descriptor { close(descriptor) }
  }

  /// A path by which a file that is no pipe can be opened again; nil for memory and pipes.
  var reopenedPath: String? {
    guard let descriptor, size != nil else { return nil }
    return "/dev/fd/\(descriptor)"
  }

  /// Whether `rewind()` can start again.
  var isRepeatable: Bool { size != nil }

  /// The last bytes of a file that is not compressed; nil where they are not to be had without reading all before.
  func tail(_ count: Int) -> [UInt8]? {
    guard let size, inflater == nil, !isFirst else { return nil }
    guard let descriptor else { return Array(memory.suffix(count)) }
    let start = max(0, size - count)
    var bytes = [UInt8](repeating: 0, count: size - start)
    let read = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(start)) }
    return read == bytes.count ? bytes : nil
  }

  /// Starts again from the first byte.
  func rewind() throws(TableError) {
    guard isRepeatable else { throw .cannotRead(path: name, reason: "it can be read only once") }
    if let descriptor, lseek(descriptor, 0, SEEK_SET) < 0 {
      throw .cannotRead(path: name, reason: SystemError.words(errno))
    }
    consumed = 0
    position = 0
    inflater = nil
    isFirst = true
  }

  /// Fills a buffer as far as there are bytes; fewer than it holds mean the end.
  func fill(_ target: UnsafeMutableRawBufferPointer) throws(TableError) -> Int {
    let count = try filled(target)
    position += count
    return count
  }

  private func filled(_ target: UnsafeMutableRawBufferPointer) throws(TableError) -> Int {
    if isFirst {
      isFirst = false
      guard target.count >= 2 else { return 0 }
      let count = try raw(UnsafeMutableRawBufferPointer(rebasing: target[..<2]))
      guard count == 2, target[0] == 0x1F, target[1] == 0x8B else {
        return count < 2
          ? count : try 2 + raw(UnsafeMutableRawBufferPointer(rebasing: target[2...]))
      }
      inflater = try GzipStream(start: [0x1F, 0x8B], name: name)
    }
    guard let inflater else { return try raw(target) }
    return try inflater.fill(target) { (buffer) throws(TableError) in try self.raw(buffer) }
  }

  /// The bytes as they are stored.
  ///
  /// - Throws: `TableError.damaged` at the end of a file that is not what it was when it was opened.
  private func raw(_ target: UnsafeMutableRawBufferPointer) throws(TableError) -> Int {
    guard let descriptor else {
      let count = min(target.count, memory.count - consumed)
      target.copyBytes(from: memory[consumed..<consumed + count])
      consumed += count
      return count
    }
    var filled = 0
    while filled < target.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: target[filled...])
      let count = read(descriptor, rest.baseAddress, rest.count)
      if count == 0 {
        if let state, !state.isStill(descriptor) { throw FileState.changed(name) }
        break
      }
      if count > 0 {
        filled += count
      } else if errno != EINTR {
        throw .cannotRead(path: name, reason: SystemError.words(errno))
      }
    }
    consumed += filled
    return filled
  }
}
