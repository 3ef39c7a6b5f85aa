import Numbers

/// Finds percentages beside the counts that they are made of: “6,436 of 21,536 (29.9%)”.
///
/// A percentage belongs to the base that its grammar gives it. Where the base is only near, and another count would
/// agree, nothing is claimed.
struct ProportionClaims {
  private let context: ProseContext
  private var s: ProseSentence { context.sentence }
  private(set) var claims: [ProseClaim] = []
  private(set) var omissions: [ProseOmission] = []
  private(set) var used: Set<Int> = []
  /// Counts that a percentage before has as its own.
  private var taken: Set<Int> = []
  /// The counts of all pairs: one with a percentage of its own is a doubtful base.
  private var paired: Set<Int> = []
  private var allPairs: [Pair] = []

  /// A count with its percentage, whose base is still to be found.
  struct Pair {
    let count: Int
    let percent: Int
    let start: Int
    let end: Int
    /// What the percentage is said to be of: the cases of “86% of cases”.
    var noun: String?
    /// Whether words stand between the percentage and its count, so that the count may be another.
    var isLoose = false

    /// Whether the noun stands in the brackets of the percentage, so that no other base is meant.
    var isNamed: Bool { noun != nil && noun != "total" && count < percent }
  }

  init(_ context: ProseContext) {
    self.context = context
    var pairs: [Pair] = []
    var saysTabular = false
    for index in s.tokens.indices.dropFirst(context.start) where s.isPercent(index) && !used.contains(index) {
      guard role(of: index) == .share, !isLimit(index) else { continue }
      if let (part, whole) = partAndWhole(index) {
        add(index, part, whole)
      } else if s.isTabular {
        if !saysTabular {
          omissions.append(
            ProseOmission(tokens: [index], reason: "the figures stand side by side as in a table"))
        }
        saysTabular = true
      } else if let pair = pair(index) {
        pairs.append(pair)
        used.insert(index)
      } else {
        wholeNumber(index)
      }
    }
    paired = Set(pairs.map(\.count))
    allPairs = pairs
    resolve(pairs)
  }

  private enum PercentRole { case share, change, statistic, other }

  /// What a percentage is by the words around it.
  private func role(of index: Int) -> PercentRole {
    let after = s.words((index + 1)..<(index + 3))
    if ["ci", "confidence", "credible", "significance", "level", "prediction", "interval"].contains(
      s.word(index + 1))
    {
      return .statistic
    }
    if s.tokens[index].text.hasPrefix("+") || s.tokens[index].text.hasPrefix("-") { return .change }
    var place = index - 1
    while [
      "a", "an", "of", "some", "around", "about", "just", "over", "nearly", "almost", "approximately", "only",
    ]
    .contains(s.word(place)) {
      place -= 1
    }
    // “a decline of a quarter (26% or 184,549) on the year before”
    if s.isSign(index - 1, "("), s.word(index + 1) == "or", s.isCount(index + 2), s.isSign(index + 3, ")"),
      (max(context.start, index - 8)..<index).contains(where: {
        ProseWords.isChange(s.word($0)) && s.word($0 + 1) == "of"
      })
    {
      return .change
    }
    // “was cited by 42% or 273 of the 600”
    let isCounted =
      s.word(index + 1) == "or" && s.isCount(index + 2) && s.word(index + 3) == "of"
      && !s.words(0..<index).contains { ProseWords.isChange($0) }
    if ProseWords.isChange(s.word(place)) || ["difference", "gap"].contains(s.word(place))
      || s.word(place) == "by" && !isCounted
    {
      return .change
    }
    let next = s.word(index + 1)
    if ProseWords.isChange(next) || ProseWords.comparisons.contains(next) { return .change }
    if ["as", "likely"].contains(next) || after == ["relative", "reduction"] { return .other }
    if ["target", "against", "versus", "vs", "than", "threshold", "goal", "compared"].contains(
      s.word(index - 1))
    {
      return .other
    }
    return .share
  }

  /// Whether a percentage is a limit of an interval: “95% CI 52.3%, 60.6%”.
  private func isLimit(_ index: Int) -> Bool {
    for place in stride(from: index - 1, through: max(0, index - 14), by: -1) {
      let word = s.word(place)
      if Self.intervals.contains(word) || ["ci9", "cl9", "ci8", "cl8"].contains(word.prefix(3)) {
        return true
      }
      guard word.isEmpty || ["to", "and", "from", "of", "between", "was", "limits"].contains(word),
        !s.isSign(place, "()") || s.isSign(place, "(")
      else { return false }
    }
    return false
  }

  private static let intervals: Set<String> = [
    "ci", "cis", "cri", "iqr", "interval", "intervals", "cl", "range", "ranged", "ranging",
  ]

