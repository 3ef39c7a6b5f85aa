/// The rows of a model by pattern and the levels of one or more columns of groups, equal ones counted together.
///
/// Cells are in the order of the first column's levels.
struct GroupedCells: Sendable {
  /// One column of groups, with the levels that rows have.
  struct Grouping: Sendable {
    let column: String
    let names: [String]
    /// How many rows each level has.
    let rows: [Double]
    /// The level of each cell.
    fileprivate(set) var levels: [Int32]
  }

  private(set) var groupings: [Grouping]
  /// Where the cells of each level of the first column begin; one more than there are levels.
  let starts: [Int]
  let patterns: [Int32]
  let units: [Double]
  let sums: [Double]
  let squares: [Double]
  /// The cell of each row of the frame, −1 for a row left out.
  let ofRow: [Int32]

  var count: Int { patterns.count }

  func cell(_ index: Int, of all: CovariatePatterns) -> PatternCell {
    let pattern = Int(patterns[index])
    return PatternCell(
      units: units[index], sum: sums[index], square: squares[index], trials: all.trials[pattern],
      weight: all.weights[pattern])
  }

  init(_ design: DesignMatrix, groups: [ModelColumn]) throws(ModelError) {
    let all = design.patterns
    var columns: [(name: String, codes: [Int32], names: [String], rows: [Double])] = []
    for group in groups { columns.append(try Self.levels(group, design)) }
    let (numbered, keyRow) = try Self.cells(columns.map { ($0.codes, $0.names.count) }, all)
    // In the order of the first column's levels, and within a level by first appearance.
    let order = CountedOrder(0..<Int32(keyRow.count), below: columns[0].names.count) {
      Int(columns[0].codes[keyRow[$0]])
    }
    let starts = order.starts
    var place = Array(repeating: Int32(0), count: keyRow.count)
    for (new, cell) in order.places.enumerated() { place[Int(cell)] = Int32(new) }
    var patterns = Array(repeating: Int32(0), count: keyRow.count)
    var groupings = columns.map {
      Grouping(
        column: $0.name, names: $0.names, rows: $0.rows,
        levels: Array(repeating: 0, count: keyRow.count))
    }
    for (cell, row) in keyRow.enumerated() {
      patterns[Int(place[cell])] = all.patternOfRow[row]
      for (index, column) in columns.enumerated() {
        groupings[index].levels[Int(place[cell])] = column.codes[row]
      }
    }
    var units = Array(repeating: 0.0, count: keyRow.count)
    var (sums, squares, ofRow) = (units, units, numbered)
    for row in numbered.indices where numbered[row] >= 0 {
      let cell = Int(place[Int(numbered[row])])
      ofRow[row] = Int32(cell)
      let (frequency, y) = (design.frequencies?[row] ?? 1, design.outcome.values[row])
      units[cell] += frequency
      sums[cell] += frequency * y
      squares[cell] += frequency * y * y
    }
    (self.units, self.sums, self.squares, self.ofRow) = (units, sums, squares, ofRow)
    (self.starts, self.patterns, self.groupings) = (starts, patterns, groupings)
  }

  /// The levels that rows of the design have, numbered without gaps.
  private static func levels(
    _ group: ModelColumn, _ design: DesignMatrix
  ) throws(ModelError) -> (name: String, codes: [Int32], names: [String], rows: [Double]) {
    guard case .categorical(let codes, let levels, _) = group.content else {
      throw .wrongKind(column: group.name, needed: "a category")
    }
    let patternOfRow = design.patterns.patternOfRow
    guard codes.count == patternOfRow.count else {
      throw .lengthMismatch(column: group.name, count: codes.count, expected: patternOfRow.count)
    }
    var rows = Array(repeating: 0.0, count: levels.count)
    for row in codes.indices where patternOfRow[row] >= 0 {
      guard levels.indices.contains(Int(codes[row])) else {
        throw .badValue(
          column: group.name, row: row + 1, found: "code \(codes[row])", allowed: "0 to \(levels.count - 1)")
      }
      rows[Int(codes[row])] += design.frequencies?[row] ?? 1
    }
    let kept = levels.indices.filter { rows[$0] > 0 }
    var numbers = Array(repeating: Int32(0), count: levels.count)
    for (new, old) in kept.enumerated() { numbers[old] = Int32(new) }
    let renumbered = codes.indices.map { patternOfRow[$0] < 0 ? 0 : numbers[Int(codes[$0])] }
    return (group.name, renumbered, kept.map { levels[$0] }, kept.map { rows[$0] })
  }

  /// Numbers the combinations of levels and pattern in order of first appearance; each with its first row.
  private static func cells(
    _ columns: [(codes: [Int32], count: Int)], _ all: CovariatePatterns
  ) throws(ModelError) -> (ofRow: [Int32], firstRow: [Int]) {
    var combinations = UInt64(max(1, all.count))
    for column in columns {
      let (product, overflows) = combinations.multipliedReportingOverflow(by: UInt64(max(1, column.count)))
      guard !overflows else {
        throw .undefined(
          quantity: "a model of so many groups", because: "their combinations cannot be numbered")
      }
      combinations = product
    }
    var firstRow: [Int] = []
    let patternOfRow = all.patternOfRow
    var ofRow = Array(repeating: Int32(-1), count: patternOfRow.count)
    func key(_ row: Int) -> UInt64 {
      var key = UInt64(patternOfRow[row])
      for column in columns { key = key * UInt64(column.count) + UInt64(column.codes[row]) }
      return key
    }
    if combinations <= 1 << 23 {
      var table = Array(repeating: Int32(-1), count: Int(combinations))
      for row in ofRow.indices where patternOfRow[row] >= 0 {
        let key = Int(key(row))
        if table[key] < 0 {
          table[key] = Int32(firstRow.count)
          firstRow.append(row)
        }
        ofRow[row] = table[key]
      }
    } else {
      var table = CodeTable(capacity: Int(min(combinations, UInt64(ofRow.count))))
      for row in ofRow.indices where patternOfRow[row] >= 0 {
        ofRow[row] = Int32(table.code(of: key(row), isNew: { firstRow.append(row) }))
      }
    }
    return (ofRow, firstRow)
  }
}
