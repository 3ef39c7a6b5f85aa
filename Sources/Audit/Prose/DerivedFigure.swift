import Numbers

/// A figure that others give: a share, a change, or a difference, by the words around it.
struct DerivedFigure {
  enum Kind: Hashable {
    /// A percentage of which no word says that it is a change.
    case share
    /// A percentage by which something rose or fell.
    case change(isFall: Bool)
    /// A difference of percentages.
    case points
    /// A count by which something rose or fell.
    case amount
  }

  let token: Int
  let kind: Kind
  /// The amount that a percentage is the other form of: the 23 of “rose by 23 (10%)”.
  var amount: Int?
  /// The figure that is said to be the end of a change: the 3,201 of “fell by 1% to 3,201”.
  var after: Int?
  /// The year that a change is told from: the 2005 of “52% fewer than in 2005/06”.
  var baseYear: Int?
  /// Whether it is the number of “one in 18”.
  var isOneIn = false
  /// Whether it tells a change to many times as much, or to hardly anything.
  var isLarge = false
  /// The count that stands beside a share, of which only the base is sought.
  var part: Int?

  /// The figures of a sentence that others give.
  static func all(in s: ProseSentence) -> [DerivedFigure] {
    var found: [DerivedFigure] = []
    for index in s.tokens.indices where s.isFigure(index) {
      if isOneIn(index, s) {
        found.append(DerivedFigure(token: index, kind: .share, isOneIn: true))
      } else if let (amount, isFall) = amount(of: index, s) {
        found.append(DerivedFigure(token: index, kind: .change(isFall: isFall), amount: amount))
      } else if let kind = kind(of: index, s, after: found.last) {
        found.append(
          DerivedFigure(
            token: index, kind: kind, after: end(ofChange: index, kind, s),
            baseYear: baseYear(ofChange: index, kind, s),
            isLarge: abs(s.value(index)) >= (kind == .change(isFall: true) ? 80 : 300)))
      }
    }
    return found
  }

  /// “one in 18 people”.
  static func isOneIn(_ index: Int, _ s: ProseSentence) -> Bool {
    s.isCount(index) && s.tokens[index].role == .figure && s.word(index - 1) == "in" && s.value(index) >= 3
      && (s.word(index - 2) == "one"
        || s.tokens.indices.contains(index - 2) && s.tokens[index - 2].text == "1")
  }

  /// The amount of a change that a percentage is the other form of, and whether it is a fall: “by 23 (10%)”, “by 2,600 (-15%)”,
  /// “up 17,000 students or 3.4%”, “12% or 9,000 more”.
  private static func amount(of index: Int, _ s: ProseSentence) -> (Int, Bool)? {
    guard s.isPercent(index) else { return nil }
    var place = index - 1
    while ["or", "nearly", "about", "almost", "around", "just", "over"].contains(s.word(place)) { place -= 1 }
    let isInBrackets = s.isSign(index - 1, "(") && s.isSign(index + 1, ")")
    if isInBrackets || s.words((place + 1)..<index).contains("or") {
      if isInBrackets { place = index - 2 }
      if !isInBrackets, s.isSign(place, ",") { place -= 1 }
      var words = 0
      while !s.word(place).isEmpty, words < 3 {
        place -= 1
        words += 1
      }
      if isAmount(place, s) { return isFall(place, s).map { (place, $0) } }
    }
    guard s.word(index + 1) == "or" else { return nil }
    let next = s.behindDeterminers(index + 2)
    return isAmount(next, s) ? isFall(next, s).map { (next, $0) } : nil
  }

  /// Whether the words around an amount say that something fell by it.
  static func isFall(_ amount: Int, _ s: ProseSentence) -> Bool? {
    directionBefore(amount, s) ?? ProseWords.isMore[s.word(amount + 1)].map { !$0 }
  }

  /// The figure that a change ended at: behind the “to” that follows it, a time at most between.
  private static func end(ofChange index: Int, _ kind: Kind, _ s: ProseSentence) -> Int? {
    guard case .change = kind else { return nil }
    for place in (index + 1)..<max(index + 1, min(index + 9, s.tokens.count)) {
      if s.word(place) == "to", !s.isYear(place + 1) {
        return (place + 1...place + 3).first { s.isFigure($0) && s.hasNoFigure((place + 1)..<$0) }
      }
      if s.isFigure(place) || s.isSign(place, ",;:()–—")
        || ["compared", "due"].contains(s.word(place)) || s.word(place) == "and" && !s.isYear(place + 1)
      {
        return nil
      }
    }
    return nil
  }

