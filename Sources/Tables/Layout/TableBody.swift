import Numbers

/// The rows below a header, brought into the form of a table: a name above each column, a name for each row.
///
/// Publications print names of rows in several columns by their depth, signs such as % in a column without a name beside
/// their figures, and headings in rows of their own.
struct TableBody {
  /// The names of the columns.
  private(set) var names: [String]
  /// The rows, a line of the file each; a blank one for what is no row of the table.
  private(set) var rows: [[String]]
  /// What was done, to be told to the reader.
  private(set) var notes: [String] = []

  /// - Parameters:
  ///   - indentedColumns: how many columns at the beginning hold names of rows by their depth and have no name.
  ///   - repetitions: how many lines that repeat the header were left out.
  ///   - pageBreaks: how many lines that number pages or repeat the title were left out.
  ///   - noteNumbers: the numbers of the notes below the rows.
  ///   - isCropped: whether cells beyond the last name were left out.
  ///   - hasRowNumbers: whether the name of the first column was put before those of the file.
  init(
    names: [String], rows: [[String]], indentedColumns: Int, repetitions: Int = 0, pageBreaks: Int = 0,
    noteNumbers: Set<String> = [], isCropped: Bool = false, hasRowNumbers: Bool = false
  ) {
    self.names = names
    self.rows = rows
    if isCropped {
      notes.append("What stands in columns without a name, right of the last that has one, is left out.")
    }
    if repetitions > 0 {
      let verbs = repetitions == 1 ? ("repeats", "is") : ("repeat", "are")
      notes.append(
        "\(Plural.count(repetitions, "line")) among the rows \(verbs.0) the header and \(verbs.1) left out.")
    }
    if pageBreaks > 0 {
      notes.append(
        pageBreaks == 1
          ? "1 line among the rows numbers a page or repeats the title and is left out."
          : "\(pageBreaks) lines among the rows number pages or repeat the title and are left out.")
    }
    if hasRowNumbers {
      notes.append(
        "The rows have a number before the field of the first name; it is read as the column “row”.")
    }
    dropRuler()
    takeNamesBelow()
    dropNoteNumbers(noteNumbers)
    dropSigns()
    if indentedColumns == 0 { nameStubs() }
    joinDepths(unnamed: indentedColumns)
    nameLabels()
    fillPivot()
    let plain = self.rows
    blankDashes()
    if !splitSections(), !joinIndents() { self.rows = plain }
  }

  /// Whether the rows are other than those of the file.
  var isChanged: Bool { !notes.isEmpty }

  /// Leaves out the line of dashes that parts a header from its rows in Markdown: `| --- | ---: |`.
  private mutating func dropRuler() {
    guard let first = rows.indices.first(where: { rows[$0].contains { !$0.isEmpty } }) else { return }
    let cells = rows[first].map { String($0[...].trimmingSpaces()) }.filter { !$0.isEmpty }
    let isRuler = cells.allSatisfy { cell in
      let dashes = cell.drop { $0 == ":" }.prefix { $0 == "-" }
      return dashes.count > 2 && cell.allSatisfy { ":-".contains($0) }
    }
    guard isRuler, cells.count > 1, rows.dropFirst(first + 1).contains(where: { $0.contains { !$0.isEmpty } })
    else { return }
    rows[first] = []
    notes.append("The line of dashes below the header is left out.")
  }

  /// Names the first columns, where the header names figures only, by the words that stand over their names a little further
  /// down: `Kind of force, Tactic` below the sums of all columns.
  private mutating func takeNamesBelow() {
    guard let count = names.firstIndex(where: { !$0.isEmpty }), count > 1 else { return }
    let filled = rows.indices.filter { rows[$0].contains { !$0.isEmpty } }
    guard
      let place = filled.prefix(3).first(where: { place in
        let row = rows[place]
        return row.count >= count && !row.prefix(count).contains(where: \.isEmpty)
          && Set(row.prefix(count)).count == count
          && !row.contains { LayoutCell($0).isNumber } && row.dropFirst(count).count { !$0.isEmpty } < 2
      }), let below = filled.firstIndex(of: place), filled.count > below + 3,
      // What follows has names in each of these columns, but for a row in ten, and figures.
      filled[(below + 1)...].allSatisfy({ row in
        rows[row].prefix(count).contains { !$0.isEmpty }
          && !rows[row].prefix(count).contains { LayoutCell($0).isNumber }
          && rows[row].dropFirst(count).contains { LayoutCell($0).isNumber }
      }),
      filled[(below + 1)...].count(where: { rows[$0].prefix(count).contains(where: \.isEmpty) }) * 10
        < filled.count - below,
      filled[..<below].allSatisfy({ rows[$0].prefix(count).contains(where: \.isEmpty) })
    else { return }
    names.replaceSubrange(..<count, with: rows[place].prefix(count))
    rows[place] = []
    notes.append(
      "The names of the first \(count) columns, “\(names[0])” and so on, stand below the header in a line of their own."
    )
  }

