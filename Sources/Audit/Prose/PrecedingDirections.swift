import Numbers

/// What a sentence says of a direction to the figure of the one before it: “This is an increase from 123,100 in 2017/18”.
extension PrecedingFigures {
  /// “This is far higher than the 51% of secondary schools”: whether the only figure of its unit before is more.
  mutating func comparison(_ place: Int) {
    let own = sentences[place].sentence
    guard
      let than = own.tokens.indices.first(where: {
        own.word($0) == "than" && ProseWords.isMore[own.word($0 - 1)] != nil && own.isFigure($0 + 2)
          && own.word($0 + 1) == "the"
      }), let isMore = ProseWords.isMore[own.word(than - 1)],
      let verb = (0..<than).last(where: { ["is", "was"].contains(own.word($0)) }), than - verb <= 3,
      verb == Self.lead(own) + 1 || ["but", "and"].contains(own.word(verb - 1)), !own.isOpen(0..<than)
    else { return }
    let before = than + 2
    let joined = JoinedSentences([place - 1, place], of: sentences)
    let s = joined.sentence
    let offset = joined.starts[1]
    let others = (0..<offset).filter {
      own.isPercent(before)
        ? s.isPercent($0) : s.isCount($0) && s.tokens[$0].role == .figure
    }
    guard own.isPercent(before) || own.isCount(before), own.tokens[before].role == .figure,
      own.number(before)?.qualifier == .exactly, others.count == 1, let after = others.first,
      s.number(after)?.qualifier == .exactly, s.areOfOneSize(after, offset + before)
    else { return }
    add(place, joined, .direction(after: after, before: offset + before, isFall: !isMore))
  }

  /// Holds the only figure of its unit in the sentence before against the one that a sentence says it is above or below.
  ///
  /// “This is an increase from 123,100 in 2017/18”, “This number has risen slightly from 26.4%”, “That is down on 2017, when the
  /// figure was 98.4%”, “This remains well above earlier levels (25.4 weeks in 2020)”.
  mutating func direction(_ place: Int) {
    let own = sentences[place].sentence
    fallen(place)
    guard let (isFall, link) = told(own), let before = told(behind: link, own),
      own.number(before)?.qualifier == .exactly,
      own.word(link) != "on"
        || own.tokens.indices.contains(where: { own.isYear($0) || own.word($0) == "year" })
    else { return }
    let joined = JoinedSentences([place - 1, place], of: sentences)
    let s = joined.sentence
    let offset = joined.starts[1]
    let others = (0..<offset).filter { isOfUnit($0, offset + before, s) }
    guard others.count == 1, let after = others.first, s.number(after)?.qualifier == .exactly,
      s.areOfOneSize(after, offset + before),
      !own.isOpen(0..<before), !s.speaks(of: ["rank", "ranked", "ranking", "position"])
    else { return }
    var claim = ProseClaim.direction(after: after, before: offset + before, isFall: isFall)
    claim.agreesOnly = own.word(Self.lead(own)) == "the"
    add(place, joined, claim)
    // “This is a rise from 319,000 in 2012-13 and from 213,000 in 2006-07”
    if let and = (before + 1..<min(before + 8, own.tokens.count)).first(where: {
      own.word($0) == "and" && own.word($0 + 1) == own.word(link)
    }), own.isFigure(and + 2), isOfUnit(after, offset + and + 2, s), s.areOfOneSize(after, offset + and + 2) {
      add(place, joined, .direction(after: after, before: offset + and + 2, isFall: isFall))
    }
    // “lower than the rate of A (6.9), and than that of B (8.1) and C (14.6)”
    for open in own.tokens.indices where open > before && own.isSign(open, "(") && own.isFigure(open + 1) {
      guard isOfUnit(after, offset + open + 1, s), own.isSign(before - 1, "(") else { continue }
      claim = .direction(after: after, before: offset + open + 1, isFall: isFall)
      claim.agreesOnly = true
      add(place, joined, claim)
    }
    // “This is up from 130,528 the month before, but below the peak of 136,298 in March”
    guard
      let but = own.tokens.indices.first(where: {
        $0 > before && ["but", "though", "although"].contains(own.word($0))
      }),
      let second = (but + 1..<but + 5).first(where: {
        ["above", "below"].contains(own.word($0))
          || ["lower", "higher"].contains(own.word($0)) && own.word($0 + 1) == "than"
      }),
      let peak = told(behind: second, own), own.number(peak)?.qualifier == .exactly,
      isOfUnit(after, offset + peak, s), s.areOfOneSize(after, offset + peak)
    else { return }
    add(
      place, joined,
      .direction(after: after, before: offset + peak, isFall: ["below", "lower"].contains(own.word(second))))
  }

