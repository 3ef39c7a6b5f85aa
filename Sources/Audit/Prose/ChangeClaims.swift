import Numbers

/// Finds changes beside the two figures that they lie between: “from 1,192 in 2011 to 1,086 in 2012, a fall of 9%”.
struct ChangeClaims {
  private let s: ProseSentence
  private let start: Int
  private(set) var claims: [ProseClaim] = []
  private(set) var judgements: [ProseJudgement] = []
  private(set) var omissions: [ProseOmission] = []
  private var used: Set<Int>

  init(_ context: ProseContext, used: Set<Int>) {
    s = context.sentence
    start = context.start
    self.used = used
    if s.isTabular { return }
    for from in s.tokens.indices.dropFirst(start) where s.word(from) == "from" { fromTo(from) }
    for verb in s.tokens.indices.dropFirst(start) where s.word(verb + 1) == "between" { spread(verb) }
    for open in s.tokens.indices.dropFirst(start) where s.isSign(open, "(") { sizes(inBrackets: open) }
    for index in s.tokens.indices.dropFirst(start) where isChange(index) != nil && !self.used.contains(index)
    {
      single(index)
    }
    for index in s.tokens.indices.dropFirst(start) where s.isCount(index) { amount(index) }
    for from in s.tokens.indices.dropFirst(start + 1) where s.word(from) == "from" { directed(from) }
    for open in s.tokens.indices.dropFirst(start + 1) where s.isSign(open, "(") { directedInBrackets(open) }
    for to in s.tokens.indices.dropFirst(start + 1) where s.word(to) == "to" { risenTo(to) }
    for index in s.tokens.indices.dropFirst(start) where !self.used.contains(index) {
      if s.isPercent(index) { comparison(index) }
      if !self.used.contains(index) { against(index) }
      if s.number(index)?.unit == .percentagePoints { points(index) }
    }
  }

