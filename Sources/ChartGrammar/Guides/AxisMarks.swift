#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Gridlines, ticks and labels along an axis.
public struct AxisMarks: AxisContent {
  var values: AxisMarkValues
  var position: AxisMarkPosition
  var preset: AxisMarkPreset
  var format: ValueFormat?
  /// The gridlines and ticks of marks without content of their own; nil for the usual ones.
  var stroke: StrokeStyle?
  var content: ContentOfValue?

  /// Lines and labels of the usual kind.
  public init(
    preset: AxisMarkPreset = .automatic, position: AxisMarkPosition = .automatic,
    values: AxisMarkValues = .automatic, stroke: StrokeStyle? = nil
  ) {
    self.init(preset, position, values, nil, nil, stroke)
  }

  /// Labels of the usual kind in a given form.
  public init(
    format: ValueFormat, preset: AxisMarkPreset = .automatic, position: AxisMarkPosition = .automatic,
    values: AxisMarkValues = .automatic, stroke: StrokeStyle? = nil
  ) {
    self.init(preset, position, values, format, nil, stroke)
  }

  /// Labels of the usual kind in the form of a style.
  @_disfavoredOverload
  public init<F: FormatStyle>(
    format: F, preset: AxisMarkPreset = .automatic, position: AxisMarkPosition = .automatic,
    values: AxisMarkValues = .automatic, stroke: StrokeStyle? = nil
  ) where F: Sendable, F.FormatInput: Plottable, F.FormatOutput == String {
    self.init(preset, position, values, ValueFormat(format), nil, stroke)
  }

  /// Labels at given values in the form of a style.
  @_disfavoredOverload
  public init<F: FormatStyle, Value: Plottable>(
    format: F, preset: AxisMarkPreset = .automatic, position: AxisMarkPosition = .automatic,
    values: [Value], stroke: StrokeStyle? = nil
  ) where F: Sendable, F.FormatInput: Plottable, F.FormatOutput == String {
    self.init(preset, position, .init(values), ValueFormat(format), nil, stroke)
  }

  /// Lines and labels at given values.
  public init<Value: Plottable>(
    preset: AxisMarkPreset = .automatic, position: AxisMarkPosition = .automatic, values: [Value],
    stroke: StrokeStyle? = nil
  ) {
    self.init(preset, position, .init(values), nil, nil, stroke)
  }

  /// Labels at given values in a given form.
  public init<Value: Plottable>(
    format: ValueFormat, preset: AxisMarkPreset = .automatic, position: AxisMarkPosition = .automatic,
    values: [Value], stroke: StrokeStyle? = nil
  ) {
    self.init(preset, position, .init(values), format, nil, stroke)
  }

  /// What is said for each value.
  public init(
    preset: AxisMarkPreset = .automatic, position: AxisMarkPosition = .automatic,
    values: AxisMarkValues = .automatic,
    @AxisMarkBuilder content: @escaping (AxisValue) -> [AxisMarkElement]
  ) {
    self.init(preset, position, values, nil, content)
  }

  /// What is said for each of given values.
  public init<Value: Plottable>(
    preset: AxisMarkPreset = .automatic, position: AxisMarkPosition = .automatic, values: [Value],
    @AxisMarkBuilder content: @escaping (AxisValue) -> [AxisMarkElement]
  ) {
    self.init(preset, position, .init(values), nil, content)
  }

  /// What is said, the same for each value.
  public init(
    preset: AxisMarkPreset = .automatic, position: AxisMarkPosition = .automatic,
    values: AxisMarkValues = .automatic, @AxisMarkBuilder content: @escaping () -> [AxisMarkElement]
  ) {
    self.init(preset, position, values, nil) { _ in content() }
  }

  /// What is said, the same for each of given values.
  public init<Value: Plottable>(
    preset: AxisMarkPreset = .automatic, position: AxisMarkPosition = .automatic, values: [Value],
    @AxisMarkBuilder content: @escaping () -> [AxisMarkElement]
  ) {
    self.init(preset, position, .init(values), nil) { _ in content() }
  }

  private init(
    _ preset: AxisMarkPreset, _ position: AxisMarkPosition, _ values: AxisMarkValues, _ format: ValueFormat?,
    _ content: ((AxisValue) -> [AxisMarkElement])?, _ stroke: StrokeStyle? = nil
  ) {
    self.stroke = stroke
    self.values = values
    self.position = position
    self.preset = preset
    self.format = format
    self.content = content.map(ContentOfValue.init)
  }

  /// Itself.
  public var axisMarks: [AxisMarks] { [self] }
}

/// What is said for a value, as the chart's code says it.
///
/// It is called while the chart is laid out, on the thread that asks for the picture. As in Apple's framework the closure may
/// hold what cannot be shared between threads, such as a view with its model; a chart that does is laid out where the model lives.
struct ContentOfValue: @unchecked Sendable {
  private let content: (AxisValue) -> [AxisMarkElement]

  init(_ content: @escaping (AxisValue) -> [AxisMarkElement]) { self.content = content }

  func callAsFunction(_ value: AxisValue) -> [AxisMarkElement] { content(value) }
}

/// What stands between the braces of `chartXAxis`.
public protocol AxisContent: Sendable {
  /// The sets of marks.
  var axisMarks: [AxisMarks] { get }
}

extension Array: AxisContent where Element == AxisMarks {
  /// Themselves.
  public var axisMarks: [AxisMarks] { self }
}

/// Gathers sets of axis marks.
@resultBuilder
public enum AxisContentBuilder {
  /// Those listed.
  public static func buildBlock(_ parts: [AxisMarks]...) -> [AxisMarks] { parts.flatMap { $0 } }
  /// One of them.
  public static func buildExpression(_ content: some AxisContent) -> [AxisMarks] { content.axisMarks }
  /// An `if` without `else`.
  public static func buildOptional(_ part: [AxisMarks]?) -> [AxisMarks] { part ?? [] }
  /// The first branch.
  public static func buildEither(first: [AxisMarks]) -> [AxisMarks] { first }
  /// The other branch.
  public static func buildEither(second: [AxisMarks]) -> [AxisMarks] { second }
  /// An `if #available`.
  public static func buildLimitedAvailability(_ part: [AxisMarks]) -> [AxisMarks] { part }
  /// A `for` loop.
  public static func buildArray(_ parts: [[AxisMarks]]) -> [AxisMarks] { parts.flatMap { $0 } }
}
