import Numbers

/// Finds changes with their size, their percentage and where they ended: “rose by 100 (10%) to 1,100”.
struct AmountClaims: PhraseFinder {
  private let s: ProseSentence
  private(set) var claims: [ProseClaim] = []
  private let used: Set<Int>

  init(_ context: ProseContext, used: Set<Int>) {
    s = context.sentence
    self.used = used
    guard !s.speaks(of: ["target", "adjusted", "seasonally", "real", "inflation"]) else {
      return
    }
    for index in s.tokens.indices.dropFirst(context.start) where claims.isEmpty {
      if ProseWords.falls.contains(s.word(index)) {
        sized(index, -1)
      } else if ProseWords.rises.contains(s.word(index)) {
        sized(index, 1)
      }
    }
  }

  private mutating func sized(_ verb: Int, _ sign: Int) {
    var place = verb + 1
    while ["by", "of", "a", "further", "just", "total", "only"].contains(s.word(place)) { place += 1 }
    guard place <= verb + 3, s.isFigure(place), s.number(place)?.qualifier == .exactly else { return }
    let first = place
    place += 1
    while place < first + 3, s.isPeople(place) { place += 1 }
    guard let (second, end) = twin(at: place) else { return endsFirst(verb, sign, first, place) }
    place = end
    if s.isSign(place, ",") { place += 1 }
    guard s.word(place) == "to", let after = figure(at: place + 1), s.word(after + 1) != "from" else {
      return
    }
    let (amount, percent) = s.isPercent(first) ? (second, first) : (first, second)
    claim(percent, amount, after, sign)
  }

  /// “rose by 60 to 360 (a rise of 20%)”.
  private mutating func endsFirst(_ verb: Int, _ sign: Int, _ amount: Int, _ to: Int) {
    guard s.word(to) == "to", s.isCount(amount), let after = figure(at: to + 1),
      let open = (after + 1..<after + 4).first(where: { s.isSign($0, "(,") })
    else { return }
    var place = open + 1
    while ["a", "an", "of", "or", "increase", "rise", "fall", "decrease", "reduction", "drop"].contains(
      s.word(place))
    { place += 1 }
    guard s.isPercent(place), s.isSign(place + 1, ").,;") || place + 1 >= s.tokens.count,
      place > open + 1 || s.isSign(open, "("),
      s.words((after + 1)..<open).allSatisfy({ ProseRoles.people.contains($0) })
    else { return }
    claim(place, amount, after, sign)
  }

  private func figure(at index: Int) -> Int? {
    let place = ["a", "total", "of"].contains(s.word(index)) ? s.behindDeterminers(index) : index
    return s.isCount(place) && s.number(place)?.qualifier == .exactly ? place : nil
  }

  /// “(10%)”, “, or 10%,”: the second form of the size, and the place behind it.
  private func twin(at place: Int) -> (Int, Int)? {
    if let alone = s.alone(at: place), let group = s.group(place) { return (alone, group.upperBound + 1) }
    guard s.isSign(place, ",–—") || s.word(place) == "or" else { return nil }
    var next = place + 1
    if s.word(next) == "or" { next += 1 }
    guard s.isFigure(next), s.isSign(next + 1, ",–—") || s.word(next + 1) == "to" else { return nil }
    return (next, next + 1)
  }

  private mutating func claim(_ percent: Int, _ amount: Int, _ after: Int, _ sign: Int) {
    guard s.isPercent(percent), s.isCount(amount), s.number(percent)?.qualifier == .exactly,
      s.tokens[amount].role != .word, !used.contains(percent), !used.contains(after),
      sign < 0 || s.value(after) > s.value(amount)
    else { return }
    var claim = ProseClaim.change(percent, amount: amount, after: after, isFall: sign < 0)
    claim.hasExactCounts = true
    if mayBeRounded(percent, amount, after, sign) { claim.doubt = "the counts may be rounded" }
    claims.append(claim)
  }

  /// Whether the percentage fits counts that are rounded to hundreds, where they end in them.
  private func mayBeRounded(_ percent: Int, _ amount: Int, _ after: Int, _ sign: Int) -> Bool {
    let (a, b) = (s.value(amount), s.value(after))
    guard b >= 1_000, b.truncatingRemainder(dividingBy: 100) == 0, let p = s.spread(of: percent) else {
      return false
    }
    let half = a >= 100 && a.truncatingRemainder(dividingBy: 100) == 0 ? 50.0 : 0
    let low = 100 * (a - half) / (b + 50 - Double(sign) * (a - half))
    let high = 100 * (a + half) / (b - 50 - Double(sign) * (a + half))
    return (min(low, high)...max(low, high)).overlaps(p)
  }
}
