/// Where the marks of an axis begin and end, and where what is centred between them stands.
extension AxisPlanner {
  /// Leaves out marks beyond ends that are not to be rounded, and adds those that rounding asks for.
  func ends(
    _ mark: AxisMarks, _ ticks: [Double], _ rounds: (Bool, Bool), _ lower: Double, _ upper: Double
  ) -> [Double] {
    let dust = (upper - lower) * 1e-9
    var ticks = ticks
    switch mark.values.kind {
    case .automatic:
      if mark.values.roundsLowerBound == false { ticks.removeAll { $0 < lower - dust } }
      if mark.values.roundsUpperBound == false { ticks.removeAll { $0 > upper + dust } }
    case .stride(let step):
      guard step > 0, step.isFinite else { return ticks }
      if rounds.0, let first = ticks.first, first > lower + dust { ticks.insert(first - step, at: 0) }
      if rounds.1, let last = ticks.last, last < upper - dust { ticks.append(last + step) }
    case .calendar(let step):
      if rounds.0, let first = ticks.first, first > lower { ticks.insert(step.floor(lower), at: 0) }
      if rounds.1, let last = ticks.last, last < upper { ticks.append(step.next(last)) }
    case .given: break
    }
    return ticks
  }

  /// Finds the middle between each of the last entries and the next; a label centred behind the last one is left out.
  func centre(_ entries: inout [AxisPlan.Entry], last count: Int, _ mark: AxisMarks, _ high: Double) {
    let range = entries.count - count..<entries.count
    for index in range where entries[index].isCentered {
      guard let value = entries[index].datum.quantity else { continue }
      let following = index + 1 < entries.count ? entries[index + 1].datum.quantity : nil
      let next = min(following ?? self.next(mark, after: value, entries[range]), high)
      let middle = next > value ? (value + next) / 2 : nil
      entries[index].middle = middle.map { axis.kind == .date ? .date($0) : .number($0) }
      if middle == nil, entries[index].hasCenteredLabel { entries[index].label = nil }
    }
  }

  private func next(_ mark: AxisMarks, after value: Double, _ entries: ArraySlice<AxisPlan.Entry>) -> Double {
    switch mark.values.kind {
    case .stride(let step): return value + step
    case .calendar(let step): return step.next(value)
    case .automatic, .given:
      let before = entries.dropLast().last?.datum.quantity
      return before.map { value + (value - $0) } ?? value
    }
  }
}
