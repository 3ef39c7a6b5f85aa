/// Which parts of an instant are written, and how.
struct DatePattern: Hashable, Sendable {
  var weekday: ValueFormat.WeekdaySymbol?
  var day: ValueFormat.DaySymbol?
  var month: ValueFormat.MonthSymbol?
  var hasQuarter = false
  var year: ValueFormat.YearSymbol?
  var hasTime = false

  /// The parts in the order of British English: time, weekday, day, month, quarter, year.
  func string(_ instant: Double) -> String {
    guard abs(instant) < 1e14 else { return "" }
    let days = (instant / 86_400).rounded(.down)
    let date = CivilDate(daysSince1970: Int(days))
    var pattern = self
    if self == DatePattern() {
      (pattern.day, pattern.month, pattern.year) = (.defaultDigits, .abbreviated, .defaultDigits)
    }
    return pattern.parts(date, days: Int(days), seconds: instant - days * 86_400).joined(separator: " ")
  }

  private func parts(_ date: CivilDate, days: Int, seconds: Double) -> [String] {
    var parts: [String] = []
    if hasTime {
      let minutes = Int((seconds / 60).rounded(.down))
      parts.append("\(Self.twoDigits(minutes / 60)):\(Self.twoDigits(minutes % 60))")
    }
    if let weekday { parts.append(Self.text(weekday, days: days)) }
    var calendar: [String] = []
    if let day { calendar.append(day == .twoDigits ? Self.twoDigits(date.day) : "\(date.day)") }
    if let month { calendar.append(Self.text(month, number: date.month)) }
    if hasQuarter { calendar.append("Q\((date.month + 2) / 3)") }
    if let year { calendar.append(Self.text(year, number: date.year)) }
    // Digits alone would run together: 2/3, not 2 3.
    if month == .defaultDigits || month == .twoDigits { calendar = [calendar.joined(separator: "/")] }
    return parts + calendar
  }

  private static func text(_ symbol: ValueFormat.WeekdaySymbol, days: Int) -> String {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    // 1 January 1970 was a Thursday.
    let name = names[((days + 3) % 7 + 7) % 7]
    return switch symbol {
    case .wide: name
    case .abbreviated: String(name.prefix(3))
    case .narrow: String(name.prefix(1))
    }
  }

  private static func text(_ symbol: ValueFormat.MonthSymbol, number: Int) -> String {
    let name = CivilDate.monthNames[number - 1]
    return switch symbol {
    case .wide: name
    case .abbreviated: String(name.prefix(3))
    case .narrow: String(name.prefix(1))
    case .defaultDigits: "\(number)"
    case .twoDigits: twoDigits(number)
    }
  }

  private static func text(_ symbol: ValueFormat.YearSymbol, number: Int) -> String {
    let digits = symbol == .twoDigits ? twoDigits(number.magnitude % 100) : "\(number.magnitude)"
    return number < 0 ? "\u{2212}" + digits : digits
  }

  private static func twoDigits(_ number: some BinaryInteger) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
