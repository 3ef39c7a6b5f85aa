/// Paths as text, as users write them.
package enum FilePath {
  /// The folder of a path up to and with its last slash; empty for a name alone.
  package static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}
