/// Lines of a header that tell something of its columns and name none: references to notes, numbers, identifiers.
extension LayoutSearch {
  /// Whether a line has nothing but references to notes: `(Note 2)`, `[note 3]`, `[b]`, `(1)`.
  func areReferences(_ place: Int) -> Bool {
    let line = lines[place]
    return !line.isBlank && line.filled.allSatisfy { Self.isReference(line.texts[$0]) }
  }

  /// Whether a text is a reference to a note and nothing else.
  static func isReference(_ text: String) -> Bool {
    guard let open = text.first, let close = text.last, ["[]", "()"].contains(String([open, close])) else {
      return false
    }
    // `[x]` stands for a figure that is not there, and `(2)` for a negative one.
    let words = text.dropFirst().dropLast().lowercased().split { $0 == "," || $0 == " " || $0 == "&" }
    guard let first = words.first, ["note", "notes", "footnote", "footnotes"].contains(first) else {
      return false
    }
    let numbers = words.dropFirst().filter { $0 != "and" && $0 != "note" }
    return !numbers.isEmpty && numbers.allSatisfy { $0.count < 4 }
  }

  /// A header with the line below it that numbers its columns: `1, 2, 3` or `(1), (2), (3)`, where the columns have names.
  func withColumnNumbers(_ header: ClosedRange<Int>) -> ClosedRange<Int> {
    areColumnNumbers(header.upperBound + 1, below: header) || areIdentifiers(header.upperBound + 1)
      ? header.lowerBound...(header.upperBound + 1) : header
  }

  /// Whether a line gives each series below its name an identifier, such as `Dataset identifier code, KKP5, KKD5`.
  func areIdentifiers(_ place: Int) -> Bool {
    guard place < lines.count, lines[place].filled.first == 0, lines[place].filled.count > 2 else {
      return false
    }
    let line = lines[place]
    let words = line.texts[0].lowercased().split { !$0.isLetter }
    let isNamed = words.contains { ["identifier", "identifiers", "cdid", "mnemonic"].contains($0) }
    return isNamed
      && line.filled.dropFirst().allSatisfy { column in
        let text = line.texts[column]
        return (2...12).contains(text.count)
          && !text.contains { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" }
          && text.contains(where: \.isLetter)
      }
  }

  /// Whether a line has no name of a row, and numbers columns that have names of their own, from 1 on or again from 1.
  func areColumnNumbers(_ place: Int, below header: ClosedRange<Int>) -> Bool {
    guard place < lines.count, place > header.upperBound, lines[place].filled.count > 2,
      let start = figures.columns.first
    else { return false }
    let line = lines[place]
    let isBracketed = line.filled.allSatisfy {
      line.texts[$0].hasPrefix("(") && line.texts[$0].hasSuffix(")")
    }
    guard isBracketed || line.filled[0] >= start, line.filled.count * 4 >= figures.columns.count * 3 else {
      return false
    }
    let numbers = line.filled.compactMap { column in
      Int(isBracketed ? line.texts[column].dropFirst().dropLast() : line.texts[column][...])
    }
    guard numbers.count == line.filled.count, numbers[0] == 1, numbers.contains(3),
      zip(numbers, numbers.dropFirst()).allSatisfy({ $1 == $0 + 1 || $1 == 1 }),
      place + 1 < lines.count
    else { return false }
    // Rows have names, which this line has not; where columns have none it names them, as deciles.
    let named = names(header)
    let own = line.filled.map { named.indices.contains($0) ? named[$0] : "" }
    return Set(own).count == own.count && !own.contains("")
  }
}
