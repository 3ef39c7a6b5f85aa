import Numbers

/// Finds the figures that a share, a change or a difference follows from, in its sentence and those around it, whatever the
/// words between.
///
/// “Prosecutions were 15% fewer. In all, 8,648 people were charged in 2015 and 7,351 in 2016.”
///
/// Grammar does not tie such figures together, so that nothing is said where they do not agree. Where one pair of all
/// agrees, it is told only if that would be an accident of less than one in twenty: each pair that is tried adds how
/// likely figures with nothing in common are to agree.
struct ArithmeticLinks {
  let sentences: [DocumentSentence]
  let operands: [[FigureOperand]]
  private(set) var links: [LinkedClaim] = []
  var multiples: [LinkedMultiple] = []

  /// Two figures and how they give the third.
  private struct Pair {
    let first: FigureOperand
    let second: FigureOperand
    /// Whether the first is the amount by which the second came about.
    var isAmount = false
  }

  /// - Parameters:
  ///   - decided: the figures of each sentence on which something was said already.
  ///   - multiples: the multiples of each sentence whose figures no phrase ties to them.
  init(_ sentences: [DocumentSentence], decided: [Set<Int>], multiples: [[OpenMultiple]]) {
    self.sentences = sentences
    operands = sentences.indices.map { FigureOperand.all(in: sentences[$0].sentence, at: $0) }
    for place in sentences.indices where !sentences[place].sentence.isRow {
      let s = sentences[place].sentence
      guard s.tokens.contains(where: { $0.number != nil }) else { continue }
      for figure in DerivedFigure.all(in: s) where !decided[place].contains(figure.token) {
        if !link(figure, at: place) { complement(figure, at: place) }
      }
    }
    for place in sentences.indices where multiples[place].count == 1 {
      for multiple in multiples[place] { link(multiple, at: place) }
    }
  }

  /// Sentences that are searched one after the other, and how likely an accident may be there.
  private struct Reach {
    let pairs: [Pair]
    let accident: Double
  }

  /// Joins a figure with the one pair that gives it; false where there is none.
  private mutating func link(_ figure: DerivedFigure, at place: Int) -> Bool {
    let s = sentences[place].sentence
    guard let printed = Self.printed(figure.token, s) else { return false }
    var accident = 0.0
    for step in 0..<Self.steps {
      let reach = reach(step, of: figure, at: place)
      for pair in reach.pairs { accident += chance(pair, figure.kind, printed) }
      guard accident <= reach.accident else { return false }
      let fitting = reach.pairs.filter { computed($0, figure.kind).overlaps(printed) }
      guard let pair = fitting.last else { continue }
      guard Set(fitting.map { [$0.first.value, $0.second.value] }).count == 1 else { return false }
      add(figure, at: place, pair)
      return true
    }
    return false
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
    guard others.count <= 4, fitting.count == 1, let other = fitting.first, other.value != 50 else { return }
    let joined = JoinedSentences(other.place == place ? [place] : [other.place, place], of: sentences)
    let start = joined.starts.last ?? 0
    var claim = ProseClaim.complement(start + figure.token, of: other.token)
    claim.agreesOnly = true
    links.append(LinkedClaim(place: place, sentence: joined.sentence, start: start, claim: claim))
  }

