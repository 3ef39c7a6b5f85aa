import ChartGrammar
import TestSupport
import Testing

@Suite("Pictures leave nothing out in silence")
struct HonestPictureTests {
  private func layout(_ chart: some FigureContent, _ width: Double = 600, _ height: Double = 400) throws
    -> LaidOutChart
  {
    try chart.layout(size: Size(width: width, height: height), measurer: FixedWidthMeasurer())
  }

  private func places(_ laidOut: LaidOutChart) -> [Point] {
    func all(_ commands: [DrawingCommand]) -> [Point] {
      commands.flatMap { command -> [Point] in
        switch command {
        case .stamps(_, let places, _): places
        case .clipped(_, let inner): all(inner)
        case .fill, .gradient, .stroke, .gradientStroke, .text, .image: []
        }
      }
    }
    return all(laidOut.scene.commands)
  }

  @Test("time never runs from right to left, however narrow the picture", arguments: [200.0, 260, 360, 600])
  func timeRunsForwards(_ width: Double) throws {
    let chart = Chart {
      for month in 0...5 {
        PointMark(x: .value("Month", Double(month)), y: .value("Share", 0.1 * Double(month)))
      }
    }.chartXScale(domain: 0.0...5.0, range: .plotDimension(endPadding: 220))
    do {
      let xs = places(try layout(chart, width)).map(\.x)
      #expect(xs.count == 6 && xs == xs.sorted() && Set(xs).count == 6)
    } catch let error as ChartError {
      guard case .tooSmall(_, let needed) = error else { throw error }
      #expect(needed.width > width)
      #expect(throws: Never.self) { try layout(chart, needed.width + 1) }
    }
  }

  @Test("a small chart without marks keeps its place, its axes and its name")
  func emptyFacet() throws {
    let laidOut = try layout(
      Chart {
        for area in ["A", "C"] {
          for year in [1.0, 2] {
            LineMark(x: .value("Year", year), y: .value("Rate", year)).facet(by: .value("Area", area))
          }
        }
      }.chartFacets(names: ["A", "B", "C"]))
    let texts = PictureMeasure(scene: laidOut.scene).labels.map(\.text)
    #expect(laidOut.plots.count == 3 && texts.contains("B"))
    #expect(texts.filter { $0 == "No data" }.count == 1)
  }

  @Test("the legend names the colours of all small charts, not only of the first")
  func legendOfAllFacets() throws {
    let laidOut = try layout(
      Chart {
        for (area, sex) in [("A", "Men"), ("B", "Men"), ("B", "Women")] {
          BarMark(x: .value("Quarter", "Q1"), y: .value("Rate", 3)).foregroundStyle(by: .value("Sex", sex))
            .position(by: .value("Sex", sex)).facet(by: .value("Area", area))
        }
      })
    let texts = PictureMeasure(scene: laidOut.scene).labels.map(\.text)
    #expect(texts.contains("Men") && texts.contains("Women"))
  }

