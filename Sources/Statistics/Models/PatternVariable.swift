/// A column reduced to the distinct values it takes.
struct PatternVariable: Sendable {
  enum Values: Sendable {
    case numbers([Double])
    case levels([String], reference: Int)
  }

  let name: String
  let values: Values

  var cardinality: Int {
    switch values {
    case .numbers(let values): values.count
    case .levels(let levels, _): levels.count
    }
  }

  var numbers: [Double]? {
    guard case .numbers(let values) = values else { return nil }
    return values
  }

  /// The names of the values taken as categories.
  var levelNames: [String] {
    switch values {
    case .numbers(let values): values.map(\.formattedBriefly)
    case .levels(let levels, _): levels
    }
  }

  var defaultReference: Int {
    switch values {
    case .numbers: 0
    case .levels(_, let reference): reference
    }
  }
}
