import Numbers

/// Finds the order that words give two figures beside both: “highest in Walsall (34%), followed by Dudley (29%)”, “a rate
/// of 33.0% was higher than the 31.5% of England”, “fewer women (28%) than men (31%)”.
///
/// Only figures of one unit are compared, and only where the grammar ties each to its side.
struct OrderClaims: PhraseFinder {
  private let s: ProseSentence
  private let start: Int
  private(set) var judgements: [ProseJudgement] = []
  private(set) var omissions: [ProseOmission] = []

  init(_ context: ProseContext) {
    s = context.sentence
    start = context.start
    for index in s.tokens.indices.dropFirst(start) {
      if s.follow(["followed", "by"], at: index) || s.follow(["followed", "closely", "by"], at: index) {
        followed(index)
      }
      if let isMore = Self.directions[s.word(index)], s.word(index - 1) != "or" { compared(index, isMore) }
    }
    if judgements.isEmpty { extremes() }
    if judgements.isEmpty { listed() }
  }

  private static let tops: Set<String> = ["highest", "largest", "greatest", "biggest", "commonest"]
  private static let bottoms: Set<String> = ["lowest", "smallest", "fewest", "least"]

  /// Words that say more, true, or less, false.
  private static let directions: [String: Bool] = [
    "higher": true, "greater": true, "larger": true, "more": true, "above": true, "exceeded": true,
    "exceeds": true, "exceeding": true, "bigger": true, "lower": false, "smaller": false, "fewer": false,
    "less": false, "below": false,
  ]

  /// “highest in Walsall (34%), followed by Dudley (29%) and Sandwell (25%)”.
  private mutating func followed(_ index: Int) {
    guard s.isSign(index - 1, ",;") || s.isSign(index - 1, ")") else { return }
    let close = (max(start, index - 2)..<index).last { s.isSign($0, ")") }
    let group = close.flatMap { s.group($0) }
    guard let first = group.map({ figure(in: $0) }) ?? figure(before: index - 1) else { return }
    let end = group?.lowerBound ?? first
    let head = max(start, end - 16)..<end
    guard s.hasNoFigure(head) else { return }
    let words = s.words(head)
    let isTop =
      words.contains { Self.tops.contains($0) }
      || zip(words, words.dropFirst()).contains {
        $0 == "most"
          && ["common", "frequent", "often", "frequently", "popular", "commonly", "cited", "prevalent"]
            .contains($1)
      }
    let isBottom = words.contains { Self.bottoms.contains($0) }
    guard isTop != isBottom, !s.isOpen(start..<index), !words.contains("second") else { return }
    var place = index + (s.word(index + 1) == "by" ? 2 : 3)
    var previous = first
    for _ in 0..<6 {
      guard let open = (place..<min(place + 11, s.tokens.count)).first(where: { s.isSign($0, "(") }),
        s.hasNoFigure(place..<open), let next = s.group(open), let figure = figure(in: next),
        !s.words(place..<open).contains(where: { Self.events.contains($0) || ProseWords.isChange($0) }),
        !s.hasSign(place..<open, ";:"), s.number(figure)?.unit == s.number(first)?.unit,
        let x = s.spread(of: previous), let y = s.spread(of: figure)
      else { return }
      let holds = isTop ? x.upperBound >= y.lowerBound : x.lowerBound <= y.upperBound
      add(
        .rank, previous, figure, holds, "\(isTop ? "at least" : "at most") \(s.tokens[figure].text)",
        "\(s.tokens[previous].text) is put before \(s.tokens[figure].text), which is \(isTop ? "more" : "less")"
      )
      if !holds { return }
      previous = figure
      place = next.upperBound + 1
      while s.isSign(place, ",") || s.word(place) == "and" || s.word(place) == "then" { place += 1 }
    }
  }

