import Numbers

/// Finds estimates beside their confidence intervals and p-values: “1.45 (95% CI 1.02 to 2.06, p = 0.04)”.
struct IntervalClaims {
  private let s: ProseSentence
  private let start: Int
  private(set) var judgements: [ProseJudgement] = []
  private(set) var omissions: [ProseOmission] = []
  /// The counts of percentages that are shares: part and whole.
  private let shares: [Int: (part: Int, whole: Int)]

  init(_ context: ProseContext, shares claims: [ProseClaim]) {
    s = context.sentence
    start = context.start
    var shares: [Int: (part: Int, whole: Int)] = [:]
    for claim in claims where claim.figures.count == 3 && claim.figures[2].name == "whole" {
      shares[claim.figures[0].token] = (claim.figures[1].token, claim.figures[2].token)
    }
    self.shares = shares
    for index in s.tokens.indices.dropFirst(start)
    where s.word(index) == "ci" || s.word(index) == "cis"
      || s.word(index) == "confidence" && s.word(index + 1).hasPrefix("interval")
    {
      // “confidence interval [CI], 3.2 to 3.8” has one interval with two names.
      let isSecondName = s.isSign(index - 1, "[(") && s.word(index - 2).hasPrefix("interval")
      if !isSecondName { read(index) }
    }
    // A table that has become text has ranges and spreads in brackets as well.
    if !s.isTabular, let named = s.tokens.firstIndex(where: { $0.word == "ci" }), !s.speaks(of: Self.ranges) {
      for open in s.tokens.indices.dropFirst(max(named, start + 1)) where s.isSign(open, "[(") {
        unnamed(open)
      }
    }
  }

  /// “854.4 [95% CI 834.7–874.2] in all, 436.2 [422.1–450.3] of them for internal causes”: further intervals without a
  /// name, behind a figure with as many decimals.
  private mutating func unnamed(_ open: Int) {
    guard let group = s.group(open), group.count == 5, group.lowerBound == open,
      s.isSign(open + 2, "-–—")
        || s.word(open + 2) == "to", let own = s.number(open - 1), let low = s.number(open + 1),
      let high = s.number(open + 3), own.decimals > 0, own.decimals == low.decimals,
      own.decimals == high.decimals, own.qualifier == .exactly, own.unit == .plain || own.unit == low.unit,
      low.unit == high.unit, !isStatistic(open - 1), !s.isSign(open - 2, "±"),
      low.value.double < high.value.double
    else { return }
    let (l, u) = (low.interval(wholeIsRounded: true), high.interval(wholeIsRounded: true))
    let mean = own.interval(wholeIsRounded: true)
    let holds = mean.upper >= l.lower && mean.lower <= u.upper
    let gap = max(l.lower.double - mean.upper.double, mean.lower.double - u.upper.double)
    guard holds || gap <= u.upper.double - l.lower.double && doubt(open - 1, mean, l, u) == nil else {
      return
    }
    let range = "\(s.tokens[open + 1].text) to \(s.tokens[open + 3].text)"
    judge(
      .interval, "\(range) holds \(s.tokens[open - 1].text)", [open - 1, open + 3], holds,
      mean.lower.double...mean.upper.double, l.lower.double...max(l.lower.double, u.upper.double),
      printed: s.tokens[open - 1].text, implied: range,
      "estimate \(s.tokens[open - 1].text) lies outside the interval behind it, \(range)")
  }

