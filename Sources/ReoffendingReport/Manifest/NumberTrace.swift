import Numbers
import Tables

/// A number of a sentence, and the field of the result that it was written from.
struct NumberTrace: Encodable, Hashable {
  /// The sentence, counted from 0.
  let sentence: Int
  /// The number as the sentence has it.
  let text: String
  /// The path of the field within the result, or within the figure's table, as in `table[3].rate`.
  let field: String
  /// The method that gave it, where the result names one.
  let method: String?
  /// The rows of the table that it counts, as an expression of `--where`; nil for all.
  let rows: String?

  /// Finds the numbers of sentences in a result, and those that it has not in the table of the figure.
  static func traces(of sentences: [String], in tree: ResultTree?, table: OutputTable) -> [NumberTrace] {
    let all = tree?.leaves(of: nil) ?? []
    let lengths = tree?.lengths ?? []
    let rows = TableRows(table)
    let names = tree?.names ?? []
    return sentences.enumerated().flatMap { index, sentence -> [NumberTrace] in
      let row = tree?.row(of: sentence)
      let called = row.map { Set($0.names) } ?? names
      let near = row.flatMap { tree?.leaves(of: $0) } ?? []
      let tableRow = rows.row(of: sentence)
      return PrintedFigure.all(in: sentence).compactMap { figure -> NumberTrace? in
        // A figure that is what a group is called, such as a year, is no number of the result.
        guard !called.contains(figure.text) else { return nil }
        func trace(_ field: String) -> NumberTrace {
          NumberTrace(
            sentence: index, text: figure.text, field: field, method: tree?.method(of: field), rows: row?.rows
          )
        }
        if let leaf = near.first(where: figure.isWritten) { return trace(leaf.path) }
        if let cell = tableRow.flatMap({ rows.cell(of: figure, inRow: $0) }) { return trace(cell) }
        if near.isEmpty, let leaf = all.first(where: figure.isWritten) { return trace(leaf.path) }
        return lengths.first { figure.isWritten(Double($0.value)) }.map { trace($0.path) }
      }
    }
  }
}

/// A number as a sentence prints it.
struct PrintedFigure {
  let text: String
  private let value: Double
  private let decimals: Int
  private let isPerCent: Bool

  /// The numbers of a sentence; digits within words, such as those of `Q1`, are none.
  static func all(in sentence: String) -> [PrintedFigure] {
    let letters = Array(sentence)
    // After “between … and …” the unit stands once, behind the last number.
    let speaksOfPoints = sentence.contains("percentage point")
    var figures: [PrintedFigure] = []
    var place = 0
    while place < letters.count {
      guard letters[place].isASCII, letters[place].isNumber else {
        place += 1
        continue
      }
      let before = place > 0 ? letters[place - 1] : " "
      var end = place
      while end < letters.count {
        let letter = letters[end]
        let hasDigitBehind = end + 1 < letters.count && letters[end + 1].isASCII && letters[end + 1].isNumber
        guard (letter.isASCII && letter.isNumber) || ((letter == "." || letter == ",") && hasDigitBehind)
        else { break }
        end += 1
      }
      let digits = String(letters[place..<end].filter { $0 != "," })
      let isSigned = before == "−" || before == "-"
      let isPerCent = end < letters.count && letters[end] == "%"
      if let value = Double(digits), !before.isLetter, !(end < letters.count && letters[end].isLetter) {
        let point = digits.firstIndex(of: ".")
        let text = (isSigned ? String(before) : "") + String(letters[place..<end]) + (isPerCent ? "%" : "")
        figures.append(
          PrintedFigure(
            text: text, value: value,
            decimals: point.map { digits.distance(from: $0, to: digits.endIndex) - 1 } ?? 0,
            isPerCent: isPerCent || speaksOfPoints))
      }
      place = end
    }
    return figures
  }

  /// Whether the figure is how a number would be written: itself or as a per cent, whatever its sign.
  func isWritten(_ leaf: ResultTree.Leaf) -> Bool { isWritten(leaf.value) }

  /// Whether the figure is how a number would be written: itself or as a per cent, whatever its sign.
  func isWritten(_ number: Double) -> Bool {
    func fits(_ number: Double) -> Bool {
      let style = NumberStyle(decimals: decimals)
      return style.text(abs(number)).filter { $0 != "," } == style.text(value).filter { $0 != "," }
    }
    guard number.isFinite, abs(number) < 1e15 else { return false }
    return (isPerCent && fits(number * 100)) || fits(number)
  }
}