  /// Holds “By 2005 this had fallen to 55” against the only figure of its unit before, where it agrees.
  private mutating func fallen(_ place: Int) {
    let own = sentences[place].sentence
    guard
      let to = own.tokens.indices.first(where: {
        own.word($0) == "to" && ProseWords.isChange(own.word($0 - 1)) && own.isFigure($0 + 1)
      }), ["had", "has", "have"].contains(own.word(to - 2)),
      ["this", "it", "that", "figure", "number", "rate", "proportion"].contains(own.word(to - 3)),
      own.hasNoFigure(0..<to), own.word(to + 2) != "from"
    else { return }
    let joined = JoinedSentences([place - 1, place], of: sentences)
    let after = joined.starts[1] + to + 1
    let others = (0..<joined.starts[1]).filter { isOfUnit($0, after, joined.sentence) }
    guard others.count == 1, let before = others.first else { return }
    var claim = ProseClaim.direction(
      after: after, before: before, isFall: ProseWords.falls.contains(own.word(to - 1)))
    claim.agreesOnly = true
    add(place, joined, claim)
  }

  /// “The number of deaths in custody was slightly down on the record 119 of 2016”: the count of that noun told last.
  mutating func named(_ place: Int) {
    let own = sentences[place].sentence
    guard own.word(0) == "the", own.word(1) == "number", own.word(2) == "of",
      let verb = own.tokens.indices.first(where: { ["was", "were", "is", "has"].contains(own.word($0)) }),
      own.hasNoFigure(0..<verb),
      let link = (verb + 2..<verb + 5).first(where: { ["on", "from", "than"].contains(own.word($0)) })
    else { return }
    let word = own.word(link - 1)
    let isLow = ["lower", "fewer", "less", "smaller"].contains(word) || ProseWords.falls.contains(word)
    guard isLow || ["higher", "more", "greater", "larger"].contains(word) || ProseWords.rises.contains(word),
      let before = (link + 1..<link + 4).first(where: { own.isFigure($0) }), own.isCount(before),
      own.tokens[before].role == .figure, !own.isOpen(0..<before)
    else { return }
    let name = Array(
      own.words(3..<verb).prefix { !["in", "for", "to", "who", "of", "at"].contains($0) }.prefix(3))
    guard !name.isEmpty else { return }
    for earlier in stride(from: place - 1, through: max(0, place - 4), by: -1)
    where sentences[earlier].section == sentences[place].section {
      let s = sentences[earlier].sentence
      let counts = s.tokens.indices.filter {
        s.isCount($0) && s.tokens[$0].role == .figure && s.follow(name, at: $0 + 1)
      }
      guard let after = counts.last else { continue }
      let joined = JoinedSentences([earlier, place], of: sentences)
      var claim = ProseClaim.direction(
        after: after, before: joined.starts[1] + before, isFall: isLow)
      claim.agreesOnly = true
      return add(place, joined, claim)
    }
  }

