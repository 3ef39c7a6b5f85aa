import Numbers

/// What a sentence says of a change to the figure of the one before it.
extension PrecedingFigures {
  /// “This is a fall of 10% from 1,389”, “This was a 10% fall on the 1,389 of 2019”.
  mutating func change(_ place: Int, _ first: Int) -> Bool {
    let own = sentences[place].sentence
    let sizes = own.tokens.indices.filter {
      guard let unit = own.number($0)?.unit else { return false }
      return $0 >= first && own.isFigure($0) && (unit == .percent || unit == .percentagePoints)
    }
    guard let size = sizes.first, size - first <= 3, own.hasNoFigure(0..<size),
      change(place, size, leads: own.words(first..<size))
    else { return false }
    // “… and a 67 per cent drop on 2006/07 when there were 110,826”
    for (next, earlier) in zip(sizes.dropFirst(), sizes)
    where ["a", "an"].contains(own.word(next - 1)) && own.word(next - 2) == "and" && next - earlier <= 14 {
      _ = change(place, next, leads: [])
    }
    return true
  }

  /// - Parameter leads: the words that lead to the size.
  private mutating func change(_ place: Int, _ size: Int, leads: [String]) -> Bool {
    let own = sentences[place].sentence
    guard let unit = own.number(size)?.unit, let isFall = isFall(leads + own.words((size + 1)..<(size + 3)))
    else { return false }
    guard
      let link = (size + 1..<min(size + 8, own.tokens.count)).first(where: {
        ["from", "on", "over", "with", "to", "than"].contains(own.word($0))
      }), own.hasNoFigure((size + 1)..<link),
      let before = (link + 1..<min(link + 15, own.tokens.count)).first(where: { own.isFigure($0) }),
      before - link <= 4 || own.alone(at: before - 1) == before || own.statedFigure(behind: link) == before,
      own.tokens[before].role != .word, own.word(before + 1) != "to"
    else { return false }
    let joined = JoinedSentences([place - 1, place], of: sentences)
    let s = joined.sentence
    let offset = joined.starts[1]
    guard unit == .percent || own.isPercent(before),
      own.isPercent(before) ? unit == .percentagePoints : own.isCount(before)
    else { return false }
    let after = (0..<offset).filter {
      s.isFigure($0) && s.number($0)?.unit == s.number(offset + before)?.unit && s.tokens[$0].role != .word
        && !s.tokens[$0].role.isMeasure && s.areOfOneSize($0, offset + before)
    }
    guard after.count == 1 else { return false }
    var claim =
      unit == .percent
      ? ProseClaim.change(offset + size, before: offset + before, after: after[0], isFall: isFall)
      : ProseClaim(
        .change, [("change", offset + size), ("before", offset + before), ("after", after[0])],
        "change = \(isFall ? "before - after" : "after - before")", rounded: ["change", "before", "after"])
    claim.needsMagnitude = true
    if s.speaks(of: ProseWords.soft) { claim.doubt = "the figures are weighted, adjusted or modelled" }
    add(place, joined, claim)
    return true
  }

  /// Whether words around a size say that something fell; nil where they say neither or both.
  private func isFall(_ words: [String]) -> Bool? {
    let lessThan: Set = ["fewer", "lower", "less", "smaller"]
    let moreThan: Set = ["more", "higher", "greater", "larger"]
    let isFall = words.contains { ProseWords.falls.contains($0) || lessThan.contains($0) }
    return isFall != words.contains { ProseWords.rises.contains($0) || moreThan.contains($0) } ? isFall : nil
  }

  /// Joins a change with the only two figures of the sentence before.
  ///
  /// “The rate is down from 27.9 in 2009 to 17.1 in 2011. This is a 39 per cent fall.”
  mutating func ofPair(_ place: Int, _ first: Int) -> Bool {
    let own = sentences[place].sentence
    let figures = own.tokens.indices.filter { own.isFigure($0) }
    guard figures.count == 1, let size = figures.first, size - first <= 3, own.isPercent(size),
      own.number(size)?.qualifier == .exactly,
      let isFall = isFall(own.words(first..<size) + own.words((size + 1)..<(size + 3))),
      let (before, after) = pair(of: place - 1)
    else { return false }
    let joined = JoinedSentences([place - 1, place], of: sentences)
    var claim = ProseClaim.change(joined.starts[1] + size, before: before, after: after, isFall: isFall)
    claim.needsMagnitude = true
    // “This is a fall of 39% since 1997” is told from another figure.
    claim.agreesOnly = own.words(0..<min(own.tokens.count, size + 6)).contains {
      ["since", "than", "compared", "from", "on", "over"].contains($0)
    }
    add(place, joined, claim)
    return true
  }

