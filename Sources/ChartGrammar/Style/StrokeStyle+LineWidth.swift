extension StrokeStyle {
  /// A line style in the words of SwiftUI.
  ///
  /// - Parameters:
  ///   - lineWidth: in pixels.
  ///   - lineCap: the shape of the ends.
  ///   - lineJoin: the shape of the corners.
  ///   - miterLimit: 10, whatever is asked for.
  ///   - dash: lengths of dashes and gaps in pixels, in turn; empty for a solid line.
  ///   - dashPhase: dashes begin with the line, whatever is asked for.
  public init(
    lineWidth: Double = 1, lineCap: Cap = .butt, lineJoin: Join = .miter, miterLimit: Double = 10,
    dash: [Double] = [], dashPhase: Double = 0
  ) {
    self.init(width: lineWidth, dash: dash, cap: lineCap, join: lineJoin)
  }
}
