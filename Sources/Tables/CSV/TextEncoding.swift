/// How the letters of a file are encoded.
public enum TextEncoding: Hashable, Sendable, CustomStringConvertible {
  /// UTF-8, of which ASCII is a part.
  case utf8
  /// The encoding of Western European Windows, as Excel writes plain CSV.
  case windows1252

  /// The name of the encoding.
  public var description: String {
    switch self {
    case .utf8: "UTF-8"
    case .windows1252: "Windows-1252"
    }
  }
}
