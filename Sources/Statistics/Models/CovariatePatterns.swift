/// The rows of a frame with identical rows counted together.
///
/// A generalised linear model depends on rows with the same covariates, weight and offset only through their
/// number and the sums of their outcomes, so that is all that is kept. Cost follows the number of patterns.
struct CovariatePatterns: Sendable {
  var variables: [PatternVariable]
  /// The value codes, pattern after pattern.
  var codes: [UInt32]
  /// How many rows share the pattern.
  var units: [Double]
  /// The sum of the outcomes.
  var sums: [Double]
  /// The sum of the squared outcomes.
  var squares: [Double]
  /// The number of trials of each row of the pattern; 1 but for grouped counts.
  var trials: [Double]
  /// The prior weight of each row of the pattern.
  var weights: [Double]
  /// The offset.
  var offsets: [Double]
  /// The pattern of each row of the frame, −1 for a row left out.
  var patternOfRow: [Int32]
  /// The total prior weight by outcome, where outcomes are counts.
  let outcomeCounts: [OutcomeCount]

  struct OutcomeCount: Hashable, Sendable {
    let outcome: Double
    let trials: Double
    let weight: Double
  }

  var count: Int { units.count }
  var rows: Double { units.reduce(0, +) }

  func code(_ pattern: Int, _ variable: Int) -> Int { Int(codes[pattern * variables.count + variable]) }

  init(frame: ModelFrame, columns: [String], outcome: ModelOutcome, options: RowOptions) throws(ModelError) {
    var variables: [PatternVariable] = []
    var columnCodes: [[UInt32]] = []
    for name in columns {
      let (variable, codes) = try Self.variable(name, frame)
      variables.append(variable)
      columnCodes.append(codes)
    }
    var keys = columnCodes
    var cardinalities = variables.map(\.cardinality)
    let extra = [
      try options.weights.map { (name) throws(ModelError) in try Self.weights(name, frame) },
      try options.offsets(frame), outcome.trials,
    ].map { column in column.map { DistinctValues($0, uses: frame.uses) } }
    for distinct in extra.compactMap({ $0 }) {
      keys.append(distinct.codes)
      cardinalities.append(distinct.values.count)
    }
    let frequencies = try options.frequencies.map { (name) throws(ModelError) in try Self.weights(name, frame)
    }
    let isUsed: (Int) -> Bool = { row in
      frame.uses(row) && (frequencies?[row] ?? 1) > 0
        && (extra[0].map { $0.values[Int($0.codes[row])] } ?? 1) > 0
    }
    let groups = Self.group(keys, cardinalities, rows: frame.rows, uses: isUsed)
    guard !groups.firstRow.isEmpty else { throw .noRows(excluded: frame.excludedRows) }

    var units = Array(repeating: 0.0, count: groups.firstRow.count)
    var sums = units
    var squares = units
    for row in 0..<frame.rows where groups.ofRow[row] >= 0 {
      let pattern = Int(groups.ofRow[row])
      let y = outcome.values[row]
      let frequency = frequencies?[row] ?? 1
      units[pattern] += frequency
      sums[pattern] += frequency * y
      squares[pattern] += frequency * y * y
    }
    func values(_ distinct: DistinctValues?, otherwise: Double) -> [Double] {
      groups.firstRow.map { row in distinct.map { $0.values[Int($0.codes[row])] } ?? otherwise }
    }
    self.variables = variables
    codes = Self.transposed(columnCodes, rows: groups.firstRow)
    self.units = units
    self.sums = sums
    self.squares = squares
    weights = values(extra[0], otherwise: 1)
    offsets = values(extra[1], otherwise: 0)
    trials = values(extra[2], otherwise: 1)
    patternOfRow = groups.ofRow
    outcomeCounts = Self.outcomeCounts(
      outcome, rows: groups.ofRow,
      weight: { row in
        (extra[0].map { $0.values[Int($0.codes[row])] } ?? 1) * (frequencies?[row] ?? 1)
      })
  }

  /// Patterns of a binary outcome that were counted elsewhere; no row is known by its number.
  init(
    variables: [PatternVariable], codes: [UInt32], units: [Double], sums: [Double], events: Double,
    people: Double
  ) {
    self.variables = variables
    self.codes = codes
    self.units = units
    self.sums = sums
    squares = sums
    trials = Array(repeating: 1, count: units.count)
    weights = trials
    offsets = Array(repeating: 0, count: units.count)
    patternOfRow = []
    outcomeCounts = [
      OutcomeCount(outcome: 0, trials: 1, weight: people - events),
      OutcomeCount(outcome: 1, trials: 1, weight: events),
    ]
  }

  /// How many rows have each value of a variable.
  func counts(ofVariable variable: Int) -> [Double] {
    var counts = Array(repeating: 0.0, count: variables[variable].cardinality)
    let width = variables.count
    for pattern in 0..<count { counts[Int(codes[pattern * width + variable])] += units[pattern] }
    return counts
  }

  private static func transposed(_ columns: [[UInt32]], rows: [Int]) -> [UInt32] {
    var codes = Array(repeating: UInt32(0), count: rows.count * columns.count)
    for (variable, column) in columns.enumerated() {
      for pattern in rows.indices { codes[pattern * columns.count + variable] = column[rows[pattern]] }
    }
    return codes
  }

