import Numbers

/// A claim whose figures stand in a sentence and the ones before it.
struct LinkedClaim {
  /// The sentence that makes it.
  let place: Int
  /// The sentences read as one.
  let sentence: ProseSentence
  /// Where the sentence that makes the claim begins.
  let start: Int
  let claim: ProseClaim
  /// Whether it stands on the line of its own sentence, and not on that of the first of its figures.
  var hasOwnLine = false
}

/// Sentences that are read as one, the last of which speaks of the others.
struct JoinedSentences {
  let sentence: ProseSentence
  /// The first token of each.
  let starts: [Int]
  /// Where each stands in the document.
  private let places: [Int]

  init(_ places: [Int], of sentences: [DocumentSentence]) {
    self.places = places
    var tokens: [ProseToken] = []
    var starts: [Int] = []
    for place in places {
      if !tokens.isEmpty { tokens.append(ProseToken(kind: .sign("."), line: 0, text: ".")) }
      starts.append(tokens.count)
      tokens += sentences[place].sentence.tokens
    }
    sentence = ProseSentence(tokens)
    self.starts = starts
  }

  /// A sentence behind those in which other figures stand.
  init(_ place: Int, behind figures: [FigureOperand], of sentences: [DocumentSentence]) {
    self.init(Set(figures.map(\.place)).subtracting([place]).sorted() + [place], of: sentences)
  }

  /// The token of a figure of one of the sentences.
  func token(_ figure: FigureOperand) -> Int {
    (places.firstIndex(of: figure.place).map { starts[$0] } ?? 0) + figure.token
  }
}

/// Finds what a sentence says of the figure of the one before it.
///
/// “2,100 of the 8,400 reoffended. This is a rate of 25%”, “Over 29,841 were owed a duty. This represents 82% of the
/// 36,392 assessments”, “There were 1,250 recalls. This is a fall of 10% from 1,389”, “83% were arrested. The remaining 17%
/// were not”. Which figure is meant has to be plain: the only one of its kind in the sentence before.
struct PrecedingFigures {
  let sentences: [DocumentSentence]
  let claimed: [Set<Int>]
  var links: [LinkedClaim] = []

  init(_ sentences: [DocumentSentence], claimed: [Set<Int>]) {
    self.sentences = sentences
    self.claimed = claimed
    for place in sentences.indices.dropFirst() where sentences[place - 1].passage == sentences[place].passage
    {
      guard sentences[place].sentence.tokens.count > 3, !sentences[place].sentence.isTabular else { continue }
      remaining(place)
      compared(place)
      amounts(place)
      perTime(place)
      farAmount(place)
      announced(place)
      equivalent(place)
      direction(place)
      named(place)
      guard let start = opening(sentences[place].sentence) else { continue }
      comparison(place)
      if share(place, start) || change(place, start) || ofPair(place, start) { continue }
      rate(place)
    }
  }

  private static let verbs: Set<String> = [
    "gives", "gave", "represents", "represented", "represent", "is", "was", "equates", "equated", "equals",
    "means", "reflects", "constitutes", "constituted", "accounts", "accounted", "amounts", "corresponds",
    "marks", "makes", "amounted",
  ]
  private static let fillers: Set<String> = [
    "to", "an", "a", "overall", "the", "for", "of", "about", "around", "just", "over", "under", "nearly",
    "almost", "approximately", "roughly", "some", "slightly", "equivalent", "equal",
  ]

  /// The place of the first word, behind the bullets of a list.
  static func lead(_ s: ProseSentence) -> Int {
    s.tokens.firstIndex { !$0.isSign(in: "•-–—*·●") } ?? 0
  }

  /// The place behind “This is a”, “This figure represents about”; nil where a sentence does not open so.
  private func opening(_ s: ProseSentence) -> Int? {
    let lead = Self.lead(s)
    guard ["this", "that", "these"].contains(s.word(lead)) else { return nil }
    var place = lead + 1
    if ["figure", "number", "total"].contains(s.word(place)) { place += 1 }
    guard Self.verbs.contains(s.word(place)) else { return nil }
    place += 1
    while Self.fillers.contains(s.word(place)) { place += 1 }
    return place
  }

  mutating func add(_ place: Int, _ joined: JoinedSentences, _ claim: ProseClaim) {
    guard let start = joined.starts.last else { return }
    links.append(LinkedClaim(place: place, sentence: joined.sentence, start: start, claim: claim))
  }

  /// The counts of a sentence that is one of several read as one.
  func counts(_ joined: JoinedSentences, _ part: Int) -> [Int] {
    let end =
      part + 1 < joined.starts.count ? joined.starts[part + 1] : joined.sentence.tokens.count
    return (joined.starts[part]..<end).filter {
      joined.sentence.isCount($0) && joined.sentence.tokens[$0].role != .word
    }
  }

