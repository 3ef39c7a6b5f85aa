internal import CGSL

/// The people of a model of times by pattern of covariates and distinct time, equal ones counted together, and the likelihood of a
/// predictor that is a pattern's plus a time's.
///
/// Who came late is taken off at the entry.
struct PatternTimes: Sendable {
  /// The distinct logarithms of time, less their mean, in increasing order; that of an entry at 0 is not used.
  let logarithms: [Double]
  /// The mean logarithm of time, which all are less.
  let centre: Double
  /// How many people there are.
  let all: Double
  /// How many have the event, and how many of these at each distinct time.
  let ended: Double
  let endedAt: [Double]
  /// The logarithms of their times, added up: the likelihood is that of the times, not of their logarithms.
  let endedTimes: Double

  /// The columns that are not zero in each pattern, centred.
  private let entries: [[(column: Int, value: Double)]]
  private let cells: [Cell]
  /// Where the cells of each pattern start; one more than there are patterns.
  private let starts: [Int]

  private struct Cell: Sendable {
    let time: Int32
    var events: Double
    var others: Double
  }

  init(_ design: DesignMatrix, _ rows: RiskRows) {
    let distinct = DistinctValues(rows.times + (rows.entries ?? []), uses: { _ in true })
    let plain = distinct.values.map { $0 > 0 ? log($0) : 0 }
    var (at, endedAt) = (plain.map { _ in 0.0 }, plain.map { _ in 0.0 })
    for row in rows.times.indices {
      let (code, weight) = (Int(distinct.codes[row]), rows.weight(row))
      at[code] += weight
      if rows.events[row] { endedAt[code] += weight }
    }
    (all, ended) = (at.reduce(0, +), endedAt.reduce(0, +))
    endedTimes = zip(endedAt, plain).reduce(0) { $0 + $1.0 * $1.1 }
    let middle = zip(at, plain).reduce(0) { $0 + $1.0 * $1.1 } / all
    centre = middle
    logarithms = zip(distinct.values, plain).map { $0 > 0 ? $1 - middle : 0 }
    self.endedAt = endedAt
    entries = (0..<design.patterns.count).map { design.table.entries($0) }
    (cells, starts) = Self.cells(design.patterns, rows, distinct)
  }

  private static func cells(
    _ patterns: CovariatePatterns, _ rows: RiskRows, _ distinct: DistinctValues
  ) -> (cells: [Cell], starts: [Int]) {
    let (patternOfRow, count) = (patterns.patternOfRow, rows.rows.count)
    let order = CountedOrder(0..<Int32(count), below: patterns.count) { Int(patternOfRow[rows.rows[$0]]) }
    var place = Array(repeating: Int32(-1), count: distinct.values.count)
    var (cells, starts): ([Cell], [Int]) = ([], [0])
    for pattern in 0..<patterns.count {
      let start = cells.count
      func cell(_ code: UInt32) -> Int {
        if place[Int(code)] < 0 {
          place[Int(code)] = Int32(cells.count)
          cells.append(Cell(time: Int32(code), events: 0, others: 0))
        }
        return Int(place[Int(code)])
      }
      for index in order.range(pattern) {
        let row = Int(order.places[index])
        let (own, weight) = (cell(distinct.codes[row]), rows.weight(row))
        if rows.events[row] { cells[own].events += weight } else { cells[own].others += weight }
        if rows.entry(row) > 0 { cells[cell(distinct.codes[count + row])].others -= weight }
      }
      for index in start..<cells.count { place[Int(cells[index].time)] = -1 }
      starts.append(cells.count)
    }
    return (cells, starts)
  }

  /// All patterns as one, for a model without covariates.
  var pooled: PatternTimes { PatternTimes(pooling: self) }

  private init(pooling other: PatternTimes) {
    (logarithms, centre, all) = (other.logarithms, other.centre, other.all)
    (ended, endedAt, endedTimes) = (other.ended, other.endedAt, other.endedTimes)
    var sums = logarithms.indices.map { Cell(time: Int32($0), events: 0, others: 0) }
    for cell in other.cells {
      sums[Int(cell.time)].events += cell.events
      sums[Int(cell.time)].others += cell.others
    }
    (cells, starts, entries) = (sums, [0, sums.count], [[(0, 1)]])
  }

