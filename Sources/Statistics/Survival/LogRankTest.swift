internal import CGSL

/// Tests whether several groups have the same survival, optionally within strata.
///
/// - Source: Mantel (1966), *Cancer Chemotherapy Reports* 50, 163–170 (no DOI); Peto and Peto (1972), *Journal of the
///   Royal Statistical Society A* 135, 185–207, doi:10.2307/2344317; Gehan (1965), *Biometrika* 52, 203–223,
///   doi:10.1093/biomet/52.1-2.203; Harrington and Fleming (1982), *Biometrika* 69, 553–566,
///   doi:10.1093/biomet/69.3.553; for the trend Tarone (1975), *Biometrika* 62, 679–682, doi:10.1093/biomet/62.3.679.
public struct LogRankTest: Sendable {
  /// How much the differences at each time count.
  public enum Weight: Hashable, Sendable {
    /// All alike: most power where hazards are proportional.
    case equal
    /// By the number at risk, after Gehan and Breslow.
    case atRisk
    /// By the share without an event just before, after Peto and Peto: early differences count more.
    case survival
    /// By that share to a power ρ: 0 is `equal`, 1 is `survival`.
    case power(Double)
  }

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
  ///   - data: the times of all people, with their endings.
  ///   - group: for each person the index of a level.
  ///   - levels: the names of the groups, each with at least one person.
  ///   - strata: for each person the stratum, within which groups are compared.
  ///   - weight: how much the differences at each time count; observed and expected events are weighted too.
  ///   - isTrend: whether the groups are taken as steps of equal size in the order of their levels, for a test with one
  ///     degree of freedom.
  /// - Throws: `ModelError` for fewer than two groups, an empty group, or no event at all.
  public init(
    _ data: SurvivalTimes, group: [Int], levels: [String], strata: [Int]? = nil, weight: Weight = .equal,
    isTrend: Bool = false
  ) throws(ModelError) {
    guard group.count == data.count else {
      throw .lengthMismatch(column: "group", count: group.count, expected: data.count)
    }
    if let strata, strata.count != data.count {
      throw .lengthMismatch(column: "strata", count: strata.count, expected: data.count)
    }
    if case .power(let power) = weight, !(power >= 0 && power.isFinite) {
      throw .outOfRange(argument: "rho", value: power, allowed: "0 or more")
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
    var sums = Sums(groups: levels.count, weight: weight)
    for rows in Self.strata(strata, count: data.count) { sums.add(data, group, rows) }
    groups = levels.indices.map {
      Group(name: levels[$0], count: people[$0], observed: sums.observed[$0], expected: sums.expected[$0])
    }
    let method = Self.method(weight, isTrend, isStratified: strata != nil)
    if isTrend {
      let difference = levels.indices.reduce(0) {
        $0 + Double($1) * (sums.observed[$1] - sums.expected[$1])
      }
      var variance = 0.0
      for a in levels.indices {
        for b in levels.indices { variance += Double(a) * Double(b) * sums.variance[a, b] }
      }
      guard variance > 0 else {
        throw .undefined(
          quantity: "a log-rank test", because: "no two groups are at risk together at an event")
      }
      let statistic = difference * difference / variance
      result = TestResult(
        statistic: statistic, degreesOfFreedom: 1,
        pValue: ReferenceTails.chiSquared(statistic, degreesOfFreedom: 1), method: method)
      return
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
      pValue: ReferenceTails.chiSquared(statistic, degreesOfFreedom: degrees), method: method)
  }

  private static func method(_ weight: Weight, _ isTrend: Bool, isStratified: Bool) -> String {
    let name =
      switch weight {
      case .equal: "log-rank"
      case .atRisk: "gehan"
      case .survival: "peto"
      case .power(let power): "fleming-harrington \(power.formattedBriefly)"
      }
    return (isStratified ? "stratified " : "") + name + (isTrend ? " trend" : "")
  }

  /// The people of each stratum; all in one without strata.
  static func strata(_ strata: [Int]?, count: Int) -> [[Int]] {
    guard let strata else { return [Array(0..<count)] }
    return Dictionary(grouping: 0..<count) { strata[$0] }.sorted { $0.key < $1.key }.map(\.value)
  }

  private struct Sums {
    var observed: [Double]
    var expected: [Double]
    var variance: SymmetricMatrix
    private let weight: Weight

    init(groups: Int, weight: Weight) {
      self.weight = weight
      observed = Array(repeating: 0, count: groups)
      expected = observed
      variance = SymmetricMatrix(order: groups)
    }

    mutating func add(_ data: SurvivalTimes, _ group: [Int], _ rows: [Int]) {
      let distinct = DistinctValues(rows.map { data.times[$0] }, uses: { _ in true })
      let order = distinct.order
      // The group of each row and whether it has the event, as one small number that is near at hand.
      let marks = rows.map { Int32(2 * group[$0] + (data.events[$0] ? 1 : 0)) }
      var atRisk = Array(repeating: 0.0, count: observed.count)
      let late = data.entries.map { $0.ordered(rows) }
      if late == nil { for mark in marks { atRisk[Int(mark >> 1)] += 1 } }
      var entered = 0
      var survival = 1.0
      var (leaving, ended) = (atRisk, atRisk)
      for (number, time) in distinct.values.enumerated() {
        while let late, entered < late.count, (data.entries?[late[entered]] ?? 0) < time {
          atRisk[group[late[entered]]] += 1
          entered += 1
        }
        let total = atRisk.reduce(0, +)
        let weight =
          switch weight {
          case .equal: 1.0
          case .atRisk: total
          case .survival: survival
          case .power(let power): pow(survival, power)
          }
        for own in leaving.indices { (leaving[own], ended[own]) = (0, 0) }
        for place in order.range(number) {
          let mark = marks[Int(order.places[place])]
          leaving[Int(mark >> 1)] += 1
          ended[Int(mark >> 1)] += Double(mark & 1)
        }
        let events = ended.reduce(0, +)
        for own in ended.indices { observed[own] += weight * ended[own] }
        addTime(events: events, atRisk, total, weight)
        survival *= 1 - events / total
        for own in leaving.indices { atRisk[own] -= leaving[own] }
      }
    }

    private mutating func addTime(events: Double, _ atRisk: [Double], _ total: Double, _ weight: Double) {
      guard events > 0 else { return }
      for own in atRisk.indices { expected[own] += weight * events * atRisk[own] / total }
      guard total > 1 else { return }
      let factor = weight * weight * events * (total - events) / (total - 1)
      for a in atRisk.indices {
        let share = atRisk[a] / total
        for b in atRisk.indices { variance[a, b] += factor * share * ((a == b ? 1 : 0) - atRisk[b] / total) }
      }
    }
  }
}
