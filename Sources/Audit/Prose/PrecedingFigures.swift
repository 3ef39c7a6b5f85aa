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
}

/// Sentences that are read as one, the last of which speaks of the others.
struct JoinedSentences {
  let sentence: ProseSentence
  /// The first token of each.
  let starts: [Int]

  init(_ places: [Int], of sentences: [DocumentSentence]) {
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
}

/// Finds what a sentence says of the figure of the one before it.
///
/// “2,100 of the 8,400 reoffended. This is a rate of 25%”, “Over 29,841 were owed a duty. This represents 82% of the
/// 36,392 assessments”, “There were 1,250 recalls. This is a fall of 10% from 1,389”, “83% were arrested. The remaining 17%
/// were not”. Which figure is meant has to be plain: the only one of its kind in the sentence before.
struct PrecedingFigures {
  private let sentences: [DocumentSentence]
  private let claimed: [Set<Int>]
  private(set) var links: [LinkedClaim] = []

  init(_ sentences: [DocumentSentence], claimed: [Set<Int>]) {
    self.sentences = sentences
    self.claimed = claimed
    for place in sentences.indices.dropFirst() where sentences[place - 1].passage == sentences[place].passage
    {
      guard sentences[place].sentence.tokens.count > 3, !sentences[place].sentence.isTabular else { continue }
      remaining(place)
      compared(place)
      amounts(place)
      guard let start = opening(sentences[place].sentence) else { continue }
      if !share(place, start), !change(place, start) { rate(place) }
    }
  }

  private static let verbs: Set<String> = [
    "gives", "gave", "represents", "represented", "represent", "is", "was", "equates", "equated", "equals",
    "means", "reflects", "constitutes", "constituted", "accounts", "accounted", "amounts", "corresponds",
    "marks", "makes",
  ]
  private static let fillers: Set<String> = [
    "to", "an", "a", "overall", "the", "for", "of", "about", "around", "just", "over", "under", "nearly",
    "almost", "approximately", "roughly", "some", "slightly",
  ]

  /// The place behind “This is a”, “This figure represents about”; nil where a sentence does not open so.
  private func opening(_ s: ProseSentence) -> Int? {
    guard ["this", "that", "these"].contains(s.word(0)) else { return nil }
    var place = 1
    if ["figure", "number", "total"].contains(s.word(place)) { place += 1 }
    guard Self.verbs.contains(s.word(place)) else { return nil }
    place += 1
    while Self.fillers.contains(s.word(place)) { place += 1 }
    return place
  }

  private mutating func add(_ place: Int, _ joined: JoinedSentences, _ claim: ProseClaim) {
    guard let start = joined.starts.last else { return }
    links.append(LinkedClaim(place: place, sentence: joined.sentence, start: start, claim: claim))
  }

