/// The days that the texts of one column mean, read together: the order of day and month is that of the whole column.
package struct DateNames: Sendable {
  /// For each text its day; nil where it is none.
  package let dates: [CalendarDate?]
  /// What is wrong with texts that are no days, by their place.
  package let problems: [Int: String]
  /// What was taken for granted, to be told to the reader.
  package let notes: [String]

  /// Reads the texts of one column: `2016-03-31`, `31/03/2016`, `31-Mar-16`, `31 March 2016`, each perhaps with a time of
  /// day, and a spreadsheet's numbers of days where all are such.
  ///
  /// - Parameters:
  ///   - texts: the cells of the column, in the order of the rows.
  ///   - order: how dates such as 01/03/2016 are written; nil to find it out, where the dates show it.
  package init(_ texts: [String], order: DayMonthOrder? = nil) {
    let serials = texts.map { CalendarDate(spreadsheetDays: $0) }
    if !texts.isEmpty, serials.allSatisfy({ $0 != nil }) {
      dates = serials
      problems = [:]
      notes = [
        "its numbers are taken as a spreadsheet's days, such as \(texts[0]) for \(serials[0]?.description ?? "")"
      ]
      return
    }
    var style = PeriodParser.Style()
    var problems: [Int: String] = [:]
    var notes: [String] = []
    switch order.map({ .settled($0) }) ?? DayMonthOrder.evidence(in: texts) {
    case .settled(let known):
      style.order = known
      if known == .monthFirst { notes.append("its dates have the month first, as in 3/31/2016") }
    case .open:
      for (place, text) in texts.enumerated() where NumericDate(text) != nil {
        problems[place] =
          "“\(text)” can be read with the day or the month first, and no date of the column decides it; "
          + "say so with --dates day-first or --dates month-first"
      }
    case .contradictory(let dayFirst, let monthFirst):
      for (place, text) in texts.enumerated() where NumericDate(text) != nil {
        problems[place] =
          "“\(dayFirst)” has its day first and “\(monthFirst)” its month first; write the whole column one way"
      }
    }
    let parser = PeriodParser(style: style)
    var found: [CalendarDate?] = []
    var timed: String?
    for (place, text) in texts.enumerated() {
      guard problems[place] == nil else {
        found.append(nil)
        continue
      }
      let date = parser.date(text) ?? parser.period(text).flatMap { $0.days == 1 ? $0.first : nil }
      found.append(date)
      if date == nil {
        problems[place] =
          "“\(text)” is not a day; one such as 2016-03-31, 31/03/2016 or 31 March 2016 is needed"
      } else if timed == nil, Self.hasTime(text) {
        timed = text
      }
    }
    if let timed { notes.append("times of day such as in “\(timed)” are left out, so that days are counted") }
    dates = found
    self.problems = problems
    self.notes = notes
  }

  /// Whether a time other than midnight stands behind a day.
  private static func hasTime(_ text: String) -> Bool {
    let parts = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }
    guard parts.count == 2, let time = TimeOfDay(parts[1]) else { return false }
    return time.seconds > 0
  }
}
