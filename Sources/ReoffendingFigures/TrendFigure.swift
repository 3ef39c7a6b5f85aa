import ChartGrammar
import Reoffending
public import Statistics
import Tables

/// Values over time with the centre line, control limits and the points that stand out.
public enum TrendFigure {
  /// Draws a control chart.
  ///
  /// - Parameter names: what the periods are called, in the chart's order; nil for years and months.
  public static func make(
    _ chart: ControlChart, names: [String]? = nil, measure: String, context: FigureContext
  ) -> StudyFigure {
    let dots = chart.points.enumerated().map { index, point in
      Dot(
        index: index,
        name: names.flatMap { $0.indices.contains(index) ? $0[index] : nil } ?? name(point.period),
        point: point, segment: (chart.segmentStarts.lastIndex { $0 <= index }) ?? 0)
    }
    let isShare = chart.kind == .p || chart.kind == .laneyP
    let segments = Set(dots.map(\.segment)).sorted().map { segment in dots.filter { $0.segment == segment } }
    let picture = Chart {
      for segment in segments {
        ForEach(segment, id: \.index) { dot in
          AreaMark(
            x: .value("Period", dot.name), yStart: .value(measure, dot.point.lower),
            yEnd: .value(measure, dot.point.upper), series: .value("Limits", "limits \(dot.segment)"))
        }.foregroundStyle(ThemeStyle.context).opacity(0.35)
        ForEach(segment, id: \.index) { dot in
          LineMark(
            x: .value("Period", dot.name), y: .value(measure, dot.point.centre),
            series: .value("Centre", "centre \(dot.segment)"))
        }.foregroundStyle(ThemeStyle.secondary).lineStyle(StrokeStyle(lineWidth: 1.5, dash: [6, 4]))
      }
      ForEach(dots, id: \.index) { dot in
        LineMark(
          x: .value("Period", dot.name), y: .value(measure, dot.point.value),
          series: .value("Series", "values"))
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(dots.filter { $0.point.signals.isEmpty }, id: \.index) { dot in
        PointMark(x: .value("Period", dot.name), y: .value(measure, dot.point.value)).symbolSize(60)
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(dots.filter { !$0.point.signals.isEmpty }, id: \.index) { dot in
        PointMark(x: .value("Period", dot.name), y: .value(measure, dot.point.value)).symbol(.diamond)
          .symbolSize(150).annotation(position: .top) { Text(text(dot.point.value, isShare)) }
      }.foregroundStyle(Color.orange)
    }
    .chartXScale(domain: dots.map(\.name))
    .chartYScale(domain: .automatic(includesZero: isShare))
    .chartYAxis { AxisMarks(format: isShare ? .percent : .number) }
    .chartXAxisLabel("")
    .chartYAxisLabel(measure)
    .chartLegend(.hidden)
    let signalling = dots.filter { !$0.point.signals.isEmpty }
    let sentences = signalling.map { dot in
      "\(dot.name): \(text(dot.point.value, isShare)) (\(dot.point.signals.map(words).joined(separator: ", ")))."
    }
    var notes = [
      "Shading: limits of three standard errors. Dashes: centre. Diamonds: points that stand out from ordinary variation."
    ]
    if chart.hasProvisionalLimits {
      notes.append("Limits are provisional: fewer than \(ControlChart.fewestPoints) points.")
    }
    return StudyFigure(
      name: context.name,
      text: FigureText(
        headline: context.headline ?? String(chart.sentence.dropLast()),
        subtitle: context.subtitle(measure: measure),
        source: context.source, notes: notes + context.notes),
      alternativeText: "Control chart of \(dots.count) periods. \(chart.sentence) "
        + sentences.joined(separator: " "),
      table: table(dots, isShare: isShare), size: Size(width: 900, height: 560), chart: picture)
  }

  private static func text(_ value: Double, _ isShare: Bool) -> String {
    isShare ? NumberFormat.percent(value) : NumberFormat.fixed(value, decimals: 2)
  }

  private static func words(_ rule: ControlChartRule) -> String {
    switch rule {
    case .outsideLimits: "outside the limits"
    case .trend: "part of a trend"
    case .twoOfThree: "two of three near a limit"
    case .shift: "part of a shift"
    }
  }

  private static func name(_ period: ReportingPeriod) -> String {
    let year = period.firstMonth / 12
    let month = period.firstMonth % 12
    switch period.months {
    case 12 where month == 0: return String(year)
    case 12: return "\(year)/\((year + 1) % 100)"
    case 3: return "\(year) Q\(month / 3 + 1)"
    default:
      let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
      return "\(names[month]) \(year)"
    }
  }

  private static func table(_ dots: [Dot], isShare: Bool) -> OutputTable {
    let kind: OutputColumn.Kind = isShare ? .perCent(decimals: 2) : .number(decimals: 3)
    return OutputTable(
      columns: [
        OutputColumn(key: "period", title: "Period"), OutputColumn(key: "value", title: "Value", kind: kind),
        OutputColumn(key: "centre", title: "Centre", kind: kind),
        OutputColumn(key: "lower", title: "Lower limit", kind: kind),
        OutputColumn(key: "upper", title: "Upper limit", kind: kind),
        OutputColumn(key: "signals", title: "Signals"),
      ],
      rows: dots.map { dot in
        [
          .text(dot.name), .number(dot.point.value), .number(dot.point.centre), .number(dot.point.lower),
          .number(dot.point.upper), .text(dot.point.signals.map(words).joined(separator: ", ")),
        ]
      })
  }

  /// One period.
  private struct Dot: Sendable {
    let index: Int
    let name: String
    let point: ControlChart.Point
    let segment: Int
  }
}
