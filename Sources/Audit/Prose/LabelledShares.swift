import Numbers

/// Shares of a group whose count stands in a sentence before.
///
/// “Adults: 800. Youths: 200. Youths make up 20% of all 1,000.”
struct LabelledShares {
  private(set) var found: [DocumentClaims.Found] = []
  private let sentences: [DocumentSentence]

  init(_ sentences: [DocumentSentence]) {
    self.sentences = sentences
    for place in sentences.indices where place > 0 { read(place) }
  }

  private static let verbs: Set<String> = [
    "make", "makes", "made", "account", "accounts", "accounted", "represent", "represents", "represented",
    "are", "were",
  ]

  private mutating func read(_ place: Int) {
    let s = sentences[place].sentence
    guard !s.isTabular, let verb = s.tokens.indices.first(where: { Self.verbs.contains(s.word($0)) }) else {
      return
    }
    var percent = verb + 1
    while ["up", "for"].contains(s.word(percent)) { percent += 1 }
    let name = s.word(verb - 1)
    guard s.isPercent(percent), s.number(percent)?.qualifier == .exactly, s.word(percent + 1) == "of",
      ProseRoles.people.contains(name), verb == 1 || verb == 2 && s.word(0) == "the",
      s.word(percent + 2) == "all" || s.word(percent + 2) == "the" && !["are", "were"].contains(s.word(verb))
    else { return }
    let whole = s.behindDeterminers(percent + 2)
    guard s.isCount(whole), s.number(whole)?.qualifier == .exactly, s.value(whole) > 0,
      s.endsClause(whole + 1) || s.isPeople(whole + 1) && s.endsClause(whole + 2),
      let part = count(of: name, before: place),
      part <= s.value(whole), let printed = s.spread(of: percent)
    else { return }
    let share = 100 * part / s.value(whole)
    let shown = BriefNumber.text((share * 10).rounded() / 10) + "%"
    let partText = GroupedDigits.text(BriefNumber.text(part))
    found.append(
      DocumentClaims.Found(
        place: place,
        judgement: ProseJudgement(
          kind: .proportion, rule: "\(s.tokens[percent].text) = 100 * \(partText) / \(s.tokens[whole].text)",
          tokens: [percent, whole],
          holds: printed.lowerBound - 1e-9 <= share && share <= printed.upperBound + 1e-9, published: printed,
          computed: share...share, printed: s.tokens[percent].text, implied: shown,
          message:
            "percentage is printed as \(s.tokens[percent].text), but \(partText) of \(s.tokens[whole].text) is \(shown)"
        )))
  }

  /// The one count that the three sentences before give a group: “Youths: 200” or “200 youths”.
  private func count(of name: String, before place: Int) -> Double? {
    var values: [Double] = []
    for earlier in max(0, place - 3)..<place where sentences[earlier].passage == sentences[place].passage {
      let s = sentences[earlier].sentence
      for index in s.tokens.indices where s.isCount(index) && s.number(index)?.qualifier == .exactly {
        let isLabelled = s.isSign(index - 1, ":") && s.word(index - 2) == name && s.endsClause(index + 1)
        if isLabelled || s.word(index + 1) == name { values.append(s.value(index)) }
      }
    }
    return values.count == 1 ? values[0] : nil
  }
}
