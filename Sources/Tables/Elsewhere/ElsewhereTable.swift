import Numbers

/// Reads a table that is kept elsewhere by the rules by which files are read.
struct ElsewhereTable: Sendable {
  let source: any ColumnSource
  let header: CSVHeader
  private let dialect: CSVDialect

  /// - Parameter options: of which only the order of days and months is of use here.
  init(_ source: any ColumnSource, options: CSVOptions) {
    self.source = source
    header = CSVHeader(names: source.columnNames)
    dialect = CSVDialect(encoding: .utf8, separator: .comma, decimalMark: .point, dates: options.dates)
  }

  var notes: [String] { source.notes + header.notes }

  func firstColumn(among names: [String]) -> Column? {
    header.firstColumn(among: names, source: source.name)
  }

  /// The whole table, as a table of figures.
  func whole() throws(TableError) -> Table {
    let reading = try source.read(ColumnRequest(columns: source.columnNames))
    var bytes = Self.line(header.columns.map(\.name))
    // A row of nothing is none, as in a file.
    var kept: [Int] = []
    for row in 0..<reading.rowCount {
      let texts = reading.columns.map { $0.texts[$0.codes[row]] }
      guard texts.contains(where: { !$0.isEmpty }) else { continue }
      kept.append(row)
      bytes += Self.line(texts)
    }
    let names = reading.rowName
    let own = kept
    return try Table(
      csv: bytes, source: source.name,
      options: CSVOptions(separator: .comma, encoding: .utf8, decimalMark: .point, dates: dialect.dates),
      knownAs: .utf8, rowNames: RowNames { names[own[$0]] })
  }

  /// A line of a file that holds exactly these texts.
  private static func line(_ texts: [String]) -> [UInt8] {
    let cells = texts.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
    return Array((cells.joined(separator: ",") + "\n").utf8)
  }

  /// The columns asked for.
  func people(
    _ wanted: [WantedColumn], where filter: RowFilter?, reading options: ReadingOptions
  ) throws(TableError) -> PersonTable {
    let requests = try header.requests(wanted, source: source.name)
    func read(grouped: Bool, summing: Bool = false, filtersHere: Bool = false) throws(TableError)
      -> PersonTable
    {
      let request = request(
        requests, filter, options, grouped: grouped, summing: summing, filtersHere: filtersHere)
      let kept = requests.filter { own in !request.summed.contains(source.columnNames[own.column.index]) }
      let reading = try source.read(request)
      if reading.sums.values.contains(where: { $0.contains { $0.within < $0.people } }) {
        // Something is no fraction from 0 to 1: what it is decides the whole column, or is a fault of its row.
        return try read(grouped: grouped, filtersHere: filtersHere)
      }
      guard filter != nil, !filtersHere else { return try people(reading, kept) }
      // What is said of a condition that keeps nothing, or names what is not there, is said of the whole table.
      guard reading.rowCount > 0 else { return try read(grouped: grouped, filtersHere: true) }
      do {
        return try people(reading, kept)
      } catch {
        return try read(grouped: grouped, filtersHere: true)
      }
    }
    guard options.groupsEqualRows else { return try read(grouped: false) }
    do {
      return try read(grouped: true, summing: true)
    } catch {
      guard case .faults = error, options.minimumCell == nil else { throw error }
      // What is wrong is said of every row that has it, by its own key, as for a file.
      return try read(grouped: false)
    }
  }

  /// What would be sent for the columns asked for.
  func statements(
    _ wanted: [WantedColumn], where filter: RowFilter?, reading options: ReadingOptions
  ) throws(TableError) -> [String] {
    let requests = try header.requests(wanted, source: source.name)
    return try source.statements(
      for: request(
        requests, filter, options, grouped: options.groupsEqualRows, summing: options.groupsEqualRows,
        filtersHere: false))
  }

  private func request(
    _ requests: [(column: Column, wanted: WantedColumn)], _ filter: RowFilter?, _ options: ReadingOptions,
    grouped: Bool, summing: Bool, filtersHere: Bool
  ) -> ColumnRequest {
    func isSummed(_ request: (column: Column, wanted: WantedColumn)) -> Bool {
      let name = source.columnNames[request.column.index]
      return summing && request.wanted.kind == .rate && RateUnit(header: name) == nil
        && options.summedRates.contains(Column.normalized(name)) && source.canSum(name)
        && !(filter?.columnNames.contains { Column.normalized($0) == Column.normalized(name) } ?? false)
    }
    var request = ColumnRequest(
      columns: requests.filter { !isSummed($0) }.map { source.columnNames[$0.column.index] }, filter: filter,
      isGrouped: grouped, filtersHere: filtersHere, progress: options.progress)
    request.summed = requests.filter(isSummed).map { source.columnNames[$0.column.index] }
    request.minimumCell = grouped ? options.minimumCell : nil
    return request
  }

