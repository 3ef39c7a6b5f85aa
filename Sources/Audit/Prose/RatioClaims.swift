import Numbers

/// Finds averages, rates per so many, costs a head, one in so many, fractions in words, and multiples.
struct RatioClaims {
  private let s: ProseSentence
  private let start: Int
  private(set) var claims: [ProseClaim] = []
  private(set) var judgements: [ProseJudgement] = []
  private(set) var omissions: [ProseOmission] = []
  private let used: Set<Int>

  init(_ context: ProseContext, used: Set<Int>) {
    s = context.sentence
    start = context.start
    self.used = used
    if s.isTabular { return }
    for index in s.tokens.indices.dropFirst(start) {
      if s.isFigure(index) {
        perBase(index)
        cost(index)
        oneIn(index)
        times(index)
        timesInPercent(index)
        oneInBase(index)
      }
      hyphenated(index)
      fraction(index)
      multiple(index)
    }
    averages()
    labelled()
  }

  /// “15.4 per 1,000 (12 of 968)” and “12 of 968 (12.4 per 1,000)”.
  private mutating func perBase(_ index: Int) {
    guard s.number(index)?.unit == .plain,
      let per = (index + 1..<min(index + 5, s.tokens.count)).first(where: { s.word($0) == "per" }),
      s.hasNoFigure((index + 1)..<per), s.tokens.indices.contains(per + 1), s.tokens[per + 1].role == .base
    else { return }
    var pair: (Int, Int)?
    if let open = (per + 2..<min(per + 6, s.tokens.count)).first(where: { s.isSign($0, "(") }),
      let group = s.group(open),
      s.hasNoFigure((per + 2)..<open)
    {
      pair = joined(in: (group.lowerBound + 1)..<group.upperBound)
    } else if let group = s.group(index), group.lowerBound == index - 1 {
      pair = joined(in: max(start, group.lowerBound - 10)..<group.lowerBound)
    }
    guard let (part, whole) = pair else { return }
    claims.append(.frequency(index, part: part, whole: whole, per: per + 1))
  }

  /// The last “A of B” or “A/B” in a range of places.
  private func joined(in range: Range<Int>) -> (Int, Int)? {
    let counts = range.filter { s.isFigure($0) }
    guard counts.count >= 2 else { return nil }
    let (part, whole) = (counts[counts.count - 2], counts[counts.count - 1])
    let between = (part + 1)..<whole
    guard s.isCount(part), s.isCount(whole), s.value(whole) > 0, s.value(part) <= s.value(whole),
      between.count <= 6,
      s.hasSign(between, "/") && between.count == 1 || s.words(between).contains("of"),
      !s.hasSign(between, ",;:(")
    else { return nil }
    return (part, whole)
  }

  /// “£493,000 for 205 people, or £2,405 each”.
  private mutating func cost(_ index: Int) {
    guard s.number(index)?.unit == .pounds, isEach(index + 1) else { return }
    let pounds = (start..<index).filter { s.number($0)?.unit == .pounds }
    let counts = (start..<index).filter { s.isCount($0) }
    guard pounds.count == 1, counts.count == 1, let sum = pounds.first, let people = counts.first,
      s.value(people) > 0,
      people > sum
        && ["for", "to", "across", "on", "by", "among", "between", "supporting", "serving", "covering"]
          .contains(linkBefore(people))
        || people < sum && s.namesPeople(behind: people, within: 3), index - max(sum, people) <= 12
    else { return }
    claims.append(.cost(index, sum: sum, people: people))
  }

  private func isEach(_ index: Int) -> Bool {
    if ["each", "apiece"].contains(s.word(index)) { return true }
    if ["a", "per"].contains(s.word(index)) {
      return [
        "head", "person", "offender", "prisoner", "participant", "place", "case", "capita", "client", "child",
        "family", "household", "user", "individual", "pupil", "patient", "youth",
      ].contains(s.word(index + 1))
    }
    return false
  }

