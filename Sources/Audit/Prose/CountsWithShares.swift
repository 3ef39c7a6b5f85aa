import Numbers

/// A count beside its percentage, whose base is told elsewhere: “3,358 (18.5%)”, “(31, 56.8%)”.
extension ProportionClaims {
  /// Whether a percentage stands in brackets by itself: nothing follows that names another base.
  func isAlone(_ index: Int, in group: ClosedRange<Int>) -> Bool {
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
  func connector(before index: Int) -> Int {
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
  func isApposed(_ index: Int) -> Bool {
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

  /// A count with its percentage: “3,358 (18.5%)”, “18.5% (3,358)”, “(31, 56.8%)”, “33% or 3,534 prisoners”.
  func pair(_ index: Int) -> Pair? {
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
    // “the rate was 15%, amounting to 58,876 arrests”
    if s.isSign(index + 1, ","), ["amounting", "equating", "equivalent"].contains(s.word(index + 2)),
      s.word(index + 3) == "to", s.isCount(index + 4)
    {
      return Pair(count: index + 4, percent: index, start: index, end: index + 4)
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
  func noun(behind index: Int) -> String? {
    guard s.word(index) == "of" else { return nil }
    var place = index + 1
    while ["the", "all", "these", "those", "such"].contains(s.word(place)) { place += 1 }
    for end in place..<(place + 3) where ProseRoles.people.contains(s.word(end)) {
      return s.words(place..<(end + 1)).joined(separator: " ")
    }
    return nil
  }

  /// The only count before a pair of what its percentage is said to be of.
  func named(_ noun: String, before pair: Pair) -> Int? {
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

  func isNear(_ a: Int, _ b: Int) -> Bool {
    let between = (min(a, b) + 1)..<max(a, b)
    return between.count <= 4
      && between.allSatisfy {
        s.isSign($0, ",;=–-/:") || ["or", "n", "i.e", "ie"].contains(s.word($0)) || isNoun($0)
      }
  }

  func isNoun(_ index: Int) -> Bool {
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
  func captioned(before index: Int, ofAny isOfAny: Bool = false) -> Int? {
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

  static let links: Set<String> = [
    "in", "to", "from", "by", "with", "and", "at", "for", "on", "was", "were", "is", "are", "than", "or",
    "as",
    "the", "a", "an", "which", "that", "had", "have", "has", "of", "compared", "between", "rate", "over",
    "under",
  ]
}
