import ChartGrammar
import Foundation
import Numbers
import TestSupport
import Testing

/// Every way of Apple's framework to make and modify a mark that does not need a view, and what it draws.
@Suite("Marks and modifiers of Swift Charts")
struct SwiftChartsMarksTests {
  private let size = Size(width: 600, height: 400)

  private func layout(_ chart: Chart) throws -> LaidOutChart {
    try chart.layout(size: size, measurer: FixedWidthMeasurer())
  }

  private func fills(_ chart: Chart) throws -> [Rect] {
    PictureMeasure(scene: try layout(chart).scene).bars(Color(hex: 0x12436D))
  }

  private func strokes(_ chart: Chart) throws -> [Path] {
    try layout(chart).scene.commands.compactMap { command in
      if case .stroke(let path, Color(hex: 0xC8302B), _) = command { return path }
      return nil
    }
  }

  @Test("bars between values, of given widths, in one row")
  func bars() throws {
    let upright = try fills(
      Chart { BarMark(x: .value("Area", "A"), y: .value("Rate", 4), width: .fixed(30), stacking: .unstacked) }
    )
    #expect(upright.map(\.width) == [30])
    let share = try fills(
      Chart { BarMark(x: .value("Rate", 4), y: .value("Area", "A"), height: .ratio(0.5)) })
    let whole = try fills(Chart { BarMark(x: .value("Rate", 4), y: .value("Area", "A"), height: .inset(10)) })
    #expect(try #require(share.first).height < #require(whole.first).height)
    let range = try fills(
      Chart {
        BarMark(xStart: .value("From", 2), xEnd: .value("To", 6), y: .value("Area", "A"))
        BarMark(xStart: .value("From", 4), xEnd: .value("To", 6), y: .value("Area", "B"))
      }.chartXScale(domain: 0...8))
    try #require(range.count == 2)
    #expect(abs(range[0].width - 2 * range[1].width) < 1e-9)
    let high = try fills(
      Chart {
        BarMark(x: .value("Area", "A"), yStart: .value("Low", 2), yEnd: .value("High", 6), width: 12)
        BarMark(x: .value("Area", "B"), yStart: .value("Low", 4), yEnd: .value("High", 6), width: 12)
      })
    try #require(high.count == 2)
    #expect(high[0].width == 12 && abs(high[0].height - 2 * high[1].height) < 1e-9)
    let row = try fills(
      Chart {
        BarMark(xStart: .value("From", 0), xEnd: .value("To", 3), height: 8)
        BarMark(xStart: .value("From", 5), xEnd: .value("To", 8), height: 8)
      })
    #expect(row.count == 2 && Set(row.map(\.height)) == [8])
    let column = try fills(Chart { BarMark(yStart: .value("From", 0), yEnd: .value("To", 3), width: 8) })
    #expect(column.map(\.width) == [8])
  }

  @Test(
    "stacking: standard, normalized, center, unstacked",
    arguments: [
      MarkStackingMethod.standard, .normalized, .center, .unstacked,
    ])
  func stacking(_ method: MarkStackingMethod) throws {
    let bars = try fills(
      Chart {
        for value in [1.0, 3] {
          BarMark(x: .value("Rate", value), y: .value("Area", "A"), stacking: method)
        }
      })
    try #require(bars.count == 2)
    #expect(abs(bars[1].width - 3 * bars[0].width) < 1e-9)
    #expect((abs(bars[0].maxX - bars[1].x) < 1e-9) == (method != .unstacked))
  }

  @Test("areas from zero, bands in both directions, named series")
  func areas() throws {
    let chart = Chart {
      for x in 0..<4 {
        AreaMark(x: .value("X", x), y: .value("Y", x), series: .value("S", "a"), stacking: .unstacked)
        AreaMark(
          x: .value("X", x), yStart: .value("Low", x), yEnd: .value("High", x + 2), series: .value("S", "b"))
      }
    }
    let filled = try layout(chart).scene.commands.filter { if case .fill = $0 { true } else { false } }
    #expect(filled.count == 2)
    let upright = Chart {
      for y in 0..<4 {
        AreaMark(
          xStart: .value("Low", y), xEnd: .value("High", y + 2), y: .value("Y", y), series: .value("S", "c"))
      }
    }
    let paths = try layout(upright).scene.commands.compactMap { command -> Path? in
      if case .fill(let path, _) = command { return path }
      return nil
    }
    #expect(paths.map(\.elements.count) == [9])
  }

