import Numbers

/// Rows that a filter can be asked of.
protocol FilterSubject {
  var source: String { get }
  var dialect: CSVDialect { get }
  var rowCount: Int { get }
  func lookUp(_ name: String) -> Result<Column, Fault>
  func text(row: Int, column: Column) -> String
  func location(row: Int, column: Column) -> CellLocation
  /// How many rows of the file a row stands for.
  func weight(row: Int) -> Int
}

extension FilterSubject {
  func weight(row: Int) -> Int { 1 }
}

extension Table: FilterSubject {}

/// Decides a filter for the rows of a table.
struct FilterEvaluation<Subject: FilterSubject> {
  private enum Value {
    case missing
    case text(String, CellLocation?)
    case number(PrintedNumber, String, CellLocation?)
    case calculated(Double)
  }

  private(set) var faults = FaultList()

  private let filter: RowFilter
  private let table: Subject
  private var columns: [String: Column] = [:]
  /// The groups that expressions such as `band(age, 0-17, 18+)` make.
  private var made: [String: DerivedGroups] = [:]
  /// The columns most of whose cells are numbers, where a letter such as x stands for a value that is missing.
  private var figures: Set<String> = []

  init(_ filter: RowFilter, table: Subject) {
    self.filter = filter
    self.table = table
  }

  /// Finds the columns, and refuses values that rows are to have and that the column compared with does not hold.
  ///
  /// Rows that are to have another value may all have one, so that a list of conditions can be kept for every file.
  mutating func check(_ expression: FilterExpression, isDenied: Bool = false) throws(TableError) {
    switch expression {
    case .and(let first, let second), .or(let first, let second):
      try check(first, isDenied: isDenied)
      try check(second, isDenied: isDenied)
    case .not(let inner):
      try check(inner, isDenied: !isDenied)
    case .isMissing(let name, let offset):
      try find(name, offset)
    case .membership(let name, let offset, let values):
      try find(name, offset)
      if !isDenied { for value in values { try checkIsThere(value, in: name) } }
    case .comparison(let first, let comparison, let second):
      for case .column(let name, let offset) in [first, second] { try find(name, offset) }
      for case .calculation(let calculation) in [first, second] {
        for (name, offset) in calculation.columns { try find(name, offset, isCalculated: true) }
      }
      guard comparison == (isDenied ? .unequal : .equal) else { return }
      if case .column(let name, _) = first { try checkIsThere(second, in: name) }
      if case .column(let name, _) = second { try checkIsThere(first, in: name) }
    }
  }

  /// Whether a row meets an expression; nil where a missing value leaves it open.
  mutating func value(of expression: FilterExpression, row: Int) -> Bool? {
    switch expression {
    case .and(let first, let second):
      let (one, other) = (value(of: first, row: row), value(of: second, row: row))
      if one == false || other == false { return false }
      return one == nil || other == nil ? nil : true
    case .or(let first, let second):
      let (one, other) = (value(of: first, row: row), value(of: second, row: row))
      if one == true || other == true { return true }
      return one == nil || other == nil ? nil : false
    case .not(let inner):
      return value(of: inner, row: row).map { !$0 }
    case .isMissing(let name, _):
      let cell = cell(name, row: row)
      if case .missing = cell { return true }
      return isMarker(cell, of: name)
    case .membership(let name, _, let values):
      let cell = cell(name, row: row)
      if case .missing = cell { return nil }
      for value in values where compare(cell, .equal, constant(value)) == true { return true }
      return false
    case .comparison(let first, let comparison, let second):
      let (one, other) = (side(first, row: row), side(second, row: row))
      let isOrder = comparison != .equal && comparison != .unequal
      if isOrder, case .column(let name, _) = first, isMarker(one, of: name) { return nil }
      if isOrder, case .column(let name, _) = second, isMarker(other, of: name) { return nil }
      return compare(one, comparison, other)
    }
  }

