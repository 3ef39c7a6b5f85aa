import Numbers

/// The rows of a person-level file: the columns asked for, typed, and the line of each row.
///
/// ```swift
/// let people = try TableFile(path: "people.csv").people([
///   WantedColumn("reoffended", as: .boolean), WantedColumn("age", as: .count), WantedColumn("area"),
/// ])
/// let ages = try people.column("age").counts
/// ```
public struct PersonTable: Sendable {
  /// The file name.
  public let source: String
  /// How the file was read.
  public let dialect: CSVDialect
  /// The columns in the order asked for, each once.
  public let columns: [PersonColumn]
  /// The number of rows: of people, unless equal ones came as one.
  public let rowCount: Int
  /// The number of rows of the file, those that a filter left out included.
  public let fileRowCount: Int

  /// The line of the header.
  public let headerLine: Int
  /// The name of the first column of the file, whether it was read or not.
  public let firstColumnName: String

  /// What a reader must know of the rows read, as that some stand there twice.
  package internal(set) var readingNotes: [String] = []

  let lines: RowLines
  /// How many people each row stands for, where equal rows came as one; nil where each is one.
  package let multiplicities: [Int]?
  /// For columns of which only sums came, by their names: those of each row.
  package let sums: [String: [RateSums]]

  init(
    source: String, dialect: CSVDialect, columns: [PersonColumn], rowCount: Int, fileRowCount: Int,
    headerLine: Int, firstColumnName: String, lines: RowLines, multiplicities: [Int]? = nil,
    sums: [String: [RateSums]] = [:]
  ) {
    self.sums = sums
    self.source = source
    self.dialect = dialect
    self.columns = columns
    self.rowCount = rowCount
    self.fileRowCount = fileRowCount
    self.headerLine = headerLine
    self.firstColumnName = firstColumnName
    self.lines = lines
    self.multiplicities = multiplicities
  }

  /// How many people there are.
  package var personCount: Int { multiplicities?.reduce(0, +) ?? rowCount }

  /// The same people with a row each.
  package func expanded() -> PersonTable {
    guard let multiplicities else { return self }
    var starts: [Int] = []
    var people = 0
    for count in multiplicities {
      starts.append(people)
      people += count
    }
    let (own, first) = (lines, starts)
    return PersonTable(
      source: source, dialect: dialect, columns: columns.map { $0.repeated(multiplicities) },
      rowCount: people, fileRowCount: people, headerLine: headerLine, firstColumnName: firstColumnName,
      lines: .named(
        RowNames { person in
          var (low, high) = (0, first.count)
          while low + 1 < high {
            let middle = (low + high) / 2
            if first[middle] <= person { low = middle } else { high = middle }
          }
          return own.name(low) ?? "line \(own[low])"
        }))
  }

  /// The same people with other columns.
  func replacing(_ columns: [PersonColumn]) -> PersonTable {
    PersonTable(
      source: source, dialect: dialect, columns: columns, rowCount: rowCount, fileRowCount: fileRowCount,
      headerLine: headerLine, firstColumnName: firstColumnName, lines: lines, multiplicities: multiplicities,
      sums: sums)
  }

  /// The people of a table in which a column says how many each row stands for, in the order of their values: an engine
  /// gives groups in any.
  ///
  /// - Parameters:
  ///   - wanted: what was asked for.
  ///   - leavesOutNobody: whether rows that stand for nobody are left out, as cells of 0 of a published table, and not refused.
  /// - Throws: `TableError.faults` for a row that stands for nobody, and where the column was not read.
  package func counted(
    by name: String, of wanted: [WantedColumn], leavesOutNobody: Bool = false
  ) throws(TableError) -> PersonTable {
    let count = try column(name)
    let numbers = count.counts
    var faults = FaultList()
    for (row, number) in numbers.enumerated() where number ?? 0 < 1 && !(leavesOutNobody && number == 0) {
      faults.append(
        Fault(
          at: location(row: row, column: count), "a row stands for nobody; a count of at least 1 is needed"))
    }
    var sum = CountSum()
    for (row, number) in numbers.enumerated() where !sum.add(max(number ?? 0, 0)) {
      faults.append(Fault(at: location(row: row, column: count), Problem.sumTooLarge))
      break
    }
    guard faults.isEmpty else { throw .faults(faults) }
    let others = zip(columns, wanted).filter { $0.0.number != count.number }
    let rows = ElsewhereTable.order(others.map(\.0), others.map(\.1), rowCount: rowCount)
      .filter { numbers[$0] ?? 0 > 0 }
    let people = rows.map { numbers[$0] ?? 0 }
    let own = lines
    return PersonTable(
      source: source, dialect: dialect,
      columns: others.map { $0.0.ordered(by: rows, multiplicities: people) },
      rowCount: rows.count, fileRowCount: fileRowCount, headerLine: headerLine,
      firstColumnName: firstColumnName,
      lines: .named(RowNames { own.name(rows[$0]) ?? "line \(own[rows[$0]])" }), multiplicities: people)
  }

