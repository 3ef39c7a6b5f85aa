import Numbers

/// Finds words for a share beside its percentage: “most (61%)”, “nearly all (96%)”, “a minority (32%)”, “fewer than half
/// (46%)”.
///
/// The percentage stands in brackets right behind the words, or behind the people that they are said of.
struct QuantifierClaims: PhraseFinder {
  private let s: ProseSentence
  private let start: Int
  private(set) var judgements: [ProseJudgement] = []

  /// - Parameter judged: the figures that a fraction was held against already.
  init(_ context: ProseContext, judged: Set<Int>) {
    s = context.sentence
    start = context.start
    for index in s.tokens.indices.dropFirst(start) {
      if let words = words(at: index), let percent = percent(behind: words.end), !judged.contains(percent) {
        judge(words, percent)
      }
    }
  }

  /// Words for a share: the percentages that they allow, where they start, and the place behind them.
  private struct Words {
    let range: ClosedRange<Double>
    let start: Int
    let end: Int
  }

  /// The words for a share at a place.
  ///
  /// What is nearly all is open; less than two thirds is not, which is our choice.
  private func words(at index: Int) -> Words? {
    let word = s.word(index)
    let next = s.word(index + 1)
    let before = s.word(index - 1)
    switch word {
    case "nearly" where next == "all", "almost" where next == "all", "virtually" where next == "all",
      "practically" where next == "all":
      return Words(range: 66...100, start: index, end: index + 2)
    case "hardly" where next == "any", "hardly" where next == "anyone", "almost" where next == "none",
      "virtually" where next == "none":
      return Words(range: 0...33, start: index, end: index + 2)
    case "most" where !["the", "at", "of", "second", "third", "next"].contains(before):
      return Words(range: 50...100, start: index, end: index + 1)
    case "majority"
    where [
      "a", "the", "small", "slight", "clear", "slim", "large", "vast", "great", "overwhelming",
    ].contains(before):
      return Words(range: 50...100, start: index, end: index + 1)
    case "minority"
    where ["a", "small", "large", "significant", "substantial", "sizeable", "only", "sizable"].contains(
      before):
      return Words(range: 0...50, start: index, end: index + 1)
    default: break
    }
    // A fraction beside its percentage is judged by its size elsewhere; here only by the words before it.
    guard let fraction = NumberWords.fraction(in: s.tokens, at: index), fraction.start >= start else {
      return nil
    }
    let f = fraction.percent
    let range: ClosedRange<Double>
    switch (s.word(fraction.start - 2), s.word(fraction.start - 1)) {
    case ("fewer", "than"), ("less", "than"): range = 0...(f + 0.5)
    case (let lead, "under") where lead != "just": range = 0...(f + 0.5)
    case ("more", "than"), ("well", "over"), ("far", "over"): range = (f - 0.5)...100
    default: return nil
    }
    return Words(range: range, start: fraction.start, end: fraction.end)
  }

  /// The percentage behind a quantifier, or behind “of the” and people.
  private func percent(behind end: Int) -> Int? {
    if let share = setOff(end) { return share }
    var place = end
    if s.word(place) == "of" { place += 1 }
    var people: Int?
    while place < end + 6, !s.isSign(place, "(,–—"), !s.word(place).isEmpty || s.isCount(place) {
      if [
        "in", "among", "amongst", "common", "frequent", "likely", "with", "for", "at", "from", "who", "and",
        "or", "to", "on", "by", "was", "were", "had", "have",
        "of",
      ]
      .contains(s.word(place)) || s.word(place).hasSuffix("ly") {
        return nil
      }
      people = ProseRoles.people.contains(s.word(place)) ? place : nil
      place += 1
    }
    guard let people, people == place - 1 else { return nil }
    return setOff(place)
  }

  /// “(61%)”, “, 61%,” and “– 61% –”.
  private func setOff(_ index: Int) -> Int? {
    if let share = s.share(at: index) { return share }
    guard s.isSign(index, ",–—"), s.isPercent(index + 1), s.number(index + 1)?.qualifier == .exactly,
      s.isSign(index + 2, ",–—"), s.number(index + 3) == nil
    else { return nil }
    return index + 1
  }

  /// Whether “most of the remaining cases (6%)” gives the share of all, and not of those that remain.
  private func isOfRest(_ places: Range<Int>, _ share: ClosedRange<Double>) -> Bool {
    share.upperBound < 50
      && s.words(places).contains { ["remaining", "rest", "others", "other", "remainder"].contains($0) }
  }

  private mutating func judge(_ found: Words, _ percent: Int) {
    guard let p = s.spread(of: percent), !isOfRest(found.end..<percent, p) else { return }
    let range = found.range
    let isCompared = ["than", "under", "over"].contains(s.word(found.start - 1))
    let first = isCompared ? max(start, found.start - 2) : found.start
    let words = s.text(first..<found.end)
    let printed = s.tokens[percent].text
    let implied =
      range.lowerBound > 0
      ? "at least \(BriefNumber.text(range.lowerBound))%" : "at most \(BriefNumber.text(range.upperBound))%"
    judgements.append(
      ProseJudgement(
        kind: .fraction, rule: "\(words) = \(printed)", tokens: [first, percent],
        holds: range.overlaps(p), published: p, computed: range, printed: printed, implied: implied,
        message: "percentage is printed as \(printed), but \(words) is \(implied)"))
  }
}
