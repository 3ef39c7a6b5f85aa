import Numbers

/// Finds the figures that a share, a change or a difference follows from, in its sentence and those around it, whatever the
/// words between.
///
/// “Prosecutions were 15% fewer. In all, 8,648 people were charged in 2015 and 7,351 in 2016.”
///
/// Grammar does not tie such figures together, so that nothing is said where they do not agree. Where one pair of all
/// agrees, it is told only if that would be an accident of less than one in twelve: each pair that is tried adds how
/// likely figures with nothing in common are to agree. Of figures that were changed on purpose one in a hundred found a pair.
struct ArithmeticLinks {
  let sentences: [DocumentSentence]
  let operands: [[FigureOperand]]
  private(set) var links: [LinkedClaim] = []
  /// Multiples and fractions in words.
  var judged: [LinkedJudgement] = []
  /// The figures that are told as changes, by grammar or by what was joined already.
  private(set) var toldPairs: [Pair] = []

  /// - Parameters:
  ///   - decided: the figures of each sentence on which something was said already.
  ///   - told: the changes that grammar tells.
  ///   - open: the shares beside their counts whose bases are not in their sentences.
  ///   - multiples: the multiples of each sentence whose figures no phrase ties to them.
  init(
    _ sentences: [DocumentSentence], decided: [Set<Int>], told: [ToldChange], open: [OpenShare],
    multiples: [[OpenMultiple]]
  ) {
    self.sentences = sentences
    operands = sentences.indices.map { FigureOperand.all(in: sentences[$0].sentence, at: $0) }
    toldPairs = pairs(of: told)
    var left: [(place: Int, figure: DerivedFigure)] = []
    for place in sentences.indices where !sentences[place].sentence.isRow {
      let s = sentences[place].sentence
      guard s.tokens.contains(where: { $0.number != nil }) else { continue }
      for var figure in DerivedFigure.all(in: s) where !decided[place].contains(figure.token) {
        figure.part =
          open.first { share in
            !share.isLoose && (share.place, share.percent) == (place, figure.token)
              && abs(share.count - share.percent) <= 4 && s.value(share.count) >= 10
          }?.count
        if !link(figure, at: place, Array(0..<Self.steps)) {
          complement(figure, at: place)
          left.append((place, figure))
        }
      }
      shares(at: place, decided[place])
      fractions(at: place)
    }
    // What was joined tells changes too.
    for (place, figure) in left { _ = link(figure, at: place, [Self.toldStep]) }
    for place in sentences.indices {
      for multiple in multiples[place] { link(multiple, at: place, isOnly: multiples[place].count == 1) }
    }
  }

  /// Joins a figure with the one pair that gives it; false where there is none.
  private mutating func link(_ figure: DerivedFigure, at place: Int, _ steps: [Int]) -> Bool {
    guard let printed = printed(figure, at: place) else { return false }
    var accident = 0.0
    for step in steps {
      let pairs = reach(step, of: figure, at: place).filter {
        // What is rounded too far decides nothing.
        admits($0, figure, at: place) && chance($0, figure.kind, printed) <= Self.accident
      }
      // Pairs of a change that is told are few and likely, and take nothing from the others.
      let own = pairs.reduce(0) { $0 + chance($1, figure.kind, printed) }
      if step != Self.toldStep { accident += own }
      guard accident <= Self.accident else { return false }
      if step == Self.toldStep, own > Self.accident { continue }
      let fitting = pairs.filter { computed($0, figure.kind).overlaps(printed) }
      guard !fitting.isEmpty else { continue }
      // Neighbours come before others of their sentence, none of which may fit as well.
      let others = [0, 3].contains(step) ? reach(step + 1, of: figure, at: place) : []
      let all = fitting + others.filter { computed($0, figure.kind).overlaps(printed) }
      guard let pair = onlyPair(of: all, near: step == 0 ? figure.token : nil) else { return false }
      add(figure, at: place, pair)
      if case .change = figure.kind {
        let number = sentences[place].sentence.number(figure.token)
        let percent = number.flatMap { $0.qualifier == .exactly ? abs($0.value.double) : nil }
        toldPairs.append(
          Pair(first: pair.first, second: pair.second, isAmount: pair.isAmount, percent: percent))
      }
      return true
    }
    return false
  }

