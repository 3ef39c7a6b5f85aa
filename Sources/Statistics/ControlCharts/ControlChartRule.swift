/// The rules by which a point of a control chart is a signal, in order of precedence.
public enum ControlChartRule: String, Hashable, Sendable, CaseIterable, Codable {
  /// Outside the control limits.
  case outsideLimits = "outside-limits"
  /// One of seven or more points that rise, or fall, one after the other.
  case trend
  /// Beyond two thirds of the way to a limit, as are at least two of three points in a row on the same side.
  case twoOfThree = "two-of-three"
  /// One of seven or more points in a row on the same side of the centre.
  case shift

  /// How many points make a trend or a shift.
  static let run = 7

  /// The rules that each point of one segment breaks.
  static func signals(_ points: [ControlChart.Point]) -> [[ControlChartRule]] {
    var found = points.map { point in
      point.value > point.upper || point.value < point.lower ? [ControlChartRule.outsideLimits] : []
    }
    let steps = zip(points, points.dropFirst()).map { side($1.value - $0.value) }
    for run in runs(steps) where run.count >= Self.run - 1 {
      for index in run.lowerBound...run.upperBound { found[index].append(.trend) }
    }
    let sides = points.map { side($0.value - $0.centre) }
    let beyond = points.map { $0.value > $0.nearUpper || $0.value < $0.nearLower }
    var inTwoOfThree = Set<Int>()
    for start in points.indices.dropLast(2) {
      let window = start...start + 2
      guard sides[start] != 0, window.allSatisfy({ sides[$0] == sides[start] }) else { continue }
      let far = window.filter { beyond[$0] }
      if far.count >= 2 { inTwoOfThree.formUnion(far) }
    }
    for index in inTwoOfThree { found[index].append(.twoOfThree) }
    for run in runs(sides) where run.count >= Self.run {
      for index in run { found[index].append(.shift) }
    }
    return found
  }

  private static func side(_ difference: Double) -> Int {
    difference > 0 ? 1 : difference < 0 ? -1 : 0
  }

  /// The stretches of equal signs other than 0.
  private static func runs(_ signs: [Int]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    for index in signs.indices where index == signs.count - 1 || signs[index + 1] != signs[index] {
      if signs[index] != 0 { found.append(start..<index + 1) }
      start = index + 1
    }
    return found
  }
}