  private mutating func read(_ name: Int) {
    let level = s.isPercent(name - 1) ? name - 1 : nil
    let first = level ?? name
    var place = name + (s.word(name) == "confidence" ? 2 : 1)
    while s.isSign(place, "=:([],")
      || ["of", "was", "from", "is", "for", "limits", "between", "ci"].contains(s.word(place)),
      place < name + 6
    { place += 1 }
    guard isValue(place) else { return }
    let lower = place
    place += 1
    let isDash = s.isSign(place, "-–—")
    guard isDash || s.isSign(place, ",;") || ["to", "and"].contains(s.word(place)) else { return }
    place += 1
    guard isValue(place), let low = s.number(lower), let high = s.number(place) else { return }
    let upper = place
    // “90% lower CI = 18,712, 90% upper CI = 65,218”: the level of the next limit.
    if ["upper", "lower", "ci", "cis", "confidence"].contains(s.word(upper + 1)) { return }
    let (l, u) = (low.interval(wholeIsRounded: true), high.interval(wholeIsRounded: true))
    if l.lower > u.upper, l.upper < .zero {
      omissions.append(
        ProseOmission(
          tokens: [lower, upper],
          reason: "its negative limits stand in the order of their size, the other way round"))
      return
    }
    if l.lower > u.upper, s.isSign(upper + 1, "-–—,") || s.word(upper + 1) == "to", s.number(upper + 2) != nil
    {
      omissions.append(
        ProseOmission(tokens: [lower, upper], reason: "three figures stand where two limits were looked for"))
      return
    }
    if l.lower > u.upper, let estimate = estimate(before: first), let own = s.number(estimate)?.value,
      own <= l.upper, own >= u.lower
    {
      omissions.append(
        ProseOmission(tokens: [estimate, lower, upper], reason: "its limits stand the other way round"))
      return
    }
    if l.lower > u.upper {
      let printed = "\(s.tokens[lower].text) to \(s.tokens[upper].text)"
      judge(
        .interval, "lower limit <= upper limit", [lower, upper], false, l.lower.double...l.upper.double,
        u.lower.double...u.upper.double,
        printed: s.tokens[lower].text, implied: "at most \(s.tokens[upper].text)",
        "the lower limit of the interval \(printed) is above its upper limit")
      return
    }
    guard let estimate = estimate(before: first), let number = s.number(estimate),
      low.unit == .plain || low.unit == number.unit, high.unit == .plain || number.unit == high.unit
    else {
      omissions.append(
        ProseOmission(tokens: [first, lower, upper], reason: "the estimate of the interval was not found"))
      return
    }
    let own = number.interval(wholeIsRounded: true)
    let holds = own.upper >= l.lower && own.lower <= u.upper
    if !holds, number.unit == .percent, low.unit == .plain, high.unit == .plain,
      max(abs(l.lower.double), abs(u.upper.double)) < 1
    {
      omissions.append(
        ProseOmission(
          tokens: [estimate, lower, upper], reason: "a percentage stands beside limits that are fractions"))
      return
    }
    // “A decrease of 3.5% (95% CI −4.9% to −2.1%)”: the word is the sign.
    if !holds, -own.lower >= l.lower, -own.upper <= u.upper {
      omissions.append(
        ProseOmission(tokens: [estimate, lower, upper], reason: "the sign of the estimate is not clear"))
      return
    }
    if !holds, let reason = doubt(estimate, own, l, u) {
      omissions.append(ProseOmission(tokens: [estimate, lower, upper], reason: reason))
      return
    }
    let range = "\(s.tokens[lower].text) to \(s.tokens[upper].text)"
    judge(
      .interval, "\(range) holds \(s.tokens[estimate].text)", [estimate, upper], holds,
      own.lower.double...own.upper.double,
      l.lower.double...max(l.lower.double, u.upper.double), printed: s.tokens[estimate].text, implied: range,
      "estimate \(s.tokens[estimate].text) lies outside its own confidence interval, \(range)")
    guard holds, level.map({ s.value($0) == 95 }) ?? true else { return }
    significance(estimate, lower, upper)
    if number.unit == .percent { proportion(estimate, lower, upper) } else { middle(estimate, lower, upper) }
  }

  /// Why a figure outside an interval may not be its estimate; nil where it is one without doubt.
  private func doubt(
    _ estimate: Int, _ own: RoundingInterval, _ low: RoundingInterval, _ high: RoundingInterval
  ) -> String? {
    let width = high.upper.double - low.lower.double
    let distance = max(low.lower.double - own.upper.double, own.lower.double - high.upper.double)
    let isSlip = [10.0, 0.1, 100, 0.01].contains { factor in
      own.upper.double * factor >= low.lower.double && own.lower.double * factor <= high.upper.double
    }
    if distance > 3 * width, !isSlip || (s.number(estimate)?.decimals ?? 0) == 0 {
      return "the figure before the interval is so far from it that it may not be its estimate"
    }
    if (s.number(estimate)?.decimals ?? 0) == 0, !isSlip, s.number(estimate)?.unit == .plain,
      low.lower.double != low.lower.double.rounded()
    {
      return "the figure before the interval is whole, and its limits are not"
    }
    if s.word(estimate - 1) == "to", s.number(estimate - 2) != nil || s.word(estimate - 3) == "from" {
      return "whether the interval is that of the figure or of the change to it is not clear"
    }
    return nil
  }