  private func linkBefore(_ index: Int) -> String {
    var place = index - 1
    while ProseWords.determiners.contains(s.word(place)), place > index - 5 { place -= 1 }
    return s.word(place)
  }

  /// “1 in 5 (30%)”, “seven in ten members agreed (70%)”, “7 out of 10 were hurt (68%)” and “30% (1 in 3)”.
  private mutating func oneIn(_ index: Int) {
    let isOut = s.word(index - 1) == "of" && s.word(index - 2) == "out"
    // “1 person in 129”
    let isOfPeople = ["person", "adult", "child", "household"].contains(s.word(index - 2))
    let top = index - (isOut || isOfPeople ? 3 : 2)
    guard isOut || s.word(index - 1) == "in", top >= start, s.isCount(index), let parts = partsInWords(top)
    else {
      return
    }
    partsOf(parts, s.value(index), from: top, to: index)
  }

  /// “six-in-ten (61%)”, as one word.
  private mutating func hyphenated(_ index: Int) {
    let words = s.word(index).split(whereSeparator: { NumberWords.hyphens.contains($0) }).map(String.init)
    guard words.count == 3, words[1] == "in", let parts = NumberWords.value(of: words[0]),
      let whole = NumberWords.value(of: words[2])
    else { return }
    partsOf(Double(parts), Double(whole), from: index, to: index)
  }

  private mutating func partsOf(_ parts: Double, _ n: Double, from top: Int, to index: Int) {
    guard n >= 2, n <= 1_000, parts >= 1, parts < n, parts == 1 || n <= 10,
      !["between", "from"].contains(s.word(top - 1)),
      let (percent, distance) = percentage(ofFraction: index), let number = s.number(percent)
    else { return }
    let p = number.interval(wholeIsRounded: true)
    var low = min(100 * parts / (n + 0.5), parts > 1 ? 100 * (parts - 0.5) / n : 100)
    var high = max(100 * parts / (n - 0.5), parts > 1 ? 100 * (parts + 0.5) / n : 0)
    switch s.qualifier(before: top) {
    case .moreThan, .atLeast, .justOver: high = max(high, n <= 10 ? 100 * parts / (n - 1) + 5 : 100)
    case .lessThan, .upTo: low = 0
    case .nearly: low *= 0.8
    case .about: (low, high) = (low * 0.9 - 1.5, high * 1.1 + 1.5)
    case .exactly, .between:
      // “only 1 in 5”, “every 1 in 5”: as loose as about.
      if ["every", "only", "just", "each"].contains(s.word(top - 1)) {
        (low, high) = (low * 0.9 - 1.5, high * 1.1 + 1.5)
      }
    }
    let allowed = (low * 0.98)...(high * 1.02)
    let published = p.lower.double...max(p.lower.double, p.upper.isFinite ? p.upper.double : 1e9)
    guard distance <= Self.nearest || allowed.overlaps(published) else {
      omissions.append(
        ProseOmission(
          tokens: [top, percent],
          reason: "the percentage stands so far behind the fraction that it may be another"))
      return
    }
    judge(
      .fraction, s.text(top..<(index + 1)), percent, top, allowed, published,
      implied: "\(Self.text(low)) to \(Self.text(high))%")
  }

  /// A percentage more words behind a fraction than these is not called wrong.
  private static let nearest = 8

  /// The whole number above a fraction, in words or digits.
  private func partsInWords(_ index: Int) -> Double? {
    if s.word(index) == "one" { return 1 }
    guard let number = s.number(index), number.unit == .plain, number.decimals == 0, number.scale == 0,
      (1...9).contains(number.significand)
    else { return nil }
    return Double(number.significand)
  }

