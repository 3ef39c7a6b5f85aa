import Numbers

/// Where in a file the table stands: what is title, header, data and notes.
///
/// Lines are told apart by what their cells look like and by how far they reach, as people do: a title fills the first
/// cell, a header names every column, data have numbers below names, notes follow the data.
///
/// - Source: the classes of lines are those of Christodoulakis, Munson, Gabel, Brown and Miller (2020), *Pytheas:
///   Pattern-based Table Discovery in CSV Files*, PVLDB 13(11), 2075–2089, doi:10.14778/3407790.3407810.
struct TableLayout {
  /// The lines of the header, first to last, by their place among the lines.
  let header: ClosedRange<Int>
  /// The first line of the header or of the names that stand over groups of its columns.
  let top: Int
  /// The names of the columns, those of several lines joined.
  let names: [String]
  /// Whether names have more than the header says, such as the thousands of a title.
  let isRenamed: Bool
  /// The place of the first line behind the data.
  let end: Int
  /// How many columns at the beginning hold names of rows by their depth and have no name themselves; 0 where fewer than
  /// two do.
  let indentedColumns: Int
  /// The lines that seem to be the headers of further tables.
  let furtherHeaders: [Int]
  /// The lines among the rows that have the names of the header again, as files put together do.
  let repeatedHeaders: [Int]
  /// The lines among the rows that number pages or have the title again.
  let pageBreaks: [Int]
  /// Whether the last line of the header says in other words what the names above it name.
  let isDescribed: Bool
  /// The columns of the tables that stand side by side; empty where there is one.
  let sideBySide: [ClosedRange<Int>]
  /// What speaks against there being a table with this header, where the caller does not name its line.
  let doubt: LayoutDoubt?

  /// Finds the table in some lines; nil where nothing is filled.
  ///
  /// - Parameters:
  ///   - headerLine: the line of the header, where the caller says it.
  ///   - isWhole: whether these are all lines of the file.
  ///   - isScaled: whether numbers are given in full where a title may say thousands.
  init?(_ lines: [LayoutLine], headerLine: Int?, isWhole: Bool, isScaled: Bool = false) {
    let search = LayoutSearch(lines)
    let series = headerLine == nil ? search.seriesHeader() : nil
    guard
      let found = headerLine.flatMap({ line in search.header(atLine: line) }) ?? series?.header
        ?? search.header()
    else { return nil }
    let header = headerLine == nil ? search.belowTitle(found) : found
    self.header = header
    top = series == nil ? search.groupLines(above: header) : header.lowerBound
    let given = series.map { search.namesOfSeries($0.names) } ?? search.names(header)
    names = !isScaled && search.saysThousands(above: top) ? search.inThousands(given) : given
    isRenamed = names != given
    isDescribed = search.isDescribed(header)
    repeatedHeaders = isWhole ? search.repeatedHeaders(after: header) : []
    pageBreaks = repeatedHeaders.flatMap { search.pageBreak(above: $0, after: header) }
    furtherHeaders = search.furtherHeaders(after: header, but: repeatedHeaders)
    var end = lines.count
    if headerLine != nil, let next = furtherHeaders.first {
      end = search.titleStart(before: next, after: header)
    }
    self.end = isWhole || headerLine != nil ? search.endOfData(after: header, before: end) : lines.count
    indentedColumns = search.indentedColumns(names, after: header, before: self.end)
    sideBySide = search.sideBySide(names, header, before: self.end)
    doubt = headerLine == nil ? search.doubt(header) : nil
  }
}

/// The search for the parts of a table among lines.
struct LayoutSearch {
  let lines: [LayoutLine]
  /// The width that most lines have.
  let width: Int
  /// The columns that have something in them below the first lines.
  let active: [Int]
  /// The columns that have signs only in them, such as a % beside a figure or the mark of a test.
  private let signs: Set<Int>
  /// Those of them in which a number stands.
  private let numeric: Set<Int>
  /// What is known of the columns of figures.
  let figures: Figures