  /// The only two figures of a sentence, that before the change first: “from 27.9 in 2009 to 17.1 in 2011”, “109,145, compared
  /// with 102,970 the year before”.
  private func pair(of place: Int) -> (Int, Int)? {
    let s = sentences[place].sentence
    let figures = s.tokens.indices.filter { s.isFigure($0) && !s.tokens[$0].role.isMeasure }
    guard figures.count == 2, s.number(figures[0])?.unit == .plain, s.number(figures[1])?.unit == .plain,
      figures.allSatisfy({ s.tokens[$0].role == .figure && s.number($0)?.qualifier == .exactly }),
      s.number(figures[0])?.decimals == s.number(figures[1])?.decimals
    else { return nil }
    let between = s.words((figures[0] + 1)..<figures[1])
    if s.words((figures[0] - 3)..<figures[0]).contains("from"), between.contains("to") {
      return (figures[0], figures[1])
    }
    let isTold =
      between.suffix(3).contains("compared") || between.contains("up") || between.contains("down")
      || between.suffix(4).contains { ProseWords.isChange($0) }
    let link = s.word(figures[1] - 1) == "the" ? s.word(figures[1] - 2) : s.word(figures[1] - 1)
    return isTold && ["from", "to", "with", "on"].contains(link) ? (figures[1], figures[0]) : nil
  }

  /// Joins the change that a headline tells with the two figures of the sentence behind it.
  ///
  /// “The number rose by 6% in 2016-17. There were 109,145 people, compared with 102,970 the year before.” Only where they agree: the
  /// headline may be of something else.
  mutating func announced(_ place: Int) {
    guard let (before, after) = pair(of: place) else { return }
    for earlier in stride(from: place - 1, through: max(0, place - 2), by: -1)
    where sentences[earlier].section == sentences[place].section
      && sentences[earlier].passage == sentences[place].passage
    {
      let head = sentences[earlier].sentence
      let figures = head.tokens.indices.filter { head.isFigure($0) }
      guard figures.count == 1, let size = figures.first, head.isPercent(size),
        !claimed[earlier].contains(size),
        let isFall = isFall(head.words((size - 8)..<size) + head.words((size + 1)..<(size + 3)))
      else { continue }
      let joined = JoinedSentences(Array(earlier...place), of: sentences)
      let offset = joined.starts[place - earlier]
      var claim = ProseClaim.change(size, before: offset + before, after: offset + after, isFall: isFall)
      claim.agreesOnly = true
      links.append(LinkedClaim(place: earlier, sentence: joined.sentence, start: 0, claim: claim))
      return
    }
  }

  /// Joins a rate by time with the only count of the sentence before, where it agrees.
  ///
  /// “There were 47,571 incidents in 2013/14. On average, that is about 130 incidents per day.”
  mutating func perTime(_ place: Int) {
    let own = sentences[place].sentence
    let figures = own.tokens.indices.filter { own.isFigure($0) }
    guard figures.count == 1, let rate = figures.first, own.number(rate)?.unit == .plain,
      ["this", "that", "on"].contains(own.word(Self.lead(own))),
      let per = (rate + 1..<rate + 6).first(where: { ["per", "a", "every", "each"].contains(own.word($0)) }),
      let times = ["day": 365, "week": 52, "month": 12][own.word(per + 1)]
    else { return }
    let joined = JoinedSentences([place - 1, place], of: sentences)
    let before = sentences[place - 1].sentence
    let others = counts(joined, 0)
    guard others.count == 1, let count = others.first,
      before.tokens.indices.count(where: { before.isYear($0) }) == 1
    else { return }
    var claim = ProseClaim(
      .average, [("average", joined.starts[1] + rate), ("events", count)], "average = events / \(times)",
      rounded: ["average"])
    claim.agreesOnly = true
    add(place, joined, claim)
  }

  /// Joins a count with the one that “This compared with 7,528 in 2005/06, up 4%” holds it against.
  mutating func compared(_ place: Int) {
    let own = sentences[place].sentence
    guard own.word(0) == "this", own.word(1) == "compared" || own.follow(["is", "compared"], at: 1),
      let before = own.tokens.indices.first(where: { own.isFigure($0) }), before <= 4, own.isCount(before),
      let size = own.tokens.indices.first(where: { $0 > before && own.isFigure($0) }), own.isPercent(size),
      size - before <= 10,
      let verb = (before + 1..<size).last(where: { ["up", "down"].contains(own.word($0)) })
    else { return }
    let joined = JoinedSentences([place - 1, place], of: sentences)
    let offset = joined.starts[1]
    let counts = counts(joined, 0)
    guard counts.count == 1, let after = counts.first, joined.sentence.number(after)?.qualifier == .exactly
    else {
      return
    }
    var claim = ProseClaim.change(
      offset + size, before: offset + before, after: after, isFall: own.word(verb) == "down")
    claim.needsMagnitude = true
    add(place, joined, claim)
  }

