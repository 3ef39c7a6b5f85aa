import ReoffendingReport
import Synchronization
import Tables

/// The inputs of a verb, each opened once, however often the verb asks for it.
///
/// Standard input can be read only once, so a verb that looks at the header first must find the same file again.
enum OpenedInput {
  private static let opened = Mutex<[String: TableFile]>([:])

  /// Opens a file, standard input (`-`) or a bundled data set; what a reader must know of its header is told once.
  static func file(named name: String) throws -> TableFile {
    if let known = opened.withLock({ $0[name] }) { return known }
    let file = try DataSource.file(named: name)
    for note in file.notes { StandardError.write("note: \(file.source): \(note)\n") }
    opened.withLock { $0[name] = file }
    return file
  }
}
