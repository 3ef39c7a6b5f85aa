import Numbers

/// Finds averages beside the two counts that they are made of: “420 reoffenders committed 1,260 reoffences, an average of
/// 3.0 each”.
///
/// Claimed is only what one person has and no other: an offence has one offender here, while a session has many members.
struct AverageClaims: PhraseFinder {
  private let s: ProseSentence
  /// The tokens that count something.
  private let counts: [Int]
  private(set) var claims: [ProseClaim] = []
  private(set) var omissions: [ProseOmission] = []

  init(_ context: ProseContext, used: Set<Int>) {
    s = context.sentence
    counts = context.sentence.tokens.indices.filter { context.sentence.isCount($0) }
    guard context.start == 0, !s.speaks(of: ProseWords.soft) else { return }
    for index in s.tokens.indices where !used.contains(index) && claims.isEmpty {
      guard let number = s.number(index), number.qualifier == .exactly, number.significand > 0 else {
        continue
      }
      if number.unit == .plain { average(index) }
      if number.unit == .pounds { cost(index) }
    }
  }

  /// What has one person that it belongs to.
  private static let things: Set<String> = [
    "offence", "reoffence", "offense", "reoffense", "crime", "conviction", "reconviction", "arrest",
    "caution",
    "sentence", "recall",
  ]
  /// What stands between a figure and its noun.
  private static let adjectives: Set<String> = [
    "previous", "prior", "proven", "further", "new", "recorded", "own", "young", "adult", "male", "female",
    "known",
    "prolific", "such", "juvenile", "released", "convicted", "sentenced", "state",
  ]
  /// What an average is taken of, in the singular.
  private static let people: Set<String> = [
    "offender", "reoffender", "prisoner", "person", "people", "men", "women", "man", "woman", "boy", "girl",
    "adult",
    "child", "children", "youth", "participant", "client", "individual", "inmate", "juvenile", "convict",
    "suspect",
    "defendant", "leaver",
  ]

  private mutating func average(_ index: Int) {
    var end = index + 1
    while Self.adjectives.contains(s.word(end)) { end += 1 }
    let thing = ProseSentence.stem(s.word(end))
    let named = Self.things.contains(thing) ? thing : nil
    if named != nil { end += 1 }
    var who = end + 1
    while Self.adjectives.contains(s.word(who)) { who += 1 }
    let person = ProseSentence.stem(s.word(who))
    let people: Int?
    if s.word(end) == "per", Self.people.contains(person), s.word(who + 1) != "per" {
      guard named != nil || isLinked(index) else { return }
      // “3.0 reoffences per reoffender (1,260/420)”, “(1,260 by 420 people)”.
      if let group = s.group(who + 1), s.isSign(who + 1, "("), let pair = divided(in: group) {
        claims.append(.average(index, events: pair.events, people: pair.people))
        return
      }
      people = count { $0 == person }
    } else if s.word(end) == "each" && s.endsClause(end + 1) || s.endsClause(end) && saysAverage(index) {
      guard isLinked(index) || s.isSign(index - 1, "(") else { return }
      people = count { Self.people.contains($0) }
    } else {
      return each(index, named)
    }
    let events = count { named == nil ? Self.things.contains($0) : $0 == named }
    let others = counts.filter { $0 != events && $0 != people && $0 != index }
    guard let events, let people, events != index, people != index, s.value(people) > 0, others.isEmpty else {
      if s.word(end) == "each" || s.word(end) == "per" {
        omissions.append(
          ProseOmission(tokens: [index], reason: "the two counts that the average is made of are not known"))
      }
      return
    }
    claims.append(.average(index, events: events, people: people))
  }

  /// The two counts that brackets divide.
  private func divided(in group: ClosedRange<Int>) -> (events: Int, people: Int)? {
    let counts = group.filter { s.isFigure($0) }
    guard counts.count == 2, let events = counts.first, let people = counts.last, s.isCount(events),
      s.isCount(people),
      s.value(people) > 0,
      s.isSign(events + 1, "/÷") && people == events + 2
        || ["by", "among", "for"].contains(s.word(people - 1))
    else { return nil }
    return (events, people)
  }

  /// “On average each of the 50 prisoners had 3.4 previous convictions, 210 in all”.
  private mutating func each(_ index: Int, _ named: String?) {
    guard named != nil, let each = s.tokens.indices.first(where: { s.word($0) == "each" && $0 < index }),
      s.word(each + 1) == "of", let people = count({ Self.people.contains($0) }),
      (each..<index).contains(people), let total = counts.first(where: { $0 > index }),
      s.isSign(total - 1, ",(–—"),
      s.follow(["in", "all"], at: total + 1) || s.follow(["in", "total"], at: total + 1)
        || s.word(total + 1) == "altogether",
      (2...3).contains(counts.count)
    else { return }
    claims.append(.average(index, events: total, people: people))
  }

  /// The only count whose noun is of some kind.
  private func count(_ isKind: (String) -> Bool) -> Int? {
    let found = counts.filter { place in
      guard let number = s.number(place), [.exactly, .about].contains(number.qualifier) else { return false }
      var noun = place + 1
      while noun < place + 3,
        Self.adjectives.contains(s.word(noun)) || ["of", "these", "those"].contains(s.word(noun))
      { noun += 1 }
      return isKind(ProseSentence.stem(s.word(noun)))
    }
    return found.count == 1 ? found[0] : nil
  }

  /// Whether an average stands in apposition: “, an average of 3.0”, “(3.0 each)”, “, or 3.0”, “giving 3.0”.
  private func isLinked(_ index: Int) -> Bool {
    var place = index - 1
    while [
      "an", "average", "of", "a", "mean", "or", "frequency", "about", "is", "that", "equivalent", "to", "on",
    ].contains(s.word(place)) { place -= 1 }
    return s.isSign(place, ",(–—:;") || ["giving", "averaging", "making"].contains(s.word(place))
  }

  private func saysAverage(_ index: Int) -> Bool {
    s.word(index - 1) == "of" && ["average", "mean"].contains(s.word(index - 2))
      && ["an", "a"].contains(s.word(index - 3)) || s.word(index - 1) == "averaging"
  }

  /// “At a cost of £600 a head the 120 places cost £60,000 in all” and “for 120 participants, £600 per head”.
  private mutating func cost(_ index: Int) {
    guard ["a", "per"].contains(s.word(index + 1)) && Self.heads.contains(s.word(index + 2)) else { return }
    let pounds = s.tokens.indices.filter { s.number($0)?.unit == .pounds && $0 != index }
    guard pounds.count == 1, counts.count == 1, let sum = pounds.first, let heads = counts.first,
      s.number(sum)?.qualifier == .exactly, s.number(heads)?.qualifier == .exactly, s.value(heads) > 0,
      s.value(sum) > s.value(index),
      s.namesPeople(behind: heads) || ["places", "participants"].contains(s.word(heads + 1)),
      s.speaks(of: ["cost", "costs", "costing"]), sum > heads,
      s.follow(["in", "all"], at: sum + 1) || s.follow(["in", "total"], at: sum + 1)
        || s.follow(["a", "total", "of"], at: sum - 3)
    else { return }
    claims.append(.cost(index, sum: sum, people: heads))
  }

  private static let heads: Set<String> = [
    "head", "person", "offender", "prisoner", "participant", "place", "client", "child",
  ]
}
