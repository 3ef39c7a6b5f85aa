import ChartGrammar
import Foundation
import TestSupport
import Testing

/// A project's own modifiers, as they stand beside charts written for Apple's framework.
extension View {
  fileprivate func percentAxis() -> some View {
    chartYAxis {
      AxisMarks(values: [0, 50, 100]) { value in
        AxisGridLine()
        AxisValueLabel("\(value.as(Int.self) ?? 0) %")
      }
    }
    .chartYScale(domain: 0...100)
  }

  fileprivate func inAreaColours() -> some View {
    chartForegroundStyleScale(domain: ["north", "south"], range: [Color.purple, Color.teal]).chartLegend(
      .visible)
  }
}

/// What ports of charts in the open have asked for, each in a chart of our own.
@Suite("What ports from Swift Charts have asked for")
struct SwiftChartsPortsTests {
  private let size = Size(width: 600, height: 400)

  private struct Share: Identifiable {
    let area: String
    let percent: Double
    var id: String { area }
  }

  private let shares = [Share(area: "north", percent: 62), Share(area: "south", percent: 38)]

  private func layout(_ chart: Chart, _ size: Size? = nil) throws -> LaidOutChart {
    try chart.layout(size: size ?? self.size, measurer: FixedWidthMeasurer())
  }

  private func labels(_ chart: Chart, _ size: Size? = nil) throws -> [(text: String, rect: Rect)] {
    PictureMeasure(scene: try layout(chart, size).scene).labels
  }

  private func texts(_ chart: Chart, _ size: Size? = nil) throws -> [String] {
    try labels(chart, size).map(\.text)
  }

  private func fills(_ chart: Chart) throws -> [(path: Path, color: Color)] {
    try layout(chart).scene.commands.compactMap { command in
      if case .fill(let path, let color) = command { return (path, color) }
      return nil
    }
  }

  private var bars: Chart {
    Chart(shares) { share in
      BarMark(x: .value("Area", share.area), y: .value("Share", share.percent))
        .foregroundStyle(by: .value("Side", share.area))
    }
  }

  private struct ShareCard: View {
    let shares: [Share]

    var body: some View {
      VStack {
        Text("Shares").font(.headline)
        Chart(shares) { share in
          BarMark(x: .value("Area", share.area), y: .value("Share", share.percent))
        }
        .frame(height: 200)
        .percentAxis()
        Chart { RuleMark(y: .value("Mean", 50)) }
      }
      .padding()
    }
  }

  @Test("a project's own modifiers reach the charts inside views, and the charts are had from the view")
  func ownModifiers() throws {
    let chart = try #require(bars.percentAxis().inAreaColours().charts.first)
    let found = try texts(chart)
    #expect(found.contains("100 %") && found.contains("north") && !found.contains("80"))
    #expect(try fills(chart).contains { $0.color == .purple })
    #expect(try !fills(bars).contains { $0.color == .purple })
    let charts = ShareCard(shares: shares).charts
    #expect(charts.count == 2)
    #expect(try texts(charts[0]).contains("50 %") && !texts(charts[1]).contains("50 %"))
    #expect(Text("none").charts.isEmpty)
  }

  private final class Model {
    var unit = "people"
  }

  @Test("an axis may speak of a model that is not shared between threads")
  func models() throws {
    let model = Model()
    let chart = bars.chartYAxis {
      AxisMarks(values: [0, 60]) { value in
        if let count = value.as(Int.self) { AxisValueLabel { Text("\(count) \(model.unit)") } }
      }
    }
    model.unit = "prisoners"
    #expect(try texts(chart).contains("60 prisoners"))
  }

