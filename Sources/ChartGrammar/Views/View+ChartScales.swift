/// What is said about the scales of charts inside other views, as a project's own modifiers do.
extension View {
  /// Fixes the limits or names of the horizontal axis, its part of the plot and its kind.
  public func chartXScale(
    domain: some ScaleDomain, range: PlotDimensionScaleRange? = nil, type: ScaleType? = nil
  ) -> AnyView {
    changingCharts { $0.chartXScale(domain: domain, range: range, type: type) }
  }

  /// Chooses the part of the plot that the horizontal axis uses, and its kind.
  public func chartXScale(range: PlotDimensionScaleRange, type: ScaleType? = nil) -> AnyView {
    changingCharts { $0.chartXScale(range: range, type: type) }
  }

  /// Chooses the kind of the horizontal axis.
  public func chartXScale(type: ScaleType) -> AnyView {
    changingCharts { $0.chartXScale(type: type) }
  }

  /// Fixes the limits or names of the vertical axis, its part of the plot and its kind.
  public func chartYScale(
    domain: some ScaleDomain, range: PlotDimensionScaleRange? = nil, type: ScaleType? = nil
  ) -> AnyView {
    changingCharts { $0.chartYScale(domain: domain, range: range, type: type) }
  }

  /// Chooses the part of the plot that the vertical axis uses, and its kind.
  public func chartYScale(range: PlotDimensionScaleRange, type: ScaleType? = nil) -> AnyView {
    changingCharts { $0.chartYScale(range: range, type: type) }
  }

  /// Chooses the kind of the vertical axis.
  public func chartYScale(type: ScaleType) -> AnyView {
    changingCharts { $0.chartYScale(type: type) }
  }

  /// Gives values their colours.
  public func chartForegroundStyleScale<DataValue: Plottable, S: ShapeStyle>(
    _ mapping: KeyValuePairs<DataValue, S>
  ) -> AnyView {
    changingCharts { $0.chartForegroundStyleScale(mapping) }
  }

  /// Gives values, in order, their colours.
  public func chartForegroundStyleScale<DataValue: Plottable, S: ShapeStyle>(
    domain: [DataValue], range: [S]
  ) -> AnyView {
    changingCharts { $0.chartForegroundStyleScale(domain: domain, range: range) }
  }

  /// Gives values the colours that a function chooses.
  public func chartForegroundStyleScale<DataValue: Plottable, S: ShapeStyle>(
    domain: [DataValue], mapping: (DataValue) -> S
  ) -> AnyView {
    changingCharts { $0.chartForegroundStyleScale(domain: domain, mapping: mapping) }
  }

  /// Gives values the theme's colours in this order.
  public func chartForegroundStyleScale<DataValue: Plottable>(domain: [DataValue]) -> AnyView {
    changingCharts { $0.chartForegroundStyleScale(domain: domain) }
  }

  /// Gives values, in order of appearance, their colours.
  public func chartForegroundStyleScale<S: ShapeStyle>(range: [S]) -> AnyView {
    changingCharts { $0.chartForegroundStyleScale(range: range) }
  }

  /// Gives numbers the colours of a gradient.
  public func chartForegroundStyleScale(range: Gradient) -> AnyView {
    changingCharts { $0.chartForegroundStyleScale(range: range) }
  }

  /// Gives numbers between two limits the colours of a gradient.
  public func chartForegroundStyleScale(domain: ClosedRange<Double>, range: Gradient? = nil) -> AnyView {
    changingCharts { $0.chartForegroundStyleScale(domain: domain, range: range) }
  }

  /// Gives values their shapes.
  public func chartSymbolScale<DataValue: Plottable>(
    _ mapping: KeyValuePairs<DataValue, BasicChartSymbolShape>
  ) -> AnyView {
    changingCharts { $0.chartSymbolScale(mapping) }
  }

  /// Gives values, in order of appearance, their shapes.
  public func chartSymbolScale(range: [BasicChartSymbolShape]) -> AnyView {
    changingCharts { $0.chartSymbolScale(range: range) }
  }

  /// Gives values their shapes in order; values beyond the shapes have the theme's.
  public func chartSymbolScale<DataValue: Plottable>(
    domain: [DataValue], range: [BasicChartSymbolShape]
  ) -> AnyView {
    changingCharts { $0.chartSymbolScale(domain: domain, range: range) }
  }

  /// Gives values the theme's shapes in this order.
  public func chartSymbolScale<DataValue: Plottable>(domain: [DataValue]) -> AnyView {
    changingCharts { $0.chartSymbolScale(domain: domain) }
  }

  /// Gives values the shapes that a function chooses.
  public func chartSymbolScale<DataValue: Plottable>(
    domain: [DataValue], mapping: (DataValue) -> BasicChartSymbolShape
  ) -> AnyView {
    changingCharts { $0.chartSymbolScale(domain: domain, mapping: mapping) }
  }

  /// Gives values their areas in square pixels.
  public func chartSymbolSizeScale<DataValue: Plottable, Area: BinaryFloatingPoint>(
    _ mapping: KeyValuePairs<DataValue, Area>
  ) -> AnyView {
    changingCharts { $0.chartSymbolSizeScale(mapping) }
  }

  /// Chooses the areas, in square pixels, of the smallest and largest number.
  public func chartSymbolSizeScale(range: ClosedRange<Double>) -> AnyView {
    changingCharts { $0.chartSymbolSizeScale(range: range) }
  }

  /// Chooses the numbers of the smallest and the largest area, and these areas in square pixels.
  public func chartSymbolSizeScale(
    domain: ClosedRange<Double>, range: ClosedRange<Double>? = nil
  ) -> AnyView {
    changingCharts { $0.chartSymbolSizeScale(domain: domain, range: range) }
  }

  /// Gives values, in order, their dashes.
  public func chartLineStyleScale<DataValue: Plottable>(
    domain: [DataValue], range: [StrokeStyle]
  ) -> AnyView {
    changingCharts { $0.chartLineStyleScale(domain: domain, range: range) }
  }

  /// Gives values their dashes.
  public func chartLineStyleScale<DataValue: Plottable>(
    _ mapping: KeyValuePairs<DataValue, StrokeStyle>
  ) -> AnyView {
    changingCharts { $0.chartLineStyleScale(mapping) }
  }

  /// Gives values, in order of appearance, their dashes.
  public func chartLineStyleScale(range: [StrokeStyle]) -> AnyView {
    changingCharts { $0.chartLineStyleScale(range: range) }
  }

  /// Gives values, in order of appearance, shapes of one's own.
  public func chartSymbolScale(range: [some ChartSymbolShape]) -> AnyView {
    changingCharts { $0.chartSymbolScale(range: range) }
  }

  /// Gives values shapes of one's own in order.
  public func chartSymbolScale<DataValue: Plottable>(
    domain: [DataValue], range: [some ChartSymbolShape]
  ) -> AnyView {
    changingCharts { $0.chartSymbolScale(domain: domain, range: range) }
  }

  /// Gives values, in order of appearance, the colours that a function chooses.
  public func chartForegroundStyleScale<DataValue: Plottable, S: ShapeStyle>(
    mapping: (DataValue) -> S
  ) -> AnyView {
    changingCharts { $0.chartForegroundStyleScale(mapping: mapping) }
  }
}
