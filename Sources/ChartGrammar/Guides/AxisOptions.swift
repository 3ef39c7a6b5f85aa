/// What a chart has said about one of its axes.
struct AxisOptions: Sendable {
  var limits: ScaleLimits?
  var type: ScaleType?
  var range: PlotDimensionScaleRange?
  var isHidden = false
  var marks: [AxisMarks]?
  /// The title; nil for the label of the first value, empty for none.
  var title: String?
  /// The title that was said before it, on the other side of the plot.
  var otherTitle: String?
  var titlePosition = AnnotationPosition.automatic
  var titleAlignment: Alignment?
  var titleSpacing: Double?
}
