/// The version of tool and library.
package enum ToolVersion {
  /// The version, as in a tag of the repository.
  package static let current = "0.1.0"
}
