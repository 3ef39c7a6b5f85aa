internal import CGSL

/// Cox's partial likelihood over rows ordered by stratum and time.
struct PartialLikelihood: Sendable {
  /// What one time with events contributes.
  ///
  /// With Efron's ties the k-th of d tied events sees the hazards of the tied people less by the share k/d.
  struct Contribution {
    fileprivate(set) var time = 0.0
    fileprivate(set) var stratum = 0
    fileprivate(set) var logLikelihood = 0.0
    fileprivate(set) var score: [Double]
    fileprivate(set) var information: SymmetricMatrix
    /// The baseline hazard.
    fileprivate(set) var hazard = 0.0
    /// What the tied people are spared of the hazard.
    fileprivate(set) var tiedHazard = 0.0
    /// The squared hazards over the weights, which is the variance of the hazard with coefficients taken as known; and these times
    /// the share spared, and times its square.
    fileprivate(set) var variance = 0.0
    fileprivate(set) var tiedVariance = (once: 0.0, twice: 0.0)
    /// The hazard times the mean of each column over those at risk.
    fileprivate(set) var mean: [Double]
    /// The same of what the tied people are spared.
    fileprivate(set) var tiedMean: [Double]
    /// The mean that each of the tied people is compared with.
    fileprivate(set) var ownMean: [Double]

    fileprivate init(columns: Int) {
      score = Array(repeating: 0, count: columns)
      (mean, tiedMean, ownMean) = (score, score, score)
      information = SymmetricMatrix(order: columns)
    }
  }

  /// What is added to the predictor of each row: one number for each group of rows.
  struct Shift: Sendable {
    let groupOfRow: [Int32]
    let values: [Double]
  }

  let columns: Int
  /// The standard deviation of each column.
  let spread: [Double]
  /// Rows of equal stratum and time, latest first within a stratum.
  private let tied: [Tied]
  /// The rows in that order, those without the event first; and the pattern of each.
  let order: [Int32]
  private let patternsInOrder: [Int32]
  private let moments: PatternMoments
  /// Rows that were not at risk from the beginning, by stratum and latest entry first.
  private let late: [Int]
  let table: DesignTable
  let entries: PatternEntries
  let patternOfPerson: [Int32]
  private let offsets: [Double]
  /// What is added to the predictor of each row beside the columns; nil for nothing.
  var shift: Shift?
  private let ties: CoxModel.Ties
  let people: RiskRows

  private struct Tied: Sendable {
    let time: Double
    let stratum: Int
    let startsStratum: Bool
    /// Where the rows of the stratum begin among those that came late.
    let firstLate: Int
    /// Where the rows stand in the order, and from where on they have the event.
    let rows: Range<Int>
    let firstEvent: Int
  }

  init(design: DesignMatrix, people: RiskRows, ties: CoxModel.Ties) {
    columns = design.terms.count - 1
    table = design.table
    entries = PatternEntries(design.table, patterns: design.patterns.count)
    offsets = design.patterns.offsets
    self.ties = ties
    self.people = people
    let patternOfRow = design.patterns.patternOfRow
    patternOfPerson = people.rows.map { patternOfRow[$0] }
    let rows = Double(design.observations)
    spread = (1..<design.terms.count).map { column in
      let mean = design.crossProduct[column, 0] / rows
      return max(0, design.crossProduct[column, column] / rows - mean * mean).squareRoot()
    }
    let (times, strata) = (people.times, people.strata)
    let order = people.latestFirst
    self.order = order
    let patterns = patternOfPerson
    patternsInOrder = order.map { patterns[Int($0)] }
    moments = PatternMoments(entries, columns: columns)
    late =
      people.entries == nil
      ? []
      : times.indices.sorted { (strata[$0], -people.entry($0)) < (strata[$1], -people.entry($1)) }
    var tied: [Tied] = []
    var index = 0
    var firstLate = 0
    while index < order.count {
      let (start, first) = (index, Int(order[index]))
      let starts = index == 0 || strata[Int(order[index - 1])] != strata[first]
      if starts { firstLate = people.entries == nil ? 0 : index }
      var events = 0
      while index < order.count, times[Int(order[index])] == times[first],
        strata[Int(order[index])] == strata[first]
      {
        if people.events[Int(order[index])] { events += 1 }
        index += 1
      }
      tied.append(
        Tied(
          time: times[first], stratum: strata[first], startsStratum: starts, firstLate: firstLate,
          rows: start..<index, firstEvent: index - events))
    }
    self.tied = tied
  }