  /// The rows in the order of the values that name groups, then of all others.
  static func order(_ columns: [PersonColumn], _ wanted: [WantedColumn], rowCount: Int) -> [Int] {
    let named =
      zip(columns, wanted).filter { $1.kind == .category }
      + zip(columns, wanted).filter { $1.kind != .category }
    let keys = named.map { $0.0.codes }
    return (0..<rowCount).sorted { first, second in
      for key in keys where key[first] != key[second] { return key[first] < key[second] }
      return first < second
    }
  }

  /// The rows that a condition keeps.
  func rows(of reading: ColumnReading, where filter: RowFilter) throws(TableError) -> [UInt32] {
    let needed = Set(filter.columnNames.map { Column.normalized($0) })
    let named = reading.columns.filter { needed.contains(Column.normalized($0.name)) }.compactMap {
      own -> (column: Column, texts: [String], codes: NarrowCodes)? in
      guard let index = source.columnNames.firstIndex(of: own.name) else { return nil }
      let plain = own.trimmed()
      return (header.columns[index], plain.texts, plain.codes)
    }
    return try PersonFilter(
      source: source.name, dialect: dialect, header: header, columns: named,
      lines: RowLines.named(reading.rowName), rowCount: reading.rowCount,
      multiplicities: reading.multiplicities
    ).rows(where: filter)
  }

  /// Columns that came as texts, typed as those of a file.
  func people(
    _ reading: ColumnReading, _ requests: [(column: Column, wanted: WantedColumn)]
  ) throws(TableError) -> PersonTable {
    let lines = RowLines.named(reading.rowName)
    let read = reading.columns.map { $0.trimmed() }
    var columns = Array(read.prefix(requests.count))
    var multiplicities = reading.multiplicities
    var sums = reading.sums
    var rowCount = reading.rowCount
    var rowLines = lines
    if let filter = reading.filter {
      let kept = try rows(of: reading, where: filter)
      columns = columns.map { $0.selecting(kept) }
      multiplicities = multiplicities.map { all in kept.map { all[Int($0)] } }
      sums = sums.mapValues { all in kept.map { all[Int($0)] } }
      rowCount = kept.count
      let names = reading.rowName
      rowLines = .named(RowNames { names[Int(kept[$0])] })
    }
    var faults = FaultList()
    var typed: [PersonColumn] = []
    for (request, own) in zip(requests, columns) {
      let typing = ColumnTyping(
        texts: own.texts, kind: request.wanted.kind, name: request.column.name,
        decimalMark: dialect.decimalMark, dates: dialect.dates)
      let codes = own.codes.replaced(by: typing.rank)
      typing.report(
        codes: codes, missing: request.wanted.missing, multiplicities: multiplicities, to: &faults
      ) { row in
        rowLines.location(row: row, source: source.name, column: request.column)
      }
      typed.append(
        typing.column(number: request.column.number, codes: codes, multiplicities: multiplicities))
    }
    guard faults.isEmpty else { throw .faults(faults) }
    if !reading.isOrdered {
      let rows = Self.order(typed, requests.map(\.wanted), rowCount: rowCount)
      multiplicities = multiplicities.map { all in rows.map { all[$0] } }
      sums = sums.mapValues { all in rows.map { all[$0] } }
      typed = typed.map { $0.ordered(by: rows, multiplicities: multiplicities) }
      let unordered = rowLines
      rowLines = .named(RowNames { unordered.name(rows[$0]) ?? "" })
    }
    return PersonTable(
      source: source.name, dialect: dialect, columns: typed, rowCount: rowCount, fileRowCount: rowCount,
      headerLine: 0, firstColumnName: header.columns.first?.name ?? "", lines: rowLines,
      multiplicities: multiplicities, sums: sums)
  }
}

extension ColumnReading.Texts {
  /// The same texts without blanks at their ends, as the cells of a file are taken.
  fileprivate func trimmed() -> Self {
    guard !texts.allSatisfy(\.isTrimmed) else { return self }
    var kept: [String] = []
    var places: [String: UInt32] = [:]
    let newCode = texts.map { text -> UInt32 in
      let plain = text.isTrimmed ? text : String(text[...].trimmingSpaces())
      if let known = places[plain] { return known }
      let place = UInt32(truncatingIfNeeded: kept.count)
      places[plain] = place
      kept.append(plain)
      return place
    }
    return Self(name: name, texts: kept, codes: codes.replaced(by: newCode))
  }

  /// Some rows, with the texts that they have, in the order in which those first occur.
  fileprivate func selecting(_ rows: [UInt32]) -> Self {
    var newCode = Array(repeating: UInt32.max, count: texts.count)
    var kept: [String] = []
    let codes = rows.map { row in
      let old = self.codes[Int(row)]
      if newCode[old] == .max {
        newCode[old] = UInt32(truncatingIfNeeded: kept.count)
        kept.append(texts[old])
      }
      return newCode[old]
    }
    return Self(name: name, texts: kept, codes: NarrowCodes(codes, below: kept.count))
  }
}
