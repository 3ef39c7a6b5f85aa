import ChartGrammar
import Foundation
import TestSupport
import Testing

/// What charts written for Apple's framework have around and inside them: views, gradients, formats and gestures.
@Suite("Views, gradients and gestures of Swift Charts")
struct SwiftChartsViewsTests {
  private let size = Size(width: 600, height: 400)

  private func layout(_ chart: Chart) throws -> LaidOutChart {
    try chart.layout(size: size, measurer: FixedWidthMeasurer())
  }

  private func labels(_ chart: Chart) throws -> [(text: String, rect: Rect)] {
    PictureMeasure(scene: try layout(chart).scene).labels
  }

  private func texts(_ chart: Chart) throws -> [String] { try labels(chart).map(\.text) }

  private func gradients(_ chart: Chart) throws -> [GradientFill] {
    try layout(chart).scene.commands.compactMap { command in
      if case .gradient(_, let run) = command { return run }
      return nil
    }
  }

  private struct Badge: View {
    let count: Int

    var body: some View {
      if count > 3 {
        Text("many").bold()
      } else {
        Text("\(count) of 3")
      }
    }
  }

  @Test("stacks of text in an annotation stand below and beside each other, in their own letters")
  func stacks() throws {
    let chart = Chart {
      BarMark(x: .value("Area", "Riverton"), y: .value("Rate", 0.314))
        .annotation(position: .top, overflowResolution: .init(x: .fit(to: .chart), y: .disabled)) {
          VStack(alignment: .leading, spacing: 4) {
            Text("Share").font(.caption).foregroundStyle(.secondary)
            HStack {
              Image(systemName: "arrow.up")
              Text("31")
              Text("per cent")
            }
            .font(.system(size: 20, weight: .semibold, design: .rounded))
            Badge(count: 2)
          }
          .padding(.horizontal, 8)
          .background {
            RoundedRectangle(cornerRadius: 6, style: .continuous).fill(.white.shadow(.drop(radius: 2)))
          }
        }
    }
    let found = try labels(chart)
    let first = try #require(found.first { $0.text == "Share" })
    let second = try #require(found.first { $0.text == "31 per cent" })
    let third = try #require(found.first { $0.text == "2 of 3" })
    #expect(first.rect.maxY < second.rect.y && second.rect.maxY < third.rect.y)
    let fonts = try layout(chart).scene.commands.compactMap { command -> Font? in
      if case .text(let run) = command, run.string == "31 per cent" { return run.font }
      return nil
    }
    #expect(fonts.map(\.size) == [20] && fonts.map(\.weight) == [.bold])
    let ground = PictureMeasure(scene: try layout(chart).scene).bars(Color(hex: 0xFFFFFF))
    #expect(ground.contains { $0.y < first.rect.y && $0.maxY > third.rect.maxY })
    #expect(try texts(Chart { RuleMark(y: .value("Y", 1)).annotation { Badge(count: 9) } }).contains("many"))
  }

  @Test("a run of colours lies across each mark, or across the plot")
  func gradients() throws {
    let run = LinearGradient(
      gradient: Gradient(colors: [.red, .red.opacity(0)]), startPoint: .top, endPoint: .bottom)
    func bars(_ aligned: Bool) -> Chart {
      Chart {
        BarMark(x: .value("Area", "A"), y: .value("Rate", 4)).foregroundStyle(run)
          .alignsMarkStylesWithPlotArea(aligned)
        BarMark(x: .value("Area", "B"), y: .value("Rate", 8)).foregroundStyle(run)
          .alignsMarkStylesWithPlotArea(aligned)
      }
    }
    let own = try gradients(bars(false))
    try #require(own.count == 2)
    let heights = own.map { $0.end.y - $0.start.y }
    #expect(abs(heights[1] - 2 * heights[0]) < 1e-9)
    #expect(own[0].stops.map(\.color.opacity) == [1, 0] && own[0].stops.map(\.location) == [0, 1])
    let shared = try gradients(bars(true))
    #expect(shared.count == 2 && shared[0] == shared[1])
    let area = Chart {
      ForEach(0..<4) { AreaMark(x: .value("X", $0), y: .value("Y", $0 + 1)) }
        .foregroundStyle(
          .linearGradient(
            stops: [.init(color: .blue, location: 0), .init(color: .clear, location: 0.8)],
            startPoint: .leading, endPoint: .trailing)
        )
        .opacity(0.5)
    }
    let level = try #require(try gradients(area).first)
    #expect(level.start.y == level.end.y && level.end.x > level.start.x)
    #expect(level.stops.map(\.color.opacity) == [0.5, 0] && level.stops.map(\.location) == [0, 0.8])
  }