  private func isValue(_ index: Int) -> Bool {
    guard let number = s.number(index),
      number.unit == .plain || number.unit == .percent || number.unit == .percentagePoints
        || number.unit == .pounds
    else { return false }
    return true
  }

  /// The figure right before the interval, with nothing but signs between.
  private func estimate(before index: Int) -> Int? {
    var place = index - 1
    while place >= max(start, index - 4),
      s.isSign(place, "([,;:=") || ["with", "a", "the", "and"].contains(s.word(place))
    { place -= 1 }
    if place >= start, s.isFigure(place) {
      if s.number(place)?.qualifier == .exactly, !isStatistic(place) { return place }
      return estimateBeside(index)
    }
    return estimatePerUnit(before: index) ?? estimateOfUnit(before: index) ?? ratioOfGroup(before: index)
  }

  /// “24.0% (48/200; 95% CI 18.6% to 30.4%)”: the share that the brackets follow, its counts before the interval.
  private func estimateBeside(_ index: Int) -> Int? {
    guard let group = s.group(index), s.isPercent(group.lowerBound - 1), group.lowerBound > start,
      let counts = shares[group.lowerBound - 1], group.contains(counts.part), group.contains(counts.whole),
      counts.whole < index, s.hasNoFigure((counts.whole + 1)..<index)
    else { return nil }
    return group.lowerBound - 1
  }

  /// “14.2 months (95% CI 12.0 to 17.3)”, “2.4 points (95% CI …)”: the figure before its unit, and brackets.
  private func estimateOfUnit(before index: Int) -> Int? {
    guard let group = s.group(index), group.lowerBound == index - 1 else { return nil }
    for place in stride(from: index - 2, through: max(start, index - 4), by: -1) {
      if s.isFigure(place) {
        let isUnit = s.tokens[place].role.isMeasure || place < index - 2
        return isUnit && s.number(place)?.qualifier == .exactly && s.tokens[place].role != .word
          && !isStatistic(place) ? place : nil
      }
      guard Self.units.contains(s.word(place)) || ProseRoles.people.contains(s.word(place)) else {
        return nil
      }
    }
    return nil
  }

  private static let units: Set<String> = [
    "points", "point", "percentage", "years", "months", "weeks", "days", "hours", "minutes", "units",
  ]

  /// “(adjusted odds ratio of 3.46 for 35–44 years, 95% CI 1.01 to 11.92)”: the only figure with decimals in the same
  /// brackets, and a ratio by the word before it.
  private func ratioOfGroup(before index: Int) -> Int? {
    guard let group = s.group(index) else { return nil }
    let inside = (group.lowerBound + 1)..<index
    let exact = inside.filter { (s.number($0)?.decimals ?? 0) > 0 }
    guard exact.count == 1, let ratio = exact.first, s.number(ratio)?.qualifier == .exactly,
      s.number(ratio)?.unit == .plain, !s.hasSign((ratio + 1)..<index, ";:"), nullValue(ratio) == 1,
      s.word(ratio - 1) == "of" || s.isSign(ratio - 1, "=:"),
      ["for", "in", "among"].contains(s.word(ratio + 1))
    else { return nil }
    return ratio
  }

  /// “OR 1.36 per 20 gram intake; CI 1.07 to 1.73”: the figure before “per”, with words alone between.
  private func estimatePerUnit(before index: Int) -> Int? {
    for place in stride(from: index - 1, through: max(start, index - 10), by: -1) where s.isFigure(place) {
      let isOfUnit = s.word(place + 1) == "per" && s.number(place)?.qualifier == .exactly
      return isOfUnit && !isStatistic(place) ? place : nil
    }
    return nil
  }

