/// A level line from one value to another that ends in an arrow, as from a prediction to what happened.
///
/// The tip stands clear of a point at the end. Where there is no room for it the line is drawn without.
public struct ArrowMark: Mark {
  /// The values to scale.
  public let encodings: Encodings
  let gap: Double

  /// An arrow within a row.
  ///
  /// - Parameters:
  ///   - xStart: where the line begins.
  ///   - xEnd: the value that the tip points to.
  ///   - y: the row.
  ///   - gap: the pixels between the tip and the value at the end.
  public init<X: Plottable, Y: Plottable>(
    xStart: PlottableValue<X>, xEnd: PlottableValue<X>, y: PlottableValue<Y>, gap: Double = 7
  ) {
    encodings = [.xStart: xStart.encoding, .xEnd: xEnd.encoding, .y: y.encoding]
    self.gap = gap
  }

  /// A line.
  public var key: LegendKey { .line }

  /// Draws the line and its tip.
  public func draw(at position: ScaledPosition, style: ResolvedStyle, into canvas: inout Canvas) {
    guard let from = position.xStart, let to = position.xEnd else { return }
    let (start, end) = (from + style.offset.x, to + style.offset.x)
    let y = position.centre.y + style.offset.y
    let forwards: Double = end < start ? -1 : 1
    let stroke = style.stroke(width: 0.6)
    guard abs(end - start) >= gap + 2 * Self.headLength else {
      canvas.line(from: Point(x: start, y: y), to: Point(x: end, y: y), style.color, stroke)
      return
    }
    let tip = end - forwards * gap
    let back = tip - forwards * Self.headLength
    canvas.line(from: Point(x: start, y: y), to: Point(x: back, y: y), style.color, stroke)
    canvas.fill(
      Path(
        through: [
          Point(x: tip, y: y), Point(x: back, y: y - Self.headLength / 2),
          Point(x: back, y: y + Self.headLength / 2),
        ], closed: true), style.color)
    canvas.occupy(line: frame(at: position, style: style).outset(1))
  }

  /// The rectangle around the line.
  public func frame(at position: ScaledPosition, style: ResolvedStyle) -> Rect {
    let (start, end) = (position.xStart ?? position.centre.x, position.xEnd ?? position.centre.x)
    return Rect(x: min(start, end), y: position.centre.y, width: abs(end - start), height: 0).moved(
      by: style.offset)
  }

  private static let headLength = 7.0
}
