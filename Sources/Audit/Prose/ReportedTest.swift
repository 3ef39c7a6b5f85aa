import Numbers
import Statistics

/// A test reported in the usual form, `t(28) = 2.20, p = .036`, whose p-value follows from the statistic.
///
/// Read are t, F, χ² (also chi2, X2), z, Q and r with their degrees of freedom. The p-value is two-sided; the rounding of
/// the statistic is carried through, as is that of the p-value.
///
/// - Source: Nuijten, Hartgerink, van Assen, Epskamp and Wicherts (2016), *Behavior Research Methods* 48, 1205–1226,
///   doi:10.3758/s13428-015-0664-2.
struct ReportedTest {
  private enum Family {
    case t, f, chiSquared, z, r
  }

  private enum Comparison {
    case equal, below, above
    /// Below or equal: 0.02 is then all that rounds to it.
    case most
  }

  private let family: Family
  /// Empty where they are not printed.
  private let degrees: [Double]
  private let statistic: PublishedNumber
  private let comparison: Comparison
  private let pValue: PublishedNumber
  private let tokens: ArraySlice<ProseToken>
  /// Where the name of the statistic stands.
  private let statisticStart: Int
  /// Whether the sentence says that its tests are one-sided.
  private let isOneSided: Bool
  /// Whether it speaks of a correction for several tests, or of degrees of freedom.
  private let speaksOfCorrection: Bool
  /// Whether it speaks of permutations, resampling or exact tests.
  private let speaksOfMethod: Bool

  /// The tests that a sentence reports.
  static func all(in sentence: [ProseToken]) -> [ReportedTest] {
    sentence.indices.compactMap { ReportedTest(sentence, at: $0) }
  }

  private init?(_ sentence: [ProseToken], at start: Int) {
    guard let family = sentence[start].word.flatMap({ Self.names[$0] }) else { return nil }
    var index = start + 1
    var degrees: [Double] = []
    if index < sentence.count, sentence[index].isSign("(") {
      guard let end = sentence[index...].firstIndex(where: { $0.isSign(")") }) else { return nil }
      let inside = sentence[(index + 1)..<end].prefix { $0.word != "n" }
      degrees = inside.compactMap { $0.number?.value.double }
      index = end + 1
    }
    guard let place = Self.statistic(in: sentence, behind: index), place < sentence.count,
      let statistic = sentence[place].number, statistic.unit == .plain
    else { return nil }
    index = place + 1
    if degrees.isEmpty, let (named, end) = Self.namedDegrees(sentence, at: index) {
      degrees = [named]
      index = end
    }
    let isOpen = degrees.isEmpty && [.t, .chiSquared].contains(family) && sentence[start].word != "q"
    guard isOpen || degrees.count == Self.degreesNeeded(family), degrees.allSatisfy({ $0 > 0 }) else {
      return nil
    }
    let behind = sentence[index...].prefix(3).firstIndex { $0.word == "p" }
    guard let p = behind ?? Self.pValue(in: sentence, before: start, end: index), p + 2 < sentence.count,
      let comparison = Self.comparison(sentence[p + 1]), let pValue = sentence[p + 2].number,
      pValue.unit == .plain,
      (0...1).contains(pValue.value.double)
    else { return nil }
    self.family = family
    self.degrees = degrees
    self.statistic = statistic
    self.comparison = comparison
    self.pValue = pValue
    tokens = sentence[min(start, p)...max(p + 2, index - 1)]
    statisticStart = start
    isOneSided = sentence.contains {
      ["one-sided", "one-tailed", "1-sided", "1-tailed", "onesided"].contains($0.word ?? "")
    }
    speaksOfCorrection = sentence.contains { token in
      ["bonferroni", "corrected", "adjusted", "greenhouse", "huynh", "tukey", "holm", "sidak", "fdr"].contains
      {
        token.word?.hasPrefix($0) ?? false
      }
    }
    speaksOfMethod = sentence.contains { token in
      ["permut", "bootstrap", "randomisation", "randomization", "exact", "monte", "bayes", "fisher"].contains
      {
        token.word?.hasPrefix($0) ?? false
      }
    }
  }

