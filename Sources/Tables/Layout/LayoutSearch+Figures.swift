import Numbers

extension LayoutSearch {
  /// What a search knows of the columns of figures: where numbers stand below names, words are names.
  struct Figures {
    /// The columns most of whose cells are numbers, without those of years.
    let columns: [Int]
    /// The columns before them that are filled in most rows, with names of rows.
    let stub: [Int]
    /// Words that stand among the figures of rows, such as `None`, and are no names.
    private let wordsOfRows: [Int: Set<String>]

    /// Counts twice: numbers anywhere show where the rows begin, and the rows show which columns hold figures.
    init(_ lines: [LayoutLine], active: [Int]) {
      let guess = Self.columns(lines.filter { $0.hasNumbers(yearsCount: true) }, active)
      var first =
        lines.firstIndex { line in
          guess.count { line.isFigure($0) } > guess.count { Self.isWord(line, $0) }
        } ?? lines.count
      // The numbers of columns stand above their names.
      if let names = (first + 1..<max(first + 1, min(first + 3, lines.count))).first(where: { place in
        let words = guess.filter { Self.isWord(lines[place], $0) }.map { lines[place].texts[$0] }
        return words.count > 2 && Set(words).count * 4 >= guess.count * 3
      }) {
        first = names + 1
      }
      let rows = lines[first...]
      let columns = Self.columns(Array(rows), guess)
      var words: [Int: Set<String>] = [:]
      // A line of words that is there again is the header of a further table.
      let wordy = rows.filter { line in columns.contains { Self.isWord(line, $0) } }
      let times = Dictionary(wordy.map { ($0.texts, 1) }, uniquingKeysWith: +)
      for line in wordy where times[line.texts] == 1 {
        for column in columns where Self.isWord(line, column) {
          words[column, default: []].insert(line.texts[column])
        }
      }
      self.columns = columns
      wordsOfRows = words
      let names = active.prefix { $0 < columns.first ?? 0 }
      let named = rows.filter { $0.filled.count > 1 }
      let isNamed = named.count { line in names.contains { !line.isEmpty($0) } } * 10 >= named.count * 9
      stub = isNamed ? Array(names) : []
    }

    /// The columns of which most cells are numbers, but for the first and for those of years.
    private static func columns(_ lines: [LayoutLine], _ active: [Int]) -> [Int] {
      var numbers: [Int: Int] = [:]
      var years: [Int: Int] = [:]
      var texts: [Int: Int] = [:]
      for line in lines {
        let filled = line.filled
        guard filled.count > 1 else { continue }
        for column in filled where !isMarker(line, column) {
          texts[column, default: 0] += 1
          guard line.cells[column].isNumber else { continue }
          numbers[column, default: 0] += 1
          if line.cells[column].isYear { years[column, default: 0] += 1 }
        }
      }
      return active.filter { column in
        let count = numbers[column, default: 0]
        return column > 0 && count > 1 && count * 10 >= texts[column, default: 0] * 7
          && years[column, default: 0] * 10 < count * 9
      }
    }

    /// How many columns of figures have a name on a line.
    func names(_ line: LayoutLine) -> Int {
      columns.count { column in
        Self.isWord(line, column) && wordsOfRows[column]?.contains(line.texts[column]) != true
      }
    }

    /// How many columns of figures have a number on a line.
    func numbers(_ line: LayoutLine) -> Int { columns.count { line.isFigure($0) } }

    /// Whether a line names several columns of figures and holds fewer numbers than names.
    func areNamed(by line: LayoutLine) -> Bool {
      let names = names(line)
      return names > 1 && names > numbers(line)
    }

    /// Whether a line is a row: figures, beside names of rows where the rows have them.
    func isRow(_ line: LayoutLine) -> Bool {
      let numbers = numbers(line)
      return numbers > 0 && numbers > names(line)
        && (stub.isEmpty || stub.contains { !line.isEmpty($0) })
    }

    private static func isMarker(_ line: LayoutLine, _ column: Int) -> Bool {
      MissingReason(marker: line.texts[column]) != nil
    }

    private static func isWord(_ line: LayoutLine, _ column: Int) -> Bool {
      line.cells.indices.contains(column) && !line.cells[column].isNumber
        && line.texts[column].contains(where: \.isLetter) && !isMarker(line, column)
    }
  }

