import ChartGrammar
import Foundation
import Numbers
import TestSupport
import Testing

/// Scales, axes, legends and the plot, said as for Apple's framework, and where they then stand.
@Suite("Scales, axes and legends of Swift Charts")
struct SwiftChartsGuidesTests {
  private let size = Size(width: 640, height: 420)

  private func layout(_ chart: Chart) throws -> LaidOutChart {
    try chart.layout(size: size, measurer: FixedWidthMeasurer())
  }

  private func labels(_ chart: Chart) throws -> [(text: String, rect: Rect)] {
    let measure = PictureMeasure(scene: try layout(chart).scene)
    #expect(measure.overlaps.isEmpty, "\(measure.overlaps)")
    return measure.labels
  }

  private var points: Chart {
    Chart {
      for index in 0...10 {
        PointMark(x: .value("Year", index), y: .value("Rate", 3 + Double(index) * 9.1))
      }
    }
  }

  private var months: Chart {
    Chart {
      for month in 0..<12 {
        BarMark(x: .value("Month", Day(month: month).date, unit: .month), y: .value("Sales", 10 + month))
      }
    }
  }

  @Test("values of an axis: a number of them, strides, lists")
  func axisValues() throws {
    let few = try labels(points.chartXAxis { AxisMarks(values: .automatic(desiredCount: 3)) })
    let many = try labels(points.chartXAxis { AxisMarks(values: .automatic(desiredCount: 11)) })
    #expect(few.count < many.count)
    let wide = try labels(points.chartYAxis { AxisMarks(values: .automatic(minimumStride: 50)) })
    #expect(wide.contains { $0.text == "50" } && !wide.contains { $0.text == "20" })
    let strides = try labels(points.chartXAxis { AxisMarks(values: .stride(by: 2.5)) }).map(\.text)
    #expect(["0.0", "2.5", "5.0", "7.5", "10.0"].allSatisfy(strides.contains))
    let listed = try labels(points.chartXAxis { AxisMarks(values: [1, 4, 9]) }).map(\.text)
    #expect(["1", "4", "9"].allSatisfy(listed.contains) && !listed.contains("5"))
  }

  @Test("an axis reaches a round value or ends with the data, as asked")
  func rounding() throws {
    let rounded = try layout(points)
    let ragged = try layout(
      points.chartYAxis { AxisMarks(values: .automatic(roundLowerBound: false, roundUpperBound: false)) })
    func top(_ laidOut: LaidOutChart) -> Double {
      laidOut.scene.commands.flatMap { command -> [Double] in
        if case .stamps(_, let places, _) = command { return places.map(\.y) }
        return []
      }.min() ?? 0
    }
    #expect(top(rounded) - rounded.plots[0].y > top(ragged) - ragged.plots[0].y)
    let stretched = try labels(
      points.chartYAxis { AxisMarks(values: .stride(by: 40, roundUpperBound: true)) }
    ).map(\.text)
    #expect(stretched.contains("120"))
  }