  /// Whether “of”, “out of” or a slash joins two counts, words of what is counted between them.
  private func joins(_ part: Int, _ whole: Int) -> Bool {
    guard part < whole, s.isCount(part), s.isCount(whole), s.hasNoFigure((part + 1)..<whole),
      s.value(whole) > 0, part >= context.start || whole < context.start
    else { return false }
    if s.isSign(part + 1, "/"), whole == part + 2 {
      return s.value(part) <= s.value(whole) && s.value(whole) > 1 && !s.isSign(part - 1, "/")
        && !s.isSign(whole + 1, "/")
    }
    var place = whole - 1
    while place > part, ProseWords.determiners.contains(s.word(place)), s.word(place) != "of" { place -= 1 }
    guard s.word(place) == "of", place > part else { return false }
    if s.tokens[whole].role == .word, s.value(whole) < s.value(part) { return false }
    let between = s.words((part + 1)..<place)
    return !s.hasSign((part + 1)..<place, ",;:()[]|") && place - part <= 7
      && !between.contains { Self.separating.contains($0) }
  }

  /// Words after which “of” does not go back to the count before.
  private static let separating: Set<String> = [
    "and", "while", "but", "age", "rate", "average", "had", "have", "has", "was", "is", "are", "missed",
    "score", "scores", "scored", "total", "received", "took", "gave", "mean", "level", "levels", "with",
    "because", "per", "than", "made", "lost", "increase", "decrease", "reduction", "change", "loss", "most",
  ]

  /// Words between a percentage and counts that make it the size of something: “20% improvement in 3 of the 5 measures”.
  private static let gains: Set<String> = ["improvement", "reduction", "loss", "gain", "change"]

  /// The counts joined by “of” or a slash that stand nearest to a percentage, with no other percentage between.
  private func nearestPair(to index: Int, in inside: [Int]) -> (Int, Int)? {
    let figures = inside.filter { s.isFigure($0) }
    var best: (part: Int, whole: Int, distance: Int)?
    for (part, whole) in zip(figures, figures.dropFirst()) where joins(part, whole) && !taken.contains(part) {
      let between = whole < index ? (whole + 1)..<index : (index + 1)..<part
      guard !between.contains(where: { s.isPercent($0) || Self.gains.contains(s.word($0)) }) else { continue }
      let distance = between.count * 2 + (whole < index ? 0 : 1)
      if distance < best?.distance ?? .max { best = (part, whole, distance) }
    }
    return best.map { ($0.part, $0.whole) }
  }

  /// “3 patients (13%, 2/14 in one group and 1/9 in the other)”: one percentage before several pairs of counts.
  private func isShared(_ index: Int, by inside: [Int]) -> Bool {
    let figures = inside.filter { s.isFigure($0) }
    let pairs = zip(figures, figures.dropFirst()).count { joins($0, $1) }
    return pairs > 1 && inside.count { s.isPercent($0) } < pairs
  }

  /// “56.1% and 58.8% attended the first (124/221) and the second (130/221)”: which belongs to which is not adjacency.
  private func isListed(_ index: Int) -> Bool {
    (max(0, index - 3)..<index).contains { s.isPercent($0) }
      || (index + 1..<index + 4).contains { s.isPercent($0) }
  }

  /// “29 reoffenders among the 40 homeless people, a rate of 72.5%”: people among people.
  private func joinsAmong(_ part: Int, _ whole: Int) -> Bool {
    guard s.isCount(part), s.isCount(whole), s.value(whole) > 0, s.value(part) <= s.value(whole),
      s.hasNoFigure((part + 1)..<whole), !s.hasSign((part + 1)..<whole, ",;:()"), whole - part <= 6,
      s.namesPeople(behind: part), s.namesPeople(behind: whole, within: 3)
    else { return false }
    var place = whole - 1
    while ProseWords.determiners.contains(s.word(place)), s.word(place) != "of" { place -= 1 }
    return ["among", "amongst"].contains(s.word(place))
      && s.words((part + 1)..<(part + 3)).contains {
        ["offenders", "reoffenders", "re-offenders", "people", "persons", "men", "women"].contains($0)
      }
  }

