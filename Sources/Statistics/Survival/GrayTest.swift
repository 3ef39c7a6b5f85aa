/// Tests whether the shares with an event of one cause differ between groups, in the presence of other causes.
///
/// Cumulative incidences are compared by their subdistribution hazards, so that a group in which more people have another
/// event first is not taken to be better off. As in R's `cmprsk::cuminc` with its weight left at 1.
///
/// - Source: Gray (1988), *Annals of Statistics* 16, 1141–1154, doi:10.1214/aos/1176350951.
public struct GrayTest: Hashable, Sendable {
  /// The chi-squared test, with one degree of freedom fewer than there are groups.
  public let result: TestResult

  /// Compares groups.
  ///
  /// - Parameters:
  ///   - times: for each person the time to the first event or to the end of observation.
  ///   - causes: for each person 0 for the end of observation, or the number of the cause from 1.
  ///   - groups: for each person the number of the group from 0; every number below the highest occurs.
  ///   - cause: the cause whose incidence is compared, by its number from 1.
  /// - Throws: `ModelError` for times below zero, unequal lengths, a group or a cause below the first number, one group, no
  ///   event of the cause, and groups that were not followed at the same times.
  public init(times: [Double], causes: [Int], groups: [Int], of cause: Int) throws(ModelError) {
    let data = try SurvivalTimes(times: times, events: causes.map { $0 != 0 })
    guard groups.count == data.count else {
      throw .lengthMismatch(column: "groups", count: groups.count, expected: data.count)
    }
    if let bad = groups.firstIndex(where: { $0 < 0 }) {
      throw .badValue(column: "group", row: bad + 1, found: "\(groups[bad])", allowed: "0 or more")
    }
    guard cause >= 1 else {
      throw .outOfRange(argument: "cause", value: Double(cause), allowed: "at least 1")
    }
    let count = (groups.max() ?? 0) + 1
    guard count > 1 else { throw .undefined(quantity: "Gray's test", because: "there is one group only") }
    guard causes.contains(cause) else {
      throw .undefined(quantity: "Gray's test", because: "nobody has an event of that cause")
    }
    var sums = GraySums(groups: count)
    let order = data.times.ordered(data.times.indices)
    var atRisk = Array(repeating: 0.0, count: count)
    for group in groups { atRisk[group] += 1 }
    var index = 0
    while index < order.count {
      let time = data.times[order[index]]
      var (own, other) = (atRisk.map { _ in 0.0 }, atRisk.map { _ in 0.0 })
      var leaving = atRisk.map { _ in 0.0 }
      while index < order.count, data.times[order[index]] == time {
        let person = order[index]
        if causes[person] == cause {
          own[groups[person]] += 1
        } else if causes[person] != 0 {
          other[groups[person]] += 1
        }
        leaving[groups[person]] += 1
        index += 1
      }
      sums.add(atRisk: atRisk, own: own, other: other)
      for group in atRisk.indices { atRisk[group] -= leaving[group] }
    }
    let kept = Array(0..<(count - 1))
    guard
      let result = TestResult(
        score: kept.map { sums.score[$0] }, covariance: sums.variance.restricted(to: kept), method: "gray")
    else {
      throw .undefined(quantity: "Gray's test", because: "the groups were not followed at the same times")
    }
    self.result = result
  }
}

/// The score of Gray's test and its variance, in the notation of the paper.
private struct GraySums {
  private(set) var score: [Double]
  private let groups: Int
  /// The share without any event in each group, just before the time reached.
  private var survival: [Double]
  /// The share with an event of the cause in each group, and in all together under the hypothesis.
  private var incidence: [Double]
  private var pooled = 0.0
  /// The integrals c, to the time reached.
  private var integral: SymmetricMatrix
  private var terms: [Term] = []

  /// What a time adds to the variance through one group: the square of a vector, which the integral's later growth
  /// is still to be added to.
  private struct Term {
    let group: Int
    let weight: Double
    let factor: Double
    let vector: [Double]
  }

  init(groups: Int) {
    self.groups = groups
    score = Array(repeating: 0, count: groups)
    survival = Array(repeating: 1, count: groups)
    incidence = Array(repeating: 0, count: groups)
    integral = SymmetricMatrix(order: groups)
  }

  mutating func add(atRisk: [Double], own: [Double], other: [Double]) {
    let (events, others) = (own.reduce(0, +), other.reduce(0, +))
    guard events + others > 0 else { return }
    let present = (0..<groups).filter { atRisk[$0] > 0 }
    var after = survival
    var incidenceAfter = incidence
    for group in present {
      after[group] = survival[group] * (atRisk[group] - own[group] - other[group]) / atRisk[group]
      incidenceAfter[group] += survival[group] * own[group] / atRisk[group]
    }
    // Those at risk as they would be without the end of observation, and without people with other events leaving.
    let uncensored = (0..<groups).map { atRisk[$0] > 0 ? atRisk[$0] / survival[$0] : 0 }
    let total = uncensored.reduce(0, +)
    let weights = (0..<groups).map { uncensored[$0] * (1 - incidence[$0]) }
    let allWeights = weights.reduce(0, +)
    let before = pooled
    pooled += events / total
    var local = SymmetricMatrix(order: groups)
    for group in present {
      for second in present {
        local[group, second] =
          (group == second ? uncensored[group] : 0) - uncensored[group] * uncensored[second] / total
      }
      score[group] += own[group] - events * weights[group] / allWeights
    }
    integral = integral.adding(local, times: events / (total * (1 - before)))
    for group in present {
      let ratio = after[group] > 0 ? (1 - pooled) / after[group] : 0
      if events > 0 {
        let tied = events > 1 ? 1 - (events - 1) / (total * survival[group] - 1) : 1
        terms.append(
          Term(
            group: group, weight: tied * survival[group] * events / (total * atRisk[group]),
            factor: 1 - ratio,
            vector: (0..<groups).map { local[$0, group] - (1 - ratio) * integral[$0, group] }))
      }
      if other[group] > 0, after[group] > 0 {
        let tied = other[group] > 1 ? 1 - (other[group] - 1) / (atRisk[group] - 1) : 1
        terms.append(
          Term(
            group: group,
            weight: tied * survival[group] * survival[group] * other[group] / (atRisk[group] * atRisk[group]),
            factor: -ratio, vector: (0..<groups).map { ratio * integral[$0, group] }))
      }
    }
    survival = after
    incidence = incidenceAfter
  }

  var variance: SymmetricMatrix {
    var variance = SymmetricMatrix(order: groups)
    for term in terms {
      let vector = (0..<groups).map { term.vector[$0] + term.factor * integral[$0, term.group] }
      for row in 0..<groups {
        for column in 0..<groups { variance[row, column] += term.weight * vector[row] * vector[column] }
      }
    }
    return variance
  }
}
