import ChartGrammar
import Foundation
import TestSupport
import Testing

/// What a chart written for Apple's framework draws differently here, each as a row of the table in the documentation and
/// as a picture that shows it.
@Suite("Where pictures differ from Swift Charts")
struct SwiftChartsDifferencesTests {
  struct Difference: Sendable, CustomTestStringConvertible {
    let there: String
    let here: String
    let isShown: @Sendable () throws -> Bool

    var testDescription: String { there }
    var row: String { "| \(there) | \(here) |" }
  }

  private static func layout(_ chart: Chart) throws -> LaidOutChart {
    try chart.layout(size: Size(width: 600, height: 400), measurer: FixedWidthMeasurer())
  }

  private static func labels(_ chart: Chart) throws -> [(text: String, rect: Rect)] {
    PictureMeasure(scene: try layout(chart).scene).labels
  }

  private static func texts(_ chart: Chart) throws -> [String] { try labels(chart).map(\.text) }

  private static var bar: Chart { Chart { BarMark(x: .value("Area", "A"), y: .value("Rate", 80)) } }

  static let all: [Difference] = {
    var rows: [Difference] = []
    rows.append(
      Difference(
        there: "a view, drawn by the system in the room that `frame` and `padding` leave",
        here:
          "a value; `scene(size:theme:measurer:)` gives a picture or a ``ChartError``, and these have no effect"
      ) {
        try layout(bar.frame(height: 100).padding()).scene == layout(bar).scene
      })
    rows.append(
      Difference(
        there: "selection, scrolling, gestures, animation, what `onAppear` and `onChange` do",
        here: "no effect: all values are drawn, and pictures for print do not move"
      ) {
        let screen = bar.chartScrollableAxes(.horizontal).chartXVisibleDomain(length: 1).animation(.linear)
        return try layout(screen).scene == layout(bar).scene
      })
    rows.append(
      Difference(
        there: "views in annotations, labels, legends and symbols",
        here:
          "their text in lines, the paint behind it, keys of a legend and the form of a symbol; images and other forms are left out"
      ) {
        let chart = Chart {
          PointMark(x: .value("X", 1), y: .value("Y", 2)).annotation(position: .top) {
            VStack {
              Image(systemName: "star")
              Text("first")
              Text("second")
            }
          }
        }
        return try texts(chart).filter { $0 == "first" || $0 == "second" }.count == 2
      })
    rows.append(
      Difference(
        there: "views over or behind the plot (`chartOverlay`, `chartBackground`)",
        here:
          "their text in the middle of the plot (of `chartOverlay` in rings only, because elsewhere it follows the pointer), "
          + "nothing else"
      ) {
        let ring = Chart { SectorMark(angle: .value("Share", 1)) }
        return try texts(bar.chartBackground { _ in Text("total") }).contains("total")
          && texts(ring.chartOverlay { _ in Text("total") }).contains("total")
          && !texts(bar.chartOverlay { _ in Text("total") }).contains("total")
      })
    rows.append(
      Difference(
        there: "annotations may overlap", here: "they are moved, or left out and named in the notes"
      ) {
        let chart = Chart {
          ForEach(0..<60) { index in
            PointMark(x: .value("X", 1), y: .value("Y", 2)).annotation { Text("label \(index)") }
          }
        }
        let laidOut = try layout(chart)
        return PictureMeasure(scene: laidOut.scene).overlaps.isEmpty && !laidOut.notes.isEmpty
      })
    rows.append(
      Difference(
        there: "the axis of values is written on the right",
        here: "on the left, unless `AxisMarks(position: .trailing)`"
      ) {
        let trailing = bar.chartYAxis { AxisMarks(position: .trailing) }
        let left = try labels(bar).first { $0.text == "80" }
        let right = try labels(trailing).first { $0.text == "80" }
        return (left?.rect.x ?? 600) < 300 && (right?.rect.x ?? 0) > 300
      })
    rows.append(
      Difference(
        there: "axis titles only when asked for",
        here: "an axis of numbers is titled with the label of its values; an empty label removes it"
      ) {
        try texts(bar).contains("Rate") && !texts(bar.chartYAxisLabel("")).contains("Rate")
      })
    rows.append(
      Difference(
        there: "dates in the reader's time zone and language", here: "Coordinated Universal Time, English"
      ) {
        let noon = Date(timeIntervalSince1970: 43_200)
        let chart = Chart { BarMark(x: .value("Time", noon, unit: .hour), y: .value("Count", 1)) }
          .chartXAxis { AxisMarks(values: [noon]) { _ in AxisValueLabel(format: .dateTime.hour()) } }
        return try texts(chart).contains("12:00")
      })
    rows.append(
      Difference(
        there: "runs of colours on lines and points; radial and angular ones; `Color.gradient`",
        here: "the colour that stands for the run; areas, bars, cells and slices have linear runs"
      ) {
        let chart = Chart {
          PointMark(x: .value("X", 1), y: .value("Y", 2))
            .foregroundStyle(LinearGradient(colors: [.red, .clear], startPoint: .top, endPoint: .bottom))
        }
        return try layout(chart).scene.commands.contains { command in
          if case .stamps(_, _, let color) = command { return color == .red }
          return false
        }
      })
    rows.append(
      Difference(
        there: "colours of the system and of asset catalogues",
        here: "the colour for print that the name says, or blue"
      ) { Color("chartGreen") == .green && Color("brand") == .blue && Color(.systemRed) == .red })
    rows.append(
      Difference(
        there: "families and any size of letters",
        here: "the theme's family in two weights, and no letters under 11 pixels"
      ) { Font.system(size: 8, weight: .semibold) == Font(size: 11, weight: .bold) })
    rows.append(
      Difference(
        there: "`shadow`, `blur`, `mask`", here: "no effect; `clipShape` rounds the corners of bars and cells"
      ) {
        let plain = Chart { BarMark(x: .value("Area", "A"), y: .value("Rate", 8)) }
        let shaded = Chart { BarMark(x: .value("Area", "A"), y: .value("Rate", 8)).shadow(radius: 3) }
        return try layout(plain).scene == layout(shaded).scene
      })
    rows.append(
      Difference(
        there: "`collisionResolution`, `orientation`, `anchor` of axis labels",
        here:
          "read and not heeded: text is level, and labels that would touch are left out evenly and counted"
      ) {
        let chart = bar.chartYAxis {
          AxisMarks(values: [0, 40, 80]) { _ in AxisValueLabel(orientation: .vertical) }
        }
        let level = bar.chartYAxis { AxisMarks(values: [0, 40, 80]) { _ in AxisValueLabel() } }
        return try layout(chart).scene == layout(level).scene
      })
    rows.append(
      Difference(
        there: "the axis of a line of numbers reaches zero",
        here: "it holds the data, unless `.automatic(includesZero: true)`; bars and areas reach zero"
      ) {
        let values: [Double] = [90, 91, 92]
        let line = Chart {
          ForEach(values, id: \.self) { value in
            LineMark(x: .value("X", value), y: .value("Y", value))
          }
        }
        let zero = line.chartYScale(domain: .automatic(includesZero: true))
        let (own, asked) = (try texts(line), try texts(zero))
        return !own.contains("0") && asked.contains("0")
      })
    rows.append(
      Difference(
        there: "marks of an axis of names on both sides", here: "the first are drawn"
      ) {
        let both = bar.chartXAxis {
          AxisMarks(position: .bottom)
          AxisMarks(position: .top)
        }
        return try texts(both).filter { $0 == "A" }.count == 1
      })
    rows.append(
      Difference(there: "hours of half days", here: "hours of 24") {
        ValueFormat.dateTime.hour(.defaultDigits(amPM: .abbreviated)).string(50_400) == "14:00"
      })
    rows.append(
      Difference(
        there:
          "ends of marks in pixels, `.automatic(dataType:)` with a function, `LinePlot` without a domain",
        here: "not there"
      ) { true })
    rows.append(
      Difference(
        there: "`Chart3D`", here: "refused with a sentence: use colour, size or small charts"
      ) { true })
    return rows
  }()

  @Test("each difference is as the table says", arguments: all)
  func shown(_ difference: Difference) throws {
    #expect(try difference.isShown())
  }

  @Test("the documentation has these rows and no others")
  func table() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(
        path: "Sources/ChartGrammar/ChartGrammar.docc/PortingFromSwiftCharts.md")
    let lines = try String(contentsOf: page, encoding: .utf8).split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex(of: "| Swift Charts | here |"))
    let rows = Array(lines[(start + 2)...].prefix { $0.hasPrefix("|") })
    #expect(rows == Self.all.map(\.row), "\(Self.all.map(\.row).joined(separator: "\n"))")
  }
}
