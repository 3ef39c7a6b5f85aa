extension Chart {
  /// Chooses what the horizontal axis shows.
  public func chartXAxis(@AxisContentBuilder content: () -> [AxisMarks]) -> Chart {
    changed { $0.x.marks = content() }
  }

  /// Shows or hides the horizontal axis.
  public func chartXAxis(_ visibility: Visibility) -> Chart {
    changed { $0.x.isHidden = visibility == .hidden }
  }

  /// Chooses what the vertical axis shows.
  public func chartYAxis(@AxisContentBuilder content: () -> [AxisMarks]) -> Chart {
    changed { $0.y.marks = content() }
  }

  /// Shows or hides the vertical axis.
  public func chartYAxis(_ visibility: Visibility) -> Chart {
    changed { $0.y.isHidden = visibility == .hidden }
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
  ) -> Chart {
    changed { $0.x.setTitle(String(label), position, alignment, spacing) }
  }

  /// Titles the horizontal axis with a piece of text.
  public func chartXAxisLabel(
    position: AnnotationPosition = .automatic, alignment: Alignment? = nil, spacing: Double? = nil,
    @ViewBuilder content: () -> some View
  ) -> Chart {
    let text = content().content.text
    let title = ([text] + text.following).map(\.string).joined(separator: "\n")
    return changed { $0.x.setTitle(title, position, alignment, spacing) }
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
  ) -> Chart {
    changed { $0.y.setTitle(String(label), position, alignment, spacing) }
  }

  /// Titles the vertical axis with a piece of text.
  public func chartYAxisLabel(
    position: AnnotationPosition = .automatic, alignment: Alignment? = nil, spacing: Double? = nil,
    @ViewBuilder content: () -> some View
  ) -> Chart {
    let text = content().content.text
    let title = ([text] + text.following).map(\.string).joined(separator: "\n")
    return changed { $0.y.setTitle(title, position, alignment, spacing) }
  }

  /// Shows or hides the legend.
  public func chartLegend(_ visibility: Visibility) -> Chart {
    changed { $0.legend.visibility = visibility }
  }

  /// Puts the legend above, below or beside the plot.
  public func chartLegend(
    position: AnnotationPosition, alignment: Alignment? = nil, spacing: Double? = nil
  ) -> Chart {
    changed {
      $0.legend.visibility = .visible
      $0.legend.position = position
      $0.legend.alignment = alignment
      $0.legend.spacing = spacing.map { max($0, 0) }
    }
  }

  /// Has no effect: axes have the picture's ground.
  public func chartXAxisStyle(content: (ChartPlotContent) -> some View) -> Chart { self }

  /// Has no effect: axes have the picture's ground.
  public func chartYAxisStyle(content: (ChartPlotContent) -> some View) -> Chart { self }

  /// Paints the plot's ground and border.
  public func chartPlotStyle(content: (ChartPlotContent) -> ChartPlotContent) -> Chart {
    let plot = content(ChartPlotContent())
    return changed {
      $0.plotBackground = plot.ground ?? $0.plotBackground
      $0.plotBorder = plot.edge ?? $0.plotBorder
      $0.plotBorderWidth = plot.edgeWidth ?? $0.plotBorderWidth
    }
  }

  /// Puts columns of text beside the rows of the vertical axis.
  public func chartTextColumns(_ columns: [TextColumn]) -> Chart {
    changed { $0.textColumns = columns }
  }

  /// Chooses how the names of the rows of the vertical axis are written.
  ///
  /// - Parameters:
  ///   - bold: the rows whose names and columns are bold.
  ///   - areLeading: whether names begin under each other, so that indented ones are seen to be, rather than end at the plot.
  public func chartRowNames(bold: some Sequence<String> = [String](), areLeading: Bool = false) -> Chart {
    changed { $0.rowNames = RowNames(bold: Set(bold), areLeading: areLeading) }
  }

  /// Keeps the plot's width over its height, as where both axes have the same scale.
  public func chartPlotAspectRatio(_ ratio: Double) -> Chart {
    changed { $0.plotAspect = ratio > 0 && ratio.isFinite ? ratio : nil }
  }

  /// Draws another chart inside the plot.
  ///
  /// - Parameters:
  ///   - x: from 0, the plot's left edge, to 1, its right edge.
  ///   - y: from 0, the plot's top, to 1, its bottom.
  ///   - content: makes the chart that is drawn there.
  public func chartInset(x: ClosedRange<Double>, y: ClosedRange<Double>, content: () -> Chart) -> Chart {
    changed { $0.insets.append(ChartInset(x: x, y: y, chart: content())) }
  }

  /// Arranges the small charts of `facet(by:)`.
  ///
  /// - Parameters:
  ///   - columns: how many stand beside each other; nil for what suits the picture.
  ///   - sharing: the axes that are the same in all of them.
  ///   - names: the small charts in order, also those without marks, which are drawn empty; nil for those with marks.
  public func chartFacets(
    columns: Int? = nil, sharing: AxisSet = [.horizontal, .vertical], names: [String]? = nil
  ) -> Chart {
    changed {
      $0.facetColumns = columns
      $0.facetSharing = sharing
      $0.facetNames = names
    }
  }

  /// Titles the chart within a figure of several panels.
  public func chartTitle(_ title: String) -> Chart {
    changed { $0.title = title }
  }

  /// Sets the text around the chart.
  public func figureText(_ text: FigureText) -> Chart {
    changed { $0.text = text }
  }

  /// Sets the alternative text: kind of chart, finding, interval, extremes.
  public func accessibilityLabel(_ label: String) -> Chart {
    changed { $0.alternativeText = label }
  }

  /// Sets the long description, usually the data as text.
  public func accessibilityValue(_ description: String) -> Chart {
    changed { $0.longDescription = description }
  }
}

/// The plot of a chart, to be given a ground and a border.
public struct ChartPlotContent: View, Sendable {
  /// Adds itself.
  public typealias Body = Never
  var ground: Paint?
  var edge: Paint?
  var edgeWidth: Double?

  /// Paints the ground.
  public func background(_ style: some ShapeStyle) -> ChartPlotContent {
    changed { $0.ground = style.paint }
  }

  /// Paints the ground in the colour of a view.
  public func background(_ view: some View, alignment: Alignment = .center) -> ChartPlotContent {
    let ground = view.content.ground
    return changed { $0.ground = ground ?? $0.ground }
  }

  /// Paints the ground in the colour of a view.
  public func background(
    alignment: Alignment = .center, @ViewBuilder content: () -> some View
  ) -> ChartPlotContent {
    background(content(), alignment: alignment)
  }

  /// Has no effect: marks have their own opacity.
  public func opacity(_ opacity: Double) -> ChartPlotContent { self }

  /// Adds nothing.
  public func collect(into content: inout ViewContent) {}

  /// Draws a border, its width in pixels.
  public func border(_ style: some ShapeStyle, width: Double = 1) -> ChartPlotContent {
    changed {
      $0.edge = style.paint
      $0.edgeWidth = width
    }
  }

  private func changed(_ change: (inout ChartPlotContent) -> Void) -> ChartPlotContent {
    var copy = self
    change(&copy)
    return copy
  }
}

/// A small chart inside another's plot.
struct ChartInset: Sendable {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  let chart: Chart
}