  @Test("a line across the plot is lengthened at one end, a bar at its value")
  func endOffsets() throws {
    func ends(_ chart: Chart) throws -> [Double] {
      try layout(chart).scene.commands.flatMap { command -> [Double] in
        guard case .stroke(let path, .red, _) = command else { return [] }
        return PictureMeasure.corners(path).map(\.y)
      }.sorted()
    }
    func chart(_ offset: Double) -> Chart {
      Chart {
        PointMark(x: .value("X", 1), y: .value("Y", 1))
        RuleMark(x: .value("X", 1)).foregroundStyle(.red).offset(yStart: offset)
      }
    }
    let (plain, longer) = (try ends(chart(0)), try ends(chart(-10)))
    #expect(plain.count == 2 && longer[0] == plain[0] - 10 && longer[1] == plain[1])
    let bar = Chart {
      BarMark(x: .value("Area", "A"), y: .value("Rate", 8)).foregroundStyle(.red)
    }
    let moved = Chart {
      BarMark(x: .value("Area", "A"), y: .value("Rate", 8)).offset(yEnd: 12).foregroundStyle(.red)
    }
    let (before, after) = (
      PictureMeasure(scene: try layout(bar).scene).bars(.red),
      PictureMeasure(scene: try layout(moved).scene).bars(.red)
    )
    #expect(abs(after[0].y - before[0].y - 12) < 1e-9 && abs(after[0].maxY - before[0].maxY) < 1e-9)
  }

  @Test("slices have round corners where they are asked for", arguments: [0.4, 0])
  func slices(inner: Double) throws {
    func slice(_ radius: Double) throws -> [Point] {
      let chart = Chart(shares) { share in
        SectorMark(angle: .value("Share", share.percent), innerRadius: .ratio(inner)).cornerRadius(radius)
          .foregroundStyle(.red)
      }
      let path = try #require(try fills(chart).first?.path)
      return PictureMeasure.corners(path)
    }
    func reach(_ points: [Point]) -> Double { points.map(\.x).max() ?? 0 }
    let (sharp, round) = (try slice(0), try slice(14))
    let tip = try #require(sharp.first)
    #expect(round.allSatisfy { hypot($0.x - tip.x, $0.y - tip.y) > 4 })
    #expect(abs(reach(sharp) - reach(round)) < 0.5)
    // A radius larger than the slice is as large as there is room for.
    #expect(try slice(10_000).allSatisfy { $0.x.isFinite && $0.y.isFinite })
  }

  @Test("a form with corners of its own clips a bar")
  func unevenCorners() throws {
    let chart = Chart {
      BarMark(x: .value("Area", "A"), y: .value("Rate", 8)).foregroundStyle(.red)
        .clipShape(UnevenRoundedRectangle(topLeadingRadius: 9, topTrailingRadius: 4))
    }
    let path = try #require(try fills(chart).first { $0.color == .red }?.path)
    let corners = PictureMeasure.corners(path)
    let box = (corners.map(\.x).min() ?? 0, corners.map(\.y).min() ?? 0, corners.map(\.y).max() ?? 0)
    #expect(!corners.contains(Point(x: box.0, y: box.1)) && corners.contains(Point(x: box.0, y: box.2)))
    #expect(corners.contains(Point(x: box.0, y: box.1 + 9)))
  }

  @Test("a function gives colours to the values that occur")
  func mappedColours() throws {
    let chart = bars.chartForegroundStyleScale(mapping: { (area: String) in
      area == "south" ? Color.red : .gray
    })
    let colors = Set(try fills(chart).map(\.color))
    #expect(colors.contains(.red) && colors.contains(.gray))
  }

