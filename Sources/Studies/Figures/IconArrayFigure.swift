import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// A hundred icons for each group, as many filled as people in a hundred reoffended.
public enum IconArrayFigure {
  /// Draws groups beside each other in the order of the table, at most four.
  ///
  /// A group without a rate is left out and named in a note.
  public static func make(_ result: GroupRates, context: FigureContext) -> StudyFigure {
    let known = result.groups.compactMap { group in
      (group.rate?.value).map { Hundred(name: group.name, rate: $0) }
    }
    let drawn = known.prefix(4)
    let charts = drawn.enumerated().map { index, array in
      Chart {
        ForEach(array.icons, id: \.number) { icon in
          PointMark(x: .value("Column", icon.column), y: .value("Row", icon.row))
            .symbol(icon.isFilled ? .circle : .ring).symbolSize(300)
            .foregroundStyle(icon.isFilled ? ThemeStyle.focus : .context)
        }
      }
      .chartXScale(domain: 0.5...10.5)
      .chartYScale(domain: 0.5...10.5)
      .chartXAxis(.hidden)
      .chartYAxis(.hidden)
      .chartLegend(.hidden)
      .chartTitle("\(array.title): \(array.filled) in 100")
    }
    let isRounded = drawn.contains { abs(Double($0.filled) - 100 * $0.rate) > 1e-9 }
    var notes = ["Each icon is one person in a hundred; filled icons reoffended."]
    if isRounded {
      notes.append(
        "Whole icons: "
          + Words.list(drawn.map { "\($0.name) is \(NumberFormat.percent($0.rate, decimals: 2))" }) + ".")
    }
    if drawn.contains(where: { array in result.groups.contains { $0.name == array.name && $0.trials == nil } }
    ) {
      notes.append("The number of people is not printed.")
    }
    let missing = result.groups.map(\.name).filter { name in !drawn.contains { $0.name == name } }
    if !missing.isEmpty { notes.append("Not drawn: \(Words.list(missing)).") }
    let counts = drawn.map { "\($0.filled) in 100 \($0.name)" }
    let headline = "About \(Words.list(counts)) reoffended"
    return StudyFigure(
      name: context.name,
      text: context.text(headline, measure: "People in a hundred who reoffended", notes: notes),
      alternativeText: "Icon arrays of a hundred people each. \(headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 600),
      panels: ChartPanels(.horizontal) { charts })
  }

  /// The icons of one group.
  private struct Hundred: Sendable {
    let name: String
    let rate: Double

    var filled: Int { Int((100 * rate + 1e-9).rounded()) }
    var title: String { name.withCapital }

    /// Icons by row from the top left.
    var icons: [Icon] {
      (0..<100).map { number in
        Icon(
          number: number, column: Double(number % 10 + 1), row: Double(10 - number / 10),
          isFilled: number < filled)
      }
    }
  }

  /// One icon.
  private struct Icon: Sendable {
    let number: Int
    let column: Double
    let row: Double
    let isFilled: Bool
  }
}
