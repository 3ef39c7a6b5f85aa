public import Numbers
import Tables

/// The days that a person spent in custody: spells joined where they overlap or touch.
///
/// The day of reception is a day in custody and the day of release is not, so that a person released on the index date
/// is at risk from the next day.
public struct CustodySpells: Hashable, Sendable {
  /// Runs of days since 1970, in order and apart from each other.
  private let runs: [Range<Int>]

  /// Joins spells; nil as an end is custody to the end of the data.
  public init(_ spells: [(from: CalendarDate, to: CalendarDate?)]) {
    var runs: [Range<Int>] = []
    let ordered = spells.map { spell in
      let start = spell.from.daysSince1970
      return (start, max(start, spell.to?.daysSince1970 ?? .max))
    }.sorted { $0 < $1 }
    for (start, end) in ordered where start < end {
      if let last = runs.last, start <= last.upperBound {
        runs[runs.count - 1] = last.lowerBound..<max(last.upperBound, end)
      } else {
        runs.append(start..<end)
      }
    }
    self.runs = runs
  }

  /// Whether there is no spell.
  public var isEmpty: Bool { runs.isEmpty }

  /// The days in custody after one day, up to and including another.
  public func days(after first: CalendarDate, through last: CalendarDate) -> Int {
    let window = first.daysSince1970 + 1..<max(first.daysSince1970, last.daysSince1970) + 1
    return runs.reduce(0) { $0 + $1.clamped(to: window).count }
  }
}
