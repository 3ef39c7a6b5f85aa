/// A run of days that a figure covers: a day, a month, a quarter, a rolling year.
public struct Period: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The first day covered.
  public let first: CalendarDate
  /// The last day covered.
  public let last: CalendarDate

  /// Takes the first and the last day; nil where the last is the earlier one.
  public init?(from first: CalendarDate, through last: CalendarDate) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// Takes whole months; nil for a month outside 1 to 12, no month, or a year outside 1 to 9999.
  public init?(year: Int, month: Int, months: Int = 1) {
    guard months >= 1, let first = CalendarDate(year: year, month: month, day: 1),
      let last = first.lastDayOfMonth(after: months - 1)
    else { return nil }
    self.init(from: first, through: last)
  }

  /// A single day.
  public init(day: CalendarDate) {
    first = day
    last = day
  }

  /// The months up to the last one of this period: rolling figures cover more months than they are named after.
  ///
  /// - Returns: nil where the period does not end with a month, or the longer one would begin before the year 1.
  public func extended(toMonths months: Int) -> Period? {
    guard last == last.lastDayOfMonth(after: 0) else { return nil }
    let start = last.monthNumber - months + 1
    return Period(year: start / 12, month: start % 12 + 1, months: months)
  }

  /// The number of days covered.
  public var days: Int { last.daysSince1970 - first.daysSince1970 + 1 }

  /// The number of months covered; nil unless it begins with the first and ends with the last day of a month.
  public var wholeMonths: Int? {
    guard first.day == 1, last == last.lastDayOfMonth(after: 0) else { return nil }
    return last.monthNumber - first.monthNumber + 1
  }

  /// Whether a day is covered by both periods.
  public func overlaps(_ other: Period) -> Bool { first <= other.last && other.first <= last }

  /// The days that both periods cover; nil where there is none.
  public func shared(with other: Period) -> Period? {
    Period(from: max(first, other.first), through: min(last, other.last))
  }

  /// How much of this period another one covers too: `9 of 12 months`; nil where nothing.
  package func sharedWords(with other: Period) -> String? {
    guard let shared = shared(with: other) else { return nil }
    if let months = shared.wholeMonths, let all = wholeMonths {
      return "\(months) of \(all) month\(all == 1 ? "" : "s")"
    }
    return "\(shared.days) of \(days) day\(days == 1 ? "" : "s")"
  }

  /// The days between the end of this and the beginning of a later period; nil where there is none.
  public func gap(before later: Period) -> Period? {
    guard let start = CalendarDate(daysSince1970: last.daysSince1970 + 1),
      let end = CalendarDate(daysSince1970: later.first.daysSince1970 - 1)
    else { return nil }
    return Period(from: start, through: end)
  }

  /// How long the period is, in the largest unit that fits: `3 months`, `1 week`, `10 days`.
  public var length: String {
    func counted(_ number: Int, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }
    if let wholeMonths { return counted(wholeMonths, "month") }
    return days.isMultiple(of: 7) ? counted(days / 7, "week") : counted(days, "day")
  }

  /// The first and the last day: `2016-01-01 to 2016-03-31`; a single day by itself.
  public var description: String { first == last ? "\(first)" : "\(first) to \(last)" }

  /// Whether a period starts earlier, or as early and is shorter.
  public static func < (one: Period, other: Period) -> Bool {
    (one.first, one.last) < (other.first, other.last)
  }
}

extension CalendarDate {
  /// Months from the start of year 0.
  var monthNumber: Int { year * 12 + month - 1 }

  /// The last day of the month that comes a number of months later; nil after the year 9999.
  func lastDayOfMonth(after months: Int) -> CalendarDate? {
    let number = monthNumber + months
    guard let start = CalendarDate(year: number / 12, month: number % 12 + 1, day: 1) else { return nil }
    return (28...31).compactMap { CalendarDate(year: start.year, month: start.month, day: $0) }.last
  }
}