  /// One pattern that stands for all, as far as a model without covariates is concerned; nil beside offsets.
  var joined: CovariatePatterns? {
    guard offsets.allSatisfy({ $0 == 0 }) else { return nil }
    var (people, events, squares) = (0.0, 0.0, 0.0)
    for pattern in 0..<count {
      people += weights[pattern] * units[pattern] * trials[pattern]
      events += weights[pattern] * sums[pattern]
      squares += weights[pattern] * self.squares[pattern]
    }
    var copy = self
    (copy.variables, copy.codes, copy.patternOfRow) = ([], [], [])
    (copy.units, copy.sums, copy.squares) = ([people], [events], [squares])
    (copy.trials, copy.weights, copy.offsets) = ([1], [1], [0])
    return copy
  }

  private static func variable(
    _ name: String, _ frame: ModelFrame
  ) throws(ModelError) -> (PatternVariable, [UInt32]) {
    switch try frame.column(name).content {
    case .numeric:
      let distinct = DistinctValues(try frame.numbers(name), uses: frame.uses)
      return (PatternVariable(name: name, values: .numbers(distinct.values)), distinct.codes)
    case .categorical(let codes, let levels, let reference):
      var checked = Array(repeating: UInt32(0), count: codes.count)
      for row in codes.indices where frame.uses(row) {
        guard codes[row] >= 0, Int(codes[row]) < levels.count else {
          throw .badValue(
            column: name, row: row + 1, found: "code \(codes[row])", allowed: "0 to \(levels.count - 1)")
        }
        checked[row] = UInt32(codes[row])
      }
      return (PatternVariable(name: name, values: .levels(levels, reference: reference)), checked)
    }
  }

  private static func weights(_ name: String, _ frame: ModelFrame) throws(ModelError) -> [Double] {
    let values = try frame.numbers(name)
    for row in values.indices where values[row] < 0 && frame.uses(row) {
      throw .badValue(column: name, row: row + 1, found: values[row].formattedBriefly, allowed: "0 or more")
    }
    return values
  }

  /// Numbers the distinct combinations of codes in order of first appearance.
  private static func group(
    _ keys: [[UInt32]], _ cardinalities: [Int], rows: Int, uses: (Int) -> Bool
  ) -> (ofRow: [Int32], firstRow: [Int]) {
    var merged = Array(repeating: UInt64(0), count: rows)
    var combinations: UInt64 = 1
    for (column, cardinality) in zip(keys, cardinalities) {
      let (product, overflows) = combinations.multipliedReportingOverflow(by: UInt64(max(1, cardinality)))
      if overflows {
        var table = CodeTable(capacity: 1024)
        for row in 0..<rows where uses(row) {
          merged[row] = UInt64(table.code(of: merged[row], isNew: {}))
        }
        combinations = UInt64(table.count) * UInt64(max(1, cardinality))
      } else {
        combinations = product
      }
      for row in 0..<rows { merged[row] = merged[row] &* UInt64(max(1, cardinality)) &+ UInt64(column[row]) }
    }
    // Room for all combinations at once, unless they are few against the rows.
    var table = CodeTable(capacity: Int(min(combinations, UInt64(rows))))
    var firstRow: [Int] = []
    var ofRow = Array(repeating: Int32(-1), count: rows)
    for row in 0..<rows where uses(row) {
      ofRow[row] = Int32(table.code(of: merged[row], isNew: { firstRow.append(row) }))
    }
    return (ofRow, firstRow)
  }

  private static func outcomeCounts(
    _ outcome: ModelOutcome, rows: [Int32], weight: (Int) -> Double
  ) -> [OutcomeCount] {
    struct Key: Hashable {
      let outcome: Double
      let trials: Double
    }
    var weights: [Key: Double] = [:]
    if outcome.isBinary {
      var totals = [0.0, 0.0]
      for row in rows.indices where rows[row] >= 0 { totals[outcome.values[row] == 1 ? 1 : 0] += weight(row) }
      weights = [Key(outcome: 0, trials: 1): totals[0], Key(outcome: 1, trials: 1): totals[1]]
    } else {
      for row in rows.indices where rows[row] >= 0 {
        weights[Key(outcome: outcome.values[row], trials: outcome.trials?[row] ?? 1), default: 0] += weight(
          row)
      }
    }
    return weights.map { OutcomeCount(outcome: $0.key.outcome, trials: $0.key.trials, weight: $0.value) }
      .sorted { ($0.trials, $0.outcome) < ($1.trials, $1.outcome) }
  }
}

extension CovariatePatterns {
  /// Counts each row as often as it is listed, for rows without weights.
  mutating func recount(_ rows: [Int], outcome: [Double]) {
    var units = Array(repeating: 0.0, count: count)
    var sums = units
    var squares = units
    for row in rows {
      let pattern = Int(patternOfRow[row])
      units[pattern] += 1
      sums[pattern] += outcome[row]
      squares[pattern] += outcome[row] * outcome[row]
    }
    (self.units, self.sums, self.squares) = (units, sums, squares)
  }
}
