import Numbers

/// Finds parts printed with their whole: shares that make up 100 %, and counts that make up a total.
struct SumClaims {
  private let s: ProseSentence
  private let start: Int
  private(set) var claims: [ProseClaim] = []
  private let used: Set<Int>

  init(_ context: ProseContext, used: Set<Int>) {
    s = context.sentence
    start = context.start
    self.used = used
    if s.isTabular { return }
    if !remainder(), !complement(), !parallel() { percentages() }
    counts()
  }

  /// “84.9% were male and 15.1% female”: shares, and no rates of two groups.
  private mutating func complement() -> Bool {
    let places = s.tokens.indices.dropFirst(start).filter { s.isPercent($0) }
    guard places.count == 2, let first = places.first, let second = places.last else { return false }
    let end = s.clauseEnd(second)
    let between = s.words((first + 1)..<second)
    let behind = s.words((second + 1)..<end)
    let all = s.words(max(start, first - 8)..<end)
    guard
      ProseWords.areComplementary(between + behind)
        || ProseWords.areComplementary(s.words(max(start, first - 2)..<second) + []),
      second - first <= 9, behind.count <= 3 || behind.count == 4 && behind.prefix(3) == between.prefix(3),
      !all.contains("of") || between.first != "of",
      isAtEnd(end), !all.contains(where: { ProseWords.rest.contains($0) || ProseWords.isChange($0) })
    else { return false }
    let copulas: Set = ["were", "are", "was", "is", "being", "comprised", "comprising", "gender", "sex"]
    guard
      between.contains(where: { copulas.contains($0) })
        || s.words(max(start, first - 4)..<first).contains(where: { copulas.contains($0) || $0 == "split" }),
      !between.contains(where: { Self.predicates.contains($0) }),
      !behind.contains(where: { Self.predicates.contains($0) }),
      behind.first != "of", behind.first != "in"
    else { return false }
    let sum = s.value(first) + s.value(second)
    guard abs(sum - 100) <= 5.5 else { return false }
    claims.append(.complement(second, of: first))
    return true
  }

  /// “92% were based on suspicion and the remaining 8% were not”.
  private mutating func remainder() -> Bool {
    let places = s.tokens.indices.dropFirst(start).filter { s.isPercent($0) }
    if places.count > 2 { return remainderOfSeveral(places) }
    guard places.count == 2, let first = places.first, let second = places.last,
      s.word(second - 1) == "remaining", s.word(second - 2) == "the",
      !s.words(start..<(second + 2)).contains(where: { ProseWords.isChange($0) || $0 == "whom" }),
      (93...107).contains(s.value(first) + s.value(second))
    else { return false }
    claims.append(.complement(second, of: first))
    return true
  }

  /// “Fires were 29% of all, other incidents 31%, and the remaining 41% were false alarms”.
  ///
  /// Claimed only where they agree: a share of something else may be among them.
  private mutating func remainderOfSeveral(_ places: [Int]) -> Bool {
    guard let last = places.last, places.count <= 8, s.follow(["the", "remaining"], at: last - 2),
      zip(places, places.dropFirst()).allSatisfy({ $1 - $0 <= 12 && s.hasNoFigure(($0 + 1)..<$1) }),
      !s.words(start..<(last + 2)).contains(where: { ProseWords.isChange($0) || $0 == "whom" }),
      var claim = ProseClaim.shares(places)
    else { return false }
    claim.agreesOnly = true
    claims.append(claim)
    return true
  }

  /// “(68.4% from low-security and 31.6% from high-security prisons)”: two shares in brackets that make up all.
  ///
  /// Claimed only where they do, or where digits are swapped: nothing says that there is no third group.
  private mutating func parallel() -> Bool {
    let places = s.tokens.indices.dropFirst(start).filter { s.isPercent($0) }
    guard places.count == 2, let first = places.first, let second = places.last,
      let group = s.group(first), group == s.group(second), first == group.lowerBound + 1,
      ["from", "by", "to", "via"].contains(s.word(first + 1)), s.word(first + 1) == s.word(second + 1),
      s.word(second - 1) == "and" || s.isSign(second - 1, ","), second - first <= 6,
      group.upperBound - second <= 5, s.number(first)?.decimals == s.number(second)?.decimals,
      !s.words((first + 1)..<group.upperBound).contains(where: { ProseWords.isChange($0) })
    else { return false }
    var claim = ProseClaim.complement(second, of: first)
    claim.needsDigits = true
    claims.append(claim)
    return true
  }

  private static let predicates: Set<String> = [
    "reoffended", "re-offended", "reoffend", "had", "have", "has", "did", "reported", "said", "completed",
    "received",
    "higher", "lower", "rate", "rates", "likely", "died", "agreed", "than", "increase", "decrease",
  ]

  private func isAtEnd(_ end: Int) -> Bool { end >= s.tokens.count || s.isSign(end, ";.),:(–—") }

