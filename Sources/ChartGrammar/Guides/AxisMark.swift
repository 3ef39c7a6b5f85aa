/// A gridline, a tick or a label.
public struct AxisMarkElement: Sendable {
  enum Kind: Sendable {
    case gridLine(StrokeStyle?)
    case tick(Double, StrokeStyle?)
    case label(String?, ValueFormat?)
  }

  let kind: Kind
  var paint: Paint?
  var size: Double?
  var weight: Font.Weight?
}

/// One of the things an axis shows at a value.
public protocol AxisMark: Sendable {
  /// What is shown.
  var elements: [AxisMarkElement] { get }
}

extension AxisMark {
  /// The same in another colour.
  public func foregroundStyle(_ style: some ShapeStyle) -> StyledAxisMark {
    StyledAxisMark(elements: elements.map { changed($0) { $0.paint = style.paint } })
  }

  /// The same in another size and weight.
  public func font(_ font: Font) -> StyledAxisMark {
    StyledAxisMark(
      elements: elements.map {
        changed($0) {
          $0.size = font.size
          $0.weight = font.weight
        }
      })
  }

  private func changed(
    _ element: AxisMarkElement, _ change: (inout AxisMarkElement) -> Void
  ) -> AxisMarkElement {
    var copy = element
    change(&copy)
    return copy
  }
}

/// An axis mark in another colour or size.
public struct StyledAxisMark: AxisMark {
  /// What is shown.
  public let elements: [AxisMarkElement]
}

/// A line across the plot.
public struct AxisGridLine: AxisMark {
  let stroke: StrokeStyle?

  /// A line across the plot.
  public init(centered: Bool? = nil, stroke: StrokeStyle? = nil) {
    self.stroke = stroke
  }

  /// The line.
  public var elements: [AxisMarkElement] { [AxisMarkElement(kind: .gridLine(stroke))] }
}

/// A short line at the edge of the plot.
public struct AxisTick: AxisMark {
  let length: Double
  let stroke: StrokeStyle?

  /// A short line at the edge of the plot, its length in pixels.
  public init(centered: Bool? = nil, length: Double = 5, stroke: StrokeStyle? = nil) {
    self.length = length
    self.stroke = stroke
  }

  /// The line.
  public var elements: [AxisMarkElement] { [AxisMarkElement(kind: .tick(length, stroke))] }
}

/// The text at a value.
public struct AxisValueLabel: AxisMark {
  let text: String?
  let format: ValueFormat?

  /// The value itself.
  public init(
    format: ValueFormat? = nil, centered: Bool? = nil, horizontalSpacing: Double? = nil,
    verticalSpacing: Double? = nil
  ) {
    text = nil
    self.format = format
  }

  /// Text of your own.
  public init(_ text: some StringProtocol, centered: Bool? = nil) {
    self.text = String(text)
    format = nil
  }

  /// Text of your own.
  public init(centered: Bool? = nil, content: () -> Text?) {
    text = content()?.string ?? ""
    format = nil
  }

  /// The label.
  public var elements: [AxisMarkElement] { [AxisMarkElement(kind: .label(text, format))] }
}

/// Gathers what an axis shows at a value.
@resultBuilder
public enum AxisMarkBuilder {
  /// Those listed.
  public static func buildBlock(_ parts: [AxisMarkElement]...) -> [AxisMarkElement] { parts.flatMap { $0 } }
  /// One of them.
  public static func buildExpression(_ mark: some AxisMark) -> [AxisMarkElement] { mark.elements }
  /// An `if` without `else`.
  public static func buildOptional(_ part: [AxisMarkElement]?) -> [AxisMarkElement] { part ?? [] }
  /// The first branch.
  public static func buildEither(first: [AxisMarkElement]) -> [AxisMarkElement] { first }
  /// The other branch.
  public static func buildEither(second: [AxisMarkElement]) -> [AxisMarkElement] { second }
}
