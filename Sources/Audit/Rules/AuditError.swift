/// Why a rule cannot be read or cannot be applied to a table.
public enum AuditError: Error, Hashable, Sendable {
  /// A rule is not written as rules are; the position counts characters from 1.
  case syntax(rule: String, position: Int, found: String, expected: String)
  /// A rule names a column that the table does not have.
  case unknownColumn(rule: String, position: Int, name: String, available: [String])
  /// A rule names a column in a way that fits several.
  case ambiguousColumn(rule: String, position: Int, name: String, matches: [String])
  /// A column that a rule computes with holds no number.
  case notNumeric(rule: String, column: String, example: String)
}

extension AuditError: CustomStringConvertible {
  /// The sentence shown to a user.
  public var description: String {
    switch self {
    case .syntax(let rule, let position, let found, let expected):
      "rule “\(rule)”, character \(position): found \(found), expected \(expected)"
    case .unknownColumn(let rule, let position, let name, let available):
      "rule “\(rule)”, character \(position): no column “\(name)”; the table has \(available.joined(separator: ", "))"
    case .ambiguousColumn(let rule, let position, let name, let matches):
      "rule “\(rule)”, character \(position): “\(name)” fits \(matches.joined(separator: " and ")); write the whole name"
    case .notNumeric(let rule, let column, let example):
      "rule “\(rule)”: column \(column) holds no number, only text such as “\(example)”"
    }
  }
}
