import Synchronization
import Tables

/// The input of a verb; standard input is read once, however often the verb asks for it.
enum OpenedInput {
  private static let standardInput = Mutex<TableFile?>(nil)

  /// Opens a file, standard input (`-`) or a bundled data set; what was assumed of it is told.
  static func file(named name: String, options: CSVOptions) throws -> TableFile {
    if name == "-", let known = standardInput.withLock({ $0 }) { return known }
    let given = AskingContext.current.given.flatMap { $0.name == name ? $0.table : nil }
    let file = try given ?? DataSource.file(named: name, options: options)
    for note in file.notes { AskingContext.say("\(file.source): \(note)") }
    if name == "-" { standardInput.withLock { $0 = file } }
    return file
  }
}