  @Test("a run of colours is asked at its stops and between them")
  func stops() {
    let run = Gradient(stops: [
      .init(color: Color(hex: 0xFF0000), location: 0.5), .init(color: Color(hex: 0), location: 0),
    ])
    #expect(run.colors == [Color(hex: 0), Color(hex: 0xFF0000)])
    #expect(Gradient(colors: [.black, .white]).stops.map(\.location) == [0, 1])
  }

  @Test("areas between two values are opaque unless the chart says otherwise")
  func bands() throws {
    let chart = Chart {
      ForEach(0..<3) { AreaMark(x: .value("X", $0), yStart: .value("Low", 1), yEnd: .value("High", 3)) }
        .foregroundStyle(Color.red)
    }
    let colors = try layout(chart).scene.commands.compactMap { command -> Color? in
      if case .fill(_, let color) = command { return color }
      return nil
    }
    #expect(colors == [Color.red])
  }

  @Test("what moves, answers or sets a view's size leaves the picture as it is")
  func withoutEffect() throws {
    struct Screen {
      @State var selected: Date?
      @State var place = 3.0

      var plain: Chart {
        Chart {
          BarMark(x: .value("Day", Day(month: 1).date, unit: .day), y: .value("Count", 3))
        }
      }

      var screen: Chart {
        plain
          .frame(height: 200)
          .frame(maxWidth: .infinity)
          .padding()
          .padding(.horizontal, 12)
          .chartXSelection(value: $selected)
          .chartScrollableAxes(.horizontal)
          .chartXVisibleDomain(length: 3600 * 24)
          .chartScrollPosition(x: $place)
          .chartOverlay { proxy in
            GeometryReader { geometry in
              Rectangle().fill(.clear).contentShape(Rectangle())
                .gesture(
                  DragGesture(minimumDistance: 0)
                    .onChanged { value in
                      let origin = geometry[proxy.plotAreaFrame].origin
                      if let date: Date = proxy.value(atX: value.location.x - origin.x) { selected = date }
                    }
                    .onEnded { _ in selected = nil })
            }
          }
          .animation(.easeInOut(duration: 0.2), value: selected)
          .onAppear { selected = nil }
          .accessibilityChartDescriptor(self)
      }
    }
    let screen = Screen()
    #expect(try layout(screen.screen).scene == layout(screen.plain).scene)
    screen.$selected.wrappedValue = Day(month: 2).date
    #expect(screen.selected == Day(month: 2).date)
  }

  @Test("the text of a ring's background stands in its middle")
  func middle() throws {
    let chart = Chart {
      SectorMark(angle: .value("Used", 30), innerRadius: .ratio(0.8)).foregroundStyle(.blue)
      SectorMark(angle: .value("Free", 70), innerRadius: .ratio(0.8)).foregroundStyle(.gray)
    }
    .chartBackground { proxy in
      GeometryReader { geometry in
        if let anchor = proxy.plotFrame {
          Text("30%").position(x: geometry[anchor].midX, y: geometry[anchor].midY)
        }
      }
    }
    let label = try #require(try labels(chart).first { $0.text == "30%" })
    #expect(abs(label.rect.centre.x - 300) < 1 && abs(label.rect.centre.y - 200) < 6)
  }

