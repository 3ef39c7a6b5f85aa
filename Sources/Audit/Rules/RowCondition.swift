/// Which rows a rule speaks of: `area = "Dudley" and age >= 18`.
struct RowCondition: Sendable {
  enum Comparison: String, Sendable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case greater = ">"
    case atMost = "<="
    case atLeast = ">="
  }

  struct Part: Sendable {
    let column: String
    let position: Int
    let comparison: Comparison
    let value: String
  }

  let parts: [Part]
}

extension RowCondition: CustomStringConvertible {
  var description: String {
    parts.map { "\(RuleExpression.quoted($0.column)) \($0.comparison.rawValue) \"\($0.value)\"" }
      .joined(separator: " and ")
  }
}