  /// A header that reaches down to the first row: over further lines that name columns of figures, and over those that name
  /// only the columns of row names or say something about the table.
  func reachingDown(_ header: ClosedRange<Int>) -> ClosedRange<Int> {
    var last = header.upperBound
    while last > header.lowerBound, holdsSigns(last) { last -= 1 }
    if figures.columns.count > 1 {
      var place = last + 1
      while place < min(last + 5, lines.count) {
        let line = lines[place]
        if !line.isBlank {
          let isBelowGap = place > last + 1
          guard figures.areNamed(by: line), !isBelowGap || figures.names(line) * 2 >= figures.columns.count,
            line.isEmpty(active.first ?? 0) || !isComplete(header.lowerBound...last)
          else { break }
          last = place
        }
        place += 1
      }
    }
    if figures.columns.count == 1, let below = periodOverFigures(below: last) { last = below }
    let whole = header.lowerBound...last
    return last + 1 < lines.count && isAside(last + 1, below: whole) ? header.lowerBound...(last + 1) : whole
  }

  /// The last of the lines below a header, also below blank ones, that have nothing but words or a day above the only column
  /// of figures, such as `As at:` and `Sep-15`.
  private func periodOverFigures(below last: Int) -> Int? {
    let column = figures.columns[0]
    guard !figures.stub.isEmpty else { return nil }
    var found: Int?
    for place in lines.indices where place > last && !lines[place].isBlank {
      let line = lines[place]
      guard line.filled == [column], place <= last + 4, !line.cells[column].isNumber,
        line.texts[column].contains(where: { $0.isLetter || $0.isNumber }),
        MissingReason(amongFigures: line.texts[column]) == nil
      else { return figures.isRow(line) ? found : nil }
      found = place
    }
    return nil
  }

  /// Whether a line has nothing but signs for missing figures where others have these: the heading of a block of rows.
  private func holdsSigns(_ place: Int) -> Bool {
    let texts = figures.columns.compactMap { lines[place].isEmpty($0) ? nil : lines[place].texts[$0] }
    return !texts.isEmpty && texts.allSatisfy { [".", "..", ":", "-", "–"].contains($0) }
  }

  /// Whether a header gives each column of figures a name of its own, and the first column one too.
  private func isComplete(_ header: ClosedRange<Int>) -> Bool {
    distinctNames(header).count == figures.columns.count && names(header).first?.isEmpty == false
  }

  /// Whether the line below a header, alone in its cell, names a column of row names, goes on with such a name, or is a note.
  private func isAside(_ place: Int, below header: ClosedRange<Int>) -> Bool {
    guard let text = lines[place].only, place + 1 < lines.count, let column = lines[place].filled.first,
      !figures.columns.contains(column)
    else { return false }
    let upper = lines[header.upperBound]
    // Tables turned from a database name their columns on one line and their rows on the next.
    let isPivot =
      !upper.isEmpty(column) && !upper.isEmpty(column + 1) && upper.texts[column + 1] == upper.texts[column]
    if text.count < 40, isPivot || text.hasSuffix("(Labels)") || text.hasSuffix("(Codes)") { return true }
    guard lines[place + 1].filled.count > 1 else { return false }
    if column == 0, Self.isNote(text), text.contains(" ") { return true }
    if !upper.isEmpty(column) {
      let goesOn = text.first?.isLowercase == true || text.first == "("
      return goesOn && column == upper.filled.first && !figures.columns.isEmpty
    }
    // A name of the column where rows have theirs, with nothing before it: no heading above rows further right.
    let rows = lines[(place + 1)...].prefix(50).filter { $0.filled.count > 1 }
    return column > 0 && !rows.isEmpty
      && rows.allSatisfy { row in !row.isEmpty(column) && (0..<column).allSatisfy { row.isEmpty($0) } }
  }

  /// The lines that name columns of figures right above the first row, however many they are and whatever was taken for the
  /// header before; nil where there are none.
  func lines(naming header: ClosedRange<Int>) -> ClosedRange<Int>? {
    guard figures.columns.count > 1, let row = firstRow(from: header.lowerBound) else { return nil }
    var first = row
    var last: Int?
    var place = row - 1
    while place >= 0 {
      let line = lines[place]
      let isBelowGap = last != nil && lines[place + 1].isBlank
      let isPart = isNaming(place, isBelowGap: isBelowGap) || !isBelowGap && isBetween(place, last)
      if isPart {
        first = place
        last = last ?? place
      } else if !line.isBlank && (last != nil || !holdsSigns(place)) || row - place > 16 {
        break
      }
      place -= 1
    }
    guard let last else { return nil }
    // A unit over one column, as `£ million` in the corner of a table, is no name.
    while first < last, figures.names(lines[first]) == 1,
      lines[first].only.map({ $0.count > 60 }) ?? false
        || figures.columns.allSatisfy({ lines[first].isEmpty($0) || Self.isUnit(lines[first].texts[$0]) })
    {
      first += 1
      while first < last, lines[first].isBlank { first += 1 }
    }
    let filled = lines[first...last].count { !$0.isBlank }
    return filled <= 8 ? first...last : nil
  }

