/// The distinct texts of a column that is kept elsewhere, with what they mean.
package struct CodedTexts: Sendable {
  /// The texts as the engine has them, with the blanks around them.
  package let texts: [String]
  /// The column as it is read of a file, with a row for each of the texts.
  package let column: PersonColumn
}

extension TableFile {
  /// What the texts of a column mean, of which the engine counted the rows; nil for a file.
  ///
  /// - Throws: `TableError.faults` for texts that are not of the kind.
  package func codedTexts(
    of wanted: WantedColumn, _ groups: [(texts: [String], rows: Int, sums: [Double?])]
  ) throws(TableError) -> CodedTexts? {
    try elsewhereTable?.codedTexts(of: wanted, groups)
  }

  /// The combinations of values whose rows a condition keeps; nil for a file, or where there are more than so many.
  ///
  /// - Throws: as reading throws it.
  package func combinations(where filter: RowFilter, most: Int) throws(TableError)
    -> (columns: [String], rows: [[String]])?
  {
    try elsewhereTable?.combinations(where: filter, most: most)
  }
}

extension ElsewhereTable {
  fileprivate func codedTexts(
    of wanted: WantedColumn, _ groups: [(texts: [String], rows: Int, sums: [Double?])]
  ) throws(TableError) -> CodedTexts {
    let requests = try header.requests([wanted], source: source.name)
    let texts = groups.map { $0.texts.first ?? "" }
    let codes = NarrowCodes(texts.indices.map { UInt32(truncatingIfNeeded: $0) }, below: texts.count)
    let name = requests.first.map { source.columnNames[$0.column.index] } ?? wanted.name
    let reading = ColumnReading(
      columns: [ColumnReading.Texts(name: name, texts: texts, codes: codes)], rowCount: texts.count,
      multiplicities: groups.map(\.rows), filter: nil,
      rowName: RowNames { "the rows with \(name) \(texts[$0])" },
      isOrdered: true)
    return CodedTexts(texts: texts, column: try people(reading, requests).columns[0])
  }

  fileprivate func combinations(where filter: RowFilter, most: Int) throws(TableError)
    -> (columns: [String], rows: [[String]])?
  {
    let requests = try header.requests(filter.columnNames.map { WantedColumn($0) }, source: source.name)
    let names = requests.map { source.columnNames[$0.column.index] }
    var request = ColumnRequest(columns: names, isGrouped: true)
    request.mostGroups = most + 1
    let reading = try source.read(request)
    guard reading.rowCount <= most else { return nil }
    let kept = try rows(of: reading, where: filter)
    return (names, kept.map { row in reading.columns.map { $0.texts[$0.codes[Int(row)]] } })
  }
}
