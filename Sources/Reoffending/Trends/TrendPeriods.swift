import Numbers

/// The periods of one series: what their names and columns say of the days they cover.
struct TrendPeriods {
  private(set) var groups: [CohortGroup]
  /// One for each group, or nil where the order of the table is that of time.
  private(set) var periods: [Period]?
  private let rollingMonths: Int?
  private let isElapsed: Bool

  /// - Parameter timePlace: The place of the time in the keys; where two more parts follow they are the first and the
  ///   last month of the period.
  init(_ groups: [CohortGroup], timePlace: Int, times: TrendTimes, rollingMonths: Int?) {
    self.groups = groups
    self.rollingMonths = rollingMonths
    isElapsed = times.isElapsed
    var found: [Period] = []
    for group in groups {
      guard let period = times.period(group.key.parts[timePlace...].map(\.value)) else { return }
      if let rollingMonths, rollingMonths > period.wholeMonths ?? 0,
        let longer = period.extended(toMonths: rollingMonths)
      {
        found.append(longer)
      } else {
        found.append(period)
      }
    }
    periods = found
  }

  /// Puts the groups in order of time where it is known, else leaves them in that of the table.
  mutating func sort() {
    guard let known = periods else { return }
    let order = known.indices.sorted { (known[$0], $0) < (known[$1], $1) }
    groups = order.map { groups[$0] }
    periods = order.map { known[$0] }
  }

  /// What overlaps, or nil where nothing does.
  var overlap: String? {
    guard let periods else {
      return rollingMonths.map { "the figures are declared to be rolling ones over \($0) months" }
    }
    for (earlier, later) in zip(periods, periods.dropFirst()) {
      if let shared = later.sharedWords(with: earlier) { return "consecutive periods share \(shared)" }
    }
    return nil
  }

  /// Whether the first and the last period overlap, or could.
  var endsOverlap: Bool {
    guard let periods, let first = periods.first, let last = periods.last else { return rollingMonths != nil }
    return periods.count > 1 && first.overlaps(last)
  }

  /// A sentence for each stretch of days that no period covers.
  var gaps: [String] {
    guard let periods else { return [] }
    return zip(periods, periods.dropFirst()).enumerated().compactMap { index, pair in
      guard let gap = pair.0.gap(before: pair.1) else { return nil }
      let rest = "no run of points is counted across the gap."
      guard !isElapsed else {
        return "Something between \(groups[index].key) and \(groups[index + 1].key) is not covered; \(rest)"
      }
      let isOne = gap.length.hasPrefix("1 ")
      return "\(gap.length) after \(groups[index].key) \(isOne ? "is" : "are") not covered; \(rest)"
    }
  }

  /// Whether days between a period and the one before it are covered by none.
  func followsGap(_ index: Int) -> Bool {
    guard index > 0, let periods else { return false }
    return periods[index - 1].gap(before: periods[index]) != nil
  }

  /// The places of the first periods after breaks of the source.
  func places(of breaks: [SourceBreak]) -> [Int] {
    guard let periods, !isElapsed else { return [] }
    return SourceBreak.places(breaks, among: periods)
  }

  /// The periods for a chart; in the order of the table, months counted one by one.
  func consecutive() -> [Period] {
    periods ?? groups.indices.compactMap { Period(year: 1 + $0 / 12, month: $0 % 12 + 1) }
  }
}
