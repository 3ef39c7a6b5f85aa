/// The outline of one glyph in font units, with the y axis upwards.
struct GlyphOutline: Sendable {
  enum Step: Sendable {
    case move(x: Float, y: Float)
    case line(x: Float, y: Float)
    case quadratic(cx: Float, cy: Float, x: Float, y: Float)
    case cubic(ax: Float, ay: Float, bx: Float, by: Float, x: Float, y: Float)
    case close
  }

  var steps: [Step] = []

  var isEmpty: Bool { steps.isEmpty }
}
