import Numbers

/// Words of direction beside two figures, without the size of the change: “302 incidents, an increase from 235”.
extension ChangeClaims {
  /// “fell from 30.0% to 33.9%” where nothing else is said of the change.
  mutating func direction(_ from: Int, _ first: Int, _ second: Int) {
    var place = s.isSign(from - 1, ";") ? from - 2 : from - 1
    while place > from - 4,
      [
        "back", "slightly", "sharply", "significantly", "steadily", "further", "again", "rapidly", "overall",
        "marginally",
      ]
      .contains(s.word(place))
    {
      place -= 1
    }
    let verb = s.word(place)
    let falls: Set = [
      "fell", "fallen", "decreased", "dropped", "declined", "falling", "declining", "decreasing", "plunged",
      "plummeted", "slumped", "dipped", "tumbled", "shrunk", "shrank",
    ]
    let rises: Set = [
      "rose", "risen", "increased", "grew", "grown", "climbed", "rising", "increasing", "soared", "surged",
      "leapt", "jumped",
    ]
    let isSaid =
      falls.contains(verb) || rises.contains(verb)
      || Self.directions.contains(verb) && place == from - 1
        && (["a", "an"].contains(s.word(place - 1)) || Self.sizes.contains(s.word(place - 1)))
      || ["up", "down"].contains(verb)
        && (s.isSign(place - 1, ",–—(") || ["was", "were", "is", "are"].contains(s.word(place - 1)))
    if !isSaid {
      guard let far = toldBefore(from, falls.union(rises)) else { return }
      place = far
    }
    let isFall = ProseWords.falls.contains(s.word(place))
    guard let x = s.number(first), let y = s.number(second),
      areApart(x, y), x.significand >= 0, y.significand >= 0, isOfValue(first, second),
      !["in", "per"].contains(s.word(first + 1)) || s.isYear(first + 2) || s.isYear(first + 3)
        || ProseRoles.month(s.word(first + 2)) != nil || areDated(first, second),
      !s.words((first + 1)..<second).contains("in")
        || s.tokens[(first + 1)..<second].contains(where: {
          $0.role == .date || ProseRoles.month($0.word ?? "") != nil
        })
        || (s.number(first)?.unit != .plain)
    else { return }
    let holds = isFall ? y.value < x.value : y.value > x.value
    // “a reduction in costs from 10% to 30%” is a range of sizes.
    let isDated = (first..<min(second + 4, s.tokens.count)).contains {
      s.isYear($0) || ProseRoles.month(s.word($0)) != nil
    }
    guard holds || isSaid || isDated else { return }
    judgements.append(
      ProseJudgement(
        kind: .direction, rule: "\(s.word(place)) from \(s.tokens[first].text) to \(s.tokens[second].text)",
        tokens: [place, first, second], holds: holds, published: y.value.double...y.value.double,
        computed: x.value.double...x.value.double, printed: s.tokens[second].text,
        implied: (isFall ? "below " : "above ") + s.tokens[first].text,
        message: "it is said to have \(isFall ? "fallen" : "risen"), but \(s.tokens[second].text) is "
          + "\(isFall ? "more" : "less") than \(s.tokens[first].text)",
        change: (before: first, after: second)))
    held[first] = second
  }

  /// Whether two figures differ, and by more than a fiftieth where one is an estimate.
  private func areApart(_ x: PublishedNumber, _ y: PublishedNumber) -> Bool {
    let (a, b) = (x.value.double, y.value.double)
    if x.qualifier == .exactly, y.qualifier == .exactly { return a != b }
    return [x, y].allSatisfy { $0.qualifier == .exactly || $0.qualifier == .about }
      && abs(a - b) > 0.02 * max(abs(a), abs(b))
  }

  /// “from 6.9 per 100,000 population in 1991 to 12.9 in 2005”: whether a year stands behind both.
  private func areDated(_ first: Int, _ second: Int) -> Bool {
    (first..<second).contains { s.isYear($0) } && (second + 1..<second + 6).contains { s.isYear($0) }
  }

