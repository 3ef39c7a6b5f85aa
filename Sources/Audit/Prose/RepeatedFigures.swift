import Numbers

/// One statement that stands twice in a document, with two values: “In 2015/16, 29.9% of adults reoffended” in the
/// summary, 28.9% in the chapter.
///
/// Two sentences are one statement where they have the same words, the same dates and as many figures, of which one
/// differs, and name a time or a place. A sentence that stands three times is a form that is filled in for each of
/// several things; so is one under headings that differ, unless one of them is that of a summary or two digits are swapped.
/// Where a figure only adds a decimal to the other the two agree.
struct RepeatedFigures {
  private(set) var found: [DocumentClaims.Found] = []
  private(set) var omissions: [(place: Int, omission: ProseOmission)] = []

  init(_ sentences: [DocumentSentence]) {
    var groups: [[String]: [Int]] = [:]
    var order: [[String]] = []
    for place in sentences.indices {
      guard let key = Self.key(sentences[place].sentence) else { continue }
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(place)
    }
    for key in order {
      guard let places = groups[key], places.count == 2 else { continue }
      let (a, b) = (sentences[places[0]], sentences[places[1]])
      let (first, second) = (Self.figures(a.sentence), Self.figures(b.sentence))
      guard first.count == second.count, !first.isEmpty,
        zip(first, second).allSatisfy({ a.sentence.number($0)?.unit == b.sentence.number($1)?.unit })
      else { continue }
      guard first.allSatisfy({ Self.isFact($0, a.sentence) }) else { continue }
      let different = zip(first, second).filter { !Self.agree(a.sentence.number($0), b.sentence.number($1)) }
      guard different.count == 1, let (one, other) = different.first else { continue }
      // A form that is filled in twice, for two things of one section, has the same words too.
      let isSame =
        Self.isSummary(a.heading) != Self.isSummary(b.heading)
        || a.section == b.section && Self.namesTimeAndPlace(a.sentence)
        || Self.areSwapped(a.sentence.number(one), b.sentence.number(other))
          && a.sentence.tokens.contains { $0.role == .date }
      guard isSame else {
        omissions.append(
          (
            places[1],
            ProseOmission(
              tokens: [other],
              reason:
                "the same words have \(a.sentence.tokens[one].text) on line \(a.line), under another heading")
          ))
        continue
      }
      guard let x = a.sentence.number(one)?.value.double, let y = b.sentence.number(other)?.value.double
      else { continue }
      let (printed, implied) = (b.sentence.tokens[other].text, a.sentence.tokens[one].text)
      found.append(
        DocumentClaims.Found(
          place: places[1],
          judgement: ProseJudgement(
            kind: .same, rule: "\(printed) = \(implied)", tokens: [other], holds: false, published: y...y,
            computed: x...x, printed: printed, implied: implied,
            message: "\(printed) is printed here, but \(implied) in the same words on line \(a.line)")))
    }
    findRewritten(sentences)
  }

  /// A statement in slightly other words, whose other figures are the same: “3,315 had children, 65 (2%) more” and “3,415
  /// had a child, 65 (2%) more”.
  ///
  /// Two other figures have to be the same, one of them a count of two digits or more, and the one that differs has to be
  /// a slip of a digit away.
  private mutating func findRewritten(_ sentences: [DocumentSentence]) {
    var byFigures: [[String]: [Int]] = [:]
    for (place, one) in sentences.enumerated() {
      let s = one.sentence
      let figures = Self.figures(s)
      guard (3...8).contains(figures.count), !s.isTabular,
        s.tokens.contains(where: { Self.verbs.contains($0.word ?? "") })
      else { continue }
      for left in figures.indices {
        let rest = figures.indices.filter { $0 != left }.map { s.tokens[figures[$0]].text }
        byFigures[["\(left)"] + rest, default: []].append(place)
      }
    }
    for (key, places) in byFigures.sorted(by: { $0.value[0] < $1.value[0] }) where places.count == 2 {
      guard let left = key.first.flatMap({ Int($0) }) else { continue }
      let (a, b) = (sentences[places[0]].sentence, sentences[places[1]].sentence)
      let (one, other) = (Self.figures(a)[left], Self.figures(b)[left])
      let others = Self.figures(a).filter { $0 != one }
      guard let x = a.number(one), let y = b.number(other), x.significand != y.significand, x.unit == y.unit,
        x.decimals == y.decimals, x.qualifier == .exactly, y.qualifier == .exactly, a.isCount(one),
        b.isCount(other), x.significand >= 100,
        others.contains(where: { a.isCount($0) && a.value($0) >= 10 }),
        DigitSlip.all(of: y).contains(where: {
          [.wrongDigit, .digitsSwapped].contains($0.kind) && $0.number.significand == x.significand
        }),
        Self.areAlike(a, b)
      else { continue }
      found.append(
        DocumentClaims.Found(
          place: places[1],
          judgement: ProseJudgement(
            kind: .same, rule: "\(b.tokens[other].text) = \(a.tokens[one].text)", tokens: [other],
            holds: false,
            published: y.value.double...y.value.double, computed: x.value.double...x.value.double,
            printed: b.tokens[other].text, implied: a.tokens[one].text,
            message:
              "\(b.tokens[other].text) is printed here, but \(a.tokens[one].text) beside the same figures on line \(sentences[places[0]].line)"
          )))
    }
  }

