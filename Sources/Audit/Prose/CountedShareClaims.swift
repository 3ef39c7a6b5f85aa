import Numbers

/// Finds shares of a count in words beside the part that they come to: “half of the 80 young people (40)”, “a third of the
/// cohort of 300, 100 people,”, “one in five of the 200 (40)”, and rates per so many beside their counts.
struct CountedShareClaims: PhraseFinder {
  private let s: ProseSentence
  private let start: Int
  private(set) var claims: [ProseClaim] = []
  private(set) var judgements: [ProseJudgement] = []
  private(set) var omissions: [ProseOmission] = []
  private let used: Set<Int>

  init(_ context: ProseContext, used: Set<Int>) {
    s = context.sentence
    start = context.start
    self.used = used
    guard !s.speaks(of: ProseWords.soft) else { return }
    for index in s.tokens.indices.dropFirst(start) {
      if let found = share(at: index) { read(found) }
      if s.word(index) == "per", claims.isEmpty { rate(index) }
      if Self.makers.contains(s.word(index)) { madeUp(index) }
    }
  }

  /// Verbs between a group and the share that it makes up.
  private static let makers: Set<String> = [
    "make", "makes", "made", "accounted", "accounts", "account", "represented", "represents",
  ]

  /// A share in words: its percentage, how far it can be from that, and where it stands.
  private struct Share {
    let percent: Double
    let tolerance: Double
    let start: Int
    let end: Int
    /// The token of a percentage, where it is one.
    var token: Int?
  }

  private func share(at index: Int) -> Share? {
    if let fraction = NumberWords.fraction(in: s.tokens, at: index), fraction.start >= start {
      return Share(percent: fraction.percent, tolerance: 3.5, start: fraction.start, end: fraction.end)
    }
    if s.isPercent(index), s.number(index)?.qualifier == .exactly, !used.contains(index) {
      return Share(percent: s.value(index), tolerance: 0, start: index, end: index + 1, token: index)
    }
    // “one in five”, “one out of four”.
    let parts = s.word(index) == "one" ? 1 : s.isCount(index) && s.value(index) <= 9 ? s.value(index) : 0
    guard parts >= 1 else { return nil }
    let whole =
      s.word(index + 1) == "in" ? index + 2 : s.follow(["out", "of"], at: index + 1) ? index + 3 : index
    guard whole > index, let n = s.number(whole), n.isWholeCount, (2...20).contains(n.significand) else {
      return nil
    }
    guard parts < s.value(whole), parts == 1 || s.value(whole) <= 10 else { return nil }
    let percent = 100 * parts / s.value(whole)
    return Share(
      percent: percent, tolerance: max(2, percent - 100 * parts / (s.value(whole) + 0.5)), start: index,
      end: whole + 1)
  }

  private mutating func read(_ share: Share) {
    guard let (whole, part) = behind(share) ?? inFront(share), s.value(whole) > 0,
      s.value(part) <= s.value(whole),
      s.number(whole)?.qualifier == .exactly, s.number(part)?.qualifier == .exactly, !used.contains(part)
    else { return }
    let own = 100 * s.value(part) / s.value(whole)
    guard abs(own - share.percent) <= 35 else {
      omissions.append(
        ProseOmission(
          tokens: [share.start, whole, part].sorted(),
          reason: "the figure is so far from that share that it may be of something else"))
      return
    }
    if let token = share.token {
      claims.append(.proportion(token, part: part, whole: whole))
      return
    }
    let unit = 50 / s.value(whole)
    let f = share.percent
    let range: ClosedRange<Double>
    switch s.qualifier(before: share.start) {
    case .justOver: range = (f - unit)...(f + 9)
    case .moreThan, .atLeast: range = (f - unit)...100
    case .nearly: range = (f - 10)...(f + unit + 0.5)
    case .lessThan, .upTo: range = 0...(f + unit)
    case .about: range = (f - 8)...(f + 8)
    case .exactly, .between: range = (f - share.tolerance - unit)...(f + share.tolerance + unit)
    }
    let words = s.text(share.start..<share.end)
    let expected = BriefNumber.text((f * s.value(whole) / 100).rounded())
    judgements.append(
      ProseJudgement(
        kind: .fraction, rule: "\(words) of \(s.tokens[whole].text) = \(s.tokens[part].text)",
        tokens: [min(share.start, whole, part), max(share.end - 1, whole, part)], holds: range.contains(own),
        published: own...own, computed: range, printed: s.tokens[part].text,
        implied: GroupedDigits.text(expected),
        message:
          "\(s.tokens[part].text) of \(s.tokens[whole].text) is \(BriefNumber.text((own * 10).rounded() / 10))%, not \(words), which is \(GroupedDigits.text(expected))"
      ))
  }

