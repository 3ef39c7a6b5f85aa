import ChartGrammar
import Foundation
import TestSupport
import Testing

/// Shapes written for SwiftUI's pen, as symbols of one's own.
@Suite("symbols of one's own")
struct OwnSymbolTests {
  private struct House: ChartSymbolShape {
    var perceptualUnitRect: CGRect { CGRect(x: 0, y: 0, width: 1, height: 1) }
    func path(in rect: CGRect) -> Path {
      Path { path in
        path.move(to: CGPoint(x: rect.midX, y: rect.minY))
        path.addLine(to: CGPoint(x: rect.maxX, y: rect.maxY))
        path.addLine(to: CGPoint(x: rect.minX, y: rect.maxY))
        path.closeSubpath()
      }
    }
  }

  private func stamps(_ chart: Chart) throws -> [Path] {
    try chart.layout(size: Size(width: 400, height: 300), measurer: FixedWidthMeasurer()).scene.commands
      .compactMap { command in
        if case .stamps(let path, _, _) = command { path } else { nil }
      }
  }

  @Test("stands with its middle at its point, in the area asked for")
  func place() throws {
    let chart = Chart { PointMark(x: .value("X", 1), y: .value("Y", 1)).symbol(House()).symbolSize(64) }
    let corners = try #require(try stamps(chart).first).elements
    #expect(
      corners == [
        .move(Point(x: 0, y: -4)), .line(Point(x: 4, y: 4)), .line(Point(x: -4, y: 4)), .close,
      ])
  }

  @Test("tells series apart, in marks and legend")
  func series() throws {
    let chart = Chart {
      for (index, name) in ["a", "b"].enumerated() {
        PointMark(x: .value("X", index), y: .value("Y", 1)).symbol(by: .value("Group", name))
      }
    }
    let own = try stamps(chart.chartSymbolScale(domain: ["a", "b"], range: [House(), House()]))
    #expect(own.count >= 2 && own.allSatisfy { $0.elements.count == 4 })
    #expect(try stamps(chart).contains { $0.elements.count != 4 })
  }

  @Test("an arc ends where its angle says, goes the way that is asked, and stays on its circle")
  func arc() {
    for (clockwise, middle) in [(false, Point(x: 13, y: 27)), (true, Point(x: 7, y: 13))] {
      var path = Path()
      path.addArc(
        center: CGPoint(x: 10, y: 20), radius: 5, startAngle: .degrees(0), endAngle: .degrees(90),
        clockwise: clockwise)
      let ends = PictureMeasure.corners(path)
      #expect(ends.count == (clockwise ? 4 : 2))
      #expect(abs(ends[0].x - 15) < 1e-9 && abs(ends[0].y - 20) < 1e-9)
      let last = ends[ends.count - 1]
      #expect(abs(last.x - 10) < 1e-9 && abs(last.y - 25) < 1e-9)
      #expect(ends.allSatisfy { abs(hypot($0.x - 10, $0.y - 20) - 5) < 1e-9 })
      // The middle of the first quarter lies on the side that the arc goes to.
      guard case .curve(let a, let b, to: let end) = path.elements[1] else {
        Issue.record("an arc is a curve")
        continue
      }
      let half = Point(
        x: (ends[0].x + 3 * a.x + 3 * b.x + end.x) / 8, y: (ends[0].y + 3 * a.y + 3 * b.y + end.y) / 8)
      #expect(abs(hypot(half.x - 10, half.y - 20) - 5) < 1.5e-3)
      #expect((half.y > 20) == (middle.y > 20))
    }
  }

  @Test("a quadratic curve, an ellipse and a rectangle have the outlines that SwiftUI gives them")
  func outlines() {
    var path = Path()
    path.move(to: CGPoint(x: 0, y: 0))
    path.addQuadCurve(to: CGPoint(x: 6, y: 0), control: CGPoint(x: 3, y: 6))
    #expect(path.elements[1] == .curve(Point(x: 2, y: 4), Point(x: 4, y: 4), to: Point(x: 6, y: 0)))
    let ellipse = PictureMeasure.corners(Path(ellipseIn: CGRect(x: 10, y: 20, width: 8, height: 4)))
    #expect(ellipse.map(\.x).max() == 18 && ellipse.map(\.x).min() == 10)
    #expect(ellipse.map(\.y).max() == 24 && ellipse.map(\.y).min() == 20)
    #expect(Path(CGRect(x: 1, y: 2, width: 3, height: 4)) == Path(Rect(x: 1, y: 2, width: 3, height: 4)))
  }
}
