/// Lines above the names of columns that say in what figures are counted, and those that name groups above a gap.
extension LayoutSearch {
  /// The line above a blank one that names groups of the columns of figures, of which one at least begins behind the first.
  func groupsAboveGap(_ first: Int) -> Int? {
    guard first > 1, lines[first - 1].isBlank, !lines[first].isBlank else { return nil }
    let line = lines[first - 2]
    guard let own = line.filled.first, let start = figures.columns.first, own > start, line.width <= width,
      !line.hasNumbers(yearsCount: true), !isCorner(first - 2),
      line.filled.allSatisfy({ figures.columns.contains($0) && line.texts[$0].count < 70 })
    else { return nil }
    return first - 2
  }

  /// A header with the names above a blank line where those below say units only: `Change in six months` above `number` and `%`.
  func withUnitsNamed(_ header: ClosedRange<Int>) -> ClosedRange<Int> {
    guard let above = groupsAboveGap(header.lowerBound) else { return header }
    let own = names(header)
    let areUnits = lines[above].filled.allSatisfy { own.indices.contains($0) && Self.isUnit(own[$0]) }
    return areUnits ? above...header.upperBound : header
  }

  /// A header without the lines at its top that say in the corner above the last column in what all is counted.
  func withoutCorner(_ header: ClosedRange<Int>) -> ClosedRange<Int> {
    var first = header.lowerBound
    while first < header.upperBound, isCorner(first), isComplete(figuresBelow: first, in: header) {
      first += 1
    }
    while first < header.upperBound, first > header.lowerBound, lines[first].isBlank { first += 1 }
    return first...header.upperBound
  }

  /// Whether the lines of a header below one give each column of figures a name of its own, and the first column one that the
  /// line gives it, unless this is where the figures are from.
  private func isComplete(figuresBelow place: Int, in header: ClosedRange<Int>) -> Bool {
    let own = names((place + 1)...header.upperBound)
    let named = figures.columns.map { own.indices.contains($0) ? own[$0] : "" }
    guard !named.contains(""), Set(named).count == named.count else { return false }
    return lines[place].filled.dropLast().allSatisfy { column in
      own.indices.contains(column) && !own[column].isEmpty
        || Self.places.contains(lines[place].texts[column].lowercased())
    }
  }

  private static let places: Set = [
    "england", "wales", "england and wales", "great britain", "united kingdom", "uk", "scotland",
    "northern ireland", "australia", "new zealand", "ireland", "canada", "united states", "new south wales",
  ]

  /// Whether a line has a unit above the last column of figures, such as `Full-time equivalents`, perhaps a place or a name
  /// above those of row names, and nothing else, and a line of names follows.
  func isCorner(_ place: Int) -> Bool {
    let line = lines[place]
    guard let last = line.filled.last, let end = figures.columns.last, figures.columns.count > 1, last >= end,
      line.filled.dropLast().allSatisfy({ $0 < figures.columns[0] }), line.filled.count < 3,
      Self.isUnit(line.texts[last]) || Self.saysUnit(line.texts[last]),
      let next = lines.indices.first(where: { $0 > place && !lines[$0].isBlank })
    else { return false }
    // Where it is needed to tell the last columns apart it is a name.
    return figures.names(lines[next]) > 1 || figures.columns.count { lines[next].isYear($0) } > 1
  }

  /// Whether a text says in what figures are counted, perhaps after where: `Full-time equivalents3`, `Headcount`, `Percentage of
  /// households`, `United Kingdom (thousands)`.
  static func saysUnit(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter && $0 != "%" && $0 != "£" }.map(String.init)
    return text.count < 70 && !words.allSatisfy { ["rate", "number", "total"].contains($0) }
      && !unitWords.isDisjoint(with: words)
  }

  private static let unitWords: Set = [
    "equivalent", "equivalents", "fte", "headcount", "headcounts", "percentage", "percentages", "percent",
    "cent",
    "rates", "numbers", "thousands", "millions", "million", "hectares", "tonnes", "£", "£m", "%", "index",
    "units",
  ]
}
