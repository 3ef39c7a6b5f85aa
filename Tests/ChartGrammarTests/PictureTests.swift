import ChartGrammar
import TestSupport
import Testing

@Suite("Pictures keep their promises")
struct PictureTests {
  @Test("no two labels overlap", arguments: SampleChart.all, Theme.all)
  func labelsDoNotOverlap(_ sample: SampleChart, _ theme: Theme) throws {
    var sample = sample
    if theme.name == "presentation" { sample.size = Size(width: 1000, height: 700) }
    let overlaps = PictureMeasure(scene: try sample.layout(theme: theme).scene).overlaps
    #expect(overlaps.isEmpty, "\(overlaps)")
  }

  @Test("nothing leaves the frame", arguments: SampleChart.all)
  func nothingLeavesTheFrame(_ sample: SampleChart) throws {
    let scene = try sample.layout().scene
    for point in PictureMeasure(scene: scene).points {
      #expect(point.x >= 0 && point.x <= scene.size.width && point.y >= 0 && point.y <= scene.size.height)
    }
  }

  @Test("all text is at least 14 pixels high", arguments: SampleChart.all)
  func textIsLegible(_ sample: SampleChart) throws {
    for command in try sample.layout().scene.commands {
      if case .text(let run) = command { #expect(run.font.size >= 14) }
    }
  }

  @Test("bars start at zero and their lengths are in proportion to their values")
  func barsStartAtZero() throws {
    let laidOut = try SampleChart.bars.layout()
    let bars = PictureMeasure(scene: laidOut.scene).bars(Color(hex: 0x12436D))
    try #require(bars.count == SampleChart.rates.count)
    let scale = bars[0].width / SampleChart.rates[0].1
    for (bar, rate) in zip(bars, SampleChart.rates) {
      #expect(abs(bar.x - laidOut.plots[0].x) < 0.001)
      #expect(abs(bar.width - rate.1 * scale) < 0.001)
    }
  }

  @Test("the axis of bars reaches zero even where all values are far from it")
  func farBarsReachZero() throws {
    let values = [96.0, 97, 99]
    for isUpright in [true, false] {
      let chart = Chart {
        for (index, value) in values.enumerated() {
          if isUpright {
            BarMark(x: .value("Area", "A\(index)"), y: .value("Rate", value))
          } else {
            BarMark(x: .value("Rate", value), y: .value("Area", "A\(index)"))
          }
        }
      }
      let scene = try chart.scene(size: Size(width: 500, height: 400), measurer: FixedWidthMeasurer())
      let lengths = PictureMeasure(scene: scene).bars(Color(hex: 0x12436D)).map {
        isUpright ? $0.height : $0.width
      }
      try #require(lengths.count == values.count)
      for (length, value) in zip(lengths, values) {
        #expect(abs(length / lengths[0] - value / values[0]) < 1e-9)
      }
    }
  }

  @Test("the label of a rule stands beside the plot, clear of the bars")
  func ruleLabels() throws {
    let laidOut = try Chart {
      for index in 0..<6 { BarMark(x: .value("Area", "A\(index)"), y: .value("Rate", 30 + index)) }
      RuleMark(y: .value("Mean", 32.5)).annotation { Text("Mean 32.5") }
    }.layout(size: Size(width: 500, height: 400), measurer: FixedWidthMeasurer())
    let label = try #require(PictureMeasure(scene: laidOut.scene).labels.first { $0.text == "Mean 32.5" })
    #expect(label.rect.x > laidOut.plots[0].maxX)
    #expect(label.rect.maxX <= 500)
  }

  @Test("gaps between bars are narrower than bars")
  func gapsAreNarrow() throws {
    let bars = PictureMeasure(scene: try SampleChart.bars.layout().scene).bars(Color(hex: 0x12436D))
    try #require(bars.count > 1)
    #expect(bars[1].y - bars[0].maxY < bars[0].height)
  }

  @Test("the number in a label is the number in the data, per cents with one decimal")
  func labelsSayTheData() throws {
    let texts = PictureMeasure(scene: try SampleChart.bars.layout().scene).labels.map(\.text)
    #expect(["22.1%", "45.2%", "21.0%", "8.3%"].allSatisfy(texts.contains))
  }

  @Test("minus signs are minus signs and stand left of their bars")
  func minusSigns() throws {
    let scene = try SampleChart.differences.layout().scene
    let labels = PictureMeasure(scene: scene).labels
    let label = try #require(labels.first { $0.text == "\u{2212}13.8" })
    let bars = PictureMeasure(scene: scene).bars(Color(hex: 0x12436D))
    let bar = try #require(bars.min { $0.x < $1.x })
    #expect(label.rect.maxX < bar.x)
  }

  @Test("lines are named at their ends, without a legend")
  func linesAreNamedAtTheirEnds() throws {
    let laidOut = try SampleChart.lines.layout()
    for name in ["Adults", "Children", "Court orders"] {
      let labels = PictureMeasure(scene: laidOut.scene).labels.filter { $0.text == name }
      #expect(labels.count == 1)
      #expect(labels.allSatisfy { $0.rect.x > laidOut.plots[0].maxX })
    }
  }

  @Test("every label is either drawn or named in the notes")
  func noLabelIsLost() throws {
    var sample = SampleChart.funnel
    for width in [360.0, 480, 720] {
      sample.size = Size(width: width, height: width * 0.6)
      let laidOut = try sample.layout()
      let texts = Set(PictureMeasure(scene: laidOut.scene).labels.map(\.text))
      for index in 0..<24 {
        let name = "Area \(index)"
        #expect(
          texts.contains(name) || laidOut.notes.contains { $0.contains("“\(name)”") }, "\(name) at \(width)")
      }
      #expect(PictureMeasure(scene: laidOut.scene).overlaps.isEmpty)
    }
  }