  /// The noun or verb of direction some words before two figures: “an increase in the rate of deaths in Wales from 58.3 …”,
  /// “has risen for the first time in three years, from 0.12% …”.
  private func toldBefore(_ from: Int, _ verbs: Set<String>) -> Int? {
    guard !s.speaks(of: Self.ranked) else { return nil }
    for place in stride(from: from - 1, through: max(start + 1, from - 14), by: -1) {
      let word = s.word(place)
      let isBare = s.number(place) != nil && !s.isYear(place) && !s.tokens[place].role.isMeasure
      if isBare || s.isSign(place, ";:()") || s.isSign(place, ",–—") && place != from - 1 { return nil }
      if ["and", "but", "while", "whereas", "than", "by"].contains(word) { return nil }
      if verbs.contains(word), s.isSign(from - 1, ",") { return s.isOpen(start..<from) ? nil : place }
      if Self.directions.contains(word), s.word(place + 1) == "in",
        ["a", "an", "the"].contains(s.word(place - 1)) || Self.sizes.contains(s.word(place - 1))
      {
        return s.isOpen(start..<from) ? nil : place
      }
    }
    return nil
  }

  /// “was 63% in the 2015-16 year, but has fallen to 49%”: the only other figure, of a time that is named.
  private mutating func risenSince(_ to: Int, _ after: Int, isFall: Bool) {
    guard !used.contains(after), ["has", "had", "have", "then"].contains(s.word(to - 2)),
      ["but", "and"].contains(s.word(to - 3))
    else { return }
    let figures = (start..<to).filter { s.isFigure($0) }
    guard figures.count == 1, let before = figures.first, !used.contains(before), sameUnit(before, after),
      ["was", "were", "at", "stood"].contains(s.word(before - 1)),
      s.isYear(before + 2) || s.isYear(before + 3),
      s.number(before)?.qualifier == .exactly, s.number(after)?.qualifier == .exactly,
      !s.isOpen(start..<to), !s.speaks(of: Self.ranked)
    else { return }
    judge(after, before, s.word(to - 1), isFall: isFall)
  }

  /// “increased to 0.08 from 0.05”.
  private mutating func risenToFrom(_ to: Int, _ after: Int, isFall: Bool) {
    guard
      let from = (after + 1..<min(after + 16, s.tokens.count)).first(where: { s.word($0) == "from" }),
      s.hasNoFigure((after + 1)..<from), !s.hasSign((after + 1)..<from, ";:"),
      let before = figure(after: from, within: 3), !used.contains(before), sameUnit(before, after),
      from - after <= 5 || (after..<from).contains(where: { s.isYear($0) }),
      s.word(before + 1) != "to", s.number(before)?.qualifier == .exactly,
      s.number(after)?.qualifier == .exactly, !s.isOpen(start..<from), !s.speaks(of: Self.ranked)
    else { return }
    judge(after, before, s.word(to - 1), isFall: isFall)
  }

  /// “302 incidents, an increase from 235” and “86, down slightly from 81”: two figures and a word of direction.
  mutating func directed(_ from: Int) {
    var place = from - 1
    if Self.adverbs.contains(s.word(place)) { place -= 1 }
    let word = s.word(place)
    if s.word(place) == "and", s.word(from) == "from" { return directedAgain(from) }
    if !["up", "down"].contains(word), !isOfWhich(place) {
      guard Self.directions.contains(word) else { return }
      if Self.sizes.contains(s.word(place - 1)) { place -= 1 }
      guard ["a", "an"].contains(s.word(place - 1)) else { return }
    }
    let stated = s.statedFigure(behind: from)
    guard let before = figure(after: from, within: 3) ?? stated, target(after: before) == nil,
      !used.contains(before), s.word(from) == "from" || isOfTime(before) || before == stated
    else { return }
    if isFirstOfTwo(before) { return directedPair(place, before) }
    guard
      let after = toldAgain(before: place) ?? subject(before: place, unit: before)
        ?? inBrackets(before: place, unit: before),
      isFree(after), sameUnit(before, after),
      s.number(before)?.qualifier == .exactly, s.number(after)?.qualifier == .exactly, !isWord(after),
      !s.isOpen(after..<from), s.isPercent(before) || !s.speaks(of: Self.ranked)
    else { return }
    let isFall = ProseWords.falls.contains(word)
    // “90,700, up from 88,677 (2.3%)”: the change, or a share of something else.
    if let size = s.alone(at: before + 1), s.isPercent(size), !s.isPercent(before),
      s.alone(at: after + 1) == nil
    {
      let count = claims.count
      claim(size, sign: isFall ? -1 : 1, before: before, after: after)
      if claims.count > count { claims[count].doubt = "the percentage may be a share of something else" }
    }
    // “167 in November – down from 239, or 30 per cent”
    if s.isSign(before + 1, ","), s.word(before + 2) == "or", s.isPercent(before + 3), !s.isPercent(before),
      s.endsClause(before + 4) || ["on", "compared", "from", "in"].contains(s.word(before + 4))
    {
      claim(before + 3, sign: isFall ? -1 : 1, before: before, after: after)
    }
    judge(after, before, word, isFall: isFall)
  }

