/// Finds where an axis is labelled.
struct TickFinder {
  let transform: ScaleTransform
  let isDate: Bool

  /// About `target` round values for data between two values; the outermost may lie just outside.
  func ticks(from lower: Double, to upper: Double, target: Int) -> [Double] {
    if isDate { return dateTicks(lower, upper, target) }
    switch transform {
    case .linear: return WilkinsonTicks.ticks(from: lower, to: upper, target: target)
    case .log: return logTicks(lower, upper, target)
    case .logit: return thinned(Self.proportions.filter { $0 >= lower && $0 <= upper }, target, lower, upper)
    case .symmetricLog:
      let powers = (0...30).map { ElementaryFunction.power(10, Double($0)) }
      let all = powers.reversed().map { -$0 } + [0] + powers
      return thinned(all.filter { $0 >= lower && $0 <= upper }, target, lower, upper)
    case .squareRoot, .power:
      let plain = WilkinsonTicks.ticks(from: lower, to: upper, target: target).filter { $0 >= 0 }
      let quarter = plain.count > 1 ? [plain[0] + (plain[1] - plain[0]) / 4] : []
      return thinned((plain + (plain.first == 0 ? quarter : [])).sorted(), target + 1, lower, upper)
    }
  }

  private static let proportions: [Double] = [
    0.0001, 0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999,
    0.9999,
  ]

  /// Powers of ten, with 2 and 5 or all powers of two between where the range is short.
  private func logTicks(_ lower: Double, _ upper: Double, _ target: Int) -> [Double] {
    guard lower > 0, upper > lower else { return [lower] }
    let first = Int(ElementaryFunction.logarithm10(lower).rounded(.down))
    let last = Int(ElementaryFunction.logarithm10(upper).rounded(.up))
    func isInside(_ value: Double) -> Bool { value >= lower * (1 - 1e-9) && value <= upper * (1 + 1e-9) }
    func multiples(_ factors: [Double]) -> [Double] {
      var values: [Double] = []
      for exponent in first...last {
        let power = ElementaryFunction.power(10, Double(abs(exponent)))
        for factor in factors { values.append(exponent < 0 ? factor / power : factor * power) }
      }
      return values.filter(isInside)
    }
    let candidates = [multiples([1]), multiples([1, 3]), multiples([1, 2, 5])]
    if upper / lower <= 300, lower <= 1, upper >= 1 {
      let powers = (-8...8).map { ElementaryFunction.power(2, Double($0)) }.filter(isInside)
      if powers.count >= 4, powers.count <= target + 1 { return powers }
    }
    let fitting = candidates.filter { $0.count >= 3 && $0.count <= target + 2 }
    if let best = fitting.max(by: { $0.count < $1.count }) { return best }
    let dense = multiples([1, 2, 3, 5, 7])
    if dense.count >= 3, dense.count <= target + 2 { return dense }
    if candidates[0].count > target {
      let stride = (candidates[0].count + target - 1) / target
      return candidates[0].enumerated().filter { ($0.offset + first) % stride == 0 }.map(\.element)
    }
    return WilkinsonTicks.ticks(from: lower, to: upper, target: target).filter { $0 > 0 }
  }

  /// Leaves out values that would stand closer than the target allows.
  private func thinned(_ values: [Double], _ target: Int, _ lower: Double, _ upper: Double) -> [Double] {
    guard let start = transform.forward(lower), let end = transform.forward(upper), end > start,
      values.count > target
    else { return values.isEmpty ? WilkinsonTicks.ticks(from: lower, to: upper, target: target) : values }
    let gap = (end - start) / Double(max(target, 2))
    var kept: [Double] = []
    var last = -Double.infinity
    for value in values {
      guard let place = transform.forward(value), place - last >= gap * 0.75 else { continue }
      kept.append(value)
      last = place
    }
    return kept
  }

  /// The finest stride through the calendar that gives no more than the target.
  private func dateTicks(_ lower: Double, _ upper: Double, _ target: Int) -> [Double] {
    guard upper > lower else { return [lower] }
    guard let place = Self.steps.firstIndex(where: { (upper - lower) / $0.seconds <= Double(target) }) else {
      return Self.ticks(from: lower, to: upper, by: CalendarStep(.year, 10_000))
    }
    let ticks = Self.ticks(from: lower, to: upper, by: Self.steps[place])
    guard ticks.count < 2, place > 0, target > 2 else { return ticks }
    // One date alone says nothing of the distance: two months hold one first of a month, but four fortnights.
    let finer = Self.ticks(from: lower, to: upper, by: Self.steps[place - 1])
    return finer.count <= target + 1 ? finer : ticks
  }

  /// Every multiple of a calendar stride between two instants, at most a thousand.
  ///
  /// - Parameter isAnchored: whether strides of several days or weeks begin with the first one in the range, rather than on
  ///   days that are the same for all ranges.
  static func ticks(
    from lower: Double, to upper: Double, by step: CalendarStep, isAnchored: Bool = false
  ) -> [Double] {
    let first = isAnchored && (step.unit == .day || step.unit == .week) ? CalendarStep(step.unit) : step
    var tick = first.floor(lower)
    if tick < lower { tick = first.next(tick) }
    var ticks: [Double] = []
    while tick <= upper, ticks.count < 1000 {
      ticks.append(tick)
      tick = step.next(tick)
    }
    return ticks
  }

  private static let steps: [CalendarStep] = {
    let strides: [(CalendarStep.Unit, [Int])] = [
      (.second, [1, 5, 15, 30]), (.minute, [1, 5, 15, 30]), (.hour, [1, 3, 6, 12]), (.day, [1, 2]),
      (.week, [1, 2]), (.month, [1, 3, 6]), (.year, [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000]),
    ]
    return strides.flatMap { unit, counts in counts.map { CalendarStep(unit, $0) } }
  }()

  /// The form in which instants between two others are best written.
  static func dateFormat(_ ticks: [Double]) -> ValueFormat {
    guard ticks.count > 1 else { return .dateTime }
    let gap = zip(ticks, ticks.dropFirst()).map { $1 - $0 }.min() ?? 0
    if gap >= 360 * 86_400 { return .dateTime.year() }
    if gap >= 27 * 86_400 { return .dateTime.month().year() }
    let span = (ticks.max() ?? 0) - (ticks.min() ?? 0)
    if gap >= 86_400 {
      let years = Set(ticks.map { CivilDate(daysSince1970: Int(($0 / 86_400).rounded(.down))).year })
      return years.count > 1 ? .dateTime.day().month().year() : .dateTime.day().month()
    }
    return span > 86_400 ? .dateTime.hour().minute().day().month() : .dateTime.hour().minute()
  }
}
