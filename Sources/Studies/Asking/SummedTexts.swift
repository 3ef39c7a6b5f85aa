import Statistics
import Tables

/// What the texts of a column mean.
struct SummedTexts {
  let column: String
  let values: CodedColumn.Values
  let codeOfText: [String: Int]
  let missing: [String]
  /// Whether yes and no stand in it as words.
  let isInWords: Bool

  init(_ texts: CodedTexts, column name: String) {
    column = name
    let own = texts.column
    let codes: [Int?]
    if own.kind == .category {
      values = .levels(own.levels, reference: 0)
      codes = own.levelOfEntry
    } else {
      let numbers = Set(own.entries.compactMap(\.value.number)).sorted()
      values = .numbers(numbers)
      codes = own.entries.map { $0.value.number.flatMap(numbers.firstIndex) }
    }
    isInWords =
      own.kind == .boolean && own.entries.contains { $0.value.missing == nil && Double($0.text) == nil }
    var known: [String: Int] = [:]
    var missing: [String] = []
    for (row, text) in texts.texts.enumerated() {
      if let code = codes[own.codes[row]] { known[text] = code } else { missing.append(text) }
    }
    codeOfText = known
    self.missing = missing
  }

  var levels: [String]? {
    if case .levels(let levels, _) = values { levels } else { nil }
  }

  var textsOfCode: [[String]] {
    var texts = Array(repeating: [String](), count: (codeOfText.values.max() ?? -1) + 1)
    for (text, code) in codeOfText.sorted(by: { $0.key < $1.key }) { texts[code].append(text) }
    return texts
  }

  /// The outcome of a row: 1 for the event, or the number.
  func event(_ family: ModelFamily) throws -> SumExpression {
    let texts = textsOfCode
    switch values {
    case .levels(let levels, _):
      guard levels.count == 2, family.isOfEvents else {
        throw SummedFit.Unable("the outcome has not two values")
      }
      return .cases(column: column, [.init(texts[1], .number(1))], otherwise: .number(0))
    case .numbers(let numbers):
      return .cases(
        column: column,
        zip(texts, numbers).filter { $0.1 != 0 }.map { SumExpression.Choice($0.0, .number($0.1)) },
        otherwise: .number(0))
    }
  }
}
