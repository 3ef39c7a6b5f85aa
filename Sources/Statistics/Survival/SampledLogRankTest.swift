/// Tests whether several groups have the same survival, where the people of a sample stand for others.
///
/// Observed less expected events, weighted, are those of the log-rank test; their variance is the sum of the squares of
/// what each person adds. It is the robust score test of Cox's model with Breslow's ties and these weights
/// (`coxph(…, weights =, robust = TRUE)$rscore`), the test of `survey::svylogrank(method = "score")` for people drawn one
/// by one but for its factor n / (n − 1).
///
/// - Source: Lin (2000), *Biometrika* 87, 37–47, doi:10.1093/biomet/87.1.37.
package struct SampledLogRankTest: Sendable {
  /// The χ² test, with one degree of freedom fewer than there are groups.
  package let result: TestResult

  /// Compares groups.
  ///
  /// - Parameters:
  ///   - data: the times of the people in the sample, with their endings.
  ///   - weights: for how many people each one stands, above 0.
  ///   - groups: for each person the number of the group from 0; every number below the highest occurs.
  ///   - strata: for each person the stratum, within which groups are compared.
  /// - Throws: `ModelError` for unequal lengths, a weight that is not above 0, one group, no event, and groups that are
  ///   never at risk together at an event.
  package init(
    _ data: SurvivalTimes, weights: [Double], groups: [Int], strata: [Int]? = nil
  ) throws(ModelError) {
    try data.check(weights)
    for (name, count) in [("groups", groups.count), ("strata", strata?.count ?? data.count)]
    where count != data.count {
      throw .lengthMismatch(column: name, count: count, expected: data.count)
    }
    if let bad = groups.firstIndex(where: { $0 < 0 }) {
      throw .badValue(column: "group", row: bad + 1, found: "\(groups[bad])", allowed: "0 or more")
    }
    let count = (groups.max() ?? 0) + 1
    guard count > 1 else {
      throw .undefined(quantity: "a log-rank test", because: "there are fewer than two groups")
    }
    guard data.eventCount > 0 else {
      throw .undefined(quantity: "a log-rank test", because: "there is no event")
    }
    var total = Array(repeating: 0.0, count: count - 1)
    var variance = SymmetricMatrix(order: count - 1)
    for people in LogRankTest.strata(strata, count: data.count) {
      let expected = Expected(data, weights, groups, people, count)
      for person in people {
        let score = expected.score(of: person, data, group: groups[person]).map { $0 * weights[person] }
        for row in score.indices {
          total[row] += score[row]
          for column in score.indices { variance[row, column] += score[row] * score[column] }
        }
      }
    }
    let method = strata == nil ? "weighted log-rank" : "stratified weighted log-rank"
    guard let result = TestResult(score: total, covariance: variance, method: method) else {
      throw .undefined(quantity: "a log-rank test", because: "no two groups are at risk together at an event")
    }
    self.result = result
  }

  /// What is expected of the people of a stratum if all groups are alike.
  private struct Expected {
    private let table: RiskTable
    /// Σ d / r over so many times.
    private var hazard = [0.0]
    /// For all groups but the last: the share of those at risk at each time, and Σ share · d / r over so many times.
    private var shares: [[Double]] = []
    private var shared: [[Double]]

    init(_ data: SurvivalTimes, _ weights: [Double], _ groups: [Int], _ people: [Int], _ count: Int) {
      let table = RiskTable(data, weights: weights, rows: people)
      self.table = table
      let own = (0..<(count - 1)).map { group in
        let members = people.filter { groups[$0] == group }
        return Gathered(data, weights, members, at: table.rows.map(\.time))
      }
      shared = [Array(repeating: 0, count: count - 1)]
      for (place, row) in table.rows.enumerated() {
        let rate = row.events / row.atRisk
        let share = own.map { min(1, $0.atRisk[place] / row.atRisk) }
        hazard.append(hazard[place] + rate)
        shares.append(share)
        shared.append(zip(shared[place], share).map { $0 + $1 * rate })
      }
    }

    func score(of person: Int, _ data: SurvivalTimes, group: Int) -> [Double] {
      let from = data.entries.map { table.index(upTo: $0[person]) } ?? 0
      let to = table.index(upTo: data.times[person])
      return shared[to].indices.map { other in
        let isOwn = other == group ? 1.0 : 0
        let expected = isOwn * (hazard[to] - hazard[from]) - (shared[to][other] - shared[from][other])
        return (data.events[person] ? isOwn - shares[to - 1][other] : 0) - expected
      }
    }
  }

  /// The weights of some people who are at risk at given times.
  private struct Gathered {
    private(set) var atRisk: [Double] = []

    init(_ data: SurvivalTimes, _ weights: [Double], _ members: [Int], at times: [Double]) {
      let leaving = data.times.ordered(members)
      let coming = data.entries.map { $0.ordered(members) } ?? members
      var (entered, left, all) = (0, 0, 0.0)
      for time in times {
        while entered < coming.count, data.entries.map({ $0[coming[entered]] < time }) ?? true {
          all += weights[coming[entered]]
          entered += 1
        }
        while left < leaving.count, data.times[leaving[left]] < time {
          all -= weights[leaving[left]]
          left += 1
        }
        atRisk.append(left == entered ? 0 : max(0, all))
      }
    }
  }
}
