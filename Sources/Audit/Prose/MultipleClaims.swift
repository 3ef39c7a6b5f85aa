import Numbers

/// A multiple in words, such as “doubled”, whose two figures no phrase ties to it.
struct OpenMultiple {
  /// The first token of its words.
  let token: Int
  let words: String
  let factor: Double
  /// The ratios that its words allow, no further than half as much again from it.
  let ratios: ClosedRange<Double>

  /// The same at another place.
  func moved(by offset: Int) -> OpenMultiple {
    OpenMultiple(token: token + offset, words: words, factor: factor, ratios: ratios)
  }
}

/// Finds how many times one figure is another beside both: “twice as likely as women (36% against 18%)”, “doubled, from 15%
/// to 31%”, “fell by a half, from 640 to 320”.
///
/// Multiples of odds and of adjusted figures are not those of the figures printed, and are left open.
struct MultipleClaims: PhraseFinder {
  private let s: ProseSentence
  private let start: Int
  private(set) var judgements: [ProseJudgement] = []
  private(set) var omissions: [ProseOmission] = []
  /// The multiples whose figures no phrase ties to them.
  private(set) var open: [OpenMultiple] = []
  private let used: Set<Int>

  /// - Parameter used: the figures that another multiple has already.
  init(_ context: ProseContext, used: Set<Int>) {
    s = context.sentence
    start = context.start
    self.used = used
    for index in s.tokens.indices.dropFirst(start) {
      if let found = comparison(at: index) { compare(found) }
      if let factor = Self.verbs[s.word(index)] { grown(index, factor) }
      if s.word(index).hasSuffix("fold"),
        let factor = Self.folds[s.word(index).filter { !NumberWords.hyphens.contains($0) }]
      {
        folded(index, factor)
      }
      if let fraction = NumberWords.fraction(in: s.tokens, at: index) { changed(fraction) }
    }
  }

  private static let verbs: [String: Double] = [
    "doubled": 2, "trebled": 3, "tripled": 3, "quadrupled": 4, "halved": 0.5, "doubling": 2, "halving": 0.5,
    "trebling": 3, "tripling": 3,
  ]
  private static let folds: [String: Double] = [
    "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10,
  ]
  private static let odds: Set<String> = [
    "odds", "hazard", "hazards", "adjusted", "adjusting", "adjustment", "controlling", "aor", "ahr",
    "modelled",
    "predicted", "standardised", "standardized", "weighted", "ratio",
  ]

  /// “twice as likely”: the factor, and where the phrase starts and ends.
  private struct Phrase {
    let factor: Double
    let start: Int
    let end: Int
    /// Whether it may be the factor of the excess: “three times more”.
    var mayBeExcess = false
    /// Whether it is a part that a figure is more or less than, as “more than half the number” is, and no fall by half.
    var isShare = false
    /// Half a unit in the last place of a factor with decimals.
    var half: Double?
  }

  private func comparison(at index: Int) -> Phrase? {
    let word = s.word(index)
    if ["twice", "double", "half", "treble", "triple", "thrice"].contains(word) {
      let factor = word == "half" ? 0.5 : ["treble", "triple", "thrice"].contains(word) ? 3 : 2.0
      if isMeasured(index) { return Phrase(factor: factor, start: index, end: index + 2) }
      if ["that", "those"].contains(s.word(index + 1)),
        ["of", "for", "in", "among"].contains(s.word(index + 2)),
        ["was", "were", "is", "are", "almost", "nearly", "about", "over", "than"].contains(s.word(index - 1))
      {
        return Phrase(factor: factor, start: index, end: index + 1)
      }
      // “Men's rate of 36% was double the women's rate of 18%”.
      if s.word(index + 1) == "the" || s.follow(["what", "it", "was"], at: index + 1),
        [
          "was", "were", "is", "are", "almost", "nearly", "than", "about", "around", "roughly", "over",
        ].contains(s.word(index - 1))
      {
        return Phrase(factor: factor, start: index, end: index + 1, isShare: word == "half")
      }
      return nil
    }
    guard word == "times", let n = s.number(index - 1), n.unit == .plain, n.value.double > 1,
      n.value.double <= 50
    else {
      return nil
    }
    let half = n.decimals == 0 ? nil : n.unitInLastPlace.double / 2
    if isMeasured(index) {
      return Phrase(factor: n.value.double, start: index - 1, end: index + 2, half: half)
    }
    if ["the", "that"].contains(s.word(index + 1)) {
      return Phrase(factor: n.value.double, start: index - 1, end: index + 1, half: half)
    }
    guard ["more", "higher", "greater", "larger", "likelier"].contains(s.word(index + 1)) else { return nil }
    return Phrase(factor: n.value.double, start: index - 1, end: index + 1, mayBeExcess: true, half: half)
  }

