/// Sides of a view.
public struct EdgeSet: OptionSet, Hashable, Sendable {
  /// The bits of the set.
  public let rawValue: Int
  /// A set from its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// The upper side.
  public static let top = EdgeSet(rawValue: 1)
  /// The left side.
  public static let leading = EdgeSet(rawValue: 2)
  /// The lower side.
  public static let bottom = EdgeSet(rawValue: 4)
  /// The right side.
  public static let trailing = EdgeSet(rawValue: 8)
  /// The left and the right side.
  public static let horizontal: EdgeSet = [.leading, .trailing]
  /// The upper and the lower side.
  public static let vertical: EdgeSet = [.top, .bottom]
  /// All sides.
  public static let all: EdgeSet = [.horizontal, .vertical]
}

/// A side of a view.
public enum Edge: Int, Hashable, Sendable, CaseIterable {
  /// This one.
  case top, leading, bottom, trailing

  /// Several sides.
  public typealias Set = EdgeSet
}

/// Distances from the sides of a view.
public struct EdgeInsets: Hashable, Sendable {
  /// Distances from the four sides.
  public init(top: Double = 0, leading: Double = 0, bottom: Double = 0, trailing: Double = 0) {}
}

/// How a view keeps its proportions.
public enum ContentMode: Hashable, Sendable {
  /// Inside its room or over all of it.
  case fit, fill
}

/// Whether a screen is light or dark; a picture's ``Theme`` is.
public enum ColorScheme: Hashable, Sendable {
  /// Of either kind.
  case light, dark
}

/// How large a reader wants letters.
public enum DynamicTypeSize: Int, Hashable, Comparable, CaseIterable, Sendable {
  /// So large.
  case xSmall, small, medium, large, xLarge, xxLarge, xxxLarge
  /// So large for readers who see little.
  case accessibility1, accessibility2, accessibility3, accessibility4, accessibility5

  /// Whether one is smaller than the other.
  public static func < (one: DynamicTypeSize, other: DynamicTypeSize) -> Bool {
    one.rawValue < other.rawValue
  }

  /// Whether it is one for readers who see little.
  public var isAccessibilitySize: Bool { self >= .accessibility1 }
}

/// Why a view is covered.
public struct RedactionReasons: OptionSet, Hashable, Sendable {
  /// The bits of the set.
  public let rawValue: Int
  /// A set from its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// Because data are not there yet.
  public static let placeholder = RedactionReasons(rawValue: 1)
  /// Because data are private.
  public static let privacy = RedactionReasons(rawValue: 2)
  /// Because data are out of date.
  public static let invalidated = RedactionReasons(rawValue: 4)
}

/// How a style is laid on what is below; pictures lay it over.
public enum BlendMode: Hashable, Sendable {
  /// So.
  case normal, multiply, screen, overlay, darken, lighten, plusLighter, plusDarker, color, hue, saturation
}

/// How a screen's title is written.
public enum TitleDisplayMode: Hashable, Sendable {
  /// So.
  case automatic, inline, large
}

/// Whether letters are capitals.
public enum TextCase: Hashable, Sendable {
  /// All capitals or none.
  case uppercase, lowercase
}

/// What of a label is shown.
public enum LabelStyleName: Hashable, Sendable {
  /// This.
  case automatic, iconOnly, titleOnly, titleAndIcon
}

/// How a button looks.
public enum ButtonStyleName: Hashable, Sendable {
  /// So.
  case automatic, plain, bordered, borderedProminent, borderless
}

/// How images of the system are painted.
public enum SymbolRenderingMode: Hashable, Sendable {
  /// So.
  case monochrome, hierarchical, palette, multicolor
}

/// How parts of a view are described.
public enum AccessibilityChildBehavior: Hashable, Sendable {
  /// So.
  case ignore, contain, combine
}

/// What a view is to assistive technology.
public struct AccessibilityTraits: OptionSet, Hashable, Sendable {
  /// The bits of the set.
  public let rawValue: Int
  /// A set from its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// A heading.
  public static let isHeader = AccessibilityTraits(rawValue: 1)
  /// An image.
  public static let isImage = AccessibilityTraits(rawValue: 2)
  /// A button.
  public static let isButton = AccessibilityTraits(rawValue: 4)
}

