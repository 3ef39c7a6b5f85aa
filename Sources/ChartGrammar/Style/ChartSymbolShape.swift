public import Foundation

/// A symbol of one's own.
///
/// ```swift
/// struct House: ChartSymbolShape {
///   var perceptualUnitRect: CGRect { CGRect(x: 0, y: 0, width: 1, height: 1) }
///   func path(in rect: CGRect) -> Path {
///     Path { path in
///       path.move(to: CGPoint(x: rect.midX, y: rect.minY))
///       path.addLine(to: CGPoint(x: rect.maxX, y: rect.maxY))
///       path.addLine(to: CGPoint(x: rect.minX, y: rect.maxY))
///       path.closeSubpath()
///     }
///   }
/// }
/// ```
public protocol ChartSymbolShape: Shape {
  /// The rectangle in which the symbol looks as large as a square of area 1.
  var perceptualUnitRect: CGRect { get }
  /// The outline within a rectangle; one in a rectangle of another size is the same but for the size.
  func path(in rect: CGRect) -> Path
}

extension ChartSymbolShape {
  /// The symbol with its middle at the point that it marks.
  public var symbolForm: BasicChartSymbolShape {
    let unit = perceptualUnitRect
    let outline = path(in: CGRect(x: 0, y: 0, width: unit.width * Self.size, height: unit.height * Self.size))
    return BasicChartSymbolShape(
      own: outline.mapped {
        Point(x: $0.x / Self.size - unit.width / 2, y: $0.y / Self.size - unit.height / 2)
      })
  }

  /// The side in pixels for which an outline is asked.
  private static var size: Double { 100 }
}

extension Chart {
  /// Gives values, in order of appearance, shapes of one's own.
  public func chartSymbolScale(range: [some ChartSymbolShape]) -> Chart {
    chartSymbolScale(range: range.map(\.symbolForm))
  }

  /// Gives values shapes of one's own in order.
  public func chartSymbolScale<DataValue: Plottable>(
    domain: [DataValue], range: [some ChartSymbolShape]
  ) -> Chart {
    chartSymbolScale(domain: domain, range: range.map(\.symbolForm))
  }
}