  /// Whether a pair has what the words around a figure say of its change: the amount, or where it ended.
  private func admits(_ pair: Pair, _ figure: DerivedFigure, at place: Int) -> Bool {
    if let amount = figure.amount {
      return pair.isAmount && (pair.first.place, pair.first.token) == (place, amount)
    }
    if let year = figure.baseYear, !pair.isAmount || pair.isOfBefore {
      let own = pair.isOfBefore ? pair.second.year : pair.first.year
      if own.map({ $0 != year }) ?? false { return false }
    }
    if figure.kind == .share, let part = figure.part, pair.first.place != place || pair.first.token != part {
      return false
    }
    return figure.after.map { sentences[place].sentence.value($0) == pair.second.value } ?? true
  }

  /// The pair that all of a list are, or the one that stands by far the nearest to a figure of the same sentence.
  private func onlyPair(of pairs: [Pair], near token: Int?) -> Pair? {
    if Set(pairs.map { [$0.first.value, $0.second.value] }).count == 1 { return pairs.last }
    guard let token else { return nil }
    func distance(_ pair: Pair) -> Int { abs(pair.first.token - token) + abs(pair.second.token - token) }
    let sorted = pairs.sorted { distance($0) < distance($1) }
    guard let nearest = sorted.first, distance(nearest) * 2 <= distance(sorted[1]),
      Set([sorted[1].first.token, sorted[1].second.token])
        .isDisjoint(with: [nearest.first.token, nearest.second.token])
    else { return nil }
    return nearest
  }

  /// Joins a share with what it leaves of 100 %: “76.5% passed. Thus 23.5% did not.”
  private mutating func complement(_ figure: DerivedFigure, at place: Int) {
    let s = sentences[place].sentence
    guard figure.kind == .share, let number = s.number(figure.token), number.qualifier == .exactly,
      number.decimals > 0
        || s.words(0..<s.tokens.count).contains(where: {
          ["not", "remaining", "rest", "remainder"].contains($0) || $0.hasSuffix("n't") || $0.hasSuffix("n’t")
        })
    else { return }
    let others = (near(place - 1, to: place) + operands[place]).filter { other in
      other.isPercent && other.decimals == number.decimals
        && (other.place != place || other.token < figure.token)
    }
    let fitting = others.filter { abs($0.value + number.value.double - 100) < 1e-9 }
    guard others.count <= 4, fitting.count == 1, let other = fitting.first,
      ![2.5, 5, 50, 95, 97.5].contains(other.value)
    else { return }
    let joined = JoinedSentences(other.place == place ? [place] : [other.place, place], of: sentences)
    let start = joined.starts.last ?? 0
    var claim = ProseClaim.complement(start + figure.token, of: other.token)
    claim.agreesOnly = true
    links.append(
      LinkedClaim(place: place, sentence: joined.sentence, start: start, claim: claim, hasOwnLine: true))
  }

  /// Joins the shares of a sentence that make up 100 %: “fires were 31%, false alarms 40% and others 29%”.
  private mutating func shares(at place: Int, _ decided: Set<Int>) {
    let s = sentences[place].sentence
    let shares = DerivedFigure.all(in: s).filter { $0.kind == .share }.map(\.token)
    if shares.count == 2, !decided.contains(shares[1]) || s.isSign(shares[0] + 1, "("),
      ProseWords.areComplementary(s.words(shares[0]..<min(s.tokens.count, s.clauseEnd(shares[1]) + 10))),
      shares.allSatisfy({ s.number($0)?.qualifier == .exactly }),
      abs(s.value(shares[0]) + s.value(shares[1]) - 100) < 1e-9
    {
      var claim = ProseClaim.complement(shares[1], of: shares[0])
      claim.agreesOnly = true
      links.append(LinkedClaim(place: place, sentence: s, start: 0, claim: claim))
    }
    guard (3...8).contains(shares.count), let last = shares.last, !decided.contains(last),
      shares.allSatisfy({ s.number($0)?.qualifier == .exactly }),
      abs(shares.reduce(0) { $0 + s.value($1) } - 100) < 1e-9, var claim = ProseClaim.shares(shares)
    else { return }
    claim.agreesOnly = true
    links.append(LinkedClaim(place: place, sentence: s, start: 0, claim: claim))
  }

