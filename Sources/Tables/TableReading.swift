public import Numbers

/// Reads columns of a table as values of a type, and collects every fault until `finish()`.
///
/// ```swift
/// var reading = table.reading()
/// let cohort = reading.counts("cohort")
/// let reoffenders = reading.counts("reoffenders")
/// for row in cohort.indices {
///   if let all = cohort.values[row], let some = reoffenders.values[row], some > all {
///     reading.report(Fault(at: reoffenders.location(row: row), "\(some) is more than the cohort of \(all)"))
///   }
/// }
/// try reading.finish()
/// ```
public struct TableReading: Sendable {
  /// The table read.
  public let table: Table
  /// The faults found so far, those in the shape of the file among them.
  public private(set) var faults: FaultList

  /// Starts a reading.
  public init(_ table: Table) {
    self.table = table
    faults = table.structureFaults
  }

  /// Adds a fault, for a check of the caller's own.
  public mutating func report(_ fault: Fault) {
    faults.append(fault)
  }

  /// Ends the reading.
  ///
  /// - Throws: `TableError.faults` where anything was found; the values read are then not to be used.
  public func finish() throws(TableError) {
    guard faults.isEmpty else { throw .faults(faults) }
  }

  /// The column of a name; a name that is unknown or ambiguous is reported, and nil.
  public mutating func column(_ name: String) -> Column? {
    switch table.lookUp(name) {
    case .success(let column): return column
    case .failure(let fault):
      if !faults.shown.contains(where: { $0.location == fault.location }) { report(fault) }
      return nil
    }
  }

  /// Reads texts, without blanks at their ends and marks beside them.
  public mutating func texts(_ name: String, missing: MissingPolicy = .allowed) -> TypedColumn<String> {
    read(name, missing, needed: "a text") { _, _ in
      nil
    } parse: { text, _ in
      .success(text)
    }
  }

  /// Reads whole numbers of at least 0, with or without marks of thousands.
  ///
  /// Counts that cannot be added up are a fault, so that any of them may be added without a check.
  public mutating func counts(_ name: String, missing: MissingPolicy = .allowed) -> TypedColumn<Int> {
    let column: TypedColumn<Int> = read(name, missing, needed: "a count") { plain, _ in
      plain.decimals == 0 ? plain.mantissa : nil
    } parse: { text, mark in
      CellParsing.count(text, mark)
    }
    var sum = CountSum()
    for (row, value) in column.values.enumerated() where !sum.add(value ?? 0) {
      report(Fault(at: column.location(row: row), Problem.sumTooLarge))
      break
    }
    return column
  }

  /// Reads numbers of any sign, with per cent and pound signs.
  public mutating func numbers(
    _ name: String, missing: MissingPolicy = .allowed
  ) -> TypedColumn<PrintedNumber> {
    read(name, missing, needed: "a number") { plain, text in
      let (mantissa, decimals) = plain
      return PrintedNumber(
        value: PowersOfTen.divide(Double(mantissa), decimals), decimals: decimals, unit: .none, text: text,
        hundredth: PowersOfTen.divide(Double(mantissa), decimals + 2))
    } parse: { text, mark in
      CellParsing.number(text, mark)
    }
  }

  /// Reads 0 and 1, yes and no, true and false, y and n.
  public mutating func booleans(_ name: String, missing: MissingPolicy = .allowed) -> TypedColumn<Bool> {
    var unread: [String: Int] = [:]
    let before = faults
    let column: TypedColumn<Bool> = read(name, missing, needed: "yes or no") { plain, _ in
      plain.decimals == 0 && plain.mantissa < 2 ? plain.mantissa == 1 : nil
    } parse: { text, _ in
      let flag = CellParsing.boolean(text)
      if case .failure = flag { unread[text, default: 0] += 1 }
      return flag
    }
    let rows = unread.values.reduce(0, +)
    // One fault for a column of other words, not one for each of its rows.
    if rows > Problem.rowsToldOneByOne, faults.count == before.count + rows,
      let first = column.indices.first(where: { column.values[$0] == nil && column[$0].missing == nil })
    {
      faults = before
      report(Fault(at: column.location(row: first), .notBooleans(unread)))
    }
    return column
  }

  /// Reads days in the forms of `DateNames`; where the order of day and month is open, every such cell is a fault.
  public mutating func dates(_ name: String, missing: MissingPolicy = .allowed) -> TypedColumn<CalendarDate> {
    let texts: TypedColumn<String> = read(name, missing, needed: "a date") { _, _ in
      nil
    } parse: { text, _ in
      .success(text)
    }
    let rows = texts.indices.filter { texts.values[$0] != nil }
    let names = DateNames(rows.compactMap { texts.values[$0] }, order: table.dialect.dates)
    var dates = Array(repeating: CalendarDate?.none, count: texts.count)
    for (place, row) in rows.enumerated() {
      dates[row] = names.dates[place]
      if let problem = names.problems[place] { report(Fault(at: texts.location(row: row), .other(problem))) }
    }
    return texts.replacingValues(dates)
  }

  /// Reads a column, first by the plain form of its digits, then as text.
  mutating func read<Value: Sendable>(
    _ name: String, _ missing: MissingPolicy, needed: String,
    plain: ((mantissa: Int, decimals: Int), String) -> Value?,
    parse: (String, DecimalMark?) -> Result<Value, Problem>
  ) -> TypedColumn<Value> {
    guard let column = column(name) else { return .faulty(named: name, in: table) }
    let isNumeric = ["a count", "a number", "a rate"].contains(needed)
    var values = TypedColumn<Value>(of: column, in: table)
    let mark = table.dialect.decimalMark
    let isMade = table.isMade(column)
    for row in 0..<table.rowCount {
      let fast: Value? =
        isMade
        ? nil
        : table.cells.withBytes(row: table.fileRow(row), column: column.index) {
          bytes, _ in
          guard let digits = NumberText.readPlain(bytes), digits.decimals == 0 || mark == .point else {
            return nil
          }
          return plain(digits, String(decoding: bytes, as: UTF8.self))
        }
      if let fast {
        values.append(fast)
        continue
      }
      switch table.cell(row: row, column: column).content {
      case .missing(let reason):
        values.append(missing: reason)
        if missing == .refused {
          let cell = table.cell(row: row, column: column)
          report(Fault(at: cell.location, .missing(reason, marker: cell.text, needed: needed)))
        }
      case .value(let text, let marks):
        switch parse(text, mark) {
        case .success(let value): values.append(value, marks: marks)
        case .failure(let problem):
          if isNumeric, missing == .allowed, let reason = MissingReason(amongFigures: text) {
            values.append(missing: reason)
            continue
          }
          values.append(nil, marks: marks)
          report(Fault(at: table.location(row: row, column: column), problem))
        }
      }
    }
    return values
  }
}
