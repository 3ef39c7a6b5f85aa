/// Understands the name of one period, token by token.
struct PeriodParser {
  /// What of a name only its column settles.
  struct Style {
    /// How 01/03/2016 is read.
    var order = DayMonthOrder.dayFirst
    /// How many years the second of 2009-11 lies after the first, where the column shows that it is one; else nil.
    var pairedYears: Int?
    /// Whether 2011-12 is December 2011, and not April 2011 to March 2012.
    var pairsAreMonths = false
    /// Whether 13/14 is April 2013 to March 2014.
    var shortPairsAreYears = false
    /// Whether 201314 is April 2013 to March 2014, and no month.
    var sixDigitsAreYears = false
  }

  /// One end of a range, whose year may stand at the other end only.
  private enum Point {
    case day(Int, month: Int, year: Int?)
    case month(Int, year: Int?)
    case quarter(Int, year: Int?)
    case half(Int, year: Int)
    case period(Period)
  }

  let style: Style

  /// The period; nil where the name is not understood.
  func period(_ name: String) -> Period? {
    let text = Self.withoutPoint(name)
    let (outside, inside) = Self.withoutBrackets(text)
    if let date = date(outside) { return Period(day: date) }
    guard let tokens = PeriodToken.all(of: outside), !tokens.isEmpty else { return nil }
    guard let found = whole(tokens[...]) else { return nil }
    return corrected(found, tokens: tokens, remark: inside)
  }

  /// `2013` of `2013.0`, as programs write years that they keep as decimal numbers.
  static func withoutPoint(_ name: String) -> String {
    guard name.hasSuffix(".0"), [4, 6].contains(name.count - 2), name.dropLast(2).allSatisfy(\.isNumber)
    else {
      return name
    }
    return String(name.dropLast(2))
  }

  /// Units counted from a beginning that is not named: `Weeks 1 to 4`, `Month 3`, `5`.
  static func elapsed(_ text: String) -> (unit: PeriodToken.Unit, from: Int, through: Int)? {
    guard let all = PeriodToken.all(of: text) else { return nil }
    var tokens = all
    var unit = PeriodToken.Unit.step
    if case .unit(let named) = tokens.first {
      unit = named
      tokens.removeFirst()
    }
    guard case .number(let first, let digits)? = tokens.first, digits <= 3 else { return nil }
    if tokens.count == 1 { return (unit, first, first) }
    guard tokens.count == 3, tokens[1] == .to || tokens[1].isSign,
      case .number(let last, digits: ...3) = tokens[2],
      last >= first
    else { return nil }
    return (unit, first, last)
  }

  /// A day, perhaps with a time, of which only the day is kept.
  func date(_ text: String) -> CalendarDate? {
    if let date = CalendarDate(iso8601: text) { return date }
    if let numbers = NumericDate(text) { return numbers.date(style.order) }
    return nil
  }

  // MARK: Whole names

  private func whole(_ tokens: ArraySlice<PeriodToken>) -> Period? {
    if let period = upTo(tokens) ?? commencing(tokens) { return period }
    if let named = namedByItsLastMonth(tokens) { return named }
    let plain = tokens.filter { token in
      if case .unit(let unit) = token { return unit != .year && unit != .month && unit != .quarter }
      return true
    }
    if let point = point(plain[...]), let period = period(of: point) { return period }
    return range(plain[...])
  }

  /// `March quarter 2014`, `Mar qtr 14`, `June year 2015`: three or twelve months up to one; nil for other names.
  ///
  /// A quarter of a month that ends none of the calendar, such as `April quarter`, is a name without a period.
  private func namedByItsLastMonth(_ tokens: ArraySlice<PeriodToken>) -> Period?? {
    let core = tokens.filter { !$0.isSign }
    guard core.count == 3,
      let place = core.firstIndex(where: { if case .month = $0 { true } else { false } }),
      case .month(let month) = core[place],
      let year = core.lazy.compactMap({ Self.year($0) }).first
    else { return nil }
    if core.contains(.unit(.quarter)) {
      return .some(month.isMultiple(of: 3) ? Period(year: year, month: month - 2, months: 3) : nil)
    }
    guard place + 1 < core.count, core[place + 1] == .unit(.year), let end = Period(year: year, month: month)
    else { return nil }
    return .some(Period(day: end.last).extended(toMonths: 12))
  }