  /// Whether a figure is a test's statistic, its p-value or a standard error: “p = 0.04, 95% CI 1.05 to 4.84”.
  private func isStatistic(_ index: Int) -> Bool {
    // “7 of 27, 95% CI …”, “211/218; 95% CI …”: the base of a proportion.
    if s.isSign(index - 1, "/") || s.word(index - 1) == "of" && s.isCount(index) && s.isCount(index - 2) {
      return true
    }
    // “5.8 beats min − 1”, “kg m−2”: the power of a unit.
    if s.isSign(index - 1, "−–-"), !s.word(index - 2).isEmpty, ["1", "2", "3"].contains(s.tokens[index].text)
    {
      return true
    }
    // “IQR 6.1; 95% CI 66.5, 87.3”: the spread, behind the figure that the interval is of.
    if Self.spreads.contains(s.word(index - 1)) { return true }
    guard s.isSign(index - 1, "=<>≤≥") else { return false }
    if s.isSign(index - 2, ")") {
      // “prevalence ratio (pPR) = 1.98”
      guard let group = s.group(index - 2), group.count == 3, !s.word(index - 3).isEmpty else { return true }
      return !["ratio", "ratios", "risk", "difference", "rate"].contains(s.word(group.lowerBound - 1))
    }
    // “P trend = .001”, “p for interaction = .02”.
    if s.words((index - 5)..<(index - 2)).contains(where: { ["p", "p-value"].contains($0) }) { return true }
    return Self.statistics.contains(s.word(index - 2))
  }

  private static let ranges: Set<String> = [
    "range", "ranges", "iqr", "sd", "se", "deviation", "median", "quartile",
  ]
  private static let spreads: Set<String> = ["iqr", "sd", "se", "sem", "deviation", "error", "range"]

  private static let statistics: Set<String> = [
    "p", "p-value", "value", "t", "f", "z", "r", "q", "w", "u", "se", "sd", "sem", "df", "n", "i2", "i²",
    "chi",
    "χ2", "χ²", "x2", "wald", "chi2", "error", "deviation", "bf", "bf10",
  ]

  /// A p-value behind an interval that says otherwise of the value of no effect.
  private mutating func significance(_ estimate: Int, _ lower: Int, _ upper: Int) {
    guard let null = nullValue(estimate), !speaksOfAnotherTest(upper),
      let p = (upper + 1..<min(upper + 8, s.tokens.count)).first(where: {
        ["p", "p-value"].contains(s.word($0))
      }),
      s.hasNoFigure((upper + 1)..<p)
    else { return }
    var place = p + 1
    if s.word(place) == "value" { place += 1 }
    let sign = s.tokens.indices.contains(place) ? s.tokens[place].text : ""
    guard ["=", "<", ">", "≤", "≥"].contains(sign), let number = s.number(place + 1), number.unit == .plain,
      (0...1).contains(number.value.double),
      let low = s.number(lower)?.interval(wholeIsRounded: true),
      let high = s.number(upper)?.interval(wholeIsRounded: true)
    else { return }
    guard
      let found = NumberQualifier(sign: sign).flatMap({
        IntervalSignificance(p: number, $0, low, high, noEffect: null)
      })
    else {
      strength(estimate, lower, upper, place, null)
      return
    }
    let value = number.value.double
    let printed = "p \(sign) \(s.tokens[place + 1].text)"
    let range = "\(s.tokens[lower].text) to \(s.tokens[upper].text)"
    judge(
      .significance, "\(printed) with \(range)", [estimate, place + 1], found.agrees, value...value,
      low.lower.double...max(low.lower.double, high.upper.double),
      printed: printed, implied: found.implied, found.message(printed, range))
    if found.agrees { strength(estimate, lower, upper, place, null) }
  }

  /// Whether the words behind an interval speak of a p-value that it does not give.
  private func speaksOfAnotherTest(_ upper: Int) -> Bool {
    s.words((upper + 1)..<(upper + 18)).contains { word in
      Self.otherTests.contains(word) || word.hasPrefix("non-inferior") || word.hasPrefix("noninferior")
        || word.hasPrefix("bootstrap")
    }
      || s.words(0..<s.tokens.count).contains {
        ["one-sided", "one-tailed", "bootstrap", "bayesian"].contains($0)
      }
  }

  private static let otherTests: Set<String> = [
    "equivalence", "trend", "interaction", "interactions", "heterogeneity", "superiority", "corrected",
    "bonferroni",
    "log-rank", "logrank", "fisher", "permutation", "one-sided", "one-tailed", "overall",
  ]

