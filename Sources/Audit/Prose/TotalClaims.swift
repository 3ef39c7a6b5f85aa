import Numbers

/// Finds parts and the total that a sentence says they make: “120 men and 45 women, 165 in total”.
///
/// Claimed is only what is said to be all: a figure “in total” right behind the parts, or parts of a total behind a
/// colon. Groups that can overlap, and figures of other things, are left open.
struct TotalClaims: PhraseFinder {
  private let s: ProseSentence
  private(set) var claims: [ProseClaim] = []
  private(set) var omissions: [ProseOmission] = []

  init(_ context: ProseContext, used: Set<Int>) {
    s = context.sentence
    guard context.start == 0 else { return }
    let counts = s.tokens.indices.filter { s.isCount($0) && !used.contains($0) && s.value($0) > 0 }
    guard (3...11).contains(counts.count) else { return }
    for total in counts where claims.isEmpty && isSaidToBeTotal(total) { behind(total, counts) }
    if claims.isEmpty { inFront(counts) }
    if claims.isEmpty { identity(counts) }
    if claims.isEmpty { apposed(counts) }
    if claims.isEmpty { outcomes(counts) }
    if claims.isEmpty { remaining(counts) }
  }

  /// “, 165 in total”, “(165 people altogether)”, “, a total of 165”, “making 165”.
  private func isSaidToBeTotal(_ index: Int) -> Bool {
    guard s.number(index)?.qualifier == .exactly else { return false }
    var place = index - 1
    while ["of", "total", "a", "or", "is", "that"].contains(s.word(place)) { place -= 1 }
    guard s.isSign(place, ",(–—-;:") || ["making", "totalling", "totaling", "giving"].contains(s.word(place))
    else { return false }
    let end = behindNoun(index + 1)
    if s.follow(["total", "of"], at: index - 2)
      || ["making", "totalling", "totaling"].contains(s.word(place))
    {
      return s.endsClause(end)
    }
    if s.word(end) == "altogether" || s.word(end) == "overall" { return s.endsClause(end + 1) }
    return ["in", "all"].contains(s.word(end)) && ["total", "all", "told", "sum"].contains(s.word(end + 1))
      && s.endsClause(end + 2)
  }

  /// The place behind what a total counts, which is people or what its parts count.
  private func behindNoun(_ index: Int) -> Int {
    var place = index
    while place < index + 3, s.isPeople(place) { place += 1 }
    return place
  }

  private mutating func behind(_ total: Int, _ counts: [Int]) {
    let parts = counts.filter { $0 < total && s.group($0) == nil }
    guard let last = parts.last, let first = parts.first, total - last <= 9, areListed(parts, before: total)
    else { return }
    let noun = s.word(total + 1)
    if s.isPeople(total + 1), !parts.contains(where: { s.namesPeople(behind: $0, within: 3) }),
      !parts.contains(where: { s.word($0 + 1) == noun })
    {
      omissions.append(
        ProseOmission(tokens: [first, total], reason: "what the total counts is not what its parts count"))
      return
    }
    if ["offences", "reoffences", "crimes", "incidents", "complaints", "arrests", "reports", "deaths"]
      .contains(noun),
      !parts.contains(where: { s.word($0 + 1) == noun }), parts.contains(where: { s.isPeople($0 + 1) })
    {
      return
    }
    add(parts, total, isSure: true)
  }

  /// “In all 260 people took part: 120 from Dudley, 80 from Walsall and 60 from Sandwell”.
  private mutating func inFront(_ counts: [Int]) {
    guard let mark = s.tokens.indices.first(where: { s.isSign($0, ":–—") || s.isSign($0, "(") }),
      let total = counts.last(where: { $0 < mark }), s.number(total)?.qualifier == .exactly
    else { return }
    let earlier = counts.filter { $0 < total }
    let isTotal =
      s.follow(["total", "of"], at: total - 2)
      || ["altogether", "overall"].contains(s.word(total - 1))
      || (0..<total).contains {
        ["all", "total"].contains(s.word($0)) && s.word($0 - 1) == "in" && total - $0 <= 4
      }
      || s.word(total - 2) == "altogether"
      || ["altogether", "overall"].contains(s.word(0))
    let end = s.isSign(mark, "(") ? s.group(mark)?.upperBound ?? mark : s.tokens.count
    let parts = counts.filter { $0 > mark && $0 < end }
    guard parts.count == counts.count - 1 - earlier.count, parts.count >= 2, let first = parts.first,
      first - mark <= 3, areListed(parts, before: end)
    else { return }
    let sum = parts.reduce(0) { $0 + s.value($1) }
    guard earlier.isEmpty || !earlier.contains(where: { abs(s.value($0) - sum) <= 0.05 * sum }) else {
      return
    }
    guard
      ProseWords.areComplementary(s.words(mark..<end))
        || parts.count >= 3 && isTotal && !s.isSign(mark, "(")
    else { return }
    add(parts, total, isSure: false)
  }