  @Test("rules: across the plot, between two values, from point to point")
  func rules() throws {
    let base = Chart {
      PointMark(x: .value("X", 0), y: .value("Y", 0))
      PointMark(x: .value("X", 4), y: .value("Y", 4))
      Plot {
        RuleMark(x: .value("X", 1))
        RuleMark(y: .value("Y", 1))
        RuleMark(x: .value("X", 2), yStart: .value("Y", 1), yEnd: .value("Y", 3))
        RuleMark(xStart: .value("X", 1), xEnd: .value("X", 3), y: .value("Y", 2))
        RuleMark(
          xStart: .value("X", 1), xEnd: .value("X", 3), yStart: .value("Y", 1), yEnd: .value("Y", 3))
      }
      .foregroundStyle(.red)
      .lineStyle(.init(lineWidth: 2, lineCap: .round, lineJoin: .bevel, dash: [4, 2]))
    }
    let corners = try strokes(base).map(PictureMeasure.corners)
    try #require(corners.count == 5)
    let plot = try layout(base).plots[0]
    #expect(corners[0][0].x == corners[0][1].x && abs(corners[0][1].y - corners[0][0].y) == plot.height)
    #expect(corners[1][0].y == corners[1][1].y && abs(corners[1][1].x - corners[1][0].x) == plot.width)
    #expect(abs(corners[2][1].y - corners[2][0].y) < plot.height)
    #expect(corners[4][0].x != corners[4][1].x && corners[4][0].y != corners[4][1].y)
  }

  @Test("rectangles: cells, bands across the plot, columns of given width")
  func rectangles() throws {
    let cells = try fills(
      Chart {
        RectangleMark(x: .value("X", "a"), y: .value("Y", "b"), width: .fixed(20), height: 10)
        RectangleMark(x: .value("X", "c"), y: .value("Y", "d"), width: .ratio(1), height: .ratio(0.5))
      })
    try #require(cells.count == 2)
    #expect(cells[0].width == 20 && cells[0].height == 10)
    let chart = Chart {
      RectangleMark(xStart: .value("X", 1), xEnd: .value("X", 2))
      RectangleMark(yStart: .value("Y", 1), yEnd: .value("Y", 2))
      RectangleMark(x: .value("X", 3), width: 16)
      RectangleMark(y: .value("Y", 3), height: 16)
      RectangleMark(
        xStart: .value("X", 0), xEnd: .value("X", 4), yStart: .value("Y", 0), yEnd: .value("Y", 4)
      ).foregroundStyle(.red).opacity(0.1).zIndex(-1)
    }
    let bands = try fills(chart)
    let plot = try layout(chart).plots[0]
    try #require(bands.count == 4)
    #expect(bands[0].height == plot.height && bands[1].width == plot.width)
    #expect(bands[2].width == 16 && bands[2].height == plot.height && bands[3].height == 16)
  }

  @Test("marks of one value stand beside those of another, along the axis and in the room asked for")
  func positions() throws {
    let upright = Chart {
      for group in ["a", "b"] {
        BarMark(x: .value("Area", "A"), y: .value("Rate", 3))
          .position(by: .value("Group", group), axis: .horizontal, span: .ratio(0.5))
      }
    }
    let bars = try fills(upright)
    let plot = try layout(upright).plots[0]
    try #require(bars.count == 2)
    #expect(bars[0].maxX <= bars[1].x + 1e-9)
    #expect(bars[1].maxX - bars[0].x <= plot.width * 0.5 + 1e-9)
    let points = Chart {
      for group in ["a", "b"] {
        PointMark(x: .value("Rate", 3), y: .value("Area", "A"))
          .position(by: .value("Group", group), axis: .vertical)
      }
    }
    let places = try layout(points).scene.commands.flatMap { command -> [Point] in
      if case .stamps(_, let at, _) = command { return at }
      return []
    }
    try #require(places.count == 2)
    #expect(places[0].x == places[1].x && places[0].y < places[1].y)
  }

  @Test(
    "every interpolation passes through every vertex",
    arguments: [
      InterpolationMethod.linear, .monotone, .cardinal, .cardinal(tension: 0.5), .catmullRom,
      .catmullRom(alpha: 0), .catmullRom(alpha: 1), .stepStart, .stepCenter, .stepEnd,
    ])
  func interpolation(_ method: InterpolationMethod) throws {
    let values = [(0.0, 0.0), (1, 5), (1.2, 5.2), (4, 1), (6, 1)]
    let drawn = try layout(
      Chart {
        for value in values {
          LineMark(x: .value("X", value.0), y: .value("Y", value.1)).interpolationMethod(method)
            .foregroundStyle(.red)
          PointMark(x: .value("X", value.0), y: .value("Y", value.1))
        }
      })
    let corners = drawn.scene.commands.flatMap { command -> [Point] in
      if case .stroke(let path, Color(hex: 0xC8302B), _) = command { return PictureMeasure.corners(path) }
      return []
    }
    let points = drawn.scene.commands.flatMap { command -> [Point] in
      if case .stamps(_, let at, _) = command { return at }
      return []
    }
    try #require(points.count == values.count)
    for point in points {
      #expect(corners.contains { abs($0.x - point.x) < 1e-9 && abs($0.y - point.y) < 1e-9 })
    }
    #expect(corners.allSatisfy { $0.x.isFinite && $0.y.isFinite })
  }

