import ChartGrammar

/// How the numbers or dates of an axis are written.
public struct ChartFormat: Hashable, Sendable, Codable {
  /// Which parts of a date are written.
  public enum Dates: String, Hashable, Sendable, Codable, CaseIterable {
    /// `2024`.
    case year
    /// `Mar 2024`.
    case month
    /// `3 Mar 2024`.
    case day
    /// `14:30`.
    case time
  }

  /// The number of decimals.
  public var decimals: Int?
  /// What stands before each number.
  public var prefix: String?
  /// What stands behind each number.
  public var suffix: String?
  /// Which parts of a date are written.
  public var dates: Dates?

  /// A form without settings.
  public init(decimals: Int? = nil, prefix: String? = nil, suffix: String? = nil, dates: Dates? = nil) {
    self.decimals = decimals
    self.prefix = prefix
    self.suffix = suffix
    self.dates = dates
  }

  /// Reads a form.
  ///
  /// - Throws: `DecodingError` with the path of what is wrong.
  public init(from decoder: any Decoder) throws {
    try KnownKeys.check(decoder, Key.allCases.map(\.rawValue))
    let container = try decoder.container(keyedBy: Key.self)
    decimals = try container.decodeIfPresent(Int.self, forKey: .decimals)
    prefix = try container.decodeIfPresent(String.self, forKey: .prefix)
    suffix = try container.decodeIfPresent(String.self, forKey: .suffix)
    dates = try container.decodeIfPresent(Dates.self, forKey: .dates)
    if let decimals, !(0...9).contains(decimals) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath + [Key.decimals], debugDescription: "decimals are from 0 to 9"))
    }
  }

  /// The form on top of that of a column.
  func applied(to format: ValueFormat) -> ValueFormat {
    var format = format
    switch dates {
    case .year: return .dateTime.year()
    case .month: return .dateTime.month().year()
    case .day: return .dateTime.day().month().year()
    case .time: return .dateTime.hour().minute()
    case nil: break
    }
    if format == .automatic { format = .number }
    if let decimals { format = format.decimals(decimals) }
    if let prefix { format = format.prefix(prefix) }
    if let suffix { format = format.suffix(suffix) }
    return format
  }

  private enum Key: String, CodingKey, CaseIterable { case decimals, prefix, suffix, dates }
  private typealias CodingKeys = Key
}
