import Foundation
import Tables

/// Writes the files of a report together or not at all.
enum FolderOutput {
  /// Writes files beside their targets and, once all are on the disk, renames them.
  static func write(_ files: [Report.File], to folder: String) throws(TableError) {
    let existed = FileInput.exists(folder)
    let staging = "\(folder)/.part-\(ProcessInfo.processInfo.processIdentifier)"
    do throws(TableError) {
      for file in files {
        try prepare("\(staging)/\(file.path)")
        try FileOutput.write(file.bytes, to: "\(staging)/\(file.path)")
      }
      for file in files {
        let target = "\(folder)/\(file.path)"
        try prepare(target)
        guard rename("\(staging)/\(file.path)", target) == 0 else {
          throw TableError.cannotWrite(path: target, reason: String(cString: strerror(errno)))
        }
      }
    } catch {
      try? FileManager.default.removeItem(atPath: existed ? staging : folder)
      throw error
    }
    try? FileManager.default.removeItem(atPath: staging)
  }

  /// Makes the folder of a path, with those above it.
  private static func prepare(_ path: String) throws(TableError) {
    guard let slash = path.lastIndex(of: "/") else { return }
    let folder = String(path[..<slash])
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch let error as CocoaError {
      let reason =
        switch error.code {
        case .fileWriteNoPermission: "permission denied"
        case .fileWriteOutOfSpace: "the disk is full"
        case .fileWriteFileExists: "a file of that name is in the way"
        default: error.underlying.map { "\($0)" } ?? "the folder cannot be made"
        }
      throw .cannotWrite(path: folder, reason: reason)
    } catch {
      throw .cannotWrite(path: folder, reason: "\(error)")
    }
  }
}
