/// The distinct combinations of the columns that a filter names, as far as they occur.
///
/// A filter is asked once for each combination, not for each row.
struct PersonFilter: FilterSubject {
  let source: String
  let dialect: CSVDialect
  /// How many combinations there are.
  var rowCount: Int { firstRows.count }

  private let header: CSVHeader
  private let columns: [(column: Column, texts: [String], codes: NarrowCodes)]
  private let lines: RowLines
  /// For each combination the first row that has it.
  private var firstRows: [Int] = []
  private var combinationOfRow: [UInt32] = []
  /// For each combination how many rows have it.
  private var counts: [Int] = []

  /// - Parameters:
  ///   - columns: those that the filter names, for each row the index of its text.
  ///   - multiplicities: how many rows of the table each row stands for; nil where each is one.
  init(
    source: String, dialect: CSVDialect, header: CSVHeader,
    columns: [(column: Column, texts: [String], codes: NarrowCodes)], lines: RowLines, rowCount: Int,
    multiplicities: [Int]? = nil
  ) {
    self.source = source
    self.dialect = dialect
    self.header = header
    self.columns = columns
    self.lines = lines
    var combined = Array(repeating: UInt32(0), count: rowCount)
    var count = 1
    for (_, texts, codes) in columns {
      var numbers: [UInt64: UInt32] = [:]
      let isDense = count * texts.count <= 1 << 22
      var dense = Array(repeating: UInt32.max, count: isDense ? count * texts.count : 0)
      var next: UInt32 = 0
      for row in 0..<rowCount {
        let key = Int(combined[row]) * texts.count + codes[row]
        if isDense {
          if dense[key] == .max {
            dense[key] = next
            next += 1
          }
          combined[row] = dense[key]
        } else {
          let number = numbers[UInt64(key)] ?? next
          if number == next {
            numbers[UInt64(key)] = next
            next += 1
          }
          combined[row] = number
        }
      }
      count = Int(next)
    }
    combinationOfRow = combined
    var seen = 0
    for row in 0..<rowCount where Int(combined[row]) == seen {
      firstRows.append(row)
      seen += 1
    }
    counts = Array(repeating: 0, count: firstRows.count)
    for (row, combination) in combined.enumerated() { counts[Int(combination)] += multiplicities?[row] ?? 1 }
  }

  func weight(row: Int) -> Int { counts[row] }

  func lookUp(_ name: String) -> Result<Column, Fault> { header.lookUp(name, source: source) }

  func text(row: Int, column: Column) -> String {
    guard let own = columns.first(where: { $0.column == column }) else { return "" }
    return own.texts[own.codes[firstRows[row]]]
  }

  func location(row: Int, column: Column) -> CellLocation {
    lines.location(row: firstRows[row], source: source, column: column)
  }

  /// The rows that meet a condition, in their order.
  func rows(where filter: RowFilter) throws(TableError) -> [UInt32] {
    var evaluation = FilterEvaluation(filter, table: self)
    try evaluation.check(filter.expression)
    let isKept = firstRows.indices.map { evaluation.value(of: filter.expression, row: $0) == true }
    guard evaluation.faults.isEmpty else { throw .faults(evaluation.faults) }
    var rows: [UInt32] = []
    for (row, combination) in combinationOfRow.enumerated() where isKept[Int(combination)] {
      rows.append(UInt32(truncatingIfNeeded: row))
    }
    guard !rows.isEmpty || rowCount == 0 else {
      throw .noRows(expression: filter.description, source: source)
    }
    return rows
  }
}

extension RowFilter {
  /// The names of the columns that the condition needs.
  ///
  /// Those that an expression such as `band(age, 0-17, 18+)` is made from are among them.
  package var columnNames: [String] {
    var names: [String] = []
    func add(_ name: String) {
      names.append(name)
      if let derived = try? DerivedColumn(name) { names += derived.columns }
    }
    func add(_ expression: FilterExpression) {
      switch expression {
      case .and(let first, let second), .or(let first, let second):
        add(first)
        add(second)
      case .not(let inner): add(inner)
      case .isMissing(let name, _), .membership(let name, _, _): add(name)
      case .comparison(let first, _, let second):
        for (name, _) in first.columns + second.columns { add(name) }
      }
    }
    add(expression)
    return names
  }
}
