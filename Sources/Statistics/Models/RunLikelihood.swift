internal import CGSL

/// The logistic likelihood over patterns in runs.
///
/// Within a run the linear predictor differs by the inner variable's part only, so that odds are products of factors
/// known beforehand, and the information of a run is that of its few sums.
struct RunLikelihood: Sendable {
  let runs: PatternRuns
  let table: DesignTable
  /// X′y.
  private let eventSums: [Double]
  /// The inner variable's own columns, and for each of its values the entries in them, one a column.
  private let innerColumns: [Int]
  private let innerValues: [Double]
  /// The terms of which no part differs within runs, and those of the inner variable.
  private let outerBlocks: [Int]
  private let innerBlocks: [Int]
  private let firstInnerRow: [Int]
  /// The rows of the table that each outer term uses.
  private let outerRows: [ClosedRange<Int>]

  /// Odds up to this power of e are multiplied without leaving the range of numbers.
  private static let largestPredictor = 300.0

  /// Nil where the inner variable has more columns than a run keeps sums for.
  init?(_ runs: PatternRuns, table: DesignTable, encoded: [EncodedTerm], eventSums: [Double]) {
    self.runs = runs
    self.table = table
    self.eventSums = eventSums
    outerBlocks = encoded.indices.filter { block in
      !encoded[block].factors.contains { $0.variable == runs.inner }
    }
    innerBlocks = encoded.indices.filter { block in
      encoded[block].factors.contains { $0.variable == runs.inner }
    }
    guard innerBlocks.allSatisfy({ encoded[$0].factors.count == 1 }) else { return nil }
    // With the code 0 in all runs, a block's row is that of the inner variable's first value.
    let blocks = table.blocks
    firstInnerRow = innerBlocks.map { Int(table.rowOfBlock[$0 % max(1, blocks)]) }
    let values = runs.inner.map { runs.outer.variables[$0].cardinality } ?? 1
    var columns: Set<Int> = []
    for first in firstInnerRow {
      for row in first..<first + values {
        for entry in Int(table.starts[row])..<Int(table.starts[row + 1]) {
          columns.insert(Int(table.columns[entry]))
        }
      }
    }
    innerColumns = columns.sorted()
    guard innerColumns.count <= PatternRuns.mostInnerColumns else { return nil }
    var innerValues = Array(repeating: 0.0, count: values * max(1, innerColumns.count))
    for first in firstInnerRow {
      for value in 0..<values {
        for entry in Int(table.starts[first + value])..<Int(table.starts[first + value + 1]) {
          guard let place = innerColumns.firstIndex(of: Int(table.columns[entry])) else { continue }
          innerValues[value * innerColumns.count + place] = table.values[entry]
        }
      }
    }
    self.innerValues = innerValues
    outerRows = outerBlocks.map { block in
      var (least, most) = (Int.max, 0)
      for run in 0..<runs.outer.count {
        let row = Int(table.rowOfBlock[run * blocks + block])
        least = min(least, row)
        most = max(most, row)
      }
      return least...max(least, most)
    }
  }

  private init(_ other: RunLikelihood, eventSums: [Double]) {
    runs = other.runs
    table = other.table
    self.eventSums = eventSums
    innerColumns = other.innerColumns
    innerValues = other.innerValues
    outerBlocks = other.outerBlocks
    innerBlocks = other.innerBlocks
    firstInnerRow = other.firstInnerRow
    outerRows = other.outerRows
  }

  /// With X′y, which the likelihood needs.
  func with(eventSums: [Double]) -> RunLikelihood { RunLikelihood(self, eventSums: eventSums) }

  /// X′X and X′y over people.
  func counts() -> (crossProduct: SymmetricMatrix, events: [Double]) {
    let zero = Array(repeating: 0.0, count: table.columnCount)
    let equations = sum(zero, every: 1, countsOnly: true)
    return (equations.information, equations.score)
  }

  /// Whether the odds at some coefficients stay in the range of numbers.
  func isInRange(_ coefficients: [Double]) -> Bool {
    var largest = table.hasIntercept ? abs(coefficients[0]) : 0
    let parts = table.predictorOfRows(coefficients)
    for rows in outerRows { largest += rows.map { abs(parts[$0]) }.max() ?? 0 }
    for first in firstInnerRow {
      let values = runs.inner.map { runs.outer.variables[$0].cardinality } ?? 1
      largest += (first..<first + values).map { abs(parts[$0]) }.max() ?? 0
    }
    return largest < Self.largestPredictor
  }