  /// The column of a name, whatever its case, blanks, underscores and hyphens.
  ///
  /// - Throws: `TableError.faults` for a column that was not read.
  public func column(_ name: String) throws(TableError) -> PersonColumn {
    let wanted = Column.normalized(name)
    let matches = columns.filter { Column.normalized($0.name) == wanted }
    if let exact = matches.first(where: { $0.name == name }) ?? matches.first { return exact }
    let names = columns.map(\.name)
    var faults = FaultList()
    faults.append(
      Fault(
        at: CellLocation(source: source, line: headerLine, columnNumber: columns.count + 1, columnName: name),
        .unknownColumn(name, nearest: NearestName.find(name, among: names), available: names)))
    throw .faults(faults)
  }

  /// The same rows with some columns typed as another question needs them; those not named stay as they are.
  ///
  /// A column wanted as categories keeps its kind: its texts are categories whatever they were read as.
  ///
  /// - Throws: `TableError.faults` for cells that are not of the kind asked for.
  public func retyped(_ wanted: [WantedColumn]) throws(TableError) -> PersonTable {
    var faults = FaultList()
    var columns = columns
    for request in wanted where request.kind != .category && request.kind != .automatic {
      let name = Column.normalized(request.name)
      guard let index = columns.firstIndex(where: { Column.normalized($0.name) == name }) else { continue }
      let old = columns[index]
      guard old.kind != request.kind else { continue }
      let typing = ColumnTyping(
        texts: old.entries.map(\.text), kind: request.kind, name: old.name, decimalMark: dialect.decimalMark,
        dates: dialect.dates)
      let codes = old.codes.replaced(by: typing.rank)
      typing.report(codes: codes, missing: request.missing, multiplicities: multiplicities, to: &faults) {
        location(row: $0, column: old)
      }
      columns[index] = typing.column(number: old.number, codes: codes, multiplicities: multiplicities)
    }
    guard faults.isEmpty else { throw .faults(faults) }
    return replacing(columns)
  }

  /// The line of the file on which a row starts, counted from 1.
  public func line(row: Int) -> Int { lines[row] }

  /// Where the cell of a row is; in a row of several lines, where the row begins.
  public func location(row: Int, column: PersonColumn) -> CellLocation {
    CellLocation(
      source: source, line: line(row: row), columnNumber: column.number, columnName: column.name,
      row: lines.name(row))
  }

  /// Where a text first stands in a column.
  ///
  /// - Throws: `TableError.faults` where there is no such column.
  public func firstLocation(of text: String, in name: String) throws(TableError) -> CellLocation {
    let column = try self.column(name)
    let codes = Set(column.entries.indices.filter { column.entries[$0].text == text })
    let row = (0..<rowCount).first { codes.contains(column.codes[$0]) }
    return row.map { location(row: $0, column: column) } ?? headerLocation(of: column)
  }

  /// Where the name of a column stands.
  public func headerLocation(of column: PersonColumn) -> CellLocation {
    CellLocation(source: source, line: headerLine, columnNumber: column.number, columnName: column.name)
  }

  /// How each column was read, as a sentence.
  public var schemaNote: String {
    let parts = columns.map { column in
      column.kind == .category
        ? "\(column.name) as \(column.levels.count) categories" : "\(column.name) as \(column.kind.plural)"
    }
    return "Columns were read as follows: \(parts.joined(separator: ", "))."
  }
}
