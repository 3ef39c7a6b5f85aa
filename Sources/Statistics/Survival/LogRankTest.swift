/// Tests whether several groups have the same survival, optionally within strata.
///
/// - Source: Mantel (1966), *Cancer Chemotherapy Reports* 50, 163–170 (no DOI); Peto and Peto (1972), *Journal of the
///   Royal Statistical Society A* 135, 185–207, doi:10.2307/2344317.
public struct LogRankTest: Sendable {
  /// The events observed and expected in a group.
  public struct Group: Hashable, Sendable {
    /// The name.
    public let name: String
    /// How many people are in it.
    public let count: Int
    /// The events observed.
    public let observed: Double
    /// The events expected if all groups were alike.
    public let expected: Double
  }

  /// The groups, in the order of their levels.
  public let groups: [Group]
  /// The χ² test.
  public let result: TestResult

  /// Compares groups.
  ///
  /// - Parameters:
  ///   - group: for each person the index of a level.
  ///   - levels: the names of the groups, each with at least one person.
  ///   - strata: for each person the stratum, within which groups are compared.
  /// - Throws: `ModelError` for fewer than two groups, an empty group, or no event at all.
  public init(
    _ data: SurvivalTimes, group: [Int], levels: [String], strata: [Int]? = nil
  ) throws(ModelError) {
    guard group.count == data.count else {
      throw .lengthMismatch(column: "group", count: group.count, expected: data.count)
    }
    if let strata, strata.count != data.count {
      throw .lengthMismatch(column: "strata", count: strata.count, expected: data.count)
    }
    guard levels.count > 1 else {
      throw .undefined(quantity: "a log-rank test", because: "there are fewer than two groups")
    }
    var people = Array(repeating: 0, count: levels.count)
    for row in group.indices {
      guard levels.indices.contains(group[row]) else {
        throw .badValue(
          column: "group", row: row + 1, found: "\(group[row])", allowed: "the index of a level")
      }
      people[group[row]] += 1
    }
    if let empty = people.firstIndex(of: 0) {
      throw .undefined(quantity: "a log-rank test", because: "the group \(levels[empty]) is empty")
    }
    guard data.eventCount > 0 else {
      throw .undefined(quantity: "a log-rank test", because: "there is no event")
    }
    var sums = Sums(groups: levels.count)
    for rows in Self.strata(strata, count: data.count) { sums.add(data, group, rows) }
    groups = levels.indices.map {
      Group(name: levels[$0], count: people[$0], observed: sums.observed[$0], expected: sums.expected[$0])
    }
    let usable = levels.indices.filter { sums.variance[$0, $0] > 0 }.dropLast()
    guard !usable.isEmpty else {
      throw .undefined(quantity: "a log-rank test", because: "no two groups are at risk together at an event")
    }
    let difference = usable.map { sums.observed[$0] - sums.expected[$0] }
    let solved = CholeskyFactor(sums.variance.restricted(to: Array(usable))).solve(difference)
    let statistic = zip(difference, solved).reduce(0) { $0 + $1.0 * $1.1 }
    let degrees = Double(usable.count)
    result = TestResult(
      statistic: statistic, degreesOfFreedom: degrees,
      pValue: ReferenceTails.chiSquared(statistic, degreesOfFreedom: degrees), method: "log-rank")
  }

  private static func strata(_ strata: [Int]?, count: Int) -> [[Int]] {
    guard let strata else { return [Array(0..<count)] }
    return Dictionary(grouping: 0..<count) { strata[$0] }.sorted { $0.key < $1.key }.map(\.value)
  }

  private struct Sums {
    var observed: [Double]
    var expected: [Double]
    var variance: SymmetricMatrix

    init(groups: Int) {
      observed = Array(repeating: 0, count: groups)
      expected = observed
      variance = SymmetricMatrix(order: groups)
    }

    mutating func add(_ data: SurvivalTimes, _ group: [Int], _ rows: [Int]) {
      let order = rows.sorted { data.times[$0] < data.times[$1] }
      var atRisk = Array(repeating: 0.0, count: observed.count)
      for row in order { atRisk[group[row]] += 1 }
      var index = 0
      while index < order.count {
        let time = data.times[order[index]]
        var (events, leaving) = (0.0, Array(repeating: 0.0, count: observed.count))
        while index < order.count, data.times[order[index]] == time {
          let row = order[index]
          leaving[group[row]] += 1
          if data.events[row] {
            events += 1
            observed[group[row]] += 1
          }
          index += 1
        }
        addTime(events: events, atRisk)
        for own in leaving.indices { atRisk[own] -= leaving[own] }
      }
    }

    private mutating func addTime(events: Double, _ atRisk: [Double]) {
      guard events > 0 else { return }
      let total = atRisk.reduce(0, +)
      for own in atRisk.indices { expected[own] += events * atRisk[own] / total }
      guard total > 1 else { return }
      let factor = events * (total - events) / (total - 1)
      for a in atRisk.indices {
        let share = atRisk[a] / total
        for b in atRisk.indices { variance[a, b] += factor * share * ((a == b ? 1 : 0) - atRisk[b] / total) }
      }
    }
  }
}
