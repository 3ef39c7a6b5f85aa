import ChartGrammar

/// Intervals on bars.
enum BarIntervals {
  /// A line in the colour of text with an edge of the ground's, so that it is seen on the bar as well as beside it and is
  /// taken neither for a bar nor for one of its colours.
  ///
  /// - Parameter mark: the interval of a row, drawn twice.
  static func edge(_ mark: some ChartContent) -> some ChartContent {
    mark.foregroundStyle(ThemeStyle.background).lineStyle(StrokeStyle(lineWidth: 5))
  }

  /// The line itself, above its edge.
  static func line(_ mark: some ChartContent) -> some ChartContent {
    mark.foregroundStyle(ThemeStyle.primary).lineStyle(StrokeStyle(lineWidth: 1.5))
  }
}
