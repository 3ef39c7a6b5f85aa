#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes files so that a half-written one never stands at its path.
package enum FileOutput {
  /// A file that is to be written.
  package struct File: Sendable {
    /// Where to.
    package let path: String
    /// What it holds.
    package let bytes: [UInt8]

    /// A path with its bytes.
    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// Writes all bytes beside the target, makes sure that they are on the disk, and renames.
  ///
  /// A file that was there keeps its permissions, and until the last step its contents. A link is followed. What is not
  /// a file, such as `/dev/null` or a pipe, is written directly. The name beside the target cannot be foreseen, and is
  /// opened only if nothing has it.
  ///
  /// - Throws: `TableError.cannotWrite` with the path.
  package static func write(_ bytes: [UInt8], to path: String) throws(TableError) {
    try stream(to: path) { write throws(TableError) in try write(bytes) }
  }

  /// Writes a file a piece at a time, as `write(_:to:)` does; where `body` throws, nothing stands at the path.
  package static func stream(
    to path: String, _ body: (([UInt8]) throws(TableError) -> Void) throws(TableError) -> Void
  ) throws(TableError) {
    guard let file = try StagedFile(for: path) else { return try sendDirectly(to: path, body) }
    defer { file.discard() }
    try body { bytes throws(TableError) in try file.write(bytes) }
    try file.synchronise()
    try UnfinishedFiles.undisturbed { forget throws(TableError) in
      try file.publish(keepingOld: false)
      file.finish(forget)
    }
  }

  /// Writes several files, all of them or none: where one cannot be put in its place, those before it are taken back.
  ///
  /// - Parameters:
  ///   - files: where to and what; a path that is no file, such as a pipe, is written to directly when the others are
  ///     on the disk.
  ///   - beforehand: a last step, taken when all files are on the disk and none is in its place.
  /// - Throws: `TableError.cannotWrite` with the path, and what `beforehand` throws.
  package static func writeTogether(_ files: [File], beforehand: () throws -> Void = {}) throws {
    var staged: [StagedFile] = []
    defer { for file in staged { file.discard() } }
    var direct: [File] = []
    for file in files {
      if let one = try StagedFile(for: file.path) {
        staged.append(one)
        try one.write(file.bytes)
        try one.synchronise()
      } else {
        direct.append(file)
      }
    }
    try beforehand()
    for file in direct {
      try sendDirectly(to: file.path) { write throws(TableError) in try write(file.bytes) }
    }
    try publish(staged)
  }

  /// Puts files in their places; where that fails, takes those back that are.
  static func publish(_ files: [StagedFile]) throws(TableError) {
    try UnfinishedFiles.undisturbed { forget throws(TableError) in
      for (place, file) in files.enumerated() {
        do throws(TableError) {
          try file.publish(keepingOld: files.count > 1)
        } catch {
          for done in files[..<place].reversed() { done.withdraw() }
          throw error
        }
      }
      for file in files { file.finish(forget) }
    }
  }

  /// Whether two paths are one file, or would be once both are written.
  package static func areOneFile(_ first: String, _ second: String) -> Bool {
    if first == second { return true }
    var (one, other) = (stat(), stat())
    let found = (stat(first, &one) == 0, stat(second, &other) == 0)
    guard found == (false, false) else {
      return found == (true, true) && one.st_ino == other.st_ino && one.st_dev == other.st_dev
        && one.st_mode & S_IFMT == S_IFREG
    }
    func parts(_ path: String) -> (folder: String, name: Substring) {
      let folder = FilePath.folder(of: path)
      return (folder.isEmpty ? "." : folder, path.dropFirst(folder.count))
    }
    let (here, there) = (parts(first), parts(second))
    guard here.name == there.name, stat(here.folder, &one) == 0, stat(there.folder, &other) == 0 else {
      return false
    }
    return one.st_ino == other.st_ino && one.st_dev == other.st_dev
  }

  /// Whether a file has the path, which writing there would replace; a device or a pipe is not replaced.
  package static func wouldReplace(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Writes to what is no file: a device or a pipe.
  private static func sendDirectly(
    to path: String, _ body: (([UInt8]) throws(TableError) -> Void) throws(TableError) -> Void
  ) throws(TableError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: SystemError.words(errno)) }
    do {
      try body { bytes throws(TableError) in
        if let code = SystemWriting.writeAll(bytes, to: descriptor) {
          throw .cannotWrite(path: path, reason: SystemError.words(code))
        }
      }
    } catch {
      close(descriptor)
      throw error
    }
    if close(descriptor) != 0 { throw .cannotWrite(path: path, reason: SystemError.words(errno)) }
  }
}
