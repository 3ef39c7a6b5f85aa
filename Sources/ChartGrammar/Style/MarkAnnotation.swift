/// Where an annotation stands relative to its mark.
public enum AnnotationPosition: String, Hashable, Sendable {
  /// Where it overlaps nothing, with a line to the mark if it had to move away.
  case automatic
  /// Above.
  case top
  /// Below.
  case bottom
  /// To the left.
  case leading
  /// To the right.
  case trailing
  /// Above, starting at the right.
  case topTrailing
  /// Above, ending at the left.
  case topLeading
  /// Below, starting at the right.
  case bottomTrailing
  /// Below, ending at the left.
  case bottomLeading
  /// In the middle of the mark.
  case overlay
  /// Beyond the end of a bar or line, away from zero.
  case valueEnd
}

/// How an annotation lines up with its mark across the direction of its position.
public enum Alignment: String, Hashable, Sendable {
  /// In the middle.
  case center
  /// At the left.
  case leading
  /// At the right.
  case trailing
  /// At the top.
  case top
  /// At the bottom.
  case bottom
  /// At the upper left.
  case topLeading
  /// At the upper right.
  case topTrailing
  /// At the lower left.
  case bottomLeading
  /// At the lower right.
  case bottomTrailing

  /// The left, the middle or the right of it.
  var horizontal: HorizontalAlignment {
    switch self {
    case .leading, .topLeading, .bottomLeading: .leading
    case .trailing, .topTrailing, .bottomTrailing: .trailing
    case .center, .top, .bottom: .center
    }
  }

  /// The top, the middle or the bottom of it.
  var vertical: VerticalAlignment {
    switch self {
    case .top, .topLeading, .topTrailing: .top
    case .bottom, .bottomLeading, .bottomTrailing: .bottom
    case .center, .leading, .trailing: .center
    }
  }
}

/// A piece of text fixed to a mark.
struct MarkAnnotation: Hashable, Sendable {
  var position: AnnotationPosition
  var alignment: Alignment
  var spacing: Double?
  var text: Text
  var priority: Double
}