  @Test("two long names are never shortened to the same text")
  func namesStayApart() throws {
    let start = "People sentenced to a community order in the north of the region who are "
    let laidOut = try layout(
      Chart {
        for (index, name) in [start + "male", start + "female"].enumerated() {
          for year in [1.0, 2] {
            LineMark(x: .value("Year", year), y: .value("Rate", year + Double(index)))
              .foregroundStyle(by: .value("Group", name))
          }
        }
      }, 520, 300)
    let lines = PictureMeasure(scene: laidOut.scene).labels.map(\.text)
    #expect(
      lines.contains { $0.hasSuffix(" male") || $0 == "male" } && lines.contains { $0.contains("female") })
    #expect(laidOut.notes.count { $0.contains("shortened") } == 2)
  }

  @Test("zeros stand on an axis that begins at zero")
  func zeros() throws {
    let laidOut = try layout(
      Chart { for area in ["A", "B"] { BarMark(x: .value("Area", area), y: .value("Rate", 0)) } })
    let texts = PictureMeasure(scene: laidOut.scene).labels.map(\.text)
    #expect(!texts.contains { $0.hasPrefix("\u{2212}") })
  }

  @Test("a line or an area of one value is seen")
  func onePoint() throws {
    let line = try layout(Chart { LineMark(x: .value("Year", 1.0), y: .value("Rate", 2.0)) })
    #expect(places(line).count == 1)
    let area = try layout(
      Chart { AreaMark(x: .value("Year", 1.0), y: .value("Rate", 2.0)).foregroundStyle(.red) })
    let heights = area.scene.commands.compactMap { command -> Double? in
      guard case .stroke(let path, Color(hex: 0xC8302B), _) = command else { return nil }
      let ys = PictureMeasure.corners(path).map(\.y)
      return (ys.max() ?? 0) - (ys.min() ?? 0)
    }
    #expect(heights.contains { $0 > 100 })
  }

  @Test(
    "values at the ends of clustered bars cover no bar: all are written or none", arguments: [300.0, 900])
  func clusteredLabels(_ width: Double) throws {
    let laidOut = try layout(
      Chart {
        for year in 0..<6 {
          for kind in 0..<4 {
            BarMark(x: .value("Year", "Y\(year)"), y: .value("People", 1_000 + 37 * year + 211 * kind))
              .foregroundStyle(by: .value("Kind", "K\(kind)")).position(by: .value("Kind", "K\(kind)"))
              .annotation(position: .valueEnd) { Text("\(1_000 + 37 * year + 211 * kind)") }
          }
        }
      }, width)
    let measure = PictureMeasure(scene: laidOut.scene)
    let values = measure.labels.filter {
      $0.text.count == 4 && Int($0.text) != nil && !$0.text.hasSuffix("00")
    }
    #expect(values.isEmpty || values.count == 24)
    let note = laidOut.notes.contains { $0.contains("values at the ends of the bars") }
    #expect(note == values.isEmpty)
    let bars = Theme.standard.palette.prefix(4).flatMap { measure.bars($0) }.filter { $0.height > 20 }
    for value in values { #expect(!bars.contains { $0.overlaps(value.rect.inset(by: 1)) }) }
  }

  @Test("rows of text that would overprint are refused with a size that does")
  func rowsOfText() throws {
    let names = (0..<27).map { "Area \($0)" }
    let chart = Chart {
      for name in names { PointMark(x: .value("Rate", 1.0), y: .value("Area", name)) }
    }.chartTextColumns([
      TextColumn("Rate", values: Dictionary(uniqueKeysWithValues: names.map { ($0, "1.0") }))
    ])
    let error = #expect(throws: ChartError.self) { try layout(chart, 600, 300) }
    guard case .tooSmall(_, let needed)? = error else {
      Issue.record("not refused for its size")
      return
    }
    let laidOut = try layout(chart, needed.width, needed.height + 1)
    #expect(PictureMeasure(scene: laidOut.scene).overlaps.isEmpty)
  }

  @Test("eighteen series have as many looks as shades of the colours allow", arguments: Theme.all)
  func manySeries(_ theme: Theme) throws {
    let chart = Chart {
      for series in 0..<18 {
        BarMark(x: .value("Year", "A"), y: .value("Rate", 5)).foregroundStyle(by: .value("S", "S\(series)"))
          .position(by: .value("S", "S\(series)"))
      }
    }
    let scene = try chart.scene(
      size: Size(width: 1200, height: 700), theme: theme, measurer: FixedWidthMeasurer())
    let colors = scene.commands.compactMap { command -> Color? in
      guard case .fill(let path, let color) = command else { return nil }
      return (PictureMeasure.corners(path).map(\.y).max() ?? 0) > 250 ? color : nil
    }
    #expect(Set(colors).count == (theme.distinguishesByDash ? 18 : min(18, 3 * theme.palette.count)))
  }

  @Test("a mark beyond fixed limits is named")
  func beyondLimits() throws {
    let laidOut = try layout(
      Chart {
        PointMark(x: .value("Rate", 3.0), y: .value("Area", "Near"))
        PointMark(x: .value("Rate", 30.0), y: .value("Area", "Far"))
      }.chartXScale(domain: 0.0...10.0))
    #expect(laidOut.notes.contains { $0.contains("1 mark lies outside") && $0.contains("Far") })
  }

  @Test("on a narrow page names stand above their rows, and no letter is smaller than 11 pixels")
  func narrow() throws {
    let chart = Chart {
      for name in ["Metropolitan borough of somewhere", "Another long name of an area"] {
        BarMark(x: .value("Rate", 4.0), y: .value("Area", name))
      }
    }.chartTextColumns([
      TextColumn("People", values: ["Metropolitan borough of somewhere": "1,200"])
    ])
    let laidOut = try chart.layout(
      size: Size(width: 360, height: 420), theme: Theme.standard.narrow, measurer: FixedWidthMeasurer())
    let measure = PictureMeasure(scene: laidOut.scene)
    let bars = measure.bars(Color(hex: 0x12436D))
    let name = try #require(measure.labels.first { $0.text.hasPrefix("Metropolitan") })
    let people = try #require(measure.labels.first { $0.text.contains("1,200") })
    try #require(bars.count == 2)
    #expect(name.rect.maxY <= bars[0].y + 1 && people.rect.y >= bars[0].maxY - 1)
    #expect(bars[0].width > 250 && measure.overlaps.isEmpty)
    for command in laidOut.scene.commands {
      if case .text(let run) = command { #expect(run.font.size >= 11) }
    }
  }

  @Test("marks say their values for the pointer")
  func titles() throws {
    let laidOut = try layout(
      Chart { BarMark(x: .value("Area", "Riverton"), y: .value("Rate", 0.314)) }
        .chartYAxis { AxisMarks(format: .percent) })
    #expect(laidOut.scene.marks.map(\.title) == ["Area: Riverton, Rate: 31.4%"])
  }
}
