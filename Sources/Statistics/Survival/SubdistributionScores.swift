internal import CGSL

/// The weighted partial likelihood of Fine and Gray, and the scores of people.
///
/// At each time those are at risk who have had no ending yet, and those with another ending by the chance that they would still be
/// observed. Both sums run once over the rows, the latest first.
struct SubdistributionScores {
  private let columns: Int
  private let entries: PatternEntries
  private let moments: PatternMoments
  /// The rows of each distinct time, the latest first.
  private let groups: [Group]
  /// The patterns of the rows in that order.
  private let patterns: [Int32]

  private struct Group {
    /// The rows: those with another ending, then the censored, then the events.
    let rows: Range<Int>
    let firstCensored: Int
    let firstEvent: Int
    /// The chance of not being censored before the time.
    var uncensored = 1.0

    var others: Range<Int> { rows.lowerBound..<firstCensored }
    var censored: Int { firstEvent - firstCensored }
    var events: Int { rows.upperBound - firstEvent }
  }

  /// - Parameters:
  ///   - rows: the rows of the design that are used.
  ///   - times: when each ends.
  ///   - causes: how, 0 for censored.
  init(_ design: DesignMatrix, rows: [Int], times: [Double], causes: [Int], interest: Int) {
    columns = design.terms.count - 1
    entries = PatternEntries(design.table, patterns: design.patterns.count)
    moments = PatternMoments(entries, columns: columns)
    let distinct = DistinctValues(times, uses: { _ in true })
    let count = distinct.values.count
    let order = CountedOrder(0..<Int32(times.count), below: 3 * count) { row in
      let kind = causes[row] == 0 ? 1 : (causes[row] == interest ? 2 : 0)
      return 3 * (count - 1 - Int(distinct.codes[row])) + kind
    }
    let starts = order.starts
    var groups = (0..<count).map { time in
      Group(
        rows: starts[3 * time]..<starts[3 * time + 3], firstCensored: starts[3 * time + 1],
        firstEvent: starts[3 * time + 2])
    }
    var value = 1.0
    for index in groups.indices.reversed() {
      groups[index].uncensored = value
      value *= 1 - Double(groups[index].censored) / Double(groups[index].rows.upperBound)
    }
    self.groups = groups
    let patternOfRow = design.patterns.patternOfRow
    patterns = order.places.map { patternOfRow[rows[Int($0)]] }
  }

  /// How many events of the cause there are.
  var events: Int { groups.reduce(0) { $0 + $1.events } }

  private struct Hazards {
    let predictors: [Double]
    /// The hazard of each row, and over the chance of not being censored before its end.
    let own: [Double]
    let weighted: [Double]
  }

  private func hazards(_ beta: [Double]) -> Hazards {
    let predictors = (0..<entries.count).map { pattern in
      entries.range(pattern).reduce(0) { $0 + entries.values[$1] * beta[Int(entries.columns[$1])] }
    }
    let factors = predictors.map { exp($0) }
    let own = patterns.map { factors[Int($0)] }
    var weighted = own
    for group in groups {
      for place in group.others { weighted[place] /= group.uncensored }
    }
    return Hazards(predictors: predictors, own: own, weighted: weighted)
  }

  /// Calls a body with the sums over those at risk at each time with an event of the cause, the latest first.
  private func forEachEventTime(_ hazards: Hazards, _ body: (_ group: Int, _ risk: [Double]) -> Void) {
    var atRisk = Array(repeating: 0.0, count: moments.width)
    var (ended, risk) = (atRisk, atRisk)
    for group in groups { moments.add(group.others, hazards.weighted, patterns, to: &ended) }
    var own = atRisk
    for (index, group) in groups.enumerated() {
      moments.add(group.rows, hazards.own, patterns, to: &atRisk)
      if !group.others.isEmpty {
        for place in own.indices { own[place] = 0 }
        moments.add(group.others, hazards.weighted, patterns, to: &own)
        for place in own.indices { ended[place] -= own[place] }
      }
      guard group.events > 0 else { continue }
      for place in risk.indices { risk[place] = atRisk[place] + group.uncensored * ended[place] }
      body(index, risk)
    }
  }

  func equations(_ beta: [Double]) -> NormalEquations {
    let hazards = hazards(beta)
    var state = NormalEquations(columns: columns)
    for group in groups {
      for place in group.firstEvent..<group.rows.upperBound {
        let pattern = Int(patterns[place])
        state.logLikelihood += hazards.predictors[pattern]
        for entry in entries.range(pattern) {
          state.score[Int(entries.columns[entry])] += entries.values[entry]
        }
      }
    }
    forEachEventTime(hazards) { group, risk in
      let events = Double(groups[group].events)
      state.logLikelihood -= events * log(risk[0])
      var place = columns + 1
      for row in 0..<columns {
        let mean = risk[row + 1] / risk[0]
        state.score[row] -= events * mean
        for column in 0...row {
          state.information[row, column] +=
            events * (risk[place] / risk[0] - mean * risk[column + 1] / risk[0])
          place += 1
        }
      }
    }
    state.information.mirrorLowerTriangle()
    return state
  }