  init(_ lines: [LayoutLine]) {
    self.lines = lines
    var counts: [Int: Int] = [:]
    // By cells, not by lines: a table may have fewer rows than notes.
    for line in lines where line.filled.count > 1 { counts[line.width, default: 0] += line.filled.count }
    let width = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
    self.width = width
    // Columns may be empty throughout, as hidden ones are, so that full is what most lines come to.
    let most = lines.map(\.filled.count).max() ?? 0
    let body = lines.filter { $0.width >= width && $0.filled.count * 2 >= most }
    let rest = body.count > 1 ? Array(body.dropFirst()) : body
    let filled = (0..<width).filter { column in
      rest.contains { $0.cells.indices.contains(column) && !$0.cells[column].isEmpty }
    }
    let signs = Set(
      filled.filter { column in
        !rest.contains { line in
          line.texts.indices.contains(column) && line.texts[column].contains { $0.isLetter || $0.isNumber }
        }
      })
    self.signs = signs
    active = filled.filter { !signs.contains($0) }
    numeric = Set(
      active.filter { column in
        rest.contains { $0.cells.indices.contains(column) && $0.cells[column].isNumber }
      })
    figures = Figures(lines, active: active)
  }

  /// The header at a line that the caller names.
  func header(atLine number: Int) -> ClosedRange<Int>? {
    guard let place = lines.firstIndex(where: { $0.number == number && !$0.isBlank }) else { return nil }
    if let last = grouped(from: place) { return place...last }
    return isFull(lines[place]) ? place...place : stacked(from: place) ?? place...place
  }

  /// The lines of the header.
  func header() -> ClosedRange<Int>? {
    guard let found = headerByShape() else { return nil }
    guard width > 1 else { return found }
    return withColumnNumbers(
      withUnitsNamed(
        withDescription(
          belowDescription(
            withMergedNames(withoutCorner(withoutTitles(reachingDown(better(reachingDown(found))))))))))
  }

  /// The lines of the header by how far they reach.
  private func headerByShape() -> ClosedRange<Int>? {
    guard let first = lines.firstIndex(where: { !$0.isBlank }) else { return nil }
    guard width > 1 else { return first...first }
    var place = afterDescription(from: first)
    while place < lines.count {
      let line = lines[place]
      if namesWords(place) { return place...place }
      if line.hasNumbers(yearsCount: false), line.filled.count > 1 {
        if namesNumbers(place) { return withUnits(withGroups(place...place)) }
        break
      }
      if isFull(line) {
        return withUnits(withGroups(place...(grouped(from: place) ?? rowNames(below: place) ?? place)))
      }
      if let stacked = stacked(from: place) { return withUnits(stacked) }
      place += 1
    }
    // No line names every column: the fullest one without numbers that stands right above the data.
    guard place < lines.count else { return first...first }
    let above = lines.indices.filter {
      $0 < place && lines[$0].filled.count > 1 && lines[$0].filled.count * 2 >= active.count
    }
    if let last = above.last { return last...last }
    // Side by side with other cells, the names above the data may be few.
    let nearest = lines.indices.last { $0 < place && !lines[$0].isBlank }
    if let nearest, lines[nearest].filled.count > 1 { return nearest...nearest }
    return first...first
  }

  /// The first place behind lines that describe the table, a heading and its text each, where a blank line parts them from a
  /// wider line; else the given place.
  private func afterDescription(from first: Int) -> Int {
    guard active.count > 4,
      let wide = lines.indices.first(where: { $0 > first && lines[$0].filled.count > 3 }),
      lines[wide - 1].isBlank, lines[first..<wide].allSatisfy({ $0.width <= 2 }),
      lines[first..<wide].contains(where: { $0.filled.count == 2 && $0.texts[0].hasSuffix(":") })
    else { return first }
    return wide
  }