  /// Where the statistic stands: behind “=”, or behind “value of”, “statistic was” or “test gave a value of”.
  private static func statistic(in sentence: [ProseToken], behind index: Int) -> Int? {
    guard index < sentence.count else { return nil }
    if sentence[index].isSign("=") { return index + 1 }
    let words = sentence[index...].prefix(7).prefix { fillers.contains($0.word ?? "") }.compactMap(\.word)
    guard let last = words.last, ["of", "was", "is"].contains(last),
      words.contains("value") || words.contains("statistic")
    else { return nil }
    return index + words.count
  }

  private static let fillers: Set<String> = [
    "value", "statistic", "test", "gave", "yielded", "a", "of", "was", "is",
  ]

  /// “t = 0.9, df = 98” and “t = 0.9 with 98 degrees of freedom”: the degrees behind the statistic, and the place behind them.
  private static func namedDegrees(_ sentence: [ProseToken], at index: Int) -> (Double, Int)? {
    guard index + 2 < sentence.count else { return nil }
    var place = index
    if sentence[place].isSign(in: ",;") { place += 1 }
    let isInBrackets = sentence[place].isSign("(")
    if isInBrackets { place += 1 }
    if ["df", "d.f"].contains(sentence[place].word ?? "") {
      place += 1
      guard place + 1 < sentence.count, sentence[place].isSign("="), let number = sentence[place + 1].number
      else { return nil }
      let end =
        isInBrackets && place + 2 < sentence.count && sentence[place + 2].isSign(")") ? place + 3 : place + 2
      return number.unit == .plain ? (number.value.double, end) : nil
    }
    guard ["with", "on"].contains(sentence[place].word ?? ""), let number = sentence[place + 1].number,
      number.unit == .plain,
      place + 4 < sentence.count, ["degree", "degrees"].contains(sentence[place + 2].word ?? ""),
      sentence[place + 4].word == "freedom"
    else { return nil }
    return (number.value.double, place + 5)
  }

  /// “p = 0.20 (z = 3.1)” and “p = 0.20, z = 3.1”: the p-value right before the statistic.
  private static func pValue(in sentence: [ProseToken], before start: Int, end: Int) -> Int? {
    guard start >= 4,
      sentence[start - 1].isSign(in: "(,;"),
      sentence[start - 2].number != nil, sentence[start - 4].word == "p",
      end >= sentence.count || sentence[end].isSign(")") || !sentence[start - 1].isSign("(")
    else { return nil }
    // “t = 2.1, p = 0.04, z = 0.5”: the p-value is that of the statistic before it.
    if start >= 6, sentence[start - 5].isSign(","), sentence[start - 6].number != nil { return nil }
    return start - 4
  }

  private static let names: [String: Family] = [
    "chi-squared": .chiSquared, "chi-square": .chiSquared, "chisquared": .chiSquared, "chisq": .chiSquared,
    "t": .t, "f": .f, "χ2": .chiSquared, "χ²": .chiSquared, "chi2": .chiSquared, "x2": .chiSquared,
    "q": .chiSquared,
    "z": .z, "r": .r,
  ]

  /// Whether a word is the name of a statistic.
  static func isName(_ word: String) -> Bool { names[word.lowercased()] != nil }

  private static func degreesNeeded(_ family: Family) -> Int {
    switch family {
    case .t, .chiSquared, .r: 1
    case .f: 2
    case .z: 0
    }
  }

  private static func comparison(_ token: ProseToken) -> Comparison? {
    if token.isSign("=") { return .equal }
    if token.isSign("≤") { return .most }
    if token.isSign("<") { return .below }
    return token.isSign(">") || token.isSign("≥") ? .above : nil
  }

  /// What the printed p-value and the statistic say of each other; nil where the statistic has no p-value.
  func finding(words: String, place: ProsePlace) -> ProseFinding? {
    guard let computed = computedRange else { return nil }
    let agrees = holds(computed) || isAgreementByConvention(computed)
    if agrees, lacksDegrees { return nil }
    if !agrees, reasonForDoubt(computed) != nil { return nil }
    let published = publishedLimits
    let shown = Self.text(computed.lowerBound, computed.upperBound, decimals: pValue.decimals)
    var statisticWords = ""
    for token in tokens[statisticStart...].prefix(while: {
      $0.word != "p" && (!$0.isSign(")") || !degrees.isEmpty)
    }) {
      let isApart =
        statisticWords.contains(" ") || statisticWords.last?.isLetter == true && token.word != nil
      let isWord = token.text.first.map { $0.isLetter || $0.isNumber } ?? false
      switch token.text {
      case "=": statisticWords += " = "
      case ",": statisticWords += ", "
      default: statisticWords += (isApart && isWord && statisticWords.last != " " ? " " : "") + token.text
      }
    }
    while let last = statisticWords.last, ", (".contains(last) { statisticWords.removeLast() }
    return ProseFinding(
      kind: ProseClaim.Kind.test.rawValue, rule: "p of \(statisticWords)", line: tokens.first?.line ?? 1,
      words: words,
      verdict: agrees ? .consistent : .inconsistent, published: published,
      computed: NumberLimits(lower: computed.lowerBound, upper: computed.upperBound),
      figure: agrees
        ? nil : ContradictedFigure(name: "p-value", printed: printed, implied: shown, unit: .plain),
      message: agrees ? "agrees with \(shown)" : message(statisticWords, shown, computed),
      causes: agrees ? [] : causes(computed), possible: [], place: place)
  }

