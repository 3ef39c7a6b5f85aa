/// A bar from zero, or between two values.
public struct BarMark: Mark {
  /// The values to scale.
  public let encodings: Encodings
  /// How bars at the same place are stacked.
  public let stacking: MarkStackingMethod?
  let width: MarkDimension
  let height: MarkDimension

  /// A bar from zero: upright if `x` is a category or date, lying if `y` is.
  public init<X: Plottable, Y: Plottable>(
    x: PlottableValue<X>, y: PlottableValue<Y>, width: MarkDimension = .automatic,
    height: MarkDimension = .automatic, stacking: MarkStackingMethod = .standard
  ) {
    self.init([.x: x.encoding, .y: y.encoding], stacking, width, height)
  }

  /// A lying bar between two values.
  public init<X: Plottable, Y: Plottable>(
    xStart: PlottableValue<X>, xEnd: PlottableValue<X>, y: PlottableValue<Y>,
    height: MarkDimension = .automatic
  ) {
    self.init([.xStart: xStart.encoding, .xEnd: xEnd.encoding, .y: y.encoding], nil, .automatic, height)
  }

  /// An upright bar between two values.
  public init<X: Plottable, Y: Plottable>(
    x: PlottableValue<X>, yStart: PlottableValue<Y>, yEnd: PlottableValue<Y>,
    width: MarkDimension = .automatic
  ) {
    self.init([.x: x.encoding, .yStart: yStart.encoding, .yEnd: yEnd.encoding], nil, width, .automatic)
  }

  /// A part of one lying bar.
  public init<X: Plottable>(
    x: PlottableValue<X>, height: MarkDimension = .automatic, stacking: MarkStackingMethod = .standard
  ) {
    self.init([.x: x.encoding, .y: .only], stacking, .automatic, height)
  }

  /// A part of one upright bar.
  public init<Y: Plottable>(
    y: PlottableValue<Y>, width: MarkDimension = .automatic, stacking: MarkStackingMethod = .standard
  ) {
    self.init([.x: .only, .y: y.encoding], stacking, width, .automatic)
  }

  /// A part of one lying bar between two values.
  public init<X: Plottable>(
    xStart: PlottableValue<X>, xEnd: PlottableValue<X>, height: MarkDimension = .automatic
  ) {
    self.init([.xStart: xStart.encoding, .xEnd: xEnd.encoding, .y: .only], nil, .automatic, height)
  }

  /// A part of one upright bar between two values.
  public init<Y: Plottable>(
    yStart: PlottableValue<Y>, yEnd: PlottableValue<Y>, width: MarkDimension = .automatic
  ) {
    self.init([.x: .only, .yStart: yStart.encoding, .yEnd: yEnd.encoding], nil, width, .automatic)
  }

  private init(
    _ encodings: Encodings, _ stacking: MarkStackingMethod?, _ width: MarkDimension, _ height: MarkDimension
  ) {
    self.encodings = encodings
    self.stacking = stacking
    self.width = width
    self.height = height
  }

  /// Bars are lengths.
  public var startsAtZero: Bool { encodings[.xStart] == nil && encodings[.yStart] == nil }

  /// Fills the bar.
  public func draw(at position: ScaledPosition, style: ResolvedStyle, into canvas: inout Canvas) {
    let bar = frame(at: position, style: style)
    guard bar.width > 0, bar.height > 0 else { return }
    canvas.fill(Path(bar, corners: style.corners), style, plot: position.plot)
    canvas.occupy(bar)
  }

  /// The bar's rectangle.
  public func frame(at position: ScaledPosition, style: ResolvedStyle) -> Rect {
    let horizontal = side(
      position.x, position.xStart, position.xEnd, slot: position.slotWidth, width, zero: position.baseline.x,
      share: position.slotWidth == position.cellWidth ? 0.96 : 1)
    let vertical = side(
      position.y, position.yStart, position.yEnd, slot: position.slotHeight, height,
      zero: position.baseline.y,
      share: position.slotHeight == position.cellHeight ? 0.96 : 1)
    return Rect(
      x: horizontal.lowerBound, y: vertical.lowerBound,
      width: horizontal.upperBound - horizontal.lowerBound,
      height: vertical.upperBound - vertical.lowerBound
    ).moved(by: style.offset)
  }

  /// Away from zero.
  public func valueEnd(at position: ScaledPosition) -> AnnotationPosition {
    if position.slotWidth != nil {
      let end = position.yEnd ?? position.y ?? 0
      return end > (position.yStart ?? position.baseline.y) ? .bottom : .top
    }
    let end = position.xEnd ?? position.x ?? 0
    return end < (position.xStart ?? position.baseline.x) ? .leading : .trailing
  }

  private func side(
    _ middle: Double?, _ start: Double?, _ end: Double?, slot: Double?, _ dimension: MarkDimension,
    zero: Double, share: Double
  ) -> ClosedRange<Double> {
    if let slot {
      let extent = min(dimension.extent(in: slot, automatic: share), dimension == .automatic ? 72 : slot * 4)
      let centre = middle ?? ((start ?? zero) + (end ?? zero)) / 2
      return centre - extent / 2...centre + extent / 2
    }
    let from = start ?? zero
    let to = end ?? middle ?? zero
    return min(from, to)...max(from, to)
  }
}

extension Encoding {
  /// The one nameless category of a one-dimensional chart.
  static let only = Encoding(label: "", datum: .category(""))
}
