import ChartGrammar
public import Reoffending
import Statistics
import Tables

/// Ratios or rates against the size they stand on, with the limits of chance and those widened for variation.
public enum FunnelFigure {
  /// Draws a funnel; groups outside the widened limits and those in focus are named.
  public static func make(_ result: FunnelComparison, context: FigureContext) -> StudyFigure {
    let points = result.units.map { unit in
      Dot(
        unit: unit, isOutside: result.isOutermost(unit.widenedPosition),
        isBeyondChance: result.isOutermost(unit.position), isFocus: context.focus.contains(unit.name))
    }
    let isRate = result.measure == .rate
    let sizeName = isRate ? "Number of people" : "Number expected to reoffend"
    let valueName = isRate ? "Share of people who reoffended" : "Observed over expected"
    let bands = result.limits.flatMap { limit in
      zip(result.levels, limit.chance).reversed().map { Band(size: limit.size, level: $0.0, interval: $0.1) }
    }
    let edges = result.limits.flatMap { limit in
      (limit.widened.last.map { widest in
        [
          Edge(size: limit.size, value: widest.lower, name: "lower"),
          Edge(size: limit.size, value: widest.upper, name: "upper"),
        ]
      }) ?? []
    }
    let chart = Chart {
      for level in result.levels.reversed() {
        ForEach(bands.filter { $0.level == level }, id: \.size) { band in
          AreaMark(
            x: .value(sizeName, band.size), yStart: .value(valueName, band.interval.lower),
            yEnd: .value(valueName, band.interval.upper),
            series: .value("Limits of chance", Words.percent(band.level)))
        }.foregroundStyle(Color.blue).opacity(0.12)
      }
      RuleMark(y: .value(valueName, result.target)).foregroundStyle(ThemeStyle.primary)
      ForEach(edges, id: \.id) { edge in
        LineMark(
          x: .value(sizeName, edge.size), y: .value(valueName, edge.value),
          series: .value("Widened limits", edge.name)
        ).foregroundStyle(ThemeStyle.secondary).lineStyle(StrokeStyle(lineWidth: 1.5, dash: [6, 4]))
      }
      ForEach(points.filter { !$0.isNamed }, id: \.unit.name) { dot in
        PointMark(x: .value(sizeName, dot.unit.size), y: .value(valueName, dot.unit.value))
          .symbol(dot.isBeyondChance ? .circle : .ring).symbolSize(70).foregroundStyle(ThemeStyle.secondary)
      }
      ForEach(points.filter(\.isNamed), id: \.unit.name) { dot in
        PointMark(x: .value(sizeName, dot.unit.size), y: .value(valueName, dot.unit.value))
          .symbol(dot.isOutside ? .diamond : dot.isBeyondChance ? .circle : .ring)
          .symbolSize(dot.isOutside ? 130 : 90)
          .foregroundStyle(dot.isOutside ? ThemeStyle.series(1) : dot.isFocus ? .focus : .secondary)
          .annotation(priority: dot.isFocus ? 1 : 0) { Text(dot.unit.name) }
      }
    }
    .chartXAxisLabel(sizeName)
    .chartYAxisLabel(valueName)
    .chartLegend(.hidden)
    .chartYAxis {
      if isRate { AxisMarks(format: .percent) } else { AxisMarks(format: .number) }
    }
    let levels = Words.list(result.levels.map(Words.percent))
    var notes = [
      "Shading: \(levels) limits of chance around \(isRate ? "the rate of all together" : "a ratio of one"). "
        + "Dashes: \(result.levelText) limits widened for the variation between areas.",
      result.variationSentence,
      "Rings: within the limits of chance. Filled circles: outside the \(result.levelText) limits of chance. Diamonds: outside "
        + "the widened limits too.",
    ]
    if !result.missing.isEmpty {
      notes.append("Not drawn, because a number is not known: \(Words.list(result.missing)).")
    }
    return StudyFigure(
      name: context.name,
      text: FigureText(
        headline: context.headline ?? result.headline,
        subtitle: context.subtitle(
          measure: isRate
            ? "Share of people who reoffended against number of people"
            : "Observed over expected number who reoffended against number expected"), source: context.source,
        notes: notes + context.notes),
      alternativeText: "Funnel plot of \(result.units.count) areas. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 700), chart: chart)
  }

  /// One area.
  private struct Dot: Sendable {
    let unit: FunnelComparison.Unit
    let isOutside: Bool
    let isBeyondChance: Bool
    let isFocus: Bool

    var isNamed: Bool { isBeyondChance || isOutside || isFocus }
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
