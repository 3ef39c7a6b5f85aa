import Foundation
import Numbers
import Tables

/// The day on which the tool runs, which no date of the past lies behind.
enum Today {
  /// Today in Greenwich.
  static var date: CalendarDate? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: Date())
    guard let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// Today, or a failure of ours where the clock says nothing.
  static func required() throws -> CalendarDate {
    guard let date else { throw Failure(.fault, "the clock gives no date") }
    return date
  }
}
