extension Font {
  /// The size under which letters in a picture are not read.
  private static let smallest = 11.0

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
  /// Letters for a title.
  public static let title2 = Font(size: 20, weight: .bold)
  /// Letters for a title.
  public static let title3 = Font(size: 18, weight: .bold)
  /// Letters for a title.
  public static let largeTitle = Font(size: 26, weight: .bold)

  /// A kind of letters; the theme has the family.
  public enum Design: Hashable, Sendable {
    /// The theme's.
    case `default`, serif, rounded, monospaced
  }

  /// What letters are for.
  public enum TextStyle: Hashable, Sendable {
    /// This.
    case largeTitle, title, title2, title3, headline, subheadline, body, callout, footnote, caption, caption2
  }

  /// Letters of a size in pixels, at least 11.
  public static func system(size: Double, weight: Weight? = nil, design: Design? = nil) -> Font {
    Font(size: max(size, smallest), weight: weight ?? .regular)
  }

  /// Letters for a purpose.
  public static func system(_ style: TextStyle, design: Design? = nil, weight: Weight? = nil) -> Font {
    let font: Font =
      switch style {
      case .largeTitle: .largeTitle
      case .title: .title
      case .title2: .title2
      case .title3: .title3
      case .headline: .headline
      case .subheadline: .subheadline
      case .body: .body
      case .callout: .callout
      case .footnote: .footnote
      case .caption: .caption
      case .caption2: .caption2
      }
    return Font(size: font.size, weight: weight ?? font.weight)
  }

  /// Letters of a size in pixels, at least 11; the theme has the family.
  public static func custom(_ name: String, size: Double) -> Font { .system(size: size) }

  /// Letters of a size in pixels, at least 11; the theme has the family.
  public static func custom(_ name: String, size: Double, relativeTo style: TextStyle) -> Font {
    .system(size: size)
  }

  /// Letters of a size in pixels, at least 11; the theme has the family.
  public static func custom(_ name: String, fixedSize: Double) -> Font { .system(size: fixedSize) }

  /// The same in bold letters.
  public func bold() -> Font { weight(.bold) }

  /// The same in another weight.
  public func weight(_ weight: Weight) -> Font {
    var copy = self
    copy.weight = weight
    return copy
  }

  /// The same: the theme has the family.
  public func monospacedDigit() -> Font { self }
  /// The same: the theme has the family.
  public func monospaced() -> Font { self }
  /// The same: pictures have upright letters.
  public func italic() -> Font { self }
  /// The same: pictures have capitals in one size.
  public func smallCaps() -> Font { self }
}

extension Font.Weight {
  /// Regular: pictures have two weights.
  public static let ultraLight = Font.Weight.regular
  /// Regular: pictures have two weights.
  public static let thin = Font.Weight.regular
  /// Regular: pictures have two weights.
  public static let light = Font.Weight.regular
  /// Regular: pictures have two weights.
  public static let medium = Font.Weight.regular
  /// Bold: pictures have two weights.
  public static let semibold = Font.Weight.bold
  /// Bold: pictures have two weights.
  public static let heavy = Font.Weight.bold
  /// Bold: pictures have two weights.
  public static let black = Font.Weight.bold
}
