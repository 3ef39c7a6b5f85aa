public import Numbers
import Tables

/// The period whose index events make a cohort.
public struct CohortPeriod: Hashable, Sendable {
  /// What the cohort is called: `2015 Q4`, `2015 Q4 to 2016 Q3`, or its first and last day.
  public let name: String
  /// The first day.
  public let start: CalendarDate
  /// The last day.
  public let end: CalendarDate

  /// A period of its own.
  ///
  /// - Throws: `CohortError.backwards` where it ends before it begins.
  public init(from start: CalendarDate, through end: CalendarDate) throws(CohortError) {
    guard start <= end else { throw .backwards(start: start, end: end) }
    self.init(name: "\(start) to \(end)", start: start, end: end)
  }

  private init(name: String, start: CalendarDate, end: CalendarDate) {
    self.name = name
    self.start = start
    self.end = end
  }

  /// Which cohorts are built.
  public enum Plan: Hashable, Sendable {
    /// A cohort for each calendar quarter, as published since October 2017.
    case quarters
    /// A cohort for each run of four quarters, a quarter apart, as published before; neighbours share offenders.
    case rollingYears
    /// One cohort.
    case one(CohortPeriod)
  }

  /// The periods of a plan that the index dates from one day to another fill.
  static func periods(
    _ plan: Plan, from first: CalendarDate, through last: CalendarDate
  ) throws(CohortError) -> [CohortPeriod] {
    let quarters = (quarter(of: first)...quarter(of: last)).compactMap { number in
      days(ofQuarter: number).map { ("\(number / 4) Q\(number % 4 + 1)", $0.start, $0.end) }
    }
    switch plan {
    case .one(let period): return [period]
    case .quarters: return quarters.map { CohortPeriod(name: $0.0, start: $0.1, end: $0.2) }
    case .rollingYears:
      guard quarters.count >= 4 else { throw .noRollingYear(quarters: quarters.count) }
      return zip(quarters, quarters.dropFirst(3)).map {
        CohortPeriod(name: "\($0.0) to \($1.0)", start: $0.1, end: $1.2)
      }
    }
  }

  private static func quarter(of date: CalendarDate) -> Int { date.year * 4 + (date.month - 1) / 3 }

  private static func days(ofQuarter number: Int) -> (start: CalendarDate, end: CalendarDate)? {
    guard let start = CalendarDate(year: number / 4, month: number % 4 * 3 + 1, day: 1),
      let next = start.adding(months: 3), let end = CalendarDate(daysSince1970: next.daysSince1970 - 1)
    else { return nil }
    return (start, end)
  }
}
