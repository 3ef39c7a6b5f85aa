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

  /// Rounds the corners of bars and cells.
  ///
  /// - Parameter style: both styles are drawn as arcs of a circle.
  public func cornerRadius(
    _ radius: Double, style: RoundedCornerStyle = .continuous
  ) -> ModifiedContent<Self> {
    modified(.cornerRadius(radius))
  }

  /// Makes marks more transparent.
  public func opacity(_ opacity: Double) -> ModifiedContent<Self> {
    modified(.opacity(opacity))
  }

  /// Moves marks by pixels.
  public func offset(x: Double = 0, y: Double = 0) -> ModifiedContent<Self> {
    modified(.offset(Point(x: x, y: y)))
  }

  /// Draws marks with higher numbers over those with lower ones.
  public func zIndex(_ value: Double) -> ModifiedContent<Self> {
    modified(.zIndex(value))
  }

  /// Puts the marks of each value beside those of the others.
  ///
  /// - Parameters:
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
  ///   - priority: labels with higher numbers are placed first.
  public func annotation(
    position: AnnotationPosition = .automatic, alignment: Alignment = .center, spacing: Double? = nil,
    priority: Double = 0, @TextBuilder content: () -> Text
  ) -> ModifiedContent<Self> {
    modified(
      .annotation(
        MarkAnnotation(
          position: position, alignment: alignment, spacing: spacing, text: content(), priority: priority)))
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
