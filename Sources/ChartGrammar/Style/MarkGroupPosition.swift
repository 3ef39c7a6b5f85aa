/// One of the two directions of a plot.
public enum Axis: String, Hashable, Sendable, CaseIterable {
  /// From left to right.
  case horizontal
  /// From bottom to top.
  case vertical
}

/// How the corners of a rectangle are rounded; both ways are drawn as arcs of a circle.
public enum RoundedCornerStyle: String, Hashable, Sendable {
  /// By arcs of a circle.
  case circular
  /// By arcs of a circle.
  case continuous
}

/// How marks of different values stand beside each other.
struct MarkGroupPosition: Hashable, Sendable {
  /// The axis along which they do; nil for the one that bars stand on.
  var axis: Axis?
  /// The room that they share.
  var span: MarkDimension
}
