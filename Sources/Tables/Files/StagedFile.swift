#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is written beside its target and put in its place when all of it is on the disk.
final class StagedFile {
  /// The path as it was given, for messages.
  let path: String
  /// The path with links followed.
  let target: String

  private let temporary: String
  private var descriptor: Int32
  private var backup: String?
  private var isPublished = false
  private var isFinished = false
  private let replaces: Bool

  /// Begins a file; nil for what is no file, such as a pipe or `/dev/null`, which is written directly.
  ///
  /// A file that was there keeps its permissions.
  init?(for path: String) throws(TableError) {
    self.path = path
    var status = stat()
    let exists = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw .cannotWrite(path: path, reason: "it is a folder") }
    if exists, kind != S_IFREG || path.hasPrefix("/dev/") || path.hasPrefix("/proc/") { return nil }
    target = FilePath.resolved(path)
    if exists, access(target, W_OK) != 0 { throw .cannotWrite(path: path, reason: SystemError.words(errno)) }
    guard let names = StagingName(beside: target) else {
      throw .cannotWrite(path: path, reason: "it names a folder, not a file")
    }
    names.removeAbandoned()
    let mode = status.st_mode & 0o7777
    guard let (name, file) = Self.begin(names, mode: exists ? mode & 0o600 : 0o666) else {
      throw .cannotWrite(path: path, reason: SystemError.words(errno))
    }
    replaces = exists
    temporary = name
    descriptor = file
    if exists {
      // Only who may give files away can keep another owner; for everybody else the file becomes their own.
      _ = fchown(descriptor, status.st_uid, status.st_gid)
      fchmod(descriptor, mode)
    }
  }

  deinit { discard() }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws(TableError) {
    if let code = SystemWriting.writeAll(bytes, to: descriptor) {
      throw .cannotWrite(path: path, reason: SystemError.words(code))
    }
  }

  /// Makes sure that all bytes are on the disk.
  ///
  /// The descriptor stays open until the end, since its lock says that the process lives, unless `closing`: where a lock
  /// on the whole folder says so.
  func synchronise(closing: Bool = false) throws(TableError) {
    var failure = fsync(descriptor) != 0 && errno != EINVAL ? errno : nil
    if closing {
      if close(descriptor) != 0, failure == nil { failure = errno }
      descriptor = -1
    }
    if let failure { throw .cannotWrite(path: path, reason: SystemError.words(failure)) }
  }

  /// Puts the file in its place, what was there being kept aside if `keeping`.
  func publish(keepingOld keeping: Bool) throws(TableError) {
    if keeping, replaces, let names = StagingName(beside: target) {
      let aside = names.next()
      if link(target, aside) == 0 { backup = aside }
    }
    guard rename(temporary, target) == 0 else {
      throw .cannotWrite(path: path, reason: SystemError.words(errno))
    }
    isPublished = true
  }

  /// Takes a published file back: what was there before is there again.
  func withdraw() {
    guard isPublished else { return }
    isPublished = false
    if let backup, rename(backup, target) == 0 {
      self.backup = nil
    } else if !replaces {
      unlink(target)
    }
  }

  /// Ends what is not published, and what was kept aside.
  func finish(_ forget: (String) -> Void) {
    guard !isFinished else { return }
    isFinished = true
    if let backup { unlink(backup) }
    backup = nil
    if !isPublished { unlink(temporary) }
    forget(temporary)
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  /// Removes the file unless it is in its place.
  func discard() {
    guard !isFinished else { return }
    finish { UnfinishedFiles.end($0) }
  }

  /// Opens a new file exclusively and locks it.
  private static func begin(_ names: StagingName, mode: mode_t) -> (String, Int32)? {
    for _ in 0..<100 {
      let name = names.next()
      var file: Int32 = -1
      let isMade = UnfinishedFiles.begin(name) {
        file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        return file >= 0
      }
      guard isMade else {
        if errno == EEXIST { continue }
        return nil
      }
      // Another process that looks for abandoned files could have come between the two steps.
      var status = stat()
      if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
        status.st_nlink = 0
      } else {
        fstat(file, &status)
      }
      if status.st_nlink > 0 { return (name, file) }
      close(file)
      UnfinishedFiles.end(name)
    }
    errno = EEXIST
    return nil
  }
}

/// Writing to descriptors.
enum SystemWriting {
  /// Writes all bytes; the error number where that fails.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let chunk = UnsafeRawBufferPointer(rebasing: rest)
        let written = write(descriptor, chunk.baseAddress, chunk.count)
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
