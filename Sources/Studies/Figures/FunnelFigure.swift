import ChartGrammar
import Numbers
public import Reoffending
public import Statistics
import Tables

/// Ratios or rates against the size they stand on, with the limits of chance and those widened for variation.
public enum FunnelFigure {
  /// Draws a funnel; units outside the limits and those in focus are named.
  ///
  /// - Parameters:
  ///   - result: the units with their limits.
  ///   - widened: the same units with limits that allow for their variation; their widest are drawn too.
  ///   - context: the name of the figure, what it is about, and the units in focus.
  /// - Throws: `StatisticsError` where a limit does not exist.
  public static func make(
    _ result: Funnel, widened: Funnel? = nil, context: FigureContext
  ) throws(StatisticsError) -> StudyFigure {
    let positions = Dictionary((widened?.points ?? []).map { ($0.name, $0.position) }) { first, _ in first }
    let widest = result.levels.max { $0.value < $1.value } ?? .p998
    var points = result.points.map { point in
      Dot(
        name: point.name, size: point.x, value: point.y,
        isOutside: isBeyond(positions[point.name] ?? .within, widest),
        isBeyondChance: isBeyond(point.position, widest), isFocus: context.focus.contains(point.name),
        distance: distance(point, from: result.target))
    }
    let named = Set(
      points.filter { $0.isBeyondChance || $0.isOutside }
        .sorted { ($1.isOutside ? 1 : 0, $1.distance) < ($0.isOutside ? 1 : 0, $0.distance) }.prefix(
          mostNames
        )
        .map(\.name))
    for index in points.indices {
      points[index].isNamed = points[index].isFocus || named.contains(points[index].name)
    }
    let unnamed = points.count { ($0.isBeyondChance || $0.isOutside) && !$0.isNamed }
    let isShare = result.quantity == .proportions
    let names = Names(result)
    let (sizeName, valueName) = (names.size, names.value)
    var bands: [Band] = []
    for level in result.levels {
      for vertex in try result.curve(level: level) {
        bands.append(Band(size: vertex.x, level: level, interval: vertex.limits))
      }
    }
    var edges: [Edge] = []
    for vertex in try widened?.curve(level: widest) ?? [] {
      edges.append(Edge(size: vertex.x, value: vertex.limits.lower, name: "lower"))
      edges.append(Edge(size: vertex.x, value: vertex.limits.upper, name: "upper"))
    }
    let beyond = points.filter(\.isBeyondChance)
    let headline = headline(
      points.count, result.noun, level: widest, below: beyond.count { $0.value < result.target },
      above: beyond.count { $0.value > result.target },
      widened: widened.map { _ in points.count(where: \.isOutside) })
    let chart = Chart {
      for level in result.levels.reversed() {
        ForEach(bands.filter { $0.level == level }, id: \.size) { band in
          AreaMark(
            x: .value(sizeName, band.size), yStart: .value(valueName, band.interval.lower),
            yEnd: .value(valueName, band.interval.upper),
            series: .value("Limits of chance", Words.percent(band.level)))
        }.foregroundStyle(ThemeStyle.focus).opacity(0.12)
      }
      ForEach(result.levels.compactMap { level in bands.first { $0.level == level } }, id: \.level) {
        band in
        PointMark(x: .value(sizeName, band.size), y: .value(valueName, band.interval.upper))
          .symbolSize(0.01).foregroundStyle(ThemeStyle.secondary)
          .annotation(position: .leading, spacing: 4, priority: 2) {
            Text(Words.percent(band.level)).foregroundStyle(ThemeStyle.secondary).background(.background)
          }
      }
      RuleMark(y: .value(valueName, result.target)).foregroundStyle(ThemeStyle.primary)
      ForEach(edges, id: \.id) { edge in
        LineMark(
          x: .value(sizeName, edge.size), y: .value(valueName, edge.value),
          series: .value("Widened limits", edge.name)
        ).foregroundStyle(ThemeStyle.secondary).lineStyle(StrokeStyle(lineWidth: 1.5, dash: [6, 4]))
      }
      ForEach(edges.filter { $0.name == "upper" }.suffix(1), id: \.id) { edge in
        PointMark(x: .value(sizeName, edge.size), y: .value(valueName, edge.value))
          .symbolSize(0.01).foregroundStyle(ThemeStyle.secondary)
          .annotation(priority: 2) {
            Text("allowing for variation").foregroundStyle(ThemeStyle.secondary).background(.background)
          }
      }
      ForEach(points.filter { !$0.isNamed }, id: \.name) { dot in
        PointMark(x: .value(sizeName, dot.size), y: .value(valueName, dot.value))
          .symbol(dot.isOutside ? .diamond : dot.isBeyondChance ? .circle : .ring)
          .symbolSize(dot.isOutside ? 130 : 70)
          .foregroundStyle(dot.isOutside ? ThemeStyle.series(1) : .secondary)
      }
      ForEach(points.filter(\.isNamed), id: \.name) { dot in
        PointMark(x: .value(sizeName, dot.size), y: .value(valueName, dot.value))
          .symbol(dot.isOutside ? .diamond : dot.isBeyondChance ? .circle : .ring)
          .symbolSize(dot.isOutside ? 130 : 90)
          .foregroundStyle(dot.isOutside ? ThemeStyle.series(1) : dot.isFocus ? .focus : .secondary)
          .annotation(priority: dot.isFocus ? 1 : 0) { Text(dot.name) }
      }
    }
    .chartXAxisLabel(sizeName)
    .chartYAxisLabel(valueName)
    .chartLegend(.hidden)
    .chartYAxis {
      if isShare { AxisMarks(format: .percent) } else { AxisMarks(format: .number) }
    }
    var notes = [
      "Shading: limits of \(Words.list(result.levels.map(Words.percent))) around "
        + (result.quantity == .ratios ? "a ratio of one." : "the rate compared with.")
        + (widened == nil
          ? ""
          : " Dashes: limits of \(Words.percent(widest)) that allow for the variation of the \(Plural.of(result.noun)).")
    ]
    var signs: [String] = []
    if points.contains(where: { !$0.isBeyondChance && !$0.isOutside }) {
      signs.append("Rings: within the limits of \(Words.percent(widest)).")
    }
    if points.contains(where: { $0.isBeyondChance && !$0.isOutside }) {
      signs.append("Filled circles: outside them\(widened == nil ? "" : ", within the dashes").")
    }
    if points.contains(where: \.isOutside) {
      signs.append("Diamonds: outside \(widened == nil ? "them" : "the dashes too").")
    }
    notes.append(signs.joined(separator: " "))
    if unnamed > 0 {
      notes.append(
        "Named: the \(named.count) furthest outside; \(NumberFormat.count(unnamed)) more lie outside and are in the table."
      )
    }
    if !result.hidden.isEmpty {
      notes.append(
        "Not shown, because counts are small: \(Words.list(result.hidden.map(\.description))).")
    }
    if let phi = result.phi, phi > 1 {
      notes.append(
        "The \(Plural.of(result.noun)) vary \(NumberFormat.fixed(phi, decimals: 1)) times as much as chance would make them."
      )
    }
    return StudyFigure(
      name: context.name,
      text: context.text(
        headline,
        measure: names.measure, notes: notes),
      alternativeText: "Funnel plot of \(Plural.count(points.count, result.noun)). \(headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 700), chart: chart)
  }

  /// What the axes are called.
  private struct Names {
    let size: String
    let value: String
    let measure: String

    init(_ result: Funnel) {
      if let rates = result.rates {
        size = rates.exposure.asHeading
        let events = rates.events.asHeading
        value =
          rates.areStandardised
          ? "\(events) \(result.perWords), standardised" : "\(events) \(result.perWords)"
        measure = "\(value), by \(rates.exposure.replacing("_", with: " "))"
      } else if result.quantity == .proportions {
        (size, value) = ("Number of people", "Share of people who reoffended")
        measure = "Share of people who reoffended against number of people"
      } else {
        (size, value) = ("Number predicted to reoffend", "Actual over predicted")
        measure = "Actual over predicted number who reoffended, by number predicted"
      }
    }
  }

  /// More names would cover each other and the points.
  private static let mostNames = 12

  /// How far a unit lies outside its widest limits, in widths from the target to the limit.
  private static func distance(_ point: FunnelPoint, from target: Double) -> Double {
    guard let lower = point.limits.map(\.lower).min(), let upper = point.limits.map(\.upper).max() else {
      return 0
    }
    return point.y > target
      ? (point.y - upper) / max(upper - target, 1e-12) : (lower - point.y) / max(target - lower, 1e-12)
  }

  private static func headline(
    _ count: Int, _ noun: String, level: ConfidenceLevel, below: Int, above: Int, widened: Int?
  ) -> String {
    let limits = "the \(Words.percent(level)) limits of chance"
    guard below + above > 0 else {
      return count == 1
        ? "The one \(noun) lies within \(limits)"
        : "All \(count) \(Plural.of(noun)) lie within \(limits)"
    }
    let sides = [
      below > 0 ? "\(below) \(below == 1 ? "lies" : "lie") below" : nil,
      above > 0 ? "\(above) \(above == 1 ? "lies" : "lie") above" : nil,
    ].compactMap(\.self)
    let chance = "Of \(Plural.count(count, noun)), \(sides.joined(separator: " and ")) \(limits)"
    guard let widened else { return chance }
    return chance + (widened == 0 ? ", but none lies" : "; \(widened) \(widened == 1 ? "lies" : "lie")")
      + " outside limits that allow for their variation"
  }

  private static func isBeyond(_ position: FunnelPosition, _ widest: ConfidenceLevel) -> Bool {
    switch position {
    case .within: false
    case .high(let level), .low(let level): level == widest
    }
  }

  /// One area.
  private struct Dot: Sendable {
    let name: String
    let size: Double
    let value: Double
    let isOutside: Bool
    let isBeyondChance: Bool
    let isFocus: Bool
    let distance: Double
    var isNamed = false
  }

  /// The limits of chance of one level at one size.
  private struct Band: Sendable {
    let size: Double
    let level: ConfidenceLevel
    let interval: ConfidenceInterval
  }

  /// A vertex of a widened limit.
  private struct Edge: Sendable {
    let size: Double
    let value: Double
    let name: String

    var id: String { "\(name) \(size)" }
  }
}
