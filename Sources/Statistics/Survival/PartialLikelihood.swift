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
    let stratum: Int
    var logLikelihood: Double
    var score: [Double]
    var information: SymmetricMatrix
    /// The parts of the baseline hazard, one for each of the tied events.
    var increments: [Increment]
  }

  /// A part of the baseline hazard at one time.
  struct Increment {
    let hazard: Double
    /// What it adds to the variance of the hazard, coefficients taken as known.
    let variance: Double
    /// How much of the hazards of the tied people is taken out of the risk set.
    let share: Double
    /// The mean of the covariates over the risk set.
    let mean: [Double]
  }

  let columns: Int
  /// The standard deviation of each column.
  let spread: [Double]
  /// Rows of equal stratum and time, latest first within a stratum.
  private let tied: [Tied]
  /// Rows that were not at risk from the beginning, by stratum and latest entry first.
  private let late: [Int]
  let table: DesignTable
  let entries: PatternEntries
  let patternOfPerson: [Int]
  private let offsets: [Double]
  /// What is added to the predictor of each person beside the columns; nil for nothing.
  var additions: [Double]?
  private let ties: CoxModel.Ties
  let people: RiskRows

  private struct Tied: Sendable {
    let time: Double
    let stratum: Int
    let startsStratum: Bool
    /// Where the rows of the stratum begin among those that came late.
    let firstLate: Int
    let events: [Int]
    let others: [Int]
  }

  init(design: DesignMatrix, people: RiskRows, ties: CoxModel.Ties) {
    columns = design.terms.count - 1
    table = design.table
    entries = PatternEntries(design.table, patterns: design.patterns.count)
    offsets = design.patterns.offsets
    self.ties = ties
    self.people = people
    patternOfPerson = people.rows.map { Int(design.patterns.patternOfRow[$0]) }
    let rows = Double(design.observations)
    spread = (1..<design.terms.count).map { column in
      let mean = design.crossProduct[column, 0] / rows
      return max(0, design.crossProduct[column, column] / rows - mean * mean).squareRoot()
    }
    let (times, strata) = (people.times, people.strata)
    let order = times.indices.sorted { (strata[$0], -times[$0]) < (strata[$1], -times[$1]) }
    late =
      people.entries == nil
      ? []
      : times.indices.sorted { (strata[$0], -people.entry($0)) < (strata[$1], -people.entry($1)) }
    var tied: [Tied] = []
    var index = 0
    var firstLate = 0
    while index < order.count {
      let first = order[index]
      var (own, others): ([Int], [Int]) = ([], [])
      let starts = index == 0 || strata[order[index - 1]] != strata[first]
      if starts { firstLate = people.entries == nil ? 0 : index }
      while index < order.count, times[order[index]] == times[first], strata[order[index]] == strata[first] {
        if people.events[order[index]] { own.append(order[index]) } else { others.append(order[index]) }
        index += 1
      }
      tied.append(
        Tied(
          time: times[first], stratum: strata[first], startsStratum: starts, firstLate: firstLate,
          events: own,
          others: others))
    }
    self.tied = tied
  }

  /// The linear predictor of each person, with numeric columns centred.
  func predictors(_ coefficients: [Double]) -> [Double] {
    let byPattern = table.linearPredictor([0] + coefficients, offsets: offsets)
    guard let additions else { return patternOfPerson.map { byPattern[$0] } }
    return patternOfPerson.indices.map { byPattern[patternOfPerson[$0]] + additions[$0] }
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

    mutating func add(_ weight: Double, _ entries: PatternEntries, _ pattern: Int) {
      self.weight += weight
      for left in entries.range(pattern) {
        let (column, value) = (entries.columns[left], weight * entries.values[left])
        first[column] += value
        for right in entries.range(pattern) {
          second[column, entries.columns[right]] += value * entries.values[right]
        }
      }
    }
  }

  func forEachEventTime(_ coefficients: [Double], _ body: (Contribution) -> Void) {
    let predictors = predictors(coefficients)
    var risk = Sums(columns)
    var (peak, nextLate, stratumStart) = (0.0, 0, 0)
    for (index, group) in tied.enumerated() {
      if group.startsStratum {
        risk = Sums(columns)
        (peak, nextLate, stratumStart) = (0, group.firstLate, index)
      }
      for person in group.others + group.events {
        risk.add(
          people.weight(person) * exp(predictors[person]), entries, patternOfPerson[person])
      }
      guard !group.events.isEmpty else { continue }
      peak = max(peak, risk.weight)
      while nextLate < late.count, people.strata[late[nextLate]] == group.stratum,
        people.entry(late[nextLate]) >= group.time
      {
        let person = late[nextLate]
        risk.add(
          -people.weight(person) * exp(predictors[person]), entries, patternOfPerson[person])
        nextLate += 1
      }
      // What is left after most was taken off again has lost its digits.
      if risk.weight < 1e-3 * peak {
        risk = atRisk(at: group.time, among: tied[stratumStart...index], predictors)
        peak = risk.weight
      }
      body(contribution(of: group, risk, predictors))
    }
  }

  private func atRisk(at time: Double, among groups: ArraySlice<Tied>, _ predictors: [Double]) -> Sums {
    var risk = Sums(columns)
    for group in groups {
      for person in group.others + group.events where people.entry(person) < time {
        risk.add(
          people.weight(person) * exp(predictors[person]), entries, patternOfPerson[person])
      }
    }
    return risk
  }

  private func contribution(of group: Tied, _ risk: Sums, _ predictors: [Double]) -> Contribution {
    var own = Sums(columns)
    var contribution = Contribution(
      time: group.time, stratum: group.stratum, logLikelihood: 0,
      score: Array(repeating: 0, count: columns), information: SymmetricMatrix(order: columns), increments: []
    )
    var weights = 0.0
    for person in group.events {
      let pattern = patternOfPerson[person]
      let weight = people.weight(person)
      weights += weight
      own.add(weight * exp(predictors[person]), entries, pattern)
      contribution.logLikelihood += weight * predictors[person]
      for entry in entries.range(pattern) {
        contribution.score[entries.columns[entry]] += weight * entries.values[entry]
      }
    }
    let each = weights / Double(group.events.count)
    for rank in group.events.indices {
      let share = ties == .efron ? Double(rank) / Double(group.events.count) : 0
      subtract(risk, own, share, weight: each, &contribution)
    }
    return contribution
  }

  private func subtract(
    _ risk: Sums, _ own: Sums, _ share: Double, weight: Double, _ contribution: inout Contribution
  ) {
    let total = risk.weight - share * own.weight
    contribution.logLikelihood -= weight * log(total)
    let mean = (0..<columns).map { (risk.first[$0] - share * own.first[$0]) / total }
    for row in 0..<columns {
      contribution.score[row] -= weight * mean[row]
      for column in 0..<columns {
        let second = (risk.second[row, column] - share * own.second[row, column]) / total
        contribution.information[row, column] += weight * (second - mean[row] * mean[column])
      }
    }
    contribution.increments.append(
      Increment(hazard: weight / total, variance: weight / (total * total), share: share, mean: mean))
  }
}

/// The columns of each pattern that are not zero, the intercept left out and columns counted from 0, one pattern after the other.
struct PatternEntries: Sendable {
  private(set) var columns: [Int] = []
  private(set) var values: [Double] = []
  private var starts = [0]

  init(_ table: DesignTable, patterns: Int) {
    for pattern in 0..<patterns {
      for entry in table.entries(pattern) where entry.column > 0 {
        columns.append(entry.column - 1)
        values.append(entry.value)
      }
      starts.append(columns.count)
    }
  }

  /// The places of a pattern's columns.
  func range(_ pattern: Int) -> Range<Int> { starts[pattern]..<starts[pattern + 1] }
}
