import Numbers

/// Finds two figures of a clause of which it says that one rose or fell to the other, whatever stands between them.
///
/// “The rate rose between 1991 and 2004, from 9.3 to 17.9”, “fell from the 4,023 (6.7 per 100,000) of 1992 to 3,031 (4.6 per
/// 100,000)”, “satisfaction rose, with 71.5% content, as opposed to 67.3% a year before”. The words may belong to something else,
/// so that only what holds is told; what stands closer together is decided elsewhere.
struct ClauseDirections: PhraseFinder {
  private let s: ProseSentence
  private let start: Int
  private(set) var judgements: [ProseJudgement] = []
  /// The figures that a direction or a change was told of already.
  private var used: Set<Int>

  /// - Parameter used: the figures that a direction or a change was told of already.
  init(_ context: ProseContext, used: Set<Int>) {
    s = context.sentence
    start = context.start
    self.used = used
    for index in s.tokens.indices.dropFirst(start) {
      if s.word(index) == "from" { from(index) }
      if s.word(index) == "to", ["compared", "opposed"].contains(s.word(index - 1)) { against(index) }
      if s.word(index) == "with", s.word(index - 1) == "compared" { against(index) }
      if s.word(index) == "against" { against(index) }
      if s.word(index) == "to", ProseWords.isChange(s.word(index - 1)) { risen(index) }
    }
  }

  /// How many words a direction may stand before its figures.
  private static let reach = 20

  /// “from X to Y”, “to Y from X”, “Y, a fall from X”.
  private mutating func from(_ from: Int) {
    guard let before = figure(behind: from), let verb = verb(before: from) else { return }
    if let to = (before + 1..<min(before + Self.reach, s.tokens.count)).first(where: { s.word($0) == "to" }),
      isOpenWay(before + 1, to), let after = figure(behind: to)
    {
      judge(after, before, verb)
      // “from 4,023 (6.7 per 100,000) to 9,031 (13.6 per 100,000)”: the second pair in brackets.
      if let first = bracketed(behind: before), let second = bracketed(behind: after) {
        judge(second, first, verb)
      }
      return
    }
    let own = (max(start, from - Self.reach)..<verb).last { isOf($0, before) } ?? ownTo(verb, from, before)
    let all = (start..<from).filter { isOf($0, before) }
    if let own, all.count == 1, s.group(own) == nil { judge(own, before, verb) }
  }

  /// “rose to Y in 2020, from X”.
  private func ownTo(_ verb: Int, _ from: Int, _ before: Int) -> Int? {
    (verb..<from).first { s.word($0) == "to" }.flatMap { figure(behind: $0) }.flatMap {
      $0 < from && isOf($0, before) ? $0 : nil
    }
  }

  /// “Satisfaction rose, with 71.5% content, as opposed to 67.3%”: the only figure of its unit before.
  private mutating func against(_ link: Int) {
    guard let before = figure(behind: link), let verb = verb(before: link) else { return }
    let all = (start..<link).filter { isOf($0, before) }
    guard all.count == 1, let after = all.first, after > verb, link - after <= Self.reach,
      s.words((before + 1)..<(before + 8)).contains(where: {
        ["year", "previous", "last", "before"].contains($0)
      })
        || (before + 1..<before + 4).contains(where: { s.isYear($0) })
    else { return }
    judge(after, before, verb)
  }

  /// “In 2005 there were 12.9, but this increased to 13.4 in 2006”: the only figure of its unit before.
  private mutating func risen(_ to: Int) {
    guard let after = figure(behind: to), s.isYear(after + 2) || s.isYear(after + 1) else { return }
    let all = (start..<to).filter { isOf($0, after) }
    guard all.count == 1, let before = all.first, to - before <= Self.reach,
      (start..<to).contains(where: { s.isYear($0) })
    else { return }
    judge(after, before, to - 1)
  }

  /// The first figure behind a word, what it is called and when before it.
  private func figure(behind index: Int) -> Int? {
    for place in (index + 1)..<max(index + 1, min(index + 9, s.tokens.count)) {
      if s.isFigure(place) { return s.tokens[place].role == .word ? nil : place }
      if s.isSign(place, ",;:–—)") { return nil }
    }
    return nil
  }

  /// The figure alone in brackets right behind another.
  private func bracketed(behind index: Int) -> Int? {
    guard s.isSign(index + 1, "("), let group = s.group(index + 1), s.isFigure(index + 2),
      s.hasNoFigure((index + 3)..<group.upperBound)
    else { return nil }
    return index + 2
  }

  /// Whether no figure stands between two places but in brackets, and no sign that ends the clause.
  private func isOpenWay(_ first: Int, _ end: Int) -> Bool {
    (first..<max(first, end)).allSatisfy { place in
      s.group(place) != nil && s.group(first - 1) == nil || !s.isFigure(place) && !s.isSign(place, ";:")
    }
  }

  /// The word of a direction before a place, with no other between that says the opposite.
  private func verb(before index: Int) -> Int? {
    for place in stride(from: index - 1, through: max(start, index - Self.reach), by: -1) {
      if s.isSign(place, ";:") || ["while", "whereas", "than"].contains(s.word(place)) { return nil }
      let word = s.word(place)
      guard ProseWords.rises.contains(word) || ProseWords.falls.contains(word) else { continue }
      return s.isOpen(max(start, place - 4)..<place) ? nil : place
    }
    return nil
  }

  /// Whether a figure has the unit of another, and is printed alike.
  private func isOf(_ index: Int, _ other: Int) -> Bool {
    guard s.isFigure(index), let x = s.number(index), let y = s.number(other), x.unit == y.unit,
      s.tokens[index].role == s.tokens[other].role, s.tokens[index].role != .word,
      x.scale == y.scale, x.decimals == y.decimals || x.unit == .percent || x.scale > 0
    else { return false }
    return x.unit != .plain || x.decimals > 0 || s.isCount(index) && s.value(index) >= 10
  }

  private mutating func judge(_ after: Int, _ before: Int, _ verb: Int) {
    guard isOf(after, before), used.isDisjoint(with: [after, before]),
      [before, after].allSatisfy({ [.exactly, .about].contains(s.number($0)?.qualifier) }),
      s.areOfOneSize(after, before), s.value(after) != s.value(before),
      !s.speaks(of: ["rank", "ranked", "ranging", "ranged", "ranges", "varied", "target", "between", "aged"])
        || s.word(verb + 1) == "between"
    else { return }
    let isFall = ProseWords.falls.contains(s.word(verb))
    let (x, y) = (s.value(before), s.value(after))
    guard isFall ? y < x : y > x else { return }
    used.formUnion([after, before])
    let (own, other) = (s.tokens[after].text, s.tokens[before].text)
    judgements.append(
      ProseJudgement(
        kind: .direction, rule: "\(s.word(verb)) from \(other) to \(own)", tokens: [after, before],
        holds: true,
        published: y...y, computed: x...x, printed: own, implied: "", message: "agrees",
        change: (before: before, after: after)))
  }
}
