import Numbers

/// Two figures of which a sentence says that one became the other, or one and the amount by which it came about.
struct ToldChange {
  let place: Int
  /// What was before, or the amount.
  let first: Int
  let second: Int
  var isAmount = false
  /// The percentage that is told of it.
  var percent: Double?
}

/// What a document says of changes, which a headline or a sentence further on may tell again in another form.
///
/// “Charges have almost halved. They fell from 11% to 6%”, “Burglaries up 14%. 745,000 homes were burgled. That is a rise of
/// 94,000”. Few pairs of figures are told as changes, so that far ones can be tried.
extension ArithmeticLinks {
  /// How many sentences a change may stand from where it is told again.
  static let tellingReach = 8

  /// The changes near a sentence that are told in the direction of a figure of it.
  func told(_ figure: DerivedFigure, at place: Int) -> [Pair] {
    guard figure.kind != .share else { return [] }
    let number = sentences[place].sentence.number(figure.token)
    return toldPairs.filter { isNear($0, place) }.flatMap { pair -> [Pair] in
      // What has another percentage already is not told again by this one.
      if let percent = pair.percent, let number, number.qualifier == .exactly, number.unit == .percent,
        abs(number.value.double) != percent
      {
        return []
      }
      if pair.isAmount {
        let s = sentences[pair.first.place].sentence
        return DerivedFigure.isFall(pair.first.token, s).map { .change(isFall: $0) == figure.kind } ?? false
          ? [pair] : []
      }
      return pairs(pair.first, pair.second, figure)
        .filter { $0.first.token == pair.first.token || figure.kind == .amount || figure.kind == .points }
    }
  }

  /// The changes near a sentence that are told of two figures.
  func toldPairs(near place: Int, within reach: Int) -> [Pair] {
    toldPairs.filter { isNear($0, place) && abs($0.second.place - place) <= reach && !$0.isAmount }
  }

  private func isNear(_ pair: Pair, _ place: Int) -> Bool {
    let other = pair.second.place
    return abs(other - place) <= Self.tellingReach
      && (max(other, place) < Self.tellingReach || sentences[other].section == sentences[place].section)
  }

  /// The changes that grammar tells, as pairs of figures.
  func pairs(of changes: [ToldChange]) -> [Pair] {
    var found: [Pair] = changes.compactMap { change in
      let own = operands[change.place]
      guard let first = own.first(where: { $0.token == change.first }),
        let second = own.first(where: { $0.token == change.second }), first.unit == second.unit
      else { return nil }
      return Pair(first: first, second: second, isAmount: change.isAmount, percent: change.percent)
    }
    for place in sentences.indices { found += compared(in: place) + announced(in: place) }
    var seen: Set<[Double]> = []
    return found.filter { seen.insert([Double($0.second.place), $0.first.value, $0.second.value]).inserted }
  }

  /// “There were 67,000 between April and June, compared with 65,200 a year before”.
  private func compared(in place: Int) -> [Pair] {
    let own = operands[place]
    return zip(own, own.dropFirst()).compactMap { after, before in
      guard before.isEarlier, !after.isEarlier, before.unit == after.unit, before.isPrinted(as: after),
        sentences[place].sentence.words((after.token + 1)..<before.token).contains("compared"),
        before.token - after.token <= Self.clause, before.value != after.value
      else { return nil }
      return Pair(first: before, second: after)
    }
  }

  /// The amount of “This is a rise of 94,000 on the year before” and the only count of the sentence before.
  private func announced(in place: Int) -> [Pair] {
    let s = sentences[place].sentence
    guard ["this", "that", "it"].contains(s.word(PrecedingFigures.lead(s))) else { return [] }
    let amounts = operands[place].filter { DerivedFigure.isAmount($0.token, s) }
    let wholes = near(place - 1, to: place).filter { !$0.isPercent && $0.canBePart && !$0.isEarlier }
    guard amounts.count == 1, let amount = amounts.first, wholes.count == 1, let whole = wholes.first,
      whole.unit == amount.unit, whole.value > amount.value
    else { return [] }
    return [Pair(first: amount, second: whole, isAmount: true)]
  }
}

extension SentenceClaims {
  /// The changes that the claims of a sentence tell, with their tokens counted from its own first.
  func told(at place: Int, from start: Int, in sentence: ProseSentence) -> [ToldChange] {
    let named = claims.compactMap { claim -> ToldChange? in
      func token(_ name: String) -> Int? { claim.figures.first { $0.name == name }.map { $0.token - start } }
      guard claim.kind == .change || claim.kind == .direction, let after = token("after"), after >= 0 else {
        return nil
      }
      let size = claim.figures.first.flatMap { sentence.number($0.token) }
      let percent =
        size.map { $0.unit == .percent && $0.qualifier == .exactly } ?? false
        ? size.map { abs($0.value.double) } : nil
      if let before = token("before"), before >= 0 {
        return ToldChange(place: place, first: before, second: after, percent: percent)
      }
      guard let amount = token("amount"), amount >= 0 else { return nil }
      return ToldChange(place: place, first: amount, second: after, isAmount: true, percent: percent)
    }
    let judged = judgements.compactMap(\.change).filter { $0.before >= start && $0.after >= start }
    return named
      + judged.map { ToldChange(place: place, first: $0.before - start, second: $0.after - start) }
  }
}
