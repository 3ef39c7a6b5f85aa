public import Numbers
import Tables

/// What became of one offender after one index date.
public struct FollowUp: Hashable, Sendable {
  /// The proven reoffences.
  public let reoffences: Int
  /// The date of the first proven reoffence.
  public let firstReoffence: CalendarDate?
  /// Days from the index date to the first proven reoffence, or to the end of the follow-up; without those in custody
  /// where they are left out.
  public let days: Int
  /// Days of the whole follow-up; without those in custody where they are left out.
  public let daysAtRisk: Int
  /// Days in custody during the follow-up.
  public let custodyDays: Int
  /// Days from the index date to each proven reoffence, in the order of time, reckoned as `days` is.
  public let reoffenceDays: [Int]

  /// Whether there is a proven reoffence.
  public var reoffended: Bool { reoffences > 0 }

  /// Follows an offender.
  ///
  /// The length of the follow-up is that of the calendar, whether or not days in custody are left out of the days at
  /// risk: a reoffence counts either way, also one committed in custody.
  public init(
    of offender: EventHistory.Offender, from index: CalendarDate, rule: FollowUpRule, excludingCustody: Bool
  ) {
    let last = rule.lastDay(from: index)
    let deadline = rule.convictionsUntil(from: index)
    let counted = offender.offences.filter { offence in
      guard let conviction = offence.conviction, conviction <= deadline, offence.date <= last else {
        return false
      }
      return rule.countsIndexDay ? offence.date >= index : offence.date > index
    }
    reoffences = counted.count
    let dates = counted.map(\.date).sorted()
    firstReoffence = dates.first
    custodyDays = offender.custody.days(after: index, through: last)
    func atRisk(through end: CalendarDate) -> Int {
      end.daysSince1970 - index.daysSince1970
        - (excludingCustody ? offender.custody.days(after: index, through: end) : 0)
    }
    daysAtRisk = atRisk(through: last)
    reoffenceDays = dates.map(atRisk)
    days = reoffenceDays.first ?? daysAtRisk
  }
}
