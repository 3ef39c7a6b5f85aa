/// The numbers of a design matrix: for each pattern and term a row of a table of non-zero columns.
struct DesignTable: Sendable {
  let columnCount: Int
  let hasIntercept: Bool
  /// How many terms with a table there are.
  let blocks: Int
  /// For each pattern and term the row of the table.
  let rowOfBlock: [UInt32]
  /// Where the entries of each row start; one more than there are rows.
  let starts: [Int32]
  let columns: [Int32]
  let values: [Double]
  /// What was taken off each column.
  let centres: [Double]
  /// The most entries that a pattern can have.
  let widest: Int

  init(
    encoded: [EncodedTerm], patterns: CovariatePatterns, hasIntercept: Bool, columnOfEncoded: [Int],
    variableCounts: [[Double]]? = nil
  ) {
    let count = patterns.count
    var rowOfBlock = Array(repeating: UInt32(0), count: count * encoded.count)
    var starts: [Int32] = [0]
    var columns: [Int32] = []
    var values: [Double] = []
    let columnCount = columnOfEncoded.count { $0 >= 0 }
    var centres = Array(repeating: 0.0, count: columnCount)
    var widest = hasIntercept ? 1 : 0
    for (block, term) in encoded.enumerated() {
      let base = starts.count - 1
      let (codes, values:combinations) = Self.combinations(term, patterns)
      for pattern in 0..<count {
        rowOfBlock[pattern * encoded.count + block] = UInt32(base) + codes[pattern]
      }
      var rows = combinations.map { raw in
        term.entries { raw[$0] ?? 0 }.filter { columnOfEncoded[$0.column] >= 0 }
      }
      if hasIntercept, term.isNumericMainEffect {
        var units = Array(repeating: 0.0, count: rows.count)
        if let variableCounts {
          units = variableCounts[term.factors[0].variable]
        } else {
          for pattern in 0..<count { units[Int(codes[pattern])] += patterns.units[pattern] }
        }
        let total = units.reduce(0, +)
        let own = term.names.indices.map { term.firstColumn + $0 }.filter { columnOfEncoded[$0] >= 0 }
        var means = Dictionary(uniqueKeysWithValues: own.map { ($0, 0.0) })
        for (row, unit) in zip(rows, units) {
          for entry in row { means[entry.column, default: 0] += entry.value * unit / total }
        }
        for column in own { centres[columnOfEncoded[column]] = means[column] ?? 0 }
        rows = rows.map { row in
          let byColumn = Dictionary(uniqueKeysWithValues: row.map { ($0.column, $0.value) })
          return own.map { (column: $0, value: (byColumn[$0] ?? 0) - (means[$0] ?? 0)) }
        }
      }
      widest += rows.map(\.count).max() ?? 0
      for row in rows {
        for entry in row {
          columns.append(Int32(columnOfEncoded[entry.column]))
          values.append(entry.value)
        }
        starts.append(Int32(columns.count))
      }
    }
    self.columnCount = columnCount
    self.hasIntercept = hasIntercept
    blocks = encoded.count
    self.rowOfBlock = rowOfBlock
    self.starts = starts
    self.columns = columns
    self.values = values
    self.centres = centres
    self.widest = widest
  }

  /// An intercept and nothing else.
  private init(interceptFor patterns: CovariatePatterns) {
    columnCount = 1
    hasIntercept = true
    blocks = 0
    rowOfBlock = []
    starts = [0]
    columns = []
    values = []
    centres = [0]
    widest = 1
  }

  /// What was taken off each column, over no patterns.
  init(centres: [Double], hasIntercept: Bool) {
    columnCount = centres.count
    self.hasIntercept = hasIntercept
    self.centres = centres
    blocks = 0
    rowOfBlock = []
    starts = [0]
    columns = []
    values = []
    widest = 0
  }

  private init(_ other: DesignTable, values: [Double], centres: [Double]) {
    columnCount = other.columnCount
    hasIntercept = other.hasIntercept
    blocks = other.blocks
    rowOfBlock = other.rowOfBlock
    starts = other.starts
    columns = other.columns
    self.values = values
    self.centres = centres
    widest = other.widest
  }

  /// The same columns as they are written.
  var withoutCentring: DesignTable {
    DesignTable(
      self, values: zip(values, columns).map { $0 + centres[Int($1)] }, centres: centres.map { _ in 0 })
  }

  static func intercept(_ patterns: CovariatePatterns) -> DesignTable {
    DesignTable(interceptFor: patterns)
  }