  /// The percentage in brackets behind a fraction, and how many words behind; or the one that the fraction's own brackets
  /// follow.
  private func percentage(ofFraction index: Int) -> (place: Int, distance: Int)? {
    if let group = s.group(index), group.lowerBound >= 1, s.isPercent(group.lowerBound - 1),
      index - group.lowerBound <= 4, index == group.upperBound - 1
    {
      return (group.lowerBound - 1, 0)
    }
    var open = index + 1
    while open < min(index + 26, s.tokens.count), !s.isSign(open, "(),;:–—"), s.number(open) == nil {
      open += 1
    }
    guard s.isSign(open, "("), s.isPercent(open + 1), s.isSign(open + 2, "),;"),
      let group = s.group(open + 1),
      s.group(index) != group,
      group.count(where: { s.isPercent($0) }) == 1
        || s.words(group.lowerBound..<group.upperBound).contains("ci")
    else { return nil }
    return (open + 1, open - index - 1)
  }

  /// “two thirds (57%)”.
  private mutating func fraction(_ index: Int) {
    guard let found = NumberWords.fraction(in: s.tokens, at: index), found.start >= start else { return }
    var open = found.end
    if s.word(open) == "of" {
      while open < found.end + 6, !s.isSign(open, "("), !s.isFigure(open), !s.isSign(open, ",;:") {
        open += 1
      }
    }
    if s.isSign(open, "("), let group = s.group(open), s.isCount(open + 1),
      let (part, whole) = joined(in: (open + 1)..<group.upperBound), part == open + 1, group.count <= 8
    {
      counted(found, part, whole)
      return
    }
    guard s.isSign(open, "("), s.isPercent(open + 1),
      s.isSign(open + 2, "),;") || s.word(open + 2) == "or" && s.isCount(open + 3),
      let p = s.number(open + 1),
      p.qualifier == .exactly
    else { return }
    // “by almost one-fifth (-19%)”: the sign says fall, which the words have said.
    let value = abs(p.value.double)
    let half = p.unitInLastPlace.double / 2
    let words = s.text(found.start..<found.end)
    judge(
      .fraction, words, open + 1, found.start, Self.range(ofFraction: found, half: half, in: s),
      (value - half)...(value + half),
      implied: "\(Self.text(found.percent))%")
  }

  /// The percentages that a fraction in words allows, to half a unit of the figure that it is held against.
  static func range(
    ofFraction found: (percent: Double, start: Int, end: Int), half: Double, in s: ProseSentence
  ) -> ClosedRange<Double> {
    let f = found.percent
    switch s.qualifier(before: found.start) {
    case .justOver: return (f - half)...(f + 8)
    case .moreThan, .atLeast: return (f - half)...100
    case .nearly: return (f - 8)...(f + half + (f > 33 && f < 34 || f > 66 && f < 67 ? 0.4 : 0))
    case .lessThan, .upTo: return 0...(f + half)
    case .about: return (f - 8)...(f + 5 + half)
    case .exactly, .between: return (f - 3 - half)...(f + 3 + half)
    }
  }

  /// “just over a third of areas (12 out of 32)”: half of one more or less is the finest that so few allow.
  private mutating func counted(_ found: (percent: Double, start: Int, end: Int), _ part: Int, _ whole: Int) {
    guard s.number(part)?.qualifier == .exactly, s.number(whole)?.qualifier == .exactly, s.value(whole) >= 5
    else { return }
    let own = 100 * s.value(part) / s.value(whole)
    let words = s.text(found.start..<found.end)
    let allowed = Self.range(ofFraction: found, half: 50 / s.value(whole), in: s)
    let text = "\(s.tokens[part].text) of \(s.tokens[whole].text)"
    let people = BriefNumber.text((found.percent * s.value(whole) / 100).rounded())
    judgements.append(
      ProseJudgement(
        kind: .fraction, rule: "\(words) = \(text)", tokens: [found.start, part, whole],
        holds: allowed.contains(own), published: own...own, computed: allowed, printed: s.tokens[part].text,
        implied: GroupedDigits.text(people), message: "\(text) is \(Self.text(own))%, not \(words)"))
  }