  /// Leaves out the numbers of notes that stand behind some names, as in `Dudley1` above a note 1.
  ///
  /// Where every name ends in a number, or one of them in a number that no note has, they are part of the names.
  private mutating func dropNoteNumbers(_ numbers: Set<String>) {
    guard !numbers.isEmpty else { return }
    var marked: [String] = []
    for column in names.indices {
      let places = rows.indices.filter { rows[$0].indices.contains(column) && !rows[$0][column].isEmpty }
      let stems = places.map { Self.stem(rows[$0][column]) }
      let known = stems.compactMap(\.self)
      guard !known.isEmpty, known.count * 2 < places.count,
        known.allSatisfy({ $0.numbers.allSatisfy(numbers.contains) })
      else { continue }
      for (place, stem) in zip(places, stems) {
        guard let stem else { continue }
        marked.append(rows[place][column])
        rows[place][column] = stem.name
      }
    }
    guard let first = marked.first else { return }
    notes.append(
      "The numbers of notes behind \(Plural.count(marked.count, "name")), such as “\(first)”, are left out."
    )
  }

  /// A name of several letters without the number, or the numbers joined by commas, that stands right behind it.
  private static func stem(_ text: String) -> (name: String, numbers: [String])? {
    let name = text[...].trimmingSpaces()
    let end = name.reversed().prefix { $0.isASCII && ($0.isNumber || $0 == ",") }.count
    let stem = name.dropLast(end)
    guard end > 0, stem.count > 3, let last = stem.last, last.isLowercase || last == ")" else { return nil }
    let numbers = name.suffix(end).split(separator: ",").map(String.init)
    return numbers.allSatisfy { $0.count < 3 } && !numbers.isEmpty ? (String(stem), numbers) : nil
  }

  /// Leaves out columns without a name that hold signs only, such as a % or the mark of a test beside some figures.
  ///
  /// A per cent sign is put into the name of the column before it.
  private mutating func dropSigns() {
    guard let first = names.firstIndex(where: { !$0.isEmpty }) else { return }
    let width = max(names.count, rows.map(\.count).max() ?? 0)
    var signs: Set<Int> = []
    for column in (first + 1)..<max(first + 1, width)
    where !names.indices.contains(column) || names[column].isEmpty {
      let texts = rows.compactMap { row in
        row.indices.contains(column) && row[column].contains { !$0.isWhitespace } ? row[column] : nil
      }
      // A field more than the header has is a fault of its row, unless most rows have it.
      let isCommon =
        names.indices.contains(column)
        || 2 * rows.count { $0.indices.contains(column) } > rows.count { !$0.isEmpty }
      // One letter, as `u` beside a rate that is not reliable, is a mark too.
      let areMarks =
        texts.allSatisfy(Self.isSign)
        || texts.allSatisfy { $0.count == 1 && $0.first?.isLetter == true }
          && names.indices.contains(column)
      guard !texts.isEmpty, isCommon, areMarks else { continue }
      signs.insert(column)
      let owner = column - 1
      if names.indices.contains(owner), !names[owner].isEmpty, !names[owner].contains("%"),
        isPerCent(owner, beside: column)
      {
        names[owner] += " (%)"
      }
    }
    guard !signs.isEmpty else { return }
    names = names.enumerated().filter { !signs.contains($0.offset) }.map(\.element)
    rows = rows.map { row in row.enumerated().filter { !signs.contains($0.offset) }.map(\.element) }
    notes.append(
      "\(signs.count) column\(signs.count == 1 ? "" : "s") without a name hold\(signs.count == 1 ? "s" : "") signs only, "
        + "such as % beside a figure, and \(signs.count == 1 ? "is" : "are") left out.")
  }

  /// Whether a column of figures has a per cent sign beside its first figure, where American tables put the only one, or
  /// beside most; one beside some further down is theirs alone.
  private func isPerCent(_ owner: Int, beside column: Int) -> Bool {
    let figures = rows.filter { Self.isFigure($0, owner) }
    let signed = figures.map { $0.indices.contains(column) && $0[column].contains("%") }
    return signed.first == true || 2 * signed.count(where: \.self) > signed.count
  }

