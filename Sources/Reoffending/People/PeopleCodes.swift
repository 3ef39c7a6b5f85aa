import Statistics
import Tables

extension CodedFrame {
  /// The columns of a logistic model as codes; nil where the outcome is not of two values, or grouped.
  init?(_ people: PersonTable, formula: Formula) throws(TableError) {
    guard case .column(let name) = formula.outcome, formula.derivations.isEmpty else { return nil }
    guard let outcome = CodedColumn(outcome: try people.column(name)) else { return nil }
    let columns = try formula.covariates.map { (name) throws(TableError) in
      CodedColumn(try people.column(name), named: name)
    }
    self.init(columns, outcome: outcome, rows: people.rowCount, multiplicities: people.multiplicities)
  }
}

extension CodedColumn {
  /// A column with a code for each value, and one behind them for missing values.
  init(_ column: PersonColumn, named name: String) {
    var numbers: [Double] = []
    var map: [UInt32] = []
    if column.kind == .category {
      let levels = column.levels
      map = column.levelOfEntry.map { UInt32(truncatingIfNeeded: $0 ?? levels.count) }
      self.init(name, .levels(levels, reference: 0), map: map, of: column)
      return
    }
    for entry in column.entries {
      guard let number = entry.value.number else { continue }
      if numbers.last != number { numbers.append(number) }
    }
    var next = -1
    var last: Double?
    for entry in column.entries {
      guard let number = entry.value.number else {
        map.append(UInt32(truncatingIfNeeded: numbers.count))
        continue
      }
      if number != last {
        next += 1
        last = number
      }
      map.append(UInt32(truncatingIfNeeded: next))
    }
    self.init(name, .numbers(numbers), map: map, of: column)
  }

  /// An outcome of two values as 0 and 1, or of two categories; nil where it is neither.
  init?(outcome column: PersonColumn) {
    var map: [UInt32] = []
    if column.kind == .category {
      let levels = column.levels
      guard levels.count == 2 else { return nil }
      map = column.levelOfEntry.map { UInt32(truncatingIfNeeded: $0 ?? 2) }
      self.init(column.name, .levels(levels, reference: 0), map: map, of: column)
      return
    }
    for entry in column.entries {
      switch entry.value.number {
      case nil: map.append(2)
      case 0: map.append(0)
      case 1: map.append(1)
      default: return nil
      }
    }
    self.init(column.name, .numbers([0, 1]), map: map, of: column)
  }

  private init(_ name: String, _ values: Values, map: [UInt32], of column: PersonColumn) {
    let isPlain = map.enumerated().allSatisfy { $0.offset == Int($0.element) }
    let codes = isPlain ? column.codes : column.codes.replaced(by: map)
    let count =
      switch values {
      case .numbers(let numbers): numbers.count
      case .levels(let levels, _): levels.count
      }
    self.init(name, values: values, hasMissing: map.contains { $0 >= count }) { rows, stride, numbers in
      codes.add(rows, times: stride, to: &numbers)
    }
  }
}
