internal import CGSL

/// Cox's partial likelihood over rows ordered by stratum and time.
struct PartialLikelihood: Sendable {
  struct State: Sendable {
    var logLikelihood: Double
    var score: [Double]
    var information: SymmetricMatrix
  }

  /// What one time with events contributes to score and information.
  struct Contribution {
    let time: Double
    let events: Double
    var logLikelihood: Double
    var score: [Double]
    var information: SymmetricMatrix
  }

  let columns: Int
  /// The standard deviation of each column.
  let spread: [Double]
  /// Rows of equal stratum and time, latest first within a stratum.
  private let tied: [Tied]
  private let table: DesignTable
  private let patternOfPerson: [Int]
  private let offsets: [Double]
  private let ties: CoxModel.Ties
  let times: [Double]
  let events: [Bool]
  let strata: [Int]

  private struct Tied: Sendable {
    let time: Double
    let startsStratum: Bool
    let events: [Int]
    let others: [Int]
  }

  init(
    design: DesignMatrix, data: (rows: [Int], times: [Double], events: [Bool]), strata: [Int],
    ties: CoxModel.Ties
  ) {
    columns = design.terms.count - 1
    table = design.table
    offsets = design.patterns.offsets
    self.ties = ties
    self.strata = strata
    times = data.times
    events = data.events
    patternOfPerson = data.rows.map { Int(design.patterns.patternOfRow[$0]) }
    let rows = Double(design.observations)
    spread = (1..<design.terms.count).map { column in
      let mean = design.crossProduct[column, 0] / rows
      return max(0, design.crossProduct[column, column] / rows - mean * mean).squareRoot()
    }
    let order = data.times.indices.sorted { (strata[$0], -data.times[$0]) < (strata[$1], -data.times[$1]) }
    var tied: [Tied] = []
    var index = 0
    while index < order.count {
      let first = order[index]
      var (own, others): ([Int], [Int]) = ([], [])
      let starts = index == 0 || strata[order[index - 1]] != strata[first]
      while index < order.count, data.times[order[index]] == data.times[first],
        strata[order[index]] == strata[first]
      {
        if data.events[order[index]] { own.append(order[index]) } else { others.append(order[index]) }
        index += 1
      }
      tied.append(Tied(time: data.times[first], startsStratum: starts, events: own, others: others))
    }
    self.tied = tied
  }

  /// The linear predictor of each person, with numeric columns centred.
  func predictors(_ coefficients: [Double]) -> [Double] {
    let byPattern = table.linearPredictor([0] + coefficients, offsets: offsets)
    return patternOfPerson.map { byPattern[$0] }
  }

  func state(_ coefficients: [Double]) -> State {
    var state = State(
      logLikelihood: 0, score: Array(repeating: 0, count: columns),
      information: SymmetricMatrix(order: columns))
    forEachEventTime(coefficients) { contribution in
      state.logLikelihood += contribution.logLikelihood
      for index in state.score.indices { state.score[index] += contribution.score[index] }
      for index in state.information.elements.indices {
        state.information.elements[index] += contribution.information.elements[index]
      }
    }
    return state
  }

  private struct Sums {
    var weight = 0.0
    var first: [Double]
    var second: SymmetricMatrix

    init(_ columns: Int) {
      first = Array(repeating: 0, count: columns)
      second = SymmetricMatrix(order: columns)
    }

    mutating func add(_ weight: Double, _ entries: [(column: Int, value: Double)]) {
      self.weight += weight
      for left in entries where left.column > 0 {
        first[left.column - 1] += weight * left.value
        for right in entries where right.column > 0 {
          second[left.column - 1, right.column - 1] += weight * left.value * right.value
        }
      }
    }
  }

  func forEachEventTime(_ coefficients: [Double], _ body: (Contribution) -> Void) {
    let predictors = predictors(coefficients)
    var risk = Sums(columns)
    for group in tied {
      if group.startsStratum { risk = Sums(columns) }
      for person in group.others { risk.add(exp(predictors[person]), table.entries(patternOfPerson[person])) }
      var own = Sums(columns)
      var contribution = Contribution(
        time: group.time, events: Double(group.events.count), logLikelihood: 0,
        score: Array(repeating: 0, count: columns), information: SymmetricMatrix(order: columns))
      for person in group.events {
        let entries = table.entries(patternOfPerson[person])
        let weight = exp(predictors[person])
        risk.add(weight, entries)
        own.add(weight, entries)
        contribution.logLikelihood += predictors[person]
        for entry in entries where entry.column > 0 { contribution.score[entry.column - 1] += entry.value }
      }
      guard !group.events.isEmpty else { continue }
      for rank in group.events.indices {
        let share = ties == .efron ? Double(rank) / Double(group.events.count) : 0
        subtract(risk, own, share, &contribution)
      }
      body(contribution)
    }
  }

  private func subtract(_ risk: Sums, _ own: Sums, _ share: Double, _ contribution: inout Contribution) {
    let total = risk.weight - share * own.weight
    contribution.logLikelihood -= log(total)
    let mean = (0..<columns).map { (risk.first[$0] - share * own.first[$0]) / total }
    for row in 0..<columns {
      contribution.score[row] -= mean[row]
      for column in 0..<columns {
        let second = (risk.second[row, column] - share * own.second[row, column]) / total
        contribution.information[row, column] += second - mean[row] * mean[column]
      }
    }
  }
}
