import ChartGrammar

/// Which rows one unbroken line runs through: a line breaks where a value is missing and where a period is.
struct ChartLineRuns: Sendable {
  /// The series of each row, by the row's number.
  private(set) var series: [Int: String] = [:]
  /// Between which printed names lines are broken because there is no row.
  private(set) var gaps: [String] = []

  init(_ columns: ChartColumns) {
    guard let x = columns.x else { return }
    let order = Self.order(columns, x)
    let all = columns.rows + columns.withheld
    let step = Self.step(x, Set(all.compactMap { $0.x.flatMap(order) }).sorted())
    var groups: [String: [ChartColumns.Row]] = [:]
    for row in all { groups[Self.group(row), default: []].append(row) }
    var found: [Double: String] = [:]
    for (name, rows) in groups {
      let isPlaced = rows.allSatisfy { $0.x.flatMap(order) != nil } && step != nil
      let sorted =
        isPlaced
        ? rows.sorted { (order($0.x) ?? 0, $0.number) < (order($1.x) ?? 0, $1.number) }
        : rows.sorted { $0.number < $1.number }
      var run = 0
      var last: ChartColumns.Row?
      for row in sorted {
        if row.missing != nil {
          run += 1
          last = nil
          continue
        }
        if let last, let step, let from = order(last.x), let to = order(row.x), to - from > 1.5 * step {
          run += 1
          if found[from] == nil {
            found[from] = "\(x.texts[last.number] ?? "") and \(x.texts[row.number] ?? "")"
          }
        }
        series[row.number] = "\(name)\u{1F}\(run)"
        last = row
      }
    }
    gaps = found.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func group(_ row: ChartColumns.Row) -> String {
    "\(row.color?.datum.name ?? "")\u{1F}\(row.facet?.datum.name ?? "")"
  }

  /// The place of a value along the axis: the number, the months or the place in the list of names.
  private static func order(_ columns: ChartColumns, _ x: ChartColumn) -> (ChartDatum?) -> Double? {
    let names = columns.names(x) { $0.x } ?? []
    let places = Dictionary(names.enumerated().map { ($0.element, Double($0.offset)) }) { first, _ in first }
    let isMonthly = isMonthly(x)
    return { datum in
      guard let datum else { return nil }
      if let seconds = datum.quantity { return isMonthly ? (seconds / averageMonth).rounded() : seconds }
      return places[datum.datum.name]
    }
  }

  private static let averageMonth = 365.2425 / 12 * 86_400

  /// Whether instants stand for whole months: they are periods, or all the first of a month.
  private static func isMonthly(_ x: ChartColumn) -> Bool {
    switch x.kind {
    case .period: true
    case .date: x.texts.compactMap(\.self).allSatisfy { $0.hasSuffix("-01") || $0.hasPrefix("01/") }
    case .number, .percent, .year, .category: false
    }
  }

  /// The distance of neighbours where most are equally far apart; nil where lines are not broken by distance.
  private static func step(_ x: ChartColumn, _ places: [Double]) -> Double? {
    // How many neighbours are that far apart where the axis is one of steps.
    var most = 0.5
    switch x.kind {
    case .period, .year: break
    // Days of a week's work are no days in a row.
    case .date: if !isMonthly(x) { most = 0.9 }
    case .number:
      let words = x.name.lowercased().split { !$0.isLetter }
      guard words.contains(where: { ["month", "quarter", "week", "period", "day"].contains($0) }) else {
        return nil
      }
    case .category: return 1
    case .percent: return nil
    }
    let distances = zip(places, places.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }
    guard let least = distances.min() else { return nil }
    return Double(distances.count { $0 <= 1.5 * least }) >= most * Double(distances.count) ? least : nil
  }
}
