import Numbers

/// Makes the columns of a person-level file from what was read of its blocks.
struct PersonJoining {
  private var reading: PersonReading
  private let plan: ReadingPlan
  private let encoding: TextEncoding
  private let source: String
  private let dialect: CSVDialect

  /// One column: its distinct texts in the order in which they first occur, and for each row the index of its text.
  private struct Joined {
    var texts: [String]
    var codes: NarrowCodes
  }

  init(
    _ reading: PersonReading, plan: ReadingPlan, encoding: TextEncoding, options: CSVOptions, source: String
  ) {
    self.reading = reading
    self.plan = plan
    self.encoding = encoding
    self.source = source
    var mark = options.decimalMark
    if mark == nil {
      let proven = reading.decimalMarks.count == 1 ? reading.decimalMarks.first : nil
      switch plan.separator {
      case .comma: mark = .point
      case .tab, .bar: mark = proven ?? .point
      case .semicolon: mark = proven
      }
    }
    dialect = CSVDialect(
      encoding: encoding, separator: plan.separator, decimalMark: mark, dates: options.dates)
  }

  /// The rows that a filter keeps, as typed columns.
  func table(
    _ requests: [(column: Column, wanted: WantedColumn)], where filter: RowFilter?, faults: FaultList
  ) throws(TableError) -> PersonTable {
    var copy = self
    return try copy.joined(requests, where: filter, faults: faults)
  }

  private mutating func joined(
    _ requests: [(column: Column, wanted: WantedColumn)], where filter: RowFilter?, faults: FaultList
  ) throws(TableError) -> PersonTable {
    var faults = faults
    var lines = reading.lines
    let breaks = reading.breaksBefore
    let rows = try filter.map { (filter) throws(TableError) in try kept(by: filter, lines: lines) }
    let lineOfRow = lines
    var columns: [PersonColumn] = []
    for (slot, request) in requests.enumerated() {
      let (texts, maps) = try reading.texts(slot: slot, encoding: encoding, isLast: true)
      let typing: ColumnTyping
      let codes: NarrowCodes
      if let rows {
        let all = reading.codes(slot: slot, maps: maps, below: texts.count)
        let own = Self.select(rows, of: Joined(texts: texts, codes: all))
        typing = ColumnTyping(
          texts: own.texts, kind: request.wanted.kind, name: request.column.name,
          decimalMark: dialect.decimalMark,
          dates: dialect.dates)
        codes = own.codes.replaced(by: typing.rank)
      } else {
        typing = ColumnTyping(
          texts: texts, kind: request.wanted.kind, name: request.column.name,
          decimalMark: dialect.decimalMark,
          dates: dialect.dates)
        codes = reading.codes(
          slot: slot, maps: maps.map { $0.map { typing.rank[Int($0)] } }, below: texts.count)
      }
      reading.release(slot: slot)
      typing.report(codes: codes, missing: request.wanted.missing, to: &faults) { row in
        let fileRow = rows.map { Int($0[row]) } ?? row
        let below = breaks[BlockReading.CellPlace(row: fileRow, slot: slot)] ?? 0
        return plan.header.location(
          line: lineOfRow[fileRow] + below, field: request.column.number, source: source)
      }
      columns.append(typing.column(number: request.column.number, codes: codes))
    }
    guard faults.isEmpty else { throw .faults(faults) }
    if let rows { lines = .listed(rows.map { UInt32(truncatingIfNeeded: lineOfRow[Int($0)]) }) }
    return PersonTable(
      source: source, dialect: dialect, columns: columns, rowCount: rows?.count ?? reading.rowCount,
      fileRowCount: reading.rowCount, headerLine: plan.header.line,
      firstColumnName: plan.header.columns.first?.name ?? "", lines: lines)
  }

  private func kept(by filter: RowFilter, lines: RowLines) throws(TableError) -> [UInt32] {
    var columns: [(column: Column, texts: [String], codes: NarrowCodes)] = []
    for name in filter.columnNames {
      guard case .success(let column) = plan.header.lookUp(name, source: source),
        let slot = plan.wanted.firstIndex(of: column), !columns.contains(where: { $0.column == column })
      else { continue }
      let (texts, maps) = try reading.texts(slot: slot, encoding: encoding)
      columns.append((column, texts, reading.codes(slot: slot, maps: maps, below: texts.count)))
    }
    return try PersonFilter(
      source: source, dialect: dialect, header: plan.header, columns: columns, lines: lines,
      rowCount: reading.rowCount
    ).rows(where: filter)
  }

  /// Some rows of a column, with the texts that they have, in the order in which those first occur.
  private static func select(_ rows: [UInt32], of all: Joined) -> Joined {
    var newCode = Array(repeating: UInt32.max, count: all.texts.count)
    var texts: [String] = []
    let codes = rows.map { row in
      let old = all.codes[Int(row)]
      if newCode[old] == .max {
        newCode[old] = UInt32(truncatingIfNeeded: texts.count)
        texts.append(all.texts[old])
      }
      return newCode[old]
    }
    return Joined(texts: texts, codes: NarrowCodes(codes, below: texts.count))
  }
}