  /// Whether a printed p-value agrees by a usual convention: a one-sided test that is said to be one, the number of
  /// pairs in place of the degrees of freedom of a correlation, and 0.000 as programs print what rounds to it.
  private func isAgreementByConvention(_ computed: ClosedRange<Double>) -> Bool {
    if isOneSided, holds((computed.lowerBound / 2)...(computed.upperBound / 2)) { return true }
    if comparison == .equal, pValue.significand == 0 {
      return computed.lowerBound < pValue.unitInLastPlace.double / 2
    }
    guard family == .r, degrees[0] > 3 else { return false }
    return [1.0, 2].contains { less in range(degrees: [degrees[0] - less]).map(holds) ?? false }
  }

  /// Why a p-value that disagrees is not called wrong; nil where it is, or where it agrees.
  var doubt: (reason: String, places: Range<Int>)? {
    guard let computed = computedRange else { return nil }
    let agrees = holds(computed) || isAgreementByConvention(computed)
    guard let reason = agrees ? (lacksDegrees ? Self.noDegrees : nil) : reasonForDoubt(computed) else {
      return nil
    }
    return (reason, tokens.startIndex..<tokens.endIndex)
  }

  private static let noDegrees = "its degrees of freedom are not printed"

  private var lacksDegrees: Bool { degrees.isEmpty && family != .z }

  /// A reading that the sentence does not exclude: half of the two-sided p-value, one that differs by less than a
  /// twentieth, as programs and tables of few digits do, a correction, or a method with a distribution of its own.
  private func reasonForDoubt(_ computed: ClosedRange<Double>) -> String? {
    if speaksOfMethod { return "the p-value may be one of an exact or resampled test" }
    guard let low = publishedLimits.lower, let high = publishedLimits.upper else { return nil }
    if speaksOfCorrection, low > computed.upperBound { return "the p-value may be a corrected one" }
    if lacksDegrees, low <= 2 * computed.upperBound, 2 * high >= computed.lowerBound { return Self.noDegrees }
    guard comparison == .equal else { return nil }
    if family == .t || family == .z || family == .r,
      holds((computed.lowerBound / 2)...(computed.upperBound / 2))
    {
      return "the p-value would be that of a one-sided test"
    }
    return low <= computed.upperBound * 1.05 && high >= computed.lowerBound * 0.95
      ? "the p-value differs by less than a twentieth from that of the statistic" : nil
  }

  private var printed: String {
    switch comparison {
    case .equal: pValue.description
    case .below: "< \(pValue)"
    case .most: "≤ \(pValue)"
    case .above: "> \(pValue)"
    }
  }

  private func message(_ name: String, _ shown: String, _ computed: ClosedRange<Double>) -> String {
    let changes =
      isSignificant.map { $0 != (computed.upperBound < 0.05) && ($0 || computed.lowerBound < 0.05) } ?? false
    let zero = comparison == .equal && pValue.significand == 0
    return "p is printed as \(printed), but \(name) gives \(shown)"
      + (changes ? ", which changes whether it is significant at 5%" : "")
      + (zero ? "; a p-value is never 0" : "")
  }

  /// Whether the printed p-value says significant at 5 %; nil where it leaves that open.
  private var isSignificant: Bool? {
    switch comparison {
    case .equal: pValue.value.double <= 0.05
    case .below, .most: pValue.value.double <= 0.05 ? true : nil
    case .above: pValue.value.double >= 0.05 ? false : nil
    }
  }