  /// Names the columns before the first with a name, where each row has a name in the last of them and those before it are
  /// filled where they change, as tables of several variables without a head are.
  ///
  /// - Source: the layout is that in which PxWeb, the program of the Nordic and other statistical offices, saves tables.
  private mutating func nameStubs() {
    guard let count = names.firstIndex(where: { !$0.isEmpty }), count > 1,
      !names[count...].contains(where: \.isEmpty)
    else { return }
    let filled = rows.indices.filter { rows[$0].contains { !$0.isEmpty } }
    guard let first = filled.first, filled.count > 2,
      filled.allSatisfy({ rows[$0].count > count && !rows[$0][count - 1].isEmpty }),
      rows[first].prefix(count).allSatisfy({ !$0.isEmpty }),
      // What is filled is filled to the last of them.
      filled.allSatisfy({ row in !rows[row].prefix(count).drop(while: \.isEmpty).contains("") }),
      !filled.contains(where: { row in
        rows[row].prefix(count).contains { LayoutCell($0).isNumber && !LayoutCell($0).isYear }
      })
    else { return }
    var above = rows[first]
    var empty = 0
    for row in filled {
      for column in 0..<count where rows[row][column].isEmpty {
        rows[row][column] = above[column]
        empty += 1
      }
      above = rows[row]
    }
    let own = (1...count).map { "row \($0)" }
    names.replaceSubrange(..<count, with: own)
    notes.append(
      "The \(count) columns before “\(names[count])” have no name and are read as “row 1” to “row \(count)”"
        + (empty == 0 ? "." : "; \(empty) empty cells in them have what stands above."))
  }

  /// Gives the rows of a pivot table the names of their groups.
  private mutating func fillPivot() {
    guard let pivot = PivotRows(names: names, rows: rows) else { return }
    rows = pivot.rows
    notes.append(
      "The rows are those of a pivot table: \(Plural.count(pivot.filled, "empty cell")) of “\(names[0])” "
        + "\(pivot.filled == 1 ? "has" : "have") the name above, and the totals of its groups are “Total” of “\(names[1])”."
    )
  }

  /// Names columns of names of rows that have no name and stand before the first of figures by their number, as `Imports,
  /// Exports` beside each area.
  private mutating func nameLabels() {
    let filled = rows.filter { row in row.contains { !$0.isEmpty } }
    func texts(_ column: Int) -> [String] {
      filled.compactMap { row in
        row.indices.contains(column) && row[column].contains { !$0.isWhitespace } ? row[column] : nil
      }
    }
    func areFigures(_ column: Int) -> Bool {
      let texts = texts(column)
      return texts.count { LayoutCell($0).isNumber } * 2 > texts.count
    }
    guard let first = names.indices.first(where: { $0 > 0 && !names[$0].isEmpty && areFigures($0) }) else {
      return
    }
    let unnamed = (1..<first).filter { column in
      let own = texts(column)
      return names[column].isEmpty && !own.isEmpty
        && own.allSatisfy { $0.contains(where: \.isLetter) && !LayoutCell($0).isNumber }
        && !names.contains("column \(column + 1)")
    }
    guard let one = unnamed.first else { return }
    for column in unnamed { names[column] = "column \(column + 1)" }
    notes.append(
      unnamed.count == 1
        ? "Column \(one + 1) has names of rows and no name; it is called “column \(one + 1)”."
        : "\(unnamed.count) columns have names of rows and no name; they are called “column \(one + 1)” and so on."
    )
  }

  /// Whether a text is a sign that can be no figure, nor the mark of a missing one.
  static func isForeignSign(_ text: String) -> Bool {
    isSign(text) && MissingReason(marker: text) == nil && MissingReason(letters: text) == nil
  }

  /// Whether a text is a sign, or an abbreviation with a point.
  static func isSign(_ text: String) -> Bool {
    text.count <= 8 && !text.contains(where: \.isNumber)
      && (text.hasSuffix(".") || !text.contains(where: \.isLetter))
  }

  private static func isFigure(_ row: [String], _ column: Int) -> Bool {
    row.indices.contains(column) && LayoutCell(row[column]).isNumber
  }

  /// Joins names of rows that stand in several columns by their depth with the headings above them; the lines of headings
  /// become blank.
  private mutating func joinDepths(unnamed: Int) {
    var count = unnamed
    var name = "row"
    if unnamed == 0, names.count > 2, !names[0].isEmpty {
      let depths = 1 + names.dropFirst().prefix(while: \.isEmpty).count
      guard depths > 1, areDepths(depths) else { return }
      count = depths
      name = names[0]
    }
    guard count > 1 else { return }
    var path = Array(repeating: "", count: count)
    var paths: [Int: [String]] = [:]
    for row in rows.indices where rows[row].contains(where: { !$0.isEmpty }) {
      for (depth, text) in rows[row].prefix(count).enumerated() where !text.isEmpty {
        path[depth] = text
        for deeper in (depth + 1)..<max(depth + 1, count) { path[deeper] = "" }
      }
      let rest = rows[row].dropFirst(count)
      if rest.contains(where: { !$0.isEmpty }) {
        paths[row] = path.filter { !$0.isEmpty }
        rows[row] = [""] + rest
      } else {
        rows[row] = []
      }
    }
    let common = Self.commonHeadings(Array(paths.values))
    for (row, own) in paths { rows[row][0] = own.dropFirst(common.count).joined(separator: ": ") }
    names = [name] + names.dropFirst(count)
    notes.append(
      "The names of rows stand in \(count) columns by their depth; they are joined with the headings above them, as the "
        + "column “\(name)”"
        + (common.isEmpty ? "." : ", without “\(common.joined(separator: ": "))”, which stands above all."))
  }

