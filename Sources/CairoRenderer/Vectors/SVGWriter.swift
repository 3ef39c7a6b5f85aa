internal import ChartGrammar

/// Writes a scene as an SVG file.
///
/// Cairo's own SVG is not used, because its identifiers count up through the whole process, so that a figure would
/// depend on those drawn before it, and because it has no place for a title.
///
/// - Source: W3C (2011), *Scalable Vector Graphics (SVG) 1.1*, second edition.
struct SVGWriter {
  private let fonts: FontLibrary
  private let text: PictureFormat.Text
  private var definitions = MarkupBuffer()
  private var body = MarkupBuffer()
  private var glyphs: [GlyphKey: Int?] = [:]
  private var shapes: [Path: Int] = [:]
  private var count = 0

  private struct GlyphKey: Hashable {
    let file: FontFile
    let glyph: UInt32
  }

  /// The file as bytes.
  static func write(_ scene: Scene, text: PictureFormat.Text, scale: Double, fonts: FontLibrary) -> [UInt8] {
    var writer = SVGWriter(fonts: fonts, text: text)
    writer.add(scene.commands)
    writer.addMarks(scene.marks)
    var file = MarkupBuffer()
    let size = scene.size
    file.add(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"")
    file.add(size.width * scale, decimals: 3)
    file.add("\" height=\"")
    file.add(size.height * scale, decimals: 3)
    file.add("\" viewBox=\"0 0 ")
    file.add(size.width, decimals: 3)
    file.add(" ")
    file.add(size.height, decimals: 3)
    file.add("\" stroke-miterlimit=\"10\" role=\"img\"")
    writer.addLabels(of: scene, to: &file)
    if writer.count > 0 {
      file.add("<defs>")
      file.add(writer.definitions)
      file.add("</defs>\n")
    }
    if let background = scene.background {
      file.add("<rect width=\"100%\" height=\"100%\"")
      file.addFill(background)
      file.add("/>\n")
    }
    file.add(writer.body)
    file.add("</svg>\n")
    return file.finished()
  }

  private init(fonts: FontLibrary, text: PictureFormat.Text) {
    self.fonts = fonts
    self.text = text
  }

  /// The end of the first tag, and the title and description that it refers to.
  private func addLabels(of scene: Scene, to file: inout MarkupBuffer) {
    let labels = [("title", scene.title), ("desc", scene.shortDescription)].filter { !$0.1.isEmpty }
    if !labels.isEmpty {
      file.add(" aria-labelledby=\"")
      for (index, label) in labels.enumerated() {
        if index > 0 { file.add(" ") }
        file.addIdentifier(label.0)
      }
      file.add("\"")
    }
    file.add(">\n")
    for label in labels {
      file.add("<\(label.0) id=\"")
      file.addIdentifier(label.0)
      file.add("\">")
      file.add(escaped: label.1)
      file.add("</\(label.0)>\n")
    }
  }

  private mutating func add(_ commands: [DrawingCommand]) {
    for command in commands {
      switch command {
      case .fill(let path, let color):
        guard !path.elements.isEmpty else { continue }
        addPath(path)
        body.addFill(color)
        body.add("/>\n")
      case .gradient(let path, let run):
        guard !path.elements.isEmpty else { continue }
        let name = define(run)
        addPath(path)
        body.add(" fill=\"url(#")
        body.addIdentifier(String(name))
        body.add(")\"/>\n")
      case .stroke(let path, let color, let style):
        guard !path.elements.isEmpty, style.width > 0 else { continue }
        addPath(path)
        body.add(" fill=\"none\"")
        body.addStroke(color, style)
        body.add("/>\n")
      case .gradientStroke(let path, let run, let style):
        guard !path.elements.isEmpty, style.width > 0 else { continue }
        let name = define(run)
        addPath(path)
        body.add(" fill=\"none\"")
        body.addStroke(run: String(name), style)
        body.add("/>\n")
      case .text(let run):
        guard !run.string.isEmpty, run.font.size > 0 else { continue }
        switch text {
        case .outlines: addOutlines(run)
        case .text: addText(run)
        }
      case .stamps(let path, let places, let color):
        addStamps(path, at: places, color)
      case .image(let image, let rect):
        addImage(image, rect)
      case .clipped(let rect, let inner):
        addClipped(rect, inner)
      }
    }
  }

  private mutating func addImage(_ image: RasterImage, _ rect: Rect) {
    body.add("<image x=\"")
    body.add(rect.x)
    body.add("\" y=\"")
    body.add(rect.y)
    body.add("\" width=\"")
    body.add(rect.width)
    body.add("\" height=\"")
    body.add(rect.height)
    body.add("\" preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64,\(image.base64)\"/>\n")
  }

  /// Invisible rectangles over the marks, whose titles browsers show under the pointer.
  private mutating func addMarks(_ marks: [SceneMark]) {
    guard !marks.isEmpty else { return }
    body.add("<g class=\"marks\" fill=\"none\" pointer-events=\"all\">\n")
    for mark in marks {
      body.add("<rect class=\"mark\" x=\"")
      body.add(mark.frame.x)
      body.add("\" y=\"")
      body.add(mark.frame.y)
      body.add("\" width=\"")
      body.add(mark.frame.width)
      body.add("\" height=\"")
      body.add(mark.frame.height)
      body.add("\"><title>")
      body.add(escaped: mark.title)
      body.add("</title></rect>\n")
    }
    body.add("</g>\n")
  }

  private mutating func addPath(_ path: Path) {
    body.add("<path d=\"")
    body.add(PathData(path).markup)
    body.add("\"")
  }

