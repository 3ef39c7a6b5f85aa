#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What tells whether a file has changed: how many bytes it has, and when it was last written to.
struct FileState: Equatable, Sendable {
  /// Whether it is a folder.
  let isFolder: Bool
  /// How many bytes a regular file has; nil for pipes and devices, which have no end that could be known.
  let size: Int?

  private let seconds: Int
  private let nanoseconds: Int

  /// Asks for the state of an open file; nil where the system does not tell.
  init?(of descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Asks for the state of a file that is not opened; nil where there is none.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    #if os(Linux)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    seconds = size == nil ? 0 : Int(time.tv_sec)
    nanoseconds = size == nil ? 0 : Int(time.tv_nsec)
  }

  /// Whether an open file is still what it was.
  func isStill(_ descriptor: Int32) -> Bool { FileState(of: descriptor) == self }

  /// Says that a file is not what it was.
  static func changed(_ name: String) -> TableError {
    .damaged(
      source: name, problem: "the file was changed while it was read; read it again when it is finished")
  }
}
