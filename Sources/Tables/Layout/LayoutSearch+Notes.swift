extension LayoutSearch {
  /// The place behind the last row of data: notes and blank lines follow it.
  func endOfData(after header: ClosedRange<Int>, before limit: Int) -> Int {
    guard width > 1 else { return limit }
    var end = limit
    var place = limit
    if let start = ragged(after: header, before: limit) { (place, end) = (start, start) }
    if let start = appendix(after: header, before: limit), start < place { (place, end) = (start, start) }
    if let start = ruled(after: header, before: limit), start < place { (place, end) = (start, start) }
    while place - 1 > header.upperBound {
      let line = lines[place - 1]
      if line.isBlank {
        place -= 1
        end = place
        continue
      }
      let text = line.texts[line.filled[0]]
      // A row of words that fills every column, such as one of addresses, is none.
      let fills = active.count > 2 && active.allSatisfy { line.filled.contains($0) }
      let isHeading = line.only.map { $0.hasSuffix(":") || Self.tellsNumber($0) } ?? false
      // A comma in a source parts its year from it: `Source: MoJ, 2016`.
      let isSource = Self.isSource(text)
      let isNote =
        !fills && (isHeading || isSource || Self.isNote(text)) && !line.hasNumbers(yearsCount: !isSource)
      let longest = line.filled.map { line.texts[$0].count }.max() ?? 0
      let isMarked =
        line.filled.count == 2 && Self.isMarker(text) && !line.cells[line.filled[1]].isNumber && width > 3
      let isAlone = line.filled.count == 1 && line.filled[0] <= (active.first ?? 0)
      guard isNote || isMarked || isAlone || (line.filled.count < 3 && width > 3 && longest > 40) else {
        break
      }
      // A name without figures may be a row of its own, unless blank lines or a note part it from the data.
      if !isNote, !isMarked, longest <= 40, !isParted(place - 1, header) { break }
      place -= 1
      end = place
    }
    // Where nothing would be left, what looks like notes is rows: nothing is lost without a word.
    let isLost = end == header.upperBound + 1 && lines[end..<limit].contains { $0.filled.count > 1 }
    return isLost ? limit : end
  }

  /// The place at which lines begin that are no rows because their words stand here and there, also below figures: few cells
  /// each, without the name that every row has in the first column.
  private func ragged(after header: ClosedRange<Int>, before limit: Int) -> Int? {
    var start = limit
    while start - 1 > header.upperBound {
      let line = lines[start - 1]
      guard line.filled.count * 2 <= max(active.count, 2), !line.hasNumbers(yearsCount: true) else { break }
      start -= 1
    }
    let rows = lines[header.upperBound + 1..<start].filter { !$0.isBlank }
    let notes = lines[start..<limit].filter { !$0.isBlank }
    guard rows.count > 2, rows.allSatisfy({ !$0.isEmpty(0) }),
      rows.suffix(2).allSatisfy({ $0.filled.count * 4 >= active.count * 3 }),
      notes.count > 1,
      notes.contains(where: { $0.isEmpty(0) && $0.filled.contains { figures.columns.contains($0) } })
    else { return nil }
    return start
  }

  /// The place at which a list of words begins that describes the table, such as `Designation, National Statistics` below
  /// `Metadata:`; nil where none does.
  ///
  /// Its lines fill no more than the first two cells, and a blank line, a heading or a note stands above them.
  private func appendix(after header: ClosedRange<Int>, before limit: Int) -> Int? {
    guard width > 3 else { return nil }
    var narrow = limit
    while narrow - 1 > header.upperBound, lines[narrow - 1].width <= 2 { narrow -= 1 }
    if let heading = (narrow..<limit).first(where: { lines[$0].only?.hasSuffix(":") == true }) {
      return heading
    }
    var start = limit
    while start - 1 > header.upperBound, lines[start - 1].width <= 2,
      !lines[start - 1].hasNumbers(yearsCount: true)
    {
      start -= 1
    }
    return (start..<limit).first { place in
      guard let text = lines[place].only else { return lines[place].isBlank }
      return text.hasSuffix(":") || Self.isNote(text)
    }
  }

  /// Whether a text tells a number after a colon, as `Number of respondents: 4,970` below a table does.
  private static func tellsNumber(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":"), text[..<colon].contains(" ") else { return false }
    return LayoutCell(String(text[text.index(after: colon)...])).isNumber
  }

  /// Whether a line that may be a note has a blank line or a note above it, before any data.
  private func isParted(_ place: Int, _ header: ClosedRange<Int>) -> Bool {
    var above = place - 1
    while above > header.upperBound {
      if lines[above].isBlank { return true }
      guard let text = lines[above].only else { return false }
      if Self.isNote(text) || text.hasSuffix(":") { return true }
      above -= 1
    }
    return false
  }

  /// Whether a text is the sign of a footnote, with its words in the next cell: `(a)`, `[1]`, `*`, `Source:`.
  static func isMarker(_ text: String) -> Bool {
    if text.allSatisfy({ "*†‡^#~".contains($0) }) { return text.count <= 4 && !text.isEmpty }
    guard let last = text.last, ")].:".contains(last), text.count <= 8 else { return false }
    let body = text.dropLast().drop { $0 == "(" || $0 == "[" }
    return body.count <= 3 && !body.isEmpty && body.allSatisfy { $0.isLetter || $0.isNumber }
      || ["note", "notes", "source", "sources"].contains(body.lowercased())
  }

  /// Whether a text says that it is a source or a note: `Source: MoJ`.
  private static func isSource(_ text: String) -> Bool {
    guard let end = text.firstIndex(of: ":") else { return false }
    return ["source", "sources", "data source", "note", "notes", "footnote", "footnotes"].contains(
      text[..<end].lowercased())
  }

  /// Whether a text begins as notes and sources do.
  static func isNote(_ text: String) -> Bool {
    let plain = text.lowercased()
    let begins = [
      "note", "source", "footnote", "©", "crown copyright", "* ", "† ", "‡ ", "this table", "this worksheet",
      "end of",
      "contact", "last updated", "next update", "next release", "next publication", "published", "produced",
      "prepared", "data ", "figures ", "nodyn",
      "ffynhonnell",
      "copyright", "http", "[c] ", "[x] ", "[z] ", "[u] ", "[low] ", "[r] ", "[p] ", ".. ", "- = ", "~ ",
      "caveat",
      "the data", "the figures", "percentages may", "totals may", "some ", "all figures", "excludes ",
      "includes ",
      "definition", "disclaimer", "return to ", "back to ", "go to ",
    ]
    if begins.contains(where: plain.hasPrefix) || isPageMark(text) { return true }
    // N Not available, Z Represents or rounds to zero.
    let words = plain.split(separator: " ", maxSplits: 2)
    if words.count > 1, words[0].count == 1, text.first?.isUppercase == true, words[0] != "a",
      ["not", "represents", "rounds", "less", "suppressed", "withheld"].contains(words[1])
    {
      return true
    }
    // †Difference …, ~Not applicable, --Estimates …, a/Includes …
    let bare = plain.drop { "*†‡^~!#-–—/".contains($0) }.drop { $0 == " " }
    if bare.count < plain.count, plain.first?.isNumber == false, bare.first?.isLetter == true,
      !plain.hasPrefix("-") || plain.hasPrefix("--")
    {
      return true
    }
    let start = text.prefix(3)
    if start.count == 3, start.first?.isLowercase == true, start.dropFirst().first == "/",
      start.last?.isUppercase == true
    {
      return true
    }
    // (1) …, [1] …, 1. …, 1) …
    var rest = Substring(plain)
    let isBracketed = rest.first == "(" || rest.first == "["
    if isBracketed { rest = rest.dropFirst() }
    let digits = rest.prefix { $0.isNumber }
    guard (1...2).contains(digits.count) else { return false }
    rest = rest.dropFirst(digits.count)
    guard let sign = rest.first, isBracketed ? ")]".contains(sign) : ".):".contains(sign) else {
      return false
    }
    return rest.dropFirst().contains { $0.isLetter }
  }
}