  @Test("an interval beyond the axis ends in an arrow at the edge")
  func arrowsAtTheEdge() throws {
    let laidOut = try SampleChart.forest.layout()
    let clipped = laidOut.scene.commands.compactMap { command -> [DrawingCommand]? in
      if case .clipped(_, let inner) = command { return inner }
      return nil
    }
    let tips = clipped.flatMap { $0 }.compactMap { command -> Double? in
      guard case .fill(let path, _) = command else { return nil }
      return PictureMeasure.corners(path).map(\.x).max()
    }
    #expect(tips.contains { abs($0 - laidOut.plots[0].maxX) < 0.001 })
  }

  @Test("error bars and bands stand at their limits on a log scale")
  func logLimits() throws {
    let chart = Chart {
      for x in [1.0, 2, 3] {
        AreaMark(x: .value("X", x), yStart: .value("Low", 0.5 * x), yEnd: .value("High", 8 * x))
        ErrorBarMark(x: .value("X", x), yStart: .value("Low", 0.5 * x), yEnd: .value("High", 8 * x))
          .foregroundStyle(.red)
        PointMark(x: .value("X", x), y: .value("Low", 0.5 * x))
        PointMark(x: .value("X", x), y: .value("High", 8 * x))
        PointMark(x: .value("X", x), y: .value("Middle", 2 * x))
      }
    }.chartYScale(type: .log)
    let scene = try chart.scene(size: Size(width: 500, height: 400), measurer: FixedWidthMeasurer())
    let places = scene.commands.flatMap { command -> [Point] in
      if case .stamps(_, let places, _) = command { return places }
      return []
    }
    let lines = scene.commands.flatMap { command -> [Point] in
      if case .stroke(let path, Color(hex: 0xC8302B), _) = command { return PictureMeasure.corners(path) }
      return []
    }
    let band = scene.commands.flatMap { command -> [Point] in
      if case .fill(let path, _) = command, path.elements.count == 7 { return PictureMeasure.corners(path) }
      return []
    }
    try #require(places.count == 9 && lines.count == 6 && band.count == 6)
    for index in 0..<3 {
      let (low, high, middle) = (places[3 * index], places[3 * index + 1], places[3 * index + 2])
      #expect(abs((low.y - middle.y) - (middle.y - high.y)) < 1e-9, "equal ratios are equal lengths")
      for limit in [low, high] {
        #expect(lines.contains { abs($0.x - limit.x) < 1e-9 && abs($0.y - limit.y) < 1e-9 })
        #expect(band.contains { abs($0.x - limit.x) < 1e-9 && abs($0.y - limit.y) < 1e-9 })
      }
    }
  }

  @Test("plots of panels are aligned and share their scale")
  func panelsAreAligned() throws {
    let survival = try SampleChart.survival.layout().plots
    try #require(survival.count == 2)
    #expect(survival[0].x == survival[1].x && survival[0].width == survival[1].width)
    let facets = try SampleChart.smallMultiples.layout().plots
    try #require(facets.count == 5)
    #expect(Set(facets.map { ($0.width * 1000).rounded() }).count == 1)
    #expect(Set(facets.map { ($0.height * 1000).rounded() }).count == 1)
  }

  @Test("the same chart gives the same scene")
  func scenesAreDeterministic() throws {
    for sample in SampleChart.all { #expect(try sample.layout() == sample.layout()) }
  }
}
