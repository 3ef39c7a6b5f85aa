import Numbers

/// Differences beside the two figures that they set against each other: “13 percentage points higher among citizens (73%)
/// than others (60%)”.
extension ChangeClaims {
  /// “13 percentage points higher among citizens (73%) than others (60%)” and “a gap of 5.6 percentage points (12.2% for
  /// one and 6.6% for the other)”.
  mutating func points(_ index: Int) {
    let shares = (index + 1..<min(index + 20, s.tokens.count)).filter { s.isFigure($0) }
    guard shares.count == 2, let first = shares.first, let second = shares.last, s.isPercent(first),
      s.isPercent(second), s.isSign(first - 1, "(")
    else { return }
    let between = s.words((first + 1)..<second)
    let compares =
      ProseWords.comparisons.contains(s.word(index + 1)) && between.contains("than")
      && s.isSign(second - 1, "(")
    let isGap =
      s.group(first) == s.group(second) && first == index + 2
      && s.words(max(start, index - 16)..<index).contains { ProseWords.spreads.contains($0) }
    guard compares || isGap else { return }
    claim(index, sign: 0, before: first, after: second)
    used.formUnion([first, second])
  }

  /// “a rate 24% higher than that of men (65.4 vs 52.8)”: the first of two figures beside the second.
  mutating func comparison(_ index: Int) {
    let isMore = ["higher", "more", "greater", "larger"].contains(s.word(index + 1))
    guard isMore || ["lower", "fewer", "less", "smaller"].contains(s.word(index + 1)),
      !self.used.contains(index),
      s.words((index + 2)..<(index + 5)).contains("than"),
      let (after, before) = s.comparedPair(behind: index),
      s.number(after)?.unit != .percent
    else { return }
    claim(index, sign: isMore ? 1 : -1, before: before, after: after)
    used.formUnion([before, after])
  }

  /// “1,250 recalls, 25% fewer than in 2021 (1,400)” and “among women (18.2%) it was 7.4 points lower than among men (24.6%)”:
  /// three figures, of which the last stands alone in brackets.
  mutating func against(_ index: Int) {
    guard let unit = s.number(index)?.unit, unit == .percent || unit == .percentagePoints,
      ProseWords.comparisons.contains(s.word(index + 1)), !isPerTime(index)
    else { return }
    let than = s.word(index + 2) == "than" ? index + 2 : index + 3
    guard s.word(than) == "than", than == index + 2 || ProseRoles.people.contains(s.word(index + 2)) else {
      return
    }
    let isFall = ["lower", "fewer", "less", "below", "smaller", "shorter"].contains(s.word(index + 1))
    if ofAverage(index, than, isFall: isFall) { return }
    let others = s.tokens.indices.dropFirst(start).filter { $0 != index && s.isFigure($0) }
    guard others.count == 2, let after = others.first, let before = others.last, after < index, before > than,
      sameUnit(before, after), s.alone(at: before - 1) == before, before - than <= 9,
      !s.speaks(of: ["while", "whereas", "but"]), s.hasNoFigure(start..<after)
    else { return }
    if unit == .percentagePoints {
      guard s.isPercent(before), s.alone(at: after - 1) == after, index - after <= 6 else { return }
    } else {
      let isSetOff =
        s.isSign(index - 1, ",–—")
        || ["was", "is", "were"].contains(s.word(index - 1)) && s.alone(at: after - 1) == after
      guard s.isCount(before), s.isCount(after), isSetOff, index - after <= 8,
        ["in", "the", "a", "during"].contains(s.word(than + 1)) || s.isYear(than + 2),
        (than..<before).contains(where: {
          s.isYear($0) || ["year", "period", "quarter"].contains(s.word($0))
        }),
        !s.words(after..<index).contains(where: { ["of", "whom", "which", "and"].contains($0) })
      else { return }
    }
    claim(index, sign: isFall ? -1 : 1, before: before, after: after)
    used.formUnion([before, after])
  }

  /// Finds a share beside the average that it is compared with.
  ///
  /// “71.4%. That's 38.4% greater than the national average of 51.6%” is relative to the average, or says its points.
  private mutating func ofAverage(_ index: Int, _ than: Int, isFall: Bool) -> Bool {
    let figures = s.tokens.indices.filter { $0 != index && s.isPercent($0) }
    guard s.number(index)?.unit == .percent, figures.count == 2, let after = figures.first,
      let before = figures.last, after < index, before > than, before - than <= 6, s.word(before - 1) == "of",
      s.words(than..<before).contains(where: { ["average", "mean", "median", "rate", "figure"].contains($0) }
      ),
      s.isPercent(after), s.isPercent(before), s.endsClause(before + 1), s.value(before) > 0,
      s.isSign(index - 1, ",–—(") || index - start <= 2 && start > 0
    else { return false }
    // “38% greater” is said of points as well.
    let points = (s.value(after) - s.value(before)) * (isFall ? -1 : 1)
    guard abs(points - s.value(index)) > 0.11 else { return true }
    claim(index, sign: isFall ? -1 : 1, before: before, after: after)
    if var last = claims.popLast() {
      last.subjects = []
      claims.append(last)
    }
    used.formUnion([before, after])
    return true
  }
}