  /// The values that a derived figure stands for: by its rounding, or near it on the side that a word names.
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
    case .justOver, .moreThan, .atLeast: return (value - half)...(value * 1.1 + half)
    }
  }

  /// How many times more figures are tried.
  private static let steps = 5

  /// The pairs of neighbours in the sentence, all of it, those with the one before, further before, and behind.
  private func reach(_ step: Int, of figure: DerivedFigure, at place: Int) -> Reach {
    let own = operands[place].filter { $0.token != figure.token }
    let near = near(place - 1, to: place)
    switch step {
    case 0:
      let neighbours = zip(own, own.dropFirst()).flatMap { pairs($0, $1, figure) } + amounts(own, figure)
      return Reach(pairs: neighbours, accident: neighbours.count == 1 ? 0.12 : 0.06)
    case 1: return Reach(pairs: pairs(within: own, figure), accident: 0.06)
    case 2: return Reach(pairs: pairs(own, near, figure) + pairs(within: near, figure), accident: 0.06)
    case 3:
      let before = (2...4).map { self.near(place - $0, to: place) }
      return Reach(
        pairs: before.flatMap { pairs(own + near, $0, figure) + pairs(within: $0, figure) }, accident: 0.05)
    default:
      let behind = (1...3).map { self.near(place + $0, to: place) }
      return Reach(
        pairs: pairs(own, behind[0], figure) + behind.flatMap { pairs(within: $0, figure) }, accident: 0.05)
    }
  }

  /// The amount by which something changed beside where it ended: “5,470,076 entries, up 12,750 (a rise of 0.2%)”.
  private func amounts(_ own: [FigureOperand], _ figure: DerivedFigure) -> [Pair] {
    guard case .change = figure.kind else { return [] }
    let s = own.first.map { sentences[$0.place].sentence }
    return own.filter { one in
      s.map { DerivedFigure.isAmount(one.token, $0) } ?? false
    }
    .flatMap { amount in
      own.filter { $0.value > amount.value && $0.unit == amount.unit && !$0.isPercent }
        .map { Pair(first: amount, second: $0, isAmount: true) }
    }
  }

  /// The figures of a sentence near another, in its section; a title and a line of its writer's name open no other.
  func near(_ other: Int, to place: Int) -> [FigureOperand] {
    let isOfLead = max(other, place) < 6
    guard sentences.indices.contains(other),
      isOfLead || sentences[other].section == sentences[place].section,
      abs(sentences[other].passage - sentences[place].passage) <= 3
    else { return [] }
    return operands[other]
  }

  private func pairs(within operands: [FigureOperand], _ figure: DerivedFigure) -> [Pair] {
    operands.indices.flatMap { index in
      operands[(index + 1)...].flatMap { pairs(operands[index], $0, figure) }
    }
  }

  private func pairs(_ some: [FigureOperand], _ others: [FigureOperand], _ figure: DerivedFigure) -> [Pair] {
    some.flatMap { one in others.flatMap { pairs(one, $0, figure) } }
  }

  /// The ways in which two figures may give a third, the smaller or the earlier first.
  private func pairs(_ one: FigureOperand, _ other: FigureOperand, _ figure: DerivedFigure) -> [Pair] {
    guard one.unit == other.unit, one.value != other.value, !one.isFew || !other.isFew else { return [] }
    let (small, large) = one.value < other.value ? (one, other) : (other, one)
    let isPercent = one.isPercent
    switch figure.kind {
    case .share:
      guard !isPercent, one.decimals == other.decimals,
        one.year == nil || other.year == nil || one.year == other.year
      else { return [] }
      return [Pair(first: small, second: large)]
    case .change(let isFall):
      guard !isPercent, small.decimals == large.decimals, one.isOfOneThing(as: other) else { return [] }
      let (before, after) = isFall ? (large, small) : (small, large)
      if let first = before.year, let second = after.year, first > second { return [] }
      return [Pair(first: before, second: after)]
    case .points: return isPercent ? [Pair(first: small, second: large)] : []
    case .amount:
      return !isPercent && one.isOfOneThing(as: other) && one.decimals == 0 && other.decimals == 0
        ? [Pair(first: small, second: large)] : []
    }
  }

  /// The values that two figures give with their rounding.
  private func computed(_ pair: Pair, _ kind: DerivedFigure.Kind) -> ClosedRange<Double> {
    let (x, y) = (pair.first.limits, pair.second.limits)
    let ends: [Double]
    switch kind {
    case .change(let isFall) where pair.isAmount:
      let sign = isFall ? 1.0 : -1
      ends = [
        100 * x.lowerBound / (y.upperBound + sign * x.lowerBound),
        100 * x.upperBound / (y.lowerBound + sign * x.upperBound),
      ]
    case .share: ends = [100 * x.lowerBound / y.upperBound, 100 * x.upperBound / y.lowerBound]
    case .change(isFall: true):
      ends = [100 - 100 * y.upperBound / x.lowerBound, 100 - 100 * y.lowerBound / x.upperBound]
    case .change(isFall: false):
      ends = [100 * y.lowerBound / x.upperBound - 100, 100 * y.upperBound / x.lowerBound - 100]
    case .points, .amount: ends = [y.lowerBound - x.upperBound, y.upperBound - x.lowerBound]
    }
    return min(ends[0], ends[1])...max(ends[0], ends[1])
  }

  /// How likely two figures that have nothing to do with each other give a third.
  ///
  /// Shares of numbers of any size spread over 0 to 100, small ones more closely; changes of what is counted again are
  /// mostly below 60%; differences of percentages below 30 points.
  private func chance(_ pair: Pair, _ kind: DerivedFigure.Kind, _ printed: ClosedRange<Double>) -> Double {
    let own = computed(pair, kind)
    let width = own.upperBound - own.lowerBound + printed.upperBound - printed.lowerBound
    let value = (printed.lowerBound + printed.upperBound) / 2
    switch kind {
    case .share: return min(1, max(width / 100, width / max(value, 0.01) / 5))
    case .change: return min(1, width / max(60, value))
    case .points: return min(1, width / 30)
    case .amount: return min(1, (width + 1) / pair.second.value * 2)
    }
  }

  private mutating func add(_ figure: DerivedFigure, at place: Int, _ pair: Pair) {
    let places = Set([pair.first.place, pair.second.place]).subtracting([place]).sorted() + [place]
    let joined = JoinedSentences(places, of: sentences)
    func token(_ place: Int, _ token: Int) -> Int {
      (places.firstIndex(of: place).map { joined.starts[$0] } ?? 0) + token
    }
    let (first, second) = (
      token(pair.first.place, pair.first.token), token(pair.second.place, pair.second.token)
    )
    let own = token(place, figure.token)
    var claim: ProseClaim
    switch figure.kind {
    case .share: claim = .proportion(own, part: first, whole: second)
    case .change(let isFall) where pair.isAmount:
      claim = .change(own, amount: first, after: second, isFall: isFall)
    case .change(let isFall): claim = .change(own, before: first, after: second, isFall: isFall)
    case .points, .amount:
      claim = ProseClaim(
        .change, [("change", own), ("before", first), ("after", second)], "change = after - before",
        rounded: figure.kind == .points ? ["change", "before", "after"] : [])
    }
    claim.agreesOnly = true
    links.append(
      LinkedClaim(place: place, sentence: joined.sentence, start: joined.starts.last ?? 0, claim: claim))
  }
}
