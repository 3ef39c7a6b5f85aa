/// What modifiers have said about one mark; nil where they have said nothing.
struct MarkStyle: Sendable {
  /// What is told apart by a value.
  enum Grouping: String, Hashable, Sendable {
    case foreground, symbol, symbolSize, lineStyle, position, facet
  }

  struct Grouped: Hashable, Sendable {
    var grouping: Grouping
    var encoding: Encoding
  }

  var paint: Paint?
  /// Whether runs of colours lie across the plot.
  var alignsWithPlot = false
  var symbol: BasicChartSymbolShape?
  var symbolSize: Double?
  var lineStyle: StrokeStyle?
  var interpolation: InterpolationMethod?
  var corners: RectangleCornerRadii?
  var shadow: MarkShadow?
  /// The marks within which the mark is drawn.
  var masks: [MarkCollection] = []
  var endOffsets: MarkEndOffsets?
  var opacity = 1.0
  var offset = Point(x: 0, y: 0)
  var zIndex = 0.0
  var groupings: [Grouped] = []
  var groupPosition = MarkGroupPosition(axis: nil, span: .automatic)
  var annotations: [MarkAnnotation] = []
  var accessibilityText: String?
  var isHiddenFromDescription = false

  func encoding(_ grouping: Grouping) -> Encoding? {
    groupings.first { $0.grouping == grouping }?.encoding
  }
}
