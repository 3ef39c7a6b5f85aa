/// A rectangle: a cell of a table of categories, or between four values.
public struct RectangleMark: Mark {
  /// The values to scale.
  public let encodings: Encodings
  let width: MarkDimension
  let height: MarkDimension

  /// A cell of a heat map, or a rectangle of given size around a point.
  public init<X: Plottable, Y: Plottable>(
    x: PlottableValue<X>, y: PlottableValue<Y>, width: MarkDimension = .automatic,
    height: MarkDimension = .automatic
  ) {
    self.init([.x: x.encoding, .y: y.encoding], width, height)
  }

  /// A rectangle between four values.
  public init<X: Plottable, Y: Plottable>(
    xStart: PlottableValue<X>, xEnd: PlottableValue<X>, yStart: PlottableValue<Y>, yEnd: PlottableValue<Y>
  ) {
    self.init([
      .xStart: xStart.encoding, .xEnd: xEnd.encoding, .yStart: yStart.encoding, .yEnd: yEnd.encoding,
    ])
  }

  /// A rectangle between two values of the vertical axis.
  public init<X: Plottable, Y: Plottable>(
    x: PlottableValue<X>, yStart: PlottableValue<Y>, yEnd: PlottableValue<Y>,
    width: MarkDimension = .automatic
  ) {
    self.init([.x: x.encoding, .yStart: yStart.encoding, .yEnd: yEnd.encoding], width)
  }

  /// A rectangle between two values of the horizontal axis.
  public init<X: Plottable, Y: Plottable>(
    xStart: PlottableValue<X>, xEnd: PlottableValue<X>, y: PlottableValue<Y>,
    height: MarkDimension = .automatic
  ) {
    self.init([.xStart: xStart.encoding, .xEnd: xEnd.encoding, .y: y.encoding], .automatic, height)
  }

  /// A rectangle between two values of the horizontal axis, over the whole height.
  public init<X: Plottable>(xStart: PlottableValue<X>, xEnd: PlottableValue<X>) {
    self.init([.xStart: xStart.encoding, .xEnd: xEnd.encoding])
  }

  /// A rectangle between two values of the vertical axis, over the whole width.
  public init<Y: Plottable>(yStart: PlottableValue<Y>, yEnd: PlottableValue<Y>) {
    self.init([.yStart: yStart.encoding, .yEnd: yEnd.encoding])
  }

  /// A column of given width at a value, over the whole height.
  public init<X: Plottable>(x: PlottableValue<X>, width: MarkDimension = .automatic) {
    self.init([.x: x.encoding], width)
  }

  /// A row of given height at a value, over the whole width.
  public init<Y: Plottable>(y: PlottableValue<Y>, height: MarkDimension = .automatic) {
    self.init([.y: y.encoding], .automatic, height)
  }

  /// A rectangle over the whole plot.
  public init() { self.init([:]) }

  private init(
    _ encodings: Encodings, _ width: MarkDimension = .automatic, _ height: MarkDimension = .automatic
  ) {
    self.encodings = encodings
    self.width = width
    self.height = height
  }

  /// Fills the rectangle.
  public func draw(at position: ScaledPosition, style: ResolvedStyle, into canvas: inout Canvas) {
    let rect = frame(at: position, style: style)
    guard rect.width > 0, rect.height > 0 else { return }
    canvas.fill(Path(rect, corners: style.corners), style, plot: position.plot)
  }

  /// The rectangle.
  public func frame(at position: ScaledPosition, style: ResolvedStyle) -> Rect {
    let plot = position.plot
    let x = side(
      position.x, position.xStart, position.xEnd, position.cellWidth, width, plot.x...plot.maxX)
    let y = side(
      position.y, position.yStart, position.yEnd, position.cellHeight, height, plot.y...plot.maxY)
    return Rect(
      x: x.lowerBound, y: y.lowerBound, width: x.upperBound - x.lowerBound,
      height: y.upperBound - y.lowerBound
    ).moved(by: style.offset)
  }

  private func side(
    _ middle: Double?, _ start: Double?, _ end: Double?, _ cell: Double, _ dimension: MarkDimension,
    _ whole: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    if let start, let end {
      return min(start, end)...max(start, end)
    }
    guard let middle else { return whole }
    let extent = dimension == .automatic ? max(0, cell - 1) : dimension.extent(in: cell, automatic: 1)
    return middle - extent / 2...middle + extent / 2
  }
}
