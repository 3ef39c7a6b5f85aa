/// Whether the day or the month comes first in a date such as 01/03/2016.
public enum DayMonthOrder: String, Hashable, Sendable, CaseIterable {
  /// 1 March, as in Britain.
  case dayFirst = "day-first"
  /// 3 January, as in the United States.
  case monthFirst = "month-first"

  /// What the dates of one column show.
  public enum Evidence: Hashable, Sendable {
    /// One order only fits, or no date depends on it.
    case settled(DayMonthOrder)
    /// Either order fits; an example that can be read two ways.
    case open(example: String)
    /// One text is a date only with the day first, and the other only with the month first.
    case contradictory(dayFirst: String, monthFirst: String)
  }

  /// Finds the order from all texts of a column: a number above 12 is no month.
  ///
  /// Where that decides nothing, an order under which three or more different dates all fall on the first or the last day
  /// of a month is taken, if they do not under the other.
  public static func evidence(in texts: some Sequence<String>) -> Evidence {
    var dayFirst: String?
    var monthFirst: String?
    var open: [(text: String, one: Int, other: Int, year: Int)] = []
    for (text, numbers) in texts.flatMap({ text in NumericDate.all(in: text).map { (text, $0) } }) {
      switch (numbers.first > 12, numbers.second > 12) {
      case (true, false): dayFirst = dayFirst ?? text
      case (false, true): monthFirst = monthFirst ?? text
      case (false, false) where numbers.first != numbers.second:
        open.append((text, numbers.first, numbers.second, numbers.year))
      default: break
      }
    }
    switch (dayFirst, monthFirst) {
    case (let one?, let other?): return .contradictory(dayFirst: one, monthFirst: other)
    case (.some, nil): return .settled(.dayFirst)
    case (nil, .some): return .settled(.monthFirst)
    case (nil, nil): break
    }
    guard let example = open.first else { return .settled(.dayFirst) }
    let areMonthsOf = DayMonthOrder.allCases.map { order in
      var days: Set<CalendarDate> = []
      let fit = open.allSatisfy { date in
        let (day, month) = order == .dayFirst ? (date.one, date.other) : (date.other, date.one)
        guard let value = CalendarDate(year: date.year, month: month, day: day) else { return false }
        days.insert(value)
        return value.day == 1
      }
      return fit && days.count >= 3
    }
    if areMonthsOf == [true, false] { return .settled(.dayFirst) }
    if areMonthsOf == [false, true] { return .settled(.monthFirst) }
    return .open(example: example.text)
  }
}

/// The numbers of a date such as 31/12/2014, 31.12.14 or 31-12-2014, perhaps with a time of day behind it.
struct NumericDate {
  let first: Int
  let second: Int
  let year: Int

  init?(_ text: String) {
    let parts = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }
    guard let date = parts.first, parts.count == 1 || TimeOfDay(parts[1]) != nil else { return nil }
    guard let sign = date.first(where: { "/.-".contains($0) }) else { return nil }
    let numbers = date.split(separator: sign, omittingEmptySubsequences: false)
    guard numbers.count == 3,
      numbers.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      numbers[0].count <= 2, numbers[1].count <= 2, numbers[2].count == 4 || numbers[2].count == 2,
      let first = Int(numbers[0]), let second = Int(numbers[1]), let third = Int(numbers[2]),
      (1...31).contains(first), (1...31).contains(second)
    else { return nil }
    self.first = first
    self.second = second
    year = numbers[2].count == 2 ? TwoDigitYear.full(third) : third
  }

  /// The dates of this form in a text, which may be a range of two.
  static func all(in text: String) -> [NumericDate] {
    if let whole = NumericDate(text) { return [whole] }
    guard text.contains(where: { "/.-".contains($0) }) else { return [] }
    return text.split { $0.isWhitespace || "–—(),".contains($0) }.compactMap { NumericDate(String($0)) }
  }

  /// The day; nil where the calendar has none under this order.
  func date(_ order: DayMonthOrder) -> CalendarDate? {
    order == .dayFirst
      ? CalendarDate(year: year, month: second, day: first)
      : CalendarDate(year: year, month: first, day: second)
  }
}

/// Years of two digits.
enum TwoDigitYear {
  /// 2000 to 2049 for 00 to 49, and 1950 to 1999 for the others, as in current spreadsheets.
  static func full(_ year: Int) -> Int { year < 50 ? 2000 + year : 1900 + year }
}

/// A time of day such as 23:50, 23:50:00.000, 11:50 pm or 00:00:00Z.
struct TimeOfDay {
  /// Seconds after midnight.
  let seconds: Double

  init?(_ text: some StringProtocol) {
    var words = text.lowercased().filter { $0 != " " }
    var offset = 0
    for (suffix, hours) in [("pm", 12), ("am", 0)] where words.hasSuffix(suffix) {
      words.removeLast(2)
      offset = hours
    }
    if words.hasSuffix("z") { words.removeLast() }
    // A zone such as +01:00 says where, not on which day of the record.
    if let zone = words.lastIndex(where: { $0 == "+" || $0 == "-" }), zone > words.startIndex {
      words = String(words[..<zone])
    }
    let parts = words.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = Int(parts[0]), let minute = Int(parts[1]),
      (0...24).contains(hour), (0...59).contains(minute)
    else { return nil }
    var second = 0.0
    if parts.count == 3 {
      guard let value = Double(parts[2]), (0..<61).contains(value) else { return nil }
      second = value
    }
    let clock = offset == 12 && hour < 12 ? hour + 12 : hour
    seconds = Double(clock * 3600 + minute * 60) + second
  }
}