  /// The counts of a sentence that is one of several read as one.
  private func counts(_ joined: JoinedSentences, _ part: Int) -> [Int] {
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

  /// “This is a fall of 10% from 1,389”, “This was a 10% fall on the 1,389 of 2019”.
  private mutating func change(_ place: Int, _ first: Int) -> Bool {
    let own = sentences[place].sentence
    guard let size = own.tokens.indices.first(where: { own.isFigure($0) }), size - first <= 3,
      let unit = own.number(size)?.unit, unit == .percent || unit == .percentagePoints
    else { return false }
    let around = own.words(first..<size) + own.words((size + 1)..<(size + 3))
    let lessThan: Set = ["fewer", "lower", "less", "smaller"]
    let moreThan: Set = ["more", "higher", "greater", "larger"]
    let isFall = around.contains { ProseWords.falls.contains($0) || lessThan.contains($0) }
    guard isFall != around.contains(where: { ProseWords.rises.contains($0) || moreThan.contains($0) }) else {
      return false
    }
    guard
      let link = (size + 1..<min(size + 8, own.tokens.count)).first(where: {
        ["from", "on", "over", "with", "to", "than"].contains(own.word($0))
      }), own.hasNoFigure((size + 1)..<link),
      let before = (link + 1..<min(link + 10, own.tokens.count)).first(where: { own.isFigure($0) }),
      before - link <= 4 || own.alone(at: before - 1) == before,
      own.tokens[before].role != .word, own.word(before + 1) != "to"
    else { return false }
    let joined = JoinedSentences([place - 1, place], of: sentences)
    let s = joined.sentence
    let offset = joined.starts[1]
    guard unit == .percent || own.isPercent(before),
      own.isPercent(before) ? unit == .percentagePoints : own.isCount(before)
    else { return false }
    let after = (0..<offset).filter {
      s.isFigure($0) && s.number($0)?.unit == s.number(offset + before)?.unit && s.tokens[$0].role != .word
        && !s.tokens[$0].role.isMeasure && s.value($0) <= 4 * s.value(offset + before)
        && 4 * s.value($0) >= s.value(offset + before)
    }
    guard after.count == 1 else { return false }
    let difference = isFall ? "before - after" : "after - before"
    var claim = ProseClaim(
      .change, [("change", offset + size), ("before", offset + before), ("after", after[0])],
      unit == .percent ? "change = 100 * (\(difference)) / before" : "change = \(difference)",
      rounded: unit == .percent ? ["change"] : ["change", "before", "after"])
    claim.needsMagnitude = true
    if s.speaks(of: ProseWords.soft) { claim.doubt = "the figures are weighted, adjusted or modelled" }
    add(place, joined, claim)
    return true
  }

  /// Joins a count with the one that “This compared with 7,528 in 2005/06, up 4%” holds it against.
  private mutating func compared(_ place: Int) {
    let own = sentences[place].sentence
    guard own.word(0) == "this", own.word(1) == "compared" || own.follow(["is", "compared"], at: 1),
      let before = own.tokens.indices.first(where: { own.isFigure($0) }), before <= 4, own.isCount(before),
      let size = own.tokens.indices.first(where: { $0 > before && own.isFigure($0) }), own.isPercent(size),
      size - before <= 10,
      let verb = (before + 1..<size).last(where: { ["up", "down"].contains(own.word($0)) })
    else { return }
    let joined = JoinedSentences([place - 1, place], of: sentences)
    let offset = joined.starts[1]
    let counts = counts(joined, 0)
    guard counts.count == 1, let after = counts.first, joined.sentence.number(after)?.qualifier == .exactly
    else {
      return
    }
    let difference = own.word(verb) == "up" ? "after - before" : "before - after"
    var claim = ProseClaim(
      .change, [("change", offset + size), ("before", offset + before), ("after", after)],
      "change = 100 * (\(difference)) / before", rounded: ["change"])
    claim.needsMagnitude = true
    add(place, joined, claim)
  }

  /// Joins amounts with the only count of the sentence before, which is by them more or less than another was.
  ///
  /// “There were 545 deaths. While this was 29 (5 per cent) fewer than in 2008, it was 90 (20 per cent) more than in 2007.”
  private mutating func amounts(_ place: Int) {
    let own = sentences[place].sentence
    guard own.words(0..<4).contains(where: { ["this", "that", "it", "which"].contains($0) }) else { return }
    let joined = JoinedSentences([place - 1, place], of: sentences)
    let s = joined.sentence
    let offset = joined.starts[1]
    let wholes = counts(joined, 0)
    guard wholes.count == 1, let whole = wholes.first, s.number(whole)?.qualifier == .exactly else { return }
    for amount in (offset..<s.tokens.count)
    where s.isCount(amount) && !claimed[place].contains(amount + 2 - offset) {
      guard let share = s.alone(at: amount + 1), s.isPercent(share), share == amount + 2,
        let isMore = Self.isMore[s.word(share + 2)], s.words((share + 3)..<(share + 6)).contains("than"),
        s.value(amount) < s.value(whole) || !isMore
      else { continue }
      var claim = ProseClaim(
        .change, [("change", share), ("amount", amount), ("after", whole)],
        isMore ? "change = 100 * amount / (after - amount)" : "change = 100 * amount / (after + amount)",
        rounded: ["change"])
      claim.needsNearness = true
      add(place, joined, claim)
    }
  }

  private static let isMore: [String: Bool] = [
    "more": true, "higher": true, "greater": true, "fewer": false, "lower": false, "less": false,
  ]

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
}
