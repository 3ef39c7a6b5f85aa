internal import CGSL

/// Tests whether hazard ratios stay the same over time, for each term and for all together.
///
/// The score test for adding the product of the covariates with a function of time, as R's `cox.zph` since version 3
/// of its package survival; a small p-value says that hazards are not proportional.
///
/// - Source: Grambsch and Therneau (1994), *Biometrika* 81, 515–526, doi:10.1093/biomet/81.3.515.
public struct ProportionalHazardsTest: Sendable {
  /// The function of time.
  public enum TimeScale: String, Hashable, Sendable, CaseIterable, Codable {
    /// One minus the Kaplan-Meier curve just before the time.
    case kaplanMeier = "km"
    /// Time itself.
    case identity
    /// The logarithm of time.
    case log
  }

  /// The test of each term, in the order of the formula.
  public let terms: [(term: String, test: TestResult)]
  /// The test of all terms together.
  public let global: TestResult

  /// Tests a fitted model.
  ///
  /// - Throws: `ModelError.undefined` for the logarithm of a time of zero.
  public init(_ model: CoxModel, scale: TimeScale = .kaplanMeier) throws(ModelError) {
    let partial = model.partial
    let columns = partial.columns
    let people = partial.people
    if scale == .log, zip(people.times, people.events).contains(where: { $0.0 <= 0 && $0.1 }) {
      throw .undefined(quantity: "the logarithm of time", because: "an event happened at time 0")
    }
    let times = EventTimes(people)
    let values: [Double] =
      switch scale {
      case .kaplanMeier: times.sharesBefore(people).map { 1 - $0 }
      case .identity: times.values
      case .log: times.values.map { $0 > 0 ? CGSL.log($0) : 0 }
      }
    let events = times.events.reduce(0, +)
    let centre = zip(values, times.events).reduce(0) { $0 + $1.0 * $1.1 } / events
    let function = Dictionary(uniqueKeysWithValues: zip(times.values, values))
    var score = Array(repeating: 0.0, count: columns)
    var information = SymmetricMatrix(order: 2 * columns)
    partial.forEachEventTime(model.coefficients) { contribution in
      let g = (function[contribution.time] ?? 0) - centre
      for row in 0..<columns {
        score[row] += g * contribution.score[row]
        for column in 0..<columns {
          let value = contribution.information[row, column]
          information[row, column] += value
          information[row, columns + column] += g * value
          information[columns + row, column] += g * value
          information[columns + row, columns + column] += g * g * value
        }
      }
    }
    func test(_ chosen: [Int]) -> TestResult {
      let indices = Array(0..<columns) + chosen.map { columns + $0 }
      let vector = Array(repeating: 0.0, count: columns) + chosen.map { score[$0] }
      let solved = CholeskyFactor(information.restricted(to: indices)).solve(vector)
      let statistic = max(0, zip(vector, solved).reduce(0) { $0 + $1.0 * $1.1 })
      let degrees = Double(chosen.count)
      return TestResult(
        statistic: statistic, degreesOfFreedom: degrees,
        pValue: ReferenceTails.chiSquared(statistic, degreesOfFreedom: degrees),
        method: "schoenfeld-\(scale.rawValue)")
    }
    terms = model.termColumns.filter { !$0.columns.isEmpty }.map { ($0.label, test($0.columns)) }
    global = test(Array(0..<columns))
  }
}

/// The distinct times at which people end, in increasing order.
private struct EventTimes {
  let values: [Double]
  /// How many people end at each, and how many of them with the event.
  private let ends: [Double]
  let events: [Double]

  init(_ people: RiskRows) {
    let distinct = DistinctValues(people.times, uses: { _ in true })
    var (ends, events) = (distinct.values.map { _ in 0.0 }, distinct.values.map { _ in 0.0 })
    for (code, happened) in zip(distinct.codes, people.events) {
      ends[Int(code)] += 1
      if happened { events[Int(code)] += 1 }
    }
    (values, self.ends, self.events) = (distinct.values, ends, events)
  }

  /// The Kaplan-Meier curve just before each time, over all strata.
  func sharesBefore(_ people: RiskRows) -> [Double] {
    let entries = (people.entries ?? []).sorted()
    var (share, gone, come) = (1.0, 0.0, 0)
    return values.indices.map { index in
      let before = share
      while come < entries.count, entries[come] < values[index] { come += 1 }
      if events[index] > 0 {
        share *=
          1 - events[index] / ((people.entries == nil ? Double(people.times.count) : Double(come)) - gone)
      }
      gone += ends[index]
      return before
    }
  }
}