  /// The distinct combinations of the values of a term's variables, and the number of its own for each pattern.
  private static func combinations(
    _ term: EncodedTerm, _ patterns: CovariatePatterns
  ) -> (codes: [UInt32], values: [[Int: Double]]) {
    let own = term.factors.map(\.variable)
    let width = patterns.variables.count
    if own.count == 1 {
      let variable = own[0]
      var codes = Array(repeating: UInt32(0), count: patterns.count)
      for pattern in codes.indices { codes[pattern] = patterns.codes[pattern * width + variable] }
      let values = (0..<patterns.variables[variable].cardinality).map { code in
        [variable: patterns.variables[variable].raw(code)]
      }
      return (codes, values)
    }
    var codes = (0..<patterns.count).map { UInt64(patterns.codes[$0 * width + own[0]]) }
    for variable in own.dropFirst() {
      var merged = CodeTable(capacity: 64)
      let cardinality = UInt64(patterns.variables[variable].cardinality)
      for pattern in codes.indices {
        let first = UInt64(merged.code(of: codes[pattern], isNew: {}))
        codes[pattern] = first * cardinality + UInt64(patterns.codes[pattern * width + variable])
      }
    }
    var table = CodeTable(capacity: 64)
    var values: [[Int: Double]] = []
    let numbered = codes.indices.map { pattern in
      table.code(of: codes[pattern]) {
        let raw = own.map { ($0, patterns.variables[$0].raw(patterns.code(pattern, $0))) }
        values.append(Dictionary(raw, uniquingKeysWith: { first, _ in first }))
      }
    }
    return (numbered, values)
  }

  /// How far each column reaches from its centre or from zero: a coefficient that runs off to infinity, be it of a level that
  /// few people have, moves the predictor of somebody by about 1 with each step of Newton's.
  var reaches: [Double] {
    var reaches = Array(repeating: 0.0, count: columnCount)
    for (column, value) in zip(columns, values) {
      reaches[Int(column)] = max(reaches[Int(column)], abs(value))
    }
    return reaches
  }

  /// The columns that a step still moves far.
  ///
  /// - Parameter step: by column, the intercept first, which is not judged.
  func running(_ step: ArraySlice<Double>) -> [Int] {
    let reaches = reaches
    return step.indices.dropFirst().filter { abs(step[$0]) * reaches[$0] > 0.1 }
  }

  /// Refuses coefficients that run off to infinity.
  ///
  /// - Parameter step: one of Newton's after so many that only such coefficients still move.
  /// - Throws: `ModelError.separation` with the terms that have no estimate.
  func refuseRunning(_ step: ArraySlice<Double>, _ terms: [String]) throws(ModelError) {
    let running = running(step)
    guard running.isEmpty else {
      throw .separation(
        columns: running.map { SeparatedColumn(term: terms[$0], outcome: nil, people: nil) })
    }
  }

  /// The linear predictor's part of each row of the table.
  func predictorOfRows(_ coefficients: [Double]) -> [Double] {
    (0..<starts.count - 1).map { row in
      var sum = 0.0
      for entry in Int(starts[row])..<Int(starts[row + 1]) {
        sum += values[entry] * coefficients[Int(columns[entry])]
      }
      return sum
    }
  }

  /// The linear predictor of each pattern, offsets included.
  func linearPredictor(_ coefficients: [Double], offsets: [Double]) -> [Double] {
    let parts = predictorOfRows(coefficients)
    let intercept = hasIntercept ? coefficients[0] : 0
    return offsets.indices.map { pattern in
      var sum = offsets[pattern] + intercept
      for block in 0..<blocks { sum += parts[Int(rowOfBlock[pattern * blocks + block])] }
      return sum
    }
  }

  /// The entries of a pattern that are not zero, columns in increasing order.
  func entries(_ pattern: Int) -> [(column: Int, value: Double)] {
    var result: [(column: Int, value: Double)] = hasIntercept ? [(0, 1)] : []
    for block in 0..<blocks {
      let row = Int(rowOfBlock[pattern * blocks + block])
      for entry in Int(starts[row])..<Int(starts[row + 1]) {
        result.append((Int(columns[entry]), values[entry]))
      }
    }
    return result
  }

  /// Coefficients of the columns as written from those of the centred columns.
  func uncentred(_ coefficients: [Double]) -> [Double] {
    guard hasIntercept else { return coefficients }
    var result = coefficients
    for column in 1..<max(1, columnCount) { result[0] -= centres[column] * coefficients[column] }
    return result
  }

  /// Coefficients of the centred columns from those of the columns as written.
  func centred(_ coefficients: [Double]) -> [Double] {
    guard hasIntercept else { return coefficients }
    var result = coefficients
    for column in 1..<max(1, columnCount) { result[0] += centres[column] * coefficients[column] }
    return result
  }

  /// The covariance of the coefficients as written from that of the centred columns.
  func uncentred(_ covariance: SymmetricMatrix) -> SymmetricMatrix {
    guard hasIntercept, columnCount > 1 else { return covariance }
    var direction = centres.map { -$0 }
    direction[0] = 1
    let first = covariance.times(direction)
    var result = covariance
    var corner = 0.0
    for column in 0..<columnCount { corner += direction[column] * first[column] }
    for column in 1..<columnCount {
      result[0, column] = first[column]
      result[column, 0] = first[column]
    }
    result[0, 0] = corner
    return result
  }
}
