#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lets a folder and what is made beside it change places in one step, so that nobody ever sees half of it.
enum FolderExchange {
  /// Gives the other files of a folder, those that a new folder does not have, a second name there.
  ///
  /// - Returns: whether all of them could be given one; a file system without links cannot.
  static func linkOthers(of old: String, into new: String) -> Bool {
    for name in names(in: old) {
      let (from, to) = ("\(old)/\(name)", "\(new)/\(name)")
      var source = stat()
      var target = stat()
      guard lstat(from, &source) == 0 else { return false }
      let isThere = lstat(to, &target) == 0
      if source.st_mode & S_IFMT == S_IFDIR {
        guard !isThere || target.st_mode & S_IFMT == S_IFDIR else { return false }
        // Another file system that is mounted there cannot change places.
        guard source.st_dev == device(of: new) else { return false }
        if !isThere, mkdir(to, source.st_mode & 0o7777) != 0 { return false }
        guard linkOthers(of: from, into: to) else { return false }
        _ = chown(to, source.st_uid, source.st_gid)
        _ = chmod(to, source.st_mode & 0o7777)
      } else if !isThere {
        guard linkat(AT_FDCWD, from, AT_FDCWD, to, 0) == 0 else { return false }
      } else if source.st_mode & S_IFMT != S_IFREG || access(from, W_OK) != 0 {
        // A link is followed and a file that may not be written is refused, which is done file by file.
        return false
      } else {
        _ = chown(to, source.st_uid, source.st_gid)
        _ = chmod(to, source.st_mode & 0o7777)
      }
    }
    return true
  }

  /// Lets two paths change places; whether the system could do so.
  static func exchange(_ first: String, _ second: String) -> Bool {
    #if os(Linux)
      // The function is an extension that Swift does not see.
      guard let function = dlsym(nil, "renameat2") else { return false }
      typealias Rename =
        @convention(c) (
          Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
        ) -> Int32
      return unsafeBitCast(function, to: Rename.self)(AT_FDCWD, first, AT_FDCWD, second, 2) == 0
    #else
      guard let function = dlsym(nil, "renamex_np") else { return false }
      typealias Rename = @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>, UInt32) -> Int32
      return unsafeBitCast(function, to: Rename.self)(first, second, 2) == 0
    #endif
  }

  /// Moves what somebody has put into the old folder meanwhile to the new one.
  static func rescue(from old: String, to new: String) {
    for name in names(in: old) {
      let (from, to) = ("\(old)/\(name)", "\(new)/\(name)")
      var status = stat()
      guard lstat(to, &status) == 0 else {
        _ = rename(from, to)
        continue
      }
      if status.st_mode & S_IFMT == S_IFDIR { rescue(from: from, to: to) }
    }
  }

  private static func device(of path: String) -> dev_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_dev : nil
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
