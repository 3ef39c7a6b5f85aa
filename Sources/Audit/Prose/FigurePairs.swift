import Numbers

/// The pairs of figures that a third is tried with, what they give, and how likely that is an accident.
extension ArithmeticLinks {
  /// Two figures and how they give the third.
  struct Pair {
    let first: FigureOperand
    let second: FigureOperand
    /// Whether the first is the amount by which the second came about.
    var isAmount = false
    /// Whether the first is the amount by which the second changed: “up 40, or 20%, on the total of 200”.
    var isOfBefore = false
    /// The percentage that was told of them already.
    var percent: Double?
  }

  /// How many times more figures are tried.
  static let steps = 8
  /// The step at which figures are tried of which another sentence says that one became the other.
  static let toldStep = 2

  /// The pairs of neighbours in the sentence, and of all in it, then of those around it, the nearest first.
  func reach(_ step: Int, of figure: DerivedFigure, at place: Int) -> [Pair] {
    let own = operands[place].filter { $0.token != figure.token }
    let few = own.count <= Self.most ? own : []
    let before = near(place - 1, to: place)
    let behind = near(place + 1, to: place)
    switch step {
    case 0:
      let near = own.filter { abs($0.token - figure.token) <= Self.clause }
      return neighbours(near, figure) + amounts(near, near, figure)
    case 1:
      return pairs(within: few, figure, apart: true)
    case Self.toldStep: return told(figure, at: place)
    case 3: return neighbours(before, figure) + amounts(few + before, before, figure)
    case 4:
      return pairs(few, before, figure) + pairs(within: before, figure, apart: true)
    case 5:
      let far = (2...4).map { self.near(place - $0, to: place) }
      return far.flatMap {
        pairs(few + before, $0, figure) + pairs(within: $0, figure) + amounts(few + $0, $0, figure)
      }
    case 6: return neighbours(behind, figure) + amounts(few, behind, figure)
    default:
      let next = (2...3).map { self.near(place + $0, to: place) }
      return pairs(few + before, behind, figure) + next.flatMap { pairs(within: $0, figure) }
    }
  }

  /// How likely an accident may be among all pairs tried for a figure.
  static let accident = 0.08
  /// How many figures a sentence may have whose pairs are all tried.
  static let most = 12
  /// How many words figures may stand apart that are neighbours.
  static let clause = 24

  func neighbours(_ operands: [FigureOperand], _ figure: DerivedFigure) -> [Pair] {
    zip(operands, operands.dropFirst()).flatMap { pairs($0, $1, figure) }
  }

  /// The amount by which something changed beside where it ended: “5,470,076 entries, up 12,750 (a rise of 0.2%)”.
  func amounts(_ some: [FigureOperand], _ others: [FigureOperand], _ figure: DerivedFigure) -> [Pair] {
    guard case .change(let isFall) = figure.kind else { return [] }
    return some.filter { one in
      let s = sentences[one.place].sentence
      return DerivedFigure.isAmount(one.token, s) && DerivedFigure.isFall(one.token, s) == isFall
    }
    .flatMap { amount in
      let apart = others.filter { other in
        other.unit == amount.unit && !other.isPercent
          && (other.place, other.token) != (amount.place, amount.token)
          && !DerivedFigure.isAmount(other.token, sentences[other.place].sentence)
      }
      let bases =
        amount.token == figure.amount ? apart.filter { $0.place == amount.place || $0.isEarlier } : []
      return bases.map { Pair(first: amount, second: $0, isAmount: true, isOfBefore: true) }
        + apart.filter { $0.value > amount.value && !$0.isEarlier }
        .map { Pair(first: amount, second: $0, isAmount: true) }
    }
  }

  /// - Parameter apart: whether neighbours are left out.
  func pairs(within operands: [FigureOperand], _ figure: DerivedFigure, apart: Bool = false) -> [Pair] {
    operands.indices.flatMap { index in
      operands[(index + 1)...].dropFirst(apart ? 1 : 0).flatMap { pairs(operands[index], $0, figure) }
    }
  }

  func pairs(_ some: [FigureOperand], _ others: [FigureOperand], _ figure: DerivedFigure) -> [Pair] {
    some.flatMap { one in others.flatMap { pairs(one, $0, figure) } }
  }

  /// The ways in which two figures may give a third, the smaller or the earlier first.
  func pairs(_ one: FigureOperand, _ other: FigureOperand, _ figure: DerivedFigure) -> [Pair] {
    guard one.unit == other.unit, one.value != other.value, !one.isFew || !other.isFew else { return [] }
    let (small, large) = one.value < other.value ? (one, other) : (other, one)
    let isPercent = one.isPercent
    switch figure.kind {
    case .share:
      guard one.canBePart, other.canBePart, !isPercent,
        one.decimals == other.decimals || one.isScaled || other.isScaled,
        one.isOfOneTime(as: other)
      else { return [] }
      return [Pair(first: small, second: large)]
    case .change(let isFall):
      guard !isPercent, one.isPrinted(as: other), one.isOfOneThing(as: other) else { return [] }
      let (before, after) = isFall ? (large, small) : (small, large)
      if let first = before.year, let second = after.year, first > second { return [] }
      if after.isEarlier, !before.isEarlier { return [] }
      // A change to many times as much is told as such.
      guard large.value <= 6 * small.value || figure.isLarge else { return [] }
      return [Pair(first: before, second: after)]
    case .points: return isPercent ? [Pair(first: small, second: large)] : []
    case .amount:
      return !isPercent && one.isOfOneThing(as: other) && one.decimals == 0 && other.decimals == 0
        ? [Pair(first: small, second: large)] : []
    }
  }

  /// The values that two figures give with their rounding.
  func computed(_ pair: Pair, _ kind: DerivedFigure.Kind) -> ClosedRange<Double> {
    let (x, y) = (pair.first.limits, pair.second.limits)
    let ends: [Double]
    switch kind {
    case .change where pair.isOfBefore:
      ends = [100 * x.lowerBound / y.upperBound, 100 * x.upperBound / y.lowerBound]
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
  /// Shares of numbers of any size spread over 0 to 100, small ones more closely, and round ones are four times as many;
  /// changes of what is counted again are mostly below 60%; differences of percentages below 30 points.
  func chance(_ pair: Pair, _ kind: DerivedFigure.Kind, _ printed: ClosedRange<Double>) -> Double {
    let own = computed(pair, kind)
    let width = own.upperBound - own.lowerBound + printed.upperBound - printed.lowerBound
    let value = (printed.lowerBound + printed.upperBound) / 2
    switch kind {
    case .share:
      let isRound = value.remainder(dividingBy: 5) == 0
      let even = max(width / 100, width / max(value, 0.01) / 5, 1 / pair.second.value)
      return min(1, even * (isRound ? 4 : 1))
    case .change: return min(1, width / max(60, value))
    case .points: return min(1, width / 30)
    case .amount: return min(1, (width + 1) / pair.second.value * 2)
    }
  }
}
