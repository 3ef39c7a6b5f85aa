import ChartGrammar
import TestSupport
import Testing

@Suite("Odd input gives a sensible picture or a clear error")
struct RefusalTests {
  private let size = Size(width: 600, height: 400)

  private func layout(_ chart: some FigureContent, _ size: Size? = nil) throws -> LaidOutChart {
    try chart.layout(size: size ?? self.size, measurer: FixedWidthMeasurer())
  }

  @Test("a value that is not finite is named", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(_ value: Double) {
    #expect(throws: ChartError.notFinite(label: "Rate", mark: 2)) {
      try layout(
        Chart {
          PointMark(x: .value("Year", 1), y: .value("Rate", 2.0))
          PointMark(x: .value("Year", 2), y: .value("Rate", value))
        })
    }
    #expect(throws: ChartError.notFinite(label: "Share", mark: 1)) {
      try layout(Chart { SectorMark(angle: .value("Share", value)) })
    }
    #expect(throws: ChartError.self) {
      try layout(
        Chart {
          BarMark(x: .value("Area", "A"), y: .value("Rate", 1.0))
          BarMark(x: .value("Area", "A"), y: .value("Rate", value))
        })
    }
  }

  @Test("a value without a place on its scale is named")
  func outsideScale() {
    let chart = Chart { PointMark(x: .value("Ratio", 0.0), y: .value("Area", "A")) }
    #expect(
      throws: ChartError.outsideScale(label: "Ratio", value: 0, scale: "log", allowed: "above 0")
    ) { try layout(chart.chartXScale(type: .log)) }
    #expect(throws: ChartError.self) { try layout(chart.chartXScale(type: .logit)) }
    #expect(
      throws: ChartError.badDomain(
        axis: "horizontal", lower: 3, upper: 3, allowed: "two different values that are finite")
    ) { try layout(chart.chartXScale(domain: 3.0...3.0)) }
  }

  @Test("numbers and names on one axis are refused")
  func mixedKinds() {
    #expect(throws: ChartError.mixedKinds(axis: "horizontal", found: "numbers", and: "categories")) {
      try layout(
        Chart {
          PointMark(x: .value("X", 1), y: .value("Y", 1))
          PointMark(x: .value("X", "one"), y: .value("Y", 1))
        })
    }
  }

  @Test("a negative sector is refused")
  func negativeSector() {
    #expect(throws: ChartError.negativeSector(label: "Share", value: -1)) {
      try layout(Chart { SectorMark(angle: .value("Share", -1.0)) })
    }
  }

  @Test(
    "a size that is no size is refused",
    arguments: [
      Size(width: 0, height: 0), Size(width: -5, height: 10), Size(width: .nan, height: 10),
      Size(width: 1e9, height: 10),
    ])
  func badSize(_ size: Size) {
    #expect(throws: ChartError.self) { try layout(Chart { PointMark(x: .value("X", 1)) }, size) }
  }

  @Test("a picture too small for its text says how large it must be")
  func tooSmall() throws {
    do {
      _ = try layout(SampleChart.bars.content.figure, Size(width: 60, height: 40))
      Issue.record("nothing was thrown")
    } catch ChartError.tooSmall(_, let needed) {
      #expect(needed.width > 60)
    }
  }

  @Test("an empty chart says that there are no data")
  func empty() throws {
    let scene = try layout(Chart {}).scene
    #expect(PictureMeasure(scene: scene).labels.map(\.text) == ["No data"])
  }

  @Test("one point, and points that are all equal, are drawn")
  func onePoint() throws {
    for count in [1, 3] {
      let laidOut = try layout(
        Chart { for _ in 0..<count { PointMark(x: .value("X", 7), y: .value("Y", 0.0)) } })
      let stamps = laidOut.scene.commands.compactMap { command -> [Point]? in
        if case .stamps(_, let points, _) = command { return points }
        return nil
      }
      #expect(stamps.flatMap { $0 }.count == count)
      #expect(stamps.flatMap { $0 }.allSatisfy { $0.x > laidOut.plots[0].x && $0.x < laidOut.plots[0].maxX })
    }
  }

  @Test("numbers of every size are drawn", arguments: [1e-300, 1e-12, 1e12, 1e300])
  func extremeNumbers(_ factor: Double) throws {
    _ = try layout(
      Chart {
        for index in 0..<5 { PointMark(x: .value("X", index), y: .value("Y", Double(index) * factor)) }
      })
  }

  @Test("a name of 500 letters is shortened and the notes say so")
  func longName() throws {
    let name = String(repeating: "ä long name ", count: 42)
    for chart in [
      Chart { BarMark(x: .value("V", 3), y: .value("C", name)) },
      Chart {
        BarMark(x: .value("C", name), y: .value("V", 3))
        BarMark(x: .value("C", "b"), y: .value("V", 4))
      },
      Chart { BarMark(x: .value("V", 3), y: .value("C", String(repeating: "x", count: 500))) },
    ] {
      let laidOut = try layout(chart)
      let width = laidOut.scene.size.width
      #expect(PictureMeasure(scene: laidOut.scene).points.allSatisfy { $0.x >= 0 && $0.x <= width })
      #expect(laidOut.notes.contains { $0.contains("shortened") }, "\(laidOut.notes)")
    }
  }

  @Test("ten thousand names are thinned on both axes and the notes say so")
  func tenThousandNames() throws {
    for chart in [
      Chart {
        for index in 0..<10_000 { BarMark(x: .value("V", index % 7), y: .value("C", "Name \(index)")) }
      },
      Chart {
        for index in 0..<10_000 { BarMark(x: .value("C", "Name \(index)"), y: .value("V", index % 7)) }
      },
    ] {
      let laidOut = try layout(chart)
      #expect(laidOut.notes.contains { $0.contains("of 10000 names") })
      #expect(PictureMeasure(scene: laidOut.scene).overlaps.isEmpty)
    }
  }

  @Test("a hundred thousand points become a few stamps")
  func manyPoints() throws {
    let laidOut = try layout(
      Chart {
        for index in 0..<100_000 { PointMark(x: .value("X", index % 317), y: .value("Y", index % 211)) }
      })
    let stamps = laidOut.scene.commands.compactMap { command -> Int? in
      if case .stamps(_, let points, _) = command { return points.count }
      return nil
    }
    #expect(stamps == [100_000])
  }

  @Test("more values than colours are drawn, with a note")
  func manyColors() throws {
    let laidOut = try layout(
      Chart {
        for index in 0..<9 {
          PointMark(x: .value("X", index), y: .value("Y", 1)).foregroundStyle(
            by: .value("G", "Group \(index)"))
        }
      })
    #expect(laidOut.notes.contains { $0.contains("9 values are told apart") })
  }

  @Test("a broken map is refused with its reason")
  func brokenMap() {
    #expect(throws: ChartError.badMap("it is not a GeoJSON feature collection of polygons")) {
      try GeoJSON("[1, 2", nameProperty: "name")
    }
    let text = """
      {"features": [{"properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}
      """
    #expect(throws: ChartError.badMap("“A” is a Point, not a Polygon or MultiPolygon")) {
      try GeoJSON(text, nameProperty: "name")
    }
    #expect(throws: ChartError.badMap("feature 1 has no property “code”")) {
      try GeoJSON(text, nameProperty: "code")
    }
  }
}
