/// What happens to annotations that reach beyond the picture; here they never do.
public struct AnnotationOverflowResolution: Hashable, Sendable {
  /// What happens along one direction.
  public struct Strategy: Hashable, Sendable {
    /// They stay inside.
    public static let automatic = Strategy()
    /// They stay inside.
    public static let fit = Strategy()
    /// They stay inside.
    public static let padScale = Strategy()
    /// They stay inside.
    public static let disabled = Strategy()
    /// They stay inside.
    public static func fit(to boundary: Boundary) -> Strategy { Strategy() }
  }

  /// What annotations fit into.
  public enum Boundary: Hashable, Sendable {
    /// This.
    case automatic, chart, plot
  }

  /// They stay inside.
  public static let automatic = AnnotationOverflowResolution()

  /// What happens along both directions.
  public init(x: Strategy = .automatic, y: Strategy = .automatic) {}
}

/// What an annotation knows of its mark before it is drawn.
public struct AnnotationContext: Sendable {
  /// The size of a mark of 100 pixels.
  public let targetSize = Size(width: 100, height: 100)
}

extension ViewContent {
  /// Draws the form over a point, in place of its symbol.
  func cover(_ style: inout MarkStyle) {
    style.symbol = shape ?? style.symbol
    style.paint = ground ?? style.paint
    if let area = style.symbolSize, area < 1 { style.symbolSize = nil }
  }

  /// Makes a mark's symbol of the view: its form and paint, and its text over it.
  func apply(to style: inout MarkStyle) {
    if let shape, style.symbol == nil {
      style.symbol = shape
      style.paint = ground ?? style.paint
    }
    let text = text
    if !text.string.isEmpty {
      if shape == nil, style.symbolSize == nil { style.symbolSize = 0.01 }
      style.annotations.append(
        MarkAnnotation(
          position: shape == nil ? .top : .overlay, alignment: .center, spacing: shape == nil ? 2 : 0,
          text: text, priority: 0))
    }
  }
}
