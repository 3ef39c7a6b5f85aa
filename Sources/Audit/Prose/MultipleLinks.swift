/// Multiples in words and the figures that they are of, wherever these stand.
extension ArithmeticLinks {
  /// A multiple with the two figures that it is of.
  struct LinkedMultiple {
    let place: Int
    let sentence: ProseSentence
    let start: Int
    let judgement: ProseJudgement
  }

  /// Joins “doubled” or “three times that” with the only two figures of its sentence, or of that and a neighbour.
  mutating func link(_ multiple: OpenMultiple, at place: Int) {
    let own = operands[place].filter { $0.token != multiple.token }
    for other in [place, place - 1, place + 1] {
      let others = other == place ? [] : near(other, to: place)
      let all = own + others
      guard all.count >= 2 else { continue }
      guard all.count == 2, all[0].unit == all[1].unit, all[0].decimals == all[1].decimals,
        !all[0].isFew || !all[1].isFew
      else { return }
      let (small, large) = all[0].value < all[1].value ? (all[0], all[1]) : (all[1], all[0])
      let least = large.limits.lowerBound / small.limits.upperBound
      let most = large.limits.upperBound / max(small.limits.lowerBound, .ulpOfOne)
      let allowed =
        multiple.factor < 1
        ? (1 / multiple.ratios.upperBound)...(1 / multiple.ratios.lowerBound) : multiple.ratios
      guard allowed.overlaps(least...max(least, most)) else { return }
      let before = multiple.factor < 1 ? large : small
      let after = multiple.factor < 1 ? small : large
      if let first = before.year, let second = after.year, first > second { return }
      let joined = JoinedSentences(place, behind: all, of: sentences)
      let start = joined.starts.last ?? 0
      let ratio = after.value / before.value
      let (own, other) = (joined.token(after), joined.token(before))
      multiples.append(
        LinkedMultiple(
          place: place, sentence: joined.sentence, start: start,
          judgement: ProseJudgement(
            kind: .multiple,
            rule:
              "\(multiple.words) = \(joined.sentence.tokens[own].text) / \(joined.sentence.tokens[other].text)",
            tokens: [own, other, start + multiple.token], holds: true,
            published: multiple.factor...multiple.factor, computed: ratio...ratio, printed: multiple.words,
            implied: "", message: "agrees")))
      return
    }
  }
}