  /// “half of the 80 young people (40)”, “a third of the cohort of 300, 100 people,”, “a quarter (50) of the 200 women”.
  private func behind(_ share: Share) -> (Int, Int)? {
    var place = share.end
    if let part = s.alone(at: place), s.isCount(part), let group = s.group(place) {
      guard let whole = base(at: group.upperBound + 1) else { return nil }
      return (whole, part)
    }
    guard let whole = base(at: place) else { return nil }
    place = whole + 1
    while place < whole + 4, !s.word(place).isEmpty, !Self.verbs.contains(s.word(place)) { place += 1 }
    if let part = s.alone(at: place), s.isCount(part), isPart(part) { return (whole, part) }
    // “A third …, 100 people, reoffended”.
    guard s.isSign(place, ",–—") else { return nil }
    var next = place + 1
    var saysSo = false
    while ["that", "is", "or", "namely", "i.e", "ie", "equal", "to"].contains(s.word(next))
      || s.isSign(next, ",")
    {
      if s.word(next) != "or" { saysSo = true }
      next += 1
    }
    guard s.isCount(next), isPart(next), s.hasNoFigure((whole + 1)..<next) else { return nil }
    let end = s.isPeople(next + 1) ? (s.isPeople(next + 2) ? next + 3 : next + 2) : next + 1
    guard s.isSign(end, ",–—") || saysSo && s.endsClause(end) || end >= s.tokens.count,
      end > next + 1 || saysSo
    else {
      return nil
    }
    return (whole, next)
  }

  /// “Of the 80 young people, half (40) reoffended”, “40 of the 80 young people, exactly half,”.
  private func inFront(_ share: Share) -> (Int, Int)? {
    if share.token != nil { return nil }
    if let found = inBrackets(share) { return found }
    let isOut = s.follow(["out", "of"], at: start)
    if let part = s.alone(at: share.end), s.isCount(part), isPart(part),
      isOut || s.word(start) == "of" || s.word(start) == "among"
    {
      let whole = s.behindDeterminers(start + (isOut ? 2 : 1))
      let isFirst = s.hasNoFigure((whole + 1)..<max(whole + 1, share.start)) && share.start - whole <= 7
      guard s.isCount(whole), isFirst || areShares((whole + 1)..<max(whole + 1, share.start)),
        s.hasSign(whole..<share.start, ",")
      else { return nil }
      return (whole, part)
    }
    let lead = s.word(share.start - 1) == "exactly" ? share.start - 2 : share.start - 1
    guard s.isSign(lead, ",–—"), s.isSign(share.end, ",–—") || share.end >= s.tokens.count else { return nil }
    let counts = (max(start, lead - 10)..<lead).filter { s.isFigure($0) }
    guard counts.count == 2, let part = counts.first, let whole = counts.last, s.isCount(part),
      s.isCount(whole),
      s.words((part + 1)..<whole).first == "of" || s.words((part + 1)..<whole).prefix(2) == ["out", "of"],
      !s.hasSign(part..<lead, ",;:()"), whole - part <= 4
    else { return nil }
    return (whole, part)
  }