  /// Whether a line names columns of figures, with words or years.
  private func isNaming(_ place: Int, isBelowGap: Bool) -> Bool {
    let line = lines[place]
    // A comment of a program above the names is none of them.
    guard !figures.isRow(line), line.texts.first?.hasPrefix("# ") != true else { return false }
    if isBelowGap {
      // One name alone stands above a gap only where further names stand above it.
      return figures.areNamed(by: line)
        || figures.names(line) == 1 && place > 0 && figures.areNamed(by: lines[place - 1])
    }
    let years = figures.columns.count { !line.isEmpty($0) && line.cells[$0].isYear }
    return figures.names(line) > 0 && (line.filled.count > 1 || line.filled[0] > 0) || years > 1
      || areSteps(line)
  }

  /// Whether a line has no name of a row, and over every column of figures a whole number that is the next, as deciles have.
  private func areSteps(_ line: LayoutLine) -> Bool {
    guard !figures.stub.isEmpty, figures.stub.allSatisfy(line.isEmpty) else { return false }
    let steps = figures.columns.compactMap { line.isEmpty($0) ? nil : Int(line.texts[$0]) }
    return steps.count > 3 && steps.count == figures.columns.count && (0...1).contains(steps[0])
      && zip(steps, steps.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }

  /// Whether a line that names no figures stands between lines that do: the codes of columns, or one column.
  private func isBetween(_ place: Int, _ last: Int?) -> Bool {
    let line = lines[place]
    guard last != nil, place > 0, !line.isBlank, !figures.isRow(line),
      line.filled != [0] || line.texts[0].count < 40
    else { return false }
    let above = lines[place - 1]
    return !isTitle(line)
      && (figures.areNamed(by: above) || line.filled.first ?? 0 > 0 && figures.numbers(line) > 1)
  }

  /// The first line that is a row, unless lines that name every column of figures follow it at once.
  private func firstRow(from start: Int) -> Int? {
    guard let row = lines.indices.first(where: { $0 > start && figures.isRow(lines[$0]) }) else { return nil }
    var place = row + 1
    while place < min(row + 4, lines.count), !lines[place].isBlank {
      if figures.names(lines[place]) * 4 >= figures.columns.count * 3, figures.areNamed(by: lines[place]),
        figures.numbers(lines[row]) < figures.columns.count
      {
        return lines.indices.first { $0 > place && figures.isRow(lines[$0]) }
      }
      place += 1
    }
    return row
  }

  /// Of a header and the lines that name figures above the first row, that which gives more columns a name of their own.
  func better(_ header: ClosedRange<Int>) -> ClosedRange<Int> {
    guard let whole = lines(naming: header), whole != header else { return header }
    let (own, other) = (distinctNames(header), distinctNames(whole))
    if other.count > own.count { return whole }
    let lowest = distinctNames(header.upperBound...header.upperBound)
    let isWider = whole.lowerBound < header.lowerBound && whole.upperBound >= header.upperBound
    return other.count == own.count && isWider && lowest.allSatisfy(Self.isSymbol) ? whole : header
  }

  private func distinctNames(_ header: ClosedRange<Int>) -> Set<String> {
    let all = names(header)
    return Set(figures.columns.compactMap { all.indices.contains($0) && !all[$0].isEmpty ? all[$0] : nil })
  }

  /// Whether a name is a letter or two, or a code of letters and digits: `qx`, `JQ3R`.
  private static func isSymbol(_ name: String) -> Bool {
    name.split(separator: " ").allSatisfy { word in
      word.allSatisfy { $0.isLetter || $0.isNumber }
        && (word.count <= 3 && word.last?.isLowercase == true && word.contains(where: \.isLetter)
          || word.count <= 5 && word.contains(where: \.isLetter) && word.contains(where: \.isNumber)
          || word.count <= 5 && word.allSatisfy(\.isNumber))
    }
  }

  /// A header without the lines at its top that are titles: alone in their cell, over the first column that has a name.
  func withoutTitles(_ header: ClosedRange<Int>) -> ClosedRange<Int> {
    var first = header.lowerBound
    while first < header.upperBound, let text = lines[first].only, let column = lines[first].filled.first,
      text.count > 60
        || !figures.columns.contains(column)
          && column
            == lines[(first + 1)...header.upperBound].compactMap({ $0.only == nil ? $0.filled.first : nil })
            .min()
    {
      first += 1
    }
    return first...header.upperBound
  }
}