  /// The count at the right end of “A of B” that ends within some words before a place.
  private func joinedPair(endingBefore end: Int, within distance: Int) -> (part: Int, whole: Int)? {
    var whole = end - 1
    while whole >= max(0, end - distance),
      !s.isCount(whole) || s.group(whole) != s.group(end - 1) && s.group(whole) != nil
    {
      if s.isFigure(whole) || s.isSign(whole, ";") { return nil }
      whole -= 1
    }
    guard whole >= max(0, end - distance), whole > 0 else { return nil }
    for part in stride(from: whole - 1, through: max(0, whole - 11), by: -1) where s.isFigure(part) {
      let isColon = s.isSign(end - 1, ":") || s.isSign(end, ":")
      return joins(part, whole) && !taken.contains(part) && !s.hasSign((whole + 1)..<end, ":;")
        || joinsAmong(part, whole) && !taken.contains(part)
          && !s.hasSign((whole + 1)..<end, isColon ? ";" : ":;")
        ? (part, whole) : nil
    }
    return nil
  }

  /// The two counts that the grammar gives a percentage.
  private func partAndWhole(_ index: Int) -> (Int, Int)? {
    if let group = s.group(index) {
      let inside = Array((group.lowerBound + 1)..<group.upperBound)
      if let nearest = nearestPair(to: index, in: inside) {
        return isShared(index, by: inside) ? nil : nearest
      }
      guard isAlone(index, in: group), group.lowerBound > 0 else { return nil }
      return joinedPair(endingBefore: group.lowerBound, within: 10)
    }
    // “29.9% (6,436 of 21,536)” and “29.9% reoffended (6,436/21,536)”.
    if let open = (index + 1..<min(index + 8, s.tokens.count)).first(where: { s.isSign($0, "([") }),
      s.hasNoFigure((index + 1)..<open), !s.hasSign((index + 1)..<open, ",;:"), let group = s.group(open)
    {
      let inside = beforeInterval(group)
      for part in inside where s.isCount(part) && (open == index + 1 || !isListed(index)) {
        if let whole = inside.first(where: { $0 > part && s.isFigure($0) }), joins(part, whole),
          !inside.contains(where: { s.isPercent($0) }), !isShared(index, by: inside),
          ((group.lowerBound + 1)..<part).allSatisfy({
            s.isSign($0, "=~≈:,")
              || ["n", "i.e", "ie", "that", "is", "or", "just", "only", "namely"].contains(s.word($0))
          })
        {
          return (part, whole)
        }
      }
      // “61% of 120 prisoners reoffended (83 people)”.
      let counts = inside.filter { s.isFigure($0) }
      if counts.count == 1, let part = counts.first, s.isCount(part),
        inside.count <= 5,
        s.word(part + 1) != "in", s.isSign(group.lowerBound, "(")
      {
        if let whole = baseBehind(index + 1), whole < open { return (part, whole) }
      }
    }
    if let open = (index + 1..<min(index + 12, s.tokens.count)).first(where: { s.isSign($0, "([") }),
      let group = s.group(open), let whole = baseBehind(index + 1), whole < open,
      s.hasNoFigure((whole + 1)..<open), !s.hasSign((index + 1)..<open, ",;:")
    {
      let inside = Array((group.lowerBound + 1)..<group.upperBound)
      let counts = inside.filter { s.isFigure($0) }
      if counts.count == 1, let part = counts.first, s.isCount(part), inside.count <= 4,
        inside.allSatisfy({ !["of", "in", "from", "up", "down"].contains(s.word($0)) })
      {
        return (part, whole)
      }
    }
    // “29.9%, 6,436 of 21,536”.
    let next = (index + 1)..<min(index + 7, s.tokens.count)
    if let part = next.first(where: { s.isFigure($0) }), s.isCount(part),
      next.prefix(while: { $0 < part }).allSatisfy({
        s.isSign($0, ",:–-—")
          || ["or", "i.e", "ie", "that", "is", "namely", "equal", "to"].contains(s.word($0))
      }),
      s.word(index + 1) != "to",
      part > index + 1
    {
      for whole in (part + 1)..<min(part + 9, s.tokens.count) where s.isFigure(whole) {
        if joins(part, whole) { return (part, whole) }
        break
      }
    }
    // “6,436 of 21,536 offenders, a rate of 29.9%”.
    guard isApposed(index) else { return nil }
    let start = connector(before: index)
    if ["against", "versus", "than", "with"].contains(s.word(start - 1)), !s.isSign(start, ",–—:=") {
      return nil
    }
    return joinedPair(endingBefore: start, within: 8)
  }

  /// What stands in brackets before a confidence interval: “(48/200; 95% CI 18.6% to 30.4%)”.
  private func beforeInterval(_ group: ClosedRange<Int>) -> [Int] {
    let inside = (group.lowerBound + 1)..<group.upperBound
    guard let name = inside.first(where: { ["ci", "confidence"].contains(s.word($0)) }) else {
      return Array(inside)
    }
    return inside.filter { $0 < (s.isPercent(name - 1) ? name - 1 : name) }
  }

