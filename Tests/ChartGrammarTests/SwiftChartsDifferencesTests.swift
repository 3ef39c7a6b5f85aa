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
        there: "views over or behind the plot (`chartOverlay`, `overlay`, `chartBackground`)",
        here:
          "their text in the middle of the plot (of the first two in rings only, because elsewhere it follows the pointer), "
          + "nothing else"
      ) {
        let ring = Chart { SectorMark(angle: .value("Share", 1)) }
        return try texts(bar.chartBackground { _ in Text("total") }).contains("total")
          && texts(ring.chartOverlay { _ in Text("total") }).contains("total")
          && texts(ring.overlay { Text("total") }).contains("total")
          && !texts(bar.overlay { Text("total") }).contains("total")
          && !texts(bar.chartOverlay { _ in Text("total") }).contains("total")
      })
    rows.append(
      Difference(
        there: "colours and letters of axis titles", here: "the theme's"
      ) {
        let plain = bar.chartXAxisLabel("Area")
        let purple = bar.chartXAxisLabel { Text("Area").font(.title).foregroundStyle(.purple) }
        return try layout(plain).scene == layout(purple).scene
      })
    rows.append(
      Difference(
        there: "a legend below the plot, with all values of the scale, or over the plot",
        here: "above the plot, or names at the ends of lines, with the values that are drawn"
      ) {
        let chart = Chart {
          for index in 0..<2 {
            BarMark(x: .value("Area", "A\(index)"), y: .value("Rate", 80 + index))
              .foregroundStyle(by: .value("Sex", index == 0 ? "women" : "men"))
          }
        }
        .chartForegroundStyleScale(domain: ["women", "men", "unknown"])
        let found = try labels(chart)
        let key = found.first { $0.text == "women" }
        let area = found.first { $0.text == "A0" }
        return (key?.rect.maxY ?? 999) < (area?.rect.y ?? 0) && !found.contains { $0.text == "unknown" }
      })
    rows.append(
      Difference(
        there: "gridlines in both directions, where nothing is said", here: "those of the axis of values"
      ) {
        let line = Chart {
          LineMark(x: .value("X", 1), y: .value("Y", 2))
          LineMark(x: .value("X", 3), y: .value("Y", 4))
        }
        let faint = Theme.standard.gridline
        return try layout(line).scene.commands.allSatisfy { command in
          guard case .stroke(let path, faint, _) = command else { return true }
          let corners = PictureMeasure.corners(path)
          return corners.first?.y == corners.last?.y
        }
      })
    rows.append(
      Difference(
        there: "weeks of the reader's calendar", here: "weeks that begin on Monday"
      ) {
        let sunday = Date(timeIntervalSince1970: 3 * 86_400)
        let chart = Chart { BarMark(x: .value("Week", sunday, unit: .weekOfYear), y: .value("Count", 1)) }
          .chartXAxis {
            AxisMarks(values: .stride(by: .weekOfYear)) { _ in AxisValueLabel(format: .dateTime.day()) }
          }
        return try texts(chart).contains("29")
      })
    rows.append(
      Difference(
        there: "closures of axes that run on the main actor",
        here: "they run where `scene(size:theme:measurer:)` is called"
      ) {
        final class Model { var unit = "per cent" }
        let model = Model()
        let chart = bar.chartYAxis {
          AxisMarks(values: [80]) { value in AxisValueLabel("\(value.as(Int.self) ?? 0) \(model.unit)") }
        }
        return try texts(chart).contains("80 per cent")
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
        there: "runs of colours on points; radial and angular ones; `Color.gradient`",
        here: "the colour that stands for the run; lines, areas, bars, cells and slices have linear runs"
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
        there: "`blur`, `clipShape` of other marks, `mask` by other marks",
        here: "no effect; `clipShape` rounds bars and cells, and bars and rectangles are masks"
      ) {
        let plain = Chart { BarMark(x: .value("Area", "A"), y: .value("Rate", 8)) }
        let blurred = Chart { BarMark(x: .value("Area", "A"), y: .value("Rate", 8)).blur(radius: 3) }
        let masked = Chart {
          BarMark(x: .value("Area", "A"), y: .value("Rate", 8))
            .mask { PointMark(x: .value("Area", "A"), y: .value("Rate", 4)) }
        }
        let notes = try layout(masked).notes
        return try layout(plain).scene == layout(blurred).scene
          && notes.contains { $0.contains("does not cut") }
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
        there: "`.automatic(dataType:)` with a function, `LinePlot` without a domain",
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
