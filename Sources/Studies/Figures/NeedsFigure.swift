import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Combinations of needs: how many people, their rate, and below the needs that each is made of (an UpSet plot).
public enum NeedsFigure {
  /// Draws the largest combinations.
  ///
  /// - Source: Lex, Gehlenborg, Strobelt, Vuillemot and Pfister (2014), *IEEE Transactions on Visualization and Computer
  ///   Graphics* 20, 1983–1992, doi:10.1109/TVCG.2014.2346248.
  public static func make(_ result: NeedsProfile, context: FigureContext) -> StudyFigure {
    let drawn = Array(result.combinations.prefix(most))
    let columns = drawn.enumerated().map { Column(index: $0.offset, row: $0.element) }
    let needs = result.needs.sorted { $0.people > $1.people }
    let names = columns.map(\.id)
    let sizes = Chart {
      ForEach(columns, id: \.id) { column in
        BarMark(x: .value("Combination", column.id), y: .value("People", Double(column.people)))
          .annotation(position: .top) { Text(NumberFormat.count(column.people)) }
      }.foregroundStyle(ThemeStyle.focus)
    }
    .chartXScale(domain: names).chartXAxis(.hidden).chartXAxisLabel("")
    .chartYScale(domain: 0.0...(1.2 * Double(columns.map(\.people).max() ?? 1)))
    .chartYAxisLabel("People")
    .chartLegend(.hidden)
    let dots = needs.flatMap { need in
      columns.map { Dot(column: $0.id, need: need.name, isOn: $0.needs.contains(need.needs.first ?? "")) }
    }
    let order = Array(needs.map(\.name))
    let spans = columns.compactMap { column -> Span? in
      let own = order.filter { name in dots.contains { $0.column == column.id && $0.need == name && $0.isOn }
      }
      guard let first = own.first, let last = own.last, first != last else { return nil }
      return Span(column: column.id, first: first, last: last)
    }
    let matrix = Chart {
      ForEach(dots.filter { !$0.isOn }, id: \.id) { dot in
        PointMark(x: .value("Combination", dot.column), y: .value("Need", dot.need)).symbolSize(70)
      }.foregroundStyle(ThemeStyle.context)
      ForEach(spans, id: \.column) { span in
        RuleMark(
          x: .value("Combination", span.column), yStart: .value("Need", span.first),
          yEnd: .value("Need", span.last))
      }.foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 3))
      ForEach(dots.filter(\.isOn), id: \.id) { dot in
        PointMark(x: .value("Combination", dot.column), y: .value("Need", dot.need)).symbolSize(130)
      }.foregroundStyle(ThemeStyle.focus)
    }
    .chartXScale(domain: names).chartXAxis(.hidden).chartXAxisLabel("")
    .chartYScale(domain: order)
    .chartYAxisLabel("")
    .chartLegend(.hidden)
    let weights = [3, 2.4, 0.6 + 0.45 * Double(needs.count)]
    let left = result.combinations.count - drawn.count
    let leftPeople = result.combinations.dropFirst(most).reduce(result.peopleInOther) { $0 + $1.people }
    var figure = StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Rate and number of people by combination of needs",
        notes: [
          "Upright lines: \(Words.percent(result.level)) intervals. Filled circles: the needs that the people above have."
        ]
          + (leftPeople > 0
            ? [
              "Not drawn: \(left > 0 ? Plural.count(left, "smaller combination") : "smaller combinations") of \(NumberFormat.count(leftPeople)) people."
            ]
            : [])),
      alternativeText: "UpSet plot of \(drawn.count) combinations of needs. \(result.headline). "
        + drawn.map(\.sentence).joined(separator: " "),
      table: result.furtherTables[1],
      size: Size(width: 900, height: 560 + 30 * Double(needs.count)),
      panels: ChartPanels(.vertical, sharing: .horizontal, weights: weights) {
        rates(columns, hasValues: true)
        sizes
        matrix
      })
    figure.narrow = ChartPanels(.vertical, sharing: .horizontal, weights: weights) {
      rates(columns, hasValues: false)
      sizes
      matrix
    }
    return figure
  }

  /// The rates with their intervals; on a narrow page without their values, which would lie on each other.
  private static func rates(_ columns: [Column], hasValues: Bool) -> Chart {
    let names = columns.map(\.id)
    return Chart {
      ForEach(columns, id: \.id) { column in
        ErrorBarMark(
          x: .value("Combination", column.id), yStart: .value("Rate", column.lower),
          yEnd: .value("Rate", column.upper), capSize: 8
        ).annotation(position: .top, spacing: 4) {
          Text(hasValues ? NumberFormat.percent(column.rate, decimals: 0) : "")
        }
      }.foregroundStyle(ThemeStyle.secondary)
      ForEach(columns, id: \.id) { column in
        PointMark(x: .value("Combination", column.id), y: .value("Rate", column.rate)).symbolSize(90)
      }.foregroundStyle(ThemeStyle.focus)
    }
    .chartXScale(domain: names).chartXAxis(.hidden).chartXAxisLabel("")
    .chartYScale(domain: 0.0...min(1, 1.25 * (columns.map(\.upper).max() ?? 1)))
    .chartYAxis { AxisMarks(format: .percent) }
    .chartYAxisLabel("Share who reoffended")
    .chartLegend(.hidden)
  }

  /// More combinations would be too narrow to be read.
  private static let most = 16

  /// One combination.
  private struct Column: Sendable {
    let id: String
    let people: Int
    let rate: Double
    let lower: Double
    let upper: Double
    let needs: [String]

    init(index: Int, row: NeedsProfile.Row) {
      id = "\(index + 1)"
      people = row.people
      rate = row.rate.value ?? 0
      lower = row.rate.interval?.lower ?? rate
      upper = row.rate.interval?.upper ?? rate
      needs = row.needs
    }
  }

  /// Whether a combination has a need.
  private struct Dot: Sendable {
    let column: String
    let need: String
    let isOn: Bool
    var id: String { "\(column) \(need)" }
  }

  /// From the first to the last need of a combination.
  private struct Span: Sendable {
    let column: String
    let first: String
    let last: String
  }
}
