import Numbers

/// Finds shares whose part and whole are both named, and counted by these names before: “They attended 159,685 fires … Fires
/// accounted for 29% of all incidents”.
///
/// Each name has to have one count only. Where the share does not fit, nothing is said: one of them may be of other things.
struct NamedShares {
  private let sentences: [DocumentSentence]
  private(set) var links: [LinkedClaim] = []

  init(_ sentences: [DocumentSentence], claimed: [Set<Int>]) {
    self.sentences = sentences
    for place in sentences.indices where !sentences[place].sentence.isTabular {
      let s = sentences[place].sentence
      // “Of all incidents attended, fires accounted for 30% and others for 70%”
      var whole =
        s.word(0) == "of" && ["all", "the"].contains(s.word(1))
        ? Self.phrase(from: s.behindDeterminers(1), s) : nil
      let isOpened = whole != nil
      for percent in s.tokens.indices where s.isPercent(percent) && !claimed[place].contains(percent) {
        guard
          let subject = Self.subject(before: percent, s) ?? (isOpened ? Self.listed(percent, s) : nil)
        else { continue }
        if s.word(percent + 1) == "of" {
          whole = Self.phrase(from: s.behindDeterminers(percent + 2), s)
        } else if !s.endsClause(percent + 1), !isOpened {
          continue
        }
        if let whole { read(place, percent, subject, whole) }
      }
    }
  }

  /// How many sentences a count may stand before the share, or behind it.
  private static let reach = 4

  private static let verbs: Set<String> = [
    "accounted", "account", "accounts", "accounting", "made", "make", "makes", "represented", "represent",
    "represents", "comprised", "constituted",
  ]

  /// The words between what a verb like “accounted for” is said of and the start of the clause.
  private static func subject(before percent: Int, _ s: ProseSentence) -> [String]? {
    var verb = percent - 1
    while ["for", "up", "just", "over", "only", "about", "around", "nearly", "almost"].contains(s.word(verb))
    {
      verb -= 1
    }
    guard verbs.contains(s.word(verb)), s.number(percent)?.qualifier == .exactly else { return nil }
    var words: [String] = []
    var place = verb - 1
    while words.count < 4, !s.word(place).isEmpty,
      !["and", "while", "that", "which", "the", "whereas"].contains(s.word(place))
    {
      words.insert(s.word(place), at: 0)
      place -= 1
    }
    return words.isEmpty || words.count > 3 ? nil : words
  }

  /// What a share in a list is of: “…, false alarms 40% and others 29%”, “with the remaining 40% false alarms”.
  private static func listed(_ percent: Int, _ s: ProseSentence) -> [String]? {
    guard s.number(percent)?.qualifier == .exactly else { return nil }
    if s.word(percent - 1) == "remaining" { return phrase(from: percent + 1, s) }
    var words: [String] = []
    var place = percent - 1
    while words.count < 4, !s.word(place).isEmpty, s.word(place) != "and" {
      words.insert(s.word(place), at: 0)
      place -= 1
    }
    return (1...3).contains(words.count) ? words : nil
  }

  /// What a share is of, up to the end of its clause or a word that goes on.
  private static func phrase(from index: Int, _ s: ProseSentence) -> [String]? {
    var words: [String] = []
    var place = index
    while words.count < 4, !s.word(place).isEmpty, !goesOn.contains(s.word(place)) {
      words.append(s.word(place))
      place += 1
    }
    return words.isEmpty || words.count > 3 ? nil : words
  }

  private static let goesOn: Set<String> = [
    "in", "and", "were", "was", "with", "to", "for", "at", "by", "who", "that", "which", "during", "from",
    "attended", "recorded", "reported", "compared", "while",
  ]

  private mutating func read(_ place: Int, _ percent: Int, _ subject: [String], _ whole: [String]) {
    guard subject != whole, let part = counted(subject, around: place),
      let base = counted(whole, around: place),
      value(part) < value(base)
    else { return }
    let places = Array(Set([part.place, base.place, place])).sorted()
    let joined = JoinedSentences(places, of: sentences)
    func token(_ one: (place: Int, token: Int)) -> Int {
      (places.firstIndex(of: one.place).map { joined.starts[$0] } ?? 0) + one.token
    }
    let start = places.firstIndex(of: place).map { joined.starts[$0] } ?? 0
    var claim = ProseClaim.proportion(start + percent, part: token(part), whole: token(base))
    claim.agreesOnly = true
    links.append(
      LinkedClaim(place: place, sentence: joined.sentence, start: start, claim: claim, hasOwnLine: true))
  }

  private func value(_ one: (place: Int, token: Int)) -> Double {
    sentences[one.place].sentence.value(one.token)
  }

  /// The one count of a name in the sentence and those around it; nil where there are several.
  private func counted(_ name: [String], around place: Int) -> (place: Int, token: Int)? {
    func all(in places: ClosedRange<Int>) -> [(place: Int, token: Int)] {
      places.filter { sentences[$0].section == sentences[place].section }.flatMap { near in
        let s = sentences[near].sentence
        return s.tokens.indices.filter {
          s.isCount($0) && s.tokens[$0].role == .figure && Self.isCalled(name, $0, s)
        }
        .map { (place: near, token: $0) }
      }
    }
    let before = all(in: max(0, place - Self.reach)...place)
    let found =
      before.isEmpty ? all(in: place...min(place + Self.reach, sentences.count - 1)) : before
    return Set(found.map { value($0) }).count == 1 ? found.last : nil
  }

  /// “177,844 fires”, “177,844 of the incidents were fires”.
  private static func isCalled(_ name: [String], _ count: Int, _ s: ProseSentence) -> Bool {
    if s.follow(name, at: count + 1) { return true }
    guard s.word(count + 1) == "of", let verb = (count + 2..<count + 6).first(where: { s.word($0) == "were" })
    else { return false }
    return s.hasNoFigure((count + 1)..<verb) && s.follow(name, at: verb + 1)
  }
}
