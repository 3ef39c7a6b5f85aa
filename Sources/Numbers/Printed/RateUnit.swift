/// How a column of rates is printed.
public enum RateUnit: Hashable, Sendable, CustomStringConvertible {
  /// From 0 to 100.
  case perCent
  /// From 0 to 1.
  case fraction

  /// The word for it.
  public var description: String {
    switch self {
    case .perCent: "per cent"
    case .fraction: "fraction"
    }
  }

  package var article: String { "a \(description)" }

  package var allowed: String {
    switch self {
    case .perCent: "from 0 to 100 per cent"
    case .fraction: "from 0 to 1"
    }
  }

  /// What the name of a column says of its unit.
  package init?(header name: String) {
    let text = ComparedName.of(name)
    if ["%", "percent", "pct"].contains(where: text.contains) {
      self = .perCent
    } else if ["fraction", "proportion", "probability"].contains(where: text.contains) {
      self = .fraction
    } else {
      return nil
    }
  }
}