  /// “The 96 participants were 51 men and 45 women” and “of the 240 people, 150 were men and 90 were women”.
  private mutating func identity(_ counts: [Int]) {
    guard counts.count == 3,
      (1...2).contains(where: { s.isPeople(counts[0] + $0) || s.word(counts[0] + $0).hasSuffix("s") })
    else { return }
    let (total, parts) = (counts[0], Array(counts.dropFirst()))
    let words = s.words(parts[0]..<s.tokens.count)
    guard s.number(total)?.qualifier == .exactly, ProseWords.areComplementary(words),
      areListed(parts, before: min(s.tokens.count, parts[1] + 4)), s.tokens.count - parts[1] <= 4
    else { return }
    let between = s.words((total + 1)..<parts[0])
    let opens = s.word(0) == "of" && total <= 2
    let isIdentity =
      parts[0] - total <= 5 && ["were", "comprised", "are"].contains(s.word(parts[0] - 1))
      && ["the", "these", "all"].contains(s.word(total - 1))
    guard isIdentity || opens && !between.contains(where: { ProseWords.isChange($0) }) else { return }
    let predicates = s.words((parts[0] + 1)..<s.tokens.count)
    guard predicates.allSatisfy({ Self.identity.contains($0) || isOneOfTwo($0) }) else { return }
    add(parts, total, isSure: isIdentity)
  }

  /// “The study included 2,087 patients, 726 women and 1,361 men”: two groups that make up a whole, behind it.
  private mutating func apposed(_ counts: [Int]) {
    guard counts.count == 3, s.isPeople(counts[0] + 1), s.isSign(counts[1] - 1, ",:("),
      counts[1] - counts[0] <= 4, counts[2] - counts[1] <= 4, s.word(counts[2] - 1) == "and",
      counts.allSatisfy({ s.tokens[$0].role != .word && s.number($0)?.qualifier == .exactly }),
      s.isPeople(counts[1] + 1), s.isPeople(counts[2] + 1), s.endsClause(counts[2] + 2),
      ProseWords.areComplementary([s.word(counts[1] + 1), s.word(counts[2] + 1)])
    else { return }
    add(Array(counts.dropFirst()), counts[0], isSure: false)
  }

  /// “1,091 people, with 395 assigned to one group and 696 to the other” and “of 150 applications, 96 were granted, 31
  /// refused and 23 are pending”: what each member of a whole has one of.
  private mutating func outcomes(_ counts: [Int]) {
    guard let total = counts.first, s.group(total) == nil, s.number(total)?.qualifier == .exactly,
      s.tokens[total].role != .word
    else { return }
    let parts = Array(counts.dropFirst())
    guard let first = parts.first, let last = parts.last, (2...6).contains(parts.count),
      parts.allSatisfy({
        s.group($0) == nil && s.tokens[$0].role != .word && s.number($0)?.qualifier == .exactly
      }),
      !s.speaks(of: ProseWords.overlapping), s.words((parts[parts.count - 2] + 1)..<last).contains("and"),
      zip(parts, parts.dropFirst()).allSatisfy({ $1 - $0 <= 12 && !s.hasSign($0..<$1, ";:") })
    else { return }
    let isAssigned =
      s.word(first - 1) == "with" && s.speaks(of: ["assigned", "allocated", "randomised", "randomized"])
      && parts.allSatisfy { s.words(($0 + 1)..<($0 + 4)).contains("to") }
    let isOf = total <= 3 && s.words(0..<total).contains("of") && s.hasSign(total..<first, ",")
    let haveOutcomes = parts.allSatisfy { part in
      s.words((part + 1)..<(s.isSign(part + 1, "(") ? part + 7 : part + 4)).contains {
        Self.outcomes.contains($0)
      }
        || part == last && s.follow(["could", "not", "be"], at: part + 1)
    }
    // Where the first of them are all, what follows is counted again.
    let sums = parts.indices.map { last in parts[...last].reduce(0) { $0 + s.value($1) } }
    guard isAssigned || isOf && haveOutcomes, !sums.dropLast().contains(s.value(total)) else { return }
    add(parts, total, isSure: false)
  }