/// What is felt when a value changes.
public enum SensoryFeedback: Hashable, Sendable {
  /// So.
  case selection, success, warning, error, impact, levelChange
}

/// How a change is shown; pictures do not move.
public struct Animation: Hashable, Sendable {
  /// The usual way.
  public static let `default` = Animation()
  /// At an even pace.
  public static let linear = Animation()
  /// Slower at the start.
  public static let easeIn = Animation()
  /// Slower at the end.
  public static let easeOut = Animation()
  /// Slower at both ends.
  public static let easeInOut = Animation()
  /// As a spring.
  public static let spring = Animation()
  /// As a spring.
  public static let bouncy = Animation()
  /// As a spring.
  public static let snappy = Animation()
  /// As a spring.
  public static let smooth = Animation()
  /// At an even pace.
  public static func linear(duration: Double) -> Animation { Animation() }
  /// Slower at the start.
  public static func easeIn(duration: Double) -> Animation { Animation() }
  /// Slower at the end.
  public static func easeOut(duration: Double) -> Animation { Animation() }
  /// Slower at both ends.
  public static func easeInOut(duration: Double) -> Animation { Animation() }
  /// As a spring.
  public static func spring(
    response: Double = 0.5, dampingFraction: Double = 0.8, blendDuration: Double = 0
  ) -> Animation { Animation() }
  /// As a spring that follows a finger.
  public static func interactiveSpring(
    response: Double = 0.15, dampingFraction: Double = 0.86, blendDuration: Double = 0.25
  ) -> Animation { Animation() }
  /// The same later.
  public func delay(_ delay: Double) -> Animation { self }
  /// The same again and again.
  public func repeatForever(autoreverses: Bool = true) -> Animation { self }
}

/// How a view comes and goes; pictures do not move.
public struct AnyTransition: Hashable, Sendable {
  /// By fading.
  public static let opacity = AnyTransition()
  /// By growing.
  public static let scale = AnyTransition()
  /// By moving in from the side.
  public static let slide = AnyTransition()
  /// The same together with another.
  public func combined(with other: AnyTransition) -> AnyTransition { self }
}

/// An angle.
public struct Angle: Hashable, Sendable {
  /// In degrees.
  public let degrees: Double
  /// An angle in degrees.
  public init(degrees: Double) { self.degrees = degrees }
  /// An angle in degrees.
  public static func degrees(_ degrees: Double) -> Angle { Angle(degrees: degrees) }
  /// An angle in radians.
  public static func radians(_ radians: Double) -> Angle { Angle(degrees: radians * 180 / .pi) }
  /// None.
  public static let zero = Angle(degrees: 0)
}

/// A place as shares of a view's width and height, from its top left corner.
public struct UnitPoint: Hashable, Sendable {
  /// The share of the width.
  public let x: Double
  /// The share of the height.
  public let y: Double
  /// A place.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
  /// The middle of the upper side.
  public static let top = UnitPoint(x: 0.5, y: 0)
  /// The middle of the lower side.
  public static let bottom = UnitPoint(x: 0.5, y: 1)
  /// The middle of the left side.
  public static let leading = UnitPoint(x: 0, y: 0.5)
  /// The middle of the right side.
  public static let trailing = UnitPoint(x: 1, y: 0.5)
  /// The upper left corner.
  public static let topLeading = UnitPoint(x: 0, y: 0)
  /// The upper right corner.
  public static let topTrailing = UnitPoint(x: 1, y: 0)
  /// The lower left corner.
  public static let bottomLeading = UnitPoint(x: 0, y: 1)
  /// The lower right corner.
  public static let bottomTrailing = UnitPoint(x: 1, y: 1)
  /// The middle.
  public static let center = UnitPoint(x: 0.5, y: 0.5)
  /// The upper left corner.
  public static let zero = UnitPoint(x: 0, y: 0)
}
