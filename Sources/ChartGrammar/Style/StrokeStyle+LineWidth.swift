extension StrokeStyle {
  /// A line style in the words of SwiftUI.
  ///
  /// - Parameters:
  ///   - miterLimit: 10, whatever is asked for.
  ///   - dashPhase: dashes begin with the line, whatever is asked for.
  public init(
    lineWidth: Double = 1, lineCap: Cap = .butt, lineJoin: Join = .miter, miterLimit: Double = 10,
    dash: [Double] = [], dashPhase: Double = 0
  ) {
    self.init(width: lineWidth, dash: dash, cap: lineCap, join: lineJoin)
  }
}
