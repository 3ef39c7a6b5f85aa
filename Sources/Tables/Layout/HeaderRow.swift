/// Where the caller says that the header of a file stands.
public enum HeaderRow: Hashable, Sendable {
  /// On a line, counted from 1.
  case line(Int)
  /// Nowhere: the first line is the first row.
  case missing

  /// Reads a number of at least 1 or the word `none`; nil for any other text.
  public init?(_ text: String) {
    if text.lowercased() == "none" {
      self = .missing
    } else if let line = Int(text), line > 0 {
      self = .line(line)
    } else {
      return nil
    }
  }
}

extension HeaderRow: CustomStringConvertible {
  /// The text from which it is read.
  public var description: String {
    switch self {
    case .line(let line): String(line)
    case .missing: "none"
    }
  }
}

extension HeaderRow: Codable {
  /// Reads a number or the word `none`.
  ///
  /// - Throws: `DecodingError.dataCorrupted` for another text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try (try? container.decode(Int.self)).map(String.init) ?? container.decode(String.self)
    guard let place = HeaderRow(text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "\(text) is no line of a header; a number such as 3 or none is needed")
    }
    self = place
  }

  /// Writes a number or the word `none`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .line(let line): try container.encode(line)
    case .missing: try container.encode("none")
    }
  }
}
