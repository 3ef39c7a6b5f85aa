import ChartGrammar
import TestSupport
import Testing

@Suite("Maps are drawn from GeoJSON")
struct MapTests {
  private let text = """
    {"type": "FeatureCollection", "features": [
      {"type": "Feature", "properties": {"name": "West"},
       "geometry": {"type": "Polygon", "coordinates": [[[1000, 0], [2000, 0], [2000, 1000], [1000, 1000], [1000, 0]],
         [[1400, 400], [1600, 400], [1600, 600], [1400, 600], [1400, 400]]]}},
      {"type": "Feature", "properties": {"name": "East"},
       "geometry": {"type": "MultiPolygon", "coordinates": [[[[2000, 0], [3000, 0], [3000, 1000], [2000, 0]]]]}}
    ]}
    """

  @Test("areas keep their shape, and a hole runs the other way round")
  func shapes() throws {
    let map = try GeoJSON(text, nameProperty: "name")
    #expect(map.shapes.map(\.name) == ["West", "East"])
    let chart = Chart {
      for (index, shape) in map.shapes.enumerated() {
        MapMark(shape).foregroundStyle(by: .value("Rate", Double(index) * 10))
          .annotation { Text(shape.name) }
      }
    }
    let laidOut = try chart.layout(size: Size(width: 400, height: 300), measurer: FixedWidthMeasurer())
    let paths = laidOut.scene.commands.compactMap { command -> Path? in
      if case .fill(let path, _) = command { return path }
      return nil
    }
    try #require(paths.count == 2)
    let west = Array(PictureMeasure.corners(paths[0]).prefix(4))
    #expect(abs((west[1].x - west[0].x) - (west[1].y - west[2].y)) < 1e-9)
    #expect(signedArea(west) * signedArea(Array(PictureMeasure.corners(paths[0]).dropFirst(4))) < 0)
    let measure = PictureMeasure(scene: laidOut.scene)
    #expect(measure.labels.contains { $0.text == "East" })
    #expect(measure.points.allSatisfy { $0.x >= 0 && $0.x <= 400 && $0.y >= 0 && $0.y <= 300 })
  }

  private func signedArea(_ points: [Point]) -> Double {
    zip(points, points.dropFirst() + points.prefix(1)).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y }
  }
}
