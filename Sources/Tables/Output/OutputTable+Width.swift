extension OutputTable {
  /// The same table with as many columns as fit into a width, and the titles of those left out.
  ///
  /// Columns in which every cell is empty go first, then those at the right; the first column always stays.
  ///
  /// - Parameters:
  ///   - width: the room in characters, as a terminal shows them; two stand between neighbouring columns.
  ///   - textWidth: the room that a column of words needs where its lines may break; nil where they may not.
  public func fitting(width: Int, breakingTextAt textWidth: Int? = nil) -> (
    table: OutputTable, leftOut: [String]
  ) {
    let widths = columns.indices.map { place in
      let longest =
        rows.map { DisplayWidth.of(DisplayWidth.printable($0[place].shown(as: columns[place].kind))) }.max()
        ?? 0
      let needed = columns[place].kind == .text ? min(longest, textWidth ?? longest) : longest
      return max(DisplayWidth.of(columns[place].title), needed)
    }
    func isEmpty(_ place: Int) -> Bool {
      rows.allSatisfy { $0[place].shown(as: columns[place].kind).isEmpty }
    }
    var kept = Array(columns.indices)
    func total() -> Int { kept.reduce(0) { $0 + widths[$1] } + 2 * max(0, kept.count - 1) }
    let order =
      columns.indices.dropFirst().filter(isEmpty).reversed()
      + columns.indices.dropFirst().filter { !isEmpty($0) }.reversed()
    for place in order where total() > width && kept.count > 1 { kept.removeAll { $0 == place } }
    guard kept.count < columns.count else { return (self, []) }
    let leftOut = columns.indices.filter { !kept.contains($0) }.map { columns[$0].title }
    return (selecting(kept), leftOut)
  }

  /// The same table with some columns, found by their title or key whatever their case, blanks and signs.
  ///
  /// - Returns: nil for a name that no column has.
  public func selecting(columns names: [String]) -> OutputTable? {
    var places: [Int] = []
    for name in names {
      let wanted = Column.normalized(name)
      guard
        let place = columns.firstIndex(where: {
          Column.normalized($0.key) == wanted || Column.normalized($0.title) == wanted
        })
      else { return nil }
      places.append(place)
    }
    return selecting(places)
  }

  private func selecting(_ places: [Int]) -> OutputTable {
    OutputTable(columns: places.map { columns[$0] }, rows: rows.map { row in places.map { row[$0] } })
  }
}
