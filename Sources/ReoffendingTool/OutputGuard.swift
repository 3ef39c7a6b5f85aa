import Engines
import Foundation

/// Refuses to write over what is read: data replaced by a result are lost.
enum OutputGuard {
  private static let outputs = [
    "--output", "--figure", "--people", "--manifest", "--tables-to", "--save", "--influence",
  ]

  /// Compares every file to be written with every other file that is named, also through links.
  static func check(_ arguments: some Collection<String>) throws(Failure) {
    var written: [String] = []
    var others: [String] = []
    var isOutput = false
    for argument in arguments {
      if isOutput {
        written.append(argument)
        isOutput = false
      } else if outputs.contains(argument) {
        isOutput = true
      } else if let option = outputs.first(where: { argument.hasPrefix($0 + "=") }) {
        written.append(String(argument.dropFirst(option.count + 1)))
      } else if let sign = argument.firstIndex(of: "="), argument.hasPrefix("--") {
        others.append(String(argument[argument.index(after: sign)...]))
      } else {
        others.append(argument)
      }
    }
    let table = table(in: Array(arguments))
    for path in written {
      guard path != "-", let target = place(path) else { continue }
      for other in others where place(other)?.covers(target, reading: table) ?? false {
        throw Failure(
          .usage,
          path == other
            ? "\(shown(path)) is an input and would be written over; write to another file"
            : "\(shown(path)) is the same file as \(other == "-" ? "standard input" : shown(other)), which is an input; write to another file"
        )
      }
    }
  }

  /// A name without a password in it.
  private static func shown(_ name: String) -> String { Secrets.cleaned(name).url }

  private struct Identity: Equatable {
    let device: dev_t
    let number: ino_t
  }

  /// A file, or a database with the table of it that is named.
  private struct Place {
    let file: Identity?
    let server: String?
    let isDatabase: Bool
    let table: String?

    /// Whether writing to a target writes over what is read here: over the same file, or over the same table of a
    /// database; a table that is not named may be any.
    func covers(_ target: Place, reading named: String?) -> Bool {
      guard file != nil ? file == target.file : server != nil && server == target.server else { return false }
      guard target.isDatabase, let written = target.table, let read = table ?? named else { return true }
      return written.lowercased() == read.lowercased()
    }
  }

  /// The table that `--table` names.
  private static func table(in arguments: [String]) -> String? {
    for (place, argument) in arguments.enumerated() {
      if argument.hasPrefix("--table=") { return String(argument.dropFirst("--table=".count)) }
      if argument == "--table", place + 1 < arguments.count { return arguments[place + 1] }
    }
    return nil
  }

  private static func place(_ text: String) -> Place? {
    // A file that the shell feeds to standard input is read as well.
    if text == "-" {
      var status = stat()
      guard fstat(STDIN_FILENO, &status) == 0 else { return nil }
      return identity(status).map { Place(file: $0, server: nil, isDatabase: false, table: nil) }
    }
    guard let address = try? SourceAddress(text) else {
      return file(text).map { Place(file: $0, server: nil, isDatabase: false, table: nil) }
    }
    switch address.engine {
    case .sqlite(let path), .duckdb(let path), .file(let path):
      return file(path).map { Place(file: $0, server: nil, isDatabase: true, table: address.table) }
    case .postgresql(let url), .spark(let url):
      return Place(file: nil, server: url, isDatabase: true, table: address.table)
    case .driver: return nil
    }
  }

  /// The file that a path leads to; nil where there is none, or where it is a folder or a device.
  private static func file(_ path: String) -> Identity? {
    var status = stat()
    guard !path.isEmpty, stat(path, &status) == 0 else { return nil }
    return identity(status)
  }

  private static func identity(_ status: stat) -> Identity? {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Identity(device: status.st_dev, number: status.st_ino)
  }
}
