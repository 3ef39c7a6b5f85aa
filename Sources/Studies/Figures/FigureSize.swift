import ChartGrammar

/// The size that gives each row of a chart the room that it needs.
enum FigureSize {
  /// A figure with a row a group: close rows where there are many.
  ///
  /// - Parameter notes: how many lines of notes there are beyond the usual two.
  static func rows(_ count: Int, notes: Int = 0) -> Size {
    let step = count > 12 ? 25.0 : 40.0
    return Size(width: 900, height: 220 + 20 * Double(notes) + step * Double(max(count, 3)))
  }
}
