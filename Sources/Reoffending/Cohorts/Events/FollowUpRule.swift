public import Numbers
import Tables

/// For how long offenders are followed up, and for how long a conviction is waited for.
///
/// A proven reoffence is committed within the follow-up and leads to a conviction or caution within it or within a
/// further waiting period. The follow-up begins on the day after the index date (release from custody, start of a
/// sentence in the community, or caution) and ends on the same day of the month twelve months later, which counts; so
/// does the last day of the waiting period. Both are reckoned in months from the index date. An index date of
/// 29 February ends on 28 February.
///
/// - Source: Ministry of Justice, *Guide to Proven Reoffending Statistics* (October 2017), whose example follows a
///   cohort of 1 October to 31 December 2015 up to 31 December 2016 (no DOI).
public struct FollowUpRule: Hashable, Sendable, Codable {
  /// The months of the follow-up.
  public let months: Int
  /// The further months in which a conviction or caution still counts.
  public let waitingMonths: Int
  /// Whether an offence on the index date itself counts; as published it does not, since it may precede the release.
  public let countsIndexDay: Bool

  /// Twelve months, and six more for conviction.
  public static let provenReoffending = FollowUpRule(twelveMonthsAndWaiting: 6)

  private init(twelveMonthsAndWaiting waiting: Int) {
    months = 12
    waitingMonths = waiting
    countsIndexDay = false
  }

  /// A rule with other periods.
  ///
  /// - Throws: `CohortError.outOfRange` for a follow-up below 1 or above 120 months, or a waiting period below 0 or
  ///   above 120.
  public init(months: Int, waitingMonths: Int, countsIndexDay: Bool = false) throws(CohortError) {
    guard (1...120).contains(months) else {
      throw .outOfRange(argument: "follow-up", value: months, allowed: "from 1 to 120 months")
    }
    guard (0...120).contains(waitingMonths) else {
      throw .outOfRange(argument: "conviction wait", value: waitingMonths, allowed: "from 0 to 120 months")
    }
    self.months = months
    self.waitingMonths = waitingMonths
    self.countsIndexDay = countsIndexDay
  }

  /// The last day on which an offence counts.
  public func lastDay(from index: CalendarDate) -> CalendarDate { later(index, months) }

  /// The last day on which a conviction or caution counts.
  public func convictionsUntil(from index: CalendarDate) -> CalendarDate {
    later(index, months + waitingMonths)
  }

  /// No date lies so late that the calendar ends within twenty years of it.
  private func later(_ date: CalendarDate, _ months: Int) -> CalendarDate {
    date.adding(months: months) ?? date
  }
}
