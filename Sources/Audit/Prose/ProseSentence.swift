import Numbers

/// A sentence with its brackets, and what its numbers are.
struct ProseSentence {
  let tokens: [ProseToken]
  /// The innermost pair of brackets around each token; nil outside any.
  private let groups: [ClosedRange<Int>?]
  /// Whether figures follow each other without words, as they do where a table has become text.
  let isTabular: Bool

  init(_ tokens: [ProseToken]) {
    self.tokens = tokens
    var groups: [ClosedRange<Int>?] = Array(repeating: nil, count: tokens.count)
    var open: [Int] = []
    for index in tokens.indices {
      if tokens[index].isSign(in: "([") { open.append(index) }
      if tokens[index].isSign(in: ")]"), let start = open.popLast() {
        for inside in start...index where groups[inside] == nil { groups[inside] = start...index }
      }
    }
    self.groups = groups
    let sideBySide = tokens.indices.dropFirst().count { index in
      guard tokens[index].isPlainFigure, groups[index] == nil else { return false }
      return tokens[index - 1].isPlainFigure || tokens[index - 1].isSign(")")
    }
    isTabular = sideBySide >= 2
  }

  /// The innermost brackets around a token, from the opening to the closing one.
  func group(_ index: Int) -> ClosedRange<Int>? {
    tokens.indices.contains(index) ? groups[index] : nil
  }

  func word(_ index: Int) -> String { tokens.indices.contains(index) ? tokens[index].word ?? "" : "" }

  func isSign(_ index: Int, _ signs: String) -> Bool {
    tokens.indices.contains(index) && tokens[index].isSign(in: signs)
  }

  func number(_ index: Int) -> PublishedNumber? {
    tokens.indices.contains(index) ? tokens[index].number : nil
  }

  /// The words within a range of places, as far as there are such places.
  func words(_ range: Range<Int>) -> [String] {
    range.clamped(to: tokens.indices.lowerBound..<tokens.count).compactMap { tokens[$0].word }
  }

  /// Whether a token counts something: a whole number that is no date, no age, no name and no measure.
  func isCount(_ index: Int) -> Bool {
    guard let number = number(index), number.decimals == 0 || number.scale > 0, number.unit == .plain,
      number.significand >= 0, !isYear(index)
    else { return false }
    switch tokens[index].role {
    case .figure, .spaced: return true
    // “two thirds (66%) of the 300”
    case .word: return !NumberWords.parts.contains(word(index + 1))
    case .date, .label, .age, .measure, .base, .average, .torn: return false
    }
  }

  /// Whether people, or cases, follow a place within some words.
  func namesPeople(behind index: Int, within words: Int = 2) -> Bool {
    (index + 1...index + words).contains { ProseRoles.people.contains(word($0)) }
  }

  func isYear(_ index: Int) -> Bool { tokens.indices.contains(index) && tokens[index].role == .date }

  func isPercent(_ index: Int) -> Bool {
    number(index)?.unit == .percent && tokens[index].role != .torn
  }

  /// Whether a count is one of what a noun names, a word or two between: “1,450 recorded cases”, “a total of 1,450”.
  func counts(_ noun: String, at index: Int) -> Bool {
    if noun.contains(" ") { return follow(noun.split(separator: " ").map(String.init), at: index + 1) }
    return noun == "total"
      ? words((index - 3)..<index).contains(noun) || follow(["in", "total"], at: index + 1)
      : words((index + 1)..<(index + 4)).contains(noun)
  }

  /// Whether a token is a figure of any unit.
  func isFigure(_ index: Int) -> Bool {
    guard let number = number(index), !isYear(index), tokens[index].role != .torn else { return false }
    if number.unit != .plain { return true }
    switch tokens[index].role {
    case .figure, .word, .spaced, .measure, .average: return true
    case .date, .label, .age, .base, .torn: return false
    }
  }

  /// The two figures that the next brackets behind a place compare: “(18% versus 3.6%)”, “(121.8 compared to 28.5)”.
  func comparedPair(behind index: Int) -> (Int, Int)? {
    guard let open = (index + 1..<min(index + 26, tokens.count)).first(where: { isSign($0, "(") }),
      hasNoFigure((index + 1)..<open), let group = group(open)
    else { return nil }
    let figures = group.filter { isFigure($0) }
    guard figures.count == 2, figures[0] == group.lowerBound + 1,
      number(figures[0])?.unit == number(figures[1])?.unit
    else { return nil }
    let between = words((figures[0] + 1)..<figures[1])
    let isCompared =
      between.contains { ["versus", "vs", "against"].contains($0) } || between.first == "compared"
    return isCompared && between.count <= 2 ? (figures[0], figures[1]) : nil
  }

  /// What the words before a place say of how far to trust what stands there.
  func qualifier(before index: Int) -> NumberQualifier {
    ProseRoles.qualifier(before: index, in: tokens) ?? .exactly
  }

  func value(_ index: Int) -> Double { number(index)?.value.double ?? 0 }

  /// Whether neither of two figures is more than four times the other, so that they may be of one thing at two times.
  func areOfOneSize(_ one: Int, _ other: Int) -> Bool {
    value(one) <= 4 * value(other) && 4 * value(one) >= value(other)
  }

