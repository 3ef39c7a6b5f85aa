/// The financial year of whose prices an amount is, such as 2015/16.
public struct PriceYear: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The year in which it begins.
  public let start: Int

  /// Reads `2015/16`, `2015-16` and `2015/2016`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.filter { !$0.isWhitespace }.split(separator: "/", omittingEmptySubsequences: false)
    let halves =
      parts.count == 2
      ? parts.map(String.init)
      : text.filter { !$0.isWhitespace }.split(omittingEmptySubsequences: false) { "-–".contains($0) }
        .map(String.init)
    guard halves.count == 2, halves[0].count == 4, let start = Int(halves[0]), (1800...2200).contains(start),
      let end = Int(halves[1]),
      halves[1].count == 2 ? end == (start + 1) % 100 : halves[1].count == 4 && end == start + 1
    else { return nil }
    self.start = start
  }

  /// The earlier year is less.
  public static func < (first: PriceYear, second: PriceYear) -> Bool { first.start < second.start }

  /// `2015/16`.
  public var description: String {
    let end = (start + 1) % 100
    return "\(start)/\(end < 10 ? "0" : "")\(end)"
  }
}
