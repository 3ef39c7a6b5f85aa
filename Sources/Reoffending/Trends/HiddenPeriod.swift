/// A period of a trend of which nothing but the name is shown, because its counts are small.
public struct HiddenPeriod: Hashable, Sendable, Encodable {
  /// The series; without parts where there is one only.
  public let key: GroupKey
  /// The period as the table names it.
  public let time: String

  /// Says that the period is hidden.
  public var sentence: String {
    (key.parts.isEmpty ? "" : "\(key), ") + "\(time): suppressed, because the counts are small."
  }

  /// Writes the row of a point with null for every figure.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject(withheld: TrendPoint.self, names: [("by", key), ("time", time)]).encode(to: encoder)
  }
}