  /// Finds lists such as “the most common were fraud (26%), theft (13%) and arson (13%)” that are in order.
  ///
  /// Not all such lists are, so that the others are not called wrong.
  private mutating func listed() {
    guard
      let top = s.tokens.indices.dropFirst(start).first(where: {
        Self.tops.contains(s.word($0)) || s.word($0) == "most" && s.word($0 + 1) == "common"
      }), var place = (top..<min(top + 12, s.tokens.count)).first(where: { s.isSign($0, "(") }),
      s.hasNoFigure(top..<place), !s.isOpen(start..<place)
    else { return }
    var figures: [Int] = []
    while let group = s.group(place), group.lowerBound == place,
      let next = figure(in: group) ?? lastly(in: group)
    {
      figures.append(next)
      place = group.upperBound + 1
      guard s.isSign(place, ",") || s.word(place) == "and",
        let open = (place..<min(place + 6, s.tokens.count)).first(where: { s.isSign($0, "(") }),
        s.hasNoFigure(place..<open)
      else { break }
      place = open
    }
    let spreads = figures.compactMap { s.spread(of: $0) }
    guard figures.count >= 3, Set(figures.map { s.number($0)?.unit }).count == 1,
      spreads.count == figures.count,
      zip(spreads, spreads.dropFirst()).allSatisfy({ $0.upperBound >= $1.lowerBound })
    else { return }
    for (one, other) in zip(figures, figures.dropFirst()) {
      add(.rank, one, other, true, "at least \(s.tokens[other].text)", "agrees")
    }
  }

  /// “(also 8.2%)”.
  private func lastly(in group: ClosedRange<Int>) -> Int? {
    let place = group.lowerBound + 2
    return s.word(place - 1) == "also" && s.isPercent(place) && group.upperBound == place + 1 ? place : nil
  }

  /// Words of what comes later and not of what ranks next.
  private static let events: Set<String> = [
    "a", "an", "period", "then", "phase", "years", "months", "weeks",
  ]

  /// The one figure that brackets hold, with its unit, or the share beside its count.
  private func figure(in group: ClosedRange<Int>) -> Int? {
    if let share = s.share(at: group.lowerBound) ?? rate(in: group) { return share }
    guard let one = s.alone(at: group.lowerBound),
      s.number(one)?.unit == .percent || s.number(one)?.unit == .pounds
        || s.isCount(one) && s.value(one) >= 10 && s.tokens[one].role == .figure
    else { return nil }
    return one
  }

  /// “with 801,080 entries, followed by”: the count or share right before, with its noun.
  private func figure(before comma: Int) -> Int? {
    let place = s.word(comma - 1).isEmpty ? comma - 1 : comma - 2
    let isCounted = s.isCount(place) && s.value(place) >= 10 && s.tokens[place].role == .figure
    return (isCounted || s.isPercent(place)) && s.group(place) == nil
      && s.number(place)?.qualifier == .exactly ? place : nil
  }

  /// A rate with its unit: “(88.4 deaths per million population)”.
  private func rate(in group: ClosedRange<Int>) -> Int? {
    let first = group.lowerBound + 1
    guard let number = s.number(first), number.decimals > 0, number.unit == .plain,
      number.qualifier == .exactly,
      s.words(first..<group.upperBound).contains("per"), s.hasNoFigure((first + 1)..<group.upperBound),
      !s.hasSign(first..<group.upperBound, ",;:")
    else { return nil }
    return first
  }

  /// “The North had the highest rate (69.3 per million), while London had the lowest (25.4 per million)”.
  private mutating func extremes() {
    func figure(behind words: Set<String>) -> (word: Int, figure: Int)? {
      let places = s.tokens.indices.dropFirst(start).filter { words.contains(s.word($0)) }
      guard places.count == 1, let place = places.first,
        let open = (place + 1..<min(place + 20, s.tokens.count)).first(where: { s.isSign($0, "(") }),
        s.hasNoFigure((place + 1)..<open), !s.hasSign((place + 1)..<open, ",;:"), let group = s.group(open),
        !["second", "third", "next", "among", "at"].contains(s.word(place - 1))
      else { return nil }
      return self.figure(in: group).map { (place, $0) }
    }
    guard let (high, top) = figure(behind: ["highest", "largest"]),
      let (low, bottom) = figure(behind: ["lowest", "smallest"]), top < low || bottom < high,
      s.number(top)?.unit == s.number(bottom)?.unit, s.number(top)?.decimals == s.number(bottom)?.decimals,
      let x = s.spread(of: top), let y = s.spread(of: bottom), !s.isOpen(start..<max(high, low)),
      !s.speaks(of: Self.inverted)
    else { return }
    add(
      .rank, top, bottom, x.upperBound > y.lowerBound, "more than \(s.tokens[bottom].text)",
      "\(s.tokens[top].text) is called the highest, and \(s.tokens[bottom].text) the lowest")
  }

