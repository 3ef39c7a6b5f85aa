import Foundation

/// The first day of a month counted from January 2020, and other fixed days.
struct Day {
  let date: Date

  init(month: Int) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .gmt
    let components = DateComponents(year: 2020 + month / 12, month: month % 12 + 1, day: 1)
    date = calendar.date(from: components) ?? Date(timeIntervalSince1970: 0)
  }
}