  /// The p-value beside that of an estimate and an interval by their standard error, whatever their rounding allows.
  ///
  /// Intervals by other methods differ a little from those of a standard error; only what differs by more than a third
  /// is a contradiction, which is our choice.
  private mutating func strength(_ estimate: Int, _ lower: Int, _ upper: Int, _ sign: Int, _ null: Double) {
    guard let z = zRange(estimate, lower, upper, null), let number = s.number(sign + 1),
      s.number(estimate)?.unit != .percent
    else { return }
    let interval = number.interval(wholeIsRounded: true)
    let text = s.tokens[sign].text
    let most = StandardNormalScale.z(ofTwoSided: max(interval.lower.double, 1e-12))
    let least = StandardNormalScale.z(ofTwoSided: min(interval.upper.double, 1))
    let printed: ClosedRange<Double>
    switch text {
    case "=" where number.significand > 0: printed = min(least, most)...most
    case "<", "≤": printed = StandardNormalScale.z(ofTwoSided: number.value.double)...1e9
    case ">", "≥": printed = 0...StandardNormalScale.z(ofTwoSided: number.value.double)
    default: return
    }
    let allowed = max(0, z.lowerBound * 0.7 - 0.3)...(z.upperBound * 1.4 + 0.3)
    let range = "\(s.tokens[lower].text) to \(s.tokens[upper].text)"
    let implied = StandardNormalScale.text(z)
    if !allowed.overlaps(printed), text == "=", number.significand > 0 {
      let (p, q) = (max(interval.lower.double, 1e-12), min(interval.upper.double, 0.5))
      let single =
        StandardNormalScale.z(ofTwoSided: min(1, 2 * q))...StandardNormalScale.z(ofTwoSided: min(1, 2 * p))
      guard !allowed.overlaps(single) else {
        omissions.append(
          ProseOmission(
            tokens: [estimate, sign + 1], reason: "the p-value would be that of a one-sided test"))
        return
      }
    }
    judge(
      .significance, "p of \(s.tokens[estimate].text) (\(range))", [estimate, sign + 1],
      allowed.overlaps(printed), number.value.double...number.value.double,
      StandardNormalScale.p(z.upperBound)...StandardNormalScale.p(z.lowerBound),
      printed: "p \(text) \(s.tokens[sign + 1].text)", implied: implied,
      "p is printed as \(text) \(s.tokens[sign + 1].text), but \(s.tokens[estimate].text) with the interval \(range) gives \(implied)"
    )
  }

  /// How many standard errors an estimate lies from no effect, from the least to the most that rounding allows.
  private func zRange(_ estimate: Int, _ lower: Int, _ upper: Int, _ null: Double) -> ClosedRange<Double>? {
    guard let own = s.number(estimate)?.interval(wholeIsRounded: true),
      let low = s.number(lower)?.interval(wholeIsRounded: true),
      let high = s.number(upper)?.interval(wholeIsRounded: true)
    else { return nil }
    let isRatio = null == 1
    func scaled(_ value: ExactNumber) -> Double { isRatio ? value.double.naturalLogarithm : value.double }
    if isRatio, low.lower <= .zero || own.lower <= .zero { return nil }
    let widest = scaled(high.upper) - scaled(low.lower)
    let narrowest = scaled(high.lower) - scaled(low.upper)
    guard narrowest > 0, widest < 3 * narrowest else { return nil }
    let centre = isRatio ? 0 : null
    let ends = [scaled(own.lower) - centre, scaled(own.upper) - centre]
    let most = ends.map(abs).max() ?? 0
    let least = ends[0] <= 0 && ends[1] >= 0 ? 0 : ends.map(abs).min() ?? 0
    let unit = 2 * StandardNormalScale.z(ofTwoSided: 0.05)
    return (least * unit / widest)...(most * unit / narrowest)
  }

