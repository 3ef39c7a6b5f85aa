internal import ChartGrammar

/// Draws the commands of a scene on a canvas.
struct ScenePainter {
  /// How letters are drawn.
  enum Letters {
    /// As filled outlines, placed between pixels where the measurement puts them.
    case outlines
    /// As glyphs of an embedded font.
    case glyphs
  }

  let canvas: Canvas
  let fonts: FontLibrary
  let letters: Letters
  /// Device pixels to a pixel of the scene.
  let scale: Double

  func paint(_ scene: Scene) throws(RenderError) {
    canvas.scale(by: scale)
    if let background = scene.background {
      canvas.setColor(background)
      canvas.paint()
    }
    try paint(scene.commands)
  }

  private func paint(_ commands: [DrawingCommand]) throws(RenderError) {
    for command in commands {
      switch command {
      case .fill(let path, let color):
        canvas.setColor(color)
        canvas.append(path)
        canvas.fill()
      case .stroke(let path, let color, let style):
        guard style.width > 0 else { continue }
        canvas.setColor(color)
        canvas.append(path)
        canvas.stroke(style)
      case .text(let run):
        paint(run)
      case .stamps(let path, let places, let color):
        canvas.setColor(color)
        try stamp(path, at: places, color: color)
      case .clipped(let rect, let inner):
        try canvas.clipped(to: rect) { () throws(RenderError) in try paint(inner) }
      }
    }
  }

  private func paint(_ run: TextRun) {
    guard !run.string.isEmpty, run.font.size > 0 else { return }
    let line = fonts.line(run.string, in: run.font)
    let origin = Point(x: run.left(of: line), y: run.position.y)
    canvas.setColor(run.color)
    for stretch in line.runs {
      switch letters {
      case .glyphs:
        canvas.show(stretch, at: origin, size: run.font.size)
      case .outlines:
        for glyph in stretch.glyphs {
          let place = Point(x: origin.x + glyph.x * run.font.size, y: origin.y - glyph.y * run.font.size)
          canvas.append(
            stretch.face.outline(of: glyph.id), at: place, scale: run.font.size / stretch.face.unitsPerEm)
        }
      }
    }
    if letters == .outlines { canvas.fill() }
  }

  private func stamp(_ path: Path, at places: [Point], color: Color) throws(RenderError) {
    if letters == .outlines, let press = StampPress(path, scale: scale, count: places.count) {
      return try press.stamp(at: places, on: canvas)
    }
    for place in places {
      canvas.append(path, at: place)
      canvas.fill()
    }
  }
}

extension TextRun {
  /// The left end of the line.
  func left(of line: ShapedLine) -> Double {
    let width = line.width * font.size
    return switch anchor {
    case .start: position.x
    case .middle: position.x - width / 2
    case .end: position.x - width
    }
  }
}