  /// Whether a cell of a column of numbers has a letter that stands for a missing one, such as the x of open data.
  private func isMarker(_ cell: Value, of name: String) -> Bool {
    guard case .text(let text, _) = cell, figures.contains(name) else { return false }
    return MissingReason(letters: text) != nil
  }

  /// Finds a column, or what an expression makes.
  ///
  /// - Parameter isCalculated: whether it stands beside a sign, which may have been meant as part of its name.
  private mutating func find(_ name: String, _ offset: Int, isCalculated: Bool = false) throws(TableError) {
    switch table.lookUp(name) {
    case .success(let column):
      columns[name] = column
      if holdsFigures(column) { figures.insert(name) }
    case .failure(let fault):
      if let derived = try DerivedColumn(name) {
        guard made[name] == nil else { return }
        for column in derived.columns { try find(column, offset) }
        made[name] = try derived.groups(
          of: table, columns: derived.columns.compactMap { columns[$0] }, faults: &faults)
        return
      }
      throw .filter(
        expression: filter.description, offset: offset,
        problem: isCalculated
          ? "\(fault.problem); a column whose name has blanks or signs stands in backticks, such as `age-band`, and a "
            + "text in quotes" : "\(fault.problem); a text is put in quotes: \"\(name)\"")
    }
  }

  /// Whether most rows with a value, letters that may stand for a missing one aside, have a number.
  private func holdsFigures(_ column: Column) -> Bool {
    var (numbers, texts) = (0, 0)
    for row in 0..<table.rowCount {
      guard case .value(let text, _) = CellContent(table.text(row: row, column: column)) else { continue }
      if case .number = NumberText.read(text, decimalMark: table.dialect.decimalMark) {
        numbers += table.weight(row: row)
      } else if MissingReason(letters: text) == nil {
        texts += table.weight(row: row)
      }
    }
    return numbers > texts
  }

  private mutating func checkIsThere(_ operand: FilterExpression.Operand, in name: String) throws(TableError)
  {
    let offset: Int
    let text: String
    switch operand {
    case .column, .calculation: return
    case .text(let wanted, let place): (text, offset) = (wanted, place)
    case .number(let number, let place): (text, offset) = (number.text, place)
    }
    let wanted = constant(operand)
    for row in 0..<table.rowCount where compare(cell(name, row: row), .equal, wanted) == true { return }
    if let groups = made[name] {
      throw .filter(
        expression: filter.description, offset: offset,
        problem: "no row has \(text) in \(name), whose groups are \(groups.names.joined(separator: ", "))")
    }
    guard faults.isEmpty, table.rowCount > 0, let column = columns[name] else { return }
    var values: [String] = []
    var seen: Set<String> = []
    for row in 0..<table.rowCount {
      let value = String(table.text(row: row, column: column)[...].trimmingSpaces())
      if values.count < 1000, seen.insert(value).inserted { values.append(value) }
    }
    let nearest = NearestName.find(text, among: values).map { "; did you mean \"\($0)\"?" } ?? ""
    throw .filter(
      expression: filter.description, offset: offset,
      problem: "no row has \(text) in column \(column.name)\(nearest)")
  }

  private mutating func side(_ operand: FilterExpression.Operand, row: Int) -> Value {
    switch operand {
    case .column(let name, _): return cell(name, row: row)
    case .calculation(let calculation):
      var refused: [Fault] = []
      let result = calculation.value { name in
        switch cell(name, row: row) {
        case .missing, .calculated: return nil
        case .number(let number, _, _) where number.unit != .perCent: return number.value
        case .text(let text, _) where figures.contains(name) && MissingReason(letters: text) != nil:
          return nil
        case .number(_, let text, let place), .text(let text, let place):
          if let place {
            refused.append(
              Fault(at: place, "“\(text)” cannot be calculated with; a number without a sign is needed"))
          }
          return nil
        }
      }
      for fault in refused { faults.append(fault) }
      return result.map(Value.calculated) ?? .missing
    case .text, .number: return constant(operand)
    }
  }

