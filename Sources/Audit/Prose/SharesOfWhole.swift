import Numbers

/// Shares of a list, each of the same whole, of the sum of their counts, or of the count in its own place.
extension ProportionClaims {
  /// “Of 320 men and 180 women, 96 (30%) and 63 (35%) respectively”: each pair is of the count in its own place.
  func respective(_ pairs: [Pair]) -> [Int: Int] {
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
  mutating func leaveOutGroups(from first: Int) {
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

  /// Whether nothing stands between two parts but “and”, a comma and what is counted.
  func areListed(_ between: Range<Int>) -> Bool {
    between.allSatisfy { place in
      s.isSign(place, ",;/") || ["and", "or", "plus"].contains(s.word(place)) || isNoun(place)
        || s.word(place).hasSuffix("s") && !Self.links.contains(s.word(place))
        || ["boy", "girl", "white", "black", "asian", "other", "older", "younger"].contains(s.word(place))
    }
  }

  /// “45 women (20%) of the 210”, with a few nouns between.
  func baseBehindNoun(_ pair: Pair) -> Int? {
    var place = pair.end + 1
    while place <= pair.end + 3, isNoun(place) || s.word(place).hasSuffix("s") && !s.word(place).isEmpty {
      place += 1
    }
    return baseBehind(place)
  }

  /// “half of the 61 women (31, 56.8%)”.
  func halfOf(_ pair: Pair) -> Int? {
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
  mutating func partsOfWhole(_ pairs: [Pair]) -> [Pair] {
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
}
