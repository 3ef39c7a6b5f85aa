/// Slanted lines over a cell of a heat map, as where its number stands on few people.
public struct HatchMark: Mark {
  private let cell: RectangleMark

  /// Lines over the cell of two values.
  public init<X: Plottable, Y: Plottable>(
    x: PlottableValue<X>, y: PlottableValue<Y>, width: MarkDimension = .automatic,
    height: MarkDimension = .automatic
  ) {
    cell = RectangleMark(x: x, y: y, width: width, height: height)
  }

  /// The values to scale.
  public var encodings: Encodings { cell.encodings }

  /// Lines over a cell are not shown in a legend.
  public var key: LegendKey { .none }

  /// Draws the lines, ending at the cell's edges.
  public func draw(at position: ScaledPosition, style: ResolvedStyle, into canvas: inout Canvas) {
    let rect = frame(at: position, style: style)
    guard rect.width > 0, rect.height > 0 else { return }
    let stroke = style.stroke(width: 0.6)
    var lines: [DrawingCommand] = []
    var foot = rect.x + Self.step / 2
    while foot < rect.maxX + rect.height {
      // From the foot upwards to the right edge's side, cut where it leaves the cell.
      let low = Point(x: min(foot, rect.maxX), y: rect.maxY - max(0, foot - rect.maxX))
      let high = Point(x: max(rect.x, foot - rect.height), y: rect.maxY - min(rect.height, foot - rect.x))
      lines.append(.stroke(Path([.move(low), .line(high)]), style.color, stroke))
      foot += Self.step
    }
    for line in lines { canvas.add(line) }
  }

  /// The cell.
  public func frame(at position: ScaledPosition, style: ResolvedStyle) -> Rect {
    cell.frame(at: position, style: style)
  }

  /// The pixels between two lines.
  private static let step = 11.0
}
