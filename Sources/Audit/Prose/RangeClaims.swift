import Numbers

/// Finds means and medians beside the range that they lie in: “the mean age was 34 (range 18 to 61)”.
///
/// A median lies between the quartiles too; a mean need not.
struct RangeClaims: PhraseFinder {
  private let s: ProseSentence
  private let start: Int
  private(set) var judgements: [ProseJudgement] = []

  init(_ context: ProseContext) {
    s = context.sentence
    start = context.start
    for index in s.tokens.indices.dropFirst(start) {
      switch s.word(index) {
      case "range", "ranging", "iqr", "interquartile": named(index)
      case "ranged":
        named(index)
        stated(index)
      case "aged": stated(index)
      case "ages" where s.word(index + 1) == "from": stated(index)
      default: break
      }
    }
  }

  private static let averages: Set<String> = ["mean", "median", "average"]
  private static let units: Set<String> = ["years", "year", "months", "days", "weeks", "hours", "minutes"]

  /// “34 years (range 18 to 61)”, “3.4 (interquartile range 2.1 to 6.2)”.
  private mutating func named(_ index: Int) {
    let isQuartiles = s.word(index) == "iqr" || s.word(index) == "interquartile"
    if s.word(index) == "range", s.word(index - 1) == "interquartile" { return }
    var place = index + 1
    if s.word(place) == "range" { place += 1 }
    if s.word(index) != "range", !isQuartiles, s.word(place) != "from" { return }
    while s.isSign(place, ":=,[(")
      || ["of", "from", "was", "is", "between", "iqr", "years"].contains(s.word(place))
    { place += 1 }
    guard let (low, high) = limits(at: place) else { return }
    // The brackets, or the comma, that the range opens.
    guard s.isSign(index - 1, "(,;["), let mean = average(before: index - 1), let x = s.number(mean) else {
      return
    }
    let words = s.words((mean - 9)..<mean)
    guard let name = words.last(where: { Self.averages.contains($0) }), !isQuartiles || name == "median",
      !s.words((mean + 1)..<index).contains("range")
    else { return }
    judge(mean, low, high, name, x, isQuartiles)
  }

  /// The figure right before brackets, with its unit at most between.
  private func average(before open: Int) -> Int? {
    var place = open - 1
    // “34 years (SD 9.1, range 18 to 61)”: what stands in the same brackets is no average.
    if let group = s.group(open + 1), s.isSign(open, ",;"), group.lowerBound < open,
      group.lowerBound > open - 8
    {
      place = group.lowerBound - 1
    }
    while place > start, Self.units.contains(s.word(place)) || ["old", "of", "age"].contains(s.word(place)) {
      place -= 1
    }
    guard let number = s.number(place), number.unit == .plain, number.qualifier == .exactly, !s.isYear(place),
      !s.isSign(place - 1, "±"), place > start
    else { return nil }
    let lead = s.word(place - 1)
    return ["was", "of", "is", "were", "at", "age"].contains(lead) || Self.averages.contains(lead)
      || s.isSign(place - 1, "=:,")
      ? place : nil
  }

  /// “Ages ranged from 18 to 45, with a mean of 31”, “aged 21 to 58 (mean 34.2)”.
  private mutating func stated(_ index: Int) {
    var place = index + 1
    if ["from", "between"].contains(s.word(place)) { place += 1 }
    guard let (low, high) = limits(at: place) else { return }
    let isAge = s.word(index) != "ranged" || ["age", "ages"].contains(s.word(index - 1))
    place = high + 1
    while ["years", "year", "months", "days", "weeks", "old"].contains(s.word(place)) { place += 1 }
    guard s.isSign(place, ",(;") || s.word(place) == "and" else { return }
    place += 1
    while ["with", "and", "a", "an", "the", "their"].contains(s.word(place)) { place += 1 }
    let name = s.word(place)
    guard Self.averages.contains(name) else { return }
    place += 1
    if isAge, ["age", "ages"].contains(s.word(place)) { place += 1 }
    while ["of", "was", "being", "is"].contains(s.word(place)) || s.isSign(place, "=:,") { place += 1 }
    guard let x = s.number(place), x.unit == .plain, x.qualifier == .exactly, !s.isYear(place) else { return }
    var end = place + 1
    while ["years", "year", "months", "days", "old"].contains(s.word(end)) { end += 1 }
    guard s.endsClause(end) || s.isSign(end, "±") else { return }
    judge(place, low, high, name, x, false)
  }

  /// Two figures with “to”, “and” or a dash between.
  private func limits(at place: Int) -> (Int, Int)? {
    var second = place + 1
    if Self.units.contains(s.word(second)) { second += 1 }
    guard s.isSign(second, "-–—,") || ["to", "and"].contains(s.word(second)) else { return nil }
    second += 1
    guard let low = s.number(place), let high = s.number(second), low.unit == .plain, high.unit == .plain,
      low.qualifier == .exactly || low.qualifier == .between, !s.isYear(place), !s.isYear(second),
      low.value < high.value,
      s.tokens[place].role != .label, s.tokens[second].role != .label
    else { return nil }
    // Three limits, or a third figure: “2–3–5”, “1,2,5”.
    if s.isSign(second + 1, "-–—") || s.isSign(second + 1, ",") && s.number(second + 2) != nil { return nil }
    return (place, second)
  }

  /// The unit of time behind a figure, or behind the second of two.
  private func unit(_ index: Int) -> String? {
    let word = s.word(index + 1)
    return ["year", "month", "day", "week", "hour", "minute"].first { word.hasPrefix($0) }
  }

  private mutating func judge(
    _ mean: Int, _ low: Int, _ high: Int, _ name: String, _ x: PublishedNumber, _ isQuartiles: Bool
  ) {
    let units = [unit(mean), unit(low), unit(high)].compactMap(\.self)
    guard Set(units).count <= 1, let l = s.number(low)?.interval(wholeIsRounded: true),
      let h = s.number(high)?.interval(wholeIsRounded: true)
    else { return }
    let own = x.interval(wholeIsRounded: true)
    let isInYears = units.contains("year") || s.tokens[low].role == .age || s.tokens[high].role == .age
    let least = isInYears && s.number(low)?.decimals == 0 ? s.value(low) : l.lower.double
    // A range in whole years holds all that is below the next birthday.
    let holds =
      own.upper.double >= least
      && own.lower.double <= h.upper.double + (s.number(high)?.decimals == 0 ? 0.5 : 0)
    let range = "\(s.tokens[low].text) to \(s.tokens[high].text)"
    let what = isQuartiles ? "the quartiles \(range)" : "its range, \(range)"
    judgements.append(
      ProseJudgement(
        kind: .interval, rule: "\(range) holds \(s.tokens[mean].text)",
        tokens: [min(mean, low), max(mean, high)],
        holds: holds, published: own.lower.double...max(own.lower.double, own.upper.double),
        computed: l.lower.double...max(l.lower.double, h.upper.double), printed: s.tokens[mean].text,
        implied: range,
        message: "\(name) \(s.tokens[mean].text) lies outside \(what)"))
  }
}
