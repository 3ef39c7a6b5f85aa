import Numbers

/// Why lines are no table with a header.
enum LayoutDoubt {
  /// The lines are text, as those of a cover or of notes.
  case noTable(first: String)
  /// The first line looks like a row: a cell of it stands again in the same column, or is a number above numbers.
  case noHeader(cell: String, line: Int?)
}

extension LayoutSearch {
  /// What speaks against the header found; nil where nothing does.
  func doubt(_ header: ClosedRange<Int>) -> LayoutDoubt? {
    if let first = lines.first(where: { !$0.isBlank }), isText || isPage {
      return .noTable(first: first.texts[first.filled[0]])
    }
    return rowAsHeader(header)
  }

  /// Whether the lines hold no figures and are titles, sentences and notes.
  private var isText: Bool {
    let filled = lines.filter { !$0.isBlank }
    if isForm(filled) { return true }
    guard filled.count > 1, figures.columns.isEmpty,
      !filled.contains(where: { $0.cells.contains { $0.isNumber && !$0.isYear } })
    else { return false }
    if isOutline(filled) { return true }
    let first = filled[0]
    func isProse(_ line: LayoutLine) -> Bool {
      line.filled.contains { column in
        let text = line.texts[column]
        return text.split(separator: " ").count > 4 || text.hasPrefix("http")
      }
    }
    guard let place = filled.firstIndex(where: { $0.filled.count > 1 }) else {
      // A single column is a table where one line after another has a value below a short name.
      let hasGaps =
        (lines.lastIndex { !$0.isBlank } ?? 0) - (lines.firstIndex { !$0.isBlank } ?? 0) >= filled.count
      return hasGaps || isProse(first) && filled.count(where: isProse) * 2 > filled.count
    }
    return place > 2 && isProse(filled[place])
  }

  /// Whether lines tell what a workbook is about: headings with a colon and a word or two beside them, among more lines of text.
  private func isOutline(_ filled: [LayoutLine]) -> Bool {
    let pairs = filled.filter { $0.filled.count > 1 }
    let headed = pairs.count { $0.filled.count == 2 && $0.texts[$0.filled[0]].hasSuffix(":") }
    return headed > 2 && headed * 4 >= pairs.count * 3 && filled.count > pairs.count * 2
  }

  /// Whether lines are those of a form: most have a heading that ends with a colon or a question mark, and what was filled in.
  private func isForm(_ filled: [LayoutLine]) -> Bool {
    guard figures.columns.isEmpty,
      !filled.contains(where: { line in line.cells.count { $0.isNumber && !$0.isYear } > 1 })
    else { return false }
    // A cell that is merged over several lines is one question.
    let questions = Set(filled.compactMap { line in line.filled.first.map { line.texts[$0] } })
    let asked = questions.count { $0.hasSuffix(":") || $0.hasSuffix("?") }
    return asked > 3 && asked * 2 >= questions.count
  }

  /// The first line of a file, where each of its cells would be a value as those below it.
  private func rowAsHeader(_ header: ClosedRange<Int>) -> LayoutDoubt? {
    let place = header.lowerBound
    let own = lines[place]
    guard header.count == 1, lines[..<place].allSatisfy(\.isBlank), own.filled.count > 1 else { return nil }
    let rows = lines[(place + 1)...].prefix(200).filter { $0.filled.count > 1 }
    guard rows.count > 2, !rows.contains(where: { $0.texts == own.texts }) else { return nil }
    var numbers: [String] = []
    var again: (cell: String, line: Int)?
    var alike = 0
    for column in own.filled {
      let text = own.texts[column]
      let below = rows.filter { !$0.isEmpty(column) && MissingReason(marker: $0.texts[column]) == nil }
      guard MissingReason(marker: text) == nil, !below.isEmpty else { continue }
      if below.count(where: { $0.cells[column].isNumber }) * 5 >= below.count * 4 {
        guard own.cells[column].isNumber else { return nil }
        numbers.append(text)
      } else if let same = below.first(where: { $0.texts[column] == text }) {
        again = again ?? (text, same.number)
        alike += 1
      } else if let shape = Self.shape(text),
        below.count(where: { Self.shape($0.texts[column]) == shape }) * 5 >= below.count * 4
      {
        alike += 1
      } else {
        let few = Set(below.map { $0.texts[column] }).count * 3 <= below.count && below.count > 5
        if few, !own.cells[column].isNumber { return nil }
      }
    }
    let values = numbers.compactMap { Self.plainNumber($0) }
    // Years, and numbers that only rise or only fall, are names as often as figures.
    let steps = zip(values, values.dropFirst())
    let areSteps =
      numbers.allSatisfy { LayoutCell($0).isYear } || steps.allSatisfy { $0 < $1 }
      || steps.allSatisfy { $0 > $1 }
    if alike > 0 {
      guard (alike + numbers.count) * 2 >= own.filled.count, alike > 1 || !numbers.isEmpty else { return nil }
    } else {
      guard numbers.count > 1, numbers.count * 2 > own.filled.count, !areSteps else { return nil }
    }
    return .noHeader(cell: again?.cell ?? numbers.first ?? own.texts[own.filled[0]], line: again?.line)
  }

  private static func plainNumber(_ text: String) -> Double? {
    guard case .number(let number) = NumberText.read(text, decimalMark: nil) else { return nil }
    return number.value
  }

  /// The kinds of signs in a text that has digits, one for each run: `2015_05_KY03` is `9_9_A9`; nil without digits.
  private static func shape(_ text: String) -> String? {
    guard text.contains(where: \.isNumber) else { return nil }
    var shape = ""
    for sign in text {
      let kind: Character = sign.isNumber ? "9" : sign.isLetter ? "A" : sign
      if shape.last != kind { shape.append(kind) }
    }
    return shape
  }
}
