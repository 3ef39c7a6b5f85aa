/// What has been said about a chart as a whole.
struct ChartOptions: Sendable {
  var x = AxisOptions()
  var y = AxisOptions()
  var foreground = GroupScale()
  var symbols = GroupScale()
  var symbolSizes: ClosedRange<Double>?
  /// The numbers that have the smallest and the largest area; nil for those of the data.
  var symbolSizeLimits: ClosedRange<Double>?
  /// The areas of values by their names.
  var symbolAreas: [String: Double] = [:]
  var lineStyles = GroupScale()
  var legend = LegendOptions()
  var plotBackground: Paint?
  var plotBorder: Paint?
  var plotBorderWidth = 1.0
  var textColumns: [TextColumn] = []
  var rowNames = RowNames()
  /// The width of the plot over its height; nil for all the room there is.
  var plotAspect: Double?
  var insets: [ChartInset] = []
  /// What stands in the middle of the plot.
  var plotTexts: [Text] = []
  /// What stands there in rings only, because in other charts it follows the pointer.
  var ringTexts: [Text] = []
  var facetColumns: Int?
  /// The small charts in order; nil for those with marks, in order of appearance.
  var facetNames: [String]?
  var facetSharing: AxisSet = [.horizontal, .vertical]
  var title: String?
  var text = FigureText()
  var alternativeText = ""
  var longDescription = ""
}

/// How the names of rows are written.
struct RowNames: Sendable {
  /// The rows whose names and columns are bold.
  var bold: Set<String> = []
  /// Whether names begin under each other rather than end at the plot.
  var areLeading = false
}

/// Which look stands for which value.
struct GroupScale: Sendable {
  var names: [String]?
  var paints: [Paint]?
  var gradient: Gradient?
  var symbols: [BasicChartSymbolShape]?
  var strokes: [StrokeStyle]?
  /// Limits of a scale of numbers.
  var limits: ClosedRange<Double>?
}

/// Where the legend stands, if anywhere.
struct LegendOptions: Sendable {
  var visibility = Visibility.automatic
  var position = AnnotationPosition.automatic
  /// Along the side on which it stands; nil for its start.
  var alignment: Alignment?
  /// What the chart's own legend says; empty for a legend made from the marks.
  var entries: [LegendEntry] = []
  /// Pixels between legend and charts; nil for what suits the text.
  var spacing: Double?
}

/// Whether something is shown.
public enum Visibility: String, Hashable, Sendable {
  /// Where it is needed.
  case automatic
  /// Always.
  case visible
  /// Never.
  case hidden
}

/// Directions along which panels share scales.
public struct AxisSet: OptionSet, Hashable, Sendable {
  /// The bits of the set.
  public let rawValue: Int
  /// A set from its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// The horizontal axis.
  public static let horizontal = AxisSet(rawValue: 1)
  /// The vertical axis.
  public static let vertical = AxisSet(rawValue: 2)
}