  /// The linear predictors, with numeric columns centred.
  func predictors(_ coefficients: [Double]) -> Predictors {
    let byPattern = table.linearPredictor([0] + coefficients, offsets: offsets)
    return Predictors(
      byPattern: byPattern, shift: shift, patternOfPerson: patternOfPerson,
      hazards: byPattern.map { exp($0) }, factors: shift?.values.map { exp($0) } ?? [])
  }

  /// The predictor of each row, and the hazard that it gives.
  struct Predictors {
    fileprivate let byPattern: [Double]
    fileprivate let shift: Shift?
    fileprivate let patternOfPerson: [Int32]
    /// The hazards of patterns, and the factors of groups.
    let hazards: [Double]
    let factors: [Double]

    subscript(_ row: Int) -> Double {
      let own = byPattern[Int(patternOfPerson[row])]
      guard let shift else { return own }
      return own + shift.values[Int(shift.groupOfRow[row])]
    }

    /// The rows' predictors by size.
    var ranks: DistinctValues {
      guard shift == nil else {
        return DistinctValues(patternOfPerson.indices.map { self[$0] }, uses: { _ in true })
      }
      let ranks = DistinctValues(byPattern, uses: { _ in true })
      return DistinctValues(values: ranks.values, codes: patternOfPerson.map { ranks.codes[Int($0)] })
    }

    /// The hazard of a row.
    @inline(__always)
    func hazard(_ row: Int) -> Double {
      let own = hazards[Int(patternOfPerson[row])]
      guard let shift else { return own }
      return own * factors[Int(shift.groupOfRow[row])]
    }
  }

  /// Where the rows of each stratum stand in the order.
  var rangesOfStrata: [Range<Int>] {
    let starts = tied.filter(\.startsStratum).map(\.rows.lowerBound)
    return zip(starts, starts.dropFirst() + [order.count]).map { $0..<$1 }
  }

  /// The times with an event of each stratum, the latest first; and for each row how many of them are later than its end.
  var eventTimes: (ofStratum: [Int: [Double]], laterThanEnd: [Int32]) {
    var times: [Int: [Double]] = [:]
    var later = Array(repeating: Int32(0), count: order.count)
    var count = Int32(0)
    for group in tied {
      if group.startsStratum { count = 0 }
      for place in group.rows { later[Int(order[place])] = count }
      guard group.firstEvent < group.rows.upperBound else { continue }
      times[group.stratum, default: []].append(group.time)
      count += 1
    }
    return (times, later)
  }

  func equations(_ coefficients: [Double]) -> NormalEquations {
    var equations = NormalEquations(columns: columns)
    forEachEventTime(coefficients) { equations.add($0) }
    return equations
  }

  func forEachEventTime(_ coefficients: [Double], _ body: (Contribution) -> Void) {
    let predictors = predictors(coefficients)
    let risks = risks(predictors)
    var risk = Array(repeating: 0.0, count: moments.width)
    var own = risk
    var contribution = Contribution(columns: columns)
    var (peak, nextLate, stratumStart) = (0.0, 0, 0)
    var sums: [Double] = []
    for (index, group) in tied.enumerated() {
      let place = index % Self.block * 2 * moments.width
      if place == 0 { sums = self.sums(index..<min(tied.count, index + Self.block), risks) }
      if group.startsStratum {
        for index in risk.indices { risk[index] = 0 }
        (peak, nextLate, stratumStart) = (0, group.firstLate, index)
      }
      for column in risk.indices {
        own[column] = sums[place + moments.width + column]
        risk[column] += sums[place + column] + own[column]
      }
      guard group.firstEvent < group.rows.upperBound else { continue }
      peak = max(peak, risk[0])
      while nextLate < late.count, people.strata[late[nextLate]] == group.stratum,
        people.entry(late[nextLate]) >= group.time
      {
        let person = late[nextLate]
        moments.add(-people.weight(person) * predictors.hazard(person), patternOfPerson[person], to: &risk)
        nextLate += 1
      }
      // What is left after most was taken off again has lost its digits.
      if risk[0] < 1e-3 * peak {
        risk = atRisk(at: group.time, among: tied[stratumStart...index], risks)
        peak = risk[0]
      }
      set(&contribution, of: group, risk, own, predictors)
      if ties == .exact, group.rows.upperBound - group.firstEvent > 1 {
        setExact(&contribution, of: group, from: tied[stratumStart].rows.lowerBound, predictors)
      }
      body(contribution)
    }
  }