  private mutating func compared(_ index: Int, _ isMore: Bool) {
    guard
      let (a, b) = bracketed(index) ?? plain(index) ?? behind(index) ?? inFront(index)
        ?? overTime(index) ?? respective(index),
      let x = s.number(a),
      let y = s.number(b),
      x.unit == y.unit, x.qualifier == .exactly, y.qualifier == .exactly, x.significand >= 0,
      y.significand >= 0,
      let own = s.spread(of: a), let other = s.spread(of: b)
    else { return }
    let lead = max(start, min(index, a) - 6)..<index
    guard s.tokens[a].role == s.tokens[b].role || !s.tokens[a].role.isMeasure && !s.tokens[b].role.isMeasure
    else { return }
    let isListed = respective(index).map { $0 == (a, b) } ?? false
    let isDoubtful =
      s.isOpen(lead) || s.speaks(of: isListed ? Self.inverted.subtracting(["respectively"]) : Self.inverted)
    let holds = isMore ? own.upperBound > other.lowerBound : own.lowerBound < other.upperBound
    guard !isDoubtful else {
      if !holds {
        omissions.append(
          ProseOmission(
            tokens: [min(a, b), max(a, b)],
            reason: "the comparison is denied or expected, or of other figures"))
      }
      return
    }
    add(
      .direction, a, b, holds, (isMore ? "above " : "below ") + s.tokens[b].text,
      "\(s.tokens[a].text) is said to be \(isMore ? "more" : "less") than \(s.tokens[b].text), and is \(isMore ? "not" : "more")"
    )
  }

  /// “a smaller proportion of entrants this year (45% versus 50% last year)”.
  private func overTime(_ index: Int) -> (Int, Int)? {
    guard ["proportion", "share", "percentage", "rate"].contains(s.word(index + 1)),
      !s.speaks(of: ["than", "times", "twice"]), let pair = s.comparedPair(behind: index),
      pair.0 - index <= 10, isProportion(pair.0), let group = s.group(pair.0),
      s.words((pair.1 + 1)..<group.upperBound).contains(where: {
        ["last", "previous", "before"].contains($0)
      })
        || s.isYear(pair.1 + 2)
    else { return nil }
    return pair
  }

  /// Words with which more can mean less, or the figures stand for something else.
  private static let inverted: Set<String> = [
    "rank", "ranked", "ranking", "ranks", "position", "grade", "negative", "reduction", "decline", "decrease",
    "fall",
    "respectively", "score", "scores", "adjusted", "adjusting", "standardised", "weighted", "odds",
    "previous",
    "interval", "ci", "limit", "bound",
  ]

  /// “a lower rate (24%) than men (28%)”, “Men (31%) reoffended more often than women (24%)”.
  private func bracketed(_ index: Int) -> (Int, Int)? {
    guard let than = (index + 1..<min(index + 22, s.tokens.count)).first(where: { s.word($0) == "than" }),
      let last = (than + 1..<min(than + 12, s.tokens.count)).first(where: { s.isSign($0, "(") }),
      s.hasNoFigure((than + 1)..<last), let b = figureAlone(last), !s.hasSign((than + 1)..<last, ",;:)")
    else { return nil }
    if s.isSign(than - 1, ")"), let group = s.group(than - 1), let a = figureAlone(group.lowerBound),
      group.lowerBound > index, s.hasNoFigure((index + 1)..<group.lowerBound),
      !s.hasSign((index + 1)..<group.lowerBound, ",;:"),
      isProportion(a) || isCountOfPeople(index, group.lowerBound)
    {
      return (a, b)
    }
    // The comparative right before “than”, and the subject’s brackets before it.
    guard than - index <= 3 || than - index <= 5 && s.hasNoFigure(index..<than),
      let close = (max(start, index - 8)..<index).last(where: { s.isSign($0, ")") }),
      let group = s.group(close),
      let a = figureAlone(group.lowerBound), s.hasNoFigure((close + 1)..<index), isProportion(a),
      !s.hasSign((close + 1)..<index, ",;:(")
    else { return nil }
    return (a, b)
  }

  private func figureAlone(_ open: Int) -> Int? { s.share(at: open) ?? s.alone(at: open) }

  private func isProportion(_ index: Int) -> Bool {
    s.number(index)?.unit == .percent || s.number(index)?.unit == .pounds
      || s.tokens.indices.contains(index) && s.tokens[index].role.isMeasure
  }

  /// “More men (120) than women (150)”: whole numbers in brackets can be references, but behind people they are counts.
  private func isCountOfPeople(_ index: Int, _ open: Int) -> Bool {
    ["more", "fewer"].contains(s.word(index)) && open - index <= 3 && s.isPeople(open - 1)
  }

