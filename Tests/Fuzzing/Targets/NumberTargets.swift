import Numbers

extension FuzzTarget {
  /// Printed numbers, dates and periods.
  static let numbers = [
    FuzzTarget.ofText(
      "number",
      { text in
        _ = PublishedNumber(text)
        _ = CalendarDate(iso8601: text)
      }),
    FuzzTarget.ofText(
      "periods",
      { text in
        let names = text.split(separator: "\n").map(String.init)
        _ = PeriodNames(names)
        _ = DateNames(names)
      }),
  ]
}
