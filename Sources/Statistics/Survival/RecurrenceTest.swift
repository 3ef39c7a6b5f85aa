/// Tests whether groups have as many repeated events as time goes by.
///
/// The events of each group are compared with its share of the people under observation; the variance allows for events
/// of one person that go together. It is the robust score test of Andersen and Gill's model with Breslow's ties.
///
/// - Source: Lawless and Nadeau (1995), *Technometrics* 37, 158–168, doi:10.1080/00401706.1995.10484300; Cook, Lawless
///   and Nadeau (1996), *Biometrics* 52, 557–571, doi:10.2307/2532895.
public struct RecurrenceTest: Hashable, Sendable {
  /// The chi-squared test, with one degree of freedom fewer than there are groups.
  public let result: TestResult

  /// Compares groups.
  ///
  /// - Parameters:
  ///   - stretches: the times in which people were under observation, with the events at their ends.
  ///   - groups: for each stretch the number of the group from 0; every number below the highest occurs.
  /// - Throws: `ModelError` for unequal lengths, a group below 0, one group, no event, and groups that were not followed
  ///   at the same times.
  public init(_ stretches: MeanCumulativeFunction.Stretches, groups: [Int]) throws(ModelError) {
    guard groups.count == stretches.times.count else {
      throw .lengthMismatch(column: "groups", count: groups.count, expected: stretches.times.count)
    }
    if let bad = groups.firstIndex(where: { $0 < 0 }) {
      throw .badValue(column: "group", row: bad + 1, found: "\(groups[bad])", allowed: "0 or more")
    }
    let count = (groups.max() ?? 0) + 1
    guard count > 1 else { throw .undefined(quantity: "a test", because: "there is one group only") }
    guard stretches.events.contains(where: { $0 > 0 }) else {
      throw .undefined(quantity: "a test", because: "nobody has an event")
    }
    let curve = Self.curve(stretches, groups, count)
    var scores: [Int: [Double]] = [:]
    for row in stretches.times.indices {
      let (from, to) = (curve.index(upTo: stretches.entries[row]), curve.index(upTo: stretches.times[row]))
      var score = scores[stretches.persons[row]] ?? Array(repeating: 0, count: count - 1)
      let hazard = curve.hazard[to] - curve.hazard[from]
      let events = Double(stretches.events[row])
      for group in 0..<(count - 1) {
        let own = groups[row] == group ? 1.0 : 0
        score[group] -= own * hazard - (curve.shared[to][group] - curve.shared[from][group])
        if events > 0 { score[group] += events * (own - curve.share[to - 1][group]) }
      }
      scores[stretches.persons[row]] = score
    }
    var variance = SymmetricMatrix(order: count - 1)
    var total = Array(repeating: 0.0, count: count - 1)
    for (_, score) in scores.sorted(by: { $0.key < $1.key }) {
      for row in score.indices {
        total[row] += score[row]
        for column in score.indices { variance[row, column] += score[row] * score[column] }
      }
    }
    guard let result = TestResult(score: total, covariance: variance, method: "pseudo-score") else {
      throw .undefined(quantity: "a test", because: "the groups were not followed at the same times")
    }
    self.result = result
  }

  /// The hazard of all together and the groups' parts of it, summed over the times with events.
  private struct Curve {
    var times: [Double] = []
    var hazard: [Double] = [0]
    var shared: [[Double]]
    /// At each time the share of each group among those at risk.
    var share: [[Double]] = []

    /// How many times are not later than a time.
    func index(upTo time: Double) -> Int { times.countFromStart { $0 <= time } }
  }

  private static func curve(
    _ stretches: MeanCumulativeFunction.Stretches, _ groups: [Int], _ count: Int
  ) -> Curve {
    let coming = stretches.entries.ordered(stretches.times.indices)
    let going = stretches.times.ordered(stretches.times.indices)
    var curve = Curve(shared: [Array(repeating: 0, count: count)])
    var atRisk = Array(repeating: 0.0, count: count)
    var (next, index) = (0, 0)
    while index < going.count {
      let time = stretches.times[going[index]]
      while next < coming.count, stretches.entries[coming[next]] < time {
        atRisk[groups[coming[next]]] += 1
        next += 1
      }
      var (end, events) = (index, 0)
      while end < going.count, stretches.times[going[end]] == time {
        events += stretches.events[going[end]]
        end += 1
      }
      if events > 0 {
        let all = atRisk.reduce(0, +)
        let hazard = Double(events) / all
        let share = atRisk.map { $0 / all }
        let last = curve.times.count
        curve.times.append(time)
        curve.hazard.append(curve.hazard[last] + hazard)
        curve.shared.append(zip(curve.shared[last], share).map { $0 + hazard * $1 })
        curve.share.append(share)
      }
      for row in going[index..<end] { atRisk[groups[row]] -= 1 }
      index = end
    }
    return curve
  }
}
