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
    let shares = scale == .kaplanMeier ? Self.sharesBefore(people) : [:]
    func function(_ time: Double) -> Double {
      switch scale {
      case .kaplanMeier: 1 - (shares[time] ?? 1)
      case .identity: time
      case .log: CGSL.log(time)
      }
    }
    let eventTimes = zip(people.times, people.events).filter(\.1).map(\.0)
    let centre = eventTimes.map(function).reduce(0, +) / Double(eventTimes.count)
    var score = Array(repeating: 0.0, count: columns)
    var information = SymmetricMatrix(order: 2 * columns)
    partial.forEachEventTime(model.coefficients) { contribution in
      let g = function(contribution.time) - centre
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

  /// The Kaplan-Meier curve just before each time with events, over all strata.
  private static func sharesBefore(_ people: RiskRows) -> [Double: Double] {
    let ends = people.times.sorted()
    let entries = (people.entries ?? []).sorted()
    var events: [Double: Double] = [:]
    for (time, happened) in zip(people.times, people.events) where happened { events[time, default: 0] += 1 }
    var shares: [Double: Double] = [:]
    var (share, gone, come) = (1.0, 0, 0)
    for (time, count) in events.sorted(by: { $0.key < $1.key }) {
      shares[time] = share
      while gone < ends.count, ends[gone] < time { gone += 1 }
      while come < entries.count, entries[come] < time { come += 1 }
      let atRisk = Double((people.entries == nil ? ends.count : come) - gone)
      share *= 1 - count / atRisk
    }
    return shares
  }
}
