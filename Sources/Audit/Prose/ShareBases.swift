import Numbers

/// The base of a count with its percentage: before it, in the sentence before, or in a caption.
extension ProportionClaims {
  /// Finds the bases of pairs: behind them, before them, in the sentence before, or as the sum of the counts.
  mutating func resolve(_ pairs: [Pair]) {
    for pair in pairs where pair.isLoose { loose(pair) }
    let pairs = pairs.filter { !$0.isLoose }
    var bases: [Int: Int] = [:]
    for (place, pair) in pairs.enumerated().reversed() {
      if let base = baseBehind(pair.end + 1) ?? baseBehindNoun(pair) {
        bases[place] = base
      } else if let base = bases[place + 1], place + 1 < pairs.count, pairs[place + 1].start - pair.end <= 5,
        base > pair.end, areListed((pair.end + 1)..<pairs[place + 1].start)
      {
        bases[place] = base
      }
    }
    if bases.isEmpty { bases = respective(pairs) }
    var open: [Pair] = []
    for (place, pair) in pairs.enumerated() {
      if let base = bases[place] {
        add(pair.percent, pair.count, base)
      } else if let base = halfOf(pair) {
        add(pair.percent, pair.count, base)
      } else {
        open.append(pair)
      }
    }
    open = partsOfWhole(open.filter { !$0.isNamed }) + open.filter(\.isNamed)
    let first = claims.count
    for pair in open { near(pair) }
    leaveOutGroups(from: first)
  }

  /// The base that stands before a pair: “of the 200”, “out of 200”, “a cohort of 200”, “200 people, of whom”.
  mutating func near(_ pair: Pair) {
    if let noun = pair.noun {
      if let base = named(noun, before: pair) {
        add(pair.percent, pair.count, base, alternatives: others(than: pair), isNear: true)
        return
      }
      if pair.isNamed {
        omissions.append(
          ProseOmission(
            tokens: [pair.count, pair.percent], reason: "no one count of \(noun) in the sentence",
            lacksBase: true, noun: noun))
        return
      }
    }
    let counts = (context.start..<max(context.start, min(pair.start, pair.count))).filter {
      s.isCount($0) && !isPart($0)
    }
    if let larger = superset(of: pair) {
      addPart(pair, of: larger)
      return
    }
    let alternatives = others(than: pair) + context.before
    if refersBack(pair) {
      if ["whom", "which"].contains(backWord(pair)), let base = counts.last {
        // “in 327/392 (83%), of which 30 (9.4%)”: of the 327.
        let part = claims.first { $0.figures.last?.token == base && $0.figures.last?.name == "whole" }?
          .figures[1].token
        // “5137 deaths (4714 men, 423 women), of which 4834 (94%)”: of what brackets only explain.
        let own =
          s.value(base) < s.value(pair.count)
          ? counts.last { s.group($0) == nil && s.value($0) >= s.value(pair.count) } : nil
        add(pair.percent, pair.count, part ?? own ?? base, alternatives: alternatives, isNear: true)
        return
      }
      fromBefore(pair)
      return
    }
    if let base = counts.first(where: { opens($0) }) ?? included(pair, among: counts) ?? totalBehind(pair) {
      add(pair.percent, pair.count, base, alternatives: alternatives, isNear: true)
      return
    }
    // “resolved 1815 complaints about services, with 884 or 49.1% relating to care homes”
    if s.word(pair.start - 1) == "with" || s.word(pair.count - 1) == "with",
      s.isSign(min(pair.count, pair.percent) - 2, ","), counts.count == 1, let base = counts.first,
      s.value(base) > s.value(pair.count), allPairs.count == 1, s.tokens[base].role == .figure
    {
      let isOfThem = ["relating", "involving", "concerning", "being", "of"].contains(s.word(pair.end + 1))
      let before = claims.count
      add(pair.percent, pair.count, base, alternatives: alternatives, isNear: true)
      if claims.count > before, !isOfThem { claims[before].agreesOnly = true }
      if claims.count > before, isOfThem || agrees(claims[before]) { return }
      if claims.count > before { claims.removeLast() }
    }
    if let base = captionBase(pair) {
      add(pair.percent, pair.count, base, alternatives: alternatives, isNear: true, isCaption: true)
      return
    }
    if pair.noun == nil, let base = earlierBase(of: pair) {
      taken.insert(pair.count)
      var claim = ProseClaim.proportion(pair.percent, part: pair.count, whole: base)
      claim.agreesOnly = true
      claims.append(claim)
      return
    }
    omissions.append(
      ProseOmission(
        tokens: [pair.count, pair.percent], reason: "no base in the sentence", lacksBase: true,
        noun: pair.noun))
  }

