extension ChartContent {
  func modified(_ modifier: MarkModifier) -> ModifiedContent<Self> {
    ModifiedContent(content: self, modifier: modifier)
  }

  /// Paints the marks in one colour.
  public func foregroundStyle(_ style: some ShapeStyle) -> ModifiedContent<Self> {
    modified(.paint(style.paint))
  }

  /// Gives each value its own colour, or each number its place in a run of colours.
  public func foregroundStyle<D: Plottable>(by value: PlottableValue<D>) -> ModifiedContent<Self> {
    modified(.grouped(.foreground, value.encoding))
  }

  /// Draws points in one shape.
  public func symbol(_ symbol: BasicChartSymbolShape) -> ModifiedContent<Self> {
    modified(.symbol(symbol))
  }

  /// Gives each value its own shape.
  public func symbol<D: Plottable>(by value: PlottableValue<D>) -> ModifiedContent<Self> {
    modified(.grouped(.symbol, value.encoding))
  }

  /// Draws points in a geometric form.
  public func symbol(_ shape: some Shape) -> ModifiedContent<Self> {
    modified(.symbol(shape.symbolForm))
  }

  /// Draws points that fill a rectangle of a size of Foundation, in pixels.
  ///
  /// - Precondition: the size has a width and a height, as `CGSize`.
  @_disfavoredOverload
  public func symbolSize<Extents: Equatable>(_ size: Extents) -> ModifiedContent<Self> {
    let sides = Mirror(reflecting: size).children.reduce(into: [String: Double]()) { sides, child in
      if let label = child.label, let side = child.value as? any BinaryFloatingPoint {
        sides[label] = Double(side)
      }
    }
    guard let width = sides["width"], let height = sides["height"] else {
      preconditionFailure("A symbol’s size is a number or has a width and a height.")
    }
    return symbolSize(Size(width: width, height: height))
  }

  /// Draws points that fill a rectangle of these extents in pixels.
  public func symbolSize(_ size: Size) -> ModifiedContent<Self> {
    modified(.symbolSize(max(size.width, 0) * max(size.height, 0)))
  }

  /// Draws points with an area in square pixels.
  public func symbolSize(_ area: Double) -> ModifiedContent<Self> {
    modified(.symbolSize(area))
  }

  /// Gives points an area in proportion to a number.
  public func symbolSize<D: Plottable>(by value: PlottableValue<D>) -> ModifiedContent<Self> {
    modified(.grouped(.symbolSize, value.encoding))
  }

  /// Draws lines in one style.
  public func lineStyle(_ style: StrokeStyle) -> ModifiedContent<Self> {
    modified(.lineStyle(style))
  }

  /// Gives each value its own dashes.
  public func lineStyle<D: Plottable>(by value: PlottableValue<D>) -> ModifiedContent<Self> {
    modified(.grouped(.lineStyle, value.encoding))
  }

  /// Chooses how lines run between vertices.
  public func interpolationMethod(_ method: InterpolationMethod) -> ModifiedContent<Self> {
    modified(.interpolation(method))
  }

  /// Rounds the corners of bars, cells and slices.
  ///
  /// - Parameters:
  ///   - radius: of the arcs, in pixels.
  ///   - style: both styles are drawn as arcs of a circle.
  public func cornerRadius(
    _ radius: Double, style: RoundedCornerStyle = .continuous
  ) -> ModifiedContent<Self> {
    modified(.corners(RectangleCornerRadii(all: radius)))
  }

  /// Rounds the corners of bars and cells as the form does.
  public func clipShape(_ shape: some Shape) -> ModifiedContent<Self> {
    modified(.corners(shape.roundedCorners))
  }

  /// Lays runs of colours across the plot, so that the same height has the same colour in each mark.
  public func alignsMarkStylesWithPlotArea(_ aligns: Bool = true) -> ModifiedContent<Self> {
    modified(aligns ? .alignsWithPlot : .opacity(1))
  }

  /// Draws a soft shape behind each mark, its edge fading over a radius in pixels.
  public func shadow(
    color: Color = Color(hex: 0).opacity(0.33), radius: Double, x: Double = 0, y: Double = 0
  ) -> ModifiedContent<Self> {
    modified(.shadow(MarkShadow(color: color, radius: radius, offset: Point(x: x, y: y))))
  }

  /// Has no effect.
  public func blur(radius: Double) -> ModifiedContent<Self> { modified(.opacity(1)) }

  /// Draws of the marks what lies within others.
  ///
  /// - Parameters:
  ///   - alignment: is not heeded: all marks stand at their values.
  ///   - content: bars and rectangles; other marks do not cut, and a note says so.
  public func mask(alignment: Alignment = .center, @ChartContentBuilder content: () -> some ChartContent)
    -> ModifiedContent<Self>
  {
    var collection = MarkCollection()
    content().collect(into: &collection)
    return modified(.mask(collection))
  }

  /// Has no effect.
  public func compositingLayer() -> ModifiedContent<Self> { modified(.opacity(1)) }

  /// Has no effect.
  public func accessibilityIdentifier(_ identifier: String) -> ModifiedContent<Self> { modified(.opacity(1)) }

  /// Makes marks more transparent.
  public func opacity(_ opacity: Double) -> ModifiedContent<Self> {
    modified(.opacity(opacity))
  }

  /// Moves marks by pixels.
  public func offset(_ offset: Size) -> ModifiedContent<Self> {
    modified(.offset(Point(x: offset.width, y: offset.height)))
  }

  /// Moves marks by pixels.
  public func offset(x: Double = 0, y: Double = 0) -> ModifiedContent<Self> {
    modified(.offset(Point(x: x, y: y)))
  }