  /// How many times are added up at once.
  private static let block = 4_096

  /// For each of some times the sums over those without the event, and then over those with it.
  private func sums(_ times: Range<Int>, _ risks: [Double]) -> [Double] {
    OrderedChunks.joined(count: times.count, atLeast: 64) { range in
      var sums = Array(repeating: 0.0, count: range.count * 2 * moments.width)
      var place = 0
      for index in range {
        let group = tied[times.lowerBound + index]
        moments.add(group.rows.lowerBound..<group.firstEvent, risks, patternsInOrder, to: &sums, at: place)
        place += moments.width
        moments.add(group.firstEvent..<group.rows.upperBound, risks, patternsInOrder, to: &sums, at: place)
        place += moments.width
      }
      return sums
    }
  }

  /// The hazards of the rows by their weights, in the order of the rows.
  private func risks(_ predictors: Predictors) -> [Double] {
    OrderedChunks.joined(count: order.count) { range in
      range.map { place in
        let person = Int(order[place])
        return people.weight(person) * predictors.hazard(person)
      }
    }
  }

  private func atRisk(at time: Double, among groups: ArraySlice<Tied>, _ risks: [Double]) -> [Double] {
    var risk = Array(repeating: 0.0, count: moments.width)
    for group in groups {
      for place in group.rows where people.entry(Int(order[place])) < time {
        moments.add(risks[place], patternsInOrder[place], to: &risk)
      }
    }
    return risk
  }

  private func set(
    _ contribution: inout Contribution, of group: Tied, _ risk: [Double], _ own: [Double],
    _ predictors: Predictors
  ) {
    for column in contribution.score.indices { contribution.score[column] = 0 }
    let events = group.firstEvent..<group.rows.upperBound
    var (weights, logLikelihood) = (0.0, 0.0)
    for place in events {
      let person = Int(order[place])
      let (pattern, weight) = (patternOfPerson[person], people.weight(person))
      weights += weight
      logLikelihood += weight * predictors[person]
      for entry in entries.range(Int(pattern)) {
        contribution.score[Int(entries.columns[entry])] += weight * entries.values[entry]
      }
    }
    let each = weights / Double(events.count)
    var (hazard, tied, variance, once, twice) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for rank in 0..<events.count {
      let share = ties == .efron ? Double(rank) / Double(events.count) : 0
      let total = risk[0] - share * own[0]
      logLikelihood -= each * log(total)
      let (one, square) = (each / total, each / (total * total))
      hazard += one
      tied += share * one
      variance += square
      once += share * square
      twice += share * share * square
    }
    (contribution.time, contribution.stratum) = (group.time, group.stratum)
    contribution.logLikelihood = logLikelihood
    (contribution.hazard, contribution.tiedHazard) = (hazard, tied)
    contribution.variance = variance
    contribution.tiedVariance = (once, twice)
    var place = columns + 1
    for row in 0..<columns {
      let (all, these) = (risk[row + 1], own[row + 1])
      let compared = hazard * all - tied * these
      contribution.score[row] -= compared
      contribution.ownMean[row] = compared / weights
      let mean = variance * all - once * these
      let tiedMean = once * all - twice * these
      contribution.mean[row] = mean
      contribution.tiedMean[row] = tiedMean
      for column in 0...row {
        let second = hazard * risk[place] - tied * own[place]
        let value = second - mean * risk[column + 1] + tiedMean * own[column + 1]
        contribution.information[row, column] = value
        contribution.information[column, row] = value
        place += 1
      }
    }
  }
}

