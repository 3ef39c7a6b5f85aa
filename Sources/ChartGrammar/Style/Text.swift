/// A piece of text in a chart.
public struct Text: Hashable, Sendable {
  /// The letters.
  public var string: String
  var weight: Font.Weight?
  var size: Double?
  var paint: Paint?
  var backdrop: Paint?

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

  /// The same in bold letters.
  public func bold() -> Text { changed { $0.weight = .bold } }

  /// The same in another size and weight; the family is the theme's.
  public func font(_ font: Font) -> Text {
    changed {
      $0.size = font.size
      $0.weight = font.weight
    }
  }

  /// The same in another weight.
  public func fontWeight(_ weight: Font.Weight) -> Text { changed { $0.weight = weight } }

  /// The same in another colour.
  public func foregroundStyle(_ style: some ShapeStyle) -> Text { changed { $0.paint = style.paint } }

  /// The same in another colour.
  public func foregroundColor(_ color: Color) -> Text { changed { $0.paint = color.paint } }

  /// The same before a rectangle of a colour, which keeps gridlines from crossing the letters of an annotation.
  public func background(_ style: some ShapeStyle) -> Text { changed { $0.backdrop = style.paint } }

  private func changed(_ change: (inout Text) -> Void) -> Text {
    var copy = self
    change(&copy)
    return copy
  }
}

extension Font {
  /// Letters for labels.
  public static let caption = Font(size: 14)
  /// Letters for labels.
  public static let caption2 = Font(size: 14)
  /// Letters for labels.
  public static let footnote = Font(size: 14)
  /// Letters for text.
  public static let body = Font(size: 16)
  /// Letters for a short statement.
  public static let callout = Font(size: 16)
  /// Letters for the line under a headline.
  public static let subheadline = Font(size: 16)
  /// Letters for a heading.
  public static let headline = Font(size: 16, weight: .bold)
  /// Letters for a title.
  public static let title = Font(size: 22, weight: .bold)
}
