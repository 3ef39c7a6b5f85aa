import Foundation
import Tables

/// Makes the folders that a file needs.
enum FolderOutput {
  /// Makes the folder of a path, with those above it.
  static func prepare(_ path: String) throws(TableError) {
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