  /// “4,350, down on the 4,690 of the year before and markedly down on the 5,360 of 2015”: the figure that was held before.
  private func toldAgain(before verb: Int) -> Int? {
    let and = Self.adverbs.contains(s.word(verb - 1)) ? verb - 2 : verb - 1
    guard s.word(and) == "and", let last = judgements.last, last.kind == .direction,
      let first = last.change?.before, first < and, s.hasNoFigure((first + 1)..<and)
    else { return nil }
    return held[first]
  }

  /// “18 deaths and 34 injuries, up from 12 deaths and 30 injuries”: two figures against two others of the same nouns.
  private mutating func directedPair(_ verb: Int, _ first: Int) {
    guard let and = (first + 1..<first + 4).first(where: { s.word($0) == "and" }), s.isFigure(and + 1) else {
      return
    }
    let own = (start..<verb).filter { s.isFigure($0) && sameUnit($0, first) && s.tokens[$0].role != .word }
    let nouns = (s.word(first + 1), s.word(and + 2))
    guard own.count == 2, s.word(own[0] + 1) == nouns.0, s.word(own[1] + 1) == nouns.1, !nouns.0.isEmpty,
      nouns.0 != nouns.1, !s.isOpen(start..<verb),
      (own + [first, and + 1]).allSatisfy({ [.exactly, .about].contains(s.number($0)?.qualifier) })
    else { return }
    let word = s.word(verb)
    for (after, before) in zip(own, [first, and + 1]) where !used.contains(before) {
      judge(after, before, word, isFall: ProseWords.falls.contains(word))
    }
  }

  /// “43,472 entries, which has steadily grown from 37,017”: a verb of direction in a clause that says more of a figure.
  private func isOfWhich(_ verb: Int) -> Bool {
    guard
      ["risen", "grown", "increased", "fallen", "dropped", "decreased", "declined"].contains(s.word(verb))
    else { return false }
    let has = Self.adverbs.contains(s.word(verb - 1)) ? verb - 2 : verb - 1
    return ["has", "have", "had"].contains(s.word(has)) && s.word(has - 1) == "which"
      && s.isSign(has - 2, ",–—")
  }

  /// Whether a figure behind “up on” is one of a time that is named, and no thing that stands there.
  private func isOfTime(_ index: Int) -> Bool {
    guard let number = s.number(index),
      number.unit == .percent || number.decimals > 0 || number.significand >= 50
    else { return false }
    let behind = s.words((index + 1)..<(index + 6))
    return (index + 1..<index + 5).contains { s.isYear($0) }
      || behind.contains { ["year", "last", "previous", "before"].contains($0) }
  }

  /// “7.6 million treatments and 6.4 million patients”: two figures that are held against two others.
  private func isFirstOfTwo(_ index: Int) -> Bool {
    (index + 1..<index + 4).contains {
      s.word($0) == "and" && s.isFigure($0 + 1) && sameUnit(index, $0 + 1)
        && s.number(index)?.decimals == s.number($0 + 1)?.decimals
    }
  }