  /// Moves the two ends of marks by pixels, such as the top of a line across the whole height.
  ///
  /// - Parameters:
  ///   - x: moves both ends to the right.
  ///   - xStart: moves the first value, or the left of a mark over the whole width, to the right.
  ///   - xEnd: moves the second value, or the right of a mark over the whole width, to the right.
  ///   - y: moves both ends downwards.
  ///   - yStart: moves the first value, or the top of a mark over the whole height, downwards.
  ///   - yEnd: moves the second value, or the bottom of a mark over the whole height, downwards.
  @_disfavoredOverload
  public func offset(
    x: Double = 0, xStart: Double = 0, xEnd: Double = 0, y: Double = 0, yStart: Double = 0, yEnd: Double = 0
  ) -> ModifiedContent<Self> {
    modified(
      .endOffsets(
        MarkEndOffsets(start: Point(x: x + xStart, y: y + yStart), end: Point(x: x + xEnd, y: y + yEnd))))
  }

  /// Draws marks with higher numbers over those with lower ones.
  public func zIndex(_ value: Double) -> ModifiedContent<Self> {
    modified(.zIndex(value))
  }

  /// Puts the marks of each value beside those of the others.
  ///
  /// - Parameters:
  ///   - value: by which marks are told apart; each distinct one has its place beside the others.
  ///   - axis: the axis along which they stand beside each other; nil for the one that bars stand on.
  ///   - span: the room that they share within a category's step.
  public func position<D: Plottable>(
    by value: PlottableValue<D>, axis: Axis? = nil, span: MarkDimension = .automatic
  ) -> ModifiedContent<Self> {
    modified(.position(MarkGroupPosition(axis: axis, span: span), value.encoding))
  }

  /// Gives each value a small chart of its own; all share their scales unless the chart says otherwise.
  public func facet<D: Plottable>(by value: PlottableValue<D>) -> ModifiedContent<Self> {
    modified(.grouped(.facet, value.encoding))
  }

  /// Fixes a piece of text to each mark.
  ///
  /// - Parameters:
  ///   - position: `.automatic` finds a place that overlaps nothing and draws a line if it is not at the mark.
  ///   - alignment: along the side of the mark at which the text stands.
  ///   - spacing: pixels between mark and text; nil for 5, and for none over the mark.
  ///   - priority: labels with higher numbers are placed first.
  ///   - content: the text; of any other view only the text in it is drawn, and a form without text over a point is drawn
  ///     in place of its symbol.
  public func annotation(
    position: AnnotationPosition = .automatic, alignment: Alignment = .center, spacing: Double? = nil,
    priority: Double = 0, @ViewBuilder content: () -> some View
  ) -> ModifiedContent<Self> {
    let view = content().content
    if position == .overlay, view.text.string.isEmpty, view.shape != nil { return modified(.cover(view)) }
    return modified(
      .annotation(
        MarkAnnotation(
          position: position, alignment: alignment, spacing: spacing, text: view.text, priority: priority)))
  }

  /// Fixes a piece of text to each mark.
  ///
  /// - Parameters:
  ///   - position: `.automatic` finds a place that overlaps nothing and draws a line if it is not at the mark.
  ///   - alignment: along the side of the mark at which the text stands.
  ///   - spacing: pixels between mark and text; nil for 5, and for none over the mark.
  ///   - overflowResolution: annotations always stay inside the picture, whatever is asked for.
  ///   - content: the text; of any other view only the text in it is drawn.
  public func annotation(
    position: AnnotationPosition = .automatic, alignment: Alignment = .center, spacing: Double? = nil,
    overflowResolution: AnnotationOverflowResolution, @ViewBuilder content: () -> some View
  ) -> ModifiedContent<Self> {
    annotation(position: position, alignment: alignment, spacing: spacing, content: content)
  }

  /// Fixes a piece of text to each mark.
  ///
  /// - Parameters:
  ///   - position: `.automatic` finds a place that overlaps nothing and draws a line if it is not at the mark.
  ///   - alignment: along the side of the mark at which the text stands.
  ///   - spacing: pixels between mark and text; nil for 5, and for none over the mark.
  ///   - overflowResolution: annotations always stay inside the picture, whatever is asked for.
  ///   - content: is given the size of a mark of 100 pixels.
  public func annotation(
    position: AnnotationPosition = .automatic, alignment: Alignment = .center, spacing: Double? = nil,
    overflowResolution: AnnotationOverflowResolution = .automatic,
    @ViewBuilder content: (AnnotationContext) -> some View
  ) -> ModifiedContent<Self> {
    annotation(position: position, alignment: alignment, spacing: spacing) { content(AnnotationContext()) }
  }

  /// Draws points in the form of a view, and its text over them.
  public func symbol(@ViewBuilder symbol: () -> some View) -> ModifiedContent<Self> {
    modified(.view(symbol().content))
  }

  /// Says what the mark is in descriptions.
  public func accessibilityLabel(_ label: some StringProtocol) -> ModifiedContent<Self> {
    modified(.accessibilityText(String(label)))
  }

  /// Says what the mark is in descriptions.
  public func accessibilityLabel(_ label: Text) -> ModifiedContent<Self> {
    modified(.accessibilityText(label.string))
  }

  /// Says what the mark's value is in descriptions.
  public func accessibilityValue(_ value: some StringProtocol) -> ModifiedContent<Self> {
    modified(.accessibilityText(String(value)))
  }

  /// Says what the mark's value is in descriptions.
  public func accessibilityValue(_ value: Text) -> ModifiedContent<Self> {
    modified(.accessibilityText(value.string))
  }

  /// Leaves the mark out of descriptions.
  public func accessibilityHidden(_ hidden: Bool) -> ModifiedContent<Self> {
    modified(.accessibilityHidden(hidden))
  }
}