  /// Whether a percentage stands in brackets by itself: nothing follows that names another base.
  private func isAlone(_ index: Int, in group: ClosedRange<Int>) -> Bool {
    let allowed: Set = [
      "or", "i.e", "ie", "equating", "to", "equivalent", "a", "rate", "of", "just", "about", "around", "over",
      "nearly", "almost", "approximately", "proportion", "percentage", "reoffending", "re-offending", "which",
      "is",
    ]
    for place in (group.lowerBound + 1)..<index {
      guard s.isSign(place, "=,–-:") || allowed.contains(s.word(place)) else { return false }
    }
    let next = index + 1
    if next == group.upperBound || s.isSign(next, ",;") { return true }
    return s.word(next) == "of"
      && (next + 1..<group.upperBound).allSatisfy {
        ["the", "total", "all", "them", "those", "cohort", "sample", "these", "overall"].contains(s.word($0))
      }
  }

  /// The first token of what joins a percentage to the words before it, such as “, a rate of”.
  private func connector(before index: Int) -> Int {
    let allowed: Set = [
      "or", "a", "an", "the", "rate", "proportion", "percentage", "share", "of", "at", "equal", "equivalent",
      "to",
      "giving", "which", "is", "was", "that", "this", "equates", "equating", "being", "representing",
      "represents",
      "around", "just", "about", "reoffending", "re-offending", "success", "completion", "response",
      "detection",
      "i.e", "ie", "equals", "making", "overall", "binary", "conviction", "clearance", "survival",
      "prevalence",
    ]
    var place = index
    while place > 0, allowed.contains(s.word(place - 1)) || s.isSign(place - 1, ",–—:=") { place -= 1 }
    return place
  }

  /// Whether the words before a percentage put it in apposition to what precedes them.
  private func isApposed(_ index: Int) -> Bool {
    let start = connector(before: index)
    guard start < index, index - start <= 8 else { return false }
    // “75 – 85%” is a range.
    if start == index - 1, s.isSign(start, "-–—"), s.number(start - 1) != nil { return false }
    let words = s.words(start..<index)
    let hasSign = (start..<index).contains { s.isSign($0, ",–—:=") }
    let naming = words.contains {
      [
        "rate", "proportion", "percentage", "share", "or", "equates", "equating", "representing",
        "represents",
        "equivalent", "giving", "equals", "making", "i.e", "ie", "prevalence",
      ].contains($0)
    }
    guard naming || (hasSign && words.isEmpty) else { return false }
    guard s.word(index + 1) == "of" else { return true }
    return ["the", "all", "those", "them", "these", "total"].contains(s.word(index + 2))
  }

  /// The base behind “of the”: the count that follows with nothing but determiners before it.
  private func baseBehind(_ index: Int) -> Int? {
    let index = s.word(index) == "out" ? index + 1 : index
    guard s.word(index) == "of" else { return nil }
    var place = index + 1
    while ProseWords.determiners.contains(s.word(place)) || s.isYear(place) { place += 1 }
    guard s.isCount(place), s.value(place) > 0 else { return nil }
    // “of four categories”: a number in words counts people here, or nothing.
    if s.tokens[place].role == .word, s.number(place)?.scale == 0, !s.namesPeople(behind: place) {
      return nil
    }
    return place
  }

  /// A count with its percentage: “3,358 (18.5%)”, “18.5% (3,358)”, “(31, 56.8%)”, “33% or 3,534 prisoners”.
  private func pair(_ index: Int) -> Pair? {
    if let group = s.group(index) {
      let counts = ((group.lowerBound + 1)..<group.upperBound).filter { s.isFigure($0) && $0 != index }
      if counts.count == 1, let count = counts.first, s.isCount(count), isNear(count, index) {
        return Pair(count: count, percent: index, start: group.lowerBound, end: group.upperBound)
      }
      let noun = namedWhole(index, in: group)
      guard noun != nil || isAlone(index, in: group) else { return nil }
      var place = group.lowerBound - 1
      while place >= max(0, group.lowerBound - 8) {
        if s.isFigure(place) {
          return s.isCount(place) && !isAmount(place) && !taken.contains(place)
            && !s.words((place + 1)..<group.lowerBound).contains(where: {
              ["and", "in", "per", "from", "to"].contains($0) && place < group.lowerBound - 6
            })
            && !(["in", "of"].contains(s.word(place - 1)) && s.value(place) <= 10 && isOfFew(place))
            ? Pair(count: place, percent: index, start: place, end: group.upperBound, noun: noun) : nil
        }
        if s.isSign(place, ";:()[]") { return nil }
        place -= 1
      }
      return nil
    }
    if s.isSign(index + 1, "("), let group = s.group(index + 1) {
      let counts = ((group.lowerBound + 1)..<group.upperBound).filter { s.isFigure($0) }
      if counts.count == 1, let count = counts.first, s.isCount(count), group.count <= 6,
        s.isSign(count + 1, ")") || isNoun(count + 1),
        !s.words(group.lowerBound..<group.upperBound).contains(where: {
          ["of", "in", "from", "up", "down", "per"].contains($0)
        })
      {
        return Pair(
          count: count, percent: index, start: index, end: group.upperBound,
          noun: noun(behind: group.upperBound + 1))
      }
    }
    if let found = pairBehindWords(index) { return found }
    if s.word(index + 1) == "or", s.isCount(index + 2) {
      return Pair(count: index + 2, percent: index, start: index, end: index + 2)
    }
    // “2,005 were determined, 26% were allowed (521)”
    if s.isSign(index - 1, ","), ["were", "was", "are", "had", "have"].contains(s.word(index + 1)),
      let behind = pairBehindSubject(index)
    {
      return behind
    }
    guard isApposed(index) else { return juxtaposed(index) ?? pairBehindSubject(index) }
    let start = connector(before: index)
    var place = start - 1
    while place >= max(0, start - 7) {
      if s.isFigure(place) {
        return s.isCount(place) ? Pair(count: place, percent: index, start: place, end: index) : nil
      }
      if s.isSign(place, ";:()[]") || s.isSign(place, ".") && place < context.start { break }
      place -= 1
    }
    return pairBehindSubject(index)
  }

