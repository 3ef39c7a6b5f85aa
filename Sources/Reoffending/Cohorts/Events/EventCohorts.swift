import Tables

/// Cohorts built from events by the rule of proven reoffending.
///
/// An offender is in a cohort once, from the first index event of its period, whatever happens later in it.
///
/// ```swift
/// let file = try TableFile(path: "events.csv")
/// let history = try EventHistory(file.people(EventHistory.columns(of: file)))
/// let cohorts = try EventCohorts(history, plan: .quarters)
/// let rates = try EventCohortRates(cohorts)
/// ```
public struct EventCohorts: Sendable {
  /// What is done with a cohort whose convictions are not all known when the data end.
  public enum Incomplete: String, Hashable, Sendable, CaseIterable {
    /// The whole is refused.
    case refuse
    /// The cohort is left out, and a note says so.
    case omit
    /// The cohort is kept, and marked.
    case flag
  }

  /// An offender of a cohort.
  public struct Member: Sendable {
    /// The number of the cohort in `periods`.
    public let cohort: Int
    /// What the file calls the person.
    public let person: String
    /// The event with which the follow-up begins.
    public let index: EventHistory.IndexEvent
    /// What became of the person.
    public let followUp: FollowUp
  }

  /// The periods of the cohorts.
  public let periods: [CohortPeriod]
  /// Whether the convictions of each cohort are all known.
  public let isComplete: [Bool]
  /// The offenders, cohort by cohort.
  public let members: [Member]
  /// The events behind them.
  public let history: EventHistory
  /// The rule applied.
  public let rule: FollowUpRule
  /// Whether days in custody are left out of the days at risk.
  public let excludesCustody: Bool
  /// What a reader must know.
  public let notes: [String]

  /// Builds the cohorts of a plan.
  ///
  /// - Throws: `CohortError` where nobody has an index event in a period, the events do not fill a rolling year, or a
  ///   cohort is not complete and `incomplete` refuses it.
  public init(
    _ history: EventHistory, plan: CohortPeriod.Plan, rule: FollowUpRule = .provenReoffending,
    excludingCustody: Bool = false, incomplete: Incomplete = .refuse
  ) throws(CohortError) {
    let dates = history.offenders.flatMap { $0.indexEvents.map(\.date) }
    guard let first = dates.min(), let last = dates.max() else { throw .nobody(cohort: "the table") }
    let all = try CohortPeriod.periods(plan, from: first, through: last)
    var kept: [CohortPeriod] = []
    var complete: [Bool] = []
    var omitted: [String] = []
    for period in all {
      let needs = rule.convictionsUntil(from: period.end)
      let isKnown = needs <= history.dataEnd
      switch (isKnown, incomplete) {
      case (true, _), (false, .flag):
        kept.append(period)
        complete.append(isKnown)
      case (false, .omit): omitted.append(period.name)
      case (false, .refuse):
        throw .incomplete(cohort: period.name, needs: needs, dataEnd: history.dataEnd)
      }
    }
    guard !kept.isEmpty else {
      throw .noneComplete(
        dataEnd: history.dataEnd, first: all[0].name, needs: rule.convictionsUntil(from: all[0].end))
    }
    periods = kept
    isComplete = complete
    self.history = history
    self.rule = rule
    excludesCustody = excludingCustody
    members = Self.members(history, periods: kept, rule: rule, excludingCustody: excludingCustody)
    if case .one(let period) = plan, members.isEmpty { throw .nobody(cohort: period.name) }
    notes = Self.notes(
      history, plan: plan, rule: rule, omitted: omitted, excludingCustody: excludingCustody,
      incompleteCount: complete.count { !$0 })
  }

  private static func members(
    _ history: EventHistory, periods: [CohortPeriod], rule: FollowUpRule, excludingCustody: Bool
  ) -> [Member] {
    periods.enumerated().flatMap { number, period in
      history.offenders.compactMap { offender -> Member? in
        let event = offender.indexEvents.first { period.start <= $0.date && $0.date <= period.end }
        return event.map { event in
          Member(
            cohort: number, person: offender.person, index: event,
            followUp: FollowUp(
              of: offender, from: event.date, rule: rule, excludingCustody: excludingCustody))
        }
      }
    }
  }

  private static func notes(
    _ history: EventHistory, plan: CohortPeriod.Plan, rule: FollowUpRule, omitted: [String],
    excludingCustody: Bool, incompleteCount: Int
  ) -> [String] {
    var notes = [
      "A proven reoffence is committed after the index date and within \(rule.months) months of it, and leads to a "
        + "conviction or caution within \(rule.months + rule.waitingMonths) months; each offender is counted once in a "
        + "cohort, from the first index event."
    ]
    if rule.countsIndexDay { notes.append("Offences on the index date itself are counted.") }
    if !history.isDataEndStated {
      notes.append(
        "The data are taken to end on \(history.dataEnd), the latest date in the file; --data-end states another day."
      )
    }
    if !omitted.isEmpty {
      notes.append(
        "Left out, because the data end before all their convictions are known: \(omitted.joined(separator: ", "))."
      )
    }
    if incompleteCount > 0 {
      notes.append(
        "Cohorts marked [p] are provisional: the data end before all their convictions are known, so that their rates "
          + "are too low.")
    }
    if plan == .rollingYears {
      notes.append(
        "Rolling years a quarter apart share offenders, so that they are not independent; use quarters for a control "
          + "chart.")
    }
    if excludingCustody {
      notes.append(
        "Days at risk leave out days in custody; the follow-up is as long as the calendar has it, and reoffences in "
          + "custody count.")
    } else if history.hasCustody {
      notes.append("Days in custody are part of the days at risk; --exclude-custody leaves them out.")
    }
    return notes
  }
}
