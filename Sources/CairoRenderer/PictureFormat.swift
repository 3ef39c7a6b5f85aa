/// A file format that a scene can be drawn in.
public enum PictureFormat: Hashable, Sendable {
  /// How an SVG holds its letters.
  public enum Text: String, Hashable, Sendable, CaseIterable {
    /// As outlines, which look the same wherever the file is opened.
    case outlines
    /// As `<text>` elements, which can be selected, searched and edited but need the font.
    case text
  }

  /// Pixels.
  case png
  /// Vectors for web pages.
  case svg(text: Text)
  /// Vectors for print, with embedded fonts and selectable text.
  case pdf
}