  /// “0.4% reported an infection (n = 305)”: the number of those of whom the words before it speak.
  ///
  /// “62% of women (n = 120) agreed” has the number of a group, whose share the percentage is of.
  private func pairBehindWords(_ index: Int) -> Pair? {
    guard let open = (index + 2..<index + 8).first(where: { s.word($0).isEmpty }), s.isSign(open, "("),
      let count = s.alone(at: open), s.word(open + 1) == "n", s.isCount(count), let group = s.group(open),
      count == group.upperBound - 1
    else { return nil }
    let words = s.words((index + 1)..<open)
    let isOfThem = words.first == "of" && ["whom", "which"].contains(words.dropFirst().first ?? "")
    guard
      !words.dropFirst(isOfThem ? 2 : 0).contains(where: { ["of", "among", "in", "for", "and"].contains($0) })
    else { return nil }
    return Pair(count: count, percent: index, start: index, end: group.upperBound)
  }

  /// “60 per cent were for women (61,985 enquiries)”: a count behind the words, which is taken where it fits a base.
  private func pairBehindSubject(_ index: Int) -> Pair? {
    guard s.group(index) == nil,
      let open = (index + 2..<index + 12).first(where: { s.word($0).isEmpty }), s.isSign(open, "("),
      let group = s.group(open), group.lowerBound == open, group.count <= 5, s.isCount(open + 1),
      s.tokens[open + 1].role == .figure, s.number(open + 1)?.qualifier == .exactly,
      (open + 2..<group.upperBound).allSatisfy({ !s.word($0).isEmpty && !Self.links.contains(s.word($0)) }),
      !s.words((index + 1)..<open).contains("and")
    else { return nil }
    return Pair(count: open + 1, percent: index, start: index, end: group.upperBound, isLoose: true)
  }

  /// What a percentage in brackets is said to be of: “(86% of cases)”, “(12% of all offenders)”.
  private func namedWhole(_ index: Int, in group: ClosedRange<Int>) -> String? {
    guard index == group.lowerBound + 1, s.word(index + 1) == "of" else { return nil }
    var place = index + 2
    while ["the", "all", "these", "those", "total", "overall"].contains(s.word(place)) { place += 1 }
    if s.word(place - 1) == "total", s.isSign(place, "),;") { return "total" }
    guard ProseRoles.people.contains(s.word(place)), s.isSign(place + 1, "),;") else { return nil }
    return s.word(place)
  }

  /// What a share is said to be of behind its count: “30% (40) of drug-related deaths”.
  private func noun(behind index: Int) -> String? {
    guard s.word(index) == "of" else { return nil }
    var place = index + 1
    while ["the", "all", "these", "those", "such"].contains(s.word(place)) { place += 1 }
    for end in place..<(place + 3) where ProseRoles.people.contains(s.word(end)) {
      return s.words(place..<(end + 1)).joined(separator: " ")
    }
    return nil
  }

  /// The only count before a pair of what its percentage is said to be of.
  private func named(_ noun: String, before pair: Pair) -> Int? {
    let found = (0..<pair.start).filter {
      $0 != pair.count && s.isCount($0) && s.value($0) >= s.value(pair.count) && s.counts(noun, at: $0)
    }
    return Set(found.map { s.value($0) }).count == 1 ? found.last : nil
  }

