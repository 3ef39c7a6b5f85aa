internal import CGSL

/// The weighted partial likelihood of Fine and Gray, and the scores of people.
struct SubdistributionScores {
  private let covariates: [[Double]]
  private let times: [Double]
  private let causes: [Int]
  private let interest: Int
  /// Distinct times of the cause of interest, and how many events each has.
  private let eventTimes: [(time: Double, events: Double)]
  /// The chance of not being censored before each event time, and before each person's own.
  private let uncensoredAtEvent: [Double]
  private let uncensoredAtOwn: [Double]
  private let columns: Int

  init(covariates: [[Double]], times: [Double], causes: [Int], interest: Int) {
    self.covariates = covariates
    self.times = times
    self.causes = causes
    self.interest = interest
    columns = covariates.first?.count ?? 0
    var counts: [Double: Double] = [:]
    for (time, cause) in zip(times, causes) where cause == interest { counts[time, default: 0] += 1 }
    eventTimes = counts.sorted { $0.key < $1.key }.map { (time: $0.key, events: $0.value) }
    var steps: [(time: Double, value: Double)] = []
    var value = 1.0
    let sorted = times.sorted()
    for time in Set(zip(times, causes).filter { $0.1 == 0 }.map(\.0)).sorted() {
      let atRisk = Double(sorted.count - Self.position(sorted, time))
      let censored = Double(zip(times, causes).count { $0.0 == time && $0.1 == 0 })
      value *= 1 - censored / atRisk
      steps.append((time, value))
    }
    func before(_ time: Double) -> Double { steps.last { $0.time < time }?.value ?? 1 }
    uncensoredAtEvent = eventTimes.map { before($0.time) }
    let ownValues = Dictionary(uniqueKeysWithValues: Set(times).map { ($0, before($0)) })
    uncensoredAtOwn = times.map { ownValues[$0] ?? 1 }
  }

  var events: Int { causes.count { $0 == interest } }

  private static func position(_ sorted: [Double], _ value: Double) -> Int {
    sorted.countFromStart { $0 < value }
  }

  /// The weight of a person in the risk set of an event time.
  private func weight(_ person: Int, _ event: Int) -> Double {
    if times[person] >= eventTimes[event].time { return 1 }
    guard causes[person] != 0, causes[person] != interest else { return 0 }
    return uncensoredAtEvent[event] / uncensoredAtOwn[person]
  }

  private func hazards(_ beta: [Double]) -> [Double] {
    covariates.map { row in exp(zip(row, beta).reduce(0) { $0 + $1.0 * $1.1 }) }
  }

  private struct RiskSet {
    var total = 0.0
    var first: [Double]
    var second: SymmetricMatrix
  }

  private func riskSet(_ event: Int, _ hazards: [Double]) -> RiskSet {
    var risk = RiskSet(first: Array(repeating: 0, count: columns), second: SymmetricMatrix(order: columns))
    for person in times.indices {
      let weight = weight(person, event) * hazards[person]
      if weight == 0 { continue }
      risk.total += weight
      for row in 0..<columns where covariates[person][row] != 0 {
        let value = weight * covariates[person][row]
        risk.first[row] += value
        for column in 0...row { risk.second[row, column] += value * covariates[person][column] }
      }
    }
    risk.second.mirrorLowerTriangle()
    return risk
  }

  func state(_ beta: [Double]) -> PartialLikelihood.State {
    let hazards = hazards(beta)
    var state = PartialLikelihood.State(
      logLikelihood: 0, score: Array(repeating: 0, count: columns),
      information: SymmetricMatrix(order: columns))
    for person in times.indices where causes[person] == interest {
      state.logLikelihood += log(hazards[person])
      for column in 0..<columns { state.score[column] += covariates[person][column] }
    }
    for (event, own) in eventTimes.enumerated() {
      let risk = riskSet(event, hazards)
      state.logLikelihood -= own.events * log(risk.total)
      for row in 0..<columns {
        let mean = risk.first[row] / risk.total
        state.score[row] -= own.events * mean
        for column in 0..<columns {
          state.information[row, column] +=
            own.events * (risk.second[row, column] / risk.total - mean * risk.first[column] / risk.total)
        }
      }
    }
    return state
  }

  /// The sum of squared scores, with what the estimation of the weights adds to each.
  func meat(_ beta: [Double]) -> SymmetricMatrix {
    let hazards = hazards(beta)
    let risks = eventTimes.indices.map { riskSet($0, hazards) }
    let means = risks.map { risk in risk.first.map { $0 / risk.total } }
    let jumps = zip(eventTimes, risks).map { $0.events / $1.total }
    var scores = times.indices.map { person in
      var score = Array(repeating: 0.0, count: columns)
      for event in eventTimes.indices {
        let hits = causes[person] == interest && times[person] == eventTimes[event].time ? 1.0 : 0
        let martingale = hits - weight(person, event) * hazards[person] * jumps[event]
        if martingale == 0 { continue }
        for column in 0..<columns {
          score[column] += martingale * (covariates[person][column] - means[event][column])
        }
      }
      return score
    }
    addCensoring(hazards, means, jumps, to: &scores)
    var meat = SymmetricMatrix(order: columns)
    for score in scores {
      for row in 0..<columns {
        for column in 0..<columns { meat[row, column] += score[row] * score[column] }
      }
    }
    return meat
  }

  private func addCensoring(
    _ hazards: [Double], _ means: [[Double]], _ jumps: [Double], to scores: inout [[Double]]
  ) {
    let others = times.indices.filter { causes[$0] != 0 && causes[$0] != interest }
    for time in Set(zip(times, causes).filter { $0.1 == 0 }.map(\.0)).sorted() {
      var sum = Array(repeating: 0.0, count: columns)
      for person in others where times[person] < time {
        for event in eventTimes.indices where eventTimes[event].time >= time {
          let value = weight(person, event) * hazards[person] * jumps[event]
          for column in 0..<columns {
            sum[column] += value * (covariates[person][column] - means[event][column])
          }
        }
      }
      let atRisk = times.indices.filter { times[$0] >= time }
      let censored = atRisk.filter { times[$0] == time && causes[$0] == 0 }
      let count = Double(atRisk.count)
      for column in 0..<columns {
        let part = sum[column] / count
        for person in censored { scores[person][column] += part }
        for person in atRisk { scores[person][column] -= part * Double(censored.count) / count }
      }
    }
  }
}
