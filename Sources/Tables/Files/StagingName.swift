#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Names of what is written beside its target: `.NAME.0123456789abcdef.part`, of which nobody can guess the next.
struct StagingName {
  /// The folder with its slash at the end; empty for the working folder.
  let folder: String

  private let start: String

  /// Names for a path; nil where the path names a folder.
  init?(beside target: String) {
    folder = FilePath.folder(of: target)
    let name = target.dropFirst(folder.count)
    guard !name.isEmpty else { return nil }
    // A file name has at most 255 bytes, of which some are needed for what is added.
    var kept = String(name)
    while kept.utf8.count > 200 { kept.removeLast() }
    start = ".\(kept)."
  }

  /// A new path.
  func next() -> String {
    var generator = SystemRandomNumberGenerator()
    let digits = String(generator.next(), radix: 16)
    return folder + start + String(repeating: "0", count: 16 - digits.count) + digits + Self.ending
  }

  /// Removes what a process that was killed has left: for the same target at once, for others in the folder after an hour.
  ///
  /// A living process holds a lock on what it writes, or on the folder that it writes into.
  func removeAbandoned() {
    guard let directory = opendir(folder.isEmpty ? "." : folder) else { return }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if isOurs(name) { names.append(name) }
    }
    closedir(directory)
    for name in names {
      let path = folder + name
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      var status = stat()
      let isOld = fstat(descriptor, &status) == 0 && time(nil) - Self.changed(status) > 3_600
      if name.hasPrefix(start) || isOld, flock(descriptor, LOCK_EX | LOCK_NB) == 0 { Self.removeAll(path) }
      close(descriptor)
    }
  }

  private func isOurs(_ name: String) -> Bool {
    guard name.hasPrefix("."), name.hasSuffix(Self.ending) else { return false }
    let digits = name.utf8.dropLast(Self.ending.utf8.count).suffix(16)
    return name.utf8.count > Self.ending.utf8.count + 18 && digits.count == 16
      && name.utf8.dropLast(Self.ending.utf8.count + 16).last == UInt8(ascii: ".")
      && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// Removes a file, or a folder with all that is in it; links are not followed.
  static func removeAll(_ path: String) {
    if unlink(path) == 0 { return }
    if let directory = opendir(path) {
      var names: [String] = []
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
      }
      closedir(directory)
      for name in names { removeAll("\(path)/\(name)") }
    }
    rmdir(path)
  }

  /// When a file was last changed, in seconds.
  private static func changed(_ status: stat) -> time_t {
    #if os(Linux)
      status.st_mtim.tv_sec
    #else
      status.st_mtimespec.tv_sec
    #endif
  }

  private static let ending = ".part"
}