  private mutating func judge(
    _ kind: ProseClaim.Kind, _ words: String, _ percent: Int, _ start: Int, _ range: ClosedRange<Double>,
    _ published: ClosedRange<Double>, implied: String
  ) {
    let printed = s.tokens[percent].text
    judgements.append(
      ProseJudgement(
        kind: kind, rule: "\(words) = \(printed)", tokens: [start, percent], holds: range.overlaps(published),
        published: published, computed: range, printed: printed, implied: implied,
        message: "percentage is printed as \(printed), but \(words) is \(implied)"))
  }

  private static func text(_ value: Double) -> String { BriefNumber.text((value * 10).rounded() / 10) }

  /// “The female rate (5,826 per 1,000) was over fourteen times higher than the male rate (523 per 1,000)”, “ten times
  /// more common among men (4%) than women (0.4%)” and “five times more likely than men (18% versus 3.6%)”.
  private mutating func times(_ index: Int) {
    guard s.word(index + 1) == "times" || s.word(index + 1) == "fold", let n = s.number(index),
      n.unit == .plain, n.value.double >= 1.5,
      Self.comparing.contains(s.word(index + 2))
    else { return }
    let before = bracketed(start..<index)
    let behind = bracketed((index + 1)..<s.tokens.count)
    let lead = s.word(index - 1) == "than" ? index - 2 : index
    let pair: (Int, Int)?
    if before.count == 1, behind.count == 1 {
      let isOther = s.words(start..<max(start, lead)).contains { Self.otherComparisons.contains($0) }
      pair = isOther ? nil : (before[0], behind[0])
    } else if before.isEmpty, behind.count == 2 {
      pair =
        s.words(behind[0]..<behind[1]).contains { ["than", "as"].contains($0) } ? (behind[0], behind[1]) : nil
    } else {
      pair = behind.isEmpty ? s.comparedPair(behind: index) : nil
    }
    guard let (a, b) = pair, s.number(a)?.unit == s.number(b)?.unit, s.value(a) > 0, s.value(b) > 0 else {
      return
    }
    compare(
      a, b, n.value.double, n, index,
      isHigher: s.words((index + 2)..<(index + 4)).contains {
        ["higher", "more", "greater", "larger"].contains($0)
      })
  }

  /// “1.4 times as many people had one as the other, or 43% more”.
  private mutating func timesInPercent(_ index: Int) {
    guard s.word(index + 1) == "times", s.word(index + 2) == "as", let n = s.number(index), n.unit == .plain,
      n.qualifier == .exactly, n.value.double > 1,
      let percent = (index + 3..<min(index + 28, s.tokens.count)).first(where: { s.number($0) != nil }),
      s.isPercent(percent), s.word(percent - 1) == "or",
      ["more", "higher", "greater"].contains(s.word(percent + 1)), let more = s.number(percent),
      more.qualifier == .exactly
    else { return }
    let own = n.interval(wholeIsRounded: true)
    let printed = more.interval(wholeIsRounded: true)
    let allowed = (100 * own.lower.double - 100)...(100 * own.upper.double - 100)
    let published = printed.lower.double...printed.upper.double
    judgements.append(
      ProseJudgement(
        kind: .multiple, rule: "\(s.tokens[percent].text) = 100 * (\(s.tokens[index].text) - 1)",
        tokens: [index, percent], holds: allowed.overlaps(published), published: published, computed: allowed,
        printed: s.tokens[percent].text,
        implied: "\(Self.text(allowed.lowerBound)) to \(Self.text(allowed.upperBound))%",
        message:
          "\(s.tokens[index].text) times as many are not \(s.tokens[percent].text) \(s.word(percent + 1))"))
  }

