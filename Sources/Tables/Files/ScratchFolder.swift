#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder for files that another program works on, which does not outlive this process.
///
/// Nobody else can read it. It goes with the object, or when the process is told to stop; what a killed process left goes
/// when the next such folder is made.
package final class ScratchFolder {
  /// The folder's path.
  package let path: String
  private let lock: Int32

  /// Makes a folder.
  ///
  /// - Parameter parent: the folder that it lies in.
  /// - Throws: `TableError.cannotWrite` with the path.
  package init(in parent: String) throws(TableError) {
    guard let names = StagingName(beside: "\(parent)/reoffending") else {
      throw .cannotWrite(path: parent, reason: "it is not the name of a folder")
    }
    names.removeAbandoned()
    let path = names.next()
    guard UnfinishedFiles.begin(path, goesWhole: true, { mkdir(path, 0o700) == 0 }) else {
      throw .cannotWrite(path: path, reason: SystemError.words(errno))
    }
    self.path = path
    lock = open(path, O_RDONLY | O_CLOEXEC)
    if lock >= 0 { flock(lock, LOCK_EX | LOCK_NB) }
  }

  deinit {
    StagingName.removeAll(path)
    UnfinishedFiles.end(path)
    if lock >= 0 { close(lock) }
  }
}