  /// “62% White, 21% Black, 9% Asian, 4% Mixed and 9% Other”.
  private mutating func percentages() {
    let places = s.tokens.indices.dropFirst(start).filter { s.isPercent($0) && !used.contains($0) }
    guard let first = places.first, let last = places.last, (3...12).contains(places.count) else { return }
    for (a, b) in zip(places, places.dropFirst()) {
      guard b - a <= 7, s.hasNoFigure((a + 1)..<b),
        s.hasSign((a + 1)..<b, ",;") || s.words((a + 1)..<b).contains("and")
      else { return }
    }
    let end = s.clauseEnd(last)
    let labels = s.words((first + 1)..<end)
    let head = s.words(start..<first)
    let saysWhole =
      head.contains { ProseWords.whole.contains($0) } || head.joined(separator: " ").contains("made up")
      || head.joined(separator: " ").contains("broken down")
      || head.contains("were") && labels.contains { ProseWords.rest.contains($0) }
    let hasRest = labels.contains {
      ["other", "others", "rest", "remaining", "remainder", "unknown"].contains($0)
    }
    let sum = places.reduce(0) { $0 + s.value($1) }
    // What falls short of 100 may lack a part that is not named; only words say that none is.
    let saysAll =
      head.contains { ProseWords.whole.contains($0) && $0 != "ethnicity" } && hasRest && isBareRest(last, end)
      || labels.contains { ["rest", "remaining", "remainder"].contains($0) }
      || head.joined(separator: " ").contains("made up")
      || head.joined(separator: " ").contains("broken down")
    let slack = places.reduce(0) { $0 + (s.number($1)?.unitInLastPlace.double ?? 1) / 2 }
    guard saysAll || sum > 100 - slack - 1e-9 else { return }
    guard saysWhole || hasRest, isAtEnd(end), end - last <= 5, (85...112).contains(sum),
      !labels.contains(where: { ["hispanic", "latino", "latina", "latinx", "mixed-race"].contains($0) }),
      !(head + labels).contains(where: {
        Self.predicates.contains($0) || ProseWords.isChange($0)
          || ["multiple", "respectively", "least", "rate"].contains($0)
      }),
      !labels.contains("of"), !ProseWords.nameOneSex(labels)
    else { return }
    if let claim = ProseClaim.shares(places) { claims.append(claim) }
  }

  /// Whether the last part is the rest of all and no other thing of a kind: “other”, and not “other schools”.
  private func isBareRest(_ last: Int, _ end: Int) -> Bool {
    let around = s.words((last - 4)..<end)
    guard
      let other = around.lastIndex(where: {
        ["other", "others", "rest", "remaining", "remainder"].contains($0)
      })
    else { return true }
    let next = around.dropFirst(other + 1).first ?? ""
    return next.isEmpty || around[other] != "other"
      || ["ethnic", "ethnicity", "ethnicities", "groups", "group", "background", "backgrounds"].contains(next)
  }

  /// “179 requests: 136 …, 21 …, 3 … and 29 …”, and the like in two sentences, the second beginning with “of these”.
  private mutating func counts() {
    if start > 0 {
      let parts = s.tokens.indices.dropFirst(start).filter { s.isCount($0) && !isOther($0) }
      guard parts.allSatisfy({ s.tokens[$0].role != .word }) else { return }
      let wholes = (0..<start).filter { s.isCount($0) && !isOther($0) }
      guard let first = parts.first, first - start <= 5, (2...8).contains(parts.count), areListed(parts),
        let whole = wholes.last(where: { place in parts.allSatisfy { s.value($0) <= s.value(place) } })
          ?? (wholes.count == 1 ? wholes.first : nil)
      else { return }
      let words = s.words(start..<s.tokens.count)
      guard
        ProseWords.areComplementary(words)
          || words.contains(where: { ["remaining", "remainder", "rest", "others", "other"].contains($0) })
      else { return }
      add(parts, whole, isAll: true)
      return
    }
    for colon in s.tokens.indices
    where s.isSign(colon, ":") || ["comprising", "comprised", "consisting"].contains(s.word(colon)) {
      let parts = s.tokens.indices.dropFirst(colon + 1).filter { s.isCount($0) && !isOther($0) }
      let wholes = (0..<colon).filter { s.isCount($0) && !isOther($0) }
      guard wholes.count == 1, let whole = wholes.first, let first = parts.first, first - colon <= 3,
        (2...10).contains(parts.count), areListed(parts),
        s.words((parts.last ?? 0) - 2..<(parts.last ?? 0)).contains("and"),
        parts.count >= 3 || ProseWords.areComplementary(s.words(colon..<s.tokens.count))
      else { continue }
      add(parts, whole)
      return
    }
  }

  /// A count in brackets, or one that another claim has.
  private func isOther(_ index: Int) -> Bool { s.group(index) != nil || used.contains(index) }

  private func areListed(_ parts: [Int]) -> Bool {
    zip(parts, parts.dropFirst()).allSatisfy { a, b in
      s.hasSign((a + 1)..<b, ",;") || s.words((a + 1)..<b).contains("and")
    }
      && !((parts.first ?? 0)..<s.tokens.count).contains { place in
        s.group(place) == nil
          && ["up", "down", "from", "whom", "which", "average", "including"].contains(s.word(place))
      }
  }

  /// - Parameter isAll: whether nobody is in two of the parts, so that they cannot come to more than the whole.
  private mutating func add(_ parts: [Int], _ whole: Int, isAll: Bool = false) {
    var claim = ProseClaim.total(whole, of: parts)
    let sum = parts.reduce(0) { $0 + s.value($1) }
    claim.needsSlip = !isAll || sum <= s.value(whole) || sum > 1.5 * s.value(whole)
    claims.append(claim)
  }
}