  /// “500 per 100,000 residents, which is 1 in 200”.
  private mutating func oneInBase(_ index: Int) {
    guard let rate = s.number(index), rate.unit == .plain, rate.qualifier == .exactly, rate.significand > 0,
      let per = (index + 1..<min(index + 4, s.tokens.count)).first(where: { s.word($0) == "per" }),
      s.tokens.indices.contains(per + 1), s.tokens[per + 1].role == .base, let base = s.number(per + 1),
      let top = (per + 2..<min(per + 12, s.tokens.count)).first(where: {
        (s.word($0) == "one" || s.tokens[$0].text == "1") && s.word($0 + 1) == "in" && s.isCount($0 + 2)
      }),
      s.hasNoFigure((per + 2)..<top),
      ["is", "or", "equals", "means", "about", "roughly", "nearly"].contains(s.word(top - 1)),
      let whole = s.number(top + 2)
    else { return }
    let own = rate.interval(wholeIsRounded: true)
    let exact = (base.value.double / own.upper.double)...(base.value.double / own.lower.double)
    let implied = "1 in \(Self.text((base.value.double / rate.value.double).rounded()))"
    let isRough = s.word(top - 1) != "is" || whole.qualifier != .exactly
    let share = isRough ? 0.15 : 0.06
    let n = whole.value.double
    let allowed = (n * (1 - share) - 0.5)...(n * (1 + share) + 0.5)
    judgements.append(
      ProseJudgement(
        kind: .frequency,
        rule: "1 / \(s.tokens[top + 2].text) = \(s.tokens[index].text) / \(s.tokens[per + 1].text)",
        tokens: [index, top + 2], holds: allowed.overlaps(exact), published: n...n, computed: exact,
        printed: "1 in \(s.tokens[top + 2].text)", implied: implied,
        message:
          "\(s.tokens[index].text) per \(s.tokens[per + 1].text) is \(implied), not 1 in \(s.tokens[top + 2].text)"
      ))
  }

  /// Words of a comparison of its own between a figure and “four times”.
  private static let otherComparisons: Set<String> = [
    "than", "double", "twice", "triple", "times", "compared", "that", "half", "versus", "while", "whereas",
  ]

  private static let comparing: Set<String> = [
    "higher", "lower", "more", "greater", "larger", "as", "the", "that", "those", "than", "likelier", "less",
  ]

  /// The figures that open brackets and have no other beside them.
  private func bracketed(_ range: Range<Int>) -> [Int] {
    range.filter { index in
      guard s.isFigure(index), let group = s.group(index), group.lowerBound + 1 == index else { return false }
      return s.hasNoFigure((index + 1)..<group.upperBound)
        && s.words(group.lowerBound..<group.upperBound).allSatisfy { $0 != "times" }
    }
  }

  private mutating func compare(
    _ a: Int, _ b: Int, _ times: Double, _ n: PublishedNumber, _ index: Int, isHigher: Bool
  ) {
    let ratio = max(s.value(a), s.value(b)) / min(s.value(a), s.value(b))
    let ratios = ratios(a, b)
    let half = n.decimals == 0 ? 0.5 : n.unitInLastPlace.double / 2
    let slack = ratio * 0.02
    let allowed: ClosedRange<Double>
    switch n.qualifier {
    case .moreThan, .atLeast, .justOver: allowed = (times - (isHigher ? 1 : 0) - slack)...1e9
    case .nearly: allowed = (times - 1)...(times + slack)
    case .lessThan, .upTo: allowed = 0...(times + slack)
    case .about, .exactly, .between: allowed = (times - half - slack)...(times + half + slack)
    }
    let holds =
      allowed.overlaps(ratios)
      || isHigher && allowed.overlaps((ratios.lowerBound - 1)...(ratios.upperBound - 1))
    judgements.append(
      ProseJudgement(
        kind: .multiple, rule: "\(s.tokens[index].text) times = \(s.tokens[a].text) / \(s.tokens[b].text)",
        tokens: [a, index, b], holds: holds,
        published: times...times, computed: ratio...ratio, printed: s.tokens[index].text,
        implied: BriefNumber.text((ratio * 100).rounded() / 100),
        message:
          "\(s.tokens[a].text) and \(s.tokens[b].text) differ by a factor of \(BriefNumber.text((ratio * 100).rounded() / 100)), not \(s.text(max(0, index - 1)..<(index + 1)))"
      ))
  }

