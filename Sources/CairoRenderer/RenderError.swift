/// Why a scene could not be drawn.
public enum RenderError: Error, Hashable, Sendable {
  /// The picture's size is not a size.
  case invalidSize(width: Double, height: Double)
  /// The picture has more pixels along an edge than Cairo can draw.
  case tooLarge(width: Double, height: Double, limit: Double)
  /// The scale is not a positive number.
  case invalidScale(Double)
  /// A command of the scene holds a number that cannot be drawn.
  case invalidNumber(Double, what: String, command: Int)
  /// No font was found at all.
  case noFonts(searched: String)
  /// Cairo reported a failure.
  case drawing(String)
}

extension RenderError: CustomStringConvertible {
  /// What was found and what would be right.
  public var description: String {
    switch self {
    case .invalidSize(let width, let height):
      "A picture of \(plain(width)) × \(plain(height)) pixels cannot be drawn: each must be at least 1."
    case .tooLarge(let width, let height, let limit):
      "A picture of \(plain(width)) × \(plain(height)) pixels is too large: at most \(plain(limit)) "
        + "are possible along an edge; a smaller size or scale is needed."
    case .invalidScale(let scale):
      "A picture cannot be scaled by \(plain(scale)): the scale must be a number greater than 0."
    case .invalidNumber(let value, let what, let command):
      "Drawing command \(command) of the scene has the \(what) \(plain(value)), which cannot be drawn."
    case .noFonts(let searched):
      "No font was found in \(searched): install the package fonts-liberation (and fontconfig), "
        + "for example with “apt-get install fonts-liberation fontconfig”."
    case .drawing(let reason):
      "Cairo could not draw the picture: \(reason)."
    }
  }

  private func plain(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(value)
  }
}
