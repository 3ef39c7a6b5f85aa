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
  /// How many decimals the figure with most of them has.
  let decimals: Int
  /// The unit that every number is rounded to, such as 1,000, or 1 of figures in thousands; 0 where no such is seen.
  var roundedTo: Int
  /// Whether counts are rounded to fives, which offices do up or down by chance to protect people.
  var isRandomlyRounded: Bool { roundedTo == 5 }

  /// How far a rounded number can lie from what was counted: half its unit, or the whole of it where chance decides.
  var roundedHalf: Double { isRandomlyRounded ? 5 : Double(roundedTo) / 2 }

  /// What every number is a multiple of: ten, five, or 0 for nothing; two columns of tens are hardly so by chance.
  let sharedFactor: Int
  /// Whether the column has a name of its own, that no other has.
  let isNamed: Bool
  /// Whether the name says that the figures are rates, so that whole ones are rounded and not counts.
  let namesRate: Bool

  init(name: String, texts: [String], isNamed: Bool = true) {
    self.name = name
    self.isNamed = isNamed
    self.texts = texts
    namesRate = Self.namesRate(name)
    var numbers: [PublishedNumber?] = []
    numbers.reserveCapacity(texts.count)
    var numberCount = 0
    var wordCount = 0
    var isWhole = true
    var decimals = 0
    var zeros = 12
    var areFives = true
    var distinct: Set<Int> = []
    for text in texts {
      let number = text.isEmpty ? nil : PublishedNumber(text) ?? Self.marked(text)
      numbers.append(number)
      if let number {
        numberCount += 1
        isWhole = isWhole && number.isWholeCount
        decimals = max(decimals, number.decimals)
        zeros = zeros == 0 ? 0 : min(zeros, Self.zeros(number.significand))
        areFives = areFives && number.significand % 5 == 0
        if distinct.count < 8 { distinct.insert(number.significand) }
      } else if !Self.isMissing(text) {
        wordCount += 1
      }
    }
    self.numbers = numbers
    self.numberCount = numberCount
    self.decimals = decimals
    self.wordCount = wordCount
    self.isWhole = isWhole && numberCount > 0
    let isCoarse = self.isWhole && distinct.count >= 5
    roundedTo = isCoarse && zeros >= 2 ? Int(powerOfTen(zeros)) : 0
    sharedFactor = isCoarse ? (zeros >= 1 ? 10 : (areFives ? 5 : 0)) : 0
    if roundedTo == 0, distinct.count >= 8 { roundedTo = sharedFactor }
    if roundedTo == 0, self.isWhole, Self.namesScale(name) { roundedTo = 1 }
  }

  /// Whether a name says that its figures are thousands or millions of what is counted, or lengths, areas and weights, which
  /// rounds them to one.
  private static func namesScale(_ name: String) -> Bool {
    !AuditedTable.words(of: name).isDisjoint(with: [
      "thousand", "thousands", "000", "000s", "million", "millions", "mn", "billion", "billions", "bn",
      "mm", "mm2", "mm²", "cm", "cm2", "cm²", "m2", "m²", "km", "km2", "km²", "ha", "kg",
    ])
  }

  /// Whether four of five counts of three digits or more are tens, as where an office rounds the larger ones.
  var areMostlyTens: Bool {
    let large = numbers.compactMap {
      $0.flatMap { $0.isWholeCount && abs($0.significand) >= 100 ? $0.significand : nil }
    }
    return large.count >= 5 && 5 * large.count { $0 % 10 == 0 } >= 4 * large.count
  }

  /// A plain figure, or one of money, in units of the column's last decimal; nil where it is too large for sums.
  func inLastPlaces(_ row: Int) -> Int? {
    guard let number = numbers[row], number.scale == 0, number.unit == .plain || number.unit == .pounds,
      decimals <= 6
    else { return nil }
    let (value, isTooLarge) = number.significand.multipliedReportingOverflow(
      by: Int(powerOfTen(decimals - number.decimals)))
    return isTooLarge || value.magnitude >= 1_000_000_000_000_000 ? nil : value
  }

  /// Whether the numbers count something: they are whole, and the name says no rate.
  var holdsCounts: Bool { isWhole && !namesRate }

  /// Whether the name says that the figures are amounts of something that adds up, though they have decimals.
  var namesAmount: Bool {
    !AuditedTable.words(of: name).isDisjoint(with: [
      "£m", "m", "bn", "million", "millions", "billion", "thousand", "thousands", "cost", "costs", "spend",
      "spending", "expenditure", "budget", "amount", "income", "funding", "grant", "grants", "hours",
      "tonnes",
      "value", "fte",
    ]) || name.contains("£")
  }

  /// Whether a rule can be written of the column: it holds numbers and has a name of its own, without quotation marks.
  var fitsRules: Bool { isNumeric && isNamed && !name.contains("\"") }

  /// How far what a number of the column stands for can lie from it.
  func half(of number: PublishedNumber) -> Double {
    number.isWholeCount && !namesRate ? roundedHalf : number.unitInLastPlace.double / 2
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
    if roundedTo > 0, number.significand != 0 || isRandomlyRounded, number.isWholeCount {
      let twice = Int128(number.significand) * 2
      let unit = Int128(2 * roundedHalf)
      return RoundingInterval(
        ExactNumber(number.significand == 0 ? 0 : twice - unit, over: 2), ExactNumber(twice + unit, over: 2))
    }
    return number.interval(rounding: rounding, wholeIsRounded: wholeIsRounded)
  }

  /// Marks that publishers print where there is no figure.
  static func isMissing(_ text: String) -> Bool {
    guard text.utf8.count <= 10 else { return false }
    if text.utf8.first == UInt8(ascii: "["), text.last == "]",
      text.allSatisfy({ $0.isLetter || "[] ,".contains($0) })
    {
      return true
    }
    return missingSigns.contains(text) || text.utf8.count <= 4 && missingWords.contains(text.lowercased())
  }

  private static let missingSigns: Set<String> = ["", "-", "–", "—", "*", ".", "..", "...", ":", "~"]

  private static let missingWords: Set<String> = ["n/a", "na", "null", "nan"]

  /// A number with the mark of a note behind it: `155 [r]`, `30.0 [note 2]`, `200¹`, `12 (p)`.
  private static func marked(_ text: String) -> PublishedNumber? {
    // Most texts end in a letter or a digit and have none.
    guard let last = text.utf8.last, last <= 0x20 || last >= 0x80 || ")]*#^".utf8.contains(last) else {
      return nil
    }
    var bare = Substring(text)
    for (open, close) in [("[", "]"), ("(", ")")] where bare.hasSuffix(close) {
      guard let start = bare.lastIndex(where: { String($0) == open }) else { continue }
      let mark = bare[bare.index(after: start)...].dropLast()
      let isNote =
        mark.hasPrefix("note") || open == "[" && mark.count <= 5
        || mark.count == 1 && mark.allSatisfy(\.isLetter)
      if isNote { bare = bare[..<start] }
    }
    while let last = bare.last,
      last.isWhitespace || ProseTokenizer.raised.contains(last) || "*#^".contains(last)
    { bare.removeLast() }
    return bare.count < text.count && !bare.isEmpty ? PublishedNumber(bare) : nil
  }

  private static func namesRate(_ name: String) -> Bool {
    let words = AuditedTable.words(of: name)
    if !words.isDisjoint(with: ["average", "mean", "median", "avg", "averaged"]) || namesSpread(words) {
      return true
    }
    let rates: Set = [
      "rate", "rates", "share", "shares", "percent", "percentage", "pct", "%", "proportion", "frequency",
      "mean",
      "average", "ratio", "difference", "change", "index", "score", "odds", "prevalence", "incidence", "per",
      "median",
      "sd", "se", "probability", "likelihood", "percentages", "growth",
    ]
    return !words.isDisjoint(with: rates) && words.isDisjoint(with: ["rank", "ranks", "number", "count"])
  }

  /// Whether words name a spread or a limit of an estimate, of which no other is the sum.
  private static func namesSpread(_ words: Set<String>) -> Bool {
    words.isSuperset(of: ["standard", "error"]) || words.isSuperset(of: ["standard", "errors"])
      || words.isSuperset(of: ["standard", "deviation"]) || words.isSuperset(of: ["margin", "error"])
      || !words.isDisjoint(with: ["variance", "confidence", "ci", "stderr", "rse"])
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
