/// Where fonts are looked for.
public enum FontSource: Hashable, Sendable {
  /// The fonts installed on the machine, as FontConfig knows them.
  case system
  /// Only the font files in a folder and its subfolders, so that a pipeline can pin its fonts.
  case folder(String)
}

extension FontSource: CustomStringConvertible {
  /// The place in words.
  public var description: String {
    switch self {
    case .system: "the system’s font folders"
    case .folder(let path): "the folder \(path)"
    }
  }
}