  @Test("a shadow lies behind its mark, a mask cuts, and neither touches other marks")
  func shadowsAndMasks() throws {
    let shaded = Chart {
      BarMark(x: .value("Area", "A"), y: .value("Rate", 8)).foregroundStyle(.red)
        .shadow(color: .green, radius: 4, x: 6, y: 3)
      BarMark(x: .value("Area", "B"), y: .value("Rate", 8)).foregroundStyle(.blue)
    }
    let commands = try layout(shaded).scene.commands
    func places(_ test: (DrawingCommand) -> Bool) -> [Int] { commands.indices.filter { test(commands[$0]) } }
    func isGreen(_ color: Color) -> Bool { color.opacity < 1 && color.opacity(1 / color.opacity) == .green }
    let shadows = places { if case .fill(_, let color) = $0 { isGreen(color) } else { false } }
    let bar = places { if case .fill(_, .red) = $0 { true } else { false } }
    #expect(shadows.count == 4 && (shadows.max() ?? 999) < (bar.first ?? 0))
    guard case .fill(let shade, _) = commands[shadows[0]], case .fill(let path, _) = commands[bar[0]] else {
      return
    }
    let (from, to) = (PictureMeasure.corners(path)[0], PictureMeasure.corners(shade)[0])
    #expect(abs(to.x - from.x - 6) < 1e-9 && abs(to.y - from.y - 3) < 1e-9)
    let masked = Chart {
      ForEach(0..<5) { index in
        AreaMark(x: .value("X", index), y: .value("Y", 10 + index)).foregroundStyle(.red)
      }
      .mask { RectangleMark(xStart: .value("X", 1), xEnd: .value("X", 2)) }
      PointMark(x: .value("X", 4), y: .value("Y", 3))
    }
    let clips = try layout(masked).scene.commands.compactMap { command -> Rect? in
      if case .clipped(let rect, _) = command { return rect }
      return nil
    }
    #expect(clips.count == 1 && abs(clips[0].width * 4 - 600) < 120)
    #expect(try layout(masked).notes.isEmpty)
  }

  @Test("a line has its run of colours, and a level one the colour that stands for it")
  func gradientLines() throws {
    func runs(_ slope: Double, _ start: UnitPoint, _ end: UnitPoint) throws -> [GradientFill] {
      let chart = Chart {
        for index in 0..<4 {
          LineMark(x: .value("X", index), y: .value("Y", 5 + slope * Double(index)))
            .foregroundStyle(LinearGradient(colors: [.red, .blue], startPoint: start, endPoint: end))
        }
      }
      return try layout(chart).scene.commands.compactMap { command in
        if case .gradientStroke(_, let run, _) = command { return run }
        return nil
      }
    }
    let run = try #require(try runs(1, .leading, .trailing).first)
    #expect(run.stops.map(\.color) == [.red, .blue] && run.end.x - run.start.x > 400)
    #expect(try runs(0, .top, .bottom).isEmpty && runs(0, .leading, .trailing).count == 1)
  }

  @Test("a legend of one's own keeps texts without a key and keys that are only borders")
  func ownLegend() throws {
    let chart = bars.chartLegend(position: .bottom) {
      HStack {
        HStack {
          Circle().fill(.red).frame(width: 8, height: 8)
          Text("done")
        }
        HStack {
          Circle().stroke(.blue, lineWidth: 2).frame(width: 8, height: 8)
          Text("begun")
        }
        Text("n = 40")
      }
    }
    let found = try texts(chart)
    #expect(found.contains("done") && found.contains("begun") && found.contains("n = 40"))
    #expect(try fills(chart).contains { $0.color == .blue })
    let plain = bars.chartLegend(position: .bottom) { Text("all of them") }
    #expect(try texts(plain).contains("all of them"))
  }

  private struct Dot: View {
    let color: Color

    var body: some View {
      ZStack {
        Circle().fill(color.opacity(0.2)).frame(width: 18, height: 18)
        Circle().fill(color).frame(width: 8, height: 8)
      }
    }
  }

  @Test("a symbol has the paint of its view, and a form over a point takes its place")
  func symbols() throws {
    func stamps(_ chart: Chart) throws -> [(path: Path, color: Color)] {
      try layout(chart).scene.commands.compactMap { command in
        if case .stamps(let path, _, let color) = command { return (path, color) }
        return nil
      }
    }
    let symbol = Chart {
      PointMark(x: .value("X", 1), y: .value("Y", 1)).symbol { Dot(color: .green) }
    }
    #expect(try stamps(symbol).map(\.color) == [.green])
    let covered = Chart {
      PointMark(x: .value("X", 1), y: .value("Y", 1)).foregroundStyle(.clear).symbolSize(0)
        .annotation(position: .overlay) {
          ZStack {
            Circle().fill(.white)
            Circle().stroke(.red, lineWidth: 2)
          }
        }
    }
    #expect(try stamps(covered).map(\.color) == [.red])
    // A ring has two outlines, a disc one.
    let plain = try stamps(symbol)[0].path.elements.count
    #expect(try stamps(covered)[0].path.elements.count == 2 * plain)
    let labelled = Chart {
      BarMark(x: .value("Area", "A"), y: .value("Rate", 8)).foregroundStyle(.blue)
        .annotation(position: .overlay) { Circle().fill(.red) }
    }
    #expect(try fills(labelled).contains { $0.color == .blue })
  }

