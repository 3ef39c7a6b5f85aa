public import Numbers

/// What a distinct text of a column means.
public enum PersonValue: Hashable, Sendable {
  /// A category, without marks beside it.
  case category(String)
  /// A number, a count or a rate.
  case number(Double)
  /// Yes or no.
  case boolean(Bool)
  /// A day.
  case date(CalendarDate)
  /// No value, and why.
  case missing(MissingReason)

  /// The value as a number: yes is 1, a day the days since 1 January 1970; nil for a category or no value.
  public var number: Double? {
    switch self {
    case .number(let number): number
    case .boolean(let flag): flag ? 1 : 0
    case .date(let date): Double(date.daysSince1970)
    case .category, .missing: nil
    }
  }

  /// Why there is no value; nil where there is one.
  public var missing: MissingReason? {
    guard case .missing(let reason) = self else { return nil }
    return reason
  }

  /// Whether a value comes before another of the same kind: numbers by size, texts by letters, nothing last.
  static func precedes(_ first: PersonValue, _ second: PersonValue, asNumbers: Bool) -> Bool? {
    switch (first, second) {
    case (.missing(let one), .missing(let other)):
      one == other ? nil : one.description < other.description
    case (.missing, _): false
    case (_, .missing): true
    case (.category(let one), .category(let other)):
      if asNumbers, let a = Double(one), let b = Double(other), a != b {
        a < b
      } else {
        one == other ? nil : one < other
      }
    default:
      first.number == second.number ? nil : (first.number ?? 0) < (second.number ?? 0)
    }
  }
}
