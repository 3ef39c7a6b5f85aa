/// The statements that would answer a question, asked for instead of the answer.
package struct PlannedStatements: Error {
  /// The statements, each ended by a semicolon and a line break.
  package let text: String

  init(_ statements: [String], after earlier: PlannedStatements? = nil) {
    text = ([earlier?.text].compactMap(\.self) + statements.map { $0 + "\n" }).joined(separator: "\n")
  }
}
