/// A gridline, a tick or a label.
public struct AxisMarkElement: Sendable {
  enum Kind: Sendable {
    case gridLine(StrokeStyle?)
    case tick(Double, StrokeStyle?)
    case label(String?, ValueFormat?)
  }

  let kind: Kind
  /// Whether it stands in the middle between its value and the next.
  var isCentered = false
  var spacing: Double?
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
  let isCentered: Bool
  let stroke: StrokeStyle?

  /// A line across the plot.
  ///
  /// - Parameter centered: whether it stands in the middle between its value and the next.
  public init(centered: Bool? = nil, stroke: StrokeStyle? = nil) {
    isCentered = centered ?? false
    self.stroke = stroke
  }

  /// The line.
  public var elements: [AxisMarkElement] {
    [AxisMarkElement(kind: .gridLine(stroke), isCentered: isCentered)]
  }
}

/// A short line at the edge of the plot.
public struct AxisTick: AxisMark {
  let isCentered: Bool
  let length: Double
  let stroke: StrokeStyle?

  /// A short line at the edge of the plot, its length in pixels.
  ///
  /// - Parameter centered: whether it stands in the middle between its value and the next.
  public init(centered: Bool? = nil, length: Double = 5, stroke: StrokeStyle? = nil) {
    isCentered = centered ?? false
    self.length = length
    self.stroke = stroke
  }

  /// The line.
  public var elements: [AxisMarkElement] {
    [AxisMarkElement(kind: .tick(length, stroke), isCentered: isCentered)]
  }
}

/// The text at a value.
public struct AxisValueLabel: AxisMark {
  let text: String?
  let format: ValueFormat?
  let isCentered: Bool
  let spacing: Double?
  private var font: Font?
  private var paint: Paint?

  /// The value itself.
  ///
  /// - Parameters:
  ///   - centered: whether it stands in the middle between its value and the next.
  ///   - collisionResolution: labels that would touch are left out evenly, whatever is asked for.
  ///   - orientation: text is always level.
  ///   - horizontalSpacing: pixels between the plot and the label of an upright axis.
  ///   - verticalSpacing: pixels between the plot and the label of a level axis.
  public init(
    format: ValueFormat? = nil, centered: Bool? = nil,
    collisionResolution: AxisValueLabelCollisionResolution = .automatic,
    orientation: AxisValueLabelOrientation = .automatic, horizontalSpacing: Double? = nil,
    verticalSpacing: Double? = nil
  ) {
    text = nil
    self.format = format
    isCentered = centered ?? false
    spacing = horizontalSpacing ?? verticalSpacing
  }

  /// Text of your own.
  public init(
    _ text: some StringProtocol, centered: Bool? = nil,
    collisionResolution: AxisValueLabelCollisionResolution = .automatic,
    orientation: AxisValueLabelOrientation = .automatic, horizontalSpacing: Double? = nil,
    verticalSpacing: Double? = nil
  ) {
    self.text = String(text)
    format = nil
    isCentered = centered ?? false
    spacing = horizontalSpacing ?? verticalSpacing
  }

  /// Text of your own.
  public init(
    centered: Bool? = nil, collisionResolution: AxisValueLabelCollisionResolution = .automatic,
    orientation: AxisValueLabelOrientation = .automatic, horizontalSpacing: Double? = nil,
    verticalSpacing: Double? = nil, @TextBuilder content: () -> Text
  ) {
    let content = content()
    text = content.string
    format = nil
    isCentered = centered ?? false
    spacing = horizontalSpacing ?? verticalSpacing
    paint = content.paint
    font = content.size.map { Font(size: $0, weight: content.weight ?? .regular) }
  }

  /// The label.
  public var elements: [AxisMarkElement] {
    var element = AxisMarkElement(kind: .label(text, format), isCentered: isCentered, spacing: spacing)
    element.paint = paint
    element.size = font?.size
    element.weight = font?.weight
    return [element]
  }
}

/// What happens to axis labels that would touch; kept for charts written for Apple's framework: they are left out evenly.
public enum AxisValueLabelCollisionResolution: String, Hashable, Sendable {
  /// They are left out evenly.
  case automatic
  /// They are left out evenly.
  case greedy
  /// They are left out evenly.
  case truncate
  /// They are left out evenly.
  case disabled
}

/// How axis labels are turned; kept for charts written for Apple's framework: all text is level.
public enum AxisValueLabelOrientation: String, Hashable, Sendable {
  /// Level.
  case automatic
  /// Level.
  case horizontal
  /// Level.
  case vertical
  /// Level.
  case verticalReversed
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
  /// A `for` loop.
  public static func buildArray(_ parts: [[AxisMarkElement]]) -> [AxisMarkElement] { parts.flatMap { $0 } }
}