  /// The ratios of the larger of two figures to the smaller that their rounding allows.
  private func ratios(_ a: Int, _ b: Int) -> ClosedRange<Double> {
    let ends = [a, b].map { place -> (low: Double, high: Double) in
      guard let number = s.number(place) else { return (s.value(place), s.value(place)) }
      let isRounded =
        number.unit != .plain || number.decimals > 0 || s.words((place + 1)..<(place + 5)).contains("per")
      let interval = number.interval(wholeIsRounded: isRounded)
      return (
        max(interval.lower.double, 1e-9), interval.upper.isFinite ? interval.upper.double : s.value(place)
      )
    }
    let (large, small) = s.value(a) >= s.value(b) ? (ends[0], ends[1]) : (ends[1], ends[0])
    return (large.low / small.high)...max(large.low / small.high, large.high / small.low)
  }

  private static let multiples: [String: Double] = [
    "double": 2, "doubled": 2, "twice": 2, "treble": 3, "trebled": 3, "triple": 3, "tripled": 3,
    "quadrupled": 4, "halved": 0.5,
  ]

  /// “175 deaths in 2012, more than double the number seen in 2008 (98 deaths)”, “doubled from 98 to 175”.
  private mutating func multiple(_ index: Int) {
    guard let factor = Self.multiples[s.word(index)] else { return }
    var a: Int?
    var b: Int?
    if s.word(index + 1) == "from" {
      let figures = (index + 2..<min(index + 16, s.tokens.count)).filter { s.isFigure($0) }
      if figures.count >= 2, figures[0] - index <= 4, s.words(figures[0]..<figures[1]).contains("to") {
        (b, a) = (figures[0], figures[1])
      }
    } else if ["the", "that", "those"].contains(s.word(index + 1)),
      s.word(index + 1) != "the" || Self.quantities.contains(s.word(index + 2))
    {
      let bare = (start..<index).filter { s.isFigure($0) && s.group($0) == nil }
      let before = bare.isEmpty ? bracketed(start..<index) : bare
      let behind = bracketed((index + 1)..<s.tokens.count)
      if before.count == 1, behind.count == 1 { (a, b) = (before.first, behind.first) }
    }
    guard let a, let b, s.number(a)?.unit == s.number(b)?.unit, s.value(a) > 0, s.value(b) > 0,
      s.tokens[a].role.isMeasure == s.tokens[b].role.isMeasure, !s.isSign(a - 1, "/"),
      s.tokens[a].role != .word
    else { return }
    let ratio = s.value(a) / s.value(b)
    let words = s.words((index - 2)..<index)
    let range: ClosedRange<Double>
    switch words.last ?? "" {
    case "than" where words.first == "more", "over":
      range = factor < 1 ? 0...(factor * 1.01) : (factor * 0.99)...1e9
    case "nearly", "almost", "under":
      range = factor < 1 ? (factor * 0.99)...(factor * 1.3) : (factor * 0.8)...(factor * 1.01)
    default: range = (factor * 0.87)...(factor * 1.2)
    }
    let holds = range.overlaps(a == b ? ratio...ratio : spread(a, b))
    if !holds, range.overlaps(spread(b, a)) {
      omissions.append(
        ProseOmission(
          tokens: [min(a, b), index, max(a, b)], reason: "it fits if the figure behind is the larger one"))
      return
    }
    let text = BriefNumber.text((ratio * 100).rounded() / 100)
    judgements.append(
      ProseJudgement(
        kind: .multiple,
        rule: "\(s.text((index - min(2, words.count))..<(index + 1))) of \(s.tokens[b].text)",
        tokens: [min(a, b), index, max(a, b)],
        holds: holds, published: factor...factor,
        computed: ratio...ratio,
        printed: s.word(index), implied: "\(text) times",
        message:
          "\(s.tokens[a].text) is \(text) times \(s.tokens[b].text), not \(s.text((index - 2)..<(index + 1)))"
      ))
  }

