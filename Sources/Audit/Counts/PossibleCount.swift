import Numbers

/// The whole numbers that a percentage leaves for a count or for the cohort that it is a share of.
public struct PossibleCount: Hashable, Sendable, Encodable {
  /// The column of the count.
  public let column: String
  /// The smallest whole number that gives the percentage as printed; nil where none does.
  public let lower: Int?
  /// The largest.
  public let upper: Int?
  /// The numbers in a sentence.
  public let message: String

  private enum CodingKeys: String, CodingKey {
    case column, lower, upper, message
  }

  /// Takes the whole numbers within two limits.
  ///
  /// - Returns: nil where the limits are too large for whole numbers.
  init?(column: String, within range: ValueRange, of percentage: String, beside other: String) {
    guard range.lower.isFinite, range.upper.isFinite, let low = Int(exactly: range.lower.ceiling),
      let high = Int(exactly: range.upper.floor)
    else { return nil }
    self.column = column
    lower = low <= high ? low : nil
    upper = low <= high ? high : nil
    if low > high {
      message = "no whole number of \(column) makes \(percentage) with \(other)"
    } else {
      let numbers = low == high ? "\(low)" : "\(low) to \(high)"
      message = "\(percentage) with \(other) needs \(column) \(numbers)"
    }
  }

  /// Writes every key, null where no whole number fits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(column, forKey: .column)
    try container.encode(lower, forKey: .lower)
    try container.encode(upper, forKey: .upper)
    try container.encode(message, forKey: .message)
  }
}