  private func constant(_ operand: FilterExpression.Operand) -> Value {
    switch operand {
    case .column, .calculation: .missing
    case .text(let text, _): .text(text, nil)
    case .number(let number, _): .number(number, number.text, nil)
    }
  }

  private func cell(_ name: String, row: Int) -> Value {
    if let groups = made[name] {
      let text = groups.text(row)
      if text.isEmpty { return .missing }
      if case .number(let number) = NumberText.read(text, decimalMark: .point) {
        return .number(number, text, nil)
      }
      return .text(text, nil)
    }
    guard let column = columns[name] else { return .missing }
    let location = table.location(row: row, column: column)
    guard case .value(let text, _) = CellContent(table.text(row: row, column: column)) else {
      return .missing
    }
    if case .number(let number) = NumberText.read(text, decimalMark: table.dialect.decimalMark) {
      return .number(number, text, location)
    }
    return .text(text, location)
  }

  private mutating func compare(
    _ first: Value, _ comparison: FilterExpression.Comparison, _ second: Value
  ) -> Bool? {
    switch (first, second) {
    case (.missing, _), (_, .missing): return nil
    case (.text(let one, _), .text(let other, _)): return comparison.holds(one, other)
    case (.number(let one, _, let place), .number(let other, _, let otherPlace)):
      guard (one.unit == .perCent) == (other.unit == .perCent) || one.value == 0 || other.value == 0 else {
        let (cell, against) = place == nil ? (other, one) : (one, other)
        if let place = place ?? otherPlace {
          faults.append(
            Fault(
              at: place,
              "“\(cell.text)” cannot be compared with \(against.text); one has a per cent sign and the other has "
                + "none"))
        }
        return nil
      }
      return comparison.holds(one.value, other.value)
    case (.calculated(let one), .calculated(let other)):
      return Self.holds(one, comparison, other)
    case (.calculated(let one), .number(let other, let text, let place)):
      return compare(one, comparison, with: other, text, at: place)
    case (.number(let one, let text, let place), .calculated(let other)):
      return compare(other, comparison.turned, with: one, text, at: place)
    case (.calculated, .text(let text, let place)), (.text(let text, let place), .calculated):
      if let place {
        faults.append(
          Fault(at: place, "“\(text)” is no number, which what is calculated can be compared with"))
      }
      return nil
    case (.text(let text, let place), .number(_, let other, let otherPlace)):
      return compare(text, at: place, comparison, with: other, at: otherPlace)
    case (.number(_, let text, let place), .text(let other, let otherPlace)):
      return compare(text, at: place, comparison, with: other, at: otherPlace)
    }
  }

  /// Compares what is calculated with a number that is written down.
  private mutating func compare(
    _ calculated: Double, _ comparison: FilterExpression.Comparison, with number: PrintedNumber,
    _ text: String, at place: CellLocation?
  ) -> Bool? {
    guard number.unit != .perCent else {
      if let place {
        faults.append(
          Fault(at: place, "“\(text)” has a per cent sign, and what it is compared with has none"))
      }
      return nil
    }
    return Self.holds(calculated, comparison, number.value)
  }

  /// Compares numbers of which one is calculated: those that are equal to twelve digits are equal, as 0.1 + 0.2 and 0.3.
  private static func holds(_ one: Double, _ comparison: FilterExpression.Comparison, _ other: Double) -> Bool
  {
    let isClose = abs(one - other) <= 1e-12 * max(abs(one), abs(other))
    return comparison.holds(isClose ? other : one, other)
  }

  /// Compares a number with a text: as texts, but not by order where the text is a cell's and a number was meant.
  private mutating func compare(
    _ first: String, at place: CellLocation?, _ comparison: FilterExpression.Comparison, with second: String,
    at otherPlace: CellLocation?
  ) -> Bool? {
    if comparison == .equal || comparison == .unequal { return comparison.holds(first, second) }
    if let location = place ?? otherPlace {
      faults.append(
        Fault(at: location, "“\(first)” and “\(second)” have no order; two numbers or two texts are needed"))
    }
    return nil
  }
}
