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

  /// The figures of a sentence that others give.
  static func all(in s: ProseSentence) -> [DerivedFigure] {
    var found: [DerivedFigure] = []
    for index in s.tokens.indices where s.isFigure(index) {
      guard let kind = kind(of: index, s, after: found.last) else { continue }
      found.append(DerivedFigure(token: index, kind: kind))
    }
    return found
  }

  private static func kind(of index: Int, _ s: ProseSentence, after last: DerivedFigure?) -> Kind? {
    guard let number = s.number(index), number.significand > 0, number.qualifier != .between,
      !["as", "likely", "ci", "confidence", "sure"].contains(s.word(index + 1)), s.word(index + 2) != "likely"
    else { return nil }
    switch number.unit {
    case .percentagePoints: return .points
    case .percent:
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
    return ["by", "of", "up", "down"].contains(s.word(index - 1)) && directionBefore(index, s) != nil
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
