/// A run of whole months that a figure covers, such as a quarter or a rolling year.
public struct ReportingPeriod: Hashable, Sendable, Comparable {
  /// Months from the start of year 0 to the first month covered.
  public let firstMonth: Int
  /// How many months are covered.
  public let months: Int

  /// Takes the year and month that the period starts in, and its length.
  ///
  /// Nil unless the month is from 1 to 12 and the length at least 1.
  public init?(year: Int, month: Int, months: Int) {
    guard (1...12).contains(month), months >= 1 else { return nil }
    firstMonth = 12 * year + month - 1
    self.months = months
  }

  /// Whether a month is covered by both periods.
  public func overlaps(_ other: ReportingPeriod) -> Bool {
    firstMonth < other.firstMonth + other.months && other.firstMonth < firstMonth + months
  }

  /// How many months both periods cover.
  public func monthsShared(with other: ReportingPeriod) -> Int {
    max(0, min(firstMonth + months, other.firstMonth + other.months) - max(firstMonth, other.firstMonth))
  }

  /// Whether a period starts earlier, or as early and is shorter.
  public static func < (one: ReportingPeriod, other: ReportingPeriod) -> Bool {
    (one.firstMonth, one.months) < (other.firstMonth, other.months)
  }
}