  /// Whether no figure stands in a range of places; dates, names and ages are none.
  func hasNoFigure(_ range: Range<Int>) -> Bool {
    !range.clamped(to: 0..<tokens.count).contains { isFigure($0) }
  }

  func hasSign(_ range: Range<Int>, _ signs: String) -> Bool {
    range.clamped(to: 0..<tokens.count).contains { tokens[$0].isSign(in: signs) }
  }

  /// The words of some tokens as they stand.
  func text(_ range: Range<Int>) -> String {
    var text = ""
    let shown = tokens[range.clamped(to: 0..<tokens.count)]
    for token in shown.drop(while: { [",", ";", ":", ")", ".", "|"].contains($0.text) }) {
      let isOpening = text.hasSuffix("(") || text.isEmpty || text.hasSuffix("/")
      let isCall =
        token.text == "(" && ReportedTest.isName(text.split(separator: " ").last.map(String.init) ?? "")
      let isClosing = isCall || [",", ")", ";", ":", "/"].contains(token.text)
      text += (isOpening || isClosing ? "" : " ") + token.text
    }
    return text
  }
}

/// Groups of words that claims are recognised by.
enum ProseWords {
  static let determiners: Set<String> = [
    "the", "all", "these", "those", "a", "an", "total", "of", "our", "its", "their", "some", "about",
    "around",
    "approximately", "nearly", "almost", "over", "just", "more", "than", "only", "first", "other",
    "estimated",
    "approx", "roughly", "at", "least", "under", "overall",
  ]
  static let rises: Set<String> = [
    "rise", "rose", "risen", "rises", "rising", "increase", "increased", "increases", "increasing", "up",
    "grew",
    "grown", "growth", "growing", "gain", "climbed", "jumped", "uplift", "upturn", "upward", "soared",
    "soaring", "surged", "surge", "surging", "leapt",
  ]
  static let falls: Set<String> = [
    "fall", "fell", "fallen", "falls", "falling", "decrease", "decreased", "decreases", "decreasing", "down",
    "drop", "dropped", "drops", "reduction", "reduced", "reduces", "reducing", "decline", "declined",
    "declines",
    "declining", "downturn", "cut", "downward", "dropping", "plunged", "plummeted", "slumped", "slump",
    "dipped", "tumbled", "shrunk", "shrank",
  ]
  static let spreads: Set<String> = ["difference", "gap", "spread", "range"]
  static let comparisons: Set<String> = [
    "higher", "lower", "more", "fewer", "less", "greater", "above", "below", "larger", "smaller", "faster",
    "slower", "longer", "shorter", "better", "worse", "likelier", "quicker", "cheaper", "discount", "off",
  ]
  static let soft: Set<String> = [
    "weighted", "unweighted", "adjusted", "adjusting", "adjustment", "standardised", "standardized",
    "imputed",
    "modelled", "modeled", "predicted", "projected", "age-standardised", "age-adjusted", "extrapolated",
    "seasonally", "annualised", "annualized", "weighting",
  ]
  /// Whether a comparison in words says more or less.
  static let isMore: [String: Bool] = [
    "more": true, "higher": true, "greater": true, "fewer": false, "lower": false, "less": false,
  ]
  static let perTime: Set<String> = [
    "year", "annum", "annually", "month", "quarter", "week", "day", "decade", "yearly", "hour",
  ]
  static let whole: Set<String> = [
    "comprised", "comprising", "comprises", "consisted", "consisting", "consists", "split", "breakdown",
    "divided",
    "ethnicity", "composition", "composed", "distribution", "distributed", "constituted", "respectively",
  ]
  static let rest: Set<String> = [
    "other", "others", "unknown", "rest", "remaining", "remainder", "neither", "none", "unspecified",
    "refused",
    "missing", "non-binary", "undisclosed", "unrecorded",
  ]
  static let sexes: (Set<String>, Set<String>) = (
    ["male", "males", "men", "man", "boys"], ["female", "females", "women", "woman", "girls"]
  )
  /// Words of two groups that make up a whole.
  static let stems: [(Set<String>, Set<String>)] = [
    sexes,
    (["adult", "adults"], ["young", "youth", "youths", "juvenile", "juveniles", "children", "child"]),
    (["white"], ["non-white", "nonwhite"]), (["urban"], ["rural"]), (["yes"], ["no"]),
    (["public"], ["private"]), (["employed"], ["unemployed"]), (["single"], ["married"]),
    (["vaccinated"], ["unvaccinated"]), (["first-time"], ["repeat"]), (["agreed"], ["disagreed"]),
    (["completed"], ["breached", "uncompleted"]), (["guilty"], ["acquitted"]),
  ]

  /// Whether words name two groups that make up a whole.
  static func areComplementary(_ words: [String]) -> Bool {
    let words = Set(words)
    return stems.contains { !$0.0.isDisjoint(with: words) && !$0.1.isDisjoint(with: words) }
  }

  static func isChange(_ word: String) -> Bool {
    rises.contains(word) || falls.contains(word) || word == "change" || word == "changed"
  }
}