  /// `12 months to March 2016`, `year ending 31 March 2015`, `quarter to June 2016`, `week ending 3 January 2016`.
  private func upTo(_ tokens: ArraySlice<PeriodToken>) -> Period? {
    guard let unitPlace = tokens.prefix(3).firstIndex(where: { if case .unit = $0 { true } else { false } }),
      case .unit(let unit) = tokens[unitPlace], unitPlace + 1 < tokens.endIndex
    else { return nil }
    let before = tokens[..<unitPlace].filter { $0 != .financial && !$0.isSign }
    var number = 1
    if let first = before.first {
      guard before.count == 1, let value = first.value, (1...120).contains(value) else { return nil }
      number = value
    }
    var place = unitPlace + 1
    let start = place
    while place < tokens.endIndex, tokens[place] == .to || tokens[place] == .ending { place += 1 }
    guard place > start, let point = point(tokens[place...]), let end = period(of: point)?.last else {
      return nil
    }
    // A financial year that is named by the year of its end ends in March of that year.
    if unit == .year, number == 1, tokens.contains(.financial), tokens[place...].count == 1 {
      return Period(year: end.year - 1, month: 4, months: 12)
    }
    let months: Int
    switch unit {
    case .day, .week:
      let days = number * (unit == .week ? 7 : 1)
      return CalendarDate(daysSince1970: end.daysSince1970 - days + 1).flatMap {
        Period(from: $0, through: end)
      }
    case .month: months = number
    case .quarter: months = 3 * number
    case .half: months = 6 * number
    case .year: months = 12 * number
    case .step: return nil
    }
    if let whole = Period(day: end).extended(toMonths: months) { return whole }
    let start0 = end.monthNumber - months
    guard let month = Period(year: start0 / 12, month: start0 % 12 + 1),
      let before = CalendarDate(
        year: month.first.year, month: month.first.month, day: min(end.day, month.last.day)),
      let first = CalendarDate(daysSince1970: before.daysSince1970 + 1)
    else { return nil }
    return Period(from: first, through: end)
  }

  /// `week commencing 4 January 2016`, `month beginning 1 March 2016`.
  private func commencing(_ tokens: ArraySlice<PeriodToken>) -> Period? {
    guard case .unit(let unit)? = tokens.first, tokens.count > 2,
      tokens[tokens.startIndex + 1] == .commencing,
      let point = point(tokens[(tokens.startIndex + 2)...]), let first = period(of: point)?.first
    else { return nil }
    switch unit {
    case .day: return Period(day: first)
    case .week:
      return CalendarDate(daysSince1970: first.daysSince1970 + 6).flatMap { Period(from: first, through: $0) }
    case .month, .quarter, .half, .year:
      let months = [PeriodToken.Unit.month: 1, .quarter: 3, .half: 6, .year: 12][unit] ?? 1
      guard first.day == 1 else { return nil }
      return Period(year: first.year, month: first.month, months: months)
    case .step: return nil
    }
  }

  /// `Apr 2014 to Mar 2015`, `Jan - Mar 2016`, `2014-04/2015-03`, `Q1 2015 to Q4 2015`.
  private func range(_ named: ArraySlice<PeriodToken>) -> Period? {
    var tokens = named
    // “2015 Jan-Mar” and “2015: January to March”.
    if case .number(_, digits: 4)? = tokens.first, tokens.count == 4,
      !tokens[(tokens.startIndex + 1)...].contains(where: { $0.value != nil }), let year = tokens.popFirst()
    {
      tokens = (tokens + [year])[...]
    }
    // “2014 to 2015” can be a financial year or two calendar years.
    if tokens.count == 3, let first = tokens.first?.value, let last = tokens.last?.value, last == first + 1,
      tokens.contains(.to)
    {
      return nil
    }
    let places = tokens.indices.filter { tokens[$0] == .to || tokens[$0].isSign }
    // A word binds less than a sign, and the sign in the middle less than those within the ends.
    let middle = Double(tokens.startIndex + tokens.endIndex - 1) / 2
    let order = places.sorted { one, other in
      (tokens[one] == .to ? 0 : 1, abs(Double(one) - middle)) < (
        tokens[other] == .to ? 0 : 1, abs(Double(other) - middle)
      )
    }
    for place in order {
      guard let start = point(tokens[..<place]), let end = point(tokens[(place + 1)...]),
        let last = period(of: end), let first = period(of: dated(start, by: last, through: end))
      else { continue }
      if let whole = Period(from: first.first, through: last.last) { return whole }
    }
    return nil
  }

