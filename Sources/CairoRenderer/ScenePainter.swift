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
    paintGround(scene)
    try paintCommands(scene)
  }

  /// The ground by itself: Cairo forgets what was recorded before a whole page is painted, also the start of a tag.
  func paintGround(_ scene: Scene) {
    canvas.scale(by: scale)
    guard let background = scene.background else { return }
    canvas.setColor(background)
    canvas.paint()
  }

  /// Everything that stands on the ground.
  func paintCommands(_ scene: Scene) throws(RenderError) {
    try paint(scene.commands, clip: nil)
  }

  private func paint(_ commands: [DrawingCommand], clip: Rect?) throws(RenderError) {
    for command in commands {
      switch command {
      case .fill(let path, let color):
        if let shape = translucent(path, color, clip: clip) {
          try shape.draw(on: canvas)
          continue
        }
        canvas.setColor(color)
        canvas.append(path)
        canvas.fill()
      case .gradient(let path, let run):
        canvas.append(path)
        canvas.fill(run)
      case .stroke(let path, let color, let style):
        guard style.width > 0 else { continue }
        canvas.setColor(color)
        canvas.append(path)
        canvas.stroke(style)
      case .gradientStroke(let path, let run, let style):
        guard style.width > 0 else { continue }
        canvas.append(path)
        canvas.stroke(style, run)
      case .text(let run):
        try paint(run, clip: clip)
      case .stamps(let path, let places, let color):
        canvas.setColor(color)
        try stamp(path, at: places, color: color)
      case .image(let image, let rect):
        try canvas.draw(image, in: rect)
      case .clipped(let rect, let inner):
        let inside = devicePixels(rect).intersection(clip)
        try canvas.clipped(to: rect) { () throws(RenderError) in try paint(inner, clip: inside) }
      }
    }
  }

  private func paint(_ run: TextRun, clip: Rect?) throws(RenderError) {
    guard !run.string.isEmpty, run.font.size > 0 else { return }
    let line = fonts.line(run.string, in: run.font)
    let origin = Point(x: run.left(of: line), y: run.position.y)
    canvas.setColor(run.color)
    switch letters {
    case .glyphs:
      for stretch in line.runs { canvas.show(stretch, at: origin, size: run.font.size) }
    case .outlines:
      try paintOutlines(run, line, from: origin, clip: clip)
    }
  }

  private func devicePixels(_ rect: Rect) -> Rect {
    Rect(x: rect.x * scale, y: rect.y * scale, width: rect.width * scale, height: rect.height * scale)
  }

  private func paintOutlines(_ run: TextRun, _ line: ShapedLine, from origin: Point, clip: Rect?)
    throws(RenderError)
  {
    let size = run.font.size * scale
    let isSmall = size <= GlyphPress.largestSize
    var masks: [(mask: CoverageMask, column: Int, row: Int)] = []
    var isClipped = false
    var outlines: [(outline: GlyphOutline, place: Point, pixelsPerUnit: Double)] = []
    for stretch in line.runs {
      let face = stretch.face
      let pixelsPerUnit = size / face.unitsPerEm
      for glyph in stretch.glyphs {
        let place = GlyphPress.Place(
          x: origin.x * scale + glyph.x * size, y: origin.y * scale - glyph.y * size)
        if isSmall, !isClipped {
          let mask = try face.press.mask(
            of: glyph.id, outline: { face.outline(of: glyph.id) }, pixelsPerUnit: pixelsPerUnit,
            quarter: place.quarter)
          masks.append((mask, place.column, place.row))
          if let clip, !clip.contains(mask.box(column: place.column, row: place.row)) { isClipped = true }
        }
        if clip != nil || !isSmall {
          outlines.append((face.outline(of: glyph.id), place.point, pixelsPerUnit))
        }
      }
    }
    if isSmall, !isClipped { return canvas.blend(masks, run.color) }
    canvas.unscaled {
      for (outline, place, pixelsPerUnit) in outlines {
        canvas.append(outline, at: place, scale: pixelsPerUnit)
      }
      canvas.fill()
    }
  }

  /// A shape that others show through and that nothing cuts, drawn as pixels.
  private func translucent(_ path: Path, _ color: Color, clip: Rect?) -> TranslucentFill? {
    guard letters == .outlines, color.opacity < 1 else { return nil }
    let (columns, rows) = canvas.extent
    let all = Rect(x: 0, y: 0, width: Double(columns), height: Double(rows))
    return TranslucentFill(path, color, scale: scale, inside: all.intersection(clip))
  }

  private func stamp(_ path: Path, at places: [Point], color: Color) throws(RenderError) {
    if letters == .outlines, let press = StampPress(path, scale: scale, count: places.count) {
      return try press.stamp(at: places, on: canvas)
    }
    if letters == .glyphs, let circle = path.circle {
      // A PDF says a dot with a round pen in a quarter of the bytes of four curves.
      let pen = StrokeStyle(width: circle.radius * 2, cap: .round)
      for place in places {
        let centre = Point(x: place.x + circle.centre.x, y: place.y + circle.centre.y)
        canvas.append(Path([.move(centre), .line(centre)]))
        canvas.stroke(pen)
      }
      return
    }
    for place in places {
      canvas.append(path, at: place)
      canvas.fill()
    }
  }
}

extension Path {
  /// The centre and radius of a path that was made as a circle.
  var circle: (centre: Point, radius: Double)? {
    guard elements.count == 6, case .move(let right) = elements[0],
      case .curve(_, _, let bottom) = elements[1]
    else { return nil }
    let centre = Point(x: bottom.x, y: right.y)
    let radius = right.x - centre.x
    return radius > 0 && self == Path(circleAt: centre, radius: radius) ? (centre, radius) : nil
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

extension CoverageMask {
  /// The pixels covered by a glyph at a place.
  func box(column: Int, row: Int) -> Rect {
    Rect(x: Double(column + left), y: Double(row + top), width: Double(width), height: Double(height))
  }
}

extension Rect {
  /// What two rectangles share, of no extent where they are apart; all of this one where there is no other.
  func intersection(_ other: Rect?) -> Rect {
    guard let other else { return self }
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left, y: top, width: max(0, min(maxX, other.maxX) - left),
      height: max(0, min(maxY, other.maxY) - top))
  }
}
