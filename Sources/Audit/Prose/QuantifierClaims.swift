import Numbers

/// Finds words for a share beside its percentage: “most (61%)”, “nearly all (96%)”, “a minority (32%)”, “fewer than half
/// (46%)”.
///
/// The percentage stands in brackets right behind the words, or behind the people that they are said of.
struct QuantifierClaims {
  private let s: ProseSentence
  private let start: Int
  private(set) var judgements: [ProseJudgement] = []

  init(_ context: ProseContext) {
    s = context.sentence
    start = context.start
    guard !s.isTabular else { return }
    for index in s.tokens.indices.dropFirst(start) {
      if let (range, end) = shares(at: index), let percent = percent(behind: end) {
        judge(index, end, percent, range)
      }
    }
  }

  /// The percentages that words allow, and the place behind them.
  ///
  /// What is nearly all is open; less than two thirds is not, which is our choice.
  private func shares(at index: Int) -> (ClosedRange<Double>, Int)? {
    let word = s.word(index)
    let next = s.word(index + 1)
    let before = s.word(index - 1)
    switch word {
    case "nearly" where next == "all", "almost" where next == "all", "virtually" where next == "all",
      "practically" where next == "all":
      return (66...100, index + 2)
    case "hardly" where next == "any", "hardly" where next == "anyone", "almost" where next == "none",
      "virtually" where next == "none":
      return (0...33, index + 2)
    case "most" where !["the", "at", "of", "second", "third", "next"].contains(before):
      return (50...100, index + 1)
    case "majority":
      if ["large", "vast", "great", "overwhelming"].contains(before) { return (50...100, index + 1) }
      return ["a", "the", "small", "slight", "clear", "slim"].contains(before) ? (50...100, index + 1) : nil
    case "minority":
      return ["a", "small", "large", "significant", "substantial", "sizeable", "only", "sizable"].contains(
        before)
        ? (0...50, index + 1) : nil
    default: break
    }
    guard let fraction = NumberWords.fraction(in: s.tokens, at: index), fraction.start >= start else {
      return nil
    }
    let two = [s.word(fraction.start - 2), s.word(fraction.start - 1)]
    let f = fraction.percent
    if two[1] == "than", ["fewer", "less"].contains(two[0]) { return (0...(f + 0.5), fraction.end) }
    if two[1] == "under", two[0] != "just" { return (0...(f + 0.5), fraction.end) }
    if two[1] == "than", two[0] == "more" { return ((f - 0.5)...100, fraction.end) }
    if two[1] == "over", ["well", "far"].contains(two[0]) { return ((f - 0.5)...100, fraction.end) }
    return nil
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

  private mutating func judge(_ index: Int, _ end: Int, _ percent: Int, _ range: ClosedRange<Double>) {
    guard let p = s.spread(of: percent) else { return }
    // A fraction beside its percentage is judged by its size elsewhere; here only by the words before it.
    let first = min(index, NumberWords.fraction(in: s.tokens, at: index)?.start ?? index)
    let lead = ["than", "under", "over"].contains(s.word(first - 1)) ? first - 2 : first
    let words = s.text(max(start, lead)..<end)
    let printed = s.tokens[percent].text
    let implied =
      range.lowerBound > 0
      ? "at least \(BriefNumber.text(range.lowerBound))%" : "at most \(BriefNumber.text(range.upperBound))%"
    judgements.append(
      ProseJudgement(
        kind: .fraction, rule: "\(words) = \(printed)", tokens: [max(start, lead), percent],
        holds: range.overlaps(p), published: p, computed: range, printed: printed, implied: implied,
        message: "percentage is printed as \(printed), but \(words) is \(implied)"))
  }
}
