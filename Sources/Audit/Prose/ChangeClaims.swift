import Numbers

/// Finds changes beside the two figures that they lie between: “from 1,192 in 2011 to 1,086 in 2012, a fall of 9%”.
struct ChangeClaims {
  let s: ProseSentence
  let start: Int
  var claims: [ProseClaim] = []
  var judgements: [ProseJudgement] = []
  var omissions: [ProseOmission] = []
  var used: Set<Int>
  /// The figure that was held against another, by that other.
  var held: [Int: Int] = [:]

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
    for index in s.tokens.indices.dropFirst(start) where s.isCount(index) {
      amount(index)
      amountMore(index)
    }
    for index in s.tokens.indices.dropFirst(start) where s.isPercent(index) && !self.used.contains(index) {
      amountInBrackets(index)
    }
    for from in s.tokens.indices.dropFirst(start + 1) where ["from", "on"].contains(s.word(from)) {
      directed(from)
    }
    for to in s.tokens.indices.dropFirst(start + 1) where s.word(to) == "to" { risenTo(to) }
    for open in s.tokens.indices.dropFirst(start + 1) where s.isSign(open, "(") { directedInBrackets(open) }
    for index in s.tokens.indices.dropFirst(start) where !self.used.contains(index) {
      if s.isPercent(index) { comparison(index) }
      if !self.used.contains(index) { against(index) }
      if s.number(index)?.unit == .percentagePoints { points(index) }
    }
  }

  /// The direction that the words around a figure give a change, 0 for a difference; nil where it is no change.
  func isChange(_ index: Int) -> Int? {
    guard s.isFigure(index), !isWord(index) else { return nil }
    var place = index - 1
    while [
      "a", "an", "of", "by", "some", "around", "about", "just", "over", "nearly", "almost", "approximately",
      "or", "only", "and", "slightly", "sharply", "further", "marginally", "more", "than", "less",
      "staggering", "massive", "huge", "whopping", "dramatic", "record", "modest", "total",
    ]
    .contains(s.word(place)), place > index - 5 {
      place -= 1
    }
    let before = s.word(place)
    if before == "up", ["make", "makes", "made", "making"].contains(s.word(place - 1)) { return nil }
    // “decreased 59%, from”: the verb stands before the percentage itself.
    let isFollowed =
      s.word(index + 1) == "from"
      || s.isSign(index + 1, ",") && (s.word(index + 2) == "from" || Self.endings.contains(s.word(index + 2)))
      || s.word(index + 1) == "to" && (s.isCount(index + 2) || s.number(index + 2)?.unit == .pounds)
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
  func isWord(_ index: Int) -> Bool {
    s.tokens[index].role == .word && s.number(index)?.unit == .plain && s.number(index)?.scale == 0
  }

  /// A change per year is not the change between two years.
  func isPerTime(_ index: Int) -> Bool {
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

  func sameUnit(_ a: Int, _ b: Int) -> Bool {
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
    let behind = changeBehind(second, from: first)
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
      let (size, sign) = changeBehind(second, from: first), sign == 0, !used.contains(size)
    else { return }
    claim(size, sign: 0, before: first, after: second)
    used.formUnion([first, second])
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

  func figure(after index: Int, within distance: Int) -> Int? {
    for place in (index + 1)..<min(index + 1 + distance, s.tokens.count) {
      if s.isFigure(place) { return isWord(place) ? nil : place }
      if s.isYear(place) || s.isSign(place, ";:()") || s.number(place) != nil { return nil }
    }
    return nil
  }

  /// The figure behind the next “to”, with a year or a place at most between.
  func target(after first: Int) -> (Int, Int)? {
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
    // “A 10% fall has been recorded for the number of false alarms (from 4,564 to 4,101)”.
    let reach = s.isSign(from - 1, "(") ? 15 : 9
    if s.isSign(from - 1, ","), let timed = timedChange(before: from) { return timed }
    for place in stride(from: from - 1, through: max(start, from - reach), by: -1) where s.isFigure(place) {
      guard let sign = isChange(place) ?? listedChange(place, from) ?? toldChange(place),
        !s.hasSign((place + 1)..<max(place + 1, from - 1), ",;:)"),
        !s.isSign(from - 1, ";:)"), !used.contains(place),
        !s.words((place + 1)..<from).contains(where: { ["and", "but", "while", "to"].contains($0) })
      else { return nil }
      return (place, sign)
    }
    return nil
  }

  /// “fell by seven per cent compared to the same period the year before, from 58,873 to 54,732”.
  private func timedChange(before from: Int) -> (Int, Int)? {
    guard let size = (max(start, from - 16)..<from).last(where: { s.isFigure($0) }), s.isPercent(size),
      !used.contains(size), size < from - 1, let sign = isChange(size) ?? toldChange(size),
      (size + 1..<from).allSatisfy({
        Self.timing.contains(s.word($0)) || s.isSign($0, ",") || s.isYear($0)
      })
    else { return nil }
    return (size, sign)
  }

  private static let timing: Set<String> = [
    "compared", "to", "with", "the", "same", "period", "year", "previous", "before", "last", "in", "on",
    "over", "earlier", "a", "month", "quarter", "time", "this", "of", "during",
  ]

  /// “fell dramatically, by 24%”, “the only rise was in drug offences, by 30%”: the verb before a size behind “by”.
  private func toldChange(_ index: Int) -> Int? {
    guard s.isPercent(index), s.word(index - 1) == "by", s.isSign(index - 2, ","),
      let verb = (max(start, index - 10)..<index - 2).last(where: { ProseWords.isChange(s.word($0)) }),
      !(max(start, index - 10)..<verb).contains(where: { ProseWords.isChange(s.word($0)) }),
      s.hasNoFigure(verb..<index), !s.hasSign(verb..<(index - 2), ",;:()"),
      !s.words(verb..<index).contains(where: { ["and", "but", "while", "than"].contains($0) })
    else { return nil }
    return ProseWords.falls.contains(s.word(verb)) ? -1 : ProseWords.rises.contains(s.word(verb)) ? 1 : nil
  }

  /// “places grew by 23% (from 6,552 to 8,083) and inmates by 14% (from 6,792 to 7,746)”: the verb stands once.
  private func listedChange(_ index: Int, _ from: Int) -> Int? {
    guard index == from - 2, s.isSign(from - 1, "("), s.word(index - 1) == "by", s.isPercent(index),
      let verb = (start..<index).last(where: { ProseWords.isChange(s.word($0)) }),
      !s.hasSign(verb..<index, ";:")
    else { return nil }
    return ProseWords.falls.contains(s.word(verb)) ? -1 : ProseWords.rises.contains(s.word(verb)) ? 1 : nil
  }

  /// “, a rise of 12%”, “(12%)”, “(a 12% rise)”, “or by 12%”.
  private func changeBehind(_ second: Int, from first: Int) -> (Int, Int)? {
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
    // “from 22.3% in 2006 to 28.2% in 2015 (up 0.2% last year)” is a change of another time.
    if ["last", "this"].contains(s.word(place + 1)),
      ["year", "quarter", "month"].contains(s.word(place + 2)),
      (first..<second).contains(where: { s.isYear($0) })
    {
      return nil
    }
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

  /// Whether a figure says where, as in “disorder in 12 towns – a 26% drop on the 41 of 2010”, but not in “resulted in 12 deaths”.
  private func isPlace(_ figure: Int) -> Bool {
    ["in", "across", "among", "within", "throughout"].contains(s.word(figure - 1))
      && !["result", "end", "culminat"].contains { s.word(figure - 2).hasPrefix($0) } && !s.isYear(figure)
  }

  /// The claim that a change is that between two figures.
  mutating func claim(_ index: Int, sign: Int, before: Int, after: Int, doubt: String? = nil) {
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
    if isPlace(after) { claim.doubt = "what the change is said of may be another figure" }
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
}