  /// The base of a share before it in the sentence, where it fits: “574 died, of which 307 (53%) of one cause and 91 (16%) of
  /// another”.
  private func earlierBase(of pair: Pair) -> Int? {
    guard let percent = s.number(pair.percent), let part = s.number(pair.count) else { return nil }
    let bases = claims.compactMap { claim in claim.figures.first { $0.name == "whole" }?.token }
    return bases.last { base in
      base < min(pair.count, pair.percent) && s.value(base) > s.value(pair.count)
        && (s.number(base).map { Self.agrees(percent, part, $0) } ?? false)
    }
  }

  /// Takes a count that stands apart from its percentage for its part where one count before is a base that fits.
  private mutating func loose(_ pair: Pair) {
    guard let count = s.number(pair.count), let percent = s.number(pair.percent) else { return }
    let bases = (0..<pair.start).filter { place in
      s.isCount(place) && s.tokens[place].role == .figure && s.value(place) > s.value(pair.count)
        && (s.number(place).map { Self.agrees(percent, count, $0) } ?? false)
    }
    guard let base = bases.last, Set(bases.map { s.value($0) }).count == 1 else {
      omissions.append(
        ProseOmission(
          tokens: [pair.count, pair.percent], reason: "no base in the sentence", lacksBase: true,
          isLoose: true))
      return
    }
    taken.insert(pair.count)
    var claim = ProseClaim.proportion(pair.percent, part: pair.count, whole: base)
    claim.agreesOnly = true
    claims.append(claim)
  }

  /// “420 people were referred, including 168 (40%) by the police”: the only count before.
  private func included(_ pair: Pair, among counts: [Int]) -> Int? {
    guard s.word(pair.start - 1) == "including", pair.start == pair.count, counts.count == 1,
      let base = counts.first, allPairs.count == 1, pair.start - base <= 12,
      !s.hasSign(base..<pair.start, ";:()")
    else { return nil }
    return base
  }

  /// “214 (78.1%) were men and 60 women, of a total of 274”.
  private func totalBehind(_ pair: Pair) -> Int? {
    let found = s.tokens.indices.dropFirst(pair.end + 1).filter {
      s.isCount($0) && s.follow(["a", "total", "of"], at: $0 - 3) && ["of", "from"].contains(s.word($0 - 4))
    }
    return found.count == 1 ? found[0] : nil
  }

  /// The pair whose part another is said to be: “24,448 (3.4%) …, with 7,145 (9.9%) having …”.
  private func superset(of pair: Pair) -> Pair? {
    guard let place = allPairs.firstIndex(where: { $0.count == pair.count }), place > 0 else { return nil }
    let larger = allPairs[place - 1]
    let isPart =
      s.word(pair.start - 1) == "with" && ["having", "being"].contains(s.word(pair.end + 1))
      || ["whom", "which"].contains(s.word(pair.start - 1)) && s.word(pair.start - 2) == "of"
      || pair.start == pair.percent && s.word(pair.percent + 1) == "of"
        && ["whom", "which"].contains(s.word(pair.percent + 2))
    guard isPart, pair.start - larger.end <= 16, s.value(larger.count) >= s.value(pair.count) else {
      return nil
    }
    return larger
  }

