/// How far a person of a sample moves the curve: the derivative of log S by the person's weight.
///
/// With the weights r of those at risk and d of the events, log S is Σ log(1 − d/r). The variance of a figure of the curve
/// is the sum of the squares of weight times influence, the infinitesimal jackknife, as of R's
/// `survfit(…, weights =, robust = TRUE)`.
///
/// - Source: Binder (1992), *Biometrika* 79, 139–147, doi:10.1093/biomet/79.1.139; Therneau and Grambsch (2000), *Modeling
///   Survival Data*, section 2.2, doi:10.1007/978-1-4757-3294-8.
private struct CurveInfluence {
  let table: RiskTable
  /// The share without an event after so many of the times with events.
  private(set) var survival = [1.0]
  /// Σ d / (r (r − d)) over so many times; it stays where the curve has reached zero.
  private(set) var gathered = [0.0]
  /// 1 / (r − d) of each time; 0 where nobody is left.
  private(set) var own: [Double] = []

  init(_ data: SurvivalTimes, _ weights: [Double]) {
    table = RiskTable(data, weights: weights, rows: Array(data.times.indices))
    for (place, row) in table.rows.enumerated() {
      let isLast = row.cases == row.people
      survival.append(isLast ? 0 : survival[place] * (1 - row.events / row.atRisk))
      gathered.append(gathered[place] + (isLast ? 0 : row.events / (row.atRisk * (row.atRisk - row.events))))
      own.append(isLast ? 0 : 1 / (row.atRisk - row.events))
    }
  }

  /// The influence of a person on log S from the end of the own time on.
  func settled(from: Int, to: Int, isEvent: Bool) -> Double {
    gathered[to] - gathered[from] - (isEvent ? own[to - 1] : 0)
  }
}

extension KaplanMeier {
  /// Estimates the curve of the people for whom those of a sample stand.
  ///
  /// - Parameters:
  ///   - data: the times of the people in the sample, with their endings.
  ///   - weights: for how many people each one stands, above 0; errors do not depend on their unit.
  ///   - transform: the scale on which limits are symmetric.
  ///   - level: the confidence level of the limits.
  /// - Throws: `ModelError` for a wrong number of weights, and for one that is not above 0.
  public init(
    _ data: SurvivalTimes, sampled weights: [Double], transform: Transform = .logLog,
    level: ConfidenceLevel = .p95
  ) throws(ModelError) {
    try data.check(weights)
    let influence = CurveInfluence(data, weights)
    let table = influence.table
    let leaving = data.times.ordered(data.times.indices)
    let coming = data.entries.map { $0.ordered(data.times.indices) } ?? Array(data.times.indices)
    func start(_ person: Int) -> Int { data.entries.map { table.index(upTo: $0[person]) } ?? 0 }
    let z = StandardNormal.quantile(upperTail: level.tail)
    // Σ w² of those at risk, of w² times what had gathered when they came, and of its square; Σ (w · influence)² of the others.
    var (squares, begun, begunSquared, settled) = (0.0, 0.0, 0.0, 0.0)
    var (entered, left) = (0, 0)
    var steps: [Step] = []
    for (place, row) in table.rows.enumerated() {
      while entered < coming.count, data.entries.map({ $0[coming[entered]] < row.time }) ?? true {
        let (square, before) = (weights[coming[entered]] * weights[coming[entered]], start(coming[entered]))
        squares += square
        begun += square * influence.gathered[before]
        begunSquared += square * influence.gathered[before] * influence.gathered[before]
        entered += 1
      }
      while left < leaving.count, data.times[leaving[left]] <= row.time {
        let person = leaving[left]
        left += 1
        let (square, before) = (weights[person] * weights[person], start(person))
        let own = influence.settled(
          from: before, to: table.index(upTo: data.times[person]), isEvent: data.events[person])
        settled += square * own * own
        squares -= square
        begun -= square * influence.gathered[before]
        begunSquared -= square * influence.gathered[before] * influence.gathered[before]
      }
      let (survival, gathered) = (influence.survival[place + 1], influence.gathered[place + 1])
      let variance = settled + gathered * gathered * squares - 2 * gathered * begun + begunSquared
      let error = max(0, variance).squareRoot()
      steps.append(
        Step(
          time: row.time, atRisk: row.people, events: row.cases, survival: survival,
          standardError: survival * error,
          interval: survival > 0 ? transform.limits(survival, error, z, level) : nil,
          weights: Step.Weights(atRisk: row.atRisk, events: row.events)))
    }
    self.init(
      steps: steps, count: data.count, events: data.eventCount, level: level, transform: transform)
  }
}

extension RestrictedMean {
  /// Takes the mean of the people for whom those of a sample stand.
  ///
  /// - Throws: `ModelError` for a time that is none, a wrong number of weights, and for one that is not above 0.
  public init(
    _ data: SurvivalTimes, sampled weights: [Double], until: Double, level: ConfidenceLevel = .p95
  ) throws(ModelError) {
    try data.check(weights)
    try Self.check(until)
    let influence = CurveInfluence(data, weights)
    let table = influence.table
    // The areas under S, and under S times what has gathered, up to each time with events.
    let times = [0] + table.rows.map(\.time)
    var (plain, gathered) = ([0.0], [0.0])
    for place in table.rows.indices {
      let area = influence.survival[place] * (times[place + 1] - times[place])
      plain.append(plain[place] + area)
      gathered.append(gathered[place] + area * influence.gathered[place])
    }
    func areas(upTo time: Double) -> (plain: Double, gathered: Double) {
      let place = table.index(upTo: time)
      let rest = influence.survival[place] * (time - times[place])
      return (plain[place] + rest, gathered[place] + rest * influence.gathered[place])
    }
    let whole = areas(upTo: until)
    var variance = 0.0
    for person in data.times.indices {
      let (from, to) = (data.entries?[person] ?? 0, min(data.times[person], until))
      guard from <= to else { continue }
      let (begin, end) = (areas(upTo: from), areas(upTo: to))
      let before = data.entries == nil ? 0 : table.index(upTo: from)
      var total = end.gathered - begin.gathered
      total -= influence.gathered[before] * (end.plain - begin.plain)
      if data.times[person] <= until {
        let after = table.index(upTo: data.times[person])
        total +=
          influence.settled(from: before, to: after, isEvent: data.events[person]) * (whole.plain - end.plain)
      }
      variance += weights[person] * weights[person] * total * total
    }
    self.init(until: until, mean: whole.plain, standardError: variance.squareRoot(), level: level)
  }
}