  private func causes(_ computed: ClosedRange<Double>) -> [AuditCause] {
    var found: [CauseCandidate] = []
    if family == .t || family == .z || family == .r {
      let half = (computed.lowerBound / 2)...(computed.upperBound / 2)
      if holds(half) {
        found.append(
          CauseCandidate(
            kind: .oneSided, column: "p-value", correction: nil,
            explanation: "the p-value is one-sided, which should be said", likelihood: 0.2))
      }
    }
    guard comparison == .equal else { return CauseCandidate.ranked(found) }
    for slip in DigitSlip.all(of: pValue) {
      let interval = slip.number.interval(wholeIsRounded: true)
      guard slip.number.significand > 0, interval.lower.double <= computed.upperBound,
        interval.upper.double >= computed.lowerBound
      else { continue }
      found.append(
        CauseCandidate(
          kind: slip.kind, column: "p-value", correction: slip.number.description,
          explanation: "\(slip.phrase): p = \(slip.number) would agree", likelihood: slip.prior))
    }
    return CauseCandidate.ranked(found)
  }

  private var publishedLimits: NumberLimits {
    let value = pValue.value.double
    switch comparison {
    case .equal:
      let interval = pValue.interval(wholeIsRounded: true)
      return NumberLimits(lower: max(0, interval.lower.double), upper: min(1, interval.upper.double))
    case .below, .most: return NumberLimits(lower: 0, upper: value)
    case .above: return NumberLimits(lower: value, upper: 1)
    }
  }

  private func holds(_ computed: ClosedRange<Double>) -> Bool {
    let value = pValue.value.double
    switch comparison {
    case .equal:
      guard pValue.significand > 0, let low = publishedLimits.lower, let high = publishedLimits.upper else {
        return false
      }
      return computed.lowerBound <= high && computed.upperBound >= low
    case .below: return computed.lowerBound < value
    case .most: return computed.lowerBound <= value + pValue.unitInLastPlace.double / 2
    case .above: return computed.upperBound > value
    }
  }

  /// The p-values that the rounding of the statistic allows.
  ///
  /// Without degrees of freedom t may have any from 1 to infinity, and χ² gives no smaller p-value than with 1.
  private var computedRange: ClosedRange<Double>? {
    guard lacksDegrees else { return range(degrees: degrees) }
    guard let one = range(degrees: [1]) else { return nil }
    guard family == .t else { return one.lowerBound...1 }
    return (range(degrees: [1e6])?.lowerBound ?? 0)...one.upperBound
  }

  private func range(degrees: [Double]) -> ClosedRange<Double>? {
    let interval = statistic.interval(wholeIsRounded: true)
    let ends = [interval.lower.double, interval.upper.double].map(abs)
    let crossesZero = interval.lower.double < 0 && interval.upper.double > 0
    guard let most = ends.max(), let least = crossesZero ? 0 : ends.min(),
      let low = pValue(of: most, degrees),
      let high = pValue(of: least, degrees)
    else { return nil }
    return min(low, high)...max(low, high)
  }

  private func pValue(of value: Double, _ degrees: [Double]) -> Double? {
    switch family {
    case .t: (try? StudentT(degreesOfFreedom: degrees[0])).map { min(1, 2 * $0.upperTail(value)) }
    case .f: (try? FDistribution(numerator: degrees[0], denominator: degrees[1])).map { $0.upperTail(value) }
    case .chiSquared: (try? ChiSquared(degreesOfFreedom: degrees[0])).map { $0.upperTail(value) }
    case .z: StandardNormal.pValue(value, alternative: .twoSided)
    case .r:
      value >= 1
        ? 0
        : (try? StudentT(degreesOfFreedom: degrees[0])).map { distribution in
          min(1, 2 * distribution.upperTail(value * (degrees[0] / (1 - value * value)).squareRoot()))
        }
    }
  }

  private static func text(_ low: Double, _ high: Double, decimals: Int) -> String {
    func one(_ p: Double) -> String {
      let places = max(decimals + 1, 3)
      let least = 0.5 / Double(powerOfTen(places))
      guard p >= least else {
        return "less than " + ExactNumber(5, over: powerOfTen(places + 1)).decimal(places: places + 1)
      }
      return ExactNumber(Int128((p * Double(powerOfTen(places))).rounded()), over: powerOfTen(places))
        .decimal(places: places)
    }
    let (a, b) = (one(low), one(high))
    return a == b ? a : "\(a) to \(b)"
  }
}
