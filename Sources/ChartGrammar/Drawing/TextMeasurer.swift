/// Knows how large a line of text is: one of the two duties of a renderer.
public protocol TextMeasurer: Sendable {
  /// The extent of one line of text.
  func measure(_ string: String, in font: Font) -> TextExtent
}

/// The extent of one line of text in pixels.
public struct TextExtent: Hashable, Sendable {
  /// The advance from the first to behind the last letter.
  public var width: Double
  /// The font's height above the baseline.
  public var ascent: Double
  /// The font's depth below the baseline.
  public var descent: Double

  /// An extent from its parts.
  public init(width: Double, ascent: Double, descent: Double) {
    self.width = width
    self.ascent = ascent
    self.descent = descent
  }

  /// The height of a line without leading.
  public var height: Double { ascent + descent }
}

/// Measures every letter as 0.55 of the font size, so that layouts can be tested without any font.
public struct FixedWidthMeasurer: TextMeasurer {
  /// A measurer without settings.
  public init() {}

  /// Counts letters.
  public func measure(_ string: String, in font: Font) -> TextExtent {
    TextExtent(
      width: 0.55 * font.size * Double(string.count), ascent: 0.9 * font.size, descent: 0.22 * font.size)
  }
}
