import Numbers

/// Finds shares that are said to be of one whole, by groups that nobody is in twice, and come to more than 100 %.
///
/// “60% were men, 35% were women and 15% were of unknown sex”, “theft made up 45%, violence 30% and other 35%”. Rates of
/// groups, several answers and shares of different wholes are none. What comes to less may lack a group.
struct ShareSumClaims: PhraseFinder {
  private let s: ProseSentence
  private let start: Int
  private(set) var claims: [ProseClaim] = []
  private(set) var omissions: [ProseOmission] = []

  init(_ context: ProseContext) {
    s = context.sentence
    start = context.start
    guard !s.speaks(of: Self.several) else { return }
    read()
  }

  private mutating func read() {
    let places = s.tokens.indices.dropFirst(start).filter { s.isPercent($0) && s.group($0) == nil }
    guard (2...10).contains(places.count), let first = places.first, let last = places.last,
      places.allSatisfy({ s.number($0)?.qualifier == .exactly && s.value($0) >= 0 }), areListed(places)
    else { return }
    let end = s.clauseEnd(last)
    guard end - last <= 7, end >= s.tokens.count || s.isSign(end, ";.,:") else { return }
    let words = s.words(start..<end)
    guard !words.contains(where: { Self.rates.contains($0) }),
      !(start..<end).contains(where: { ProseWords.isChange(s.word($0)) && !isMadeUp($0) }),
      !s.words(end..<s.tokens.count).contains(where: { ProseWords.isChange($0) })
    else { return }
    let labels = s.words(max(start, first - 6)..<end)
    let isVerbal = words.contains { Self.shares.contains($0) }
    let sum = places.reduce(0) { $0 + s.value($1) }
    guard let partition = partition(labels, places, isVerbal) else {
      if isVerbal, places.count >= 3, (101...128).contains(sum) {
        omissions.append(
          ProseOmission(
            tokens: [first, last],
            reason: "the shares come to \(BriefNumber.text(sum))%, and whether the groups overlap is not said"
          ))
      }
      return
    }
    guard isVerbal || isIdentity(first, places[1]), areOfOneWhole(places, isVerbal) else { return }
    let slack = places.reduce(0) { $0 + (s.number($1)?.unitInLastPlace.double ?? 1) / 2 }
    let isAll =
      partition == .closed && places.count == 2
      || words.contains { ["remaining", "remainder", "rest"].contains($0) }
    guard sum > 100 + slack || isAll && sum < 100 - slack || abs(sum - 100) <= slack else { return }
    guard (75...128).contains(sum) else {
      omissions.append(
        ProseOmission(
          tokens: [first, last],
          reason: "the shares come to \(BriefNumber.text(sum))%, so that they may be of several wholes"))
      return
    }
    if let claim = ProseClaim.shares(places) { claims.append(claim) }
  }

  private func isMadeUp(_ index: Int) -> Bool {
    s.word(index) == "up" && ["made", "make", "makes", "making"].contains(s.word(index - 1))
  }

  private enum Partition { case open, closed }

  /// Whether groups exclude each other: the sexes, ethnic groups, bands of age, forms of family, or a rest.
  private func partition(_ labels: [String], _ places: [Int], _ isVerbal: Bool) -> Partition? {
    let words = Set(labels)
    if !words.isDisjoint(with: ["hispanic", "latino", "latina", "latinx", "mixed-race"]) { return nil }
    if ProseWords.nameOneSex(labels) { return nil }
    if places.count == 2 { return ProseWords.areComplementary(labels) ? .closed : nil }
    if !words.isDisjoint(with: [
      "remaining", "remainder", "rest", "unknown", "undisclosed", "unspecified", "unrecorded",
    ]) {
      return .open
    }
    let ethnic = words.intersection(["white", "black", "asian", "mixed", "chinese", "arab"]).count
    let family = words.intersection(["single", "married", "divorced", "widowed", "separated", "cohabiting"])
      .count
    // “men”, “students” and “other” are of several kinds; “other” closes a list of one.
    if labels.contains("other") || labels.contains("others") {
      return isVerbal || ethnic >= 2 || family >= 2 || ProseWords.areComplementary(labels) ? .open : nil
    }
    let isSentence =
      words.intersection(["custody", "fine", "fines", "discharge", "discharges", "caution", "cautions"]).count
      >= 2
    let isOneOf = zip(labels, labels.dropFirst()).contains { $0 == ("one", "of") }
    let ages = s.tokens.filter { $0.role == .age }.count
    let isAge = ages >= 3 && (words.contains("under") || words.contains("over") || words.contains("aged"))
    return ethnic >= 3 || family >= 3 || isSentence && isOneOf || isAge ? .open : nil
  }

  /// Whether a form of “to be” says that each share is of people who are something: “60% were men, 35% women”.
  private func isIdentity(_ first: Int, _ second: Int) -> Bool {
    let behind = s.words((first + 1)..<second)
    guard let verb = behind.first,
      ["were", "are", "was", "is", "identified", "lived", "custody"].contains(verb)
    else {
      let head = s.words(max(start, first - 5)..<first)
      return head.contains { ["breakdown", "composition", "split", "were", "was", "one"].contains($0) }
    }
    return true
  }

  /// Whether “of” stands only where it names the one whole, or a group that is not known.
  private func areOfOneWhole(_ places: [Int], _ isVerbal: Bool) -> Bool {
    for (number, place) in places.enumerated() where s.word(place + 1) == "of" {
      let next = s.word(place + 2)
      if ["other", "others", "another", "unknown", "mixed", "no", "unstated", "all"].contains(next) {
        continue
      }
      guard isVerbal, number == 0 || number == places.count - 1 else { return false }
    }
    return places.allSatisfy { place in
      !["for", "in", "among"].contains(s.word(place + 1))
        || s.word(place + 1) == "in" && s.speaks(of: ["lived"])
    }
  }

  private func areListed(_ places: [Int]) -> Bool {
    zip(places, places.dropFirst()).allSatisfy { a, b in
      b - a <= 9 && s.hasNoFigure((a + 1)..<b) && !s.hasSign((a + 1)..<b, "()")
        && (s.hasSign((a + 1)..<b, ",;") || s.words((a + 1)..<b).contains("and"))
    }
  }

  /// Words that make a share of what follows.
  private static let shares: Set<String> = [
    "comprised", "comprise", "constituted", "accounted", "represented", "made", "make", "makes", "breakdown",
    "consisted",
  ]

  /// Words of rates, of which each group has its own.
  private static let rates: Set<String> = [
    "reoffended", "re-offended", "reoffend", "rate", "rates", "higher", "lower", "likely", "than", "agreed",
    "said",
    "reported", "mentioned", "had", "have", "has", "received", "completed", "died", "respectively", "least",
    "cited",
    "used", "experienced", "would", "could", "wanted", "named", "prevalence", "thought", "felt", "believed",
    "average",
    "success", "response", "each", "who",
  ]

  /// Words of answers that one person can give several of.
  private static let several: Set<String> = [
    "answer", "answers", "multiple", "several", "overlap", "overlapping", "more", "choose", "chose", "tick",
    "ticked",
    "respondents", "both",
  ]
}
