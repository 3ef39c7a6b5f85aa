/// How a mark is drawn, once scales and theme have had their say.
public struct ResolvedStyle: Sendable {
  /// The colour with its opacity.
  public var color: Color
  /// Whether the chart has chosen the colour, or the marks' own default applies.
  public var hasOwnColor: Bool
  /// Whether the colour is that of a series, or a shade of it.
  var isOfSeries = false
  /// The shape of a point.
  public var symbol: Path
  /// The area of a point in square pixels.
  public var symbolArea: Double
  /// The style that the chart asked for; nil for the mark's own default.
  public var line: StrokeStyle?
  /// The dashes of the series; empty for a solid line.
  public var dash: [Double]
  /// How a line runs between vertices.
  public var interpolation: InterpolationMethod
  /// The radii of rounded corners.
  public var corners: RectangleCornerRadii
  /// How far the mark is moved.
  public var offset: Point
  /// Whether the chart asked for symbols, so that lines have them at their vertices.
  public var hasSymbols = false
  /// The run of colours of shapes; nil for one colour.
  public var gradient: LinearGradient?
  /// Whether the run of colours lies across the plot, not across each shape.
  public var alignsWithPlot = false
  /// What the opacities of the run of colours are multiplied by.
  public var gradientOpacity = 1.0
  /// The theme in force.
  public var theme: Theme

  /// The line to draw, the mark's default width being a multiple of the theme's.
  public func stroke(width factor: Double, cap: StrokeStyle.Cap = .butt) -> StrokeStyle {
    line ?? StrokeStyle(width: theme.lineWidth * factor, dash: dash, cap: cap, join: .round)
  }
}