  /// Whether a line that leaves columns unnamed is the header of a table of words: it reaches from the first column to the
  /// last, and so does every line below it.
  private func namesWords(_ place: Int) -> Bool {
    let line = lines[place]
    guard numeric.isEmpty, active.count > 2, line.filled.count > 1, !isFull(line),
      line.filled.first == active.first, line.filled.last == active.last,
      line.filled.allSatisfy({ line.texts[$0].count < 40 })
    else { return false }
    let rows = lines[(place + 1)...].prefix(20).filter { !$0.isBlank }
    return rows.count > 3
      && rows.allSatisfy { $0.filled.first == active.first && $0.filled.last == active.last }
  }

  /// A header with the lines above it into which its cells are merged: they have the same text in the same column.
  private func withMergedNames(_ header: ClosedRange<Int>) -> ClosedRange<Int> {
    var first = header.lowerBound
    while first > 0, header.upperBound - first < 5 {
      let (line, below) = (lines[first - 1], lines[first])
      guard line.filled.count > 2, !line.hasNumbers(yearsCount: false),
        Set(line.filled.map { line.texts[$0] }).count > 1,
        line.filled.contains(where: { below.texts.indices.contains($0) && below.texts[$0] == line.texts[$0] })
      else { break }
      first -= 1
    }
    return first...header.upperBound
  }

  /// The line below a header, where this describes what that names, and figures follow: `Name of the area, People followed up`
  /// above `area, cohort`.
  private func belowDescription(_ header: ClosedRange<Int>) -> ClosedRange<Int> {
    let place = header.lowerBound
    guard header.count == 1, place + 2 < lines.count else { return header }
    let (line, below) = (lines[place], lines[place + 1])
    guard line.filled.count > 1, line.filled == below.filled, !below.hasNumbers(yearsCount: true) else {
      return header
    }
    let isBelow = describe(line.filled.map { line.texts[$0] }, line.filled.map { below.texts[$0] })
    return isBelow && areFigures(in: line.filled, below: place + 1) ? (place + 1)...(place + 1) : header
  }

  /// The header with the line below it that describes what it names: `area, cohort` above `Name of the area, People followed
  /// up`, and figures below both.
  private func withDescription(_ header: ClosedRange<Int>) -> ClosedRange<Int> {
    header.count == 1 && isDescription(header.upperBound + 1)
      ? header.lowerBound...(header.upperBound + 1) : header
  }

  /// Whether a header ends in a line that describes its names, and is no part of these.
  func isDescribed(_ header: ClosedRange<Int>) -> Bool {
    header.count == 2 && isDescription(header.upperBound)
  }

  /// Whether a line describes the names on the line above it.
  private func isDescription(_ place: Int) -> Bool {
    guard place > 0, place + 1 < lines.count else { return false }
    let (names, line) = (lines[place - 1], lines[place])
    guard names.filled.count > 1, names.filled == line.filled, !line.hasNumbers(yearsCount: true),
      !names.hasNumbers(yearsCount: true), !line.cells[line.filled[0]].isNumber
    else { return false }
    let own = names.filled.map { names.texts[$0] }
    let texts = line.filled.map { line.texts[$0] }
    // `Not available` in several cells is a row.
    return Set(texts).count == texts.count && !texts.contains { MissingReason(amongFigures: $0) != nil }
      && describe(texts, own) && areFigures(in: line.filled, below: place)
  }

  /// Whether texts describe what names of one word each name.
  private func describe(_ texts: [String], _ names: [String]) -> Bool {
    let areNames =
      Set(names).count == names.count
      && names.allSatisfy { $0.count <= 30 && !$0.contains(" ") && $0.contains(where: \.isLetter) }
    return areNames && texts.count { $0.contains(" ") } * 2 > texts.count
      && texts.reduce(0, { $0 + $1.count }) > names.reduce(0, { $0 + $1.count })
  }