extension PartialLikelihood {
  /// Puts the conditional likelihood that of all at risk these people have the event in place of that of tied hazards.
  ///
  /// The sum over all sets of as many people is built up one person at a time, as a mean over sets so that it stays within range.
  ///
  /// - Source: Gail, Lubin and Rubinstein (1981), *Biometrika* 68, 703–707, doi:10.1093/biomet/68.3.703.
  private func setExact(
    _ contribution: inout Contribution, of group: Tied, from start: Int, _ predictors: Predictors
  ) {
    let present = order[start..<group.rows.upperBound].map { Int($0) }.filter {
      people.entry($0) < group.time
    }
    let events = order[group.firstEvent..<group.rows.upperBound].map { Int($0) }
    let (count, width) = (events.count, columns)
    let centre = present.reduce(0) { $0 + predictors[$1] } / Double(present.count)
    let square = width * width
    // By the number of people chosen: the mean, its slope and its curvature.
    var means = Array(repeating: 0.0, count: count + 1)
    var slopes = Array(repeating: 0.0, count: (count + 1) * width)
    var curves = Array(repeating: 0.0, count: (count + 1) * square)
    means[0] = 1
    var row = Array(repeating: 0.0, count: width)
    for (place, person) in present.enumerated() {
      for column in 0..<width { row[column] = 0 }
      for entry in entries.range(Int(patternOfPerson[person])) {
        row[Int(entries.columns[entry])] = entries.values[entry]
      }
      let size = exp(predictors[person] - centre)
      let seen = Double(place + 1)
      for chosen in stride(from: min(count, place + 1), through: 1, by: -1) {
        let with = Double(chosen) / seen * size
        let without = (seen - Double(chosen)) / seen
        let (own, before) = (chosen * square, (chosen - 1) * square)
        for i in 0..<width {
          let slope = slopes[(chosen - 1) * width + i]
          for j in 0...i {
            curves[own + i * width + j] =
              without * curves[own + i * width + j] + with
              * (curves[before + i * width + j] + slope * row[j] + row[i] * slopes[(chosen - 1) * width + j]
                + row[i] * row[j] * means[chosen - 1])
          }
        }
        for i in 0..<width {
          slopes[chosen * width + i] =
            without * slopes[chosen * width + i] + with
            * (slopes[(chosen - 1) * width + i] + row[i] * means[chosen - 1])
        }
        means[chosen] = without * means[chosen] + with * means[chosen - 1]
      }
    }
    let total = means[count]
    contribution.logLikelihood =
      events.reduce(0) { $0 + predictors[$1] } - Double(count) * centre - log(total)
      - logChoices(count, of: present.count)
    for column in 0..<width { contribution.score[column] = -slopes[count * width + column] / total }
    for person in events {
      for entry in entries.range(Int(patternOfPerson[person])) {
        contribution.score[Int(entries.columns[entry])] += entries.values[entry]
      }
    }
    for i in 0..<width {
      let first = slopes[count * width + i] / total
      for j in 0...i {
        let value =
          curves[count * square + i * width + j] / total - first * slopes[count * width + j] / total
        contribution.information[i, j] = value
        contribution.information[j, i] = value
      }
    }
  }

  private func logChoices(_ chosen: Int, of all: Int) -> Double {
    lgamma(Double(all) + 1) - lgamma(Double(chosen) + 1) - lgamma(Double(all - chosen) + 1)
  }

  /// How many steps the sums over all sets of tied people take.
  var exactSteps: Double {
    var (steps, start) = (0.0, 0)
    for group in tied {
      if group.startsStratum { start = group.rows.lowerBound }
      let events = group.rows.upperBound - group.firstEvent
      if events > 1 { steps += Double(group.rows.upperBound - start) * Double(events) }
    }
    return steps * Double(columns * columns + 1)
  }
}

extension NormalEquations {
  /// Nothing yet.
  init(columns: Int) {
    self.init(
      information: SymmetricMatrix(order: columns), score: Array(repeating: 0, count: columns),
      logLikelihood: 0)
  }

  /// Adds what one time contributes.
  mutating func add(_ contribution: PartialLikelihood.Contribution) {
    logLikelihood += contribution.logLikelihood
    for index in score.indices { score[index] += contribution.score[index] }
    for index in information.elements.indices {
      information.elements[index] += contribution.information.elements[index]
    }
  }
}

extension RiskRows {
  /// The rows by stratum and the latest time first, at one time those without the event first.
  fileprivate var latestFirst: [Int32] {
    let distinct = DistinctValues(times, uses: { _ in true })
    let count = distinct.values.count
    let byTime = CountedOrder(0..<Int32(times.count), below: 2 * count) { row in
      2 * (count - 1 - Int(distinct.codes[row])) + (events[row] ? 1 : 0)
    }
    return CountedOrder(byTime.places, below: (strata.max() ?? 0) + 1) { strata[$0] }.places
  }
}
