import CairoRenderer
import ChartGrammar
import Foundation
import Studies
import Tables
import TestSupport
import Testing

@Suite("what a figure shows is what its data say")
struct FigureTruthTests {
  private let renderer: CairoRenderer

  init() throws { renderer = try CairoRenderer() }

  /// The numbers of a figure's table as plain values.
  private func numbers(_ figure: StudyFigure) -> [Double] {
    figure.table.rows.flatMap { row in
      zip(row, figure.table.columns).flatMap { cell, column -> [Double] in
        switch cell {
        case .number(let value): return [value]
        default: return Self.tokens(cell.shown(as: column.kind)).map(\.value)
        }
      }
    }
  }

  /// The numbers in a text, with the decimals they are written with.
  static func tokens(_ text: String) -> [(value: Double, decimals: Int)] {
    text.replacingOccurrences(of: ",", with: "").replacingOccurrences(of: "\u{2212}", with: "-")
      .matches(of: /-?\d+(\.\d+)?/).compactMap { match in
        let written = String(match.0)
        guard let value = Double(written) else { return nil }
        return (value, written.contains(".") ? written.split(separator: ".")[1].count : 0)
      }
  }

  @Test(
    "every number beside the marks is a number of the data table or the description, rounded",
    arguments: BundledFigures.all)
  func labelsAreData(_ named: NamedFigure) throws {
    let figure = named.figure
    let laidOut = try figure.layout(measurer: renderer)
    let measure = PictureMeasure(scene: laidOut.scene, measurer: renderer)
    let plots = laidOut.plots
    let right = plots.map(\.maxX).max() ?? 0
    let known = numbers(figure) + Self.tokens(figure.alternativeText).map(\.value)
    var checked = 0
    for label in measure.labels {
      let centre = label.rect.centre
      // In a plot, or in a column to the right of all plots: a value, no tick and no name.
      guard
        plots.contains(where: { plot in
          centre.y > plot.y && centre.y < plot.maxY
            && (centre.x > plot.x && centre.x < plot.maxX || centre.x > right)
        })
      else { continue }
      for token in Self.tokens(label.text) {
        let size = pow(10, Double(token.decimals))
        let isKnown = known.contains { value in
          [1, 100].contains { abs((value * $0 * size).rounded() / size - token.value) < 0.6 / size }
            || abs(abs(value) - abs(token.value)) < 0.6 / size
        }
        #expect(isKnown, "“\(label.text)” in \(figure.name)")
        checked += 1
      }
    }
    if !Self.withoutNumbers.contains(figure.name) { #expect(checked >= 2, "\(checked)") }
  }

  /// Figures that are read off their axes.
  private static let withoutNumbers = ["funnel-2015", "rearrest-by-month", "homeless-and-settled"]

  @Test(
    "bars start at zero: their lengths are in proportion to the data",
    arguments: [
      ("adults-by-offence", 0x12436D), ("age-and-sex", 0x12436D), ("age-and-sex", 0xF46A25),
    ])
  func barsStartAtZero(_ name: String, _ color: Int) throws {
    let figure = try BundledFigures.named(name)
    let measure = PictureMeasure(scene: try figure.layout(measurer: renderer).scene, measurer: renderer)
    let bars = measure.bars(Color(hex: UInt32(color)))
    try #require(bars.count >= 3)
    // The label at a bar's end says its value; text columns do so on the same line.
    let values = bars.map { bar in
      measure.labels.filter { abs($0.rect.centre.y - bar.centre.y) < 12 && $0.text.contains("%") }
        .compactMap { label in
          Self.tokens(label.text).first.map { ($0.value, abs(label.rect.centre.x - bar.centre.x)) }
        }
        .min { $0.1 < $1.1 }?.0
    }
    let pairs = zip(bars, values).compactMap { bar, value in value.map { (bar.width, $0) } }
    try #require(pairs.count == bars.count)
    let scale = pairs[0].0 / pairs[0].1
    for (width, value) in pairs { #expect(abs(width / scale - value) < 0.11, "\(width) \(value)") }
    let ends = color == 0x12436D && name != "adults-by-offence" ? bars.map(\.maxX) : bars.map(\.x)
    #expect((ends.max() ?? 0) - (ends.min() ?? 0) < 0.01)
  }
}
