internal import CGSL

/// The mean number of events a person has had by each time, where events may be repeated.
///
/// At each time the events are divided by the people under observation. The variance allows for events of one person that
/// go together: it is the sum of each person's squared share in the estimate, as in R's `survfit` with `id`. Limits are on
/// the scale of the logarithm.
///
/// - Source: Nelson (1988), *Journal of Quality Technology* 20, 24–35; Lawless and Nadeau (1995), *Technometrics* 37,
///   158–168, doi:10.1080/00401706.1995.10484300.
public struct MeanCumulativeFunction: Sendable {
  /// The curve after a time with events.
  public struct Step: Hashable, Sendable {
    /// The time, in the unit of the stretches.
    public let time: Double
    /// How many people were under observation.
    public let atRisk: Int
    /// How many events there were.
    public let events: Int
    /// The mean number of events so far.
    public let mean: Double
    /// Its standard error.
    public let standardError: Double
    /// The limits.
    public let interval: ConfidenceInterval
  }

  /// Stretches of time in which people were under observation.
  public struct Stretches: Sendable {
    /// When each begins.
    public let entries: [Double]
    /// When each ends.
    public let times: [Double]
    /// How many events there were at its end.
    public let events: [Int]
    /// Whose it is, by a number.
    public let persons: [Int]

    /// Takes stretches.
    ///
    /// - Throws: `ModelError` for unequal lengths, no stretch, one that ends before it begins, or events below 0.
    public init(
      entries: [Double], times: [Double], events: [Int], persons: [Int]
    ) throws(ModelError) {
      guard !times.isEmpty else { throw .noRows(excluded: 0) }
      for (name, count) in [("entry", entries.count), ("event", events.count), ("person", persons.count)]
      where count != times.count {
        throw .lengthMismatch(column: name, count: count, expected: times.count)
      }
      for row in times.indices {
        guard entries[row] >= 0, entries[row] < times[row], times[row].isFinite else {
          throw .badValue(
            column: "entry", row: row + 1, found: entries[row].formattedBriefly,
            allowed: "0 or more and below the time, which is \(times[row].formattedBriefly)")
        }
        guard events[row] >= 0 else {
          throw .badValue(column: "event", row: row + 1, found: "\(events[row])", allowed: "0 or more")
        }
      }
      self.entries = entries
      self.times = times
      self.events = events
      self.persons = persons
    }

    /// Some of the stretches.
    ///
    /// - Parameter rows: their places from 0, in the order wanted.
    public func selecting(_ rows: [Int]) -> Stretches {
      Stretches(self, rows)
    }

    private init(_ other: Stretches, _ rows: [Int]) {
      entries = rows.map { other.entries[$0] }
      times = rows.map { other.times[$0] }
      events = rows.map { other.events[$0] }
      persons = rows.map { other.persons[$0] }
    }
  }

  /// The steps in the order of time.
  public let steps: [Step]
  /// How many people there are.
  public let people: Int
  /// How many events there are.
  public let events: Int

  /// Estimates the curve of stretches of observation.
  public init(_ stretches: Stretches, level: ConfidenceLevel = .p95) {
    let (entries, times, persons) = (stretches.entries, stretches.times, stretches.persons)
    let z = StandardNormal.quantile(upperTail: level.tail)
    var sums = PersonSums()
    let coming = entries.ordered(times.indices)
    let going = times.ordered(times.indices)
    var (next, index) = (0, 0)
    var mean = 0.0
    var steps: [Step] = []
    while index < going.count {
      let time = times[going[index]]
      // Who begins at a time is not yet at risk at it.
      while next < coming.count, entries[coming[next]] < time {
        sums.come(persons[coming[next]])
        next += 1
      }
      var end = index
      while end < going.count, times[going[end]] == time { end += 1 }
      let own = going[index..<end].filter { stretches.events[$0] > 0 }
      let count = own.reduce(0) { $0 + stretches.events[$1] }
      if count > 0 {
        let atRisk = Double(sums.atRisk)
        mean += Double(count) / atRisk
        sums.fall(by: Double(count) / (atRisk * atRisk))
        for row in own { sums.rise(persons[row], by: Double(stretches.events[row]) / atRisk) }
        let error = max(0, sums.squares).squareRoot()
        let factor = exp(z * error / mean)
        steps.append(
          Step(
            time: time, atRisk: sums.atRisk, events: count, mean: mean, standardError: error,
            interval: ConfidenceInterval(lower: mean / factor, upper: mean * factor, level: level)))
      }
      for row in going[index..<end] { sums.go(persons[row]) }
      index = end
    }
    self.steps = steps
    people = Set(persons).count
    events = stretches.events.reduce(0, +)
  }

  /// The curve as it is from the last event up to a time on; nil before the first event.
  public func step(at time: Double) -> Step? { steps.last { $0.time <= time } }
}

/// Each person's share in the estimate, of which those at risk fall together.
private struct PersonSums {
  /// For people at risk the share plus what all have fallen; for others the share.
  private var share: [Int: Double] = [:]
  private var present: [Int: Int] = [:]
  private var fallen = 0.0
  /// The sum of the shares of those at risk.
  private var sum = 0.0
  /// The sum of all squared shares.
  private(set) var squares = 0.0
  private(set) var atRisk = 0

  mutating func come(_ person: Int) {
    present[person, default: 0] += 1
    guard present[person] == 1 else { return }
    let own = share[person] ?? 0
    share[person] = own + fallen
    sum += own
    atRisk += 1
  }

  mutating func go(_ person: Int) {
    present[person, default: 1] -= 1
    guard present[person] == 0 else { return }
    let own = (share[person] ?? 0) - fallen
    share[person] = own
    sum -= own
    atRisk -= 1
  }

  mutating func fall(by amount: Double) {
    squares += Double(atRisk) * amount * amount - 2 * amount * sum
    sum -= Double(atRisk) * amount
    fallen += amount
  }

  mutating func rise(_ person: Int, by amount: Double) {
    let own = (share[person] ?? 0) - fallen
    squares += amount * (2 * own + amount)
    sum += amount
    share[person, default: 0] += amount
  }
}
