import Numbers

/// The part and the whole that the grammar joins: “6,436 of 21,536”, “6,436/21,536”.
extension ProportionClaims {
  /// Whether “of”, “out of” or a slash joins two counts, words of what is counted between them.
  func joins(_ part: Int, _ whole: Int) -> Bool {
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
  func partAndWhole(_ index: Int) -> (Int, Int)? {
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

  /// The base behind “of the”: the count that follows with nothing but determiners before it.
  func baseBehind(_ index: Int) -> Int? {
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
}
