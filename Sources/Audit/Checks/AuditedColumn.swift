import Numbers

/// One column of a printed table.
struct AuditedColumn: Sendable {
  let name: String
  let texts: [String]
  /// The numbers; nil where a cell is empty or holds something else.
  let numbers: [PublishedNumber?]
  /// How many cells hold a number.
  let numberCount: Int
  /// How many cells hold something else that is not a mark for a missing value.
  let wordCount: Int
  /// Whether every number is whole and carries no unit.
  let isWhole: Bool
  /// Whether every number is rounded alike to hundreds or more: 3 for thousands, 0 for not at all.
  let sharedZeros: Int
  /// Whether the name says that the figures are rates, so that whole ones are rounded and not counts.
  let namesRate: Bool

  init(name: String, texts: [String]) {
    self.name = name
    self.texts = texts
    namesRate = Self.namesRate(name)
    var numbers: [PublishedNumber?] = []
    numbers.reserveCapacity(texts.count)
    var numberCount = 0
    var wordCount = 0
    var isWhole = true
    var zeros = 12
    var distinct: Set<Int> = []
    for text in texts {
      let number = text.isEmpty ? nil : PublishedNumber(text)
      numbers.append(number)
      if let number {
        numberCount += 1
        isWhole = isWhole && number.isWholeCount
        zeros = zeros == 0 ? 0 : min(zeros, Self.zeros(number.significand))
        if distinct.count < 5 { distinct.insert(number.significand) }
      } else if !Self.isMissing(text) {
        wordCount += 1
      }
    }
    self.numbers = numbers
    self.numberCount = numberCount
    self.wordCount = wordCount
    self.isWhole = isWhole && numberCount > 0
    sharedZeros = self.isWhole && distinct.count >= 5 && zeros >= 2 ? zeros : 0
  }

  /// Whether the cells are numbers, apart from a few words.
  var isNumeric: Bool { numberCount > 0 && numberCount >= 4 * wordCount }

  /// Whether the cells name what the row is about.
  var isLabel: Bool { !isNumeric && wordCount > 0 }

  /// Whether some cell differs from the first by more than its spelling.
  var varies: Bool {
    guard let first = texts.first else { return false }
    let key = LabelKey.key(first)
    var same: Set<String> = [first]
    return texts.contains { text in
      guard !same.contains(text) else { return false }
      guard LabelKey.key(text) == key else { return true }
      same.insert(text)
      return false
    }
  }

  /// Whether the column describes another or remarks on it, and does not tell rows apart.
  var isRemark: Bool {
    !AuditedTable.words(of: name).isDisjoint(with: [
      "label", "comparator", "footnote", "mark", "note", "arrow", "direction", "qualifier", "unit",
    ])
  }

  /// Whether the column says where in a document a figure stands, or repeats a period as year and month.
  var isPlace: Bool {
    Self.placeNames.contains(name.lowercased())
      || texts.allSatisfy { $0.isEmpty || ($0.utf8.count == 7 && $0.dropFirst(4).first == "-") }
  }

  /// The names of columns that say where in a document a figure stands.
  static let placeNames: Set<String> = ["section", "page", "paragraph"]

  /// The interval that a cell stands for.
  func interval(_ row: Int, rounding: RoundingConvention, wholeIsRounded: Bool) -> RoundingInterval? {
    guard let number = numbers[row] else { return nil }
    if sharedZeros > 0, number.significand != 0 {
      let unit = powerOfTen(sharedZeros)
      let twice = Int128(number.significand) * 2
      return RoundingInterval(ExactNumber(twice - unit, over: 2), ExactNumber(twice + unit, over: 2))
    }
    return number.interval(rounding: rounding, wholeIsRounded: wholeIsRounded)
  }

  /// Marks that publishers print where there is no figure.
  static func isMissing(_ text: String) -> Bool {
    guard text.utf8.count <= 6 else { return false }
    return ["", "-", "–", "—", "*", ".", "..", "...", ":", "~"].contains(text)
      || ["n/a", "na", "null", "nan", "[c]", "[x]", "[u]", "[z]", "[w]", "[low]"].contains(text.lowercased())
  }

  private static func namesRate(_ name: String) -> Bool {
    let words = AuditedTable.words(of: name)
    let rates: Set = [
      "rate", "rates", "share", "shares", "percent", "percentage", "pct", "%", "proportion", "frequency",
      "mean",
      "average", "ratio", "difference", "change",
    ]
    return !words.isDisjoint(with: rates) && words.isDisjoint(with: ["rank", "ranks", "number", "count"])
  }

  private static func zeros(_ value: Int) -> Int {
    guard value != 0 else { return 12 }
    var rest = value
    var count = 0
    while rest % 10 == 0 {
      rest /= 10
      count += 1
    }
    return count
  }
}