  /// “Dudley's rate of 33.0% was higher than the 31.5% of England”, “at 26%, the rate was below the national average of 29%”,
  /// “27.5%, exceeded that of Dudley, 26.2%”.
  private func plain(_ index: Int) -> (Int, Int)? {
    let isVerb = s.word(index).hasPrefix("exceed")
    let isPreposition = ["above", "below"].contains(s.word(index))
    var place = index + 1
    if !isVerb, !isPreposition {
      guard s.word(place) == "than" else { return nil }
      place += 1
    }
    guard let b = standard(at: place), isProportion(b) else { return nil }
    // Where the figure's own subject stands: right before the verb, or behind “at” where the sentence opens.
    var before = index - 1
    while before > index - 5, Self.copulas.contains(s.word(before)) || s.isSign(before, ",") { before -= 1 }
    if s.tokens.indices.contains(before - 1), s.tokens[before - 1].role == .measure(s.word(before)) {
      before -= 1
    }
    if isProportion(before), s.isFigure(before), before >= start, s.group(before) == nil,
      ["of", "at", "was", "is", "were", "to"].contains(s.word(before - 1)) || s.isSign(before - 1, ",")
    {
      return (before, b)
    }
    // “29.0% in Dudley, higher than …”.
    if s.isSign(index - 1, ","), let own = (max(start, index - 6)..<index).last(where: { s.isFigure($0) }),
      isProportion(own),
      s.group(own) == nil, ["in", "for", "among"].contains(s.word(own + 1)),
      !s.hasSign((own + 1)..<(index - 1), ",;:()"),
      ["of", "at", "was", "is", "were", "to"].contains(s.word(own - 1))
    {
      return (own, b)
    }
    if s.word(start) == "at", isProportion(start + 1), s.isSign(start + 2, ","), index - start <= 14,
      s.hasNoFigure((start + 2)..<index),
      s.words((start + 3)..<index).contains(where: { ["was", "is", "were"].contains($0) }),
      s.words((start + 3)..<index).last.map({ Self.copulas.contains($0) }) ?? false
    {
      return (start + 1, b)
    }
    return nil
  }

  private static let copulas: Set<String> = [
    "was", "were", "is", "are", "remains", "remained", "slightly", "significantly", "still", "also", "well",
    "far",
    "much", "considerably", "somewhat", "substantially", "markedly", "just", "reoffended", "and", "which",
  ]

  /// “the 31.5% of England”, “the national average of 29%”, “that of Dudley, 26.2%”.
  private func standard(at index: Int) -> Int? {
    var place = index
    while ["the", "a", "an", "its", "our"].contains(s.word(place)) { place += 1 }
    if s.isFigure(place) {
      // “212 days, higher than the 167 days for others”
      let next = s.tokens[place].role.isMeasure ? place + 2 : place + 1
      // “lower than 50% of the usual dose” names no other figure.
      let isNamed =
        place > index
        && ["of", "in", "for", "seen", "recorded", "among", "a", "last", "nationally", "reported", "before"]
          .contains(s.word(next))
        || ["in", "nationally", "elsewhere"].contains(s.word(next))
      return isNamed || s.endsClause(next) ? place : nil
    }
    for ahead in place..<min(place + 7, s.tokens.count) {
      if s.isFigure(ahead) || s.isYear(ahead) || s.isSign(ahead, ";:()") { return nil }
      if s.word(ahead) == "of", s.isFigure(ahead + 1) {
        let nouns = s.words(place..<ahead)
        return nouns.contains { Self.standards.contains($0) } && s.endsClause(ahead + 2) ? ahead + 1 : nil
      }
      if s.isSign(ahead, ","), s.isFigure(ahead + 1) {
        return ["that", "those"].contains(s.word(place)) && s.endsClause(ahead + 2) ? ahead + 1 : nil
      }
    }
    return nil
  }

  private static let standards: Set<String> = [
    "average", "rate", "target", "figure", "mean", "level", "share", "proportion",
  ]

