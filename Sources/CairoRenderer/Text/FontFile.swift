/// A typeface in a file.
struct FontFile: Hashable, Sendable {
  let path: String
  /// The number of the face in its file, with FontConfig's number of the named instance in the upper half.
  let index: Int
  let family: String
}

/// What a font is chosen by; the size plays no part.
struct Typeface: Hashable, Sendable {
  let family: String
  let isBold: Bool
  let isItalic: Bool
}

/// The face that stands for a typeface.
struct ResolvedFace: Sendable {
  let face: FontFace
  /// Whether the face is of the family that was asked for.
  let isExact: Bool
}