  /// The year behind the words that tell what a change is from: “fewer than in 2005/06”, “a rise on 2018”.
  private static func baseYear(ofChange index: Int, _ kind: Kind, _ s: ProseSentence) -> Int? {
    guard case .change = kind else { return nil }
    for place in (index + 1)..<max(index + 1, min(index + 7, s.tokens.count)) {
      if s.isYear(place) {
        let link = s.word(place - 1) == "in" ? s.word(place - 2) : s.word(place - 1)
        let digits = s.tokens[place].text.prefix { $0.isNumber }
        return ["than", "since", "from", "on", "with", "to", "over"].contains(link) && digits.count == 4
          ? Int(digits) : nil
      }
      if s.isFigure(place) || s.isSign(place, ",;:()–—") { return nil }
    }
    return nil
  }

  private static func kind(of index: Int, _ s: ProseSentence, after last: DerivedFigure?) -> Kind? {
    guard let number = s.number(index), number.significand != 0, number.qualifier != .between,
      number.significand > 0 || s.isPercent(index) && s.isSign(index - 1, "("),
      !["as", "likely", "ci", "confidence", "sure"].contains(s.word(index + 1)), s.word(index + 2) != "likely"
    else { return nil }
    switch number.unit {
    case .percentagePoints: return .points
    case .percent:
      if number.significand < 0 { return .change(isFall: true) }
      // “increases of 9% and 17%”
      if let last, s.word(index - 1) == "and", last.token == index - 2, case .change = last.kind {
        return last.kind
      }
      switch (directionBefore(index, s), directionBehind(index, s)) {
      case (let before?, let behind?): return before == behind ? .change(isFall: before) : nil
      case (let isFall?, nil), (nil, let isFall?): return .change(isFall: isFall)
      case (nil, nil): return isLimit(index, s) ? nil : .share
      }
    case .plain, .pounds:
      if ["points", "point"].contains(s.word(index + 1)), s.tokens[index].role != .word { return .points }
      return isAmount(index, s) ? .amount : nil
    }
  }

  /// Whether a count is one by which something rose or fell: “up 12,750”, “an increase of 565”, “2,100 fewer”.
  static func isAmount(_ index: Int, _ s: ProseSentence) -> Bool {
    guard s.isCount(index), s.tokens[index].role == .figure, s.value(index) >= 10 else { return false }
    var place = index - 1
    while ["nearly", "about", "almost", "around", "just", "over", "some", "slightly"].contains(s.word(place))
    {
      place -= 1
    }
    return ["by", "of", "up", "down"].contains(s.word(place)) && directionBefore(index, s) != nil
      || ProseWords.isMore[s.word(index + 1)] != nil
  }

  /// Whether a percentage is a limit or the level of an interval.
  private static func isLimit(_ index: Int, _ s: ProseSentence) -> Bool {
    s.words((index - 4)..<(index + 3)).contains {
      ["ci", "cis", "cri", "confidence", "interval", "iqr", "limits", "error", "significance"].contains($0)
    }
  }

  /// Whether the words right before a figure say that something fell by it, or rose; nil where they say neither.
  private static func directionBefore(_ index: Int, _ s: ProseSentence) -> Bool? {
    if ["to", "from", "at", "was", "were", "is", "are", "than"].contains(s.word(index - 1)),
      !(s.word(index - 1) == "than" && ["more", "less"].contains(s.word(index - 2)))
    {
      return nil
    }
    let isBy = s.word(index - 1) == "by"
    for place in stride(from: index - 1, through: max(0, index - (isBy ? 16 : 7)), by: -1) {
      let word = s.word(place)
      // “rose slightly, for the first time in 14 years, by 3%”
      if isBy, s.isSign(place, ",") || s.tokens[place].role.isMeasure { continue }
      if ["make", "makes", "made", "making"].contains(s.word(place - 1)), word == "up" { return nil }
      if ProseWords.falls.contains(word) { return true }
      if ProseWords.rises.contains(word) { return false }
      let isPause = s.isSign(place, ",") && s.word(place + 1) == "by"
      if word.isEmpty && !isPause && !s.isYear(place) || ["and", "but", "while", "with"].contains(word) {
        return nil
      }
    }
    return nil
  }

  /// Whether the words right behind a figure say that something fell by it, or rose: “a 20% fall”, “20% fewer”.
  private static func directionBehind(_ index: Int, _ s: ProseSentence) -> Bool? {
    for place in (index + 1)...(index + 3) {
      let word = s.word(place)
      if ["up", "down", "cut"].contains(word) { return nil }
      if ProseWords.falls.contains(word) { return true }
      if ProseWords.rises.contains(word) { return false }
      if place == index + 1 {
        if ["lower", "fewer", "less", "below", "smaller", "shorter", "decrease"].contains(word) {
          return true
        }
        if ["higher", "more", "greater", "above", "larger", "longer"].contains(word) { return false }
      }
      if word.isEmpty || ["of", "in", "for", "and", "to", "were", "was"].contains(word) { return nil }
    }
    return nil
  }
}
