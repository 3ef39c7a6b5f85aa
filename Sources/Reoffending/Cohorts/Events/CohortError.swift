public import Numbers
import Tables

/// Why no cohort can be built from events.
public enum CohortError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A setting that cannot be used.
  case outOfRange(argument: String, value: Int, allowed: String)
  /// The data end before every conviction that would count can have happened.
  case incomplete(cohort: String, needs: CalendarDate, dataEnd: CalendarDate)
  /// Nobody has an index event in the period.
  case nobody(cohort: String)
  /// The index events do not cover a year.
  case noRollingYear(quarters: Int)
  /// A period that ends before it begins.
  case backwards(start: CalendarDate, end: CalendarDate)
  /// The events are not described by a column.
  case unknownColumn(String, nearest: String?, available: [String])
  /// No cohort is complete.
  case noneComplete(dataEnd: CalendarDate, first: String, needs: CalendarDate)

  /// The sentence shown to a user.
  public var description: String {
    switch self {
    case .outOfRange(let argument, let value, let allowed):
      "the \(argument) is \(value); it must be \(allowed)"
    case .incomplete(let cohort, let needs, let dataEnd):
      "the follow-up of the cohort \(cohort) is not complete: convictions count until \(needs), and the data end on "
        + "\(dataEnd); say so if they go on later (--data-end), leave the cohort out (--incomplete omit) or flag it "
        + "(--incomplete flag)"
    case .nobody(let cohort):
      "nobody has an index event in \(cohort)"
    case .noRollingYear(let quarters):
      "the index events cover \(quarters) quarter\(quarters == 1 ? "" : "s"); a rolling year needs four"
    case .backwards(let start, let end):
      "the period ends on \(end), before it begins on \(start)"
    case .unknownColumn(let name, let nearest, let available):
      "no column \(name) describes the index events\(nearest.map { "; did you mean \($0)?" } ?? ".") The columns are "
        + available.joined(separator: ", ")
    case .noneComplete(let dataEnd, let first, let needs):
      "no cohort is complete: convictions of the first, \(first), count until \(needs), and the data end on \(dataEnd)"
    }
  }
}