  @Test("a legend of the chart's own replaces the one made from the marks")
  func legend() throws {
    let chart = Chart {
      BarMark(x: .value("Area", "A"), y: .value("Rate", 4)).foregroundStyle(by: .value("Kind", "first"))
      BarMark(x: .value("Area", "B"), y: .value("Rate", 5)).foregroundStyle(by: .value("Kind", "second"))
    }
    .chartLegend(position: .bottom) {
      HStack {
        ForEach(["one", "two"], id: \.self) { name in
          HStack {
            Circle().fill(name == "one" ? Color.red : Color.green).frame(width: 8, height: 8)
            Text(name).font(.caption)
          }
        }
      }
    }
    let texts = try texts(chart)
    #expect(texts.contains("one") && texts.contains("two") && !texts.contains("first"))
    let keys = PictureMeasure(scene: try layout(chart).scene)
    #expect(keys.scene.commands.contains { if case .fill(_, .red) = $0 { true } else { false } })
  }

  @Test("two titles of the vertical axis stand on their sides")
  func titles() throws {
    let chart = Chart { BarMark(x: .value("Area", "A"), y: .value("Rate", 4)) }
      .chartYAxisLabel("pounds", position: .topLeading)
      .chartYAxisLabel("per cent", position: .topTrailing)
    let labels = try labels(chart)
    let left = try #require(labels.first { $0.text == "pounds" })
    let right = try #require(labels.first { $0.text == "per cent" })
    #expect(left.rect.y == right.rect.y && left.rect.maxX < 150 && right.rect.maxX > 550)
    let changed = chart.chartYAxisLabel("euros", position: .topLeading)
    #expect(try texts(changed).contains("euros"))
  }

