import Numbers

/// Fractions in words beside the count that they are told of, and the count of the same noun before.
extension ArithmeticLinks {
  /// Joins “three quarters of these crimes – 85,268 offences – were …” with the crimes counted last, where it agrees.
  mutating func fractions(at place: Int) {
    let s = sentences[place].sentence
    for index in s.tokens.indices {
      guard let found = NumberWords.fraction(in: s.tokens, at: index), s.word(found.end) == "of" else {
        continue
      }
      var end = found.end + 1
      while end < found.end + 7, !s.word(end).isEmpty { end += 1 }
      guard
        let part = apposed(at: end, in: place)
          ?? (["all", "the"].contains(s.word(found.end + 1)) ? only(place) : nil),
        let whole = counted(ProseSentence.stem(s.word(end - 1)), for: part, before: found.start),
        s.number(part.token)?.qualifier == .exactly, !s.isOpen(0..<found.start)
      else { continue }
      let share = 100 * part.value / whole.value
      let allowed = RatioClaims.range(ofFraction: found, half: 0.5, in: s)
      guard allowed.contains(share) else { continue }
      let joined = JoinedSentences(place, behind: [part, whole], of: sentences)
      let words = s.text(found.start..<found.end)
      let (own, other) = (joined.token(part), joined.token(whole))
      let start = joined.starts.last ?? 0
      judged.append(
        LinkedJudgement(
          place: place, sentence: joined.sentence, start: start,
          judgement: ProseJudgement(
            kind: .fraction,
            rule: "\(words) = \(joined.sentence.tokens[own].text) / \(joined.sentence.tokens[other].text)",
            tokens: [start + found.start, own, other], holds: true, published: share...share,
            computed: allowed, printed: words, implied: "", message: "agrees")))
    }
  }

  /// The count that stands by itself behind what a fraction is of.
  private func apposed(at end: Int, in place: Int) -> FigureOperand? {
    let s = sentences[place].sentence
    guard s.isSign(end, "–—,(-"), let part = operands[place].first(where: { $0.token == end + 1 }),
      s.isCount(part.token),
      (part.token + 1...part.token + 3).contains(where: { s.endsClause($0) || s.isSign($0, "-") })
    else { return nil }
    return part
  }

  /// The only count of a sentence, apart from those of a time before and what changed by.
  private func only(_ place: Int) -> FigureOperand? {
    let s = sentences[place].sentence
    let counts = operands[place].filter {
      s.isCount($0.token) && !$0.isEarlier && !DerivedFigure.isAmount($0.token, s)
    }
    return counts.count == 1 ? counts.first : nil
  }

  /// The count of a noun that stands the nearest before a place, where its sentence has only one.
  private func counted(_ noun: String, for part: FigureOperand, before token: Int) -> FigureOperand? {
    for place in stride(from: part.place, through: max(0, part.place - 4), by: -1) {
      let near =
        place == part.place ? operands[place].filter { $0.token < token } : near(place, to: part.place)
      let counts = near.filter { $0.noun == noun && $0.value > part.value && $0.isOfOneTime(as: part) }
      guard let first = counts.first else { continue }
      return Set(counts.map(\.value)).count == 1 ? first : nil
    }
    return nil
  }
}
