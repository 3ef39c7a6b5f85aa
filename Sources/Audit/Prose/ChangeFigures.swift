import Numbers

/// The two figures that a change belongs to: “313, an increase of 12% from 288”, “by 9% to 40,606 from 44,051”.
extension ChangeClaims {
  /// “313, an increase of 12% from 288”, “86, up from 81 (a 16% increase)”, “down 35 from 110”, “by 9% to 40,606 from 44,051”.
  mutating func single(_ index: Int) {
    guard let sign = isChange(index), !isPerTime(index), let unit = s.number(index)?.unit else { return }
    if let (after, before) = toFrom(index) ?? fromBehind(index) ?? upFrom(index) ?? compared(index)
      ?? inWhich(index) ?? bracketed(index, sign) ?? comparedInBrackets(index) ?? againstInBrackets(index)
      ?? downTo(index, sign),
      sameUnit(before, after),
      unit == .percent || unit == s.number(before)?.unit || unit == .percentagePoints,
      !used.contains(after) || !used.contains(before)
    {
      claim(index, sign: sign, before: before, after: after)
      used.formUnion([before, after])
    } else if unit == .percent, s.tokens.indices.contains(where: { $0 != index && s.isCount($0) }) {
      omissions.append(
        ProseOmission(
          tokens: [index],
          reason: "the two figures that it is the change between are not both in the sentence"))
    }
  }

  /// “by 9% to 40,606 from 44,051”.
  private func toFrom(_ index: Int) -> (Int, Int)? {
    let verb = s.isSign(index + 1, ",") && Self.endings.contains(s.word(index + 2)) ? index + 2 : index
    guard let to = link(["to"], after: verb, within: 3), let after = figure(after: to, within: 3) else {
      return nil
    }
    // “by 9% to 40,606 in 2024, from 44,051”
    let end = s.isYear(after + 2) ? after + 2 : after
    guard
      let from = s.isSign(end + 1, ",") && s.word(end + 2) == "from"
        ? end + 2
        : s.isSign(after + 1, ",(") && s.word(after + 2) == "from"
          ? after + 2
          : s.isSign(after + 1, ",(–—") && ["up", "down"].contains(s.word(after + 2))
            && s.word(after + 3) == "from" ? after + 3 : link(["from"], after: after, within: 8),
      let before = figure(after: from, within: 3)
    else { return nil }
    return (after, before)
  }

  /// Words before the two figures of a change: “declined 1.8 per cent, dropping to 735 from 748”.
  static let endings: Set<String> = [
    "dropping", "falling", "declining", "decreasing", "rising", "increasing", "growing", "climbing",
  ]

  /// “313 deaths, an increase of 12% from 288” and “75, down 35 from 110”.
  private func fromBehind(_ index: Int) -> (Int, Int)? {
    guard let from = link(["from", "on", "over", "against"], after: index, within: 4),
      let before = figure(after: from, within: 4) ?? stated(behind: from, index),
      s.word(before + 1) != "to", let after = subject(before: index, unit: before)
    else { return nil }
    if s.word(from) != "from", s.number(index)?.unit != .percent { return nil }
    return target(after: before) == nil || s.word(from) != "from" ? (after, before) : nil
  }

  /// The figure of a time or total that a change is told from, where the sentence has one other only.
  private func stated(behind link: Int, _ index: Int) -> Int? {
    guard let before = s.statedFigure(behind: link) else { return nil }
    let bases = (start..<index).filter { s.isFigure($0) && sameUnit(before, $0) && !isBase($0) }
    let isTold = claims.contains { claim in claim.figures.contains { bases.contains($0.token) } }
    return bases.count == 1 || isTold ? before : nil
  }

  /// “86 deaths, up from 81 the previous year (a 16% increase)”.
  private func upFrom(_ index: Int) -> (Int, Int)? {
    for place in stride(from: index - 1, through: max(start + 1, index - 12), by: -1) {
      guard s.word(place) == "from", ["up", "down"].contains(s.word(place - 1)),
        let before = figure(after: place, within: 3), before < index, s.hasNoFigure((before + 1)..<index),
        let after = subject(before: place - 1, unit: before)
      else { continue }
      return (after, before)
    }
    return nil
  }

  /// “313, compared with 288 in 2012, an increase of 12%”.
  func compared(_ index: Int) -> (Int, Int)? {
    for place in stride(from: index - 1, through: max(start + 1, index - 18), by: -1) {
      guard ["with", "to", "against"].contains(s.word(place)),
        s.word(place) == "against" || s.word(place - 1) == "compared" || s.word(place - 1) == "compares",
        let before = figure(after: place, within: 3), before < index, s.hasNoFigure((before + 1)..<index),
        s.hasSign((before + 1)..<index, ",(–—"), let after = subject(before: place - 1, unit: before)
      else { continue }
      // “3,479 in 2009, compared with 3,370 in 2012”: the years say which came first.
      if let first = year(in: (after + 1)..<before), let second = year(in: (before + 1)..<index),
        first < second
      {
        return (before, after)
      }
      return (after, before)
    }
    return nil
  }

