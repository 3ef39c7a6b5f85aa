import Numbers

/// A number of a sentence, and the field of the result that it was written from.
struct NumberTrace: Encodable, Hashable {
  /// The sentence, counted from 0.
  let sentence: Int
  /// The number as the sentence has it.
  let text: String
  /// The path of the field within the result.
  let field: String
  /// The method that gave it, where the result names one.
  let method: String?
  /// The rows of the table that it counts, as an expression of `--where`; nil for all.
  let rows: String?

  /// Finds the numbers of sentences in a result.
  static func traces(of sentences: [String], in tree: ResultTree) -> [NumberTrace] {
    let all = tree.leaves(of: nil)
    return sentences.enumerated().flatMap { index, sentence -> [NumberTrace] in
      let row = tree.row(of: sentence)
      let near = row.map { tree.leaves(of: $0) } ?? []
      return PrintedFigure.all(in: sentence).compactMap { figure -> NumberTrace? in
        guard
          let leaf = near.first(where: figure.isWritten)
            ?? (near.isEmpty ? all.first(where: figure.isWritten) : nil)
        else { return nil }
        return NumberTrace(
          sentence: index, text: figure.text, field: leaf.path, method: tree.method(of: leaf.path),
          rows: row?.rows)
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
  func isWritten(_ leaf: ResultTree.Leaf) -> Bool {
    func fits(_ number: Double) -> Bool {
      let style = NumberStyle(decimals: decimals)
      return style.text(abs(number)).filter { $0 != "," } == style.text(value).filter { $0 != "," }
    }
    guard leaf.value.isFinite, abs(leaf.value) < 1e15 else { return false }
    return (isPerCent && fits(leaf.value * 100)) || fits(leaf.value)
  }
}