  /// Whether the rows below a line have figures, and nothing else, in one of some columns.
  private func areFigures(in columns: [Int], below place: Int) -> Bool {
    let rows = lines[(place + 1)...].prefix(50).filter { !$0.isBlank }
    return !rows.isEmpty
      && columns.contains { column in
        rows.allSatisfy { $0.isEmpty(column) || $0.cells[column].isNumber }
          && rows.contains { $0.isFigure(column) }
      }
  }

  /// A header with the lines above it that stand over groups of its columns, where its names alone do not tell them apart.
  private func withGroups(_ header: ClosedRange<Int>) -> ClosedRange<Int> {
    var first = header.lowerBound
    while first > 0, header.upperBound - first < 3 {
      let line = lines[first - 1]
      let lower = names(first...header.upperBound).filter { !$0.isEmpty }
      guard Set(lower).count < lower.count, let start = line.filled.first, start > 0,
        start > (lines[first].filled.first ?? 0) || start > 1, !line.hasNumbers(yearsCount: false),
        !line.filled.contains(where: { line.texts[$0].count > 80 }), line.width <= width
      else { break }
      first -= 1
    }
    return first...header.upperBound
  }

  /// The first of the lines above a header that name groups of its columns and are not needed to tell these apart.
  func groupLines(above header: ClosedRange<Int>) -> Int {
    var first = header.lowerBound
    let start = lines[header.lowerBound...header.upperBound].compactMap(\.filled.first).min() ?? 0
    let isUnnamed = lines[header.upperBound].filled.first ?? 0 > 1
    while first > 0, header.upperBound - first < 4 {
      if let above = groupsAboveGap(first) {
        first = above
        continue
      }
      let line = lines[first - 1]
      guard !isCorner(first - 1), line.only.map({ !Self.saysUnit($0) }) ?? true else { break }
      let isOver = line.filled.count > 1 || figures.columns.contains(start)
      guard let own = line.filled.first, own > start || (isUnnamed && isOver && own == start), own > 0,
        !line.hasNumbers(yearsCount: false), !isTitle(line), line.width <= width,
        !line.filled.contains(where: { line.texts[$0].count > (line.filled.count > 1 ? 120 : 70) })
      else { break }
      first -= 1
    }
    return first
  }

  /// Whether a line names every column, but perhaps the first ones, whose cells are the names of rows.
  private func isFull(_ line: LayoutLine) -> Bool {
    guard !active.isEmpty else { return line.filled.count > 1 }
    let unnamed = active.filter { !line.cells.indices.contains($0) || line.cells[$0].isEmpty }
    if unnamed.isEmpty || (unnamed == [active.first] && line.filled.count > 1) { return true }
    guard let first = line.filled.first, line.filled.count > 2, line.filled.count * 2 >= active.count else {
      return false
    }
    return unnamed.allSatisfy { $0 < first && !numeric.contains($0) }
  }