  @Test("decimals, measures of one's own and format styles of Foundation")
  func formats() throws {
    func chart<Value: Plottable>(_ value: Value) -> Chart {
      Chart { BarMark(x: .value("Area", "A"), y: .value("Rate", value)) }
    }
    #expect(
      try layout(chart(Decimal(string: "12.5") ?? 0)).scene == layout(chart(12.5)).scene)
    let percent = chart(80).chartYScale(domain: 0...100).chartYAxis {
      AxisMarks(format: Decimal.FormatStyle.Percent.percent.scale(1), values: [0, 50, 100])
    }
    #expect(Set(["0%", "50%", "100%"]).isSubset(of: Set(try texts(percent))))
    let dated = Chart {
      BarMark(x: .value("Day", Day(month: 1).date, unit: .month), y: .value("Count", 3))
    }.chartXAxis {
      AxisMarks(values: [Day(month: 1).date]) { _ in
        AxisValueLabel(format: Date.FormatStyle(timeZone: .gmt).year(.twoDigits).month(.twoDigits))
      }
    }
    #expect(try texts(dated).contains { $0.contains("02") })
  }

  @Test(
    "numbers in texts by specifiers of C, as printf writes them",
    arguments: [
      ("%.2f", 3.14159, "3.14"), ("%.0f", 2.6, "3"), ("%05.1f", -2.25, "-02.3"), ("%+.1f", 2, "+2.0"),
      ("%f", 0.5, "0.500000"), ("%d", 42, "42"),
    ])
  func specifiers(_ specifier: String, _ value: Double, _ expected: String) throws {
    let chart = Chart {
      RuleMark(y: .value("Y", 1)).annotation { Text("\(value, specifier: specifier)!") }
    }
    #expect(try texts(chart).contains("\(expected)!"))
  }

  @Test("forms as symbols are those of the same name, with their borders and texts")
  func symbols() throws {
    func chart(_ change: (PointMark) -> some ChartContent) -> Chart {
      Chart { change(PointMark(x: .value("X", 1), y: .value("Y", 2))) }
    }
    let named = try layout(chart { $0.symbol(.circle.strokeBorder(lineWidth: 2)) }).scene
    #expect(try layout(chart { $0.symbol(Circle().strokeBorder(lineWidth: 2)) }).scene == named)
    #expect(try layout(chart { $0.symbol { Circle().strokeBorder(.blue, lineWidth: 2) } }).scene == named)
    #expect(
      try layout(chart { $0.symbol { Rectangle() } }).scene == layout(chart { $0.symbol(.square) }).scene)
    #expect(
      try texts(
        chart {
          $0.symbol {
            ZStack {
              Circle().fill(.blue)
              Text("7")
            }
          }
        }
      ).contains("7"))
    #expect(
      try layout(chart { $0.symbolSize(Size(width: 10, height: 10)) }).scene
        == layout(chart { $0.symbolSize(100) }).scene)
  }

  @Test("bars take the corners of the form that clips them")
  func corners() throws {
    func chart(_ change: (BarMark) -> some ChartContent) -> Chart {
      Chart { change(BarMark(x: .value("Area", "A"), y: .value("Rate", 4))) }
    }
    let rounded = try layout(chart { $0.cornerRadius(6) }).scene
    #expect(try layout(chart { $0.clipShape(RoundedRectangle(cornerRadius: 6)) }).scene == rounded)
    #expect(try layout(chart { $0.clipShape(Rectangle()) }).scene == layout(chart { $0.opacity(1) }).scene)
    let capsule = try layout(chart { $0.clipShape(.capsule) }).scene
    #expect(capsule != rounded)
  }

  @Test("colours by hue, by white, by the system's and by assets' names")
  func colors() {
    #expect(Color(hue: 1.0 / 3, saturation: 1, brightness: 1) == Color(hex: 0x00FF00))
    #expect(Color(hue: 0.5, saturation: 0.5, brightness: 1) == Color(hex: 0x80FFFF))
    #expect(Color(hue: 0.9, saturation: 0, brightness: 0.2) == Color(white: 0.2))
    #expect(Color(.sRGB, red: 1, green: 0, blue: 0) == Color(hex: 0xFF0000))
    #expect(Color("chartGreen") == .green && Color("brand") == .blue && Color(.systemOrange) == .orange)
  }

  @Test("bins hold each number once and begin at round numbers")
  func bins() {
    let data = [1.0, 2.5, 9.99, 4, 7.2, 5]
    let bins = NumberBins(size: 2.5, range: 1...9.99)
    #expect(bins.thresholds == [0, 2.5, 5, 7.5, 10])
    #expect(data.map { bins.index(for: $0) } == [0, 1, 3, 1, 2, 2])
    let about = NumberBins(data: data, desiredCount: 5)
    for value in data {
      let bin = about[about.index(for: value)]
      #expect(bin.lowerBound <= value && value < bin.upperBound)
    }
    let months = DateBins(unit: .month, data: [Day(month: 0).date, Day(month: 4).date])
    #expect(months.count == 5 && months.index(for: Day(month: 3).date) == 3)
    #expect(months[1].lowerBound == Day(month: 1).date && months[1].upperBound == Day(month: 2).date)
  }

  @Test("functions are drawn over their domain and end where they have no value")
  func functions() throws {
    let chart = Chart {
      LinePlot(x: "x", y: "1/x", domain: -2...2) { $0 == 0 ? .nan : 1 / $0 }
    }
    .chartYScale(domain: -4...4)
    let lines = try layout(chart).scene.commands.flatMap { command -> [Path] in
      if case .clipped(_, let inner) = command {
        return inner.compactMap { if case .stroke(let path, _, _) = $0 { path } else { nil } }
      }
      return []
    }
    #expect(lines.map(\.elements.count) == [200, 200])
    let area = Chart { AreaPlot(x: "x", y: "y", domain: 0...1) { $0 } }
    let same = Chart {
      ForEach(0..<401) { index in
        AreaMark(x: .value("x", Double(index) / 400), y: .value("y", Double(index) / 400))
      }
    }
    #expect(
      PictureMeasure(scene: try layout(area).scene).points
        == PictureMeasure(scene: try layout(same).scene).points)
    let plot = Chart {
      PointPlot([(1.0, 2.0), (3, 4)], x: .value("X", \.0), y: .value("Y", \.1)).foregroundStyle(
        by: .value("X", \.0))
    }
    #expect(try layout(plot).scene.commands.count { if case .stamps = $0 { true } else { false } } == 2)
  }
}