  /// “558 searches, an increase of 52% compared with the previous year, in which there were 367”.
  private func inWhich(_ index: Int) -> (Int, Int)? {
    let last = min(index + 14, s.tokens.count)
    guard
      let place = (index + 1..<last).first(where: {
        s.word($0) == "when" || s.word($0) == "which" && s.word($0 - 1) == "in"
      }), s.hasNoFigure((index + 1)..<place), let before = figure(after: place, within: 5),
      s.words((place + 1)..<before).allSatisfy({ Self.stating.contains($0) }),
      s.words((place + 1)..<before).contains(where: { ["was", "were", "at"].contains($0) })
        || before == place + 1
          && s.words((before + 1)..<(before + 6)).contains(where: {
            ["was", "were", "made", "received", "applied", "had"].contains($0)
          })
    else { return nil }
    return subject(before: index, unit: before).map { ($0, before) }
  }

  private static let stating: Set<String> = [
    "there", "were", "was", "it", "stood", "at", "the", "figure", "number", "total", "rate",
  ]

  /// “5.7 weeks, down 7% compared to the first quarter of 2019 (6.1 weeks)”: brackets that hold the figure of a time named
  /// before them.
  private func comparedInBrackets(_ index: Int) -> (Int, Int)? {
    guard s.number(index)?.unit == .percent,
      let link = (index + 1..<min(index + 4, s.tokens.count)).first(where: {
        ["compared", "on", "from", "than"].contains(s.word($0))
      }), s.hasNoFigure((index + 1)..<link),
      let open = (link + 1..<min(link + 9, s.tokens.count)).first(where: { s.isSign($0, "(") }),
      !s.hasSign(link..<open, ",;:"), s.hasNoFigure(link..<open),
      (link..<open).contains(where: { s.isYear($0) }),
      let group = s.group(open), s.isFigure(open + 1), s.number(open + 1)?.qualifier == .exactly,
      group.upperBound == open + 2 || group.upperBound == open + 3 && !s.word(open + 2).isEmpty
    else { return nil }
    return subject(before: index, unit: open + 1).map { ($0, open + 1) }
  }

  /// “a 25% fall in deaths (253 against 339 in 2018)”, “down 15.7% (893 this year, compared with 1,059 last year)”: brackets
  /// that hold the figure of one time and then that of another.
  private func againstInBrackets(_ index: Int) -> (Int, Int)? {
    guard s.number(index)?.unit == .percent,
      let open = (index + 1..<min(index + 10, s.tokens.count)).first(where: { s.isSign($0, "(") }),
      s.hasNoFigure((index + 1)..<open), !s.hasSign((index + 1)..<open, ",;:"),
      !s.words((index + 1)..<open).contains(where: { ["and", "but", "while", "whereas"].contains($0) }),
      let group = s.group(open), group.lowerBound == open, isPlain(open + 1),
      let link = (open + 2..<min(open + 9, group.upperBound)).first(where: {
        ["against", "versus", "vs", "compared"].contains(s.word($0))
      }), s.hasNoFigure((open + 2)..<link)
    else { return nil }
    var other = link + 1
    while ["with", "to", "the", "a", "just", "only"].contains(s.word(other)) { other += 1 }
    let behind = (other + 1)..<min(other + 7, group.upperBound)
    guard other < group.upperBound, isPlain(other),
      behind.contains(where: {
        s.isYear($0) || ["last", "previous", "earlier", "before", "prior"].contains(s.word($0))
      }) || s.words((open + 2)..<link).contains(where: { ["last", "previous"].contains($0) })
    else { return nil }
    let isReversed =
      s.words((open + 2)..<link).contains { ["last", "previous"].contains($0) }
      || year(in: (open + 2)..<link).flatMap { first in year(in: behind).map { first < $0 } } ?? false
    return isReversed ? (other, open + 1) : (open + 1, other)
  }

  /// A figure in digits that is no percentage.
  private func isPlain(_ index: Int) -> Bool {
    s.isFigure(index) && s.tokens[index].role != .word && s.number(index)?.unit == .plain
      && s.number(index)?.qualifier == .exactly
  }

  /// “A 20% reduction has been recorded in false alarms – down to 123 this year from 155 the year before”.
  private func downTo(_ index: Int, _ sign: Int) -> (Int, Int)? {
    guard s.number(index)?.unit == .percent,
      let to = (index + 3..<max(index + 3, min(index + 24, s.tokens.count))).first(where: {
        s.word($0) == "to"
          && (["up", "down"].contains(s.word($0 - 1)) || Self.endings.contains(s.word($0 - 1))
            || s.isSign($0 - 1, "–—"))
      }), s.isSign(to - 1, "–—") || ProseWords.falls.contains(s.word(to - 1)) == (sign < 0),
      s.isSign(to - 1, "–—") || s.isSign(to - 2, "–—(")
        || s.isSign(to - 2, ",") && ["up", "down"].contains(s.word(to - 1)),
      s.hasNoFigure((index + 1)..<to),
      !s.words((index + 1)..<to).contains(where: { ["and", "but", "while", "whereas", "as"].contains($0) }),
      let after = figure(after: to, within: 3),
      let from = (after + 1..<min(after + 6, s.tokens.count)).first(where: { s.word($0) == "from" }),
      s.hasNoFigure((after + 1)..<from), !s.hasSign((after + 1)..<from, ";:()"),
      let before = figure(after: from, within: 3)
    else { return nil }
    return (after, before)
  }