  /// “The rate was 4.13, an increase from 2.96 in 2022, and from 1.62 in 2016”: the same figure against a second one.
  private mutating func directedAgain(_ from: Int) {
    guard let last = judgements.last, last.kind == .direction, last.tokens.count == 2,
      let before = figure(after: from, within: 3), !used.contains(before), target(after: before) == nil,
      let first = last.tokens.last, let after = held[first], first < from, from - first <= 12,
      s.hasNoFigure((first + 1)..<from), !s.hasSign((first + 1)..<(from - 2), ";:()–—"),
      sameUnit(before, after),
      let word = (after..<first).map({ s.word($0) }).last(where: { ProseWords.isChange($0) }),
      s.number(before)?.qualifier == .exactly
    else { return }
    judge(after, before, word, isFall: ProseWords.falls.contains(word))
  }

  /// “has increased to 363 in 2005, compared to 311 in 2004”.
  mutating func risenTo(_ to: Int) {
    // “down 4% to 4.2 million, compared with 4.3 million”
    let size = s.isPercent(to - 1) ? isChange(to - 1) : nil
    let word = size.map { $0 < 0 ? "down" : "up" } ?? s.word(to - 1)
    let isFall = ProseWords.falls.contains(word)
    guard isFall || ProseWords.rises.contains(word),
      size != nil && size != 0 || word.hasSuffix("ed")
        || ["rose", "fell", "fallen", "risen", "grew", "grown"].contains(word),
      let after = figure(after: to, within: 3), !used.contains(after)
    else { return }
    if size == nil {
      risenToFrom(to, after, isFall: isFall)
      risenSince(to, after, isFall: isFall)
    }
    guard !used.contains(after),
      let link = (after + 1..<min(after + 8, s.tokens.count)).first(where: { s.word($0) == "compared" }),
      ["to", "with"].contains(s.word(link + 1)), s.hasNoFigure((after + 1)..<link),
      (after..<link).contains(where: { s.isYear($0) }) || size != nil && s.isSign(link - 1, "-–—,"),
      let before = figure(after: link + 1, within: 3), !used.contains(before), sameUnit(before, after),
      (before..<before + 5).contains(where: { s.isYear($0) || ["year", "quarter"].contains(s.word($0)) }),
      s.number(before)?.qualifier == .exactly, s.number(after)?.qualifier == .exactly,
      !s.isOpen(start..<link), !s.speaks(of: Self.ranked)
    else { return }
    judge(after, before, word, isFall: isFall)
  }

  /// “5.7 weeks, down just under a week compared to the last quarter of 2018 (6.6 weeks)”, “136 deaths, lower than the total
  /// in 2015 (144)”: the figure of a time named before the brackets that hold it.
  mutating func directedInBrackets(_ open: Int) {
    guard let group = s.group(open), group.lowerBound == open, s.isFigure(open + 1), !used.contains(open + 1),
      s.hasNoFigure((open + 2)..<group.upperBound), !s.hasSign((open + 2)..<group.upperBound, ",;:"),
      let link = (max(start, open - 8)..<open).last(where: {
        ["compared", "than", "below", "above"].contains(s.word($0))
      }), s.hasNoFigure(link..<open), !s.hasSign(link..<open, ",;:"),
      (link..<open).contains(where: { s.isYear($0) })
    else { return }
    var place = link
    if s.word(link) == "than" { place = link - 1 }
    if s.word(link) == "compared" {
      guard ["to", "with"].contains(s.word(link + 1)),
        let verb = (max(start, link - 6)..<link).last(where: { ["up", "down"].contains(s.word($0)) }),
        s.hasNoFigure(verb..<link)
      else { return }
      place = verb
    }
    let falls: Set = ["below", "down", "lower", "fewer", "less", "shorter"]
    let rises: Set = ["above", "up", "higher", "more", "greater", "longer"]
    let word = s.word(place)
    guard falls.contains(word) || rises.contains(word),
      let after = subject(before: place, unit: open + 1), isFree(after), sameUnit(open + 1, after),
      s.number(open + 1)?.qualifier == .exactly, s.number(after)?.qualifier == .exactly, !isWord(after),
      !s.isOpen(after..<open), !s.speaks(of: Self.ranked),
      !s.words(after..<open).contains(where: { ["times", "twice", "half", "if"].contains($0) })
    else { return }
    judge(after, open + 1, word, isFall: falls.contains(word))
  }