  /// The information, the score and the log-likelihood at some coefficients.
  ///
  /// - Parameter every: 1 for all runs; a larger number for a sample, one of so many.
  func equations(_ coefficients: [Double], every: Int = 1) -> NormalEquations {
    sum(coefficients, every: every, countsOnly: false)
  }

  /// Pearson's statistic: for each person without the event the odds, for each with it their inverse.
  func pearson(_ coefficients: [Double]) -> Double {
    let odds = Odds(self, coefficients)
    let parts = OrderedChunks.map(count: runs.outer.count) { range in
      var sum = 0.0
      for run in range {
        let base = odds.base(run, self).odds
        for pattern in runs.starts[run]..<runs.starts[run + 1] {
          let value = base * odds.inner[Int(runs.innerCodes[pattern])]
          let events = Double(runs.events[pattern])
          sum += (Double(runs.people[pattern]) - events) * value + events / value
        }
      }
      return sum
    }
    return parts.reduce(0, +)
  }

  /// The odds as factors.
  private struct Odds: Sendable {
    let intercept: Double
    let parts: [Double]
    let rows: [Double]
    let inner: [Double]
    let innerParts: [Double]

    init(_ likelihood: RunLikelihood, _ coefficients: [Double]) {
      let table = likelihood.table
      parts = table.predictorOfRows(coefficients)
      intercept = table.hasIntercept ? coefficients[0] : 0
      rows = parts.map { exp($0) }
      let values =
        likelihood.runs.inner.map { likelihood.runs.outer.variables[$0].cardinality } ?? 1
      let (own, first) = (parts, likelihood.firstInnerRow)
      innerParts = (0..<values).map { value in first.reduce(0) { $0 + own[$1 + value] } }
      inner = innerParts.map { exp($0) }
    }

    @inline(__always)
    func base(_ run: Int, _ likelihood: RunLikelihood) -> (odds: Double, predictor: Double) {
      var odds = exp(intercept)
      var predictor = intercept
      let first = run * likelihood.table.blocks
      for block in likelihood.outerBlocks {
        let row = Int(likelihood.table.rowOfBlock[first + block])
        odds *= rows[row]
        predictor += parts[row]
      }
      return (odds, predictor)
    }
  }