  /// A part of a count that has its own percentage is a share of that count, or of what that is a share of.
  private mutating func addPart(_ pair: Pair, of larger: Pair) {
    guard let percent = s.number(pair.percent)?.interval(wholeIsRounded: true),
      let other = s.number(larger.percent)?.interval(wholeIsRounded: true), other.lower > .zero,
      other.upper.isFinite
    else { return }
    let ratio = s.value(pair.count) / s.value(larger.count)
    let (low, high) = (ratio * other.lower.double, ratio * other.upper.double)
    if low <= percent.upper.double + 1e-9, high >= percent.lower.double - 1e-9 {
      omissions.append(
        ProseOmission(
          tokens: [pair.count, pair.percent], reason: "it is a share of the same base as the count before"))
      return
    }
    let before = claims.count
    add(pair.percent, pair.count, larger.count)
    // “49 deaths (10%), of whom 14 had been treated (5%)”: a share of those who had been treated.
    if pair.percent - pair.count > 4, claims.count > before { claims[before].needsNearness = true }
  }

  /// All other counts of the sentence, any of which may be meant.
  func others(than pair: Pair) -> [PublishedNumber] {
    s.tokens.indices.filter { $0 != pair.count && s.isCount($0) }.compactMap { s.number($0) }
  }

  private func isPart(_ index: Int) -> Bool {
    claims.contains { $0.figures.contains { $0.name == "part" && $0.token == index } }
  }

  private func backWord(_ pair: Pair) -> String {
    for place in stride(from: pair.start - 1, through: max(1, pair.start - 6), by: -1) {
      if s.isFigure(place) { return "" }
      if ["whom", "which", "these", "those", "them"].contains(s.word(place)),
        s.word(place - 1) == "of" || s.word(place - 1) == "among"
      {
        return s.word(place)
      }
    }
    return ""
  }

  private func refersBack(_ pair: Pair) -> Bool {
    if !backWord(pair).isEmpty { return true }
    return context.start > 0
  }

  /// “Of these, 3,687 (19%)”: the base is in the sentence before, which stands before the start.
  private mutating func fromBefore(_ pair: Pair) {
    guard let count = s.number(pair.count), let percent = s.number(pair.percent) else { return }
    let candidates = (0..<context.start).filter { place in
      s.isCount(place) && s.value(place) > 0 && (s.number(place)?.value ?? .zero) >= count.value
    }
    let fitting = candidates.first { place in
      s.number(place).map { Self.agrees(percent, count, $0) } ?? false
    }
    if let base = fitting ?? (candidates.count == 1 ? candidates.first : nil) {
      add(pair.percent, pair.count, base, alternatives: others(than: pair), isNear: true)
      return
    }
    omissions.append(
      ProseOmission(
        tokens: [pair.count, pair.percent],
        reason: candidates.isEmpty
          ? "no base in the sentence before"
          : "it is the share of no count in the sentence before, and which is meant is not said",
        lacksBase: true))
  }

  /// Whether a count opens a base: “of the 200”, “out of 200”, “among 200”, “a cohort of 200”, “from a total of 200”.
  func opens(_ index: Int) -> Bool {
    var place = index - 1
    while place >= 0, ProseWords.determiners.contains(s.word(place)), s.word(place) != "of" { place -= 1 }
    let word = s.word(place)
    if ["among", "amongst", "from"].contains(word) { return place == 0 || s.isSign(place - 1, ",;") }
    if word == "in" || word == "within" { return place == 0 && ProseRoles.people.contains(s.word(index + 1)) }
    guard word == "of" else { return false }
    if place == 0 || s.isSign(place - 1, ",;:") || s.word(place - 1) == "and" { return true }
    // A caption without a full stop before it: “512 facilities surveyed Of 442 responses, 306 (69%)”.
    if s.tokens[place].text == "Of" { return true }
    return ["out", "cohort", "sample", "total", "population", "group", "caseload", "cohorts"].contains(
      s.word(place - 1))
  }

  /// The whole of a caption: the count before the part, with nouns between.
  private func captionBase(_ pair: Pair) -> Int? {
    guard pair.percent > pair.count, s.group(pair.percent) == nil, !isApposed(pair.percent) else {
      return nil
    }
    return captioned(before: pair.count)
  }
}