  /// Whether a number is the whole of a fraction in round numbers: “two in ten”, “one out of four”.
  private func isOfFew(_ index: Int) -> Bool {
    let link = s.word(index - 2) == "out" ? index - 3 : index - 2
    return s.word(link) == "one" || s.number(link).map { $0.unit == .plain } ?? false
  }

  /// Whether a count is that by which something changed: “a reduction of 565 (12.8%)”.
  private func isAmount(_ index: Int) -> Bool {
    var place = index - 1
    while ProseWords.determiners.contains(s.word(place)) || s.word(place) == "by" { place -= 1 }
    if s.word(place) == "up", s.word(place - 1) == "made" { return false }
    return ProseWords.isChange(s.word(place)) || ProseWords.isChange(s.word(index + 1))
      || ["additional", "further", "extra"].contains(s.word(place))
      || ProseWords.comparisons.contains(s.word(index + 1))
  }

  /// “37.2% of 15 prisoners”: no number of them is that share.
  private mutating func wholeNumber(_ index: Int) {
    guard let whole = baseBehind(index + 1), let percent = s.number(index), percent.qualifier == .exactly,
      s.number(whole)?.qualifier == .exactly, s.value(whole) >= 2,
      percent.decimals > 0 || percent.significand % 5 != 0, percent.significand > 0,
      s.value(whole) * 2 < (percent.decimals == 0 ? 100 : percent.decimals == 1 ? 1_000 : 10_000),
      ProseRoles.people.contains(s.word(whole + 1)), s.word(whole + 2) != "years",
      !s.words(0..<s.tokens.count).contains(where: { ProseWords.soft.contains($0) })
    else { return }
    used.insert(index)
    claims.append(
      ProseClaim(
        .whole, [("percentage", index), ("whole", whole)], "whole(percentage * whole / 100)",
        rounded: ["percentage"]))
  }

  private func isNear(_ a: Int, _ b: Int) -> Bool {
    let between = (min(a, b) + 1)..<max(a, b)
    return between.count <= 4
      && between.allSatisfy {
        s.isSign($0, ",;=–-/:") || ["or", "n", "i.e", "ie"].contains(s.word($0)) || isNoun($0)
      }
  }

  private func isNoun(_ index: Int) -> Bool {
    let word = s.word(index)
    return ProseRoles.people.contains(word) || ["young", "adult", "male", "female"].contains(word)
  }

  /// “859 offenders 211 re-offenders 24.5%”, as captions of pictures have it.
  private func juxtaposed(_ index: Int) -> Pair? {
    let opens = ["of", "out"].contains(s.word(0))
    guard let part = captioned(before: index, ofAny: opens),
      captioned(before: part) != nil || isFirstOfCaption(part)
    else {
      return nil
    }
    return Pair(count: part, percent: index, start: part, end: index)
  }

  /// The count before a place, with one to three words that are nouns between.
  private func captioned(before index: Int, ofAny isOfAny: Bool = false) -> Int? {
    var place = index - 1
    var words = 0
    var namesPeople = isOfAny
    while place >= 0, words <= 3 {
      if s.isCount(place) { return namesPeople ? place : nil }
      let word = s.word(place)
      namesPeople = namesPeople || ProseRoles.people.contains(word) || Self.captions.contains(word)
      guard !word.isEmpty, !Self.links.contains(word) || word == "of" && words < 3 else { return nil }
      words += 1
      place -= 1
    }
    return nil
  }

  /// What captions count besides people.
  private static let captions: Set<String> = [
    "cohort", "total", "sample", "caseload", "sentenced", "convicted", "released", "reoffended",
    "re-offended", "offender", "reoffender",
  ]

  private func isFirstOfCaption(_ part: Int) -> Bool {
    (0..<part).contains { s.isCount($0) } && ["of", "out"].contains(s.word(0))
  }

  private static let links: Set<String> = [
    "in", "to", "from", "by", "with", "and", "at", "for", "on", "was", "were", "is", "are", "than", "or",
    "as",
    "the", "a", "an", "which", "that", "had", "have", "has", "of", "compared", "between", "rate", "over",
    "under",
  ]