  /// A beginning without a year gets that of the end, or the year before where it would lie behind it.
  private func dated(_ start: Point, by end: Period, through: Point) -> Point {
    func year(_ month: Int) -> Int { month > end.last.month ? end.last.year - 1 : end.last.year }
    switch start {
    case .day(let day, let month, nil): return .day(day, month: month, year: year(month))
    case .month(let month, nil): return .month(month, year: year(month))
    case .quarter(let quarter, nil): return .quarter(quarter, year: year(3 * quarter - 2))
    default: return start
    }
  }

  // MARK: Points

  private func period(of point: Point) -> Period? {
    switch point {
    case .day(let day, let month, let year?):
      CalendarDate(year: year, month: month, day: day).map { Period(day: $0) }
    case .month(let month, let year?): Period(year: year, month: month)
    case .quarter(let quarter, let year?): Period(year: year, month: 3 * quarter - 2, months: 3)
    case .half(let half, let year): Period(year: year, month: 6 * half - 5, months: 6)
    case .period(let period): period
    case .day, .month, .quarter: nil
    }
  }

  private func point(_ tokens: ArraySlice<PeriodToken>) -> Point? {
    var tokens = tokens.filter { if case .unit(.year) = $0 { false } else { true } }
    let isFinancial = tokens.contains(.financial)
    tokens.removeAll { $0 == .financial }
    let core = tokens.filter { !$0.isSign }
    let signs = tokens.filter(\.isSign)
    guard !core.isEmpty, !core.contains(.to), !core.contains(.ending), !core.contains(.commencing),
      tokens.first?.isSign == false, tokens.last?.isSign == false
    else { return nil }
    if isFinancial { return financial(core) }
    switch core.count {
    case 1: return single(core[0])
    case 2: return pair(core[0], core[1], signs: signs)
    case 3: return triple(core[0], core[1], core[2], signs: signs)
    default: return nil
    }
  }