  @Test("symbols: shapes, borders, areas, by value")
  func symbols() throws {
    let shapes: [BasicChartSymbolShape] = [
      .circle, .square, .triangle, .diamond, .pentagon, .plus, .cross, .asterisk,
    ]
    let chart = Chart {
      for (index, shape) in shapes.enumerated() {
        PointMark(x: .value("X", index), y: .value("Y", 1)).symbol(shape).symbolSize(200)
        PointMark(x: .value("X", index), y: .value("Y", 2)).symbol(shape.strokeBorder(lineWidth: 2))
          .symbolSize(200)
      }
    }
    let stamps = try layout(chart).scene.commands.compactMap { command -> Path? in
      if case .stamps(let path, _, _) = command { return path }
      return nil
    }
    try #require(stamps.count >= 13)
    let moves = stamps.map { path in path.elements.count { if case .move = $0 { true } else { false } } }
    #expect(moves.contains(2), "a border is an outline with a hole")
    for path in stamps {
      let corners = PictureMeasure.corners(path)
      #expect(corners.allSatisfy { abs($0.x) < 14 && abs($0.y) < 14 })
    }
  }

  @Test(
    "annotations on every side, with conditions in their braces",
    arguments: [
      AnnotationPosition.automatic, .top, .bottom, .leading, .trailing, .topLeading, .topTrailing,
      .bottomLeading, .bottomTrailing, .overlay,
    ])
  func annotations(_ position: AnnotationPosition) throws {
    let isLong = true
    let laidOut = try layout(
      Chart {
        BarMark(x: .value("Area", "A"), y: .value("Rate", 4)).cornerRadius(6, style: .continuous)
          .annotation(position: position, alignment: .leading, spacing: 3) {
            if isLong { Text("Four").font(.caption).foregroundStyle(.secondary) }
          }
        PointMark(x: .value("Area", "B"), y: .value("Rate", 5))
          .annotation(position: position) {
            switch isLong {
            case true: Text("Five").bold()
            case false: Text("5")
            }
          }
      })
    let texts = PictureMeasure(scene: laidOut.scene).labels.map(\.text)
    #expect(texts.contains("Four") && texts.contains("Five"))
    #expect(PictureMeasure(scene: laidOut.scene).overlaps.isEmpty)
  }

  @Test("a background hides what would cross the letters of an annotation, and comes before them")
  func annotationBackground() throws {
    let laidOut = try layout(
      Chart {
        PointMark(x: .value("Size", 3), y: .value("Rate", 0.5))
          .annotation(position: .trailing) { Text("Limit").background(.background) }
        PointMark(x: .value("Size", 1), y: .value("Rate", 0.1)).annotation { Text("Plain") }
      })
    let commands = laidOut.scene.commands
    func before(_ text: String) throws -> (DrawingCommand, TextRun) {
      try #require(
        zip(commands, commands.dropFirst()).lazy.compactMap { previous, command in
          if case .text(let run) = command, run.string == text { (previous, run) } else { nil }
        }.first)
    }
    guard case (.fill(let path, let color), let run) = try before("Limit") else {
      Issue.record("no rectangle comes before the letters")
      return
    }
    #expect(color == Theme.standard.background)
    let corners = PictureMeasure.corners(path)
    #expect(corners.map(\.x).min() ?? .infinity < run.position.x)
    #expect(corners.map(\.x).max() ?? 0 > run.position.x)
    #expect(corners.map(\.y).min() ?? .infinity < run.position.y - run.font.size * 0.7)
    #expect(corners.map(\.y).max() ?? 0 >= run.position.y)
    if case (.fill(_, Theme.standard.background), _) = try before("Plain") {
      Issue.record("a rectangle that nobody asked for")
    }
  }

  @Test("numbers, dates, strings and enumerations are plotted")
  func plottables() throws {
    enum Band: Int, Plottable { case low = 1, high = 2 }
    enum Sex: String, Plottable { case female, male }
    let day = Date(timeIntervalSince1970: 1_577_836_800)
    let charts = [
      Chart { PointMark(x: .value("X", Int8(3)), y: .value("Y", Float(0.5))) },
      Chart { PointMark(x: .value("X", UInt(3)), y: .value("Y", Band.high)) },
      Chart { BarMark(x: .value("X", Sex.female), y: .value("Y", 1.5)) },
      Chart { BarMark(x: .value("X", day, unit: .quarter), y: .value("Y", 2)) },
      Chart { BarMark(x: .value("Age", 18..<25), y: .value("Y", 2)) },
      Chart { RectangleMark(x: .value("X", "a"), y: .value("Y", "c")) },
    ]
    for chart in charts { #expect(try layout(chart).plots[0].width > 100) }
  }
}
