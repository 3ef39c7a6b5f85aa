#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes the files of a folder together or not at all.
package enum FolderOutput {
  /// Writes files with paths within a folder.
  ///
  /// A folder that is not there appears with one renaming, whole. One that is there changes places with one that has the
  /// new files and all others, in one step; where the file system cannot do that, the new files are all on the disk before
  /// the first takes its place, and where one cannot, those before it are taken back. Whatever fails, nothing is removed but
  /// what was made here.
  ///
  /// - Throws: `TableError.cannotWrite` with the path.
  package static func write(_ files: [FileOutput.File], to folder: String) throws(TableError) {
    var target = folder
    while target.count > 1, target.hasSuffix("/") { target.removeLast() }
    var made = MadeFolders()
    do throws(TableError) {
      var status = stat()
      if stat(target, &status) != 0, readlinkFails(target) {
        try writeNew(files, to: target, nil, &made)
      } else {
        guard status.st_mode & S_IFMT == S_IFDIR else {
          throw .cannotWrite(path: folder, reason: "a file of that name is in the way")
        }
        try update(files, in: target, &made)
      }
    } catch {
      made.remove()
      throw error
    }
    made.keep()
  }

  /// Whether no link, not even one that leads nowhere, has the path.
  private static func readlinkFails(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) != 0
  }

  private static func writeNew(
    _ files: [FileOutput.File], to target: String, _ old: String?, _ made: inout MadeFolders
  ) throws(TableError) {
    try made.makeParents(of: target)
    guard let names = StagingName(beside: target) else {
      throw .cannotWrite(path: target, reason: "the folder cannot be made")
    }
    names.removeAbandoned()
    let staging = names.next()
    try made.make(staging)
    // The lock tells other processes that this one lives.
    let lock = open(staging, O_RDONLY | O_CLOEXEC)
    if lock >= 0 { flock(lock, LOCK_EX | LOCK_NB) }
    defer { if lock >= 0 { close(lock) } }
    var written: [String] = []
    do throws(TableError) {
      for file in files {
        let path = "\(staging)/\(file.path)"
        try made.makeParents(of: path)
        written.append(path)
        _ = UnfinishedFiles.begin(path) { true }
        try FileOutput.write(file.bytes, to: path)
      }
      if let old {
        var status = stat()
        guard stat(old, &status) == 0, FolderExchange.linkOthers(of: old, into: staging) else {
          throw Self.notPossible(target)
        }
        _ = chown(staging, status.st_uid, status.st_gid)
        _ = chmod(staging, status.st_mode & 0o7777)
      }
      try UnfinishedFiles.undisturbed { forget throws(TableError) in
        if old != nil {
          guard FolderExchange.exchange(staging, target) else { throw Self.notPossible(target) }
        } else if rename(staging, target) != 0 {
          let isTaken = errno == ENOTEMPTY || errno == EEXIST
          throw .cannotWrite(
            path: target,
            reason: isTaken ? "another process has written it meanwhile; run again" : SystemError.words(errno)
          )
        }
        for path in written { forget(path) }
        made.forgetAll(forget)
      }
      if old != nil {
        FolderExchange.rescue(from: staging, to: target)
        StagingName.removeAll(staging)
      }
    } catch {
      for path in written { UnfinishedFiles.discard(path) }
      if old != nil { StagingName.removeAll(staging) }
      throw error
    }
  }

  /// The error of a file system that cannot let two folders change places.
  private static func notPossible(_ folder: String) -> TableError {
    .cannotWrite(path: folder, reason: "the folder cannot change places with another")
  }

  private static func update(
    _ files: [FileOutput.File], in folder: String, _ made: inout MadeFolders
  ) throws(TableError) {
    let lock = open(folder, O_RDONLY | O_CLOEXEC)
    defer { if lock >= 0 { close(lock) } }
    if lock >= 0, flock(lock, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      throw .cannotWrite(path: folder, reason: "another process is writing into it")
    }
    if let real = realpath(folder, nil) {
      let target = String(cString: real)
      free(real)
      do throws(TableError) {
        return try writeNew(files, to: target, target, &made)
      } catch {
        // What cannot be done at once is done file by file; a full disk is one again.
        made.remove()
      }
    }
    var staged: [StagedFile] = []
    defer { for file in staged { file.discard() } }
    for file in files {
      let path = "\(folder)/\(file.path)"
      try made.makeParents(of: path)
      guard let one = try StagedFile(for: path) else {
        throw .cannotWrite(path: path, reason: "it is a device or a pipe, not a file")
      }
      staged.append(one)
      try one.write(file.bytes)
      try one.synchronise(closing: true)
    }
    try FileOutput.publish(staged)
  }
}

/// The folders that were made on the way, to be removed again where the writing fails.
struct MadeFolders {
  private var paths: [String] = []

  /// Makes the folder of a path, with those above it.
  mutating func makeParents(of path: String) throws(TableError) {
    var missing: [String] = []
    var folder = path
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      var status = stat()
      if folder.isEmpty || (stat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR) { break }
      missing.append(folder)
    }
    for folder in missing.reversed() where !folder.hasSuffix("/") { try make(folder) }
  }

  /// Makes a folder.
  mutating func make(_ folder: String) throws(TableError) {
    let isMade = UnfinishedFiles.begin(folder) { mkdir(folder, 0o777) == 0 }
    guard isMade else {
      let reason =
        switch errno {
        case EACCES, EPERM: "permission denied"
        case ENOSPC, EDQUOT: "the disk is full"
        case EEXIST, ENOTDIR: "a file of that name is in the way"
        default: SystemError.words(errno)
        }
      throw .cannotWrite(path: folder, reason: reason)
    }
    paths.append(folder)
  }

  /// The folders stay, within steps that a signal does not disturb.
  mutating func forgetAll(_ forget: (String) -> Void) {
    for path in paths { forget(path) }
    paths = []
  }

  /// The folders stay.
  mutating func keep() { forgetAll { UnfinishedFiles.end($0) } }

  /// Removes those that are empty.
  mutating func remove() {
    for path in paths.reversed() { UnfinishedFiles.discard(path) }
    paths = []
  }
}