  /// Whether three of four words of the shorter sentence stand in the other, and no names or dates differ.
  private static func areAlike(_ a: ProseSentence, _ b: ProseSentence) -> Bool {
    func words(_ s: ProseSentence) -> Set<String> {
      Set(s.tokens.compactMap(\.word).filter { !small.contains($0) })
    }
    func names(_ s: ProseSentence) -> Set<String> {
      Set(s.tokens.dropFirst().filter { $0.text.first?.isUppercase == true }.compactMap(\.word))
    }
    func dates(_ s: ProseSentence) -> Set<String> { Set(s.tokens.filter { $0.role == .date }.map(\.text)) }
    let (x, y) = (words(a), words(b))
    return min(x.count, y.count) >= 6 && 4 * x.intersection(y).count >= 3 * min(x.count, y.count)
      && names(a).subtracting(["table", "chart", "figure"])
        == names(b).subtracting(["table", "chart", "figure"])
      && (dates(a).isEmpty || dates(b).isEmpty || dates(a) == dates(b))
  }

  private static func figures(_ s: ProseSentence) -> [Int] { s.tokens.indices.filter { s.isFigure($0) } }

  /// The words that tell a statement from others, in the order of the alphabet; nil for a sentence that names neither a
  /// time nor a place, or is too short to be one statement.
  private static func key(_ s: ProseSentence) -> [String]? {
    guard !s.isTabular, s.tokens.contains(where: { verbs.contains($0.word ?? "") }),
      s.tokens.indices.contains(where: { isFact($0, s) })
    else { return nil }
    var words: [String] = []
    var namesSomething = false
    for (index, token) in s.tokens.enumerated() {
      if let word = token.word {
        if token.role == .date { namesSomething = true }
        if index > 0, token.text.first?.isUppercase == true { namesSomething = true }
        if !small.contains(word) { words.append(word) }
      } else if token.number != nil, !token.isPlainFigure {
        words.append(token.text)
        namesSomething = namesSomething || token.role == .date
      }
    }
    return namesSomething && words.count >= 4 ? words.sorted() : nil
  }

  /// Whether a sentence says of which time and of which place or body it speaks.
  private static func namesTimeAndPlace(_ s: ProseSentence) -> Bool {
    let opening = s.tokens.firstIndex { $0.word != nil } ?? 0
    return s.tokens.contains { $0.role == .date }
      && s.tokens.indices.contains { index in
        index > opening && s.tokens[index].role != .date && s.tokens[index].number == nil
          && (s.tokens[index].word?.count ?? 0) > 2 && s.tokens[index].text.first?.isUppercase == true
      }
  }

  /// Words that make a statement of a sentence; without one it is a heading, a reference or a caption.
  private static let verbs: Set<String> = [
    "was", "were", "is", "are", "had", "has", "have", "stood", "rose", "fell", "reached", "made",
    "reoffended",
    "accounted", "totalled", "committed", "received",
  ]

  /// Whether a figure is a percentage, a sum of money, a rate or a count of people or cases, and names nothing.
  private static func isFact(_ index: Int, _ s: ProseSentence) -> Bool {
    guard s.isFigure(index), s.tokens[index].role == .figure, let number = s.number(index) else {
      return false
    }
    return number.unit != .plain || number.decimals > 0
      || number.significand >= 10
        && s.namesPeople(behind: index)
  }

  private static let small: Set<String> = [
    "the", "a", "an", "of", "in", "to", "was", "were", "is", "are", "by", "and", "for", "at", "on", "there",
    "it",
    "that", "this", "had", "has", "have", "been", "which", "with", "from",
  ]

  /// Whether two figures of three digits or more are one with two digits swapped, as two things of one form hardly are.
  private static func areSwapped(_ a: PublishedNumber?, _ b: PublishedNumber?) -> Bool {
    guard let a, let b, a.decimals == b.decimals, abs(a.significand) >= 100 else { return false }
    return DigitSlip.all(of: b).contains {
      $0.kind == .digitsSwapped && $0.number.significand == a.significand
    }
  }

  /// Whether one figure is the other, or its rounding.
  private static func agree(_ a: PublishedNumber?, _ b: PublishedNumber?) -> Bool {
    guard let a, let b else { return true }
    if a.qualifier != .exactly || b.qualifier != .exactly { return true }
    let (x, y) = (a.interval(wholeIsRounded: a.unit != .plain), b.interval(wholeIsRounded: b.unit != .plain))
    if a.decimals == b.decimals, a.scale == b.scale { return a.significand == b.significand }
    return x.overlaps(y)
  }

  static func isSummary(_ heading: String) -> Bool {
    [
      "summary", "key findings", "key points", "headline", "main points", "main findings", "at a glance",
      "abstract",
      "overview", "highlights", "in brief", "conclusion",
    ].contains { heading.contains($0) }
  }
}
