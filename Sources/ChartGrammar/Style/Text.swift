#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A piece of text in a chart.
public struct Text: Hashable, Sendable {
  /// The letters.
  public var string: String
  var weight: Font.Weight?
  var size: Double?
  var paint: Paint?
  var backdrop: Paint?
  /// The lines below the first, each with its own letters and colour.
  var following: [Text] = []

  /// A piece of text.
  public init(_ string: some StringProtocol) {
    self.string = String(string)
  }

  /// A piece of text taken as it is.
  public init(verbatim string: String) {
    self.string = string
  }

  /// A number as text.
  public init(_ value: Double, format: ValueFormat) {
    string = format.string(value)
  }

  /// A value in the form of a style.
  public init<F: FormatStyle>(_ value: F.FormatInput, format: F) where F.FormatOutput == String {
    string = format.format(value)
  }

  /// A text and another behind it, with the look of the first.
  public static func + (first: Text, second: Text) -> Text {
    var text = first
    text.string += second.string
    return text
  }

  /// The same in bold letters.
  public func bold() -> Text { changed { $0.weight = .bold } }

  /// The same in another size and weight; the family is the theme's.
  public func font(_ font: Font) -> Text {
    changed {
      $0.size = font.size
      $0.weight = font.weight
    }
  }

  /// The same in another size and weight; the family is the theme's.
  public func font(_ font: Font?) -> Text { font.map { self.font($0) } ?? self }

  /// The same in another weight.
  public func fontWeight(_ weight: Font.Weight?) -> Text { changed { $0.weight = weight } }

  /// The same in another colour.
  public func foregroundStyle(_ style: some ShapeStyle) -> Text { changed { $0.paint = style.paint } }

  /// The same in another colour.
  public func foregroundColor(_ color: Color?) -> Text { changed { $0.paint = color?.paint } }

  /// The same before a rectangle of a colour, which keeps gridlines from crossing the letters of an annotation.
  public func background(_ style: some ShapeStyle) -> Text { changed { $0.backdrop = style.paint } }

  private func changed(_ change: (inout Text) -> Void) -> Text {
    var copy = self
    change(&copy)
    return copy
  }
}