  /// “This represents 82% of the 36,392 assessments”: the only count of the sentence before is the part.
  private mutating func share(_ place: Int, _ percent: Int) -> Bool {
    let own = sentences[place].sentence
    guard own.isPercent(percent), own.word(percent + 1) == "of", !claimed[place].contains(percent) else {
      return false
    }
    let joined = JoinedSentences([place - 1, place], of: sentences)
    let s = joined.sentence
    let offset = joined.starts[1]
    let whole = s.behindDeterminers(offset + percent + 2)
    guard s.isCount(whole), s.tokens[whole].role != .word, s.value(whole) > 0 else { return false }
    let parts = counts(joined, 0).filter { s.value($0) <= s.value(whole) }
    guard parts.count == 1, let part = parts.first else { return false }
    var claim = ProseClaim.proportion(offset + percent, part: part, whole: whole)
    claim.needsNearness = true
    add(place, joined, claim)
    return true
  }

  /// “This is a rate of 25%”, “This gives an overall reoffending rate of 26.2%”.
  private mutating func rate(_ place: Int) {
    let own = sentences[place].sentence
    guard let percent = own.tokens.indices.first(where: { own.isFigure($0) }), own.isPercent(percent),
      own.word(percent - 1) == "of" || own.qualifier(before: percent) != .exactly,
      own.words((percent - 4)..<percent).contains(where: {
        ["rate", "proportion", "share", "percentage"].contains($0)
      }), !claimed[place].contains(percent),
      !own.words(0..<percent).contains(where: { ProseWords.isChange($0) })
    else { return }
    let isBack = goesBack(sentences[place - 1].sentence)
    let places = isBack && place >= 2 ? [place - 2, place - 1, place] : [place - 1, place]
    guard sentences[places[0]].passage == sentences[place].passage else { return }
    let joined = JoinedSentences(places, of: sentences)
    let s = joined.sentence
    let part: Int
    let whole: Int
    if places.count == 3 {
      let (wholes, parts) = (counts(joined, 0), counts(joined, 1))
      guard wholes.count == 1, parts.count == 1 else { return }
      (part, whole) = (parts[0], wholes[0])
    } else {
      let both = counts(joined, 0).sorted { s.value($0) < s.value($1) }
      guard both.count == 2, isBase(both[1], s) || isOfWhom(both[0], s) else { return }
      (part, whole) = (both[0], both[1])
    }
    guard s.value(part) <= s.value(whole), s.value(whole) > 0, let start = joined.starts.last else { return }
    var claim = ProseClaim.proportion(start + percent, part: part, whole: whole)
    claim.needsNearness = true
    add(place, joined, claim)
  }

  /// Whether a sentence counts some of what the one before it counted: “150 of these offenders”.
  private func goesBack(_ s: ProseSentence) -> Bool {
    s.tokens.indices.contains { index in
      ["these", "those", "them"].contains(s.word(index)) && ["of", "among"].contains(s.word(index - 1))
    }
  }

  /// Whether a count stands behind “of the”, as a base does.
  private func isBase(_ index: Int, _ s: ProseSentence) -> Bool {
    var place = index - 1
    while ProseWords.determiners.contains(s.word(place)), s.word(place) != "of" { place -= 1 }
    return s.word(place) == "of"
  }

  /// Whether “of whom” stands before a count.
  private func isOfWhom(_ index: Int, _ s: ProseSentence) -> Bool {
    (max(1, index - 4)..<index).contains {
      ["whom", "which", "these", "those", "them"].contains(s.word($0)) && s.word($0 - 1) == "of"
    }
  }

  /// Joins what remains with the share of the sentence before: “The remaining 17% were not”.
  private mutating func remaining(_ place: Int) {
    let own = sentences[place].sentence
    guard own.word(0) == "the", ["remaining", "other"].contains(own.word(1)), own.isPercent(2),
      own.tokens.indices.filter({ own.isPercent($0) }).count == 1
    else { return }
    let joined = JoinedSentences([place - 1, place], of: sentences)
    let s = joined.sentence
    let offset = joined.starts[1]
    let others = (0..<offset).filter { s.isPercent($0) }
    guard others.count == 1, let other = others.first,
      !s.words(0..<offset).contains(where: { ProseWords.isChange($0) })
    else { return }
    var claim = ProseClaim.complement(offset + 2, of: other)
    claim.needsDigits = !(93...107).contains(s.value(other) + s.value(offset + 2))
    add(place, joined, claim)
  }

  /// Joins “This is equivalent to 10 pupils per 10,000” with the only rate of the sentence before that it can be.
  private mutating func equivalent(_ place: Int) {
    let own = sentences[place].sentence
    guard own.words(0..<6).contains(where: { ["equivalent", "equates"].contains($0) }),
      ["this", "that", "which"].contains(own.word(Self.lead(own))),
      let base = own.tokens.indices.first(where: { own.tokens[$0].role == .base }),
      let rate = EquivalentRates.rate(before: base, own), own.hasNoFigure(0..<rate)
    else { return }
    let joined = JoinedSentences([place - 1, place], of: sentences)
    let offset = joined.starts[1]
    let shares = (0..<offset).filter { EquivalentRates.isShare($0, joined.sentence) }
    guard shares.count == 1, let share = shares.first else { return }
    for var claim in EquivalentRates.claims(share, offset + rate, offset + base, joined.sentence) {
      claim.agreesOnly = true
      add(place, joined, claim)
    }
  }
}
