public import ChartGrammar

/// Measures text and draws scenes as PNG, SVG and PDF.
///
/// An identical scene gives identical bytes: alone or after others, on one thread or many, on any day. A renderer may be
/// used by several threads at once.
public struct CairoRenderer: TextMeasurer {
  private let fonts: FontLibrary

  /// A renderer with the fonts of the machine or of a folder.
  ///
  /// Renderers with the machine's fonts share what they have loaded and measured.
  ///
  /// - Throws: ``RenderError/noFonts(searched:)`` where no font is installed at all.
  public init(fonts source: FontSource = .system) throws(RenderError) {
    switch source {
    case .system: fonts = try FontLibrary.system.get()
    case .folder: fonts = try FontLibrary(source)
    }
  }

  /// The extent of one line of text, the same for every format and scale.
  ///
  /// Kerning counts, hinting does not. Line breaks count as spaces. The height is that of the font asked for, whatever
  /// letters are borrowed from others.
  public func measure(_ string: String, in font: Font) -> TextExtent {
    guard font.size.isFinite, font.size > 0 else { return TextExtent(width: 0, ascent: 0, descent: 0) }
    if string.isEmpty {
      let face = fonts.face(for: font).face
      return TextExtent(width: 0, ascent: face.ascent * font.size, descent: face.descent * font.size)
    }
    let (line, face) = fonts.shaped(string, in: font)
    return TextExtent(
      width: line.width * font.size, ascent: face.ascent * font.size, descent: face.descent * font.size)
  }

  /// Draws a scene as a file.
  ///
  /// - Parameters:
  ///   - scene: What to draw.
  ///   - format: The kind of file.
  ///   - scale: How much larger than its size the scene is drawn: a PNG has this many pixels to a pixel of the scene, an SVG
  ///     or PDF is enlarged.
  ///   - paper: The page of a PDF, on which the scene is as large as there is room for; nil for a page of its size.
  /// - Throws: A ``RenderError`` that says which size or number cannot be drawn.
  public func render(
    _ scene: Scene, as format: PictureFormat, scale: Double = 1, paper: Paper? = nil
  ) throws(RenderError) -> RenderedPicture {
    let inspection = try SceneInspection(scene, scale: scale, fonts: fonts)
    let bytes =
      switch format {
      case .png: try png(scene, scale: scale)
      case .svg(let text): SVGWriter.write(scene, text: text, scale: scale, fonts: fonts)
      case .pdf: try pdf(scene, scale: scale, paper: paper)
      }
    return RenderedPicture(bytes: bytes, warnings: inspection.warnings)
  }

  private func png(_ scene: Scene, scale: Double) throws(RenderError) -> [UInt8] {
    let width = Int((scene.size.width * scale).rounded())
    let height = Int((scene.size.height * scale).rounded())
    let isOpaque = scene.background?.opacity == 1
    let canvas = try Canvas(pixels: width, by: height, isOpaque: isOpaque)
    try ScenePainter(canvas: canvas, fonts: fonts, letters: .outlines, scale: scale).paint(scene)
    let encoder = PNGEncoder(
      width: width, height: height, isOpaque: isOpaque,
      pixelsPerMetre: Int((scale * Self.pixelsPerInch / Self.metresPerInch).rounded()),
      texts: [("Title", scene.title), ("Description", scene.fullDescription)])
    return try canvas.withPixels { pixels, pixelsPerRow in
      encoder.encode(pixels, pixelsPerRow: pixelsPerRow)
    }
  }

  private func pdf(_ scene: Scene, scale: Double, paper: Paper?) throws(RenderError) -> [UInt8] {
    var points = scale * Self.pointsPerInch / Self.pixelsPerInch
    var page = Size(width: scene.size.width * points, height: scene.size.height * points)
    var origin = Point(x: 0, y: 0)
    if let paper {
      let pointsPerMillimetre = Self.pointsPerInch / Self.metresPerInch / 1000
      let margin = paper.margin * pointsPerMillimetre
      page = Size(width: paper.width * pointsPerMillimetre, height: paper.height * pointsPerMillimetre)
      guard page.width > 2 * margin, page.height > 2 * margin, margin >= 0 else {
        throw .invalidSize(width: page.width - 2 * margin, height: page.height - 2 * margin)
      }
      points = min(
        (page.width - 2 * margin) / scene.size.width, (page.height - 2 * margin) / scene.size.height)
      origin = Point(x: (page.width - scene.size.width * points) / 2, y: margin)
    }
    let canvas = try Canvas(
      page: page.width, by: page.height, title: scene.title, subject: scene.fullDescription)
    canvas.move(to: origin)
    let painter = ScenePainter(canvas: canvas, fonts: fonts, letters: .glyphs, scale: points)
    painter.paintGround(scene)
    try canvas.tagged("Document") { () throws(RenderError) in
      try canvas.tagged("Figure") { () throws(RenderError) in try painter.paintCommands(scene) }
    }
    let words = scene.alternativeText.isEmpty ? scene.title : scene.alternativeText
    return PDFTags(alternativeText: words, language: "en-GB").added(to: try canvas.finishFile())
  }

  /// A pixel as the web defines it.
  private static let pixelsPerInch = 96.0
  private static let pointsPerInch = 72.0
  private static let metresPerInch = 0.0254
}

extension Scene {
  /// The alternative text, or the long description where there is none: pages have the table beside the picture.
  var shortDescription: String { alternativeText.isEmpty ? longDescription : alternativeText }

  /// The alternative text and, below it, the long description.
  var fullDescription: String {
    [alternativeText, longDescription].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}
