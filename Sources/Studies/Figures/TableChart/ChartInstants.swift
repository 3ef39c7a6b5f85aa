import Numbers

/// Texts of a column read as instants: dates, times of day, months, quarters or financial years.
struct ChartInstants: Sendable {
  /// How far apart the texts tell instants.
  enum Precision: Hashable, Sendable {
    /// Days, each with a time of day.
    case time
    /// Days.
    case day
    /// Runs of so many months, named as printed.
    case period(months: Int)
  }

  /// Seconds since 1 January 1970, a row a row.
  let seconds: [Double?]
  let precision: Precision
  /// Whether `01/02/2015` was read as 1 February.
  let isDayFirst: Bool

  /// Nil unless every text is an instant of the same precision.
  init?(_ texts: [String?]) {
    var found: [Double?] = []
    var precisions: Set<Precision> = []
    var dayFirst = false
    for text in texts {
      guard let text else {
        found.append(nil)
        continue
      }
      guard let instant = Self.instant(text) else { return nil }
      found.append(instant.seconds)
      precisions.insert(instant.precision)
      dayFirst = dayFirst || instant.isDayFirst
    }
    if precisions == [.time, .day] { precisions = [.time] }
    guard precisions.count == 1, let precision = precisions.first else { return nil }
    seconds = found
    self.precision = precision
    isDayFirst = dayFirst
  }

  private struct Instant {
    let seconds: Double
    let precision: Precision
    var isDayFirst = false
  }

  private static func instant(_ text: String) -> Instant? {
    if let date = CalendarDate(iso8601: text) {
      let day = 86_400 * Double(date.daysSince1970)
      guard let time = timeOfDay(text.dropFirst(10)) else { return Instant(seconds: day, precision: .day) }
      return Instant(seconds: day + time, precision: .time)
    }
    if let month = namedMonth(text) { return month }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 3, let date = CalendarDate.proposal(for: text), Int(parts[1]) == date.month {
      return Instant(
        seconds: 86_400 * Double(date.daysSince1970), precision: .day, isDayFirst: parts[0].count < 3)
    }
    let plain = text.hasPrefix("FY") ? String(text.dropFirst(2)) : text
    // Names in words, such as rolling years, stay names.
    guard Int(plain) == nil, ["", "Q"].contains(plain.filter(\.isLetter).uppercased()),
      let period = PeriodNames.period(plain), let months = period.wholeMonths
    else { return nil }
    return Instant(
      seconds: 86_400 * Double(period.first.daysSince1970), precision: .period(months: months))
  }

  /// The seconds after midnight of `T13:30`, ` 13:30:05` and the like; nil where no time is written.
  private static func timeOfDay(_ text: Substring) -> Double? {
    guard let first = text.first, first == "T" || first == " " else { return nil }
    let clock = text.dropFirst().prefix { $0.isNumber || $0 == ":" || $0 == "." }
    let parts = clock.split(separator: ":").map { Double($0) }
    guard parts.count >= 2, let hours = parts[0], let minutes = parts[1], hours <= 24, minutes < 60 else {
      return nil
    }
    return 3600 * hours + 60 * minutes + (parts.count > 2 ? parts[2] ?? 0 : 0)
  }

  /// `Jan 2019`, `January 2019`, `Jan-19` or `1 January 2019`.
  private static func namedMonth(_ text: String) -> Instant? {
    let words = text.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    guard words.count == 2 || words.count == 3, let name = words.first(where: { $0.allSatisfy(\.isLetter) }),
      let month = months.firstIndex(where: {
        name.count >= 3 && $0.hasPrefix(name.lowercased())
      })
    else { return nil }
    let numbers = words.filter { $0 != name }
    guard numbers.count == words.count - 1, let last = numbers.last, var year = Int(last) else { return nil }
    if last.count == 2 { year += year < 70 ? 2000 : 1900 }
    guard last.count == 2 || last.count == 4 else { return nil }
    let day = numbers.count == 2 ? Int(numbers[0]) : 1
    guard let day, let date = CalendarDate(year: year, month: month + 1, day: day) else { return nil }
    return Instant(
      seconds: 86_400 * Double(date.daysSince1970),
      precision: numbers.count == 2 ? .day : .period(months: 1))
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]
}
