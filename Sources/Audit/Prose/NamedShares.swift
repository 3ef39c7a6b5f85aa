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
      var whole: [String]?
      for percent in s.tokens.indices where s.isPercent(percent) && !claimed[place].contains(percent) {
        guard let subject = Self.subject(before: percent, s) else { continue }
        if s.word(percent + 1) == "of" {
          whole = Self.phrase(from: s.behindDeterminers(percent + 2), s)
        } else if !s.endsClause(percent + 1) {
          continue
        }
        if let whole { read(place, percent, subject, whole) }
      }
    }
  }

  /// How many sentences a count may stand before the share.
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
    guard subject != whole, let part = counted(subject, before: place),
      let base = counted(whole, before: place),
      value(part) < value(base)
    else { return }
    let places = Array(Set([part.place, base.place, place])).sorted()
    let joined = JoinedSentences(places, of: sentences)
    func token(_ one: (place: Int, token: Int)) -> Int {
      (places.firstIndex(of: one.place).map { joined.starts[$0] } ?? 0) + one.token
    }
    guard let start = joined.starts.last else { return }
    var claim = ProseClaim.proportion(start + percent, part: token(part), whole: token(base))
    claim.agreesOnly = true
    links.append(LinkedClaim(place: place, sentence: joined.sentence, start: start, claim: claim))
  }

  private func value(_ one: (place: Int, token: Int)) -> Double {
    sentences[one.place].sentence.value(one.token)
  }

  /// The one count of a name in the sentence and those before it; nil where there are several.
  private func counted(_ name: [String], before place: Int) -> (place: Int, token: Int)? {
    var found: [(place: Int, token: Int)] = []
    for near in max(0, place - Self.reach)...place where sentences[near].section == sentences[place].section {
      let s = sentences[near].sentence
      for token in s.tokens.indices
      where s.isCount(token) && s.tokens[token].role == .figure && s.follow(name, at: token + 1) {
        found.append((near, token))
      }
    }
    return Set(found.map { value($0) }).count == 1 ? found.last : nil
  }
}
