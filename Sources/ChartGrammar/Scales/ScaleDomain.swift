/// The values between which an axis runs, or the names it lists.
public protocol ScaleDomain {
  /// The limits, the names, or how to find them.
  var limits: ScaleLimits { get }
}

/// The limits of an axis, its names, or how to find them.
public enum ScaleLimits: Hashable, Sendable {
  /// Between two numbers or instants.
  case between(Double, Double)
  /// These names in this order.
  case categories([String])
  /// From the data.
  case automatic(includesZero: Bool?, reversed: Bool)
}

/// Limits found from the data.
public struct AutomaticScaleDomain: ScaleDomain, Hashable, Sendable {
  /// How they are found.
  public let limits: ScaleLimits
}

extension ScaleDomain where Self == AutomaticScaleDomain {
  /// Limits found from the data.
  public static var automatic: AutomaticScaleDomain { .automatic() }

  /// Limits found from the data.
  ///
  /// - Parameters:
  ///   - includesZero: nil includes zero for bars and areas, and where it costs little room.
  ///   - reversed: whether values grow to the left or downwards.
  public static func automatic(
    includesZero: Bool? = nil, reversed: Bool? = nil
  ) -> AutomaticScaleDomain {
    AutomaticScaleDomain(limits: .automatic(includesZero: includesZero, reversed: reversed ?? false))
  }
}

extension ClosedRange: ScaleDomain where Bound: Plottable {
  /// Between the bounds.
  public var limits: ScaleLimits {
    let ends = (lowerBound.primitivePlottable.datum, upperBound.primitivePlottable.datum)
    guard let lower = ends.0.quantity, let upper = ends.1.quantity else {
      return .categories([ends.0.name, ends.1.name])
    }
    return .between(lower, upper)
  }
}

extension Array: ScaleDomain where Element: Plottable {
  /// The names in order, or from the first to the last number.
  public var limits: ScaleLimits {
    let data = map { $0.primitivePlottable.datum }
    let numbers = data.compactMap(\.quantity)
    if numbers.count == data.count, let first = numbers.first, let last = numbers.last {
      return .between(first, last)
    }
    return .categories(data.map(\.name))
  }
}