  private mutating func add(
    _ percent: Int, _ part: Int, _ whole: Int, alternatives: [PublishedNumber] = [], isNear: Bool = false,
    isCaption: Bool = false, isDoubted: Bool = true
  ) {
    used.insert(percent)
    taken.insert(part)
    guard s.value(part) <= s.value(whole) else {
      omissions.append(
        ProseOmission(
          tokens: [part, percent],
          reason: "the count before it is smaller than the part, so that the base is not known"))
      return
    }
    // A fraction in round numbers, which is no count of people.
    if isRoundFraction(percent, part, whole) { return }
    let isSoft = s.words(0..<s.tokens.count).contains { ProseWords.soft.contains($0) }
    var claim = ProseClaim.proportion(
      percent, part: part, whole: whole,
      doubt: isSoft ? "the figures are weighted, adjusted or modelled" : nil)
    if let group = s.group(percent), let n = s.number(part), let base = s.number(whole),
      group.contains(where: { other in
        other != percent && s.isPercent(other) && s.group(other) == group
          && (s.number(other).map { Self.agrees($0, n, base) } ?? false)
      })
    {
      claim.doubt = "it agrees with the other percentage in the brackets"
    }
    claim.alternatives = alternatives
    claim.needsNearness = isNear && !isCaption
    if isNear, isDoubted, paired.contains(whole) {
      claim.doubt = "its base has a percentage of its own, so that both may be shares of a third count"
    }
    if isNear, !isCaption {
      if s.words(0..<s.tokens.count).contains("respectively") {
        claim.doubt = "which of the figures listed belong together is not clear"
      } else if whole < part, hasOtherCount(between: whole, and: part) {
        claim.doubt = "another count stands between it and the base"
      }
    }
    claims.append(claim)
  }

  /// “two out of five (39.6%)”: numbers up to ten that stand for a fraction, and are near to the percentage.
  private func isRoundFraction(_ percent: Int, _ part: Int, _ whole: Int) -> Bool {
    guard part < whole, [2, 3, 4, 5, 10].contains(s.value(whole)),
      s.tokens[part].role == .word && s.tokens[whole].role == .word
        || s.words((part + 1)..<whole).contains("out")
    else { return false }
    return abs(100 * s.value(part) / s.value(whole) - abs(s.value(percent))) <= 6
  }

  /// Whether a count that is no part with a percentage of its own stands between a base and a part.
  private func hasOtherCount(between base: Int, and part: Int) -> Bool {
    ((base + 1)..<part).contains { place in
      ["whereas", "while"].contains(s.word(place))
        || s.isCount(place) && s.group(place) == nil && !allPairs.contains { $0.count == place }
          && !claims.contains { $0.figures.contains { $0.token == place } }
    }
  }