  /// Joins amounts with the only count of the sentence before, which is by them more or less than another was.
  ///
  /// “There were 545 deaths. While this was 29 (5 per cent) fewer than in 2008, it was 90 (20 per cent) more than in 2007.”
  mutating func amounts(_ place: Int) {
    let own = sentences[place].sentence
    guard own.words(0..<4).contains(where: { ["this", "that", "it", "which"].contains($0) }) else { return }
    let joined = JoinedSentences([place - 1, place], of: sentences)
    let s = joined.sentence
    let offset = joined.starts[1]
    let wholes = counts(joined, 0)
    guard wholes.count == 1, let whole = wholes.first, s.number(whole)?.qualifier == .exactly else { return }
    for first in (offset..<s.tokens.count) {
      guard let (amount, share, end) = sizes(at: first, s), !claimed[place].contains(share - offset),
        let isMore = isMore(first, end, s), s.value(amount) < s.value(whole) || !isMore
      else { continue }
      var claim = ProseClaim.change(share, amount: amount, after: whole, isFall: !isMore)
      claim.needsNearness = true
      add(place, joined, claim)
    }
  }

  /// A change in both of its forms, and the place behind: “29 (5 per cent)”, “62 fatalities (or 4%)”, “4% (62 deaths)”.
  private func sizes(at first: Int, _ s: ProseSentence) -> (amount: Int, share: Int, end: Int)? {
    guard s.isCount(first) || s.isPercent(first), s.group(first) == nil, s.tokens[first].role == .figure,
      let open = (first + 1..<first + 4).first(where: { s.word($0).isEmpty }), s.isSign(open, "("),
      let group = s.group(open)
    else { return nil }
    let figures = group.filter { s.isFigure($0) }
    guard figures.count == 1, let other = figures.first,
      other == open + 1 || other == open + 2 && s.word(open + 1) == "or", group.upperBound - other <= 3
    else { return nil }
    let (amount, share) = s.isPercent(first) ? (other, first) : (first, other)
    guard s.isCount(amount), s.isPercent(share), s.isPercent(first) || other == group.upperBound - 1,
      !s.isPercent(first) || s.tokens[amount].role == .figure
    else { return nil }
    return (amount, share, group.upperBound + 1)
  }

  /// Joins a change in both of its forms with the one count around it that it is one to, where few are tried.
  ///
  /// “The number has increased by 7.9% (1,994 incidents). This is a total of 27,190.”
  mutating func farAmount(_ place: Int) {
    let head = sentences[place - 1].sentence
    let whole = counts(JoinedSentences([place - 1, place], of: sentences), 1)
    guard (1...3).contains(whole.count) else { return }
    for first in head.tokens.indices where head.isPercent(first) && head.word(first - 1) == "by" {
      guard let (amount, share, _) = sizes(at: first, head), !claimed[place - 1].contains(share),
        let isFall = isFall(head.words((share - 3)..<share)), let percent = head.number(share),
        percent.qualifier == .exactly, percent.significand > 0,
        percent.unitInLastPlace.double * Double(whole.count) <= 0.05 * head.value(share)
      else { continue }
      let joined = JoinedSentences([place - 1, place], of: sentences)
      for after in whole where joined.sentence.value(after) > head.value(amount) {
        var claim = ProseClaim.change(share, amount: amount, after: after, isFall: isFall)
        claim.agreesOnly = true
        links.append(LinkedClaim(place: place - 1, sentence: joined.sentence, start: 0, claim: claim))
      }
    }
  }

  /// Whether a change is said to be one to more: “an increase of 62 (4%) from”, “62 (4%) more than”.
  private func isMore(_ first: Int, _ end: Int, _ s: ProseSentence) -> Bool? {
    if let isMore = ProseWords.isMore[s.word(end)], s.words((end + 1)..<(end + 4)).contains("than") {
      return isMore
    }
    guard s.word(first - 1) == "of", ["from", "on", "over", "compared", "since"].contains(s.word(end)) else {
      return nil
    }
    return ProseWords.rises.contains(s.word(first - 2))
      ? true : ProseWords.falls.contains(s.word(first - 2)) ? false : nil
  }
}
