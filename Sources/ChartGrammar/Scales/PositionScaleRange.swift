/// Which part of the plot an axis uses.
public struct PlotDimensionScaleRange: Hashable, Sendable {
  let startPadding: Double
  let endPadding: Double
}

extension PlotDimensionScaleRange {
  /// The whole plot.
  public static var plotDimension: PlotDimensionScaleRange { .plotDimension(padding: 0) }

  /// The plot less some pixels at both ends.
  public static func plotDimension(padding: Double) -> PlotDimensionScaleRange {
    PlotDimensionScaleRange(startPadding: padding, endPadding: padding)
  }

  /// The plot less some pixels at each end.
  public static func plotDimension(startPadding: Double = 0, endPadding: Double = 0)
    -> PlotDimensionScaleRange
  {
    PlotDimensionScaleRange(startPadding: startPadding, endPadding: endPadding)
  }
}
