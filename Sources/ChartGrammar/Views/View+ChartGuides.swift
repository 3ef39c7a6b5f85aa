/// What is said about the axes, the legend and the plot of charts inside other views, as a project's own modifiers do.
extension View {
  /// Chooses what the horizontal axis shows.
  public func chartXAxis(@AxisContentBuilder content: () -> [AxisMarks]) -> AnyView {
    changingCharts { $0.chartXAxis(content: content) }
  }

  /// Shows or hides the horizontal axis.
  public func chartXAxis(_ visibility: Visibility) -> AnyView {
    changingCharts { $0.chartXAxis(visibility) }
  }

  /// Chooses what the vertical axis shows.
  public func chartYAxis(@AxisContentBuilder content: () -> [AxisMarks]) -> AnyView {
    changingCharts { $0.chartYAxis(content: content) }
  }

  /// Shows or hides the vertical axis.
  public func chartYAxis(_ visibility: Visibility) -> AnyView {
    changingCharts { $0.chartYAxis(visibility) }
  }

  /// Titles the horizontal axis; an empty title removes it.
  ///
  /// - Parameters:
  ///   - label: the title, such as what is counted and in which unit.
  ///   - position: `.top` or `.bottom`; `.automatic` for the side of the labels.
  ///   - alignment: along that side; nil for the middle.
  ///   - spacing: pixels between title and labels.
  public func chartXAxisLabel(
    _ label: some StringProtocol, position: AnnotationPosition = .automatic, alignment: Alignment? = nil,
    spacing: Double? = nil
  ) -> AnyView {
    changingCharts { $0.chartXAxisLabel(label, position: position, alignment: alignment, spacing: spacing) }
  }

  /// Titles the horizontal axis with a piece of text.
  public func chartXAxisLabel(
    position: AnnotationPosition = .automatic, alignment: Alignment? = nil, spacing: Double? = nil,
    @ViewBuilder content: () -> some View
  ) -> AnyView {
    changingCharts {
      $0.chartXAxisLabel(position: position, alignment: alignment, spacing: spacing, content: content)
    }
  }

  /// Titles the vertical axis; an empty title removes it.
  ///
  /// - Parameters:
  ///   - label: the title; one for the trailing side is written beside an earlier one that stands elsewhere.
  ///   - position: `.leading` or `.trailing`, level above the plot; `.automatic` for the side of the labels.
  ///   - alignment: along that side; nil for the position.
  ///   - spacing: pixels between title and labels.
  public func chartYAxisLabel(
    _ label: some StringProtocol, position: AnnotationPosition = .automatic, alignment: Alignment? = nil,
    spacing: Double? = nil
  ) -> AnyView {
    changingCharts { $0.chartYAxisLabel(label, position: position, alignment: alignment, spacing: spacing) }
  }

  /// Titles the vertical axis with a piece of text.
  public func chartYAxisLabel(
    position: AnnotationPosition = .automatic, alignment: Alignment? = nil, spacing: Double? = nil,
    @ViewBuilder content: () -> some View
  ) -> AnyView {
    changingCharts {
      $0.chartYAxisLabel(position: position, alignment: alignment, spacing: spacing, content: content)
    }
  }

  /// Shows or hides the legend.
  public func chartLegend(_ visibility: Visibility) -> AnyView {
    changingCharts { $0.chartLegend(visibility) }
  }

  /// Puts the legend above, below or beside the plot.
  public func chartLegend(
    position: AnnotationPosition, alignment: Alignment? = nil, spacing: Double? = nil
  ) -> AnyView {
    changingCharts { $0.chartLegend(position: position, alignment: alignment, spacing: spacing) }
  }

  /// Has no effect: axes have the picture's ground.
  public func chartXAxisStyle(content: (ChartPlotContent) -> some View) -> AnyView {
    changingCharts { $0.chartXAxisStyle(content: content) }
  }

  /// Has no effect: axes have the picture's ground.
  public func chartYAxisStyle(content: (ChartPlotContent) -> some View) -> AnyView {
    changingCharts { $0.chartYAxisStyle(content: content) }
  }

  /// Paints the plot's ground and border.
  public func chartPlotStyle(content: (ChartPlotContent) -> ChartPlotContent) -> AnyView {
    changingCharts { $0.chartPlotStyle(content: content) }
  }
}
