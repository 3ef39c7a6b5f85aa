/// A line of text as glyphs in visual order, in units of the font size and thus for every size.
struct ShapedLine: Sendable {
  struct Glyph: Sendable {
    let id: UInt32
    /// Ems from the left end of the line.
    let x: Double
    /// Ems above the baseline.
    let y: Double
    /// The index of the glyph's first letter in the scalars of its run.
    let cluster: Int
  }

  /// Glyphs of one face that are read in one direction.
  struct Run: Sendable {
    let face: FontFace
    let glyphs: [Glyph]
    let scalars: [UInt32]
    let isRightToLeft: Bool
  }

  let runs: [Run]
  /// Ems from the left to the right end.
  let width: Double
  /// Whether the line as a whole is read from right to left.
  let isRightToLeft: Bool
  /// Characters that no font has.
  let missing: [Character]
}
