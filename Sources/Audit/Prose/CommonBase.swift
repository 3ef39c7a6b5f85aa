import Numbers

/// A count with its percentage, the base of which is not in its sentence.
struct OpenShare {
  let place: Int
  let count: Int
  let percent: Int
  /// What the percentage is said to be of: the cases of “86% of cases”.
  var noun: String?
  /// Whether words stand between the two, so that the count may be another.
  var isLoose = false
}

/// Finds the one count of a section of which the percentages behind it are shares.
///
/// “400 people took part. Some 120 (30.0%) were women. Another 60 (15.0%) were under 25.” Two shares or more have to agree
/// with the same count, so closely that chance gives that in less than one of three hundred sections. A share that stands in one
/// sentence with two of them and is none itself is called wrong where its digits are swapped or its point is moved, or where no
/// count of the section is its base and it is too small for any part of the base.
struct CommonBase {
  private let sentences: [DocumentSentence]
  private(set) var links: [LinkedClaim] = []

  init(_ sentences: [DocumentSentence], _ open: [OpenShare]) {
    self.sentences = sentences
    for shares in Dictionary(grouping: open, by: { sentences[$0.place].section }).values {
      var run: [OpenShare] = []
      for share in shares.sorted(by: { ($0.place, $0.percent) < ($1.place, $1.percent) }) {
        if let last = run.last, share.place - last.place > Self.reach {
          read(run)
          run = []
        }
        run.append(share)
      }
      read(run)
    }
    links.sort { ($0.place, $0.claim.figures[0].token) < ($1.place, $1.claim.figures[0].token) }
  }

  private struct Base {
    let place: Int
    let token: Int
  }

  /// How many sentences a base may stand before its share.
  private static let reach = 8

  private mutating func read(_ shares: [OpenShare]) {
    guard let first = shares.first?.place, let last = shares.last?.place else { return }
    let section = sentences[first].section
    let bases = (max(0, first - Self.reach)...last).filter { sentences[$0].section == section }
      .flatMap { place -> [Base] in
        let s = sentences[place].sentence
        return s.tokens.indices.filter {
          s.isCount($0) && s.tokens[$0].role == .figure && s.value($0) >= 10
            && s.number($0)?.qualifier == .exactly
        }
        .map { Base(place: place, token: $0) }
      }
    let least = shares.map { sentences[$0.place].sentence.value($0.count) }.min() ?? 0
    let values = Set(bases.map { value($0) }.filter { $0 >= least })
    var left = shares
    while left.count >= 2 {
      let scored = bases.map { base in
        (base: base, fitting: left.filter { isBefore($0, base) && fits($0, base) })
      }
      guard
        let best = scored.max(by: { ($0.fitting.count, $0.base.place) < ($1.fitting.count, $1.base.place) }),
        best.fitting.count >= 2
      else { break }
      let chance = best.fitting.reduce(Double(values.count).logarithm10) { $0 + width($1).logarithm10 }
      guard chance <= -2.5 else { break }
      for share in best.fitting { add(share, best.base) }
      let rest = left.filter { share in
        !best.fitting.contains { $0.place == share.place && $0.percent == share.percent }
      }
      for share in rest where chance <= -4 {
        let beside = best.fitting.count { $0.place == share.place }
        if beside >= 2, !share.isLoose, isBefore(share, best.base) { add(share, best.base, besides: bases) }
      }
      left = rest
    }
    for share in left where share.isLoose || !named(share, bases) && !dated(share, bases) {
      introduced(share, bases)
    }
  }

  /// Joins a share with the one count before that is told as a total and fits.
  ///
  /// “There were 1,844 cases. They were tested. 1,717 (93%) were discharged.”
  /// Totals are few, so that a share hardly fits one that it has nothing to do with; where it fits none, nothing is said.
  private mutating func introduced(_ share: OpenShare, _ bases: [Base]) {
    // “24,448 (3.4%) of the population” says what it is of.
    let s = sentences[share.place].sentence
    let end = max(share.count, share.percent) + 2
    guard s.word(end) != "of" || ["them", "these", "those", "all"].contains(s.word(end + 1)) else { return }
    let totals = bases.filter { base in
      isBefore(share, base)
        && (share.place - base.place <= 4 && isIntroduced(base) || base.token == first(of: base.place)?.token)
    }
    let fitting = totals.filter { fits(share, $0) }
    guard let base = fitting.last, Set(fitting.map { value($0) }).count == 1,
      Double(Set(totals.map { value($0) }).count) * width(share) <= 0.05
    else { return }
    add(share, base, agreesOnly: true)
  }

  /// Whether a count is told as a total: “a total of 1,844”, “there were 113 cases”, “we interviewed 240 people”.
  private func isIntroduced(_ base: Base) -> Bool {
    let s = sentences[base.place].sentence
    guard s.group(base.token) == nil else { return false }
    var place = base.token - 1
    while ["a", "the", "these", "those", "over", "some", "just", "about", "all"].contains(s.word(place)) {
      place -= 1
    }
    if s.word(place) == "of" {
      return place <= base.token - 1
        && (["total", "sample", "cohort", "out", "number", "population", "caseload"].contains(
          s.word(place - 1))
          || place == 0)
    }
    return s.tokens.indices.contains(place) && Self.introducing.contains(s.word(place)) || place < 0
  }