  /// Finds the bases of pairs: behind them, before them, in the sentence before, or as the sum of the counts.
  private mutating func resolve(_ pairs: [Pair]) {
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

  /// “Of 320 men and 180 women, 96 (30%) and 63 (35%) respectively”: each pair is of the count in its own place.
  private func respective(_ pairs: [Pair]) -> [Int: Int] {
    guard pairs.count == 2, let first = pairs.first, let second = pairs.last,
      s.words(second.end..<s.tokens.count).contains("respectively"), s.word(second.start - 1) == "and",
      s.word(context.start) == "of" || s.word(context.start) == "among", first.count == first.start
    else { return [:] }
    let counts = (context.start..<first.start).filter { s.isCount($0) }
    guard counts.count == 2, s.words((counts[0] + 1)..<counts[1]).last == "and",
      s.isSign(first.start - 1, ",") || first.start - counts[1] <= 3
    else { return [:] }
    return [0: counts[0], 1: counts[1]]
  }

  /// Several percentages beside one count, none of which is a share of it, are shares of groups.
  private mutating func leaveOutGroups(from first: Int) {
    let near = claims[first...]
    guard near.count >= 2, near.allSatisfy({ !agrees($0) }) else { return }
    for claim in near {
      omissions.append(
        ProseOmission(
          tokens: claim.figures.prefix(2).map(\.token).sorted(),
          reason: "none of the percentages is a share of the count before, so that each may be of a group"))
    }
    claims.removeSubrange(first...)
  }

  private func agrees(_ claim: ProseClaim) -> Bool {
    guard claim.figures.count == 3, let percent = s.number(claim.figures[0].token),
      let part = s.number(claim.figures[1].token), let whole = s.number(claim.figures[2].token)
    else { return false }
    return Self.agrees(percent, part, whole)
  }

  /// Whether nothing stands between two parts but “and”, a comma and what is counted.
  private func areListed(_ between: Range<Int>) -> Bool {
    between.allSatisfy { place in
      s.isSign(place, ",;/") || ["and", "or", "plus"].contains(s.word(place)) || isNoun(place)
        || s.word(place).hasSuffix("s") && !Self.links.contains(s.word(place))
        || ["boy", "girl", "white", "black", "asian", "other", "older", "younger"].contains(s.word(place))
    }
  }

  /// “45 women (20%) of the 210”, with a few nouns between.
  private func baseBehindNoun(_ pair: Pair) -> Int? {
    var place = pair.end + 1
    while place <= pair.end + 3, isNoun(place) || s.word(place).hasSuffix("s") && !s.word(place).isEmpty {
      place += 1
    }
    return baseBehind(place)
  }

  /// “half of the 61 women (31, 56.8%)”.
  private func halfOf(_ pair: Pair) -> Int? {
    guard pair.count > pair.start, s.isSign(pair.start, "([") else { return nil }
    var place = pair.start - 1
    while place >= max(0, pair.start - 5) {
      if s.isFigure(place) {
        var before = place - 1
        while before >= 0, ProseWords.determiners.contains(s.word(before)), s.word(before) != "of" {
          before -= 1
        }
        return s.isCount(place) && s.word(before) == "of" ? place : nil
      }
      if s.isSign(place, ",;:)") { return nil }
      place -= 1
    }
    return nil
  }

  /// Counts that add up to one printed before them, or are said to make up a whole: each share is of their sum.
  private mutating func partsOfWhole(_ pairs: [Pair]) -> [Pair] {
    guard pairs.count >= 2 else { return pairs }
    let sum = pairs.reduce(0) { $0 + s.value($1.count) }
    let exact = pairs.allSatisfy { (s.number($0.count)?.isWholeCount ?? false) }
    let counted = (0..<s.tokens.count).filter { place in
      s.isCount(place) && !pairs.contains { $0.count == place } && s.value(place) == sum
    }
    let words = s.words(0..<s.tokens.count)
    let joined = words.joined(separator: " ")
    let isWhole =
      words.contains { ProseWords.whole.contains($0) } || joined.contains("made up of")
      || joined.contains("broken down")
    let percentages = pairs.reduce(0) { $0 + s.value($1.percent) }
    let addUp =
      abs(percentages - 100) <= 0.11 * Double(pairs.count)
      && pairs.allSatisfy { (s.number($0.percent)?.decimals ?? 0) > 0 }
    guard exact, sum > 0, !counted.isEmpty || isWhole || addUp && ProseWords.areComplementary(words) else {
      return pairs
    }
    if let whole = counted.first, let number = s.number(whole) {
      let fitting = pairs.filter { pair in
        guard let percent = s.number(pair.percent), let part = s.number(pair.count) else { return false }
        return Self.agrees(percent, part, number)
      }
      guard !fitting.isEmpty else { return pairs }
      for pair in pairs {
        let fits = fitting.contains { $0.count == pair.count }
        add(
          pair.percent, pair.count, whole, alternatives: fits ? [] : others(than: pair),
          isNear: !fits && fitting.count < 2,
          isDoubted: false)
      }
      return []
    }
    let hasBase = (0..<(pairs.first?.start ?? 0)).contains { s.isCount($0) && s.value($0) > sum }
    guard !hasBase, percentages < 130, percentages > 75 else { return pairs }
    let fitting = pairs.filter { abs(100 * s.value($0.count) / sum - s.value($0.percent)) <= 0.6 }
    guard !fitting.isEmpty, pairs.count - fitting.count <= max(1, pairs.count / 3),
      joined.contains("respectively") == false || abs(percentages - 100) <= 2
    else {
      return pairs
    }
    for pair in pairs {
      used.insert(pair.percent)
      let others = pairs.filter { $0.count != pair.count }.enumerated().map {
        (name: "other\(Self.letters[$0.offset % 8])", token: $0.element.count)
      }
      let names = others.map(\.name).joined(separator: " + ")
      claims.append(
        ProseClaim(
          .proportion, [("percentage", pair.percent), ("part", pair.count)] + others,
          "percentage = 100 * part / (part + \(names))", rounded: ["percentage"]))
    }
    return []
  }

  private static let letters = ["a", "b", "c", "d", "e", "f", "g", "h"]

  /// The base that stands before a pair: “of the 200”, “out of 200”, “a cohort of 200”, “200 people, of whom”.
  private mutating func near(_ pair: Pair) {
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
  private func others(than pair: Pair) -> [PublishedNumber] {
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

  /// Whether a percentage is that of one count to another.
  static func agrees(_ percent: PublishedNumber, _ part: PublishedNumber, _ whole: PublishedNumber) -> Bool {
    let (a, b, p) = (part.interval(), whole.interval(), percent.interval(wholeIsRounded: true))
    guard b.lower > .zero, a.upper.isFinite, b.upper.isFinite else { return true }
    let low = 100 * a.lower.double / b.upper.double
    let high = 100 * a.upper.double / b.lower.double
    return low <= p.upper.double + 1e-9 && high >= p.lower.double - 1e-9
  }

  /// Whether a count opens a base: “of the 200”, “out of 200”, “among 200”, “a cohort of 200”, “from a total of 200”.
  private func opens(_ index: Int) -> Bool {
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