  private func sum(_ coefficients: [Double], every: Int, countsOnly: Bool) -> NormalEquations {
    let odds = Odds(self, coefficients)
    let pieces = OrderedChunks.map(count: runs.outer.count) { range in
      piece(range, odds, every: every, countsOnly: countsOnly)
    }
    var total = pieces[0]
    for piece in pieces.dropFirst() {
      for index in total.information.elements.indices {
        total.information.elements[index] += piece.information.elements[index]
      }
      for index in total.score.indices { total.score[index] += piece.score[index] }
      total.logLikelihood += piece.logLikelihood
      total.largestPredictor = max(total.largestPredictor, piece.largestPredictor)
    }
    total.information.mirrorLowerTriangle()
    if !countsOnly, every == 1 {
      total.logLikelihood += zip(coefficients, eventSums).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return total
  }

  /// The sums of the runs of a piece, in the lower triangle.
  private func piece(
    _ range: Range<Int>, _ odds: Odds, every: Int, countsOnly: Bool
  ) -> NormalEquations {
    let columnCount = table.columnCount
    let innerCount = innerColumns.count
    var information = Array(repeating: 0.0, count: columnCount * columnCount)
    var score = Array(repeating: 0.0, count: columnCount)
    var entryColumns = Array(repeating: 0, count: table.widest + 1)
    var entryValues = Array(repeating: 0.0, count: table.widest + 1)
    var logarithms = CompensatedSum()
    var product = 1.0
    var largest = 0.0
    let most = PatternRuns.mostInnerColumns
    var weighted = Array(repeating: 0.0, count: most)
    var residuals = weighted
    var squares = Array(repeating: 0.0, count: most * most)
    information.withUnsafeMutableBufferPointer { information in
      runs.innerCodes.withUnsafeBufferPointer { innerCodes in
        runs.people.withUnsafeBufferPointer { people in
          runs.events.withUnsafeBufferPointer { events in
            for run in range where every == 1 || Self.isSampled(run, every) {
              let (base, predictor) = odds.base(run, self)
              var (weight, residual) = (0.0, 0.0)
              for place in 0..<innerCount {
                weighted[place] = 0
                residuals[place] = 0
              }
              for pattern in runs.starts[run]..<runs.starts[run + 1] {
                let code = Int(innerCodes[pattern])
                let n = Double(people[pattern])
                var w = n
                var r = Double(events[pattern])
                if !countsOnly {
                  let value = base * odds.inner[code]
                  let share = 1 / (1 + value)
                  let expected = n * value * share
                  w = expected * share
                  r -= expected
                  if n == 1, value < 1e100 {
                    product *= 1 + value
                    if product > 1e200 {
                      logarithms.add(log(product))
                      product = 1
                    }
                  } else {
                    logarithms.add(n * (value < 1e100 ? log1p(value) : log(value)))
                  }
                }
                weight += w
                residual += r
                for place in 0..<innerCount {
                  let x = innerValues[code &* innerCount &+ place]
                  weighted[place] += w * x
                  residuals[place] += r * x
                  for other in 0...place {
                    squares[place &* most &+ other] += w * x * innerValues[code &* innerCount &+ other]
                  }
                }
              }
              largest = max(largest, abs(predictor))
              var filled = 0
              if table.hasIntercept {
                entryColumns[0] = 0
                entryValues[0] = 1
                filled = 1
              }
              let first = run * table.blocks
              for block in outerBlocks {
                let row = Int(table.rowOfBlock[first + block])
                for entry in Int(table.starts[row])..<Int(table.starts[row + 1]) {
                  entryColumns[filled] = Int(table.columns[entry])
                  entryValues[filled] = table.values[entry]
                  filled += 1
                }
              }
              for i in 0..<filled {
                let column = entryColumns[i]
                let value = entryValues[i]
                score[column] += residual * value
                let scaled = weight * value
                let row = column * columnCount
                for j in 0...i { information[row + entryColumns[j]] += scaled * entryValues[j] }
                for place in 0..<innerCount {
                  let own = innerColumns[place]
                  let index = own > column ? own * columnCount + column : row + own
                  information[index] += weighted[place] * value
                }
              }
              for place in 0..<innerCount { score[innerColumns[place]] += residuals[place] }
            }
          }
        }
      }
      for place in 0..<innerCount {
        for other in 0...place {
          information[innerColumns[place] * columnCount + innerColumns[other]] +=
            squares[
              place * most + other]
        }
      }
    }
    logarithms.add(log(product))
    var matrix = SymmetricMatrix(order: columnCount)
    matrix.elements = information
    let innerMost = odds.innerParts.map(abs).max() ?? 0
    return NormalEquations(
      information: matrix, score: score, logLikelihood: -logarithms.value,
      largestPredictor: largest + innerMost)
  }

  /// Whether a run is in the sample, which is spread over all of them.
  private static func isSampled(_ run: Int, _ every: Int) -> Bool {
    (UInt64(truncatingIfNeeded: run) &* 0x9E37_79B9_7F4A_7C15 >> 32) % UInt64(every) == 0
  }

  /// Coefficients near the maximum, from a sample; the given ones where a sample does not lead there.
  func start(from start: [Double]) -> [Double] {
    let every = 16
    guard runs.outer.count >= 1 << 15 else { return start }
    var coefficients = start
    for _ in 0..<12 {
      let equations = equations(coefficients, every: every)
      let factor = CholeskyFactor(equations.information)
      guard factor.isPositiveDefinite else { return start }
      let step = factor.solve(equations.score)
      let decrement = zip(step, equations.score).reduce(0) { $0 + $1.0 * $1.1 }
      guard decrement.isFinite, decrement < 1e9 else { return start }
      coefficients = zip(coefficients, step).map(+)
      guard coefficients.allSatisfy({ abs($0) < 20 }) else { return start }
      if decrement < 0.1 { return coefficients }
    }
    return start
  }
}