  /// The headings that stand above all of several rows whose own names are periods, which nothing else tells apart.
  private static func commonHeadings(_ paths: [[String]]) -> [String] {
    guard paths.count > 1, let first = paths.first?.dropLast(), !first.isEmpty,
      paths.allSatisfy({ $0.dropLast() == first }), PeriodNames(paths.compactMap(\.last)).problems.isEmpty
    else { return [] }
    return Array(first)
  }

  /// Puts blanks for the dashes before names, as in `- Male` below `Dudley`, and leaves out lines that say `of which:` and no
  /// more above such names.
  private mutating func blankDashes() {
    for row in rows.indices {
      guard let text = rows[row].first else { continue }
      let label = text.drop { $0.isWhitespace }
      if let sign = label.first, "-–—•·".contains(sign), label.dropFirst().first?.isWhitespace == true,
        label.contains(where: \.isLetter)
      {
        rows[row][0] = "  " + text.prefix { $0.isWhitespace } + label.dropFirst().drop { $0.isWhitespace }
      }
    }
    for row in rows.indices.dropLast() where rows[row].dropFirst().allSatisfy(\.isEmpty) {
      let plain = (rows[row].first ?? "").lowercased().drop { $0.isWhitespace }
      if ["of which", "of whom"].contains(where: plain.hasPrefix),
        rows[row + 1].first?.first?.isWhitespace == true
      {
        rows[row] = []
      }
    }
  }

  /// Joins the names in the first column that are indented with the name above them that is less so: `North` below `Dudley`,
  /// of whose people it is a part; false where they are not.
  ///
  /// Blanks are depth where two names at least have two or more below them each, all of which have figures.
  private mutating func joinIndents() -> Bool {
    guard let name = names.first, !name.isEmpty else { return false }
    var path: [(depth: Int, label: String, place: Int)] = []
    var joined: [Int: String] = [:]
    var children: [Int: Int] = [:]
    for (place, row) in rows.enumerated() where row.contains(where: { !$0.isEmpty }) {
      let blanks = row[0].prefix { $0.isWhitespace }.count
      // One blank alone is a slip of whoever typed it, so that two may be one as well.
      guard blanks != 1 || row[0].first == "\t" else { return false }
      let depth = blanks
      let label = String(row[0][...].trimmingSpaces())
      let plain = label.lowercased()
      guard row.dropFirst().contains(where: { !$0.isEmpty }),
        label.contains(where: { $0.isLetter || $0.isNumber }),
        !["of which", "of whom"].contains(where: plain.hasPrefix)
      else { return false }
      while let last = path.last, last.depth >= depth { path.removeLast() }
      if let owner = path.last {
        children[owner.place, default: 0] += 1
        joined[place] = (path.map(\.label).filter { !Table.isTotal($0) } + [label]).joined(separator: ": ")
      } else if depth > 0 {
        return false
      }
      path.append((depth, label, place))
    }
    guard children.count > 1, children.values.allSatisfy({ $0 > 1 }), let first = joined.keys.min() else {
      return false
    }
    for (place, label) in joined { rows[place][0] = label }
    notes.append(
      "Names in “\(name)” that are indented are parts of those above them, and are joined with these, as “"
        + "\(rows[first][0])”.")
    return true
  }

  /// Whether nearly every row fills one of the first columns at most, and with words.
  private func areDepths(_ count: Int) -> Bool {
    let filled = rows.filter { row in row.contains { !$0.isEmpty } }
    let single = filled.count { row in row.prefix(count).count { !$0.isEmpty } <= 1 }
    let areWords = !filled.contains { row in
      row.prefix(count).contains { text in
        let cell = LayoutCell(text)
        return cell.isNumber && !cell.isYear
      }
    }
    let deeper = filled.contains { row in row.prefix(count).dropFirst().contains { !$0.isEmpty } }
    return areWords && deeper && filled.count > 2 && single * 10 >= filled.count * 9
  }

  /// Makes headings of rows a column; false where there are none.
  private mutating func splitSections() -> Bool {
    guard let sections = SectionedRows(names: names, rows: rows) else { return false }
    names = sections.names
    rows = sections.rows
    notes.append(
      "\(sections.headings) rows are headings of those below them; they are read as the column “\(names[0])”, and the names "
        + "below them as “\(names[1])”.")
    return true
  }
}