  /// “twice as likely”: whether a measure that is compared follows.
  private func isMeasured(_ index: Int) -> Bool {
    s.word(index + 1) == "as" && Self.measures.contains(s.word(index + 2))
  }

  private static let measures: Set<String> = [
    "likely", "many", "high", "common", "often", "much", "large", "great", "frequent",
  ]

  private mutating func compare(_ phrase: Phrase) {
    guard let (a, b) = pair(phrase) else {
      return leaveOpen(phrase.start, phrase.end, phrase.factor, phrase.half)
    }
    guard !isOfCounts(phrase) || s.isCount(a) && s.isCount(b), !used.contains(a),
      !used.contains(b), let x = s.spread(of: a),
      let y = s.spread(of: b), x.lowerBound > 0, y.lowerBound > 0, !s.isOpen(start..<phrase.start),
      s.number(a)?.qualifier == .exactly, s.number(b)?.qualifier == .exactly
    else { return }
    let tokens = [min(a, b, phrase.start), phrase.start, max(a, b, phrase.end)]
    if s.speaks(of: Self.odds) {
      omissions.append(
        ProseOmission(tokens: tokens, reason: "it may be a multiple of odds or of adjusted figures"))
      return
    }
    let ratios = Self.ratios(x, y)
    var allowed = allowed(phrase.factor, qualifier(before: phrase.start), phrase.half)
    if phrase.isShare {
      switch qualifier(before: phrase.start) {
      case .moreThan, .atLeast: allowed = (phrase.factor * 0.98)...1
      case .lessThan, .upTo: allowed = 0...(phrase.factor * 1.02)
      case .nearly, .justOver, .about, .exactly, .between: break
      }
    }
    var holds = allowed.overlaps(ratios)
    if phrase.mayBeExcess {
      holds = holds || allowed.overlaps((ratios.lowerBound - 1)...(ratios.upperBound - 1))
    }
    if !holds, allowed.overlaps(Self.ratios(y, x)) {
      omissions.append(
        ProseOmission(tokens: tokens, reason: "it fits if the figure behind is the larger one"))
      return
    }
    add(s.text(phrase.start..<(phrase.end + 1)), a, b, tokens, holds, phrase.factor)
  }

  /// Keeps a multiple whose figures stand elsewhere, unless it is denied or one of odds.
  private mutating func leaveOpen(_ first: Int, _ last: Int, _ factor: Double, _ half: Double?) {
    guard first >= start, !s.isOpen(max(start, first - 4)..<first), !s.speaks(of: Self.odds) else { return }
    let qualifier = s.follow(["more", "than"], at: first - 2) ? .moreThan : qualifier(before: first)
    let ratios = allowed(factor, qualifier, half)
    open.append(
      OpenMultiple(
        token: first, words: s.text(first..<(last + 1)), factor: factor,
        ratios: max(ratios.lowerBound, factor / 1.5)...min(ratios.upperBound, factor * 1.5)))
  }