  private mutating func addOutlines(_ run: TextRun) {
    let line = fonts.line(run.string, in: run.font)
    for stretch in line.runs {
      let units = stretch.face.unitsPerEm
      var uses = MarkupBuffer()
      for glyph in stretch.glyphs {
        guard let name = name(of: glyph.id, in: stretch.face) else { continue }
        uses.addUse(name, x: glyph.x * units, y: glyph.y * units, decimals: 0)
      }
      guard !uses.bytes.isEmpty else { continue }
      body.add("<g transform=\"translate(")
      body.add(run.left(of: line))
      body.add(" ")
      body.add(run.position.y)
      body.add(")scale(")
      body.add(run.font.size / units, decimals: 9)
      body.add(" ")
      body.add(-run.font.size / units, decimals: 9)
      body.add(")\"")
      body.addFill(run.color)
      body.add(">")
      body.add(uses)
      body.add("</g>\n")
    }
  }

  /// The number of a glyph's definition, or nil for one without ink.
  private mutating func name(of glyph: UInt32, in face: FontFace) -> Int? {
    let key = GlyphKey(file: face.file, glyph: glyph)
    if let known = glyphs[key] { return known }
    let name = face.markup(of: glyph).map { define($0) }
    glyphs[key] = .some(name)
    return name
  }

  private mutating func addText(_ run: TextRun) {
    let line = fonts.line(run.string, in: run.font)
    let visible = LineShaper.visible(run.string)
    guard !visible.isEmpty else { return }
    body.add("<text x=\"")
    body.add(run.position.x)
    body.add("\" y=\"")
    body.add(run.position.y)
    body.add("\" font-family=\"")
    body.add(escaped: families(for: run.font))
    body.add("\" font-size=\"")
    body.add(run.font.size, decimals: 3)
    body.add("\"")
    if run.font.weight == .bold { body.add(" font-weight=\"bold\"") }
    if run.font.isItalic { body.add(" font-style=\"italic\"") }
    if line.isRightToLeft { body.add(" direction=\"rtl\"") }
    switch (run.anchor, line.isRightToLeft) {
    case (.start, false), (.end, true): break
    case (.middle, _): body.add(" text-anchor=\"middle\"")
    case (.end, false), (.start, true): body.add(" text-anchor=\"end\"")
    }
    if line.missing.isEmpty {
      body.add(" textLength=\"")
      body.add(line.width * run.font.size)
      body.add("\"")
    }
    if visible.contains("  ") || visible.hasPrefix(" ") || visible.hasSuffix(" ") {
      body.add(" xml:space=\"preserve\"")
    }
    body.addFill(run.color)
    body.add(">")
    body.add(escaped: visible)
    body.add("</text>\n")
  }

  /// The family asked for, the one that was measured, and others of the same widths.
  private func families(for font: Font) -> String {
    let used = fonts.face(for: font).face.file.family
    let generic = used.contains("Mono") ? "monospace" : used.contains("Serif") ? "serif" : "sans-serif"
    var names = [font.family]
    for name in [used] + (generic == "sans-serif" ? ["Arimo", "Arial", "Helvetica"] : [])
    where !names.contains(name) {
      names.append(name)
    }
    let quoted = names.map { name in
      name.contains(" ") ? "'" + name.filter { $0 != "'" && $0 != "\\" } + "'" : name
    }
    return (quoted + [generic]).joined(separator: ",")
  }

  private mutating func addStamps(_ path: Path, at places: [Point], _ color: Color) {
    guard !path.elements.isEmpty, !places.isEmpty else { return }
    let name: Int
    if let known = shapes[path] {
      name = known
    } else {
      name = define(PathData(path).markup)
      shapes[path] = name
    }
    body.add("<g")
    body.addFill(color)
    body.add(">")
    for place in places {
      body.addUse(name, x: place.x, y: place.y, decimals: 2)
    }
    body.add("</g>\n")
  }

  /// A picture inside the picture clips without an identifier.
  private mutating func addClipped(_ rect: Rect, _ inner: [DrawingCommand]) {
    guard rect.width > 0, rect.height > 0, !inner.isEmpty else { return }
    let numbers = [rect.x, rect.y, rect.width, rect.height]
    body.add("<svg")
    for (name, value) in zip(["x", "y", "width", "height"], numbers) {
      body.add(" \(name)=\"")
      body.add(value, decimals: 3)
      body.add("\"")
    }
    body.add(" viewBox=\"")
    for (index, value) in numbers.enumerated() {
      if index > 0 { body.add(" ") }
      body.add(value, decimals: 3)
    }
    body.add("\" preserveAspectRatio=\"none\" overflow=\"hidden\">\n")
    add(inner)
    body.add("</svg>\n")
  }

  private mutating func define(_ run: GradientFill) -> Int {
    count += 1
    definitions.add("<linearGradient id=\"")
    definitions.addIdentifier(String(count))
    definitions.add("\" gradientUnits=\"userSpaceOnUse\"")
    for (name, value) in [
      ("x1", run.start.x), ("y1", run.start.y), ("x2", run.end.x), ("y2", run.end.y),
    ] {
      definitions.add(" \(name)=\"")
      definitions.add(value, decimals: 3)
      definitions.add("\"")
    }
    definitions.add(">")
    for stop in run.stops {
      definitions.add("<stop offset=\"")
      definitions.add(stop.location, decimals: 4)
      definitions.add("\"")
      definitions.addStop(stop.color)
      definitions.add("/>")
    }
    definitions.add("</linearGradient>\n")
    return count
  }

  private mutating func define(_ markup: MarkupBuffer) -> Int {
    count += 1
    definitions.add("<path id=\"")
    definitions.addIdentifier(String(count))
    definitions.add("\" d=\"")
    definitions.add(markup)
    definitions.add("\"/>\n")
    return count
  }
}