  /// The ratios of one figure to another that their rounding allows.
  private func spread(_ a: Int, _ b: Int) -> ClosedRange<Double> {
    let larger = ratios(a, b)
    return s.value(a) >= s.value(b) ? larger : (1 / larger.upperBound)...(1 / larger.lowerBound)
  }

  /// What one thing can have twice as much of as another.
  private static let quantities: Set<String> = [
    "number", "rate", "proportion", "percentage", "share", "figure", "level", "total", "amount", "rates",
    "national", "average", "size", "volume",
  ]

  /// “1280 reoffences by 393 reoffenders, 3.26 per reoffender”.
  private mutating func averages() {
    let averages = s.tokens.indices.dropFirst(start).filter { index in
      (s.number(index)?.decimals ?? 0) > 0 && s.number(index)?.unit == .plain && !used.contains(index)
        && (index + 1..<index + 4).contains {
          s.word($0) == "per" && !ProseWords.perTime.contains(s.word($0 + 1)) && s.number($0 + 1) == nil
            && !["cent", "capita", "million", "thousand", "hundred"].contains(s.word($0 + 1))
            && !s.word($0 + 1).isEmpty && s.words((index + 1)..<$0).count == $0 - index - 1
        }
    }
    guard let average = averages.first, !s.isSign(average - 1, "±-–/=<>"), averages.count == 1,
      !s.words(start..<average).contains(where: { ["range", "vs", "versus", "dose", "doses"].contains($0) })
    else { return }
    let counts = s.tokens.indices.dropFirst(start).filter {
      s.isCount($0) && !used.contains($0) && $0 < average
    }
    guard counts.count == 2, average - counts[1] <= 12, counts.allSatisfy({ s.tokens[$0].role != .word }),
      s.value(counts[0]) > 0, s.value(counts[1]) > 0,
      !s.hasSign(counts[0]..<average, ";")
    else {
      omissions.append(
        ProseOmission(tokens: [average], reason: "the two counts that it is made of are not in the sentence"))
      return
    }
    let large = s.value(counts[0]) >= s.value(counts[1]) ? counts : counts.reversed()
    claims.append(.average(average, events: large[0], people: large[1]))
  }

  /// “Cohort 956 Reoffenders 393 Re-offences 1280 Reoffences per Reoffender 3.25”, as captions have it.
  private mutating func labelled() {
    for per in s.tokens.indices.dropFirst(start + 1) where s.word(per) == "per" {
      let top = Self.stem(s.word(per - 1))
      let bottom = Self.stem(s.word(per + 1))
      guard !top.isEmpty, !bottom.isEmpty, let average = (per + 2..<per + 4).first(where: { s.isFigure($0) }),
        s.number(average)?.unit == .plain,
        (s.number(average)?.decimals ?? 0) > 0, s.isSign(average - 1, ":=") || average == per + 2
      else { continue }
      func count(_ stem: String) -> Int? {
        s.tokens.indices.dropFirst(start).first { place in
          place < per - 1 && s.isCount(place) && Self.stem(s.word(place - 1)) == stem
        }
      }
      guard let events = count(top), let people = count(bottom), s.value(people) > 0 else { continue }
      claims.append(.average(average, events: events, people: people))
    }
  }

  private static func stem(_ word: String) -> String {
    let plain = word.filter { $0 != "-" }
    return plain.hasSuffix("s") ? String(plain.dropLast()) : plain
  }
}
