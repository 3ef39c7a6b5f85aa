import Numbers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads files whole.
package enum FileInput {
  /// The most bytes of a file that is read whole, compressed or not.
  package static let largest = 512 << 20

  /// The bytes of a file, or of standard input for `-`; what gzip compressed is inflated.
  ///
  /// - Throws: `TableError.damaged` for a file of more than `largest` bytes, one without end such as `/dev/zero`, one that
  ///   changes while it is read, and damaged gzip data.
  package static func read(_ path: String) throws(TableError) -> [UInt8] {
    let name = path == "-" ? "standard input" : path
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .noSuchFile(path: path) : .cannotRead(path: name, reason: SystemError.words(errno))
    }
    defer { if path != "-" { close(descriptor) } }
    let state = FileState(of: descriptor)
    if state?.isFolder == true { throw .cannotRead(path: name, reason: "it is a folder") }
    if let size = state?.size, size > largest { throw tooLarge(name) }
    let bytes = try readAll(descriptor, name: name, expected: state?.size ?? 0)
    if let state, !state.isStill(descriptor) { throw FileState.changed(name) }
    return bytes.starts(with: [0x1F, 0x8B]) ? try Gzip.inflate(bytes, path: name, limit: largest) : bytes
  }

  /// Whether there is a file, folder or device of a path.
  package static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// Whether a regular file is there and begins with some bytes; what comes out of a pipe cannot be read again.
  package static func begins(_ path: String, with bytes: [UInt8]) -> Bool {
    guard FileState(path: path)?.size != nil else { return false }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard FileState(of: descriptor)?.size != nil else { return false }
    var first = [UInt8](repeating: 0, count: bytes.count)
    return first.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) } == bytes.count
      && first == bytes
  }

  static func tooLarge(_ name: String) -> TableError {
    .damaged(
      source: name,
      problem:
        "it has more than \(NumberStyle().text(largest)) bytes, the most that are read of a file of this kind"
    )
  }

  private static func readAll(
    _ descriptor: Int32, name: String, expected: Int
  ) throws(TableError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(max(0, expected))
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count > 0 {
        guard bytes.count + count <= largest else { throw tooLarge(name) }
        bytes.append(contentsOf: chunk[..<count])
      } else if errno != EINTR {
        throw .cannotRead(path: name, reason: SystemError.words(errno))
      }
    }
  }
}

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}