  /// “a 9% reduction in murders (43 to 39)”: brackets that hold the two figures and nothing else.
  ///
  /// “A 9% reduction among young adults (18 to 24)” has a range, which rises.
  private func bracketed(_ index: Int, _ sign: Int) -> (Int, Int)? {
    guard s.number(index)?.unit == .percent, sign != 0,
      let open = (index + 1..<min(index + 9, s.tokens.count)).first(where: { s.isSign($0, "(") }),
      s.hasNoFigure((index + 1)..<open), !s.hasSign((index + 1)..<open, ",;:"), let group = s.group(open)
    else { return nil }
    let (before, after) = (open + 1, open + 3)
    guard s.word(open + 2) == "to", s.isCount(before), s.isCount(after), s.value(before) > 0,
      sign > 0 || s.value(after) < s.value(before), s.value(after) != s.value(before),
      group.upperBound == after + 1 || group.upperBound == after + 2 && s.isPeople(after + 1)
    else { return nil }
    return (after, before)
  }

  /// The last year named within a range of places, also as FY2012.
  func year(in range: Range<Int>) -> Int? {
    range.clamped(to: 0..<s.tokens.count).compactMap { place -> Int? in
      let text = s.tokens[place].text
      guard s.isYear(place) || text.uppercased().hasPrefix("FY") else { return nil }
      let digits = text.drop { !$0.isNumber }.prefix { $0.isNumber }
      return digits.count == 4 ? Int(digits) : nil
    }.last
  }

  /// Whether a figure is the one that a change before it is told from: “a 20% fall on the 2010 figure of 45,910, and …”.
  private func isBase(_ index: Int) -> Bool {
    guard let size = (max(start, index - 12)..<max(start, index)).last(where: { s.isFigure($0) }),
      s.isPercent(size), isChange(size) != nil, !s.hasSign((size + 1)..<index, ",;:()–—")
    else { return false }
    let words = s.words((size + 1)..<index)
    return words.contains { ["from", "on", "over", "than"].contains($0) } && !words.contains("to")
  }

  func link(_ words: Set<String>, after index: Int, within distance: Int) -> Int? {
    for place in (index + 1)..<min(index + 1 + distance, s.tokens.count) {
      if words.contains(s.word(place)) { return place }
      if s.isFigure(place) || s.isSign(place, ",;:()") { return nil }
    }
    return nil
  }

  /// The figure that a change is said of: the nearest before it of the same unit, in the same clause.
  func subject(before index: Int, unit other: Int) -> Int? {
    var place = index - 1
    while place >= max(start, index - 28) {
      // “77,240, up 8% on a year earlier, and up 61% on the low of 48,010”
      if place < index - 1, s.isPercent(place), !s.isPercent(other),
        ["up", "down"].contains(s.word(place - 1)),
        s.words(place..<index).contains("and")
      {
        place -= 1
        continue
      }
      // “15,290, up 6% from 14,390 a quarter before and up 2% from 14,930 a year before”
      if s.words(place..<index).contains("and"),
        let first = claims.first(where: { claim in
          claim.kind == .change && claim.figures.contains { $0.name == "before" && $0.token == place }
        }), let after = first.figures.first(where: { $0.name == "after" })?.token, after < place
      {
        return sameUnit(after, other) ? after : nil
      }
      // “1,654 trials, an increase from 113 in the quarter before but below the year before (6,249)”
      if s.words(place..<index).contains(where: { ["and", "but", "though", "although"].contains($0) }),
        let own = held[place]
      {
        return sameUnit(own, other) ? own : nil
      }
      // “the rate was 0.06 (6 pupils per 10,000), a decrease from 0.07”: brackets that explain the figure before them.
      if let group = s.group(place), s.group(index) == nil, s.isFigure(place),
        s.isFigure(group.lowerBound - 1),
        s.number(place)?.decimals != s.number(other)?.decimals
      {
        place = group.lowerBound - 1
        continue
      }
      // “14,013 people waiting more than 18 months, up from 13,164”
      if s.isFigure(place), s.tokens[place].role.isMeasure, !s.tokens[other].role.isMeasure, place < index - 2
      {
        place -= 1
        continue
      }
      if s.isFigure(place) {
        guard !isBase(place), sameUnit(place, other), !s.words(place..<index).contains("but"),
          s.group(place) == s.group(index) || s.group(index) != nil,
          s.group(place) == nil || s.group(place) == s.group(other)
        else { return nil }
        return place
      }
      if s.isSign(place, ";:") || ["while", "whereas"].contains(s.word(place)) { return nil }
      if s.word(place) == "but", held.isEmpty { return nil }
      place -= 1
    }
    return nil
  }
}
