internal import ChartGrammar

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

  /// A rectangle around all points, those of the curves' control included, or nil for a glyph without ink.
  var box: Rect? {
    var minX = Float.infinity
    var maxX = -Float.infinity
    var minY = Float.infinity
    var maxY = -Float.infinity
    func include(_ x: Float, _ y: Float) {
      minX = min(minX, x)
      maxX = max(maxX, x)
      minY = min(minY, y)
      maxY = max(maxY, y)
    }
    for step in steps {
      switch step {
      case .move(let x, let y), .line(let x, let y): include(x, y)
      case .quadratic(let cx, let cy, let x, let y):
        include(cx, cy)
        include(x, y)
      case .cubic(let ax, let ay, let bx, let by, let x, let y):
        include(ax, ay)
        include(bx, by)
        include(x, y)
      case .close: break
      }
    }
    guard minX <= maxX else { return nil }
    return Rect(x: Double(minX), y: Double(minY), width: Double(maxX - minX), height: Double(maxY - minY))
  }
}
