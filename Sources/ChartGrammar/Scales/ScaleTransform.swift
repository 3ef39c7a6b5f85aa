/// The function that makes equal lengths on an axis out of values.
enum ScaleTransform: Hashable, Sendable {
  case linear, log, symmetricLog, squareRoot, power(Double), logit

  /// The place of a value, or nil where the scale has none.
  func forward(_ value: Double) -> Double? {
    switch self {
    case .linear: return value
    case .log: return value > 0 ? ElementaryFunction.logarithm10(value) : nil
    case .symmetricLog:
      let size = ElementaryFunction.logarithm10(1 + abs(value))
      return value < 0 ? -size : size
    case .squareRoot: return value >= 0 ? value.squareRoot() : nil
    case .power(let exponent):
      return value >= 0 && exponent > 0 ? ElementaryFunction.power(value, exponent) : nil
    case .logit:
      return value > 0 && value < 1 ? ElementaryFunction.logarithm(value / (1 - value)) : nil
    }
  }

  /// The value at a place.
  func inverse(_ place: Double) -> Double {
    switch self {
    case .linear: return place
    case .log: return ElementaryFunction.power(10, place)
    case .symmetricLog:
      let size = ElementaryFunction.power(10, abs(place)) - 1
      return place < 0 ? -size : size
    case .squareRoot: return max(place, 0) * max(place, 0)
    case .power(let exponent): return ElementaryFunction.power(max(place, 0), 1 / exponent)
    case .logit: return 1 / (1 + ElementaryFunction.exponential(-place))
    }
  }

  /// The scale's name in messages.
  var name: String {
    switch self {
    case .linear: "linear"
    case .log: "log"
    case .symmetricLog: "symmetric log"
    case .squareRoot: "square root"
    case .power: "power"
    case .logit: "logit"
    }
  }

  /// The values it takes, in words for messages.
  var allowed: String {
    switch self {
    case .linear, .symmetricLog: "that are finite"
    case .log: "above 0"
    case .squareRoot, .power: "of at least 0"
    case .logit: "strictly between 0 and 1"
    }
  }
}
