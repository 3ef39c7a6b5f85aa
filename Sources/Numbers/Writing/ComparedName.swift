/// Names as they are compared: those of columns, options, levels and data sets.
package enum ComparedName {
  /// A name without case, blanks, underscores and hyphens.
  package static func of(_ name: String) -> String {
    String(name.lowercased().filter { !($0.isWhitespace || $0 == "_" || $0 == "-") })
  }
}