  /// The sum of squared scores, with what the estimation of the weights adds to each.
  func meat(_ beta: [Double]) -> SymmetricMatrix {
    let hazards = hazards(beta)
    let width = columns
    let (jumps, means) = jumps(hazards)
    // Sums of the hazard, and of the hazard times the means, over the times up to each.
    let until = RunningSums(groups.indices.reversed(), jumps, means, width: width)
    // Of the hazard by the chance of not being censored over the times from each on.
    let from = RunningSums(
      groups.indices, zip(jumps, groups).map { $0 * $1.uncensored }, means, width: width)
    let censoring = censoring(hazards, from)
    let pieces = OrderedChunks.map(count: groups.count, atLeast: max(1, 4096 * groups.count / patterns.count))
    {
      range in
      var meat = SymmetricMatrix(order: width)
      var score = Array(repeating: 0.0, count: width)
      for index in range {
        let (group, first) = (groups[index], index * width)
        for place in group.rows {
          let hazard = hazards.own[place]
          let isOther = place < group.firstCensored
          let isEvent = place >= group.firstEvent
          let later = isOther ? hazards.weighted[place] : 0
          // Times after the own: those from it on without it.
          let after = from.sums[index] - jumps[index] * group.uncensored
          let factor = (isEvent ? 1 : 0) - hazard * until.sums[index] - later * after
          for column in 0..<width {
            let mean = means[first + column]
            let afterMean = from.means[first + column] - jumps[index] * group.uncensored * mean
            score[column] =
              hazard * until.means[first + column] + later * afterMean - (isEvent ? mean : 0)
              - censoring.sums[first + column]
              + (isOther || isEvent ? 0 : censoring.parts[first + column])
          }
          for entry in entries.range(Int(patterns[place])) {
            score[Int(entries.columns[entry])] += factor * entries.values[entry]
          }
          for row in 0..<width {
            for column in 0...row { meat[row, column] += score[row] * score[column] }
          }
        }
      }
      return meat
    }
    var meat = pieces.dropFirst().reduce(pieces[0]) { $0.adding($1) }
    meat.mirrorLowerTriangle()
    return meat
  }

  /// The hazard at each time, and the means of the columns over those at risk, time by time.
  private func jumps(_ hazards: Hazards) -> (hazards: [Double], means: [Double]) {
    var jumps = Array(repeating: 0.0, count: groups.count)
    var means = Array(repeating: 0.0, count: groups.count * columns)
    forEachEventTime(hazards) { group, risk in
      jumps[group] = Double(groups[group].events) / risk[0]
      for column in 0..<columns { means[group * columns + column] = risk[column + 1] / risk[0] }
    }
    return (jumps, means)
  }

  /// Sums over the times in an order, each with its own, of a number and of the number times each time's means.
  private struct RunningSums {
    var sums: [Double]
    var means: [Double]

    init(_ order: some Sequence<Int>, _ values: [Double], _ means: [Double], width: Int) {
      sums = values
      self.means = means
      var (sum, total) = (0.0, Array(repeating: 0.0, count: width))
      for index in order {
        sum += values[index]
        sums[index] = sum
        for column in 0..<width {
          total[column] += values[index] * means[index * width + column]
          self.means[index * width + column] = total[column]
        }
      }
    }
  }

  /// What the estimated chance of being censored adds to the scores: to those who are censored at each time, and what is taken off all
  /// who end at a time or later, up to it.
  private func censoring(_ hazards: Hazards, _ from: RunningSums) -> (parts: [Double], sums: [Double]) {
    let width = columns
    var parts = Array(repeating: 0.0, count: groups.count * width)
    var sums = parts
    var (ended, total) = (Array(repeating: 0.0, count: width + 1), Array(repeating: 0.0, count: width))
    for (index, group) in groups.enumerated().reversed() {
      let first = index * width
      if group.censored > 0 {
        let atRisk = Double(group.rows.upperBound)
        for column in 0..<width {
          let sum = ended[column + 1] * from.sums[index] - ended[0] * from.means[first + column]
          parts[first + column] = sum / atRisk
          total[column] += sum / atRisk * Double(group.censored) / atRisk
        }
      }
      for column in 0..<width { sums[first + column] = total[column] }
      for place in group.others {
        ended[0] += hazards.weighted[place]
        for entry in entries.range(Int(patterns[place])) {
          ended[Int(entries.columns[entry]) + 1] += hazards.weighted[place] * entries.values[entry]
        }
      }
    }
    return (parts, sums)
  }
}
