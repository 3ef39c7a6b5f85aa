/// An estimate with its interval and the name of the method that made it.
///
/// Encodes as `{"estimate", "lower", "upper", "method", "level"}`; what does not exist or is infinite is `null`.
public struct Estimate: Hashable, Sendable, Encodable {
  /// The point estimate, or nil where the data determine none (a ratio over zero).
  public let value: Double?
  /// The confidence interval, or nil where there is none.
  public let interval: ConfidenceInterval?
  /// The level that was asked for, also where no interval exists.
  public let level: ConfidenceLevel
  /// The contract's name of the method, such as `wilson`.
  public let method: String

  /// Joins a value with its interval.
  public init(_ value: Double?, interval: ConfidenceInterval, method: String) {
    self.value = value
    self.interval = interval
    self.level = interval.level
    self.method = method
  }

  /// An estimate for which no interval exists.
  public init(_ value: Double?, withoutIntervalAt level: ConfidenceLevel, method: String) {
    self.value = value
    self.interval = nil
    self.level = level
    self.method = method
  }

  /// The value with its limits, `0.31 (0.24 to 0.39)`, each number as a function writes it; empty for what there is not.
  package func text(_ number: (Double) -> String) -> String {
    (value.map(number) ?? "") + (interval.map { " (\(number($0.lower)) to \(number($0.upper)))" } ?? "")
  }

  /// The estimate of a monotone function of the quantity.
  public func mapped(_ transform: (Double) -> Double) -> Estimate {
    guard let interval else {
      return Estimate(value.map(transform), withoutIntervalAt: level, method: method)
    }
    return Estimate(value.map(transform), interval: interval.mapped(transform), method: method)
  }

  /// The estimate of a rate, rounded to so many decimals of a per cent; nil for all.
  package func rounded(toPerCentDecimals decimals: Int?) -> Estimate {
    guard let decimals else { return self }
    var unit = 100.0
    for _ in 0..<max(0, decimals) { unit *= 10 }
    return mapped { ($0 * unit).rounded() / unit }
  }

  private enum CodingKeys: String, CodingKey {
    case estimate, lower, upper, method, level
  }

  /// Writes the interval object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(value.finite, forKey: .estimate)
    try container.encode((interval?.lower).finite, forKey: .lower)
    try container.encode((interval?.upper).finite, forKey: .upper)
    try container.encode(method, forKey: .method)
    try container.encode(level, forKey: .level)
  }
}

extension Optional<Double> {
  /// The value, or nil where it is infinite: JSON has no infinity.
  package var finite: Double? {
    flatMap { $0.isFinite ? $0 : nil }
  }
}
