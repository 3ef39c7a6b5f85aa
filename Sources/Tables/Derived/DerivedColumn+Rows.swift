import Numbers

extension DerivedColumn {
  /// The groups of a table's rows.
  ///
  /// - Throws: `TableError.faults` for a column that is not there and for cells that are not of the kind needed.
  func groups(of table: Table) throws(TableError) -> DerivedGroups {
    var reading = table.reading()
    var numbers: [[Double?]] = []
    var dates: [CalendarDate?] = []
    var texts: [[String?]] = []
    var location: (Int) -> CellLocation = { table.location(row: $0, column: table.columns[0]) }
    for (place, wanted) in wanted.enumerated() {
      switch wanted.kind {
      case .boolean:
        numbers.append(reading.booleans(wanted.name).values.map { $0.map { $0 ? 1 : 0 } })
      case .date: dates = reading.dates(wanted.name).values
      case .category: texts.append(reading.texts(wanted.name).values)
      case .automatic, .number, .count, .rate:
        let column = reading.numbers(wanted.name)
        numbers.append(column.values.map { $0?.value })
        if place == 0 { location = { column.location(row: $0) } }
      }
    }
    try reading.finish()
    return try groups(
      rows: table.rowCount, numbers: numbers, dates: dates, texts: texts, source: table.source,
      location: location)
  }

  /// The groups of rows that a condition is asked of, with the cells that are not of the kind needed as faults.
  func groups(
    of subject: some FilterSubject, columns: [Column], faults: inout FaultList
  ) throws(TableError) -> DerivedGroups {
    let rows = 0..<subject.rowCount
    var numbers: [[Double?]] = []
    var dates: [CalendarDate?] = []
    var texts: [[String?]] = []
    for (wanted, column) in zip(wanted, columns) {
      let contents = rows.map { CellContent(subject.text(row: $0, column: column)) }
      if wanted.kind == .category {
        texts.append(contents.map { if case .value(let text, _) = $0 { text } else { nil } })
        continue
      }
      if wanted.kind == .date {
        let named = rows.filter { if case .value = contents[$0] { true } else { false } }
        let texts = named.map { if case .value(let text, _) = contents[$0] { text } else { "" } }
        let read = DateNames(texts, order: subject.dialect.dates)
        dates = Array(repeating: nil, count: rows.count)
        for (place, row) in named.enumerated() {
          dates[row] = read.dates[place]
          if let problem = read.problems[place] {
            faults.append(Fault(at: subject.location(row: row, column: column), .other(problem)))
          }
        }
        continue
      }
      var own: [Double?] = []
      for row in rows {
        guard case .value(let text, _) = contents[row] else {
          own.append(nil)
          continue
        }
        let result: Result<Double, Problem> =
          wanted.kind == .boolean
          ? CellParsing.boolean(text).map { $0 ? 1 : 0 }
          : CellParsing.number(text, subject.dialect.decimalMark).map(\.value)
        switch result {
        case .success(let value): own.append(value)
        case .failure where wanted.kind != .boolean && MissingReason(amongFigures: text) != nil:
          own.append(nil)
        case .failure(let problem):
          own.append(nil)
          faults.append(Fault(at: subject.location(row: row, column: column), problem))
        }
      }
      numbers.append(own)
    }
    guard faults.isEmpty else { throw .faults(faults) }
    let first = columns[0]
    return try groups(
      rows: rows.count, numbers: numbers, dates: dates, texts: texts,
      weights: rows.map { subject.weight(row: $0) },
      source: subject.source
    ) { subject.location(row: $0, column: first) }
  }
}
