#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads files whole.
public enum FileInput {
  /// The bytes of a file, or of standard input for `-`; what gzip compressed is inflated.
  public static func read(_ path: String) throws(TableError) -> [UInt8] {
    let name = path == "-" ? "standard input" : path
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .noSuchFile(path: path) : .cannotRead(path: name, reason: SystemError.words(errno))
    }
    defer { if path != "-" { close(descriptor) } }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw .cannotRead(path: name, reason: "it is a folder")
    }
    let bytes = try readAll(descriptor, name: name, expected: Int(status.st_size))
    return bytes.starts(with: [0x1F, 0x8B]) ? try Gzip.inflate(bytes, path: name) : bytes
  }

  /// Whether there is a file, folder or device of a path.
  public static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
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
