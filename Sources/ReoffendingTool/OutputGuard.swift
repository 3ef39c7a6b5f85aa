import Foundation

/// Refuses to write over what is read: data replaced by a result are lost.
enum OutputGuard {
  private static let outputs = ["--output", "--figure", "--people", "--manifest"]

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
    for path in written {
      guard let target = file(path) else { continue }
      for other in others where file(other).map({ $0 == target }) ?? false {
        throw Failure(
          .usage,
          path == other
            ? "\(path) is an input and would be written over; write to another file"
            : "\(path) is the same file as \(other), which is an input; write to another file")
      }
    }
  }

  private struct Identity: Equatable {
    let device: dev_t
    let number: ino_t
  }

  /// The file that a path leads to; nil where there is none, or where it is a folder or a device.
  private static func file(_ path: String) -> Identity? {
    var status = stat()
    guard !path.isEmpty, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Identity(device: status.st_dev, number: status.st_ino)
  }
}
