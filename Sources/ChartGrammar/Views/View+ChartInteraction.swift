/// Selection, scrolling and views over charts inside other views, as a project's own modifiers do.
extension View {
  /// Has no effect.
  public func chartXSelection<Value: Plottable>(value: Binding<Value?>) -> AnyView {
    changingCharts { $0.chartXSelection(value: value) }
  }

  /// Has no effect.
  public func chartXSelection<Value: Plottable>(range: Binding<ClosedRange<Value>?>) -> AnyView {
    changingCharts { $0.chartXSelection(range: range) }
  }

  /// Has no effect.
  public func chartYSelection<Value: Plottable>(value: Binding<Value?>) -> AnyView {
    changingCharts { $0.chartYSelection(value: value) }
  }

  /// Has no effect.
  public func chartYSelection<Value: Plottable>(range: Binding<ClosedRange<Value>?>) -> AnyView {
    changingCharts { $0.chartYSelection(range: range) }
  }

  /// Has no effect.
  public func chartAngleSelection<Value: Plottable>(value: Binding<Value?>) -> AnyView {
    changingCharts { $0.chartAngleSelection(value: value) }
  }

  /// Has no effect: all values are drawn.
  public func chartScrollableAxes(_ axes: AxisSet) -> AnyView {
    changingCharts { $0.chartScrollableAxes(axes) }
  }

  /// Has no effect: all values are drawn.
  public func chartXVisibleDomain(length: some Plottable) -> AnyView {
    changingCharts { $0.chartXVisibleDomain(length: length) }
  }

  /// Has no effect: all values are drawn.
  public func chartYVisibleDomain(length: some Plottable) -> AnyView {
    changingCharts { $0.chartYVisibleDomain(length: length) }
  }

  /// Has no effect: all values are drawn.
  public func chartXVisibleDomain(length: Double) -> AnyView {
    changingCharts { $0.chartXVisibleDomain(length: length) }
  }

  /// Has no effect: all values are drawn.
  public func chartScrollPosition<Value: Plottable>(x: Binding<Value>) -> AnyView {
    changingCharts { $0.chartScrollPosition(x: x) }
  }

  /// Has no effect: all values are drawn.
  public func chartScrollPosition<Value: Plottable>(y: Binding<Value>) -> AnyView {
    changingCharts { $0.chartScrollPosition(y: y) }
  }

  /// Has no effect: all values are drawn.
  public func chartScrollPosition(initialX: some Plottable) -> AnyView {
    changingCharts { $0.chartScrollPosition(initialX: initialX) }
  }

  /// Has no effect: all values are drawn.
  public func chartScrollPosition(initialY: some Plottable) -> AnyView {
    changingCharts { $0.chartScrollPosition(initialY: initialY) }
  }

  /// Has no effect.
  public func chartScrollTargetBehavior(_ behavior: ValueAlignedChartScrollTargetBehavior) -> AnyView {
    changingCharts { $0.chartScrollTargetBehavior(behavior) }
  }

  /// Has no effect.
  public func chartGesture(_ gesture: (ChartProxy) -> some Gesture) -> AnyView {
    changingCharts { $0.chartGesture(gesture) }
  }

  /// Writes the text of a view in the middle of a ring; in other charts, where such a text follows the pointer, and for all
  /// else it has no effect.
  public func chartOverlay(
    alignment: Alignment = .center, @ViewBuilder content: (ChartProxy) -> some View
  ) -> AnyView {
    changingCharts { $0.chartOverlay(alignment: alignment, content: content) }
  }

  /// Writes the text of a view in the middle of the plot, as in a ring; all else has no effect.
  public func chartBackground(
    alignment: Alignment = .center, @ViewBuilder content: (ChartProxy) -> some View
  ) -> AnyView {
    changingCharts { $0.chartBackground(alignment: alignment, content: content) }
  }

  /// Puts a legend of the chart's own above, below or beside the plot: texts, and the colours of forms beside them.
  public func chartLegend(
    position: AnnotationPosition = .automatic, alignment: Alignment? = nil, spacing: Double? = nil,
    @ViewBuilder content: () -> some View
  ) -> AnyView {
    changingCharts {
      $0.chartLegend(position: position, alignment: alignment, spacing: spacing, content: content)
    }
  }
}
