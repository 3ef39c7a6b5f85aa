import Numbers

/// Changes whose size is printed in both of its forms: “a reduction of 82,797 (25%)”.
extension ChangeClaims {
  /// “a 30% reduction in searches for drugs, which fell from 484,917 to 339,662”, “…, down from 484,917 to 339,662”: the size
  /// before the clause.
  func sizeOfWhich(_ from: Int) -> [(Int, Int)] {
    let verb = s.word(from - 1)
    let isDown = ["up", "down"].contains(verb) && s.isSign(from - 2, ",–—")
    guard s.word(from - 2) == "which" || isDown,
      ProseWords.falls.contains(verb) || ProseWords.rises.contains(verb),
      let size = (start..<max(start, from - 2)).last(where: { s.isFigure($0) && s.group($0) == nil }),
      s.isPercent(size), !used.contains(size), let sign = isChange(size),
      sign == (ProseWords.falls.contains(verb) ? -1 : 1), !s.hasSign(size..<(from - 2), ";:"),
      !s.words((size + 2)..<(from - 2)).contains(where: { ProseWords.isChange($0) }),
      !isDown
        || !s.words(size..<from).contains(where: { ["and", "but", "while", "as", "with"].contains($0) })
    else { return [] }
    return [(size, sign)]
  }

  /// “a decline of roughly a quarter (26% or 184,549) compared with the previous year (714,914)”: both forms of a size.
  mutating func sizes(inBrackets open: Int) {
    guard let group = s.group(open), group.lowerBound == open, group.count == 5, s.isPercent(open + 1),
      s.word(open + 2) == "or", s.isCount(open + 3), !used.contains(open + 1),
      let noun = (max(start, open - 8)..<open).last(where: { ProseWords.isChange(s.word($0)) }),
      s.word(noun + 1) == "of", s.hasNoFigure((noun + 1)..<open),
      ["compared", "from", "on"].contains(s.word(group.upperBound + 1)),
      let next = (group.upperBound + 2..<min(group.upperBound + 10, s.tokens.count)).first(where: {
        s.isSign($0, "(")
      }), s.hasNoFigure((group.upperBound + 1)..<next), let before = s.alone(at: next), s.isCount(before)
    else { return }
    claims.append(.change(open + 1, amount: open + 3, before: before))
    used.formUnion([open + 1, open + 3, before])
  }

  /// “248,661 visits – a reduction of 82,797 (25%)”: the share of the figure before the change.
  mutating func amount(_ index: Int) {
    guard let sign = isChange(index), sign != 0, !isPerTime(index), s.number(index)?.qualifier == .exactly,
      let open = (index + 1..<min(index + 6, s.tokens.count)).first(where: { s.isSign($0, "(") }),
      s.hasNoFigure((index + 1)..<open), s.isPercent(open + 1), s.isSign(open + 2, "),;"),
      !s.hasSign((index + 1)..<open, ",;:"), !used.contains(open + 1)
    else { return }
    if let close = s.group(open + 1)?.upperBound, s.word(close + 1) == "from",
      let before = figure(after: close + 1, within: 3), s.isCount(before)
    {
      claims.append(.change(open + 1, amount: index, before: before))
      used.formUnion([index, open + 1, before])
      return
    }
    guard let after = subject(before: index, unit: index) ?? setApart(from: index), s.isCount(after),
      !used.contains(open + 1)
    else { return }
    var claim = ProseClaim.change(open + 1, amount: index, after: after, isFall: sign < 0)
    claim.needsNearness = true
    claims.append(claim)
    used.formUnion([index, open + 1, after])
  }

  /// “rose by 3,402 offences (9%), from”: the size in both of its forms.
  func amountBefore(_ from: Int) -> [(Int, Int)] {
    let close = s.isSign(from - 1, ",") ? from - 2 : from - 1
    if s.isPercent(close), !used.contains(close), let pair = amountOr(close) { return pair }
    guard s.isSign(close, ")"), let group = s.group(close), let percent = s.alone(at: group.lowerBound),
      s.isPercent(percent), !used.contains(percent),
      let amount = (max(start, group.lowerBound - 3)..<group.lowerBound).last(where: { s.isFigure($0) }),
      s.isCount(amount), s.word(amount - 1) == "by", let sign = isChange(amount), sign != 0
    else { return [] }
    return [(amount, sign), (percent, sign)]
  }