  private func single(_ token: PeriodToken) -> Point? {
    switch token {
    case .month(let month): return .month(month, year: nil)
    case .quarter(let quarter): return .quarter(quarter, year: nil)
    case .number(let number, digits: 4) where Self.isYear(number):
      return Period(year: number, month: 1, months: 12).map { .period($0) }
    case .number(let number, digits: 6) where style.sixDigitsAreYears && Self.isYear(number / 100):
      return Period(year: number / 100, month: 4, months: 12).map { .period($0) }
    case .number(let number, digits: 6) where Self.isYear(number / 100):
      return Period(year: number / 100, month: number % 100).map { .period($0) }
    case .number(let number, digits: 8) where Self.isYear(number / 10_000):
      return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100).map {
        .period(Period(day: $0))
      }
    default: return nil
    }
  }

  private func pair(_ one: PeriodToken, _ other: PeriodToken, signs: [PeriodToken]) -> Point? {
    switch (one, other) {
    case (.month(let month), let year), (let year, .month(let month)):
      if let full = Self.year(year), case .number(_, let digits) = year, digits == 4 || one == .month(month) {
        return .month(month, year: full)
      }
      // “1 April”, whose year stands at the other end of a range.
      guard one == year, let day = year.value, (1...31).contains(day) else { return nil }
      return .day(day, month: month, year: nil)
    case (.quarter(let quarter), let year), (let year, .quarter(let quarter)):
      return Self.year(year).map { .quarter(quarter, year: $0) }
    case (.half(let half), let year), (let year, .half(let half)):
      return Self.year(year).map { .half(half, year: $0) }
    case (.number(let year, digits: 4), .isoWeek(let week)),
      (.isoWeek(let week), .number(let year, digits: 4)):
      return Self.isoWeek(week, of: year).map { .period($0) }
    case (.number(let first, digits: 4), .number(let second, let digits)) where !signs.isEmpty:
      guard Self.isYear(first) else { return nil }
      if digits == 4 { return Self.years(first, second).map { .period($0) } }
      guard digits <= 2 else { return nil }
      if let years = style.pairedYears { return Self.years(first, first + years).map { .period($0) } }
      let isNext = digits == 2 && (first + 1) % 100 == second
      if isNext, !(style.pairsAreMonths && second <= 12) {
        return Period(year: first, month: 4, months: 12).map { .period($0) }
      }
      return (1...12).contains(second) ? .month(second, year: first) : nil
    case (.number(let first, digits: 2), .number(let second, digits: 2)) where signs.count == 1:
      guard style.shortPairsAreYears, (first + 1) % 100 == second else { return nil }
      return Period(year: TwoDigitYear.full(first), month: 4, months: 12).map { .period($0) }
    case (.number(let month, digits: ...2), .number(let year, digits: 4)) where !signs.isEmpty:
      return Self.isYear(year) && (1...12).contains(month) ? .month(month, year: year) : nil
    default: return nil
    }
  }

  private func triple(
    _ one: PeriodToken, _ two: PeriodToken, _ three: PeriodToken, signs: [PeriodToken]
  ) -> Point? {
    switch (one, two, three) {
    case (.number(let day, digits: ...2), .month(let month), let year):
      return Self.year(year).map { .day(day, month: month, year: $0) }
    case (.month(let month), .number(let day, digits: ...2), .number(let year, digits: 4)):
      return .day(day, month: month, year: year)
    case (.number(let year, digits: 4), .month(let month), .number(let day, digits: ...2)):
      return .day(day, month: month, year: year)
    case (.quarter(let quarter), .number(let first, digits: 4), .number(let second, _)),
      (.number(let first, digits: 4), .number(let second, _), .quarter(let quarter)):
      guard second % 100 == (first + 1) % 100 else { return nil }
      return Self.financialQuarter(quarter, of: first).map { .period($0) }
    case (.quarter(let quarter), .number(let first, digits: 2), .number(let second, digits: 2)),
      (.number(let first, digits: 2), .number(let second, digits: 2), .quarter(let quarter)):
      guard !signs.isEmpty, second == (first + 1) % 100 else { return nil }
      return Self.financialQuarter(quarter, of: TwoDigitYear.full(first)).map { .period($0) }
    case (.month(let month), .number(let first, digits: 4), .number(let second, digits: 2)),
      (.number(let first, digits: 4), .number(let second, digits: 2), .month(let month)):
      // A month of a financial year: `April 2015/16`.
      guard second == (first + 1) % 100, !signs.isEmpty else { return nil }
      return .month(month, year: month < 4 ? first + 1 : first)
    case (.number(let year, digits: 4), .number(let month, digits: ...2), .number(let day, digits: ...2)):
      guard signs.count == 2 else { return nil }
      return CalendarDate(year: year, month: month, day: day).map { .period(Period(day: $0)) }
    case (.number(let first, digits: ...2), .number(let second, digits: ...2), let year):
      guard signs.count == 2, let year = Self.year(year) else { return nil }
      let (day, month) = style.order == .dayFirst ? (first, second) : (second, first)
      return CalendarDate(year: year, month: month, day: day).map { .period(Period(day: $0)) }
    default: return nil
    }
  }

  /// What stands beside `financial year`: both its years, or a quarter of it.
  private func financial(_ core: [PeriodToken]) -> Point? {
    let numbers = core.compactMap { token -> (Int, Int)? in
      if case .number(let value, let digits) = token { (value, digits) } else { nil }
    }
    guard numbers.count == 2, core.count <= 3 else { return nil }
    let first = numbers[0].1 == 2 ? TwoDigitYear.full(numbers[0].0) : numbers[0].0
    guard Self.isYear(first), numbers[1].0 % 100 == (first + 1) % 100 else { return nil }
    if core.count == 2 { return Period(year: first, month: 4, months: 12).map { .period($0) } }
    for case .quarter(let quarter) in core {
      return Self.financialQuarter(quarter, of: first).map { .period($0) }
    }
    return nil
  }

  // MARK: Years

  private static func isYear(_ number: Int) -> Bool { (1850...2149).contains(number) }

  private static func year(_ token: PeriodToken) -> Int? {
    switch token {
    case .number(let year, digits: 4): isYear(year) ? year : nil
    case .number(let year, digits: 2): TwoDigitYear.full(year)
    default: nil
    }
  }

  /// `2014/2015` is a financial year, `2010-2012` three calendar years.
  private static func years(_ first: Int, _ last: Int) -> Period? {
    guard isYear(last), last > first else { return nil }
    return last == first + 1
      ? Period(year: first, month: 4, months: 12)
      : Period(year: first, month: 1, months: 12 * (last - first + 1))
  }

  private static func financialQuarter(_ quarter: Int, of year: Int) -> Period? {
    quarter == 4
      ? Period(year: year + 1, month: 1, months: 3) : Period(year: year, month: 3 * quarter + 1, months: 3)
  }

  /// The seven days of a week of ISO 8601, whose first week has the year's first Thursday.
  private static func isoWeek(_ week: Int, of year: Int) -> Period? {
    guard let fourth = CalendarDate(year: year, month: 1, day: 4) else { return nil }
    // 1 January 1970 was a Thursday.
    let sinceMonday = ((fourth.daysSince1970 + 3) % 7 + 7) % 7
    let monday = fourth.daysSince1970 - sinceMonday + 7 * (week - 1)
    guard let first = CalendarDate(daysSince1970: monday), let last = CalendarDate(daysSince1970: monday + 6)
    else {
      return nil
    }
    return Period(from: first, through: last)
  }

  // MARK: Remarks in brackets

  /// A quarter whose months stand in brackets beside it, `Q4 (Jan to Mar) 2016`, covers those.
  private func corrected(_ period: Period, tokens: [PeriodToken], remark: String) -> Period {
    if let part = Self.part(of: period, remark: remark) { return part }
    guard period.wholeMonths == 3, tokens.contains(where: { if case .quarter = $0 { true } else { false } }),
      let inside = PeriodToken.all(of: remark)
    else { return period }
    let months = inside.compactMap { token -> Int? in if case .month(let month) = token { month } else { nil }
    }
    guard months.count == 2, months[1] == (months[0] + 1) % 12 + 1, months[0] != period.first.month else {
      return period
    }
    return Period(year: period.first.year, month: months[0], months: 3) ?? period
  }

  /// The months, quarter or half of a year that stand in brackets beside it: `2014 (Jul–Sep)`, `2015/16 (Q1)`.
  private static func part(of year: Period, remark: String) -> Period? {
    guard year.wholeMonths == 12, let inside = PeriodToken.all(of: remark) else { return nil }
    func months(after start: Int, count: Int) -> Period? {
      guard start + count <= 12 else { return nil }
      let number = year.first.month - 1 + start
      return Period(year: year.first.year + number / 12, month: number % 12 + 1, months: count)
    }
    let core = inside.filter { $0 != .to && !$0.isSign }
    switch core.count {
    case 1:
      if case .quarter(let quarter) = core[0] { return months(after: 3 * quarter - 3, count: 3) }
      if case .half(let half) = core[0] { return months(after: 6 * half - 6, count: 6) }
      return nil
    case 2:
      guard case .month(let first) = core[0], case .month(let last) = core[1] else { return nil }
      return months(after: (first - year.first.month + 12) % 12, count: (last - first + 12) % 12 + 1)
    default: return nil
    }
  }

  /// A text without what stands in brackets, and that.
  private static func withoutBrackets(_ text: String) -> (outside: String, inside: String) {
    var outside = ""
    var inside = ""
    var depth = 0
    for letter in text {
      if letter == "(" || letter == "[" {
        depth += 1
      } else if letter == ")" || letter == "]" {
        depth = max(0, depth - 1)
      } else if depth > 0 {
        inside.append(letter)
      } else {
        outside.append(letter)
      }
    }
    while let last = outside.last, last.isWhitespace || "*†‡¹²³".contains(last) { outside.removeLast() }
    while outside.first?.isWhitespace == true { outside.removeFirst() }
    return (outside, inside)
  }
}

extension PeriodParser.Style: Hashable {}
