/// The radii of a rectangle's four corners, in pixels.
public struct RectangleCornerRadii: Hashable, Sendable {
  /// The upper left one.
  public var topLeading: Double
  /// The lower left one.
  public var bottomLeading: Double
  /// The lower right one.
  public var bottomTrailing: Double
  /// The upper right one.
  public var topTrailing: Double

  /// Radii of four corners.
  public init(
    topLeading: Double = 0, bottomLeading: Double = 0, bottomTrailing: Double = 0, topTrailing: Double = 0
  ) {
    self.topLeading = topLeading
    self.bottomLeading = bottomLeading
    self.bottomTrailing = bottomTrailing
    self.topTrailing = topTrailing
  }

  /// One radius for all corners.
  init(all radius: Double) {
    self.init(topLeading: radius, bottomLeading: radius, bottomTrailing: radius, topTrailing: radius)
  }
}

/// A rectangle each of whose corners has a radius of its own.
public struct UnevenRoundedRectangle: Shape {
  /// Adds itself.
  public typealias Body = Never
  /// The radii.
  public let cornerRadii: RectangleCornerRadii

  /// A rectangle with these radii.
  public init(cornerRadii: RectangleCornerRadii, style: RoundedCornerStyle = .continuous) {
    self.cornerRadii = cornerRadii
  }

  /// A rectangle with these radii.
  public init(
    topLeadingRadius: Double = 0, bottomLeadingRadius: Double = 0, bottomTrailingRadius: Double = 0,
    topTrailingRadius: Double = 0, style: RoundedCornerStyle = .continuous
  ) {
    cornerRadii = RectangleCornerRadii(
      topLeading: topLeadingRadius, bottomLeading: bottomLeadingRadius, bottomTrailing: bottomTrailingRadius,
      topTrailing: topTrailingRadius)
  }

  /// A square.
  public var symbolForm: BasicChartSymbolShape { .square }
}

extension Shape where Self == UnevenRoundedRectangle {
  /// A rectangle with these radii.
  public static func rect(
    cornerRadii: RectangleCornerRadii, style: RoundedCornerStyle = .continuous
  ) -> UnevenRoundedRectangle { UnevenRoundedRectangle(cornerRadii: cornerRadii) }

  /// A rectangle with these radii.
  @_disfavoredOverload
  public static func rect(
    topLeadingRadius: Double = 0, bottomLeadingRadius: Double = 0, bottomTrailingRadius: Double = 0,
    topTrailingRadius: Double = 0, style: RoundedCornerStyle = .continuous
  ) -> UnevenRoundedRectangle {
    UnevenRoundedRectangle(
      topLeadingRadius: topLeadingRadius, bottomLeadingRadius: bottomLeadingRadius,
      bottomTrailingRadius: bottomTrailingRadius, topTrailingRadius: topTrailingRadius)
  }
}