  /// The likelihood of the predictors by a distribution, with score and information in the coefficients of the columns and, after
  /// them, of those that times have.
  ///
  /// - Parameters:
  ///   - coefficients: those of the columns of the design.
  ///   - sign: 1 where the predictor is the time's plus the pattern's, −1 where it is less that.
  ///   - heights: the part of the predictor that each time has.
  ///   - basis: the columns of the times, time by time.
  ///   - width: how many these are.
  func equations(
    _ distribution: AcceleratedModel.Distribution, _ coefficients: ArraySlice<Double>, sign: Double,
    heights: [Double], basis: [Double], width: Int
  ) -> NormalEquations {
    let columns = coefficients.count
    var equations = NormalEquations(
      information: SymmetricMatrix(order: columns + width),
      score: Array(repeating: 0, count: columns + width),
      logLikelihood: 0, largestPredictor: 0)
    let predictors = entries.map { row in
      row.reduce(0) { $0 + sign * $1.value * coefficients[$1.column] }
    }
    // Rows of one pattern, and of one time, share their columns: their parts are added up first.
    let parts = parts(distribution, predictors, heights, basis, width: width)
    equations.logLikelihood = parts.value
    for time in heights.indices where parts.firstOfTime[time] != 0 || parts.secondOfTime[time] != 0 {
      let from = time * width
      for one in 0..<width {
        equations.score[columns + one] += parts.firstOfTime[time] * basis[from + one]
        for other in 0..<width {
          equations.information[columns + one, columns + other] +=
            parts.secondOfTime[time] * basis[from + one] * basis[from + other]
        }
      }
    }
    for (pattern, row) in entries.enumerated() {
      for one in row {
        equations.score[one.column] += sign * parts.first[pattern] * one.value
        for other in row {
          equations.information[one.column, other.column] += parts.second[pattern] * one.value * other.value
        }
        for column in 0..<width {
          let value = sign * parts.cross[pattern * width + column] * one.value
          equations.information[one.column, columns + column] += value
          equations.information[columns + column, one.column] += value
        }
      }
    }
    return equations
  }

  /// Sums over the cells: the logarithm of the likelihood, and its first and second derivatives by the predictor, for each
  /// pattern, for each time, and for each pattern times the columns of the times.
  fileprivate struct Parts: Sendable {
    var value = 0.0
    var first: [Double]
    var second: [Double]
    var cross: [Double]
    var firstOfTime: [Double]
    var secondOfTime: [Double]
  }

  private func parts(
    _ distribution: AcceleratedModel.Distribution, _ predictors: [Double], _ heights: [Double],
    _ basis: [Double], width: Int
  ) -> Parts {
    // Sums for each time are kept for each piece: no more pieces than are small beside the cells.
    let pieces = max(1, min(64, cells.count / (4 * heights.count + 4096)))
    let isHazard = distribution == .weibull || distribution == .exponential
    let powers = isHazard ? heights.map { exp($0) } : []
    let found = OrderedChunks.map(
      count: predictors.count, atLeast: max(1, (predictors.count + pieces - 1) / pieces)
    ) { range in
      var parts = Parts(
        first: Array(repeating: 0, count: range.count), second: Array(repeating: 0, count: range.count),
        cross: Array(repeating: 0, count: range.count * width),
        firstOfTime: Array(repeating: 0, count: heights.count),
        secondOfTime: Array(repeating: 0, count: heights.count))
      var sum = CompensatedSum()
      for pattern in range {
        let (own, predictor) = (pattern - range.lowerBound, predictors[pattern])
        let power = isHazard ? exp(predictor) : 0
        var total = (value: 0.0, slope: 0.0, bend: 0.0)
        for cell in cells[starts[pattern]..<starts[pattern + 1]] {
          let time = Int(cell.time)
          let part: (value: Double, slope: Double, bend: Double)
          if isHazard {
            // The hazard of the sum is the product of the hazards.
            let hazard = (cell.events + cell.others) * power * powers[time]
            part = (cell.events * (predictor + heights[time]) - hazard, cell.events - hazard, -hazard)
          } else {
            let event = Self.part(distribution, predictor + heights[time], cell.events, isEvent: true)
            let other = Self.part(distribution, predictor + heights[time], cell.others, isEvent: false)
            part = (event.value + other.value, event.slope + other.slope, event.bend + other.bend)
          }
          total = (total.value + part.value, total.slope + part.slope, total.bend + part.bend)
          parts.firstOfTime[time] += part.slope
          parts.secondOfTime[time] -= part.bend
          for column in 0..<width {
            parts.cross[own * width + column] -= part.bend * basis[time * width + column]
          }
        }
        sum.add(total.value)
        (parts.first[own], parts.second[own]) = (total.slope, -total.bend)
      }
      parts.value = sum.value
      return parts
    }
    return found.dropFirst().reduce(found[0]) { $0.joined(with: $1) }
  }

  /// What so many people add.
  private static func part(
    _ distribution: AcceleratedModel.Distribution, _ predictor: Double, _ people: Double, isEvent: Bool
  ) -> (value: Double, slope: Double, bend: Double) {
    guard people != 0 else { return (0, 0, 0) }
    let one = distribution.part(predictor, isEvent: isEvent)
    return (people * one.value, people * one.slope, people * one.bend)
  }
}

extension PatternTimes.Parts {
  /// The sums over two pieces, of which the other's patterns come behind.
  fileprivate func joined(with other: Self) -> Self {
    var result = self
    result.value += other.value
    result.first += other.first
    result.second += other.second
    result.cross += other.cross
    for time in result.firstOfTime.indices {
      result.firstOfTime[time] += other.firstOfTime[time]
      result.secondOfTime[time] += other.secondOfTime[time]
    }
    return result
  }
}