  private static let introducing: Set<String> = [
    "were", "was", "is", "are", "included", "includes", "enrolled", "recruited", "surveyed", "received",
    "recorded", "registered", "attended", "identified", "analysed", "analyzed", "reported", "reviewed",
    "interviewed", "inspected", "examined", "held", "had", "to", "been", "made", "issued", "completed",
  ]

  /// The first count of the section that a sentence stands in, where that is its own first.
  private func first(of place: Int) -> Base? {
    let s = sentences[place].sentence
    guard place == 0 || sentences[place - 1].section != sentences[place].section,
      let token = s.tokens.indices.first(where: { s.isCount($0) && s.tokens[$0].role == .figure })
    else { return nil }
    return Base(place: place, token: token)
  }

  /// Joins a share with the only count before of what it is said to be of: “1,247 were closed (86% of cases)”.
  private mutating func named(_ share: OpenShare, _ bases: [Base]) -> Bool {
    guard let noun = share.noun else { return false }
    let reach = noun.contains(" ") ? Self.reach : 3
    let near = bases.filter { share.place - $0.place <= reach && isBefore(share, $0) }
    var own = near.filter { sentences[$0.place].sentence.counts(noun, at: $0.token) }
    // “Drug-related deaths” of the same time are one thing; deaths may be several.
    let isExact =
      noun.contains(" ") && own.last.map { years(share.place).isSubset(of: years($0.place)) } ?? false
    if own.isEmpty, let last = noun.split(separator: " ").last {
      own = near.filter {
        share.place - $0.place <= 3 && sentences[$0.place].sentence.counts(String(last), at: $0.token)
      }
    }
    guard Set(own.map { value($0) }).count == 1, let base = own.last else { return false }
    add(share, base, besides: bases, isNamed: !isExact)
    return true
  }

  /// Joins a share with the only count before that is of its time.
  ///
  /// “Calls rose from 58,439 in 2013-14 to 59,882 in 2014-15. In
  /// 2014-15, 54% (32,569) …”.
  private mutating func dated(_ share: OpenShare, _ bases: [Base]) -> Bool {
    let dates = years(share.place)
    guard dates.count == 1, let date = dates.first else { return false }
    let own = bases.filter { base in
      let s = sentences[base.place].sentence
      return base.place < share.place && share.place - base.place <= 5 && isBefore(share, base)
        && s.word(base.token + 1) == "in" && s.isYear(base.token + 2) && s.tokens[base.token + 2].text == date
    }
    guard Set(own.map { value($0) }).count == 1, let base = own.last else { return false }
    add(share, base, besides: bases, isNamed: true)
    return true
  }

  private func years(_ place: Int) -> Set<String> {
    let s = sentences[place].sentence
    return Set(s.tokens.indices.filter { s.isYear($0) }.map { s.tokens[$0].text })
  }

  private func value(_ base: Base) -> Double { sentences[base.place].sentence.value(base.token) }

  private func isBefore(_ share: OpenShare, _ base: Base) -> Bool {
    (base.place < share.place || base.place == share.place && base.token < min(share.count, share.percent))
      && share.place - base.place <= Self.reach
      && value(base) > sentences[share.place].sentence.value(share.count)
  }

  private func fits(_ share: OpenShare, _ base: Base) -> Bool {
    let s = sentences[share.place].sentence
    guard let percent = s.number(share.percent), let part = s.number(share.count),
      let whole = sentences[base.place].sentence.number(base.token), percent.significand > 0
    else { return false }
    // “58,810 incidents of domestic abuse” are “domestic abuse incidents”.
    let last = share.noun?.split(separator: " ").last.map(String.init)
    let names = last.map { sentences[base.place].sentence.counts($0, at: base.token) } ?? true
    return names && ProportionClaims.agrees(percent, part, whole)
  }

  /// How likely a percentage agrees with a count that it has nothing to do with.
  private func width(_ share: OpenShare) -> Double {
    let s = sentences[share.place].sentence
    guard let percent = s.number(share.percent), percent.significand > 0 else { return 1 }
    return min(1, percent.unitInLastPlace.double / s.value(share.percent))
  }

  /// - Parameters:
  ///   - besides: all counts of the section, where the share need not agree with its base.
  ///   - isNamed: whether the base is told by a noun that may stand for several things.
  private mutating func add(
    _ share: OpenShare, _ base: Base, besides: [Base]? = nil, isNamed: Bool = false, agreesOnly: Bool = false
  ) {
    let joined = JoinedSentences(
      base.place == share.place ? [share.place] : [base.place, share.place], of: sentences)
    guard let start = joined.starts.last else { return }
    let whole = base.token
    var claim = ProseClaim.proportion(start + share.percent, part: start + share.count, whole: whole)
    claim.agreesOnly = agreesOnly
    if let besides {
      let s = joined.sentence
      claim.alternatives = besides.compactMap { sentences[$0.place].sentence.number($0.token) }
      // A larger share has a smaller base, which may be that of those of whom something is known.
      if isNamed
        || share.noun == nil
          && 100 * s.value(start + share.count) < s.value(start + share.percent) * s.value(whole)
      {
        claim.needsDigits = true
      } else {
        claim.needsNearness = true
      }
    }
    links.append(LinkedClaim(place: share.place, sentence: joined.sentence, start: start, claim: claim))
  }
}