  /// “13 percentage points higher among citizens (73%) than others (60%)” and “a gap of 5.6 percentage points (12.2% for
  /// one and 6.6% for the other)”.
  private mutating func points(_ index: Int) {
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
  private mutating func comparison(_ index: Int) {
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
  private mutating func against(_ index: Int) {
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
      guard s.isCount(before), s.isCount(after), s.isSign(index - 1, ",–—"), index - after <= 8,
        ["in", "the", "a", "during"].contains(s.word(than + 1)),
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

  /// The direction that the words around a figure give a change, 0 for a difference; nil where it is no change.
  private func isChange(_ index: Int) -> Int? {
    guard s.isFigure(index), !isWord(index) else { return nil }
    var place = index - 1
    while [
      "a", "an", "of", "by", "some", "around", "about", "just", "over", "nearly", "almost", "approximately",
      "or", "only", "and", "slightly", "sharply", "further", "marginally", "more", "than", "less",
    ]
    .contains(s.word(place)), place > index - 5 {
      place -= 1
    }
    let before = s.word(place)
    // “decreased 59%, from”: the verb stands before the percentage itself.
    let isFollowed =
      s.word(index + 1) == "from"
      || s.isSign(index + 1, ",") && (s.word(index + 2) == "from" || Self.endings.contains(s.word(index + 2)))
      || s.word(index + 1) == "to" && s.isCount(index + 2)
    let linked =
      place < index - 1 || ["up", "down"].contains(before) || s.isSign(index - 1, "(")
      || isFollowed && s.number(index)?.unit == .percent
    if linked, s.hasNoFigure((place + 1)..<index) {
      if ProseWords.falls.contains(before) { return -1 }
      if ProseWords.rises.contains(before) { return 1 }
      if before == "change", s.number(index)?.significand ?? 0 > 0 { return 0 }
      if ProseWords.spreads.contains(before), s.word(index - 1) == "of" { return 0 }
    }
    for ahead in 1...3 {
      let next = s.word(index + ahead)
      if ProseWords.falls.contains(next), next != "down" || ahead == 1 { return -1 }
      if ProseWords.rises.contains(next), next != "up" || ahead == 1 { return 1 }
      guard
        [
          "relative", "absolute", "overall", "net", "annual", "real", "terms", "point", "percentage",
          "year-on-year",
        ].contains(next)
      else { break }
    }
    return nil
  }

  /// A number in words without a unit, which counts periods, groups or treatments as often as what changes.
  private func isWord(_ index: Int) -> Bool {
    s.tokens[index].role == .word && s.number(index)?.unit == .plain && s.number(index)?.scale == 0
  }

  /// A change per year is not the change between two years.
  private func isPerTime(_ index: Int) -> Bool {
    let next = s.words((index + 1)..<(index + 6))
    if let per = next.firstIndex(of: "per"), per + 1 < next.count, ProseWords.perTime.contains(next[per + 1])
    {
      return true
    }
    if next.first == "a" || next.first == "each" || next.first == "every", next.count > 1,
      ProseWords.perTime.contains(next[1])
    {
      return true
    }
    let before = s.words((index - 5)..<index)
    return next.prefix(2).contains { ["annually", "yearly", "annual", "average"].contains($0) }
      || zip(next, next.dropFirst()).prefix(2).contains { $0 == ("on", "average") }
      || before.contains { ["annual", "annually", "average", "compound", "mean", "averaging"].contains($0) }
  }

  private func sameUnit(_ a: Int, _ b: Int) -> Bool {
    guard let x = s.number(a), let y = s.number(b) else { return false }
    if x.unit != y.unit { return false }
    if case .measure(let unit) = s.tokens[a].role {
      if case .measure(let other) = s.tokens[b].role { return unit.prefix(3) == other.prefix(3) }
      return false
    }
    if s.tokens[b].role.isMeasure {
      return s.tokens[a].role == .figure && a < b && b - a <= 2 && s.hasNoFigure((a + 1)..<b)
    }
    return true
  }

  /// “from X … to Y …” with a change before or behind, or none but a verb of direction.
  private mutating func fromTo(_ from: Int) {
    guard let first = figure(after: from, within: 4), !used.contains(first),
      let (second, _) = target(after: first), !isTime(second),
      sameUnit(first, second)
        || s.isPercent(second) && s.number(first).map({ $0.unit == .plain && $0.decimals > 0 }) ?? false
    else { return }
    let before = changeBefore(from)
    let behind = changeBehind(second)
    var found = false
    // “Rates ranged from 12% to 48%, a difference of 36 points”: a range has a width and no direction.
    if Self.ranges.contains(s.word(from - 1)), behind.map({ $0.1 != 0 }) ?? true { return }
    let sizes = before == nil ? amountBefore(from) + sizeOfWhich(from) : []
    for (index, sign) in [before, behind].compactMap({ $0 }) + sizes where !isPerTime(index) {
      let isOfAnother = index > second && saysOfWhat(index)
      claim(
        index, sign: sign, before: first, after: second,
        doubt: isOfAnother ? "the change may be one of what is named behind it" : nil)
      found = true
    }
    if !found, before == nil, behind == nil { direction(from, first, second) }
    used.formUnion([first, second])
  }

  /// “Rates varied between 18% and 42%, a spread of 24 points”.
  private mutating func spread(_ verb: Int) {
    guard Self.ranges.contains(s.word(verb)), let first = figure(after: verb + 1, within: 2),
      let and = (first + 1..<first + 7).first(where: { s.word($0) == "and" }),
      s.hasNoFigure((first + 1)..<and),
      let second = figure(after: and, within: 2), sameUnit(first, second), !used.contains(first),
      let (size, sign) = changeBehind(second), sign == 0, !used.contains(size)
    else { return }
    claim(size, sign: 0, before: first, after: second)
    used.formUnion([first, second])
  }

  /// “a 30% reduction in searches for drugs, which fell from 484,917 to 339,662”: the size before the clause.
  private func sizeOfWhich(_ from: Int) -> [(Int, Int)] {
    let verb = s.word(from - 1)
    guard s.word(from - 2) == "which", ProseWords.falls.contains(verb) || ProseWords.rises.contains(verb),
      let size = (start..<max(start, from - 2)).last(where: { s.isFigure($0) && s.group($0) == nil }),
      s.isPercent(size), !used.contains(size), let sign = isChange(size),
      sign == (ProseWords.falls.contains(verb) ? -1 : 1), !s.hasSign(size..<(from - 2), ";:"),
      !s.words((size + 2)..<(from - 2)).contains(where: { ProseWords.isChange($0) })
    else { return [] }
    return [(size, sign)]
  }

  /// “a decline of roughly a quarter (26% or 184,549) compared with the previous year (714,914)”: both forms of a size.
  private mutating func sizes(inBrackets open: Int) {
    guard let group = s.group(open), group.lowerBound == open, group.count == 5, s.isPercent(open + 1),
      s.word(open + 2) == "or", s.isCount(open + 3), !used.contains(open + 1),
      let noun = (max(start, open - 8)..<open).last(where: { ProseWords.isChange(s.word($0)) }),
      s.word(noun + 1) == "of", s.hasNoFigure((noun + 1)..<open),
      ["compared", "from", "on"].contains(s.word(group.upperBound + 1)),
      let next = (group.upperBound + 2..<min(group.upperBound + 10, s.tokens.count)).first(where: {
        s.isSign($0, "(")
      }), s.hasNoFigure((group.upperBound + 1)..<next), let before = s.alone(at: next), s.isCount(before)
    else { return }
    claims.append(
      ProseClaim(
        .change, [("change", open + 1), ("amount", open + 3), ("before", before)],
        "change = 100 * amount / before", rounded: ["change"]))
    used.formUnion([open + 1, open + 3, before])
  }

  /// Words before “from” that make a range of what follows.
  private static let ranges: Set<String> = [
    "ranging", "ranged", "ranges", "range", "varied", "varies", "varying", "vary", "anywhere", "between",
    "estimates", "scores", "aged", "ages", "apart",
  ]

  /// “a 21% increase in rate”, “a decrease of 66% in calls”: behind the figures, a change of something else.
  private func saysOfWhat(_ index: Int) -> Bool {
    var place = index + 1
    while place < index + 5,
      ProseWords.isChange(s.word(place))
        || ["relative", "absolute", "overall", "net", "point", "percentage"]
          .contains(s.word(place))
    { place += 1 }
    guard ["in", "of", "for", "among", "at", "from", "per"].contains(s.word(place)) else { return false }
    if s.isYear(place + 1) || s.word(place + 1).isEmpty { return false }
    return !["the", "just", "only", "this", "that", "one", "total", "all"].contains(s.word(place + 1))
      || s.word(place + 1) == "the"
        && !["year", "period", "number", "last", "same", "total", "past"]
          .contains(s.word(place + 2))
  }

  /// Whether a figure is a stretch of time, whose ends are no figures that change: “from 210 to 420 min”.
  private func isTime(_ index: Int) -> Bool {
    guard case .measure(let unit) = s.tokens[index].role, s.word(index - 1) == "to" else { return false }
    return s.group(index) != nil && Self.times.contains { unit.hasPrefix($0) }
  }

  private static let times = ["min", "hour", "hr", "day", "week", "month", "year", "sec"]

  /// “248,661 visits – a reduction of 82,797 (25%)”: the share of the figure before the change.
  private mutating func amount(_ index: Int) {
    guard let sign = isChange(index), sign != 0, !isPerTime(index), s.number(index)?.qualifier == .exactly,
      let open = (index + 1..<min(index + 6, s.tokens.count)).first(where: { s.isSign($0, "(") }),
      s.hasNoFigure((index + 1)..<open), s.isPercent(open + 1), s.isSign(open + 2, "),;"),
      !s.hasSign((index + 1)..<open, ",;:"), !used.contains(open + 1)
    else { return }
    let rounded: Set<String> = ["change"]
    if let close = s.group(open + 1)?.upperBound, s.word(close + 1) == "from",
      let before = figure(after: close + 1, within: 3), s.isCount(before)
    {
      claims.append(
        ProseClaim(
          .change, [("change", open + 1), ("amount", index), ("before", before)],
          "change = 100 * amount / before",
          rounded: rounded))
      used.formUnion([index, open + 1, before])
      return
    }
    guard let after = subject(before: index, unit: index), s.isCount(after), !used.contains(open + 1) else {
      return
    }
    var claim = ProseClaim(
      .change, [("change", open + 1), ("amount", index), ("after", after)],
      sign < 0 ? "change = 100 * amount / (after + amount)" : "change = 100 * amount / (after - amount)",
      rounded: rounded)
    claim.needsNearness = true
    claims.append(claim)
    used.formUnion([index, open + 1, after])
  }

  private func figure(after index: Int, within distance: Int) -> Int? {
    for place in (index + 1)..<min(index + 1 + distance, s.tokens.count) {
      if s.isFigure(place) { return isWord(place) ? nil : place }
      if s.isYear(place) || s.isSign(place, ";:()") || s.number(place) != nil { return nil }
    }
    return nil
  }

  /// The figure behind the next “to”, with a year or a place at most between.
  private func target(after first: Int) -> (Int, Int)? {
    var to = first + 1
    let last = s.isSign(first + 1, "(") ? first + 24 : first + 14
    while to < min(last, s.tokens.count) {
      if s.word(to) == "to", !endsPeriod(to) { break }
      if to == first + 1, s.isSign(to, "("), let end = s.group(to)?.upperBound, s.group(first) == nil {
        to = end + 1
        continue
      }
      if s.isFigure(to) || s.isSign(to, ";:") { return nil }
      to += 1
    }
    guard s.word(to) == "to", let second = figure(after: to, within: 4) else { return nil }
    return (second, to)
  }

  /// “4.8 in the 12 months to June 2020”, “in the year to March”: a word that ends a period and no change.
  private func endsPeriod(_ to: Int) -> Bool {
    ["months", "year", "quarter", "weeks"].contains(s.word(to - 1)) && ProseRoles.month(s.word(to + 1)) != nil
  }

  /// “fell by 12% from”, “a 12% rise from”, “a rise of 12% from”.
  private func changeBefore(_ from: Int) -> (Int, Int)? {
    for place in stride(from: from - 1, through: max(start, from - 9), by: -1) where s.isFigure(place) {
      guard let sign = isChange(place) ?? listedChange(place, from),
        !s.hasSign((place + 1)..<max(place + 1, from - 1), ",;:)"),
        !s.isSign(from - 1, ";:)"), !used.contains(place),
        !s.words((place + 1)..<from).contains(where: { ["and", "but", "while", "to"].contains($0) })
      else { return nil }
      return (place, sign)
    }
    return nil
  }

  /// “places grew by 23% (from 6,552 to 8,083) and inmates by 14% (from 6,792 to 7,746)”: the verb stands once.
  private func listedChange(_ index: Int, _ from: Int) -> Int? {
    guard index == from - 2, s.isSign(from - 1, "("), s.word(index - 1) == "by", s.isPercent(index),
      let verb = (start..<index).last(where: { ProseWords.isChange(s.word($0)) }),
      !s.hasSign(verb..<index, ";:")
    else { return nil }
    return ProseWords.falls.contains(s.word(verb)) ? -1 : ProseWords.rises.contains(s.word(verb)) ? 1 : nil
  }

  /// “rose by 3,402 offences (9%), from”: the size in both of its forms.
  private func amountBefore(_ from: Int) -> [(Int, Int)] {
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

  /// “, a rise of 12%”, “(12%)”, “(a 12% rise)”, “or by 12%”.
  private func changeBehind(_ second: Int) -> (Int, Int)? {
    var place = second + 1
    while place < min(second + 13, s.tokens.count), !s.isFigure(place) {
      if s.isSign(place, ";:") || ["and", "while", "but", "whereas", "target"].contains(s.word(place)) {
        return nil
      }
      place += 1
    }
    guard place < min(second + 13, s.tokens.count), s.isFigure(place), !used.contains(place) else {
      return nil
    }
    let mark = (second + 1..<place).last { s.isSign($0, ",(–—-") || s.word($0) == "or" }
    let isLinked =
      mark.map { mark in
        s.words((mark + 1)..<place).allSatisfy { Self.apposing.contains($0) || ProseWords.isChange($0) }
      } ?? false
    if let sign = isChange(place) { return isLinked ? (place, sign) : nil }
    let text = s.tokens[place].text
    if let group = s.group(place), s.group(second) == nil, place == group.lowerBound + 1,
      s.isSign(place + 1, "),"), namesNothing((second + 1)..<group.lowerBound)
    {
      if text.hasPrefix("+") { return (place, 1) }
      if text.hasPrefix("-") || text.hasPrefix("−") { return (place, 2) }
    }
    return nil
  }

  /// Whether what stands between a figure and its change is a date or what is counted, and nothing new.
  private func namesNothing(_ between: Range<Int>) -> Bool {
    between.allSatisfy { place in
      s.isYear(place) || ["in", "the", "year"].contains(s.word(place))
        || ProseRoles.people.contains(s.word(place))
    }
  }

  private static let apposing: Set<String> = [
    "a", "an", "of", "by", "or", "relative", "overall", "net", "i.e", "ie", "equivalent", "to",
    "representing", "equating",
    "which", "is", "was", "percentage", "point", "that", "this", "total", "real", "some", "around", "about",
    "just", "over",
    "nearly", "almost", "approximately", "the", "equates", "represents", "giving", "difference", "gap",
    "equal", "further", "only", "spread",
  ]

  /// The claim that a change is that between two figures.
  private mutating func claim(_ index: Int, sign: Int, before: Int, after: Int, doubt: String? = nil) {
    guard let unit = s.number(index)?.unit, let own = s.number(before)?.unit else { return }
    let isRelative = unit == .percent
    // “by 4.1 percentage points from 32.7 to 28.6”
    let areShares =
      [before, after].allSatisfy {
        s.number($0)?.decimals ?? 0 > 0 && s.value($0) <= 100 && !s.tokens[$0].role.isMeasure
      }
      && s.words(0..<index).contains { ["rate", "rates", "share", "proportion", "percentage"].contains($0) }
    guard
      isRelative || unit == own
        || unit == .percentagePoints && (own == .percent || own == .plain && areShares)
    else { return }
    if s.tokens[index].role == .word, unit == .plain, own != .plain { return }
    var sign = sign
    if sign == 0 { sign = s.value(after) >= s.value(before) ? 1 : -1 }
    let isSigned = sign == 2
    let difference = sign > 0 ? "after - before" : "before - after"
    let spread = isRelative && own == .percent && ProseWords.spreads.contains(s.word(index - 2))
    used.insert(index)
    var rounded: Set<String> = unit == .plain || unit == .pounds ? [] : ["change"]
    if isRate(before, after) { rounded.formUnion(["before", "after"]) }
    if isRate(before, after), !isRelative { rounded.insert("change") }
    var claim = ProseClaim(
      .change, [("change", index), ("before", before), ("after", after)],
      isRelative && !spread ? "change = 100 * (\(difference)) / before" : "change = \(difference)",
      rounded: rounded)
    if isSigned, let number = s.number(index), number.significand > 0 {
      claim.doubt = "the sign of the change is not clear"
    }
    if let doubt { claim.doubt = doubt }
    claim.needsMagnitude = true
    let words = s.words(0..<s.tokens.count)
    if zip(words, words.dropFirst()).contains(where: {
      ["hazard", "odds", "risk", "rate"].contains($0) && $1.hasPrefix("ratio")
        || ($0, $1) == ("relative", "risk")
    }) {
      claim.doubt = "the change may be one of the excess over 1, as of ratios"
    }
    if s.words(0..<s.tokens.count).contains(where: {
      ["target", "real", "adjusted", "seasonally", "inflation"].contains($0)
    }) {
      claim.doubt = "the change may be one of a target, or adjusted"
    }
    // “120 staff and 45 vacancies, down 10 from 130”: the nearest figure need not be the one that changed.
    claim.subjects = (start..<index).filter {
      $0 != before && $0 != after && s.isFigure($0) && sameUnit(before, $0)
    }
    claims.append(claim)
  }

  /// Whether two figures are rates, which are rounded though printed whole.
  private func isRate(_ before: Int, _ after: Int) -> Bool {
    [before, after].contains { place in
      let next = s.words((place + 1)..<(place + 5))
      return next.contains("per")
    }
      || s.words(0..<min(before, after)).contains {
        ["rate", "rates", "ratio", "average", "mean", "median", "index"].contains($0)
      }
  }

  /// “fell from 30.0% to 33.9%” where nothing else is said of the change.
  private mutating func direction(_ from: Int, _ first: Int, _ second: Int) {
    var place = from - 1
    while place > from - 4,
      [
        "back", "slightly", "sharply", "significantly", "steadily", "further", "again", "rapidly", "overall",
        "marginally",
      ]
      .contains(s.word(place))
    {
      place -= 1
    }
    let verb = s.word(place)
    let falls: Set = [
      "fell", "fallen", "decreased", "dropped", "declined", "falling", "declining", "decreasing",
    ]
    let rises: Set = ["rose", "risen", "increased", "grew", "grown", "climbed", "rising", "increasing"]
    guard falls.contains(verb) || rises.contains(verb), let x = s.number(first), let y = s.number(second),
      x.qualifier == .exactly, y.qualifier == .exactly, x.significand >= 0, y.significand >= 0,
      x.value.double != y.value.double, isOfValue(first, second),
      !["in", "per"].contains(s.word(first + 1)) || s.isYear(first + 2) || s.isYear(first + 3),
      !s.words((first + 1)..<second).contains("in")
        || s.tokens[(first + 1)..<second].contains(where: { $0.role == .date })
        || (s.number(first)?.unit != .plain)
    else { return }
    let isFall = falls.contains(verb)
    let holds = isFall ? y.value < x.value : y.value > x.value
    judgements.append(
      ProseJudgement(
        kind: .direction, rule: "\(verb) from \(s.tokens[first].text) to \(s.tokens[second].text)",
        tokens: [place, first, second], holds: holds, published: y.value.double...y.value.double,
        computed: x.value.double...x.value.double, printed: s.tokens[second].text,
        implied: (isFall ? "below " : "above ") + s.tokens[first].text,
        message: "it is said to have \(isFall ? "fallen" : "risen"), but \(s.tokens[second].text) is "
          + "\(isFall ? "more" : "less") than \(s.tokens[first].text)"))
  }

  /// “302 incidents, an increase from 235” and “86, down slightly from 81”: two figures and a word of direction.
  private mutating func directed(_ from: Int) {
    var place = from - 1
    if Self.adverbs.contains(s.word(place)) { place -= 1 }
    let word = s.word(place)
    if !["up", "down"].contains(word) {
      guard Self.directions.contains(word) else { return }
      if Self.sizes.contains(s.word(place - 1)) { place -= 1 }
      guard ["a", "an"].contains(s.word(place - 1)) else { return }
    }
    guard let before = figure(after: from, within: 3), target(after: before) == nil, !used.contains(before),
      let after = subject(before: place, unit: before) ?? inBrackets(before: place, unit: before),
      !used.contains(after), sameUnit(before, after),
      s.number(before)?.qualifier == .exactly, s.number(after)?.qualifier == .exactly, !isWord(after),
      !s.isOpen(after..<from), !s.speaks(of: Self.ranked)
    else { return }
    let isFall = ProseWords.falls.contains(word)
    // “90,700, up from 88,677 (2.3%)”: the change, or a share of something else.
    if let size = s.alone(at: before + 1), s.isPercent(size), !s.isPercent(before),
      s.alone(at: after + 1) == nil
    {
      let count = claims.count
      claim(size, sign: isFall ? -1 : 1, before: before, after: after)
      if claims.count > count { claims[count].doubt = "the percentage may be a share of something else" }
    }
    judge(after, before, word, isFall: isFall)
  }

  /// “has increased to 363 in 2005, compared to 311 in 2004”.
  private mutating func risenTo(_ to: Int) {
    let word = s.word(to - 1)
    let isFall = ProseWords.falls.contains(word)
    guard isFall || ProseWords.rises.contains(word),
      word.hasSuffix("ed") || ["rose", "fell", "fallen", "risen", "grew", "grown"].contains(word),
      let after = figure(after: to, within: 3), !used.contains(after),
      let link = (after + 1..<min(after + 8, s.tokens.count)).first(where: { s.word($0) == "compared" }),
      ["to", "with"].contains(s.word(link + 1)), s.hasNoFigure((after + 1)..<link),
      (after..<link).contains(where: { s.isYear($0) }),
      let before = figure(after: link + 1, within: 3), !used.contains(before), sameUnit(before, after),
      (before..<before + 5).contains(where: { s.isYear($0) || ["year", "quarter"].contains(s.word($0)) }),
      s.number(before)?.qualifier == .exactly, s.number(after)?.qualifier == .exactly,
      !s.isOpen(start..<link), !s.speaks(of: Self.ranked)
    else { return }
    judge(after, before, word, isFall: isFall)
  }

  /// “5.7 weeks, down just under a week compared to the last quarter of 2018 (6.6 weeks)”, “136 deaths, lower than the total
  /// in 2015 (144)”: the figure of a time named before the brackets that hold it.
  private mutating func directedInBrackets(_ open: Int) {
    guard let group = s.group(open), group.lowerBound == open, s.isFigure(open + 1), !used.contains(open + 1),
      group.upperBound == open + 2 || group.upperBound == open + 3 && !s.word(open + 2).isEmpty,
      let link = (max(start, open - 8)..<open).last(where: {
        ["compared", "than", "below", "above"].contains(s.word($0))
      }), s.hasNoFigure(link..<open), !s.hasSign(link..<open, ",;:"),
      (link..<open).contains(where: { s.isYear($0) })
    else { return }
    var place = link
    if s.word(link) == "than" { place = link - 1 }
    if s.word(link) == "compared" {
      guard ["to", "with"].contains(s.word(link + 1)),
        let verb = (max(start, link - 6)..<link).last(where: { ["up", "down"].contains(s.word($0)) }),
        s.hasNoFigure(verb..<link)
      else { return }
      place = verb
    }
    let falls: Set = ["below", "down", "lower", "fewer", "less", "shorter"]
    let rises: Set = ["above", "up", "higher", "more", "greater", "longer"]
    let word = s.word(place)
    guard falls.contains(word) || rises.contains(word),
      let after = subject(before: place, unit: open + 1), !used.contains(after), sameUnit(open + 1, after),
      s.number(open + 1)?.qualifier == .exactly, s.number(after)?.qualifier == .exactly, !isWord(after),
      !s.isOpen(after..<open), !s.speaks(of: Self.ranked),
      !s.words(after..<open).contains(where: { ["times", "twice", "half", "if"].contains($0) })
    else { return }
    judge(after, open + 1, word, isFall: falls.contains(word))
  }

  /// Holds a figure against the one that it is said to be above or below.
  private mutating func judge(_ after: Int, _ before: Int, _ word: String, isFall: Bool) {
    let (x, y) = (s.value(before), s.value(after))
    let holds = isFall ? y < x : y > x
    guard x != y, x > 0, y > 0, holds || x <= 4 * y && y <= 4 * x else { return }
    let isOfAnother = (start..<after).contains { place in
      s.isFigure(place) && sameUnit(before, place) && (isFall ? s.value(place) < x : s.value(place) > x)
    }
    guard holds || !isOfAnother else {
      omissions.append(ProseOmission(tokens: [after, before], reason: "which figure changed is not clear"))
      return
    }
    let (own, other) = (s.tokens[after].text, s.tokens[before].text)
    judgements.append(
      ProseJudgement(
        kind: .direction, rule: "\(own), \(word) from \(other)", tokens: [after, before], holds: holds,
        published: y...y, computed: x...x, printed: own, implied: (isFall ? "below " : "above ") + other,
        message: "it is said to be \(isFall ? "down" : "up") from \(other), but \(own) is "
          + (isFall ? "more" : "less")))
    used.formUnion([before, after])
  }

  /// “a fifth (19%) of cases were open, up from 11%”: the only figure of its unit before, alone in brackets.
  private func inBrackets(before index: Int, unit other: Int) -> Int? {
    let figures = (max(start, index - 24)..<index).filter { s.isFigure($0) && sameUnit($0, other) }
    guard figures.count == 1, let only = figures.first, s.isPercent(only), s.alone(at: only - 1) == only
    else {
      return nil
    }
    return only
  }

  private static let adverbs: Set<String> = [
    "slightly", "sharply", "significantly", "steadily", "further", "marginally", "substantially", "again",
  ]
  private static let directions: Set<String> = [
    "increase", "rise", "decrease", "fall", "drop", "reduction", "decline",
  ]
  private static let sizes: Set<String> = [
    "slight", "small", "sharp", "marked", "significant", "further", "large", "marginal", "substantial",
  ]
  /// Words of what is better the smaller it is, or falls in another measure than the one that is printed.
  private static let ranked: Set<String> = [
    "rank", "ranked", "ranking", "ranks", "position", "place", "placed", "grade", "rating", "league",
  ]

  /// Whether two figures are values of what falls or rises, and no ends of a stretch of time or of a scale.
  private func isOfValue(_ first: Int, _ second: Int) -> Bool {
    guard let x = s.number(first), let y = s.number(second), x.unit == y.unit else { return false }
    if s.tokens[first].role.isMeasure || s.tokens[second].role.isMeasure {
      // “fell from 198 days in 2015 to 193 days in 2016”
      return sameUnit(first, second) && (first..<second).contains { s.isYear($0) }
        && s.speaks(of: ["average", "median", "mean"])
    }
    if x.unit != .plain { return true }
    if x.decimals > 0, x.decimals == y.decimals { return true }
    guard s.isCount(first), s.isCount(second), x.value.double >= 50, y.value.double >= 50 else {
      return ProseRoles.people.contains(s.word(second + 1))
    }
    let next = s.word(second + 1)
    return next.isEmpty || s.isYear(second + 1) || next.count > 3
      || ["in", "by", "per", "and"].contains(next)
  }

  /// “313, an increase of 12% from 288”, “86, up from 81 (a 16% increase)”, “down 35 from 110”, “by 9% to 40,606 from 44,051”.
  private mutating func single(_ index: Int) {
    guard let sign = isChange(index), !isPerTime(index), let unit = s.number(index)?.unit else { return }
    if let (after, before) = toFrom(index) ?? fromBehind(index) ?? upFrom(index) ?? compared(index)
      ?? inWhich(index) ?? bracketed(index, sign) ?? comparedInBrackets(index),
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
    guard let to = link(["to"], after: verb, within: 3), let after = figure(after: to, within: 3),
      let from = s.isSign(after + 1, ",(") && s.word(after + 2) == "from"
        ? after + 2 : link(["from"], after: after, within: 8),
      let before = figure(after: from, within: 3)
    else { return nil }
    return (after, before)
  }

  /// Words before the two figures of a change: “declined 1.8 per cent, dropping to 735 from 748”.
  private static let endings: Set<String> = [
    "dropping", "falling", "declining", "decreasing", "rising", "increasing", "growing", "climbing",
  ]

  /// “313 deaths, an increase of 12% from 288” and “75, down 35 from 110”.
  private func fromBehind(_ index: Int) -> (Int, Int)? {
    guard let from = link(["from", "on", "over", "against"], after: index, within: 4),
      let before = figure(after: from, within: 4),
      s.word(before + 1) != "to", let after = subject(before: index, unit: before)
    else { return nil }
    if s.word(from) != "from", s.number(index)?.unit != .percent { return nil }
    return target(after: before) == nil || s.word(from) != "from" ? (after, before) : nil
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
  private func compared(_ index: Int) -> (Int, Int)? {
    for place in stride(from: index - 1, through: max(start + 1, index - 14), by: -1) {
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
          && s.words((before + 1)..<(before + 6)).contains(where: { ["was", "were"].contains($0) })
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
  private func year(in range: Range<Int>) -> Int? {
    range.clamped(to: 0..<s.tokens.count).compactMap { place -> Int? in
      let text = s.tokens[place].text
      guard s.isYear(place) || text.uppercased().hasPrefix("FY") else { return nil }
      let digits = text.drop { !$0.isNumber }.prefix { $0.isNumber }
      return digits.count == 4 ? Int(digits) : nil
    }.last
  }

  private func link(_ words: Set<String>, after index: Int, within distance: Int) -> Int? {
    for place in (index + 1)..<min(index + 1 + distance, s.tokens.count) {
      if words.contains(s.word(place)) { return place }
      if s.isFigure(place) || s.isSign(place, ",;:()") { return nil }
    }
    return nil
  }

  /// The figure that a change is said of: the nearest before it of the same unit, in the same clause.
  private func subject(before index: Int, unit other: Int) -> Int? {
    var place = index - 1
    while place >= max(start, index - 20) {
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
      if s.isFigure(place) {
        guard sameUnit(place, other), s.group(place) == s.group(index) || s.group(index) != nil,
          s.group(place) == nil || s.group(place) == s.group(other)
        else { return nil }
        return place
      }
      if s.isSign(place, ";:") || ["while", "whereas", "but"].contains(s.word(place)) { return nil }
      place -= 1
    }
    return nil
  }
}
