/// A day of the Gregorian calendar.
public struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The year, from 1 to 9999.
  public let year: Int
  /// The month, from 1 to 12.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// Makes a date; nil where the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2016-03-31`, also with a time of day behind it, which is left out; nil for any other form.
  public init?(iso8601 text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      Self.isTime(bytes[10...]), let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day that lies a number of days after 1 January 1970, or before it; nil outside the years 1 to 9999.
  ///
  /// - Source: Howard Hinnant (2013), *chrono-Compatible Low-Level Date Algorithms*, `civil_from_days`.
  public init?(daysSince1970 days: Int) {
    guard (-719_162...2_932_896).contains(days) else { return nil }
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    self.init(
      year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// The same day of a later month; nil after the year 9999.
  ///
  /// Where that month is shorter it is its last day, so that 29 February and twelve months are 28 February.
  public func adding(months: Int) -> CalendarDate? {
    let count = year * 12 + month - 1 + months
    let (newYear, newMonth) = (count / 12, count % 12 + 1)
    guard (1...9999).contains(newYear), months >= 0 else { return nil }
    return CalendarDate(
      year: newYear, month: newMonth, day: min(day, Self.days(in: newMonth, of: newYear)))
  }

  /// The number of days since 1 January 1970.
  ///
  /// - Source: Howard Hinnant (2013), *chrono-Compatible Low-Level Date Algorithms*, `days_from_civil`.
  public var daysSince1970: Int {
    let years = month <= 2 ? year - 1 : year
    let era = years / 400
    let yearOfEra = years - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date as `2016-03-31`.
  public var description: String {
    "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))"
  }

  /// Earlier dates come first.
  public static func < (first: CalendarDate, second: CalendarDate) -> Bool {
    (first.year, first.month, first.day) < (second.year, second.month, second.day)
  }

  /// The date that a text of another form probably means: `31/03/2016`, the day first as in Britain.
  package static func proposal(for text: String) -> CalendarDate? {
    let parts = text.split { !$0.isNumber }.map { Int($0) ?? 0 }
    guard parts.count == 3, text.allSatisfy({ $0.isNumber || "/.- ".contains($0) }) else { return nil }
    if parts[0] > 31 { return CalendarDate(year: parts[0], month: parts[1], day: parts[2]) }
    guard parts[2] > 99 else { return nil }
    return CalendarDate(year: parts[2], month: parts[1], day: parts[0])
      ?? CalendarDate(year: parts[2], month: parts[0], day: parts[1])
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.reduce(0) { value, byte in
      guard let value, byte &- UInt8(ascii: "0") < 10 else { return nil }
      return value * 10 + Int(byte &- UInt8(ascii: "0"))
    }
  }

  private static func isTime(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first else { return true }
    guard first == UInt8(ascii: "T") || first == UInt8(ascii: " "), rest.count >= 6 else { return false }
    return rest.dropFirst().allSatisfy { byte in
      byte &- UInt8(ascii: "0") < 10 || [":", ".", "Z", "+", "-"].contains(Character(Unicode.Scalar(byte)))
    }
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
