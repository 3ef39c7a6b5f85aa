/// Multiples in words and the figures that they are of, wherever these stand.
extension ArithmeticLinks {
  /// A multiple or a fraction in words with the two figures that it is of.
  struct LinkedJudgement {
    let place: Int
    let sentence: ProseSentence
    let start: Int
    let judgement: ProseJudgement
  }

  /// Joins “doubled” or “three times that” with the only two figures of its sentence, or of that and a neighbour, or with the
  /// only change told near that it fits.
  ///
  /// - Parameter isOnly: whether its sentence has no other multiple, so that all figures are its own.
  mutating func link(_ multiple: OpenMultiple, at place: Int, isOnly: Bool) {
    let own = operands[place].filter { $0.token != multiple.token }
    for other in isOnly ? [place, place - 1, place + 1] : [] {
      let others = other == place ? [] : near(other, to: place)
      let all = own + others
      guard all.count >= 2 else { continue }
      if all.count == 2, all[0].decimals == all[1].decimals, !all[0].isFew || !all[1].isFew,
        join(multiple, at: place, all[0], all[1])
      {
        return
      }
      break
    }
    let told = toldPairs(near: place, within: 2)
    guard Set(told.map { [$0.first.value, $0.second.value] }).count <= 2 else { return }
    for pair in told where (pair.first.value > pair.second.value) == (multiple.factor < 1) {
      if join(multiple, at: place, pair.first, pair.second) { return }
    }
  }

  private mutating func join(
    _ multiple: OpenMultiple, at place: Int, _ one: FigureOperand, _ another: FigureOperand
  ) -> Bool {
    let all = [one, another]
    guard one.unit == another.unit else { return false }
    let (small, large) = all[0].value < all[1].value ? (all[0], all[1]) : (all[1], all[0])
    let least = large.limits.lowerBound / small.limits.upperBound
    let most = large.limits.upperBound / max(small.limits.lowerBound, .ulpOfOne)
    let allowed =
      multiple.factor < 1
      ? (1 / multiple.ratios.upperBound)...(1 / multiple.ratios.lowerBound) : multiple.ratios
    guard allowed.overlaps(least...max(least, most)) else { return false }
    let before = multiple.factor < 1 ? large : small
    let after = multiple.factor < 1 ? small : large
    if let first = before.year, let second = after.year, first > second { return false }
    let joined = JoinedSentences(place, behind: all, of: sentences)
    let start = joined.starts.last ?? 0
    let ratio = after.value / before.value
    let (own, other) = (joined.token(after), joined.token(before))
    judged.append(
      LinkedJudgement(
        place: place, sentence: joined.sentence, start: start,
        judgement: ProseJudgement(
          kind: .multiple,
          rule:
            "\(multiple.words) = \(joined.sentence.tokens[own].text) / \(joined.sentence.tokens[other].text)",
          tokens: [own, other, start + multiple.token], holds: true,
          published: multiple.factor...multiple.factor, computed: ratio...ratio, printed: multiple.words,
          implied: "", message: "agrees")))
    return true
  }
}