  /// “fell by 0.03, or nearly 6 per cent, from”: the size in both of its forms.
  private func amountOr(_ percent: Int) -> [(Int, Int)]? {
    var place = percent - 1
    while ["nearly", "about", "almost", "just", "over", "around", "some", "by"].contains(s.word(place)) {
      place -= 1
    }
    guard s.word(place) == "or", s.number(percent)?.qualifier != .moreThan,
      let amount = (max(start, place - 4)..<place).last(where: { s.isFigure($0) }),
      s.word(amount - 1) == "by",
      let sign = isChange(amount), sign != 0
    else { return nil }
    return [(amount, sign), (percent, sign)]
  }

  /// The only figure before the semicolon that sets a change apart: “There were 150,070 enquiries in the year; a decrease of
  /// 1,090 (0.7%)”.
  private func setApart(from index: Int) -> Int? {
    guard let mark = (max(start, index - 6)..<index).last(where: { s.isSign($0, ";") }),
      s.words((mark + 1)..<index).allSatisfy({
        ProseWords.isChange($0) || ["a", "an", "of", "by", "this", "is", "was", "which", "or"].contains($0)
      })
    else { return nil }
    let figures = (start..<mark).filter { s.isFigure($0) }
    return figures.count == 1 && s.tokens[figures[0]].role == .figure ? figures.first : nil
  }

  /// “There were 3,744 deaths; this is 70 higher than in 2015 (an increase of 2%)”.
  mutating func amountMore(_ index: Int) {
    guard s.tokens[index].role == .figure, s.number(index)?.qualifier == .exactly,
      let isMore = ProseWords.isMore[s.word(index + 1)], s.word(index + 2) == "than",
      ["this", "that", "which", "it"].contains(s.word(index - 2)), ["is", "was"].contains(s.word(index - 1)),
      let open = (index + 3..<max(index + 3, min(index + 10, s.tokens.count))).first(where: {
        s.isSign($0, "(")
      }),
      s.hasNoFigure((index + 3)..<open), let group = s.group(open), group.lowerBound == open,
      (index + 3..<open).contains(where: { s.isYear($0) || s.word($0) == "year" })
    else { return }
    let sizes = group.filter { s.isFigure($0) }
    let figures = (start..<index).filter { s.isFigure($0) }
    guard sizes.count == 1, let size = sizes.first, s.isPercent(size), !used.contains(size),
      size == open + 1 || isChange(size) == (isMore ? 1 : -1), figures.count == 1, let after = figures.first,
      s.tokens[after].role == .figure, s.isCount(after), s.value(index) < s.value(after) || !isMore
    else { return }
    var claim = ProseClaim.change(size, amount: index, after: after, isFall: !isMore)
    claim.needsNearness = true
    claims.append(claim)
    used.formUnion([size, index, after])
  }

  /// “446 deaths in 2014, up 12% (or 48 deaths) from the 2013 level”.
  ///
  /// A number without “or” may be that to which it rose, so that it is claimed only where it agrees.
  mutating func amountInBrackets(_ index: Int) {
    guard let sign = isChange(index), sign != 0, !isPerTime(index), s.isSign(index + 1, "("),
      let group = s.group(index + 1), group.lowerBound == index + 1
    else { return }
    let figures = group.filter { s.isFigure($0) }
    guard figures.count == 1, let amount = figures.first, s.isCount(amount), s.tokens[amount].role == .figure,
      group.upperBound - amount <= 3, amount == index + 2 || amount == index + 3 && s.word(index + 2) == "or",
      let after = subject(before: index, unit: amount), s.isCount(after), s.tokens[after].role == .figure,
      s.value(amount) < s.value(after) || sign < 0
    else { return }
    var claim = ProseClaim.change(index, amount: amount, after: after, isFall: sign < 0)
    claim.needsNearness = true
    claim.agreesOnly = amount == index + 2
    claims.append(claim)
    if !claim.agreesOnly { used.formUnion([index, amount, after]) }
  }
}