  /// What a case comes to, one of which excludes the others.
  private static let outcomes: Set<String> = [
    "granted", "refused", "pending", "rejected", "upheld", "dismissed", "withdrawn", "approved", "declined",
    "open", "closed", "ongoing", "outstanding", "undecided", "abandoned", "joined", "excluded", "acquitted",
    "convicted", "discontinued", "unresolved", "resolved",
  ]

  /// “Of the 600 interviewed, 390 had a job; the remaining 210 did not”.
  private mutating func remaining(_ counts: [Int]) {
    guard counts.count == 3, let rest = counts.last, s.follow(["the", "remaining"], at: rest - 2),
      counts.allSatisfy({
        s.tokens[$0].role != .word && s.number($0)?.qualifier == .exactly && s.group($0) == nil
      }),
      counts[0] <= 3, s.words(0..<counts[0]).contains("of"), !s.speaks(of: ["whom", "respectively"])
    else { return }
    claims.append(.total(counts[0], of: [counts[1], rest]))
  }

  private static let identity: Set<String> = [
    "were", "are", "and", "was", "young", "adult", "of", "them", "the", "whom",
  ]

  /// Whether a word names one of two groups that make up a whole.
  private func isOneOfTwo(_ word: String) -> Bool {
    ProseWords.stems.contains { $0.0.contains(word) || $0.1.contains(word) }
  }

  /// Whether counts follow each other as the members of a list, none of which can hold people of another.
  private func areListed(_ parts: [Int], before end: Int) -> Bool {
    guard (2...10).contains(parts.count), parts.allSatisfy({ s.number($0)?.qualifier == .exactly }) else {
      return false
    }
    for (place, part) in parts.enumerated() {
      let next = place + 1 < parts.count ? parts[place + 1] : end
      guard next - part <= 9, s.hasNoFigure((part + 1)..<next) || next == end else { return false }
      if s.tokens[part].role == .word, !s.namesPeople(behind: part, within: 3) { return false }
      let between = (part + 1)..<next
      if between.contains(where: { ProseWords.overlapping.contains(s.word($0)) && !isClosing($0, parts) }) {
        return false
      }
      // “120 from Dudley” names a place, “up from 120” and “from 3 to 5” a change.
      if between.contains(where: {
        s.word($0) == "from" && s.tokens.indices.contains($0 + 1)
          && s.tokens[$0 + 1].text.first?.isUppercase != true && s.word($0 + 1) != "the"
      }) {
        return false
      }
      if next != end, !(s.hasSign(between, ",;") || s.words(between).contains("and")) { return false }
    }
    guard let last = parts.last, let lead = parts.dropLast().last else { return false }
    let words = s.words(0..<s.tokens.count)
    // “5,137 deaths (4,714 men, 423 women)”
    let isBracketed = s.isSign(parts[0] - 1, "(") && s.isSign(end, ")") && parts.count == 2
    return (isBracketed || s.words((lead + 1)..<last).contains("and"))
      && !s.hasSign((parts[0])..<last, "()")
      && !s.speaks(of: [
        "several", "multiple", "overlap", "included", "including", "e.g", "example", "others",
      ])
      && !zip(words, words.dropFirst()).contains {
        $0 == ("more", "than") || $0 == ("at", "least") || $0 == ("some", "of")
      }
  }

  /// “other” and “another” close a list of groups: “and 12 others”.
  private func isClosing(_ index: Int, _ parts: [Int]) -> Bool {
    ["other", "others", "making"].contains(s.word(index)) && index > (parts.last ?? 0)
  }

  /// - Parameter isSure: whether the words say that the parts are all; else parts that come to less may lack one.
  private mutating func add(_ parts: [Int], _ total: Int, isSure: Bool) {
    let sum = parts.reduce(0) { $0 + s.value($1) }
    let whole = s.value(total)
    guard parts.allSatisfy({ s.value($0) <= whole }), abs(sum - whole) <= 0.35 * max(sum, whole) else {
      omissions.append(
        ProseOmission(
          tokens: parts + [total], reason: "whether the parts are those of the total is not clear"))
      return
    }
    var claim = ProseClaim.total(total, of: parts)
    claim.needsSlip = !isSure && sum <= whole
    claims.append(claim)
  }
}
