/// The columns of each pattern that are not zero, in their order, one pattern after the other.
struct PatternEntries: Sendable {
  private(set) var columns: [Int32] = []
  private(set) var values: [Double] = []
  private var starts: [Int] = [0]

  init(_ patterns: some Sequence<[(column: Int, value: Double)]>) {
    for pattern in patterns {
      for entry in pattern {
        columns.append(Int32(entry.column))
        values.append(entry.value)
      }
      starts.append(columns.count)
    }
  }

  /// Those of a table without its intercept, columns counted from 0.
  init(_ table: DesignTable, patterns: Int) {
    self.init(
      (0..<patterns).lazy.map { pattern in
        table.entries(pattern).filter { $0.column > 0 }.sorted { $0.column < $1.column }.map {
          ($0.column - 1, $0.value)
        }
      })
  }

  /// How many patterns there are.
  var count: Int { starts.count - 1 }

  /// The places of a pattern's columns.
  @inline(__always)
  func range(_ pattern: Int) -> Range<Int> { starts[pattern]..<starts[pattern + 1] }
}

/// Sums over rows of 1, of the columns of their patterns, and of the products of two columns (the lower triangle, row by row), each
/// times the row's weight.
struct PatternMoments: Sendable {
  /// How many sums there are.
  let width: Int
  private let columns: Int
  private let entries: PatternEntries
  /// What each pattern adds, where few of the numbers are zero; else empty.
  private let dense: [Double]

  /// The most numbers that are kept ready.
  private static let mostNumbers = 4_000_000

  init(_ entries: PatternEntries, columns: Int) {
    self.entries = entries
    self.columns = columns
    width = 1 + columns + columns * (columns + 1) / 2
    let used = entries.columns.count / max(1, entries.count)
    let work = 1 + used + used * (used + 1) / 2
    guard width <= 3 * work, width * entries.count <= Self.mostNumbers else {
      dense = []
      return
    }
    var dense = Array(repeating: 0.0, count: width * entries.count)
    for pattern in 0..<entries.count {
      let first = pattern * width
      dense[first] = 1
      for left in entries.range(pattern) {
        let (row, value) = (Int(entries.columns[left]), entries.values[left])
        dense[first + 1 + row] = value
        for right in entries.range(pattern).lowerBound...left {
          dense[first + Self.place(row, Int(entries.columns[right]), columns)] = value * entries.values[right]
        }
      }
    }
    self.dense = dense
  }

  @inline(__always)
  private static func place(_ row: Int, _ column: Int, _ columns: Int) -> Int {
    columns + 1 + row * (row + 1) / 2 + column
  }

  /// Adds rows that stand one after the other to the sums that begin at a place.
  func add(
    _ rows: Range<Int>, _ weights: [Double], _ patterns: [Int32], to sums: inout [Double], at place: Int = 0
  ) {
    guard !dense.isEmpty else {
      for row in rows { add(weights[row], patterns[row], to: &sums, at: place) }
      return
    }
    let width = width
    sums.withUnsafeMutableBufferPointer { sums in
      dense.withUnsafeBufferPointer { dense in
        weights.withUnsafeBufferPointer { weights in
          patterns.withUnsafeBufferPointer { patterns in
            for row in rows {
              let (weight, first) = (weights[row], Int(patterns[row]) * width)
              for index in 0..<width { sums[place + index] += weight * dense[first + index] }
            }
          }
        }
      }
    }
  }

  /// Adds one row.
  func add(_ weight: Double, _ pattern: Int32, to sums: inout [Double], at place: Int = 0) {
    sums[place] += weight
    let range = entries.range(Int(pattern))
    for left in range {
      let row = Int(entries.columns[left])
      let value = weight * entries.values[left]
      sums[place + 1 + row] += value
      for right in range.lowerBound...left {
        sums[place + Self.place(row, Int(entries.columns[right]), columns)] += value * entries.values[right]
      }
    }
  }
}
