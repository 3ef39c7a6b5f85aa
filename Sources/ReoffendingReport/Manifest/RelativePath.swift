import Foundation

/// Paths as seen from a folder.
package enum RelativePath {
  /// A path as seen from a folder, without links within either.
  package static func from(folder: String, to path: String) -> String {
    let start = parts(folder)
    let end = parts(path)
    var shared = 0
    while shared < min(start.count, end.count - 1), start[shared] == end[shared] { shared += 1 }
    return (Array(repeating: "..", count: start.count - shared) + end[shared...]).joined(separator: "/")
  }

  private static func parts(_ path: String) -> [String] {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path.split(separator: "/").map(
      String.init)
  }
}