  /// Whether a line with numbers names columns all the same: `Year, Sex, All ages, 0, 1-4, 5-9`, or ages one by one.
  private func namesNumbers(_ place: Int) -> Bool {
    let line = lines[place]
    let names = line.filled.map { line.texts[$0] }
    guard isFull(line), Set(names).count == names.count, !line.cells[line.filled[0]].isNumber,
      place + 1 < lines.count, lines[place + 1].hasNumbers(yearsCount: false)
    else { return false }
    let above = line.filled.filter { numeric.contains($0) && $0 > line.filled[0] }
    let numbers = above.filter { line.cells[$0].isNumber && !line.cells[$0].isYear }
    if numbers.count * 2 < above.count, above.count - numbers.count > 1 { return true }
    let whole = numbers.compactMap { Int(line.texts[$0]) }
    return whole.count > 3 && whole.count == numbers.count
      && zip(whole, whole.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }

  /// Whether a line is a title with the number of its table in a cell of its own: `Table 6A.1`, `Police staff`.
  func isTitle(_ line: LayoutLine) -> Bool {
    guard line.filled.count <= 2, let first = line.filled.first else { return false }
    let words = line.texts[first].lowercased().split(separator: " ", maxSplits: 1)
    return words.count == 2 && ["table", "tabl", "figure", "chart"].contains(words[0])
      && words[1].contains(where: \.isNumber)
  }

  /// Two or three lines that follow each other and name every column together.
  private func stacked(from place: Int) -> ClosedRange<Int>? {
    guard lines[place].filled.contains(where: { $0 > 0 }), !isTitle(lines[place]) else { return nil }
    var covered = Set(lines[place].filled)
    for last in (place + 1)..<max(place + 1, min(place + 3, lines.count)) {
      let line = lines[last]
      guard !line.isBlank, !line.hasNumbers(yearsCount: false), line.filled.count > 1 else { return nil }
      covered.formUnion(line.filled)
      let unnamed = active.filter { !covered.contains($0) }
      guard unnamed.isEmpty || unnamed == [active.first] else { continue }
      // A title above a header that is full by itself is none of its lines.
      let lower = line.filled.map { line.texts[$0] }
      let isOwn =
        isFull(line) && unnamed.isEmpty && line.filled.contains(0) && lines[place].filled.contains(0)
        && Set(lower).count == lower.count
      return isOwn || !areGroupsClear(place...last) ? nil : place...last
    }
    return nil
  }

  /// The last line of a header whose first lines repeat names, as merged cells over several columns do.
  private func grouped(from place: Int) -> Int? {
    var last = place
    while last < place + 3, hasRepeatedNames(lines[last]), last + 1 < lines.count, isFull(lines[last + 1]),
      !lines[last + 1].hasNumbers(yearsCount: false)
    {
      last += 1
    }
    return last > place ? last : nil
  }

  /// Whether a name stands above several columns side by side.
  private func hasRepeatedNames(_ line: LayoutLine) -> Bool {
    zip(line.filled, line.filled.dropFirst()).contains { $1 == $0 + 1 && line.texts[$0] == line.texts[$1] }
  }

  /// The line below a header that names only the columns of row names, as tables made of several variables have it.
  private func rowNames(below place: Int) -> Int? {
    let next = place + 1
    guard next + 1 < lines.count, lines[place].cells[0].isEmpty, !lines[next].cells.isEmpty,
      !lines[next].cells[0].isEmpty
    else { return nil }
    let filled = lines[next].filled
    guard filled.count > 1, filled.count * 2 <= active.count, filled == Array(0..<filled.count),
      !lines[next].hasNumbers(yearsCount: true), lines[next + 1].filled.count > filled.count
    else { return nil }
    return next
  }

  /// Whether every name that occurs twice has a name above it that tells which is which.
  private func areGroupsClear(_ header: ClosedRange<Int>) -> Bool {
    let all = names(header).filter { !$0.isEmpty }
    let lower = lines[header.upperBound].texts.filter { !$0.isEmpty }
    return Set(all).count == all.count && !all.contains { name in lower.count { $0 == name } > 1 }
  }

  /// The header with a line of units below it.
  private func withUnits(_ header: ClosedRange<Int>) -> ClosedRange<Int> {
    let next = header.upperBound + 1
    guard next < lines.count, let first = lines[next].filled.first, lines[next].width <= width else {
      return header
    }
    if areReferences(next) { return header.lowerBound...next }
    guard first > 0 || lines[next].filled.count > 1 else { return header }
    // One text over figures, as a unit in a merged cell stands.
    if lines[next].filled.count == 1, numeric.contains(first), !lines[next].cells[first].isNumber,
      next + 1 < lines.count, !lines[next + 1].isBlank
    {
      return header.lowerBound...next
    }
    let areUnits = lines[next].filled.allSatisfy { Self.isUnit(lines[next].texts[$0]) }
    return areUnits || isSecondName(next, below: header) ? header.lowerBound...next : header
  }

  /// Whether a line below a header belongs to it, as `Response` below every question of a survey does: it has no name where
  /// every row has one, repeats a word, and holds no number.
  private func isSecondName(_ place: Int, below header: ClosedRange<Int>) -> Bool {
    let line = lines[place]
    let rows = lines[(place + 1)...].prefix(50).filter { !$0.isBlank }
    guard let first = line.filled.first, first > 0, line.filled.count > 2, rows.count > 2,
      lines[header.upperBound].filled.first == 0, !line.hasNumbers(yearsCount: true),
      Set(line.filled.map { line.texts[$0] }).count < line.filled.count
    else { return false }
    return rows.allSatisfy { $0.filled.first == 0 && $0.cells[0].isNumber }
  }

  /// Whether a text says in what the numbers below it are counted.
  static func isUnit(_ text: String) -> Bool {
    let plain = text.lowercased()
    if units.contains(plain) { return true }
    guard plain.count <= 20 else { return false }
    return ["'000", "’000", "‘000", "£ ", "$ ", "£000", "£m", "$m", "per 1", "per cent "].contains(
      where: plain.hasPrefix)
      || ["(%)", "thousands", "millions"].contains(where: plain.hasSuffix)
  }

  private static let units: Set = [
    "number", "numbers", "no.", "no", "n", "%", "(%)", "per cent", "percent", "percentage", "£", "count",
    "rate",
    "people", "number of people", "years", "days", "months", "(number)", "(n)", "dollars", "pounds", "kg",
    "tonnes", "hours", "ratio", "index", "persons", "000s", "'000", "thousands", "millions", "£m", "£000",
  ]

  /// The names of the columns, each from all lines of the header.
  func names(_ header: ClosedRange<Int>) -> [String] {
    let count = header.map { lines[$0].width }.max() ?? 0
    // A note or a description below the names is none of them.
    let named = isDescribed(header) ? header.lowerBound...header.lowerBound : header
    let naming = named.filter { place in
      place == header.lowerBound
        || !(lines[place].filled == [0] && Self.isNote(lines[place].texts[0]) || areReferences(place)
          || areColumnNumbers(place, below: header.lowerBound...(place - 1)) || areIdentifiers(place))
    }
    let lowest = figures.columns.map {
      lines[header.upperBound].isEmpty($0) ? "" : lines[header.upperBound].texts[$0]
    }
    let areTold = Set(lowest).count == lowest.count && !lowest.contains("")
    var levels = naming.map { place in
      let isCorner = areTold && place == header.lowerBound && header.count > 1 && isCorner(place)
      let corner = isCorner ? lines[place].filled.last : nil
      return (0..<count).map {
        lines[place].texts.indices.contains($0) && $0 != corner ? lines[place].texts[$0] : ""
      }
    }
    // One word below every name, such as `Response`, tells nothing apart.
    levels = levels.enumerated().filter { $0 == 0 || !isOneWord($1, below: levels[$0 - 1]) }.map(\.element)
    if levels.count > 1 {
      var lower = levels[levels.count - 1]
      let own = levels
      for level in (0..<(levels.count - 1)).reversed() {
        // A group ends where one above it does.
        let starts = (0..<count).filter { column in own[..<level].contains { !$0[column].isEmpty } }
        levels[level] = spread(levels[level], over: lower, butFrom: Set(starts))
        lower = zip(levels[level], lower).map { $0.isEmpty ? $1 : $0 }
      }
    }
    let all = (0..<count).map { column in
      var parts: [String] = []
      for level in levels where !level[column].isEmpty && parts.last != level[column] {
        parts.append(level[column])
      }
      return parts
    }
    return (0..<count).map { column in
      var parts = all[column]
      // The mark beside a figure has no name of its own under that of the group.
      if column > 0, !figures.columns.contains(column), figures.columns.contains(column - 1),
        parts.count < all[column - 1].count, all[column - 1].starts(with: parts)
      {
        return ""
      }
      if let last = parts.last, parts.count > 1, last == "%" || last == "£" {
        parts[parts.count - 1] = "(\(last))"
      }
      return parts.joined(separator: " ")
    }
  }

  private func isOneWord(_ level: [String], below upper: [String]) -> Bool {
    let named = level.indices.filter { !level[$0].isEmpty }
    // Under a few of many names it goes on with these: `Early` above `neonatal`.
    guard named.count * 4 >= upper.count(where: { !$0.isEmpty }) * 3 else { return false }
    return named.count > 2 && Set(named.map { level[$0] }).count == 1 && !Self.isUnit(level[named[0]])
      && named.allSatisfy { !upper[$0].isEmpty }
  }

  /// The names of a line over those below it, each over the cells to its right that are empty.
  ///
  /// A name with nothing below it names its own column only, and so does one that goes on below: `Country of` above
  /// `occurrence`, beside `Sex`.
  ///
  /// - Parameter starts: the columns at which a group above begins.
  private func spread(_ upper: [String], over lower: [String], butFrom starts: Set<Int>) -> [String] {
    var result = upper
    var current = ""
    var goesOn = false
    for column in upper.indices {
      if !upper[column].isEmpty {
        current = lower[column].isEmpty ? "" : upper[column]
        goesOn = lower[column].first?.isLowercase == true
      } else if starts.contains(column) {
        current = ""
      } else if !lower[column].isEmpty {
        if goesOn, lower[column].first?.isUppercase == true { current = "" }
        result[column] = current
      } else if !signs.contains(column) {
        current = ""
      }
    }
    return result
  }

  /// The columns before the first that has a name, where nearly every line fills one of them at most.
  func indentedColumns(_ names: [String], after header: ClosedRange<Int>, before end: Int) -> Int {
    let count = names.firstIndex { !$0.isEmpty } ?? 0
    guard count > 1, names.count > count + 1 else { return 0 }
    let start = header.upperBound + 1
    let body = lines[start..<max(start, end)].filter { !$0.isBlank }
    let single = body.count { line in line.filled.count { $0 < count } <= 1 }
    let areWords = !body.contains { line in
      (0..<count).contains {
        line.cells.indices.contains($0) && line.cells[$0].isNumber && !line.cells[$0].isYear
      }
    }
    return areWords && body.count > 2 && single * 10 >= body.count * 9 ? count : 0
  }

  /// The lines that have the names of the header again between rows, with nothing above them that parts tables.
  ///
  /// Where the rows above and below one have the same names, though each has its own among its neighbours, they are those of
  /// several tables, and the lines are none of these.
  func repeatedHeaders(after header: ClosedRange<Int>) -> [Int] {
    let own = lines[header.lowerBound].texts
    guard header.count == 1 || isDescribed(header), width > 1 else { return [] }
    let found = lines.indices.filter { place in
      place > header.upperBound + 1 && lines[place].texts == own
        && (lines[place - 1].filled.count > 1 || !pageBreak(above: place, after: header).isEmpty)
    }
    guard !found.isEmpty else { return [] }
    let bounds = [header.upperBound] + found + [lines.count]
    let sections = zip(bounds, bounds.dropFirst()).map { start, end in
      lines[(start + 1)..<max(start + 1, end)].filter { $0.filled.count > 1 }.map { line in
        line.texts.enumerated().filter { !figures.columns.contains($0.offset) }.map(\.element)
      }
    }
    let areNamed = sections.allSatisfy { Set($0).count == $0.count }
    let names = sections.flatMap(\.self)
    return areNamed && Set(names).count < names.count ? [] : found
  }

  /// Further lines that look like the header of another table, below blank lines or a title that says so.
  ///
  /// - Parameter repeated: the lines that have the names of the header again and begin no table.
  func furtherHeaders(after header: ClosedRange<Int>, but repeated: [Int]) -> [Int] {
    let own = lines[header.upperBound].texts
    var found: [Int] = []
    for place in lines.indices where place > header.upperBound + 1 && !repeated.contains(place) {
      let line = lines[place]
      if found.last != place - 1, isBelowTitle(place),
        lines[header.upperBound + 1..<place].contains(where: { $0.hasNumbers(yearsCount: true) })
      {
        found.append(place)
        continue
      }
      guard line.filled.count > 1, !line.hasNumbers(yearsCount: false), !hasSignsOnly(line) else { continue }
      let isSame = line.texts == own
      let follows = place + 1 < lines.count && lines[place + 1].hasNumbers(yearsCount: true)
      let isWide = line.filled.count * 2 >= width || line.filled.count > 3
      guard isSame || (follows && isWide && isBelowBlank(place)), found.last != place - 1 else { continue }
      // Rows of words only belong to a table whose rows have no numbers, or whose figures are missing.
      guard
        isSame || lines[header.upperBound + 1..<place].contains(where: { $0.hasNumbers(yearsCount: true) })
      else {
        continue
      }
      found.append(place)
    }
    return found.map { firstLine(ofHeader: $0, after: header) }
  }

  /// The header of the only table below a title, where what was taken for the header is this title, as above a line that tells
  /// a figure of all: `Number of incidents, 313,137`.
  func belowTitle(_ header: ClosedRange<Int>) -> ClosedRange<Int> {
    guard width > 1, header.count == 1, lines[header.lowerBound].filled.count == 1 else { return header }
    let further = furtherHeaders(after: header, but: [])
    guard further.count == 1, let place = further.first,
      lines[(header.upperBound + 1)..<place].count(where: { $0.filled.count > 1 }) < 3
    else { return header }
    return self.header(atLine: lines[place].number) ?? header
  }

  /// Whether nothing but signs, such as the # of a figure that is not published, stands behind the first cell.
  private func hasSignsOnly(_ line: LayoutLine) -> Bool {
    line.filled.dropFirst().allSatisfy { !line.texts[$0].contains { $0.isLetter || $0.isNumber } }
  }

  /// The first of the lines of names that end at a place and have blank lines, or nothing, above them.
  private func firstLine(ofHeader last: Int, after header: ClosedRange<Int>) -> Int {
    let highest = max(header.upperBound + 1, last - 4)
    var first = last
    while first > highest, lines[first - 1].filled.count > 1, !lines[first - 1].hasNumbers(yearsCount: false)
    {
      first -= 1
    }
    return lines[first - 1].filled.count < 2 ? first : last
  }

  /// Whether the title of a numbered table stands above a line that has several cells: `Table A1.16: …`.
  private func isBelowTitle(_ place: Int) -> Bool {
    guard lines[place].filled.count > 1, place + 1 < lines.count, lines[place + 1].filled.count > 1 else {
      return false
    }
    var above = place - 1
    while above > 0, lines[above].isBlank { above -= 1 }
    guard above > 0, let title = lines[above].only else { return false }
    let words = title.lowercased().split(separator: " ", maxSplits: 2)
    return words.count == 3 && ["table", "tabl"].contains(words[0]) && words[1].contains(where: \.isNumber)
  }

  /// Whether blank lines stand above a line, with nothing but a title between.
  private func isBelowBlank(_ place: Int) -> Bool {
    var above = place - 1
    while above >= 0, lines[above].only != nil { above -= 1 }
    return above >= 0 && lines[above].isBlank
  }

  /// The place of the blank lines or titles that stand before a further header.
  func titleStart(before place: Int, after header: ClosedRange<Int>) -> Int {
    var start = place
    while start - 1 > header.upperBound, lines[start - 1].isBlank || lines[start - 1].only != nil {
      start -= 1
    }
    return start
  }
}