  /// The ratios of one positive figure to another that their rounding allows.
  private static func ratios(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> ClosedRange<Double> {
    (x.lowerBound / y.upperBound)...(x.upperBound / y.lowerBound)
  }

  /// “twice as many men as women”: of counts, and of no shares.
  private func isOfCounts(_ phrase: Phrase) -> Bool { ["many", "much"].contains(s.word(phrase.end)) }

  private mutating func add(
    _ words: String, _ a: Int, _ b: Int, _ tokens: [Int], _ holds: Bool, _ factor: Double
  ) {
    let ratio = s.value(a) / s.value(b)
    let text = BriefNumber.text((ratio * 100).rounded() / 100)
    judgements.append(
      ProseJudgement(
        kind: .multiple, rule: "\(words) = \(s.tokens[a].text) / \(s.tokens[b].text)", tokens: tokens,
        holds: holds, published: factor...factor, computed: ratio...ratio, printed: words,
        implied: "\(text) times",
        message: "\(s.tokens[a].text) is \(text) times \(s.tokens[b].text), not \(words)"))
  }

  /// The words before a phrase that say how far to trust it.
  private func qualifier(before index: Int) -> NumberQualifier {
    if let number = s.number(index), number.qualifier != .exactly { return number.qualifier }
    return s.qualifier(before: index)
  }

  /// The ratios that a multiple in words allows.
  private func allowed(_ factor: Double, _ qualifier: NumberQualifier, _ half: Double?) -> ClosedRange<Double>
  {
    switch qualifier {
    case .moreThan, .atLeast: factor < 1 ? 0...(factor * 1.01) : (factor * 0.98)...1e9
    case .justOver: (factor * 0.98)...(factor * 1.4)
    case .lessThan, .upTo: factor < 1 ? (factor * 0.99)...1e9 : 0...(factor * 1.02)
    case .nearly: factor < 1 ? (factor * 0.95)...(factor * 1.3) : (factor * 0.75)...(factor * 1.02)
    case .about: (factor * 0.75)...(factor * 1.25)
    case .exactly, .between:
      if let half {
        (factor * 0.98 - half)...(factor * 1.02 + half)
      } else {
        (factor * 0.85)...(factor * 1.2)
      }
    }
  }

  /// The two figures compared, that of the subject first.
  private func pair(_ phrase: Phrase) -> (Int, Int)? {
    if let pair = s.comparedPair(behind: phrase.end) ?? listedPair(behind: phrase.end)
      ?? openPair(behind: phrase.end)
    {
      return sameUnit(pair.0, pair.1) ? pair : nil
    }
    // “At 45%, men were …” and “Men (45%) were …”, “The rate of men, 45%, was …”, each with one figure behind.
    let before = (start..<phrase.start).filter { s.isFigure($0) }
    let behind = (phrase.end + 1..<s.tokens.count).filter { s.isFigure($0) }
    // “twice as likely to return (44%) as those with work (22%)”.
    if before.isEmpty, behind.count == 2, sameUnit(behind[0], behind[1]),
      s.alone(at: behind[0] - 1) == behind[0],
      s.alone(at: behind[1] - 1) == behind[1], ["as", "than"].contains(s.word(behind[0] + 2)),
      behind[0] - phrase.end <= 9
    {
      return (behind[0], behind[1])
    }
    // “twice as high as that of women, with 104.7 deaths per million men, compared to 49.1 per million women”.
    if before.isEmpty, behind.count == 2, sameUnit(behind[0], behind[1]), s.word(behind[0] - 1) == "with",
      s.isSign(behind[0] - 2, ",–—"), behind[0] - phrase.end <= 12, behind[1] - behind[0] <= 10,
      s.words(behind[0]..<behind[1]).contains(where: { ["compared", "against", "versus"].contains($0) })
    {
      return (behind[0], behind[1])
    }
    guard before.count == 1, behind.count == 1, let a = before.first, let b = behind.first, sameUnit(a, b)
    else { return nil }
    if isOfAnotherTime(phrase, a, b) || isOfAnotherTotal(phrase, a, b) { return (a, b) }
    guard isSetOff(a), isSetOff(b),
      !s.words(a..<b).contains(where: { ["while", "whereas", "but", "and"].contains($0) })
    else { return nil }
    if s.word(0) == "at", a <= 2, s.isSign(a + 1, ",") { return (a, b) }
    return phrase.start - a <= 8 && b - phrase.end <= 12 ? (a, b) : nil
  }

  /// “There were 640 incidents in 2022, twice as many as in 2020 (320)”: the same thing counted at another time.
  private func isOfAnotherTime(_ phrase: Phrase, _ a: Int, _ b: Int) -> Bool {
    isOfCounts(phrase) && s.isSign(phrase.start - 1, ",–—") && phrase.start - a <= 9
      && s.word(phrase.end + 1) == "as" && ["in", "the", "a", "during"].contains(s.word(phrase.end + 2))
      && b - phrase.end <= 8 && s.alone(at: b - 1) == b
      && (phrase.end + 2..<b).contains { s.isYear($0) || ["year", "period", "quarter"].contains(s.word($0)) }
      && !s.words((a + 1)..<phrase.start).contains {
        ["of", "whom", "which", "and", "but", "while"].contains($0)
      }
  }

  /// “There were 96 escapes, fewer than half the number in 2010 (141)” and “610, almost double the 2015 total of 480”.
  private func isOfAnotherTotal(_ phrase: Phrase, _ a: Int, _ b: Int) -> Bool {
    let noun = s.isYear(phrase.end + 1) ? phrase.end + 2 : phrase.end + 1
    return s.word(phrase.end) == "the"
      && ["number", "figure", "total", "count", "level"].contains(s.word(noun)) && s.isCount(a)
      && s.isCount(b)
      && (a + 1..<phrase.start).contains { s.isSign($0, ",–—") } && phrase.start - a <= 12
      && !s.words((a + 1)..<phrase.start).contains { ["of", "whom", "and", "but", "while"].contains($0) }
      && b - noun <= 8 && (phrase.end + 1..<b).contains { s.isYear($0) || s.word($0) == "year" }
      && (s.alone(at: b - 1) == b || s.word(b - 1) == "of" && b == noun + 2 && s.endsClause(b + 1))
  }

  /// Whether a figure stands by itself in brackets or between commas.
  private func isSetOff(_ index: Int) -> Bool {
    let isRate =
      s.word(index - 1) == "of"
      && ["rate", "share", "proportion", "figure", "average"].contains(s.word(index - 2))
    return (s.isSign(index - 1, "(,") || s.word(index - 1) == "at") && s.endsClause(index + 1)
      || isRate && (s.endsClause(index + 1) || ["was", "were", "is"].contains(s.word(index + 1)))
  }

  private func sameUnit(_ a: Int, _ b: Int) -> Bool {
    guard let x = s.number(a), let y = s.number(b), x.unit == y.unit else { return false }
    return s.tokens[a].role != .word && s.tokens[b].role != .word && !s.tokens[a].role.isMeasure
  }

  /// “(52% and 26% respectively)”, “(52% and 26%)”.
  private func listedPair(behind index: Int) -> (Int, Int)? {
    guard let open = (index + 1..<min(index + 18, s.tokens.count)).first(where: { s.isSign($0, "(") }),
      s.hasNoFigure((index + 1)..<open), s.isFigure(open + 1), s.word(open + 2) == "and", s.isFigure(open + 3)
    else { return nil }
    let end = s.isSign(open + 4, ",") ? open + 5 : open + 4
    // “(58.0 and 21.9 deaths per million for men and women respectively)”
    let close = s.group(open)?.upperBound ?? open
    let isLast = s.word(close - 1) == "respectively" && s.hasNoFigure((open + 4)..<max(open + 4, close))
    return s.isSign(open + 4, ")") || s.word(end) == "respectively" || isLast ? (open + 1, open + 3) : nil
  }

  /// “: 40% compared with 20%”, “, 40% against 20%”.
  private func openPair(behind index: Int) -> (Int, Int)? {
    guard let a = (index + 1..<min(index + 16, s.tokens.count)).first(where: { s.isFigure($0) }),
      s.isSign(a - 1, ":,–—"), let b = (a + 1..<min(a + 4, s.tokens.count)).first(where: { s.isFigure($0) }),
      s.endsClause(b + 1)
    else { return nil }
    let between = s.words((a + 1)..<b)
    let isCompared =
      ["versus", "vs", "against"].contains(between.first ?? "") && between.count == 1
      || between.first == "compared" && between.count == 2
    return isCompared && b - a - 1 == between.count ? (a, b) : nil
  }

  /// “doubled, from 15% to 31%”, “has halved between 2010 and 2015 (from 400 to 200)”, “tripled to £90,000 from £30,000”.
  private mutating func grown(_ verb: Int, _ factor: Double) {
    let isMore = s.follow(["more", "than"], at: verb - 2)
    guard let (before, after) = ends(behind: verb + 1) else { return leaveOpen(verb, verb, factor, nil) }
    guard let x = s.spread(of: after),
      let y = s.spread(of: before), x.lowerBound > 0, y.lowerBound > 0,
      isMore || !s.isOpen(max(start, verb - 4)..<verb)
    else { return }
    let qualifier = isMore ? .moreThan : s.qualifier(before: verb)
    let first = isMore ? verb - 2 : qualifier == .exactly ? verb : verb - 1
    add(
      s.text(first..<(verb + 1)), after, before, [first, min(before, after), max(before, after)],
      allowed(factor, qualifier, nil).overlaps(Self.ratios(x, y)), factor)
  }

  /// “a threefold increase, from 90 to 281”, “rose fourfold from 12 to 50”.
  private mutating func folded(_ index: Int, _ factor: Double) {
    let noun = ["increase", "rise", "growth"].contains(s.word(index + 1)) ? index + 1 : index
    let verb = s.word(index - 1)
    guard
      noun > index || ["rose", "risen", "increased", "grew", "grown", "rising", "increasing"].contains(verb)
    else { return }
    let first = noun > index ? index : index - 1
    let qualifier = s.qualifier(before: index)
    guard let (before, after) = ends(behind: noun + 1) else { return leaveOpen(index, noun, factor, nil) }
    guard first >= start, let x = s.spread(of: after),
      let y = s.spread(of: before), x.lowerBound > 0, y.lowerBound > 0,
      !s.isOpen(max(start, first - 4)..<first),
      !s.speaks(of: Self.odds)
    else { return }
    add(
      s.text(first..<(noun + 1)), after, before, [first, min(before, after), max(before, after)],
      allowed(factor, qualifier, nil).overlaps(Self.ratios(x, y)), factor)
  }

  /// “fell by two thirds, from 90 to 30”, “rose by more than a third from 300 to 420”.
  private mutating func changed(_ fraction: (percent: Double, start: Int, end: Int)) {
    var by = fraction.start - 1
    while by > fraction.start - 4, !["by", "of"].contains(s.word(by)), !s.word(by).isEmpty { by -= 1 }
    guard
      let (before, after) = s.word(by) == "by"
        ? ends(behind: fraction.end) : ends(beforeSize: by, fraction.end),
      let x = s.spread(of: after), let y = s.spread(of: before), y.lowerBound > 0, x.lowerBound >= 0
    else { return }
    let verb = s.words((by - 3)..<by).last { ProseWords.isChange($0) } ?? ""
    let isFall = ProseWords.falls.contains(verb)
    guard isFall || ProseWords.rises.contains(verb) else { return }
    let share = fraction.percent / 100
    let ratios = Self.ratios(x, y)
    let changes =
      isFall
      ? (1 - ratios.upperBound)...(1 - ratios.lowerBound) : (ratios.lowerBound - 1)...(ratios.upperBound - 1)
    let allowed: ClosedRange<Double>
    switch s.qualifier(before: fraction.start) {
    case .moreThan, .atLeast: allowed = (share * 0.98)...1e9
    case .justOver: allowed = (share * 0.98)...(share * 1.3)
    case .lessThan, .upTo: allowed = -1...(share * 1.02)
    case .nearly: allowed = (share * 0.75)...(share * 1.02)
    case .about: allowed = (share * 0.72)...(share * 1.28)
    case .exactly, .between: allowed = (share * 0.82)...(share * 1.18)
    }
    let change = isFall ? 1 - s.value(after) / s.value(before) : s.value(after) / s.value(before) - 1
    let words = s.text((by + 1)..<fraction.end)
    let text = BriefNumber.text((change * 1_000).rounded() / 10)
    judgements.append(
      ProseJudgement(
        kind: .change, rule: "\(verb) by \(words) from \(s.tokens[before].text) to \(s.tokens[after].text)",
        tokens: [fraction.start, min(before, after), max(before, after)], holds: allowed.overlaps(changes),
        published: share...share, computed: change...change, printed: words, implied: "\(text)%",
        message:
          "the change from \(s.tokens[before].text) to \(s.tokens[after].text) is \(text)%, not \(words)"))
  }

  /// “from 310 offences to 403, a rise of almost a fifth”: the figures right before what is said of their change.
  private func ends(beforeSize of: Int, _ end: Int) -> (before: Int, after: Int)? {
    // “a rise of a fifth in fraud” is one of something else.
    guard s.endsClause(end), of - 4 > start, s.word(of) == "of", ProseWords.isChange(s.word(of - 1)),
      ["a", "an"].contains(s.word(of - 2)),
      s.isSign(of - 3, ",(–—"),
      let from = (max(start, of - 18)..<(of - 3)).last(where: { s.word($0) == "from" })
    else { return nil }
    let figures = (from + 1..<of - 3).filter { s.isFigure($0) }
    guard figures.count == 2, isPair(figures[0], figures[1]), figures[0] - from <= 2,
      s.words((figures[0] + 1)..<figures[1]).contains("to"), of - 3 - figures[1] <= 4,
      !s.hasSign(from..<(of - 3), ";:()")
    else { return nil }
    return (figures[0], figures[1])
  }

  /// The figures behind “from” and “to”, with a time at most before them.
  private func ends(behind index: Int) -> (before: Int, after: Int)? {
    var place = index
    while place < index + 11,
      s.isSign(place, ",(–—:;") || s.isYear(place) || Self.times.contains(s.word(place))
        || ["up", "down"].contains(s.word(place)) && ["to", "from"].contains(s.word(place + 1))
    { place += 1 }
    // “tripled between 2010 (120) and 2015 (360)”.
    let years = (index..<min(index + 12, s.tokens.count)).filter {
      s.isYear($0) && s.alone(at: $0 + 1) == $0 + 2
    }
    if years.count == 2, years[0] - index <= 3, s.hasNoFigure(index..<years[0]), years[1] == years[0] + 5,
      isPair(years[0] + 2, years[1] + 2)
    {
      return (years[0] + 2, years[1] + 2)
    }
    if s.word(place) == "to", let after = figure(at: place + 1), s.word(after + 1) == "from",
      let before = figure(at: after + 2), isPair(before, after)
    {
      return (before, after)
    }
    guard s.word(place) == "from", let before = figure(at: place + 1) else { return nil }
    for to in (before + 1)..<min(before + 9, s.tokens.count) {
      if s.isFigure(to) || s.isSign(to, ";:()") { return nil }
      if s.word(to) == "to", let after = figure(at: to + 1) {
        return isPair(before, after) ? (before, after) : nil
      }
    }
    return nil
  }

  private func isPair(_ a: Int, _ b: Int) -> Bool {
    sameUnit(a, b) && s.number(a)?.qualifier == .exactly && s.number(b)?.qualifier == .exactly
      && !used.contains(a)
      && !used.contains(b) && s.isFigure(a) && s.isFigure(b)
  }

  private func figure(at index: Int) -> Int? {
    for place in index..<min(index + 3, s.tokens.count) {
      if s.isFigure(place) { return place }
      guard ["an", "a", "the", "estimated", "about", "just"].contains(s.word(place)) else { return nil }
    }
    return nil
  }

  private static let times: Set<String> = [
    "in", "over", "since", "between", "and", "the", "period", "last", "past", "years", "year", "during",
    "this",
    "decade", "time", "two", "three", "same", "number", "overall", "nationally",
  ]
}
