/// The run of months that a printed name of a period means.
package enum PeriodText {
  /// Reads `2016-03`, `2016-03-31`, `2016 Q1`, `Q1 2016`, `2015/16` (April to March) or `2016`; nil for any other text.
  package static func period(_ text: String) -> ReportingPeriod? {
    let words = text.uppercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    if words.count == 2, let quarter = quarter(words), let year = words.compactMap(year).first {
      return ReportingPeriod(year: year, month: 3 * quarter - 2, months: 3)
    }
    if words.count == 1, let word = words.first {
      if let year = year(word) { return ReportingPeriod(year: year, month: 1, months: 12) }
      // 2016Q1
      if word.count == 6, let year = year(String(word.prefix(4))),
        let quarter = quarter([String(word.suffix(2))])
      {
        return ReportingPeriod(year: year, month: 3 * quarter - 2, months: 3)
      }
      return nil
    }
    guard let first = words.first.flatMap(year) else { return nil }
    if text.contains("/"), words.count == 2, let second = Int(words[1]), (first + 1) % 100 == second % 100 {
      return ReportingPeriod(year: first, month: 4, months: 12)
    }
    guard text.contains("-"), let month = month(words, from: 1) else { return nil }
    return ReportingPeriod(year: first, month: month, months: 1)
  }

  /// The period from the month that one text names to the month that another does.
  package static func period(from start: String, to end: String) -> ReportingPeriod? {
    guard let first = period(start), let last = period(end), last.firstMonth >= first.firstMonth else {
      return nil
    }
    let months = last.firstMonth + last.months - first.firstMonth
    return ReportingPeriod(year: first.firstMonth / 12, month: first.firstMonth % 12 + 1, months: months)
  }

  private static func year(_ word: String) -> Int? {
    guard word.count == 4, let year = Int(word), (1900...2199).contains(year) else { return nil }
    return year
  }

  private static func quarter(_ words: [String]) -> Int? {
    for word in words where word.count == 2 && word.hasPrefix("Q") {
      if let number = Int(word.dropFirst()), (1...4).contains(number) { return number }
    }
    return nil
  }

  private static func month(_ words: [String], from place: Int) -> Int? {
    guard words.count <= place + 2, words.count > place, words[place].count == 2,
      let month = Int(words[place]),
      (1...12).contains(month)
    else { return nil }
    return month
  }
}
