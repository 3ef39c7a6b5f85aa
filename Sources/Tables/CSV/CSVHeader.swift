import Numbers

/// The header of a file: its columns, where it stands and what is wrong with it.
struct CSVHeader: Sendable {
  let columns: [Column]
  let line: Int
  /// The places of the columns by what their names are looked up by.
  private let places: [String: [Int]]
  private(set) var faults = FaultList()
  /// What was done to names so that each column has one of its own.
  private(set) var notes: [String] = []

  /// A header without columns.
  init() {
    columns = []
    places = [:]
    line = 1
  }

  /// The header of a table that is no file, which stands on no line.
  init(names: [String]) {
    line = 0
    let (distinct, renamed) = Self.numbered(names)
    columns = distinct.enumerated().map { Column(name: $1, index: $0) }
    places = Self.places(of: columns)
    notes = Self.notes(renamed, names, distinct)
  }

  /// The columns that a question needs, each once, with what is wanted of them.
  ///
  /// - Throws: `TableError.faults` with every name that none or several answer to.
  func requests(
    _ wanted: [WantedColumn], source: String
  ) throws(TableError) -> [(column: Column, wanted: WantedColumn)] {
    var unknown = FaultList()
    var requests: [(column: Column, wanted: WantedColumn)] = []
    var known: Set<Int> = []
    for request in wanted {
      switch lookUp(request.name, source: source) {
      case .failure(let fault): unknown.append(fault)
      case .success(let column):
        if known.insert(column.index).inserted { requests.append((column, request)) }
      }
    }
    // Where a column is not there, every further message would be a guess.
    guard unknown.isEmpty else {
      var faults = faults
      faults.append(contentsOf: unknown)
      throw .faults(faults)
    }
    return requests
  }

  /// The first record with content; nil where there is none.
  static func read(
    _ scanner: inout CSVScanner, _ bytes: UnsafeBufferPointer<UInt8>, source: String
  ) -> CSVHeader? {
    while let record = scanner.next() {
      if record.hasContent {
        let header = CSVHeader(record, in: scanner, bytes, source: source)
        scanner.removeFields(from: 0)
        return header
      }
      scanner.removeFields(from: 0)
    }
    return nil
  }

  private init(
    _ record: CSVScanner.Record, in scanner: CSVScanner, _ bytes: UnsafeBufferPointer<UInt8>, source: String
  ) {
    var tooLong: [Int] = []
    let names = (0..<record.fieldCount).map { field in
      var text = scanner.text(of: record.firstField + field, bytes)
      if text.utf8.count > Self.longestName {
        tooLong.append(field)
        text = String(text.prefix(40)) + "…"
      }
      return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    line = record.line
    let width = (names.lastIndex { !$0.isEmpty } ?? 0) + 1
    let (distinct, renamed) = Self.numbered(Array(names.prefix(width)))
    columns = distinct.enumerated().map { Column(name: $1, index: $0) }
    places = Self.places(of: columns)
    notes = Self.notes(renamed, names, distinct)
    if let (problem, line, field) = record.problem {
      report(problem, line: line, field: field, source: source)
    }
    for field in tooLong {
      report(
        .other(
          "the name of the column has more than \(NumberStyle().text(Self.longestName)) bytes; write a shorter one"
        ),
        line: line, field: field + 1, source: source)
    }
  }

  /// The longest name of a column in bytes; what is longer is no name, and would be told in full.
  private static let longestName = 10_000

  /// Names of which each is there once: a later one gets the number of its repetition, `name.1`, as in R and pandas.
  private static func numbered(_ names: [String]) -> (names: [String], renamed: [Int]) {
    let given = Set(names)
    var (distinct, renamed, taken) = (names, [Int](), Set<String>())
    var repetitions: [String: Int] = [:]
    for (field, name) in names.enumerated() where !name.isEmpty && !taken.insert(name).inserted {
      var repetition = repetitions[name, default: 0] + 1
      while given.contains("\(name).\(repetition)") || !taken.insert("\(name).\(repetition)").inserted {
        repetition += 1
      }
      repetitions[name] = repetition
      distinct[field] = "\(name).\(repetition)"
      renamed.append(field)
    }
    return (distinct, renamed)
  }

  private static func places(of columns: [Column]) -> [String: [Int]] {
    var places: [String: [Int]] = [:]
    for column in columns where !column.name.isEmpty {
      places[Column.normalized(column.name), default: []].append(column.index)
    }
    return places
  }

  /// What was done to names, of many columns in one note.
  private static func notes(_ renamed: [Int], _ names: [String], _ distinct: [String]) -> [String] {
    guard let first = renamed.first, renamed.count > 10 else {
      return renamed.map { field in
        "column \(field + 1) has the name \(names[field]) of an earlier one; it is read as \(distinct[field])"
      }
    }
    return [
      "\(renamed.count) columns have the name of an earlier one and are read with a number behind it, such as column "
        + "\(first + 1), \(names[first]), as \(distinct[first])"
    ]
  }

  /// Where a field of a record is.
  func location(line: Int, field: Int, source: String) -> CellLocation {
    CellLocation(
      source: source, line: line, columnNumber: field,
      columnName: field <= columns.count ? columns[field - 1].name : "")
  }

  /// What is wrong with a record of the body, and where; nil where it has the fields of the header.
  ///
  /// Blank fields beyond them do no harm.
  func problem(
    of record: CSVScanner.Record, _ scanner: CSVScanner, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (problem: Problem, line: Int, field: Int)? {
    if let problem = record.problem { return problem }
    guard record.fieldCount != columns.count else { return nil }
    var filled = record.fieldCount
    while filled > columns.count, scanner.isBlank(record.firstField + filled - 1, bytes) { filled -= 1 }
    guard filled != columns.count else { return nil }
    return (.ragged(found: filled, expected: columns.count), record.line, min(filled, columns.count) + 1)
  }

  /// The column of the first of some names that there is.
  func firstColumn(among names: [String], source: String) -> Column? {
    for name in names {
      if case .success(let column) = lookUp(name, source: source) { return column }
    }
    return nil
  }

  /// The column of a name, or why there is none.
  func lookUp(_ name: String, source: String) -> Result<Column, Fault> {
    let wanted = Column.normalized(name)
    var matches = (places[wanted] ?? []).map { columns[$0] }
    if matches.isEmpty {
      matches = columns.filter { column in
        ColumnName.withoutNumbers(column.name).map { Column.normalized($0) == wanted } ?? false
      }
    }
    if matches.count == 1 { return .success(matches[0]) }
    let exact = matches.filter { $0.name == name }
    if exact.count == 1 { return .success(exact[0]) }
    let names = columns.map(\.name).filter { !$0.isEmpty }
    guard matches.isEmpty else {
      return .failure(
        Fault(
          at: location(line: line, field: matches[1].number, source: source),
          .ambiguousColumn(name, matches: matches.map(\.name))))
    }
    let place = CellLocation(source: source, line: line, columnNumber: columns.count + 1, columnName: name)
    let nearest = NearestName.find(name, among: names)
    return .failure(Fault(at: place, .unknownColumn(name, nearest: nearest, available: names)))
  }

  private mutating func report(_ problem: Problem, line: Int, field: Int, source: String) {
    faults.append(Fault(at: location(line: line, field: field, source: source), problem))
  }
}
