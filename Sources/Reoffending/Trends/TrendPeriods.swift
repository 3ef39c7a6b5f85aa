import Numbers
import Statistics

/// The periods of one series: what their names and columns say of the months they cover.
struct TrendPeriods {
  private(set) var groups: [CohortGroup]
  /// One for each group, or nil where a name is not understood.
  private(set) var periods: [ReportingPeriod]?
  private let rollingMonths: Int?

  /// - Parameter timePlace: The place of the time in the keys; where two more parts follow they are the first and the
  ///   last month of the period.
  init(_ groups: [CohortGroup], timePlace: Int, rollingMonths: Int?) {
    self.groups = groups
    self.rollingMonths = rollingMonths
    var found: [ReportingPeriod] = []
    for group in groups {
      let parts = group.key.parts
      let named: ReportingPeriod? =
        parts.count >= timePlace + 3
        ? PeriodText.period(from: parts[timePlace + 1].value, to: parts[timePlace + 2].value)
        : PeriodText.period(parts[timePlace].value)
      guard let period = named else { return }
      guard let rollingMonths, rollingMonths > period.months else {
        found.append(period)
        continue
      }
      let first = period.firstMonth + period.months - rollingMonths
      guard let longer = ReportingPeriod(year: first / 12, month: first % 12 + 1, months: rollingMonths)
      else {
        return
      }
      found.append(longer)
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
      let shared = earlier.monthsShared(with: later)
      if shared > 0 { return "consecutive periods share \(shared) of \(later.months) months" }
    }
    return nil
  }

  /// Whether the first and the last period overlap, or could.
  var endsOverlap: Bool {
    guard let periods, let first = periods.first, let last = periods.last else { return rollingMonths != nil }
    return periods.count > 1 && first.overlaps(last)
  }

  /// A sentence for each stretch of months that no period covers.
  var gaps: [String] {
    guard let periods else { return [] }
    return zip(periods, periods.dropFirst()).enumerated().compactMap { index, pair in
      let months = pair.1.firstMonth - pair.0.firstMonth - pair.0.months
      guard months > 0 else { return nil }
      let place = groups[index].key
      return
        "\(months) month\(months == 1 ? "" : "s") after \(place) \(months == 1 ? "is" : "are") not covered; runs of points skip the gap."
    }
  }

  /// The periods for a chart; where their names are not understood, months counted in the order of the table.
  func consecutive() -> [ReportingPeriod] {
    if let periods { return periods }
    return groups.indices.compactMap { ReportingPeriod(year: 1 + $0 / 12, month: $0 % 12 + 1, months: 1) }
  }
}
