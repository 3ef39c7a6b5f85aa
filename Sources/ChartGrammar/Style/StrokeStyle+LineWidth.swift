extension StrokeStyle {
  /// A line style in the words of SwiftUI.
  public init(
    lineWidth: Double, lineCap: Cap = .butt, lineJoin: Join = .miter, dash: [Double] = []
  ) {
    self.init(width: lineWidth, dash: dash, cap: lineCap, join: lineJoin)
  }
}
