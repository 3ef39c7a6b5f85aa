public import Numbers

/// A day from which figures come from another source, so that those before and after it are not compared unasked.
public struct SourceBreak: Hashable, Sendable {
  /// The first day of the new source.
  public let day: CalendarDate
  /// What changed, as the end of a sentence.
  public let reason: String

  /// A break at a day.
  public init(day: CalendarDate, reason: String = "come from another source") {
    self.day = day
    self.reason = reason
  }

  /// The change of the proven reoffending statistics of England and Wales with the cohorts of October 2015.
  ///
  /// - Source: Ministry of Justice (2017), *How the measure of proven reoffending has changed and the effect of these
  ///   changes*: from October to December 2015 on, cohorts of three months and the Ministry's own extract of the Police
  ///   National Computer and probation data.
  public static let october2015: SourceBreak? = CalendarDate(year: 2015, month: 10, day: 1).map {
    SourceBreak(
      day: $0,
      reason:
        "come from another source where they are the Ministry of Justice's (three-month cohorts, its own extract "
        + "of the Police National Computer)")
  }

  /// The places of the first periods of the new source, where the one before ends in the old one; in order of time.
  static func places(_ breaks: [SourceBreak], among periods: [Period]) -> [Int] {
    periods.indices.dropFirst().filter { index in
      breaks.contains { periods[index - 1].last < $0.day && $0.day <= periods[index].first }
    }
  }
}
