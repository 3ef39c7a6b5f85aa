/// A vertex of an area from zero, or of a band between two values.
public struct AreaMark: SeriesMark {
  /// The values to scale.
  public let encodings: Encodings
  /// How areas are stacked.
  public let stacking: MarkStackingMethod?

  /// A vertex of an area from zero.
  public init<X: Plottable, Y: Plottable>(
    x: PlottableValue<X>, y: PlottableValue<Y>, stacking: MarkStackingMethod = .standard
  ) {
    encodings = [.x: x.encoding, .y: y.encoding]
    self.stacking = stacking
  }

  /// A vertex of a named area from zero.
  public init<X: Plottable, Y: Plottable, S: Plottable>(
    x: PlottableValue<X>, y: PlottableValue<Y>, series: PlottableValue<S>,
    stacking: MarkStackingMethod = .standard
  ) {
    encodings = [.x: x.encoding, .y: y.encoding, .series: series.encoding]
    self.stacking = stacking
  }

  /// A vertex of a band.
  public init<X: Plottable, Y: Plottable>(
    x: PlottableValue<X>, yStart: PlottableValue<Y>, yEnd: PlottableValue<Y>
  ) {
    encodings = [.x: x.encoding, .yStart: yStart.encoding, .yEnd: yEnd.encoding]
    stacking = nil
  }

  /// A vertex of a named band.
  public init<X: Plottable, Y: Plottable, S: Plottable>(
    x: PlottableValue<X>, yStart: PlottableValue<Y>, yEnd: PlottableValue<Y>, series: PlottableValue<S>
  ) {
    encodings = [
      .x: x.encoding, .yStart: yStart.encoding, .yEnd: yEnd.encoding, .series: series.encoding,
    ]
    stacking = nil
  }

  /// A vertex of a band that runs upwards.
  public init<X: Plottable, Y: Plottable>(
    xStart: PlottableValue<X>, xEnd: PlottableValue<X>, y: PlottableValue<Y>
  ) {
    encodings = [.xStart: xStart.encoding, .xEnd: xEnd.encoding, .y: y.encoding]
    stacking = nil
  }

  /// A vertex of a named band that runs upwards.
  public init<X: Plottable, Y: Plottable, S: Plottable>(
    xStart: PlottableValue<X>, xEnd: PlottableValue<X>, y: PlottableValue<Y>, series: PlottableValue<S>
  ) {
    encodings = [
      .xStart: xStart.encoding, .xEnd: xEnd.encoding, .y: y.encoding, .series: series.encoding,
    ]
    stacking = nil
  }

  /// Areas from zero are lengths.
  public var startsAtZero: Bool { encodings[.yStart] == nil && encodings[.xStart] == nil }

  /// Fills between the two edges.
  public func draw(through positions: [ScaledPosition], style: ResolvedStyle, into canvas: inout Canvas) {
    guard positions.count > 1 else {
      if let only = positions.first { drawAlone(only, style, into: &canvas) }
      return
    }
    let isUpright = positions[0].xStart != nil && positions[0].xEnd != nil && positions[0].x == nil
    let moved = { (x: Double, y: Double) in Point(x: x + style.offset.x, y: y + style.offset.y) }
    let near = positions.map { position in
      isUpright
        ? moved(position.xStart ?? position.baseline.x, position.centre.y)
        : moved(position.centre.x, position.yStart ?? position.baseline.y)
    }
    let far = positions.map { position in
      isUpright
        ? moved(position.xEnd ?? position.centre.x, position.centre.y)
        : moved(position.centre.x, position.yEnd ?? position.y ?? position.baseline.y)
    }
    let back = Array(near.reversed())
    var elements: [Path.Element] = [.move(far[0])] + style.interpolation.elements(through: far)
    elements.append(.line(back[0]))
    elements += style.interpolation.mirrored.elements(through: back)
    elements.append(.close)
    canvas.fill(Path(elements), style, plot: positions[0].plot)
    let isFlat = zip(near, far).allSatisfy { abs($0.x - $1.x) < 0.5 && abs($0.y - $1.y) < 0.5 }
    if isFlat, stacking != nil {
      canvas.stroke(
        Path([.move(far[0])] + style.interpolation.elements(through: far)), style.color,
        StrokeStyle(width: style.theme.lineWidth))
    }
  }

  /// An area of one value has no width, so it is a line from edge to edge.
  private func drawAlone(_ position: ScaledPosition, _ style: ResolvedStyle, into canvas: inout Canvas) {
    let centre = position.centre
    let stroke = StrokeStyle(width: max(style.theme.lineWidth * 2, 4))
    func moved(_ x: Double, _ y: Double) -> Point { Point(x: x + style.offset.x, y: y + style.offset.y) }
    if position.xStart != nil, position.x == nil {
      canvas.line(
        from: moved(position.xStart ?? centre.x, centre.y), to: moved(position.xEnd ?? centre.x, centre.y),
        style.color, stroke)
    } else {
      canvas.line(
        from: moved(centre.x, position.yStart ?? position.baseline.y),
        to: moved(centre.x, position.yEnd ?? position.y ?? position.baseline.y), style.color, stroke)
    }
  }
}

extension InterpolationMethod {
  /// The same line when drawn from its end to its start.
  var mirrored: InterpolationMethod {
    switch kind {
    case .stepStart: .stepEnd
    case .stepEnd: .stepStart
    case .linear, .monotone, .cardinal, .catmullRom, .stepCenter: self
    }
  }
}
