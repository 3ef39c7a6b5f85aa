/// A geometric form in an annotation or as a point's symbol.
public protocol Shape: View, Sendable where Body == Never {
  /// The symbol that is nearest to the form.
  var symbolForm: BasicChartSymbolShape { get }
}

extension Shape {
  /// Adds the form.
  public func collect(into content: inout ViewContent) { content.shape = content.shape ?? symbolForm }

  /// The form painted.
  public func fill(_ style: some ShapeStyle) -> PaintedShape { PaintedShape(symbolForm, style.paint) }

  /// The form in the colour of the text.
  public func fill() -> PaintedShape { PaintedShape(symbolForm, nil) }

  /// The border of the form.
  public func stroke(_ style: some ShapeStyle, lineWidth: Double = 1) -> PaintedShape {
    PaintedShape(symbolForm.strokeBorder(lineWidth: lineWidth), style.paint)
  }

  /// The border of the form.
  public func stroke(lineWidth: Double = 1) -> PaintedShape {
    PaintedShape(symbolForm.strokeBorder(lineWidth: lineWidth), nil)
  }

  /// The border of the form.
  public func strokeBorder(_ style: some ShapeStyle, lineWidth: Double = 1) -> PaintedShape {
    PaintedShape(symbolForm.strokeBorder(lineWidth: lineWidth), style.paint)
  }

  /// The border of the form in the width of a line.
  public func strokeBorder(style: StrokeStyle) -> BasicChartSymbolShape {
    symbolForm.strokeBorder(style: style)
  }

  /// The border of the form in the width of a line.
  public func stroke(style: StrokeStyle) -> PaintedShape {
    PaintedShape(symbolForm.strokeBorder(style: style), nil)
  }

  /// The border of the form.
  public func strokeBorder(lineWidth: Double = 1) -> BasicChartSymbolShape {
    symbolForm.strokeBorder(lineWidth: lineWidth)
  }
}

/// A form with its paint.
public struct PaintedShape: View {
  /// Adds itself.
  public typealias Body = Never
  private let form: BasicChartSymbolShape
  private let paint: Paint?

  init(_ form: BasicChartSymbolShape, _ paint: Paint?) {
    self.form = form
    self.paint = paint
  }

  /// The same with a border.
  public func stroke(_ style: some ShapeStyle, lineWidth: Double = 1) -> PaintedShape { self }
  /// The same with a border.
  public func strokeBorder(_ style: some ShapeStyle, lineWidth: Double = 1) -> PaintedShape { self }

  /// Adds the form and its paint.
  public func collect(into content: inout ViewContent) {
    content.shape = content.shape ?? form
    content.ground = paint ?? content.ground
  }
}

/// An upright rectangle.
public struct Rectangle: Shape {
  /// Adds itself.
  public typealias Body = Never
  /// A rectangle.
  public init() {}
  /// A square.
  public var symbolForm: BasicChartSymbolShape { .square }
}

/// A rectangle with round corners.
public struct RoundedRectangle: Shape {
  /// Adds itself.
  public typealias Body = Never
  let cornerRadius: Double
  /// A rectangle with round corners.
  public init(cornerRadius: Double, style: RoundedCornerStyle = .continuous) {
    self.cornerRadius = cornerRadius
  }
  /// A rectangle with round corners.
  public init(cornerSize: Size, style: RoundedCornerStyle = .continuous) {
    cornerRadius = min(cornerSize.width, cornerSize.height)
  }
  /// A square.
  public var symbolForm: BasicChartSymbolShape { .square }
}

/// A rectangle with ends that are half circles.
public struct Capsule: Shape {
  /// Adds itself.
  public typealias Body = Never
  /// A rectangle with round ends.
  public init(style: RoundedCornerStyle = .continuous) {}
  /// A disc.
  public var symbolForm: BasicChartSymbolShape { .circle }
}

/// A circle.
public struct Circle: Shape {
  /// Adds itself.
  public typealias Body = Never
  /// A circle.
  public init() {}
  /// A disc.
  public var symbolForm: BasicChartSymbolShape { .circle }
}

/// An ellipse.
public struct Ellipse: Shape {
  /// Adds itself.
  public typealias Body = Never
  /// An ellipse.
  public init() {}
  /// A disc.
  public var symbolForm: BasicChartSymbolShape { .circle }
}

extension Shape where Self == Circle {
  /// A circle.
  public static var circle: Circle { Circle() }
}

extension Shape where Self == Rectangle {
  /// A rectangle.
  public static var rect: Rectangle { Rectangle() }
}

extension Shape where Self == Capsule {
  /// A rectangle with round ends.
  public static var capsule: Capsule { Capsule() }
}

extension Shape where Self == RoundedRectangle {
  /// A rectangle with round corners.
  public static func rect(cornerRadius: Double, style: RoundedCornerStyle = .continuous) -> RoundedRectangle {
    RoundedRectangle(cornerRadius: cornerRadius, style: style)
  }
}

/// The corners that a form rounds, in pixels; half the shorter side for ends that are half circles.
extension Shape {
  var roundedCorners: RectangleCornerRadii {
    switch self {
    case let shape as RoundedRectangle: RectangleCornerRadii(all: shape.cornerRadius)
    case let shape as UnevenRoundedRectangle: shape.cornerRadii
    case is Capsule, is Circle, is Ellipse: RectangleCornerRadii(all: 10_000)
    default: RectangleCornerRadii()
    }
  }
}
