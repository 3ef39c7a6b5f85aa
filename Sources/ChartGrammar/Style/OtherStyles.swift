/// A style of any type.
public struct AnyShapeStyle: ShapeStyle, Hashable {
  /// The colour, or the part it plays.
  public let paint: Paint

  /// A style whose type is forgotten.
  public init(_ style: some ShapeStyle) { paint = style.paint }
}

/// Colours in a circle around a middle, of which a picture has the one that stands for them all.
public struct RadialGradient: ShapeStyle, Hashable {
  /// The colour that stands for the run.
  public let paint: Paint

  /// Colours from a middle outwards.
  public init(gradient: Gradient, center: UnitPoint, startRadius: Double, endRadius: Double) {
    paint = .color(gradient.mean)
  }

  /// Colours from a middle outwards.
  public init(colors: [Color], center: UnitPoint, startRadius: Double, endRadius: Double) {
    paint = .color(Gradient(colors: colors).mean)
  }
}

/// Colours around a middle, of which a picture has the one that stands for them all.
public struct AngularGradient: ShapeStyle, Hashable {
  /// The colour that stands for the run.
  public let paint: Paint

  /// Colours around a middle.
  public init(colors: [Color], center: UnitPoint, startAngle: Angle = .zero, endAngle: Angle = .zero) {
    paint = .color(Gradient(colors: colors).mean)
  }

  /// Colours around a middle.
  public init(gradient: Gradient, center: UnitPoint, startAngle: Angle = .zero, endAngle: Angle = .zero) {
    paint = .color(gradient.mean)
  }
}

/// A ground that lets the screen behind it show through; in a picture the background.
public struct Material: ShapeStyle, Hashable {
  /// The background.
  public var paint: Paint { .background }
}

extension ShapeStyle where Self == Material {
  /// The background.
  public static var ultraThinMaterial: Material { Material() }
  /// The background.
  public static var thinMaterial: Material { Material() }
  /// The background.
  public static var regularMaterial: Material { Material() }
  /// The background.
  public static var thickMaterial: Material { Material() }
  /// The background.
  public static var ultraThickMaterial: Material { Material() }
  /// The background.
  public static var bar: Material { Material() }
}

/// A shadow of a style; pictures fit to print have none.
public struct ShadowStyle: Hashable, Sendable {
  /// None.
  public static func drop(
    color: Color = Color(hex: 0), radius: Double, x: Double = 0, y: Double = 0
  ) -> ShadowStyle { ShadowStyle() }
  /// None.
  public static func inner(
    color: Color = Color(hex: 0), radius: Double, x: Double = 0, y: Double = 0
  ) -> ShadowStyle { ShadowStyle() }
}

extension ShapeStyle {
  /// The style itself: pictures fit to print have no shadows.
  public func shadow(_ style: ShadowStyle) -> Self { self }

  /// The style itself: pictures lay colours over each other.
  public func blendMode(_ mode: BlendMode) -> Self { self }

  /// The style more transparent.
  public func opacity(_ factor: Double) -> AnyShapeStyle {
    AnyShapeStyle(ThemeStyle(.translucent(paint, factor)))
  }
}

extension ShapeStyle where Self == AnyShapeStyle {
  /// The theme's first colour of series.
  public static var tint: AnyShapeStyle { AnyShapeStyle(ThemeStyle(.series(0))) }
  /// The colour of text.
  public static var foreground: AnyShapeStyle { AnyShapeStyle(ThemeStyle(.ink)) }
  /// The colour of gridlines.
  public static var separator: AnyShapeStyle { AnyShapeStyle(ThemeStyle(.faint)) }
}