  /// Whether a figure has no change yet, or was held against another before.
  private func isFree(_ index: Int) -> Bool { !used.contains(index) || held.values.contains(index) }

  /// Holds a figure against the one that it is said to be above or below.
  private mutating func judge(_ after: Int, _ before: Int, _ word: String, isFall: Bool) {
    let (x, y) = (s.value(before), s.value(after))
    let holds = isFall ? y < x : y > x
    guard x != y, x > 0, y > 0, holds || x <= 4 * y && y <= 4 * x else { return }
    let isOfAnother = (start..<after).contains { place in
      s.isFigure(place) && sameUnit(before, place) && (isFall ? s.value(place) < x : s.value(place) > x)
    }
    guard holds || !isOfAnother else {
      omissions.append(ProseOmission(tokens: [after, before], reason: "which figure changed is not clear"))
      return
    }
    let (own, other) = (s.tokens[after].text, s.tokens[before].text)
    judgements.append(
      ProseJudgement(
        kind: .direction, rule: "\(own), \(word) from \(other)", tokens: [after, before], holds: holds,
        published: y...y, computed: x...x, printed: own, implied: (isFall ? "below " : "above ") + other,
        message: "it is said to be \(isFall ? "down" : "up") from \(other), but \(own) is "
          + (isFall ? "more" : "less"), change: (before: before, after: after)))
    used.formUnion([before, after])
    held[before] = after
  }

  /// “a fifth (19%) of cases were open, up from 11%”: the only figure of its unit before, alone in brackets.
  func inBrackets(before index: Int, unit other: Int) -> Int? {
    let figures = (max(start, index - 24)..<index).filter { s.isFigure($0) && sameUnit($0, other) }
    guard figures.count == 1, let only = figures.first, s.isPercent(only), s.alone(at: only - 1) == only
    else {
      return nil
    }
    return only
  }

  private static let adverbs: Set<String> = [
    "slightly", "sharply", "significantly", "steadily", "further", "marginally", "substantially", "again",
    "gradually", "dramatically", "markedly", "considerably",
  ]

  private static let directions: Set<String> = [
    "increase", "rise", "decrease", "fall", "drop", "reduction", "decline",
  ]

  private static let sizes: Set<String> = [
    "slight", "small", "sharp", "marked", "significant", "further", "large", "marginal", "substantial",
  ]

  /// Words of what is better the smaller it is, or falls in another measure than the one that is printed.
  private static let ranked: Set<String> = [
    "rank", "ranked", "ranking", "ranks", "position", "place", "placed", "grade", "rating", "league",
  ]

  /// Whether two figures are values of what falls or rises, and no ends of a stretch of time or of a scale.
  private func isOfValue(_ first: Int, _ second: Int) -> Bool {
    guard let x = s.number(first), let y = s.number(second), x.unit == y.unit else { return false }
    if s.tokens[first].role.isMeasure || s.tokens[second].role.isMeasure {
      // “fell from 198 days in 2015 to 193 days in 2016”
      return sameUnit(first, second) && (first..<second).contains { s.isYear($0) }
        && s.speaks(of: ["average", "median", "mean"])
    }
    if x.unit != .plain { return true }
    if x.decimals > 0, x.decimals == y.decimals { return true }
    if s.tokens.indices.contains(second + 2), s.tokens[second + 2].role == .base { return true }
    guard s.isCount(first), s.isCount(second), x.value.double >= 50, y.value.double >= 50 else {
      // “The number of exclusions has increased from 27 to 36 in 2018/19.”
      let isNumber = s.words(start..<first).contains("number") && s.tokens[second].role == .figure
      return ProseRoles.people.contains(s.word(second + 1))
        || isNumber && (s.isYear(second + 2) || s.endsClause(second + 1))
    }
    let next = s.word(second + 1)
    return next.isEmpty || s.isYear(second + 1) || next.count > 3
      || ["in", "by", "per", "and", "at"].contains(next)
  }
}