  /// “Men reoffended more often than women (31% compared with 24%)”, “a higher rate than Walsall, 33% against 29%”.
  private func behind(_ index: Int) -> (Int, Int)? {
    guard let than = (index + 1..<min(index + 9, s.tokens.count)).first(where: { s.word($0) == "than" }),
      s.hasNoFigure(index..<than), !s.hasSign(index..<than, ",;:()")
    else { return nil }
    if let pair = apposed(behind: than) { return pair }
    guard
      !s.speaks(of: ["compared", "times", "percentage"])
        || s.comparedPair(behind: than).map({ s.words(($0.0 + 1)..<$0.1).first == "compared" }) ?? false
          && s.tokens.count(where: { $0.word == "compared" }) == 1,
      !s.speaks(of: ["times", "twice", "half"])
    else { return nil }
    if let pair = s.comparedPair(behind: than), isProportion(pair.0) || areRates(pair), pair.0 - than <= 14 {
      return pair
    }
    guard let a = (than + 1..<min(than + 8, s.tokens.count)).first(where: { s.isFigure($0) }),
      isProportion(a),
      s.isSign(a - 1, ",:–—"), ["against", "versus", "vs"].contains(s.word(a + 1)), s.isFigure(a + 2),
      s.endsClause(a + 3)
    else { return nil }
    return (a, a + 2)
  }

  /// “the rate of boys is higher than that of girls (38.9% and 37.8% respectively)”.
  private func respective(_ index: Int) -> (Int, Int)? {
    guard let than = (index + 1..<min(index + 9, s.tokens.count)).first(where: { s.word($0) == "than" }),
      let open = (than + 1..<min(than + 16, s.tokens.count)).first(where: { s.isSign($0, "(") }),
      s.hasNoFigure(index..<open), !s.hasSign(index..<open, ",;:"),
      !s.speaks(of: ["times", "twice", "half"]),
      s.isFigure(open + 1), s.word(open + 2) == "and", s.isFigure(open + 3),
      let close = s.group(open)?.upperBound,
      s.word(close - 1) == "respectively", s.hasNoFigure((open + 4)..<close),
      isProportion(open + 1) || s.number(open + 1)?.decimals ?? 0 > 0,
      s.number(open + 1)?.decimals == s.number(open + 3)?.decimals
    else { return nil }
    return (open + 1, open + 3)
  }

  /// “(42.9 compared with 58.3 deaths per million population)”.
  private func areRates(_ pair: (Int, Int)) -> Bool {
    guard let x = s.number(pair.0), let y = s.number(pair.1), x.unit == .plain, x.decimals > 0,
      x.decimals == y.decimals, let group = s.group(pair.0)
    else { return false }
    return s.words(pair.1..<group.upperBound).contains("per")
  }

  /// “a higher rate than those without – 47% compared with 11%”.
  private func apposed(behind than: Int) -> (Int, Int)? {
    guard let a = (than + 1..<min(than + 12, s.tokens.count)).first(where: { s.isFigure($0) }),
      isProportion(a), s.isSign(a - 1, ",–—"), !s.hasSign((than + 1)..<(a - 1), ",;:()–—"),
      s.word(a + 1) == "compared", ["to", "with"].contains(s.word(a + 2)), isProportion(a + 3),
      s.endsClause(a + 4) || s.word(a + 4) == "in",
      !s.speaks(of: ["times", "twice", "half", "percentage", "points", "respectively"]),
      s.tokens.count(where: { $0.word == "compared" }) == 1
    else { return nil }
    return (a, a + 3)
  }

  /// “Compared with 31.5% nationally, the local rate of 29.0% was lower”.
  private func inFront(_ index: Int) -> (Int, Int)? {
    guard s.word(start) == "compared", ["with", "to"].contains(s.word(start + 1)), s.endsClause(index + 1),
      ["higher", "lower", "larger", "smaller"].contains(s.word(index)),
      ["was", "is", "were"].contains(s.word(index - 1))
    else { return nil }
    let figures = (start..<index).filter { s.isFigure($0) }
    guard figures.count == 2, let b = figures.first, let a = figures.last, isProportion(a), isProportion(b),
      s.word(a - 1) == "of" && a == index - 2
        || s.isSign(a - 1, "(") && s.isSign(a + 1, ")") && a == index - 3,
      s.hasSign(b..<a, ",")
    else { return nil }
    return (a, b)
  }

  private mutating func add(
    _ kind: ProseClaim.Kind, _ a: Int, _ b: Int, _ holds: Bool, _ implied: String, _ message: String
  ) {
    judgements.append(
      ProseJudgement(
        kind: kind, rule: "\(s.tokens[a].text) \(implied)", tokens: [min(a, b), max(a, b)], holds: holds,
        published: s.value(a)...s.value(a), computed: s.value(b)...s.value(b), printed: s.tokens[a].text,
        implied: implied, message: message))
  }
}
