/// Something that was drawn, but not as asked.
public enum RenderWarning: Hashable, Sendable {
  /// A font family is not installed, and another was used.
  case missingFamily(requested: String, used: String)
  /// No installed font has these characters; boxes were drawn instead.
  case missingCharacters(String, family: String)
}

extension RenderWarning: CustomStringConvertible {
  /// The warning as a sentence.
  public var description: String {
    switch self {
    case .missingFamily(let requested, let used):
      "The font “\(requested)” is not installed; “\(used)” was used instead."
    case .missingCharacters(let characters, let family):
      "Neither “\(family)” nor any other installed font has “\(characters)” (\(codes(of: characters))); "
        + "a box was drawn for each character."
    }
  }

  private func codes(of characters: String) -> String {
    characters.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }.joined(separator: " ")
  }
}
