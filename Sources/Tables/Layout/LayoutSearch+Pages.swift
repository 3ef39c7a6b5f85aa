import Numbers

extension LayoutSearch {
  /// Whether the lines are a page that describes a workbook: its cover, the list of its tables, notes, symbols, terms or
  /// changes.
  ///
  /// - Source: the pages are those of the Government Analysis Function's *Releasing statistics in spreadsheets* (cover sheet,
  ///   table of contents, notes, symbols), under the names that publications give them.
  var isPage: Bool {
    let filled = lines.filter { !$0.isBlank }
    guard filled.count > 1 else { return false }
    if isCover(filled) || isListOfTables(filled) { return true }
    let hasFigures = filled.contains { line in line.filled.dropFirst().contains { line.isFigure($0) } }
    let heading = filled.first { $0.filled.count > 1 }
    let isKey = heading.map { Self.keys.contains(Self.plain($0.texts[$0.filled[0]])) } ?? false
    // The name of the list of tables is its title, or a link to it above a table.
    let first = lines.first { !$0.isBlank || $0.link != nil }
    // Below a link to the list the page may have a title of its own.
    let second = first?.link == nil ? nil : filled[0].only
    for title in [first?.only ?? first?.link, second].compactMap({ $0.map(Self.plain) }) {
      if Self.lists.contains(where: title.hasPrefix), isKey || !hasFigures { return true }
      if !hasFigures, Self.legends.contains(where: { title == $0 || title.hasPrefix($0 + " ") }) {
        return true
      }
    }
    guard isKey, !hasFigures, let heading else { return false }
    let rows = filled.drop { $0.number <= heading.number }
    return rows.count > 1 && rows.count { $0.hasWords(4) } * 2 >= rows.count
  }

  /// Whether lines say, a name and what it is each, when and by whom a publication was made.
  private func isCover(_ filled: [LayoutLine]) -> Bool {
    filled.allSatisfy { $0.width <= 2 }
      && filled.count { line in
        line.filled.first == 0 && Self.publishing.contains(Self.plain(line.texts[0]))
      } > 1
  }

  /// Whether most lines of several cells begin with the number of a table, such as `Table 7A.1`, and none holds figures.
  private func isListOfTables(_ filled: [LayoutLine]) -> Bool {
    let entries = filled.filter { $0.filled.count > 1 }
    let listed = entries.count { line in
      let words = Self.plain(line.texts[line.filled[0]]).split(separator: " ")
      return words.count > 1 && ["table", "figure", "chart", "map", "tab", "sheet"].contains(words[0])
        && words.dropFirst().allSatisfy { $0.count < 4 } && words[1].contains(where: \.isNumber)
    }
    return listed > 2 && listed * 5 >= entries.count * 4
      && !entries.contains { line in line.filled.dropFirst().contains { line.isFigure($0) } }
  }

  private static func plain(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  private static let lists = [
    "contents", "table of contents", "list of tables", "list of worksheets", "change log", "version history",
    "revision history",
  ]
  private static let legends = [
    "notes", "note", "footnotes", "symbols", "glossary", "definitions", "abbreviations", "acronyms", "cover",
    "cover sheet", "cover page", "shorthand", "metadata", "index", "terms", "key", "guidance",
  ]
  /// What heads the first column of a list of notes, symbols, terms or tables.
  private static let keys: Set = [
    "note", "note number", "notes", "footnote", "footnote number", "symbol", "shorthand", "term",
    "abbreviation", "worksheet",
    "worksheet number", "worksheet name", "sheet", "sheet name", "sheet number", "tab", "tab name",
    "table number", "version",
  ]
  private static let publishing: Set = [
    "publication date", "date of publication", "date published", "published", "release date", "released",
    "next release", "next update", "next publication", "next release date", "last updated", "contact",
    "contact details", "enquiries", "press enquiries", "media enquiries", "statistical enquiries", "email",
    "e mail", "telephone", "author", "authors", "publisher", "licence", "copyright", "geographic coverage",
    "coverage", "designation", "frequency", "frequency of publication", "responsible statistician",
  ]
}

extension LayoutLine {
  /// Whether a cell has some words or more.
  fileprivate func hasWords(_ count: Int) -> Bool {
    filled.contains { texts[$0].split(separator: " ").count >= count }
  }
}