  @Test("months of a year, centred under their bars")
  func centred() throws {
    let plain = try labels(
      months.chartXAxis {
        AxisMarks(values: .stride(by: .month)) { _ in AxisValueLabel(format: .dateTime.month(.narrow)) }
      })
    let chart = months.chartXAxis {
      AxisMarks(values: .stride(by: .month)) { value in
        if value.index > 0 { AxisGridLine() }
        AxisTick(centered: true, length: 3)
        AxisValueLabel(format: .dateTime.month(.narrow), centered: true)
      }
    }
    let centred = try labels(chart)
    let bars = PictureMeasure(scene: try layout(chart).scene).bars(Color(hex: 0x12436D))
    try #require(bars.count == 12)
    let names = centred.filter { "JFMASOND".contains($0.text) && $0.rect.y > bars[0].maxY }
    try #require(names.count == 12)
    for (name, bar) in zip(names, bars) { #expect(abs(name.rect.centre.x - bar.centre.x) < 4) }
    #expect(plain.first { $0.text == "J" }?.rect.centre.x != names[0].rect.centre.x)
  }

  @Test("labels at too many values are thinned, and a note says so")
  func thinned() throws {
    let laidOut = try layout(months.chartXAxis { AxisMarks(values: .stride(by: .day)) })
    #expect(PictureMeasure(scene: laidOut.scene).overlaps.isEmpty)
    #expect(laidOut.notes.contains { $0.contains("values are written on the horizontal axis") })
  }

  @Test("marks on both sides of the plot are written on both")
  func bothSides() throws {
    let chart = Chart {
      for value in [0.0, 50, 100] { LineMark(x: .value("X", value), y: .value("Y", value)) }
    }
    .chartYAxis {
      AxisMarks(format: .number, position: .leading, values: [0.0, 50, 100])
      AxisMarks(format: .number.suffix(" km"), position: .trailing, values: [0.0, 50, 100])
    }
    let laidOut = try chart.layout(size: Size(width: 500, height: 300), measurer: FixedWidthMeasurer())
    let labels = PictureMeasure(scene: laidOut.scene).labels
    let plot = laidOut.plots[0]
    #expect(labels.contains { $0.text == "50" && $0.rect.maxX < plot.x })
    #expect(labels.contains { $0.text == "50 km" && $0.rect.x > plot.maxX && $0.rect.maxX <= 500 })
    #expect(laidOut.notes.isEmpty && PictureMeasure(scene: laidOut.scene).overlaps.isEmpty)
  }

  @Test("shares of a whole are per cents on their axis")
  func shares() throws {
    let chart = Chart {
      for kind in ["A", "B"] {
        BarMark(x: .value("Year", "2020"), y: .value("People", 30), stacking: .normalized)
          .foregroundStyle(by: .value("Kind", kind))
      }
    }
    let texts = try labels(chart).map(\.text)
    #expect(texts.contains("100%") && texts.contains("0%"), "\(texts)")
  }

  @Test("a line with symbols has one at each vertex; an area is moved by its offset")
  func symbolsAndOffsets() throws {
    func scene(_ chart: Chart) throws -> Scene {
      try chart.scene(size: Size(width: 400, height: 300), measurer: FixedWidthMeasurer())
    }
    let line = try scene(
      Chart {
        for value in [1.0, 2, 3] {
          LineMark(x: .value("X", value), y: .value("Y", value)).symbol(by: .value("Kind", "A"))
        }
      })
    let places = line.commands.compactMap { command -> [Point]? in
      if case .stamps(_, let places, _) = command { return places }
      return nil
    }.flatMap { $0 }
    #expect(places.count == 3)
    func top(_ offset: Double) throws -> Double {
      let area = try scene(
        Chart {
          for value in [1.0, 2, 3] {
            AreaMark(x: .value("X", value), y: .value("Y", 2)).foregroundStyle(.red).offset(y: offset)
          }
        })
      let ys = area.commands.compactMap { command -> Double? in
        guard case .fill(let path, Color(hex: 0xC8302B)) = command else { return nil }
        return PictureMeasure.corners(path).map(\.y).min()
      }
      return try #require(ys.first)
    }
    #expect(try abs(top(20) - top(0) - 20) < 0.001)
  }

  @Test("formats: per cents, money, compact numbers, years without commas, parts of dates")
  func formats() throws {
    func texts(_ format: ValueFormat, _ values: [Double]) throws -> [String] {
      try labels(
        Chart { for value in values { PointMark(x: .value("X", value), y: .value("Y", 1)) } }
          .chartXAxis { AxisMarks(format: format, values: values) }
      ).map(\.text)
    }
    #expect(try texts(.percent.precision(.fractionLength(1)), [0, 0.5]).contains("50.0%"))
    #expect(try texts(.percent.scale(1), [0, 50]).contains("50%"))
    #expect(try texts(.currency(code: "GBP").precision(.fractionLength(0)), [0, 1500]).contains("£1,500"))
    #expect(try texts(.number.notation(.compactName), [0, 1500, 3000]).contains("1.5K"))
    #expect(try texts(.number.notation(.compactName), [0, 1500, 3e6]).contains("3M"))
    #expect(try texts(.number.grouping(.never), [2015, 2020]).contains("2020"))
    #expect(try texts(.number.sign(strategy: .always()), [-1, 1]).contains("+1"))
    let day = ValueFormat.dateTime.weekday(.wide).day(.twoDigits).month(.wide).year(.twoDigits)
    #expect(day.string(1_583_280_000) == "Wednesday 04 March 20")
    #expect(ValueFormat.dateTime.quarter().year().string(1_583_280_000) == "Q1 2020")
    #expect(ValueFormat.dateTime.weekday().string(0) == "Thu")
  }

  @Test("axis content: text of one's own, conditions, strokes, several sets of marks, sides")
  func axisContent() throws {
    let chart =
      points
      .chartXAxis {
        AxisMarks(position: .top, values: [0, 5, 10], stroke: StrokeStyle(lineWidth: 2))
      }
      .chartYAxis {
        AxisMarks(preset: .extended, position: .trailing, values: [0, 50, 100]) { value in
          AxisGridLine(centered: false, stroke: StrokeStyle(lineWidth: 0.5, dash: [2]))
            .foregroundStyle(.gray)
          AxisTick(stroke: StrokeStyle(lineWidth: 2))
          AxisValueLabel(horizontalSpacing: 12) {
            if let number = value.as(Double.self) { Text("\(Int(number)) km").foregroundStyle(.red) }
          }
        }
        AxisMarks(values: [25, 75]) { AxisGridLine() }
      }
    let laidOut = try layout(chart)
    let found = PictureMeasure(scene: laidOut.scene).labels
    let top = try #require(found.first { $0.text == "5" })
    let side = try #require(found.first { $0.text == "50 km" })
    #expect(top.rect.maxY < laidOut.plots[0].y)
    #expect(abs(side.rect.x - laidOut.plots[0].maxX - 12) < 0.01)
  }

  @Test("axis titles stand on the side and at the end asked for")
  func axisTitles() throws {
    let laidOut = try layout(
      points.chartXAxisLabel("Years", position: .bottom, alignment: .trailing, spacing: 10)
        .chartYAxisLabel(position: .trailing) { Text("Rates") })
    let found = PictureMeasure(scene: laidOut.scene).labels
    let years = try #require(found.first { $0.text == "Years" })
    let rates = try #require(found.first { $0.text == "Rates" })
    let plot = laidOut.plots[0]
    #expect(abs(years.rect.maxX - plot.maxX) < 0.01 && years.rect.y > plot.maxY)
    #expect(abs(rates.rect.maxX - plot.maxX) < 40 && rates.rect.maxY < plot.y)
    let over = try layout(points.chartXAxisLabel("Years", position: .top, alignment: .leading))
    let title = try #require(PictureMeasure(scene: over.scene).labels.first { $0.text == "Years" })
    #expect(title.rect.maxY < over.plots[0].y && abs(title.rect.x - over.plots[0].x) < 0.01)
  }

  @Test("a second title at the other end stands beside the first")
  func twoTitles() throws {
    let laidOut = try layout(
      points.chartXAxisLabel("Years", alignment: .leading).chartXAxisLabel("until 2020", alignment: .trailing)
    )
    let found = PictureMeasure(scene: laidOut.scene).labels
    let first = try #require(found.first { $0.text == "Years" })
    let second = try #require(found.first { $0.text == "until 2020" })
    let plot = laidOut.plots[0]
    #expect(abs(first.rect.x - plot.x) < 0.01 && abs(second.rect.maxX - plot.maxX) < 0.01)
    #expect(abs(first.rect.y - second.rect.y) < 0.01)
  }

  @Test(
    "legends stand above, below and beside, at the end asked for",
    arguments: [
      AnnotationPosition.top, .bottom, .leading, .trailing,
    ])
  func legends(_ position: AnnotationPosition) throws {
    let chart = Chart {
      for (index, name) in ["One", "Two", "Three"].enumerated() {
        BarMark(x: .value("Area", "A\(index)"), y: .value("Rate", index + 1))
          .foregroundStyle(by: .value("Name", name))
      }
    }
    .chartForegroundStyleScale(["One": .blue, "Two": .orange, "Three": .teal])
    .chartLegend(position: position, alignment: .center, spacing: 18)
    let laidOut = try layout(chart)
    let plot = laidOut.plots[0]
    let two = try #require(PictureMeasure(scene: laidOut.scene).labels.first { $0.text == "Two" }).rect
    switch position {
    case .top: #expect(two.maxY < plot.y && abs(two.centre.x - size.width / 2) < 40)
    case .bottom: #expect(two.y > plot.maxY && abs(two.centre.x - size.width / 2) < 40)
    case .leading: #expect(two.maxX < plot.x && abs(two.centre.y - size.height / 2) < 40)
    default: #expect(two.x > plot.maxX && abs(two.centre.y - size.height / 2) < 40)
    }
  }

  @Test("scales of colours, shapes, sizes and dashes by list and by function")
  func scales() throws {
    let base = Chart {
      for (index, name) in ["a", "b"].enumerated() {
        for x in 0..<3 {
          LineMark(x: .value("X", x), y: .value("Y", x * (index + 1)))
            .foregroundStyle(by: .value("Name", name)).lineStyle(by: .value("Name", name))
          PointMark(x: .value("X", x), y: .value("Y", x * (index + 1)))
            .symbol(by: .value("Name", name)).symbolSize(by: .value("Size", index + 1))
            .foregroundStyle(by: .value("Name", name))
        }
      }
    }
    let chart =
      base
      .chartForegroundStyleScale(domain: ["a", "b"]) { $0 == "a" ? Color.teal : Color.pink }
      .chartSymbolScale(domain: ["a", "b"], range: [.square, .diamond])
      .chartSymbolSizeScale(domain: 0...2, range: 0...400)
      .chartLineStyleScale(domain: ["a", "b"], range: [StrokeStyle(lineWidth: 1), StrokeStyle(dash: [3])])
      .chartXScale(domain: 0...2, range: .plotDimension(padding: 20))
      .chartYScale(domain: .automatic(includesZero: true, reversed: true))
    let scene = try layout(chart).scene
    let colors = scene.commands.compactMap { command -> Color? in
      if case .stamps(_, _, let color) = command { return color }
      return nil
    }
    #expect(Set(colors) == [Color.teal, Color.pink])
    let dashes = scene.commands.compactMap { command -> [Double]? in
      if case .stroke(_, let color, let style) = command, color == .pink { return style.dash }
      return nil
    }
    #expect(dashes == [[3]])
    let reversed = PictureMeasure(scene: scene).labels
    let zero = try #require(reversed.first { $0.text == "0" && $0.rect.x < 40 })
    let two = try #require(reversed.first { $0.text == "2" && $0.rect.x < 40 })
    #expect(zero.rect.y < two.rect.y)
  }

  @Test(
    "scale types are drawn",
    arguments: [
      ScaleType.linear, .log, .symmetricLog, .squareRoot, .power(exponent: 0.3), .logit,
    ])
  func scaleTypes(_ type: ScaleType) throws {
    let chart = Chart {
      for value in [0.001, 0.02, 0.3, 0.5, 0.9, 0.99] {
        ErrorBarMark(
          xStart: .value("Share", value * 0.9), xEnd: .value("Share", value), y: .value("Y", "\(value)"))
      }
    }.chartXScale(type: type)
    let laidOut = try layout(chart)
    let plot = laidOut.plots[0]
    #expect(PictureMeasure(scene: laidOut.scene).overlaps.isEmpty)
    #expect(PictureMeasure(scene: laidOut.scene).points.allSatisfy { $0.x >= 0 && $0.x <= size.width })
    #expect(plot.width > 300)
  }
}
