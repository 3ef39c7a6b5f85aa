/// How values become lengths along an axis.
public struct ScaleType: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case category, date, linear, log, symmetricLog, squareRoot, power(Double), logit
  }

  let kind: Kind

  /// Equal steps for names in order.
  public static let category = ScaleType(kind: .category)
  /// The same as ``category``, for names that have an order.
  public static let ordinal = ScaleType(kind: .category)
  /// Equal lengths for equal times.
  public static let date = ScaleType(kind: .date)
  /// The same as ``date``.
  public static let time = ScaleType(kind: .date)
  /// Equal lengths for equal differences.
  public static let linear = ScaleType(kind: .linear)
  /// Equal lengths for equal ratios.
  public static let log = ScaleType(kind: .log)
  /// Linear around zero and logarithmic beyond one, on both sides.
  public static let symmetricLog = ScaleType(kind: .symmetricLog)
  /// Lengths in proportion to square roots.
  public static let squareRoot = ScaleType(kind: .squareRoot)
  /// Equal lengths for equal ratios of odds, for proportions strictly between 0 and 1.
  public static let logit = ScaleType(kind: .logit)
  /// Lengths in proportion to a power.
  public static func power(exponent: Double) -> ScaleType { ScaleType(kind: .power(exponent)) }

  /// The function from values to lengths.
  var transform: ScaleTransform {
    switch kind {
    case .category, .date, .linear: .linear
    case .log: .log
    case .symmetricLog: .symmetricLog
    case .squareRoot: .squareRoot
    case .power(let exponent): .power(exponent)
    case .logit: .logit
    }
  }
}
