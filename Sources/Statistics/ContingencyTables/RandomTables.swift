internal import CGSL

/// Draws tables at random from those with the margins of an observed one.
///
/// A cell is drawn from its hypergeometric distribution given those before it, by inversion that starts at the
/// most likely count.
///
/// - Source: Patefield (1981), *Applied Statistics* 30, 91–97, algorithm AS 159, doi:10.2307/2346669.
struct RandomTables: Sendable {
  private let logFactorials: LogFactorials
  private let rows: [Int]
  private let columns: [Int]
  private let observed: Double

  init(_ table: ContingencyTable, _ logFactorials: LogFactorials) {
    self.logFactorials = logFactorials
    rows = table.rowTotals.filter { $0 > 0 }
    columns = table.columnTotals.filter { $0 > 0 }
    observed = -table.counts.joined().reduce(0) { $0 + logFactorials[$1] }
  }

  /// The share of tables, the observed one counted in, that are no more likely than it.
  func pValue(replicates: Int, seed: UInt64) -> Double {
    let chunk = 256
    var extremes = [Int](repeating: 0, count: (replicates + chunk - 1) / chunk)
    extremes.withUnsafeMutableBufferPointer { extremes in
      nonisolated(unsafe) let extremes = extremes
      ParallelChunks.forEach(count: replicates, chunk: chunk) { range in
        var left = [Int](repeating: 0, count: columns.count)
        for replicate in range {
          var generator = ReplicateGenerator(seed: seed, replicate: replicate)
          if weight(&left, &generator) <= observed + FixedMargins.tieTolerance {
            extremes[range.lowerBound / chunk] += 1
          }
        }
      }
    }
    return Double(1 + extremes.reduce(0, +)) / Double(1 + replicates)
  }

  /// Draws a table and returns the logarithm of its weight, less the sum of its cells' log factorials.
  private func weight(_ left: inout [Int], _ generator: inout ReplicateGenerator) -> Double {
    for column in columns.indices { left[column] = columns[column] }
    var people = columns.reduce(0, +)
    var weight = 0.0
    for row in rows.dropLast() {
      var open = row
      var remaining = people
      for column in columns.indices.dropLast() where open > 0 {
        let count = draw(marked: left[column], unmarked: remaining - left[column], open, &generator)
        remaining -= left[column]
        left[column] -= count
        open -= count
        weight -= logFactorials[count]
      }
      left[columns.count - 1] -= open
      weight -= logFactorials[open]
      people -= row
    }
    return left.reduce(weight) { $0 - logFactorials[$1] }
  }

  /// Draws how many of `drawn` people are marked, by inversion from the most likely number outwards.
  private func draw(
    marked: Int, unmarked: Int, _ drawn: Int, _ generator: inout ReplicateGenerator
  ) -> Int {
    let lowest = max(0, drawn - unmarked)
    let highest = min(marked, drawn)
    guard highest > lowest else { return lowest }
    let all = marked + unmarked
    let mode = min(highest, max(lowest, Int(Double(drawn + 1) * Double(marked + 1) / Double(all + 2))))
    var left = generator.uniform()
    let peak = exp(
      logFactorials[marked] + logFactorials[unmarked] + logFactorials[drawn] + logFactorials[all - drawn]
        - logFactorials[all] - logFactorials[mode] - logFactorials[marked - mode]
        - logFactorials[drawn - mode] - logFactorials[unmarked - drawn + mode])
    left -= peak
    var up = mode
    var down = mode
    var upWeight = peak
    var downWeight = peak
    while left >= 0, up < highest || down > lowest {
      if up < highest {
        upWeight *=
          Double(marked - up) * Double(drawn - up) / (Double(up + 1) * Double(unmarked - drawn + up + 1))
        up += 1
        left -= upWeight
        if left < 0 { return up }
      }
      if down > lowest {
        downWeight *=
          Double(down) * Double(unmarked - drawn + down)
          / (Double(marked - down + 1) * Double(drawn - down + 1))
        down -= 1
        left -= downWeight
        if left < 0 { return down }
      }
    }
    return mode
  }
}