  /// Whether all figures of a range belong to shares before: “of the 2,320, 1 in 3 (757) were women and 2 in 3 (1,562) men”.
  private func areShares(_ range: Range<Int>) -> Bool {
    range.count <= 20
      && range.allSatisfy { place in
        !s.isFigure(place) || s.alone(at: place - 1) == place || s.word(place + 1) == "in"
          || s.word(place - 1) == "in" && s.isSign(place + 1, "(")
      }
  }

  /// “Out of the 2,597 deaths registered in 2012, 1,358 (just over half) occurred”.
  private func inBrackets(_ share: Share) -> (Int, Int)? {
    guard let group = s.group(share.start), share.end == group.upperBound,
      share.start - group.lowerBound <= 3,
      s.hasNoFigure((group.lowerBound + 1)..<share.start)
    else { return nil }
    let part = group.lowerBound - 1
    guard part > start, s.isCount(part), s.tokens[part].role != .word, s.isSign(part - 1, ","),
      let of = (start..<part).last(where: {
        s.follow(["out", "of"], at: $0) || s.word($0) == "of" && ($0 == start || s.isSign($0 - 1, ",;"))
      })
    else { return nil }
    let whole = s.behindDeterminers(of + (s.word(of) == "out" ? 2 : 1))
    guard s.isCount(whole), s.tokens[whole].role != .word, s.hasNoFigure((whole + 1)..<part),
      part - whole <= 12
    else { return nil }
    return (whole, part)
  }

  /// A bare part that is no age and no amount.
  private func isPart(_ index: Int) -> Bool {
    s.tokens[index].role != .word || s.namesPeople(behind: index)
  }

  /// The count behind “of the”, “of all”, “of the cohort of”.
  private func base(at index: Int) -> Int? {
    guard s.word(index) == "of" else { return nil }
    var place = s.behindDeterminers(index + 1)
    if ["cohort", "sample", "group", "total"].contains(s.word(place)), s.word(place + 1) == "of" {
      place = s.behindDeterminers(place + 2)
    }
    guard s.isCount(place), s.tokens[place].role != .word, s.value(place) >= 3 else { return nil }
    return place
  }

  private static let verbs: Set<String> = [
    "was", "were", "had", "have", "is", "are", "who", "with", "in", "from", "at", "reoffended", "completed",
    "of", "to",
    "and", "said", "aged",
  ]

  /// “The rate per 1,000 was 12.0 (45 of 3,750)”, “24 assaults among 1,200 prisoners, or 20 per 1,000”.
  private mutating func rate(_ per: Int) {
    guard s.tokens.indices.contains(per + 1), s.tokens[per + 1].role == .base, !s.speaks(of: Self.timed)
    else { return }
    if let rate = (per + 2..<min(per + 7, s.tokens.count)).first(where: { s.isFigure($0) }),
      ["was", "is", "of", "at"].contains(s.word(rate - 1)),
      s.word(per - 1) == "rate" || s.word(per - 2) == "rate"
    {
      if let (part, whole) = pair(inBracketsAt: rate + 1) {
        return add(rate, part, whole, per + 1)
      }
      if let (part, whole) = pair(start..<per), s.endsClause(rate + 1) {
        return add(rate, part, whole, per + 1)
      }
    }
    let rate = per - 1
    guard s.isFigure(rate), s.number(rate)?.unit == .plain else { return }
    if let (part, whole) = pair(inBracketsAt: per + 2) {
      return add(rate, part, whole, per + 1)
    }
    var place = rate - 1
    while ["a", "rate", "of", "or", "equivalent", "to", "that", "is", "giving"].contains(s.word(place)) {
      place -= 1
    }
    guard s.isSign(place, ",–—:("), place < rate - 1 || s.isSign(place, "("),
      let (part, whole) = pair(start..<place),
      place - whole <= 4, s.endsClause(per + 2) || ProseRoles.people.contains(s.word(per + 2))
    else { return }
    add(rate, part, whole, per + 1)
  }

  private func pair(inBracketsAt open: Int) -> (Int, Int)? {
    guard s.isSign(open, "("), let group = s.group(open) else { return nil }
    return pair((group.lowerBound + 1)..<group.upperBound)
  }