  /// The values that a derived figure stands for.
  private func printed(_ figure: DerivedFigure, at place: Int) -> ClosedRange<Double>? {
    let s = sentences[place].sentence
    guard figure.isOneIn else { return Self.printed(figure.token, s) }
    let whole = s.value(figure.token)
    return (100 / (whole + 0.5))...(100 / (whole - 0.5))
  }

  /// The values of a figure by its rounding, or near it on the side that a word names.
  private static func printed(_ index: Int, _ s: ProseSentence) -> ClosedRange<Double>? {
    guard let number = s.number(index) else { return nil }
    let value = abs(number.value.double)
    let half =
      number.unit == .plain || number.unit == .pounds
      ? FigureOperand.half(number) : number.unitInLastPlace.double / 2
    switch number.qualifier {
    case .exactly, .between: return (value - half)...(value + half)
    case .about: return (value * 0.95 - half)...(value * 1.05 + half)
    case .nearly, .lessThan, .upTo: return (value * 0.92)...(value + half)
    case .justOver: return (value - half)...(value * 1.05 + half)
    case .moreThan, .atLeast: return (value - half)...(value * 1.1 + half)
    }
  }

  /// The figures of a sentence near another, in its section; a title and a line of its writer's name open no other.
  func near(_ other: Int, to place: Int) -> [FigureOperand] {
    let isOfLead = max(other, place) < 8
    guard sentences.indices.contains(other),
      isOfLead || sentences[other].section == sentences[place].section,
      abs(sentences[other].passage - sentences[place].passage) <= 3
    else { return [] }
    return operands[other].count <= Self.most ? operands[other] : []
  }

  private mutating func add(_ figure: DerivedFigure, at place: Int, _ pair: Pair) {
    let joined = JoinedSentences(place, behind: [pair.first, pair.second], of: sentences)
    let (first, second) = (joined.token(pair.first), joined.token(pair.second))
    let start = joined.starts.last ?? 0
    let own = start + figure.token
    var claim: ProseClaim
    // “(-15%)” has its direction in itself.
    let isSigned = joined.sentence.value(own) < 0
    switch figure.kind {
    case .share where figure.isOneIn:
      claim = ProseClaim(
        .fraction, [("people", own), ("part", first), ("whole", second)], "people = whole / part",
        rounded: ["people"])
    case .share: claim = .proportion(own, part: first, whole: second)
    case .change where pair.isOfBefore && !isSigned: claim = .change(own, amount: first, before: second)
    case .change where pair.isAmount && isSigned:
      claim = ProseClaim(
        .change, [("change", own), ("amount", first), ("after", second)],
        "change = 0 - 100 * amount / (after + amount)", rounded: ["change"])
    case .change(let isFall) where pair.isAmount:
      claim = .change(own, amount: first, after: second, isFall: isFall)
    case .change(let isFall): claim = .change(own, before: first, after: second, isFall: isFall && !isSigned)
    case .points, .amount:
      claim = ProseClaim(
        .change, [("change", own), ("before", first), ("after", second)], "change = after - before",
        rounded: figure.kind == .points ? ["change", "before", "after"] : [])
    }
    claim.agreesOnly = true
    links.append(
      LinkedClaim(
        place: place, sentence: joined.sentence, start: start, claim: claim, hasOwnLine: true))
  }
}
