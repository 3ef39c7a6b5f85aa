#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

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

  /// Has no effect: marks stand at their values.
  public func offset(x: Double = 0, y: Double = 0) -> StyledAxisMark { StyledAxisMark(elements: elements) }

  /// The same more transparent.
  public func opacity(_ opacity: Double) -> StyledAxisMark {
    StyledAxisMark(
      elements: elements.map { changed($0) { $0.paint = .translucent($0.paint ?? .faint, opacity) } })
  }

  private func changed(
    _ element: AxisMarkElement, _ change: (inout AxisMarkElement) -> Void
  ) -> AxisMarkElement {
    var copy = element
    change(&copy)
    return copy
  }
}

extension Array: AxisMark where Element == AxisMarkElement {
  /// What is shown.
  public var elements: [AxisMarkElement] { self }
}

/// Nothing at a value.
public struct EmptyAxisMark: AxisMark {
  /// Nothing.
  public init() {}
  /// Nothing.
  public var elements: [AxisMarkElement] { [] }
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
  /// - Parameters:
  ///   - centered: whether it stands in the middle between its value and the next.
  ///   - stroke: the style of the line; nil for a solid one of one pixel.
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
  /// - Parameters:
  ///   - centered: whether it stands in the middle between its value and the next.
  ///   - length: in pixels, outwards from the plot.
  ///   - stroke: the style of the line; nil for a solid one of one pixel.
  public init(centered: Bool? = nil, length: Double = 5, stroke: StrokeStyle? = nil) {
    isCentered = centered ?? false
    self.length = length
    self.stroke = stroke
  }

  /// A short line at the edge of the plot.
  @_disfavoredOverload
  public init(centered: Bool? = nil, length: Length, stroke: StrokeStyle? = nil) {
    self.init(centered: centered, length: length == .automatic ? 5 : 14, stroke: stroke)
  }

  /// How long a tick is.
  public enum Length: Hashable, Sendable {
    /// Five pixels, or about as long as a label is high.
    case automatic, label, longestLabel
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
  ///   - format: how the value is written; nil for what suits the values of the axis.
  ///   - centered: whether it stands in the middle between its value and the next.
  ///   - anchor: labels stand in the middle of their value, whatever is asked for.
  ///   - multiLabelAlignment: the same.
  ///   - collisionResolution: labels that would touch are left out evenly, whatever is asked for.
  ///   - offsetsMarks: labels stand in the middle of their value, whatever is asked for.
  ///   - orientation: text is always level.
  ///   - horizontalSpacing: pixels between the plot and the label of an upright axis.
  ///   - verticalSpacing: pixels between the plot and the label of a level axis.
  public init(
    format: ValueFormat? = nil, centered: Bool? = nil, anchor: UnitPoint? = nil,
    multiLabelAlignment: Alignment? = nil,
    collisionResolution: AxisValueLabelCollisionResolution = .automatic,
    offsetsMarks: Bool? = nil, orientation: AxisValueLabelOrientation = .automatic,
    horizontalSpacing: Double? = nil, verticalSpacing: Double? = nil
  ) {
    text = nil
    self.format = format
    isCentered = centered ?? false
    spacing = horizontalSpacing ?? verticalSpacing
  }

  /// Text of your own.
  public init(
    _ text: some StringProtocol, centered: Bool? = nil, anchor: UnitPoint? = nil,
    multiLabelAlignment: Alignment? = nil,
    collisionResolution: AxisValueLabelCollisionResolution = .automatic,
    offsetsMarks: Bool? = nil, orientation: AxisValueLabelOrientation = .automatic,
    horizontalSpacing: Double? = nil, verticalSpacing: Double? = nil
  ) {
    self.text = String(text)
    format = nil
    isCentered = centered ?? false
    spacing = horizontalSpacing ?? verticalSpacing
  }

  /// The value in the form of a style.
  @_disfavoredOverload
  public init<F: FormatStyle>(
    format: F, centered: Bool? = nil, anchor: UnitPoint? = nil, multiLabelAlignment: Alignment? = nil,
    collisionResolution: AxisValueLabelCollisionResolution = .automatic, offsetsMarks: Bool? = nil,
    orientation: AxisValueLabelOrientation = .automatic, horizontalSpacing: Double? = nil,
    verticalSpacing: Double? = nil
  ) where F: Sendable, F.FormatInput: Plottable, F.FormatOutput == String {
    self.init(
      format: ValueFormat(format), centered: centered, horizontalSpacing: horizontalSpacing,
      verticalSpacing: verticalSpacing)
  }

  /// Text of your own.
  public init(
    centered: Bool? = nil, anchor: UnitPoint? = nil, multiLabelAlignment: Alignment? = nil,
    collisionResolution: AxisValueLabelCollisionResolution = .automatic, offsetsMarks: Bool? = nil,
    orientation: AxisValueLabelOrientation = .automatic, horizontalSpacing: Double? = nil,
    verticalSpacing: Double? = nil, @ViewBuilder content: () -> some View
  ) {
    let content = content().content.text
    text = ([content] + content.following).map(\.string).joined(separator: "\n")
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

  /// They are left out evenly.
  public static func greedy(priority: Double = 0, minimumSpacing: Double? = nil) -> Self { .greedy }
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
  /// One of them, or none.
  public static func buildExpression(_ mark: (some AxisMark)?) -> [AxisMarkElement] { mark?.elements ?? [] }
  /// An `if #available`.
  public static func buildLimitedAvailability(_ part: [AxisMarkElement]) -> [AxisMarkElement] { part }
  /// A `for` loop.
  public static func buildArray(_ parts: [[AxisMarkElement]]) -> [AxisMarkElement] { parts.flatMap { $0 } }
}
