import Numbers

/// Phrases around a figure that claims of several kinds are recognised by.
extension ProseSentence {
  /// The figure that brackets opening at a place hold by itself: “(29%)”, “(n = 45)”, “(45 people)”.
  func alone(at open: Int) -> Int? {
    guard isSign(open, "("), let group = group(open), group.lowerBound == open else { return nil }
    var place = open + 1
    if word(place) == "n", isSign(place + 1, "=") { place += 2 }
    guard isFigure(place), number(place)?.qualifier == .exactly else { return nil }
    var end = place + 1
    while end < place + 3, isPeople(end) { end += 1 }
    return end == group.upperBound ? place : nil
  }

  /// The percentage that brackets opening at a place hold, with no other figure than its count: “(41%)”, “(41%, n = 120)”.
  func share(at open: Int) -> Int? {
    guard isSign(open, "("), let group = group(open), group.lowerBound == open else { return nil }
    let inside = (open + 1)..<group.upperBound
    let percents = inside.filter { isPercent($0) }
    guard percents.count == 1, let percent = percents.first, number(percent)?.qualifier == .exactly,
      inside.count(where: { isFigure($0) }) <= 2,
      inside.allSatisfy({ place in
        isFigure(place) || isSign(place, "=,;/") || word(place) == "n"
      })
    else { return nil }
    return percent
  }

  /// Whether a token is a noun of people or cases, or a word that tells some of them from others.
  func isPeople(_ index: Int) -> Bool {
    let word = word(index)
    return ProseRoles.people.contains(word)
      || ["young", "adult", "male", "female", "older", "younger", "homeless"].contains(word)
  }

  /// The place behind determiners and words that say how far to trust a figure.
  func behindDeterminers(_ index: Int) -> Int {
    var place = index
    while ProseWords.determiners.contains(word(place)) { place += 1 }
    return place
  }

  /// The figure of a time or total that a change is told from: “on the previous year’s figure of 8,314”, “on 2006/07 when
  /// there were 110,826”.
  func statedFigure(behind link: Int) -> Int? {
    var isNamed = false
    for place in (link + 1)..<max(link + 1, min(link + 15, tokens.count)) {
      if isFigure(place), ["months", "months'", "months’"].contains(word(place + 1)) { continue }
      if isFigure(place) {
        return isNamed && tokens[place].role != .word && number(place)?.qualifier == .exactly ? place : nil
      }
      let word = word(place)
      if ["figure", "total", "tally", "number", "level", "when", "recorded"].contains(word) {
        isNamed = true
      }
      guard
        isYear(place) || Self.stating.contains(word) || ProseRoles.month(word) != nil
          || isSign(place, ",") && self.word(place + 1) == "when" || isSign(place, "'’")
      else { return nil }
    }
    return nil
  }

  private static let stating: Set<String> = [
    "the", "previous", "last", "year", "years", "year’s", "year's", "same", "figure", "total", "number",
    "level", "of", "for", "in", "recorded", "when", "there", "were", "was", "it", "stood", "at", "period",
    "low-point", "low", "tally", "months", "months'", "months’", "point", "peak", "high", "ending", "ended",
    "to", "a",
  ]

  /// Whether a clause ends at a place.
  func endsClause(_ index: Int) -> Bool { index >= tokens.count || isSign(index, ",;.):(–—") }

  /// The place of the sign that ends the clause of a token, or the end of the sentence.
  func clauseEnd(_ index: Int) -> Int {
    tokens.indices.dropFirst(index + 1).first { isSign($0, ",;:.)(–—") } ?? tokens.count
  }

  /// Whether the sentence is a row of a table, whose figures are audited as such.
  var isRow: Bool { isTabular || tokens.contains { $0.isSign("|") } }

  /// Whether the sentence has a word of a list.
  func speaks(of words: Set<String>) -> Bool { tokens.contains { words.contains($0.word ?? "") } }

  /// Whether some words follow each other from a place on.
  func follow(_ words: [String], at index: Int) -> Bool {
    words.indices.allSatisfy { word(index + $0) == words[$0] }
  }

  /// Whether a statement is denied, expected or put under a condition within a range.
  func isOpen(_ range: Range<Int>) -> Bool {
    range.clamped(to: 0..<tokens.count).contains { place in
      guard let word = tokens[place].word else { return false }
      // “on 31 May 2023”
      if word == "may", tokens[place].text.first?.isUppercase == true, place > 0 { return false }
      return ProseWords.negations.contains(word) || word.hasSuffix("n't") || word.hasSuffix("n’t")
    }
  }

  /// A figure with its rounding; a count is exact.
  func spread(of index: Int) -> ClosedRange<Double>? {
    guard let number = number(index) else { return nil }
    let interval = number.interval(wholeIsRounded: number.unit != .plain || number.decimals > 0)
    guard interval.lower.isFinite, interval.upper.isFinite else { return nil }
    return interval.lower.double...max(interval.lower.double, interval.upper.double)
  }

  /// The singular of a noun, without hyphens.
  static func stem(_ word: String) -> String {
    let plain = word.filter { !NumberWords.hyphens.contains($0) }
    if plain.hasSuffix("ies") { return plain.dropLast(3) + "y" }
    return plain.count > 3 && plain.hasSuffix("s") ? String(plain.dropLast()) : plain
  }
}

extension ProseWords {
  static let negations: Set<String> = [
    "not", "no", "nor", "neither", "never", "cannot", "would", "should", "could", "if", "unless",
    "may", "might", "expected", "hypothesised", "hypothesized", "whether", "despite", "although", "assumed",
    "except", "instead",
  ]

  /// Whether words name one sex and not the other, beside which another group is one of another kind.
  static func nameOneSex(_ words: [String]) -> Bool {
    let words = Set(words)
    return sexes.0.isDisjoint(with: words) != sexes.1.isDisjoint(with: words)
  }

  /// Words of groups that overlap or are not all: their counts add up to no total.
  static let overlapping: Set<String> = [
    "including", "includes", "include", "included", "among", "amongst", "several", "multiple", "overlap",
    "overlapping", "both", "either", "example", "e.g", "notably", "mainly", "mostly", "whom", "which",
    "respectively", "such", "also", "another", "more", "plus", "excluding", "except", "some", "than",
    "average", "mean", "median", "rate", "per", "up", "down", "rose", "fell", "increase", "decrease",
    "least", "between", "while", "but", "whereas", "compared", "previously", "again", "twice", "additional",
    "further", "extra", "other", "others", "repeat",
  ]
}