  @Test("names at the ends of lines go with the legend, and a ring has the text that lies over it")
  func hiddenLegend() throws {
    let lines = Chart {
      for side in ["north", "south"] {
        for year in 0..<4 {
          LineMark(x: .value("Year", year), y: .value("Rate", side == "north" ? year : 2 * year))
            .foregroundStyle(by: .value("Side", side))
        }
      }
    }
    #expect(try texts(lines).contains("north") && !texts(lines.chartLegend(.hidden)).contains("north"))
    let ring = Chart(shares) { SectorMark(angle: .value("Share", $0.percent), innerRadius: .ratio(0.6)) }
      .overlay { VStack { Text("100").bold() } }
    #expect(try texts(ring).contains("100") && !texts(bars.overlay { Text("empty") }).contains("empty"))
  }

  @Test("a legend over the plot with a negative distance does not run into the axis title")
  func legendDistance() throws {
    let chart = bars.chartLegend(position: .overlay, alignment: .top, spacing: -20)
    #expect(PictureMeasure(scene: try layout(chart).scene).overlaps.isEmpty)
  }

  @Test("a value that is asked for beside round ones keeps its label")
  func askedForValue() throws {
    let chart = bars.chartYScale(domain: 0...140)
      .chartYAxis {
        AxisMarks()
        AxisMarks(values: [103]) { _ in
          AxisGridLine()
          AxisValueLabel { Text("goal") }
        }
      }
    let found = try texts(chart, Size(width: 400, height: 260))
    #expect(found.contains("goal") && found.contains("0") && !found.contains("100"))
  }

  @Test("axes that are short or hold two months have more than one label")
  func enoughLabels() throws {
    let low = bars.chartYScale(domain: 30...85)
    let numbers = try texts(low, Size(width: 600, height: 190)).compactMap(Int.init)
    #expect(numbers.count >= 2)
    let start = Date(timeIntervalSince1970: 1_772_409_600)
    let dates = Chart {
      for day in 0..<60 {
        LineMark(x: .value("Day", start + Double(day) * 86_400), y: .value("Count", day % 7))
      }
    }
    .chartXAxis {
      AxisMarks(values: .automatic(desiredCount: 4)) { _ in AxisValueLabel(format: .dateTime.day().month()) }
    }
    #expect(try texts(dates).count { $0.hasSuffix("Mar") || $0.hasSuffix("Apr") } >= 3)
  }

  @Test("strides of several days begin with the first day; days and months in digits have a stroke")
  func dates() throws {
    let start = Date(timeIntervalSince1970: 1_772_409_600)
    let chart = Chart {
      for day in 0..<20 {
        BarMark(x: .value("Day", start + Double(day) * 86_400, unit: .day), y: .value("Count", day))
      }
    }
    .chartXAxis {
      AxisMarks(values: .stride(by: .day, count: 7)) { _ in
        AxisValueLabel(format: .dateTime.month(.defaultDigits).day())
      }
    }
    #expect(try texts(chart).filter { $0.hasSuffix("/3") } == ["2/3", "9/3", "16/3"])
    #expect(ValueFormat.dateTime.day().month().string(1_772_409_600) == "2 Mar")
  }

  @Test("what has no effect in a picture is accepted")
  func accepted() throws {
    let chart = bars.onGeometryChange(for: Double.self) {
      $0.size.width
    } action: { _ in
    }
    .dynamicTypeSize(...DynamicTypeSize.xxLarge)
    .chartPlotStyle { $0.padding(Edge.Set.top, 20) }
    #expect(try layout(chart).scene == layout(bars).scene)
  }
}