  /// Whether a sentence that opens with “this” says that a figure fell or rose, and the word behind which the other stands.
  private func told(_ s: ProseSentence) -> (isFall: Bool, link: Int)? {
    let lead = Self.lead(s)
    guard ["this", "that", "these", "it"].contains(s.word(lead)) || isOfNamedRate(s, lead) else { return nil }
    var place = lead + 1
    if s.word(lead) == "the", !Self.telling.contains(s.word(place)) { place += 1 }
    while place < lead + 9, Self.telling.contains(s.word(place)) { place += 1 }
    let word = s.word(place)
    let isLow = ["below", "lower", "fewer", "less", "smaller"].contains(word)
    let isHigh = ["above", "higher", "more", "greater", "larger"].contains(word)
    guard isLow || isHigh || ProseWords.isChange(word), place > lead + 1 else { return nil }
    let isFall = isLow || ProseWords.falls.contains(word)
    guard isFall || isHigh || ProseWords.rises.contains(word) else { return nil }
    if ["above", "below"].contains(word) { return (isFall, place) }
    var link = place + 1
    while link < place + 3,
      ["slightly", "sharply", "significantly", "steadily", "marginally", "again"].contains(s.word(link))
    {
      link += 1
    }
    let links: Set = isLow || isHigh ? ["than"] : ["from", "on"]
    // “This has increased since 2022 (5.4 per 100,000)”
    if s.word(link) == "since", s.isYear(link + 1), s.isSign(link + 2, "(") { return (isFall, link) }
    return links.contains(s.word(link)) ? (isFall, link) : nil
  }

  /// “The UK rate was …”, “The rate is …”.
  private func isOfNamedRate(_ s: ProseSentence, _ lead: Int) -> Bool {
    guard s.word(lead) == "the" else { return false }
    return (lead + 1...lead + 2).contains { place in
      ["rate", "figure", "proportion", "share", "percentage"].contains(s.word(place))
        && ["is", "was", "remains", "remained"].contains(s.word(place + 1))
    }
  }

  /// Words between “this” and what it says of a figure.
  private static let telling: Set<String> = [
    "figure", "number", "rate", "proportion", "total", "share", "percentage", "level", "is", "was", "are",
    "were", "has", "had", "have", "been", "remains", "remained", "represents", "represented", "marks", "a",
    "an", "the", "slight", "slightly", "small", "sharp", "sharply", "significant", "significantly", "marked",
    "further", "large", "substantial", "substantially", "well", "far", "much", "also", "still", "now",
    "steadily", "but",
  ]

  /// The figure that “from”, “than” or “above” leads to: right behind it, of a time that is named, or alone in brackets.
  private func told(behind link: Int, _ s: ProseSentence) -> Int? {
    for place in (link + 1)..<max(link + 1, min(link + 5, s.tokens.count)) {
      if s.isFigure(place), s.tokens[place].role != .word { return s.word(place + 1) == "to" ? nil : place }
      if s.isYear(place) || s.number(place) != nil && !s.isFigure(place) || s.isSign(place, ",;:()") { break }
    }
    if let stated = s.statedFigure(behind: link) { return stated }
    guard
      let open = (link + 1..<max(link + 1, min(link + 12, s.tokens.count))).first(where: { s.isSign($0, "(") }
      ),
      s.hasNoFigure((link + 1)..<open), !s.hasSign((link + 1)..<open, ",;:"), let group = s.group(open),
      s.isFigure(open + 1), s.hasNoFigure((open + 2)..<group.upperBound),
      (link..<group.upperBound).contains(where: {
        s.isYear($0) || ["year", "level", "levels", "average", "rate", "rates"].contains(s.word($0))
      })
    else { return nil }
    return open + 1
  }

  /// Whether a figure has the unit of another, and can be held against it.
  private func isOfUnit(_ index: Int, _ other: Int, _ s: ProseSentence) -> Bool {
    guard s.isFigure(index), let x = s.number(index), let y = s.number(other), x.unit == y.unit,
      s.tokens[index].role != .word || x.scale > 0, x.scale == y.scale,
      x.decimals == y.decimals || x.decimals > 0 && y.decimals > 0 || x.unit == .percent || x.scale > 0
        || s.tokens[other].role.isMeasure
    else { return false }
    if case .measure(let unit) = s.tokens[other].role {
      if case .measure(let own) = s.tokens[index].role { return own.prefix(3) == unit.prefix(3) }
      return false
    }
    return !s.tokens[index].role.isMeasure && (x.unit != .plain || x.decimals > 0 || s.isCount(index))
  }
}