  /// “1.45 (95% CI 1.02 to 20.6)”: a ratio or a difference far from the middle of its interval.
  private mutating func middle(_ estimate: Int, _ lower: Int, _ upper: Int) {
    guard let null = nullValue(estimate), let own = s.number(estimate)?.interval(wholeIsRounded: true),
      let low = s.number(lower)?.interval(wholeIsRounded: true),
      let high = s.number(upper)?.interval(wholeIsRounded: true),
      !s.words(0..<s.tokens.count).contains(where: { Self.skewed.contains($0) })
    else { return }
    let isRatio = null == 1
    if isRatio, low.lower <= .zero { return }
    func scaled(_ value: ExactNumber) -> Double { isRatio ? value.double.naturalLogarithm : value.double }
    let narrow = scaled(high.lower) - scaled(low.upper)
    guard narrow > 0, scaled(own.upper) - scaled(own.lower) < narrow / 2 else { return }
    let from = (scaled(own.lower) - scaled(low.upper)) / (scaled(high.lower) - scaled(low.upper))
    let to = (scaled(own.upper) - scaled(low.lower)) / (scaled(high.upper) - scaled(low.lower))
    guard max(from, to) < 0.12 || min(from, to) > 0.88 else { return }
    if !isRatio, -own.lower <= high.upper, -own.upper >= low.lower,
      s.isSign(estimate - 1, "–—−-~") || (estimate > 0 && s.isSign(estimate - 1, "("))
    {
      omissions.append(
        ProseOmission(tokens: [estimate, lower, upper], reason: "the sign of the estimate is not clear"))
      return
    }
    let range = "\(s.tokens[lower].text) to \(s.tokens[upper].text)"
    judge(
      .interval, "\(s.tokens[estimate].text) in the middle of \(range)", [estimate, upper], false,
      own.lower.double...own.upper.double, low.lower.double...max(low.lower.double, high.upper.double),
      printed: s.tokens[estimate].text, implied: "near the middle of \(range)",
      "estimate \(s.tokens[estimate].text) lies at the edge of its confidence interval, \(range), and not near the middle\(isRatio ? " on the scale of ratios" : ""), as by a standard error it would"
    )
  }

  private static let skewed: Set<String> = [
    "median", "medians", "bootstrap", "bootstrapped", "credible", "bayesian", "posterior", "exact", "iqr",
    "profile",
    "percentile", "heterogeneity",
  ]

  /// “12 of 50 (24%, 95% CI 13% to 38%)”: the interval of a proportion beside that of its counts.
  private mutating func proportion(_ estimate: Int, _ lower: Int, _ upper: Int) {
    guard let (part, whole) = shares[estimate], let own = s.number(estimate)?.interval(wholeIsRounded: true),
      let low = s.number(lower)?.interval(wholeIsRounded: true),
      let high = s.number(upper)?.interval(wholeIsRounded: true),
      let envelope = ProportionEnvelope(part: s.value(part), whole: s.value(whole)), own.lower.isFinite
    else { return }
    let width = high.upper.double - low.lower.double
    let holds = width >= 0.6 * envelope.narrowest - 0.2 && width <= 4 * envelope.widest + 1
    let range = "\(s.tokens[lower].text) to \(s.tokens[upper].text)"
    let implied = envelope.text
    judge(
      .interval, "interval of \(s.tokens[part].text) of \(s.tokens[whole].text)", [estimate, upper], holds,
      low.lower.double...max(low.lower.double, high.upper.double), envelope.limits, printed: range,
      implied: implied,
      "the interval of \(s.tokens[part].text) of \(s.tokens[whole].text) is printed as \(range), but is \(implied) by Wilson's method"
    )
  }

  /// The value of no effect: 1 for ratios, 0 for differences; nil where the words do not say which it is.
  private func nullValue(_ estimate: Int) -> Double? {
    let words = s.words(max(start, estimate - 9)..<estimate)
    let text = words.joined(separator: " ")
    let ratios: Set = [
      "or", "rr", "hr", "irr", "aor", "ahr", "arr", "pr", "apr", "ratio", "ratios", "aors", "ors",
    ]
    // “(hr: 0.68; 95% ci …)”, in small letters right before the estimate.
    let name = s.isSign(estimate - 1, ":=") ? s.word(estimate - 2) : s.word(estimate - 1)
    if ["hr", "rr", "irr", "aor", "ahr"].contains(name) { return 1 }
    if text.contains("ratio") || text.contains("relative risk")
      || (max(start, estimate - 4)..<estimate).contains(where: {
        ratios.contains(s.word($0)) && s.tokens[$0].text.last?.isUppercase == true
      })
    {
      return 1
    }
    if words.contains(where: {
      ["difference", "β", "beta", "coefficient", "reduction", "change"].contains($0)
    }) {
      return 0
    }
    return nil
  }

  private mutating func judge(
    _ kind: ProseClaim.Kind, _ rule: String, _ tokens: [Int], _ holds: Bool, _ published: ClosedRange<Double>,
    _ computed: ClosedRange<Double>,
    printed: String, implied: String, _ message: String
  ) {
    judgements.append(
      ProseJudgement(
        kind: kind, rule: rule, tokens: tokens, holds: holds, published: published, computed: computed,
        printed: printed, implied: implied, message: message))
  }
}
