#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A text with values in it; there is no table of translations, so it is the text itself.
public struct LocalizedStringKey: Hashable, Sendable, ExpressibleByStringInterpolation {
  let string: String

  /// A text.
  public init(_ string: String) { self.string = string }
  /// A text.
  public init(stringLiteral value: String) { string = value }
  /// A text with values.
  public init(stringInterpolation: StringInterpolation) { string = stringInterpolation.string }

  /// Puts values into a text.
  public struct StringInterpolation: StringInterpolationProtocol {
    var string = ""

    /// Nothing at first.
    public init(literalCapacity: Int, interpolationCount: Int) {}
    /// Adds letters.
    public mutating func appendLiteral(_ literal: String) { string += literal }
    /// Adds a value.
    public mutating func appendInterpolation<Value>(_ value: Value) { string += "\(value)" }
    /// Adds a text.
    public mutating func appendInterpolation(_ text: Text) { string += text.string }
    /// Adds nothing: there are no catalogues of images.
    public mutating func appendInterpolation(_ image: Image) {}
    /// Adds a value in the form of a style.
    public mutating func appendInterpolation<F: FormatStyle>(_ value: F.FormatInput, format: F)
    where F.FormatOutput == String { string += format.format(value) }
    /// Adds a number in a form.
    public mutating func appendInterpolation(_ value: Double, format: ValueFormat) {
      string += format.string(value)
    }
    /// Adds a number by a specifier of C, such as `%.1f`.
    public mutating func appendInterpolation(_ value: Double, specifier: String) {
      string += CFormatSpecifier(specifier).string(value)
    }
    /// Adds a number by a specifier of C, such as `%.1f`.
    public mutating func appendInterpolation(_ value: some BinaryFloatingPoint, specifier: String) {
      string += CFormatSpecifier(specifier).string(Double(value))
    }
    /// Adds a whole number by a specifier of C, such as `%d`.
    public mutating func appendInterpolation(_ value: some BinaryInteger, specifier: String) {
      string += CFormatSpecifier(specifier).string(Double(value))
    }
  }
}

/// How C writes a number: as many decimals, and zeros before it.
struct CFormatSpecifier {
  private let places: Int
  private let width: Int
  private let isPadded: Bool
  private let showsPlus: Bool

  init(_ specifier: String) {
    let body = specifier.drop { $0 != "%" }.dropFirst().prefix { !$0.isLetter && $0 != "@" }
    let parts = body.split(separator: ".", omittingEmptySubsequences: false)
    let flags = (parts.first ?? "").prefix { "+-0 #".contains($0) }
    showsPlus = flags.contains("+")
    isPadded = flags.contains("0")
    width = Int((parts.first ?? "").dropFirst(flags.count)) ?? 0
    let isWhole = specifier.contains { "diulx".contains($0) } && !specifier.contains("f")
    places = parts.count > 1 ? min(max(Int(parts[1]) ?? 0, 0), 15) : isWhole ? 0 : 6
  }

  func string(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    let digits = DecimalText.digits(abs(value), places: places, hasCommas: false)
    let isNegative = value < 0 && digits.contains { $0 != "0" && $0 != "." }
    let sign = isNegative ? "-" : showsPlus ? "+" : ""
    let missing = max(0, width - sign.count - digits.count)
    let filler = String(repeating: isPadded ? "0" : " ", count: missing)
    return isPadded ? sign + filler + digits : filler + sign + digits
  }
}

extension Text {
  /// A piece of text with values in it.
  @_disfavoredOverload
  public init(_ key: LocalizedStringKey) { self.init(verbatim: key.string) }

  /// A piece of text with values in it.
  @_disfavoredOverload
  public init<Comment>(_ key: LocalizedStringKey, comment: Comment) { self.init(verbatim: key.string) }
}

extension PlottableValue {
  /// A labelled value.
  @_disfavoredOverload
  public static func value(_ label: LocalizedStringKey, _ value: Value) -> PlottableValue {
    .value(label.string, value)
  }

  /// A labelled value.
  public static func value(_ label: Text, _ value: Value) -> PlottableValue { .value(label.string, value) }
}

extension PlottableValue where Value == Date {
  /// A labelled instant that stands for the whole hour, day, month or year it lies in.
  @_disfavoredOverload
  public static func value(
    _ label: LocalizedStringKey, _ value: Date, unit: Calendar.Component, calendar: Calendar? = nil
  ) -> PlottableValue { .value(label.string, value, unit: unit) }
}

extension AxisValueLabel {
  /// Text of your own with values in it.
  @_disfavoredOverload
  public init(
    _ text: LocalizedStringKey, centered: Bool? = nil,
    collisionResolution: AxisValueLabelCollisionResolution = .automatic,
    orientation: AxisValueLabelOrientation = .automatic, horizontalSpacing: Double? = nil,
    verticalSpacing: Double? = nil
  ) {
    self.init(
      text.string, centered: centered, collisionResolution: collisionResolution, orientation: orientation,
      horizontalSpacing: horizontalSpacing, verticalSpacing: verticalSpacing)
  }
}

extension Chart {
  /// Titles the horizontal axis with a text with values in it.
  @_disfavoredOverload
  public func chartXAxisLabel(
    _ label: LocalizedStringKey, position: AnnotationPosition = .automatic, alignment: Alignment? = nil,
    spacing: Double? = nil
  ) -> Chart {
    chartXAxisLabel(label.string, position: position, alignment: alignment, spacing: spacing)
  }

  /// Titles the vertical axis with a text with values in it.
  @_disfavoredOverload
  public func chartYAxisLabel(
    _ label: LocalizedStringKey, position: AnnotationPosition = .automatic, alignment: Alignment? = nil,
    spacing: Double? = nil
  ) -> Chart {
    chartYAxisLabel(label.string, position: position, alignment: alignment, spacing: spacing)
  }

  /// Titles the horizontal axis with a text.
  public func chartXAxisLabel(
    _ label: Text, position: AnnotationPosition = .automatic, alignment: Alignment? = nil,
    spacing: Double? = nil
  ) -> Chart {
    chartXAxisLabel(label.string, position: position, alignment: alignment, spacing: spacing)
  }

  /// Titles the vertical axis with a text.
  public func chartYAxisLabel(
    _ label: Text, position: AnnotationPosition = .automatic, alignment: Alignment? = nil,
    spacing: Double? = nil
  ) -> Chart {
    chartYAxisLabel(label.string, position: position, alignment: alignment, spacing: spacing)
  }
}
