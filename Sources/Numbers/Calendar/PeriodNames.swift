/// The periods that the names in one column mean, read together: what one name leaves open, the others may settle.
package struct PeriodNames: Sendable {
  /// What the names count.
  package enum Scale: Hashable, Sendable {
    /// Days of the calendar.
    case calendar
    /// Units from a beginning that is not named, such as `Weeks 1 to 4`; the periods stand for their order and length
    /// only.
    case elapsed
  }

  /// For each name its period; nil where it is not understood.
  package let periods: [Period?]
  /// What is wrong with names that are not understood, by their place.
  package let problems: [Int: String]
  /// What was taken for granted, to be told to the reader.
  package let notes: [String]
  /// What the names count.
  package let scale: Scale

  /// Reads the names of one column.
  ///
  /// - Parameters:
  ///   - names: the cells of the column, in the order of the rows.
  ///   - order: how dates such as 01/03/2016 are written; nil to find it out, where the dates show it.
  package init(_ names: [String], order: DayMonthOrder? = nil) {
    if let days = Self.serials(names) {
      let (stretched, note) = Self.stretched(days)
      self.init(
        stretched, [:],
        ["The periods are taken as a spreadsheet's numbers of days, such as \(names[0]) for \(days[0])."]
          + note)
      return
    }
    let areShortYears = Self.areShortYears(names)
    if !areShortYears, let elapsed = Self.elapsed(names) {
      self.init(elapsed, [:], [], .elapsed)
      return
    }
    var style = PeriodParser.Style()
    var problems: [Int: String] = [:]
    var notes: [String] = []
    switch order.map({ .settled($0) }) ?? DayMonthOrder.evidence(in: names) {
    case .settled(let known): style.order = known
    case .open:
      for (place, name) in names.enumerated() where !NumericDate.all(in: name).isEmpty {
        problems[place] =
          "“\(name)” can be read with the day or the month first, and no date of the column decides it; "
          + "say so with --dates day-first or --dates month-first"
      }
    case .contradictory(let dayFirst, let monthFirst):
      for (place, name) in names.enumerated() where !NumericDate.all(in: name).isEmpty {
        problems[place] =
          "“\(dayFirst)” has its day first and “\(monthFirst)” its month first; write the whole column one way"
      }
    }
    style.pairedYears = Self.pairedYears(names)
    style.pairsAreMonths = style.pairedYears == nil && Self.pairsAreMonths(names)
    style.shortPairsAreYears = areShortYears
    style.sixDigitsAreYears = Self.areJoinedYears(names)
    let parser = PeriodParser(style: style)
    var found: [Period?] = []
    for (place, name) in names.enumerated() {
      let period = problems[place] == nil ? parser.period(name) : nil
      found.append(period)
      if period == nil, problems[place] == nil { problems[place] = Self.refusal(of: name) }
    }
    let days = found.compactMap { $0?.first }
    if problems.isEmpty, days.count == found.count,
      zip(names, found).allSatisfy({ Self.isDay($0, $1, parser) })
    {
      let (stretched, note) = Self.stretched(days)
      found = stretched
      notes += note
    }
    self.init(found, problems, notes)
  }

  private init(
    _ periods: [Period?], _ problems: [Int: String], _ notes: [String], _ scale: Scale = .calendar
  ) {
    self.periods = periods
    self.problems = problems
    self.notes = notes
    self.scale = scale
  }

  /// Reads one name by itself; nil where it is not understood, or could be read two ways.
  package static func period(_ name: String) -> Period? {
    if case .settled(let order) = DayMonthOrder.evidence(in: [name]) {
      return PeriodParser(style: PeriodParser.Style(order: order)).period(name)
    }
    return nil
  }

  /// The place of a name among others: as it is written, else of the only one that means the same period, as `2022 Q1` and
  /// `2022Q1` do.
  package static func place(of name: String, among names: [String]) -> Int? {
    if let place = names.firstIndex(of: name) { return place }
    guard let wanted = period(name) else { return nil }
    let same = names.indices.filter { period(names[$0]) == wanted }
    return same.count == 1 ? same[0] : nil
  }

  private static func refusal(of name: String) -> String {
    guard !name.isEmpty else {
      return "the period is not named; write it such as 2016-03, Mar 2016 or 2015/16"
    }
    if period("\(name) 2016") != nil {
      return
        "“\(name)” has no year; where another column has it, period(YEAR, MONTH) with the names of both columns puts "
        + "them together, as \(name) 2016"
    }
    let plain = name.lowercased()
    if ["fy", "financial year", "fiscal year"].contains(where: plain.hasPrefix), let year = year(in: plain) {
      return
        "“\(name)” can begin in \(year) or end in it; write \(year)/\((year + 1) % 100) or \(year - 1)/\(year % 100), or say "
        + "that it ends, as in FYE \(year)"
    }
    return
      "“\(name)” is not understood as a period; write it such as 2016-03, Mar 2016, 2016 Q1, Q1 2015/16, 2015/16, "
      + "Apr 2014 to Mar 2015 or year ending March 2015"
  }

  /// The year of a name that has no other number, of two digits or of four.
  private static func year(in name: String) -> Int? {
    let numbers = name.split { !$0.isNumber }
    guard numbers.count == 1, let number = Int(numbers[0]) else { return nil }
    return numbers[0].count == 2 ? TwoDigitYear.full(number) : numbers[0].count == 4 ? number : nil
  }

  /// Whether all names are two years that follow each other, in two digits each: `13/14`, `14/15`.
  ///
  /// One of them must be no month, as 13 is, unless there are several: months would not rise with their years.
  private static func areShortYears(_ names: [String]) -> Bool {
    let distinct = Set(names)
    var first: Set<Int> = []
    for name in distinct {
      let parts = name.split(whereSeparator: { "/-–".contains($0) }).map { Int($0[...].trimmingSpaces()) }
      let digits = name.filter(\.isNumber)
      guard parts.count == 2, digits.count == 4, !name.contains(where: \.isLetter), let one = parts[0],
        let other = parts[1], other == (one + 1) % 100
      else { return false }
      first.insert(one)
    }
    return first.contains { $0 > 11 } || first.count > 2
  }

  /// Whether all names are two years that follow each other without a sign between them: `201213`, `201314`.
  ///
  /// One of them must be no month, as 201213 is, unless there are several: months would not rise with their years.
  ///
  /// - Source: the `time_period` of the Department for Education's open data standards.
  private static func areJoinedYears(_ names: [String]) -> Bool {
    var pairs: Set<Int> = []
    for name in names {
      let digits = PeriodParser.withoutPoint(name)
      guard digits.count == 6, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits),
        number % 100 == (number / 100 + 1) % 100
      else { return false }
      pairs.insert(number)
    }
    return pairs.contains { $0 % 100 > 12 } || pairs.count > 1
  }

  private static func isDay(_ name: String, _ period: Period?, _ parser: PeriodParser) -> Bool {
    guard let period, period.days == 1 else { return false }
    return parser.date(name) != nil || !name.lowercased().contains("day")
  }

  /// How many years the second lies after the first in names such as `2009-11`, `2010-12`, which are all years then and no
  /// months; nil where the names do not agree.
  ///
  /// Months would have to move on with their years, and the last of two digits beyond twelve is none.
  private static func pairedYears(_ names: [String]) -> Int? {
    var distances: Set<Int> = []
    var pairs: Set<Int> = []
    var isBeyondMonths = false
    for name in names {
      let parts = name.split { !($0.isASCII && $0.isNumber) }
      guard parts.count == 2, parts[0].count == 4, (1...2).contains(parts[1].count),
        let first = Int(parts[0]),
        let second = Int(parts[1]), !name.contains(where: \.isLetter)
      else { continue }
      let century = parts[1].count == 2 ? 100 : 10
      distances.insert((second - first % century + century) % century)
      pairs.insert(first)
      isBeyondMonths = isBeyondMonths || second > 12
    }
    guard distances.count == 1, let distance = distances.first, (1...9).contains(distance),
      pairs.count > 1 || isBeyondMonths
    else { return nil }
    return distance
  }

  /// Whether 2011-12 stands among months such as 2011-10, rather than among financial years.
  private static func pairsAreMonths(_ names: [String]) -> Bool {
    var pairs = 0
    for name in names {
      let parts = name.split { !($0.isASCII && $0.isNumber) }
      guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int(parts[0]),
        let second = Int(parts[1]), name.allSatisfy({ !$0.isLetter })
      else { continue }
      if (year + 1) % 100 != second { return (1...12).contains(second) }
      pairs += 1
    }
    // One pair alone is an ISO month where it has a hyphen, as computers write it.
    return pairs == 1 && names.count == 1 && names[0].contains("-")
  }

  /// The days that whole numbers of a spreadsheet stand for; nil unless all are such.
  private static func serials(_ names: [String]) -> [CalendarDate]? {
    guard !names.isEmpty else { return nil }
    var days: [CalendarDate] = []
    for name in names {
      guard let date = CalendarDate(spreadsheetDays: name) else { return nil }
      days.append(date)
    }
    return days
  }

  private static func elapsed(_ names: [String]) -> [Period]? {
    guard let first = names.first, let unit = PeriodParser.elapsed(first)?.unit else { return nil }
    var periods: [Period] = []
    for name in names {
      guard let span = PeriodParser.elapsed(name), span.unit == unit else { return nil }
      let period: Period? =
        switch unit {
        case .month:
          Period(year: 1, month: span.from + 1, months: span.through - span.from + 1, carrying: true)
        case .year:
          Period(year: 1 + span.from, month: 1, months: 12 * (span.through - span.from + 1))
        case .quarter, .half:
          Period(
            year: 1, month: span.from * (unit == .quarter ? 3 : 6) + 1,
            months: (span.through - span.from + 1) * (unit == .quarter ? 3 : 6), carrying: true)
        case .day, .week, .step:
          Self.days(from: span.from, through: span.through, length: unit == .week ? 7 : 1)
        }
      guard let period else { return nil }
      periods.append(period)
    }
    return periods
  }

  private static func days(from first: Int, through last: Int, length: Int) -> Period? {
    guard let origin = CalendarDate(year: 1, month: 1, day: 1)?.daysSince1970,
      let start = CalendarDate(daysSince1970: origin + first * length),
      let end = CalendarDate(daysSince1970: origin + (last + 1) * length - 1)
    else { return nil }
    return Period(from: start, through: end)
  }

  /// Dates that stand for longer periods, as long as the shortest step from one to the next.
  private static func stretched(_ days: [CalendarDate]) -> ([Period?], notes: [String]) {
    let distinct = Array(Set(days)).sorted()
    let single = days.map { Optional(Period(day: $0)) }
    guard distinct.count > 1 else { return (single, []) }
    func steps(_ numbers: [Int]) -> Int? {
      let steps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }
      guard let least = steps.min(), least > 0, steps.allSatisfy({ $0.isMultiple(of: least) }) else {
        return nil
      }
      return least
    }
    let months = steps(distinct.map(\.monthNumber))
    func words(_ months: Int) -> String { months == 1 ? "a month" : "\(months) months" }
    if let months, months <= 12, distinct.allSatisfy({ $0.day == 1 }) {
      return (
        days.map { Period(year: $0.year, month: $0.month, months: months) },
        ["Each date is taken as the first day of \(words(months)), the step from one to the next."]
      )
    }
    if let months, months <= 12, distinct.allSatisfy({ $0 == $0.lastDayOfMonth(after: 0) }) {
      return (
        days.map { Period(day: $0).extended(toMonths: months) },
        [
          "Each date is taken as the last day of \(words(months)), the step from one to the next; figures that cover more "
            + "need --rolling."
        ]
      )
    }
    guard distinct.count > 2, let least = steps(distinct.map(\.daysSince1970)), least > 1, least <= 31 else {
      return (single, [])
    }
    return (
      days.map { day in
        CalendarDate(daysSince1970: day.daysSince1970 + least - 1).flatMap { Period(from: day, through: $0) }
      }, ["Each date is taken as the first of \(least) days, the step from one to the next."]
    )
  }
}

extension Period {
  /// Whole months from a month that may lie beyond the twelfth.
  fileprivate init?(year: Int, month: Int, months: Int, carrying: Bool) {
    self.init(year: year + (month - 1) / 12, month: (month - 1) % 12 + 1, months: months)
  }
}

extension CalendarDate {
  /// The day that a spreadsheet's number stands for: days after 30 December 1899, from 1955 to 2064.
  ///
  /// A fraction is a time of day and is left out.
  public init?(spreadsheetDays text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, whole.count == 5, parts.count <= 2, let days = Int(whole),
      (20_100...60_300).contains(days),
      parts.count == 1 || (!parts[1].isEmpty && parts[1].allSatisfy { $0.isASCII && $0.isNumber })
    else { return nil }
    self.init(daysSince1970: days - 25_569)
  }
}
