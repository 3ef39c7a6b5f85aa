#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A regular stride through the calendar, in Coordinated Universal Time.
struct CalendarStep: Hashable, Sendable {
  enum Unit: Hashable, Sendable { case second, minute, hour, day, week, month, year }

  var unit: Unit
  var count: Int

  init(_ unit: Unit, _ count: Int = 1) {
    self.unit = unit
    self.count = max(1, count)
  }

  /// The stride for a calendar component, or nil for one that is not a stride.
  init?(_ component: Calendar.Component, count: Int) {
    switch component {
    case .second: self.init(.second, count)
    case .minute: self.init(.minute, count)
    case .hour: self.init(.hour, count)
    case .day, .weekday, .dayOfYear: self.init(.day, count)
    case .weekOfYear, .weekOfMonth: self.init(.week, count)
    case .month: self.init(.month, count)
    case .quarter: self.init(.month, 3 * count)
    case .year, .yearForWeekOfYear: self.init(.year, count)
    default: return nil
    }
  }

  /// The length in seconds, exact up to a day and average beyond.
  var seconds: Double {
    let one: Double =
      switch unit {
      case .second: 1
      case .minute: 60
      case .hour: 3600
      case .day: 86_400
      case .week: 604_800
      case .month: 365.2425 / 12 * 86_400
      case .year: 365.2425 * 86_400
      }
    return one * Double(count)
  }

  /// The last multiple of the stride at or before an instant.
  func floor(_ instant: Double) -> Double {
    switch unit {
    case .second, .minute, .hour, .day:
      return (instant / seconds).rounded(.down) * seconds
    case .week:
      let monday = 4.0 * 86_400
      return ((instant - monday) / seconds).rounded(.down) * seconds + monday
    case .month, .year:
      let date = CivilDate(daysSince1970: Int((instant / 86_400).rounded(.down)))
      let months = unit == .month ? count : 12 * count
      let index = date.year * 12 + date.month - 1
      let floored = index - ((index % months) + months) % months
      return Self.start(ofMonth: floored)
    }
  }

  /// The multiple of the stride that follows one.
  func next(_ instant: Double) -> Double {
    switch unit {
    case .second, .minute, .hour, .day, .week: return instant + seconds
    case .month, .year:
      let date = CivilDate(daysSince1970: Int((instant / 86_400).rounded(.down)))
      return Self.start(ofMonth: date.year * 12 + date.month - 1 + (unit == .month ? count : 12 * count))
    }
  }

  private static func start(ofMonth index: Int) -> Double {
    let month = ((index % 12) + 12) % 12
    let date = CivilDate(year: (index - month) / 12, month: month + 1, day: 1)
    return Double(date.daysSince1970) * 86_400
  }
}