  /// The only two counts of a range, with “of”, “among” or “in a population of” between.
  private func pair(_ range: Range<Int>) -> (Int, Int)? {
    let figures = range.filter { s.isFigure($0) }
    guard figures.count == 2, let part = figures.first, let whole = figures.last, s.isCount(part),
      s.isCount(whole),
      s.value(whole) > 0, s.value(part) <= s.value(whole), s.number(whole)?.qualifier == .exactly,
      !s.hasSign((part + 1)..<whole, ",;:()"), whole - part <= 8
    else { return nil }
    let between = s.words((part + 1)..<whole)
    guard between.contains(where: { ["of", "among", "amongst"].contains($0) }), !between.contains("and")
    else { return nil }
    return (part, whole)
  }

  private static let timed: Set<String> = [
    "annual", "annually", "year", "years", "month", "months", "person-years", "standardised", "standardized",
    "age-standardised", "adjusted", "weekly", "monthly", "average", "mean", "days", "week",
  ]

  private mutating func add(_ rate: Int, _ part: Int, _ whole: Int, _ base: Int) {
    guard !used.contains(rate), s.number(rate)?.unit == .plain, s.number(rate)?.qualifier == .exactly else {
      return
    }
    claims.append(.frequency(rate, part: part, whole: whole, per: base))
  }

  /// “There were 300 men and 100 women; women made up 25% of the total”, “Women make up 25% of all 400 (100 women, 300 men)”.
  private mutating func madeUp(_ verb: Int) {
    var place = verb + 1
    while ["up", "for"].contains(s.word(place)) { place += 1 }
    guard s.isPercent(place), s.number(place)?.qualifier == .exactly, !used.contains(place),
      s.word(place + 1) == "of"
    else { return }
    var subject = verb - 1
    while ["thus", "therefore", "then", "now", "so"].contains(s.word(subject)) { subject -= 1 }
    let name = s.word(subject)
    guard ProseRoles.people.contains(name),
      subject == start || s.isSign(subject - 1, ";:,–—") || s.word(subject - 1) == "and"
    else { return }
    func counted(_ noun: (String) -> Bool) -> [Int] {
      s.tokens.indices.dropFirst(start).filter { index in
        s.isCount(index) && s.number(index)?.qualifier == .exactly
          && (noun(s.word(index + 1)) || s.word(index + 1) == "were" && noun(s.word(index + 2)))
      }
    }
    let own = counted { $0 == name }
    guard own.count == 1, let part = own.first else { return }
    let end = s.behindDeterminers(place + 2)
    if s.isCount(end), end != part, s.value(end) > 0 {
      add(share: place, part, end)
    } else if s.word(place + 2) == "the" || s.word(place + 2) == "all",
      ["total", "cohort", "them"].contains(s.word(end - 1))
        || ["total", "cohort", "sample"].contains(s.word(end)),
      s.endsClause(max(end, place + 4)) || s.endsClause(end + 1) || s.endsClause(end)
    {
      let others = s.tokens.indices.dropFirst(start).filter { s.isCount($0) && $0 != part }
      guard others.count == 1, let other = others.first,
        ProseWords.areComplementary([name, s.word(other + 1)]),
        s.words((min(part, other) + 1)..<max(part, other)).contains("and")
      else { return }
      claims.append(
        ProseClaim(
          .proportion, [("percentage", place), ("part", part), ("other", other)],
          "percentage = 100 * part / (part + other)", rounded: ["percentage"]))
    } else if s.word(start) == "of" || s.word(start) == "among" {
      let whole = s.behindDeterminers(start + 1)
      guard s.isCount(whole), whole != part, !s.word(whole + 1).isEmpty,
        s.word(end) == s.word(whole + 1) || s.word(place + 2) == s.word(whole + 1)
      else { return }
      add(share: place, part, whole)
    }
  }

  private mutating func add(share: Int, _ part: Int, _ whole: Int) {
    guard s.value(part) <= s.value(whole) else { return }
    claims.append(.proportion(share, part: part, whole: whole))
  }
}
