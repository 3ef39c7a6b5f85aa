#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes files so that a half-written one never stands at its path.
public enum FileOutput {
  /// Writes all bytes beside the target, makes sure that they are on the disk, and renames.
  ///
  /// A file that was there keeps its permissions, and until the last step its contents. A link is followed. What is not
  /// a file, such as `/dev/null` or a pipe, is written directly.
  public static func write(_ bytes: [UInt8], to path: String) throws(TableError) {
    try stream(to: path) { write throws(TableError) in try write(bytes) }
  }

  /// Writes a file a piece at a time, as `write(_:to:)` does; where `body` throws, nothing stands at the path.
  public static func stream(
    to path: String, _ body: (([UInt8]) throws(TableError) -> Void) throws(TableError) -> Void
  ) throws(TableError) {
    let target = resolved(path)
    var status = stat()
    let exists = stat(target, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw .cannotWrite(path: path, reason: "it is a folder") }
    if exists, access(target, W_OK) != 0 { throw .cannotWrite(path: path, reason: SystemError.words(errno)) }
    if exists, kind != S_IFREG {
      try send(to: open(target, O_WRONLY), path: path, syncs: false, body)
      return
    }
    let (temporary, descriptor) = try temporaryFile(beside: target, path: path)
    if exists { fchmod(descriptor, status.st_mode & 0o7777) }
    do {
      try send(to: descriptor, path: path, syncs: true, body)
    } catch {
      unlink(temporary)
      throw error
    }
    if rename(temporary, target) != 0 {
      let code = errno
      unlink(temporary)
      throw .cannotWrite(path: path, reason: SystemError.words(code))
    }
  }

  private static func temporaryFile(
    beside target: String, path: String
  ) throws(TableError) -> (String, Int32) {
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    let name = target[folder.endIndex...]
    guard !name.isEmpty else { throw .cannotWrite(path: path, reason: "it names a folder, not a file") }
    for attempt in 0..<100 {
      let temporary = "\(folder).\(name.prefix(100)).\(getpid())-\(attempt).part"
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o666)
      if descriptor >= 0 { return (temporary, descriptor) }
      guard errno == EEXIST else { throw .cannotWrite(path: path, reason: SystemError.words(errno)) }
    }
    throw .cannotWrite(path: path, reason: SystemError.words(EEXIST))
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Lets `body` write, then synchronises and closes.
  private static func send(
    to descriptor: Int32, path: String, syncs: Bool,
    _ body: (([UInt8]) throws(TableError) -> Void) throws(TableError) -> Void
  ) throws(TableError) {
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: SystemError.words(errno)) }
    do {
      try body { bytes throws(TableError) in
        if let code = writeAll(bytes, to: descriptor) {
          throw .cannotWrite(path: path, reason: SystemError.words(code))
        }
      }
    } catch {
      close(descriptor)
      throw error
    }
    var failure: Int32?
    if syncs, fsync(descriptor) != 0, errno != EINVAL { failure = errno }
    if close(descriptor) != 0, failure == nil { failure = errno }
    if let failure { throw .cannotWrite(path: path, reason: SystemError.words(failure)) }
  }

  /// Writes all bytes; the error number where that fails.
  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let chunk = UnsafeRawBufferPointer(rebasing: rest)
        let written = systemWrite(descriptor, chunk.baseAddress, chunk.count)
        if written >= 0 {
          rest = rest.dropFirst(written)
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
