internal import CGSL

/// How many people of each pattern of covariates end at each distinct time, those who came late taken off at their entry.
struct PatternTimes: Sendable {
  private let cells: [Cell]
  /// Where the cells of each pattern start; one more than there are patterns.
  private let starts: [Int]
  private let times: Int

  private struct Cell: Sendable {
    let time: Int32
    var events: Double
    var others: Double
  }

  /// Sums over the cells: the logarithm of the likelihood, and its first and second derivatives by the predictor, for each
  /// pattern, for each time, and for each pattern times the columns of the times.
  struct Parts: Sendable {
    var value = 0.0
    var first: [Double]
    var second: [Double]
    var cross: [Double]
    var firstOfTime: [Double]
    var secondOfTime: [Double]
  }

  /// - Parameters:
  ///   - codes: the times of the rows, and behind them those of their entries where there are any.
  ///   - times: how many distinct times there are.
  init(_ design: DesignMatrix, _ rows: RiskRows, codes: [UInt32], times codeCount: Int) {
    let patterns = design.patterns.count
    let patternOfRow = design.patterns.patternOfRow
    let count = rows.rows.count
    var next = Array(repeating: 0, count: patterns + 1)
    for row in rows.rows { next[Int(patternOfRow[row]) + 1] += 1 }
    for pattern in 0..<patterns { next[pattern + 1] += next[pattern] }
    let firsts = next
    var ordered = Array(repeating: Int32(0), count: count)
    for (index, row) in rows.rows.enumerated() {
      let pattern = Int(patternOfRow[row])
      ordered[next[pattern]] = Int32(index)
      next[pattern] += 1
    }
    var place = Array(repeating: Int32(-1), count: codeCount)
    var (cells, starts): ([Cell], [Int]) = ([], [0])
    for pattern in 0..<patterns {
      let start = cells.count
      func cell(_ code: UInt32) -> Int {
        if place[Int(code)] < 0 {
          place[Int(code)] = Int32(cells.count)
          cells.append(Cell(time: Int32(code), events: 0, others: 0))
        }
        return Int(place[Int(code)])
      }
      for index in firsts[pattern]..<firsts[pattern + 1] {
        let row = Int(ordered[index])
        let own = cell(codes[row])
        if rows.events[row] {
          cells[own].events += rows.weight(row)
        } else {
          cells[own].others += rows.weight(row)
        }
        if codes.count > count, rows.entry(row) > 0 {
          cells[cell(codes[count + row])].others -= rows.weight(row)
        }
      }
      for index in start..<cells.count { place[Int(cells[index].time)] = -1 }
      starts.append(cells.count)
    }
    (self.cells, self.starts, times) = (cells, starts, codeCount)
  }

  private init(cells: [Cell], times: Int) {
    (self.cells, self.times, starts) = (cells, times, [0, cells.count])
  }

  /// All patterns as one.
  var pooled: PatternTimes {
    var sums = (0..<times).map { Cell(time: Int32($0), events: 0, others: 0) }
    for cell in cells {
      sums[Int(cell.time)].events += cell.events
      sums[Int(cell.time)].others += cell.others
    }
    return PatternTimes(cells: sums, times: times)
  }

  func parts(
    _ distribution: AcceleratedModel.Distribution, _ predictors: [Double], _ heights: [Double],
    _ basis: [Double],
    width: Int
  ) -> Parts {
    // Sums for each time are kept for each piece: no more pieces than are small beside the cells.
    let pieces = max(1, min(64, cells.count / (4 * times + 4096)))
    let isHazard = distribution == .weibull || distribution == .exponential
    let powers = isHazard ? heights.map { exp($0) } : []
    let found = OrderedChunks.map(
      count: predictors.count, atLeast: max(1, (predictors.count + pieces - 1) / pieces)
    ) { range in
      var parts = Parts(
        first: Array(repeating: 0, count: range.count), second: Array(repeating: 0, count: range.count),
        cross: Array(repeating: 0, count: range.count * width),
        firstOfTime: Array(repeating: 0, count: times), secondOfTime: Array(repeating: 0, count: times))
      var sum = CompensatedSum()
      for pattern in range {
        let own = pattern - range.lowerBound
        let predictor = predictors[pattern]
        let power = isHazard ? exp(predictor) : 0
        var (value, first, second) = (0.0, 0.0, 0.0)
        for cell in cells[starts[pattern]..<starts[pattern + 1]] {
          let time = Int(cell.time)
          let (slope, bend): (Double, Double)
          if isHazard {
            // The hazard of the sum is the product of the hazards.
            let hazard = (cell.events + cell.others) * power * powers[time]
            value += cell.events * (predictor + heights[time]) - hazard
            (slope, bend) = (cell.events - hazard, -hazard)
          } else {
            var (ownSlope, ownBend) = (0.0, 0.0)
            for (people, isEvent) in [(cell.events, true), (cell.others, false)] where people != 0 {
              let part = distribution.part(predictor + heights[time], isEvent: isEvent)
              value += people * part.value
              ownSlope += people * part.slope
              ownBend += people * part.bend
            }
            (slope, bend) = (ownSlope, ownBend)
          }
          first += slope
          second -= bend
          parts.firstOfTime[time] += slope
          parts.secondOfTime[time] -= bend
          for column in 0..<width { parts.cross[own * width + column] -= bend * basis[time * width + column] }
        }
        sum.add(value)
        (parts.first[own], parts.second[own]) = (first, second)
      }
      parts.value = sum.value
      return parts
    }
    return found.dropFirst().reduce(found[0]) { $0.joined(with: $1) }
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
