internal import CCairo
internal import ChartGrammar

/// A surface with its context: the doorway to Cairo.
///
/// Cairo keeps the first error of an object and ignores every later call, so one check when a picture is finished
/// sees them all; any status but success is an error, also one that Cairo's future versions invent.
final class Canvas {
  private let surface: OpaquePointer
  private let context: OpaquePointer
  private let sink: ByteSink?
  private var faces: [FontFile: OpaquePointer] = [:]

  /// Collects what Cairo writes.
  private final class ByteSink {
    var bytes: [UInt8] = []
  }

  /// A canvas of pixels.
  init(pixels width: Int, by height: Int, isOpaque: Bool) throws(RenderError) {
    let format = isOpaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32
    guard let surface = cairo_image_surface_create(format, Int32(width), Int32(height)) else {
      throw .drawing("no surface was made")
    }
    sink = nil
    self.surface = surface
    context = try Self.context(on: surface)
  }

  /// A canvas that keeps only how much of each pixel is covered.
  init(coverage width: Int, by height: Int) throws(RenderError) {
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(width), Int32(height)) else {
      throw .drawing("no surface was made")
    }
    sink = nil
    self.surface = surface
    context = try Self.context(on: surface)
  }

  /// A canvas for a PDF file of one page, its size given in points.
  init(page width: Double, by height: Double, title: String, subject: String) throws(RenderError) {
    let sink = ByteSink()
    let surface = cairo_pdf_surface_create_for_stream(
      { target, data, count in
        guard let target, let data else { return CAIRO_STATUS_WRITE_ERROR }
        Unmanaged<ByteSink>.fromOpaque(target).takeUnretainedValue().bytes
          .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(sink).toOpaque(), width, height)
    guard let surface else { throw .drawing("no surface was made") }
    self.sink = sink
    self.surface = surface
    context = try Self.context(on: surface)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01T00:00:00Z")
    if !title.isEmpty { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title) }
    if !subject.isEmpty { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, subject) }
  }

  private static func context(on surface: OpaquePointer) throws(RenderError) -> OpaquePointer {
    do throws(RenderError) {
      try check(cairo_surface_status(surface))
      guard let context = cairo_create(surface) else { throw .drawing("no context was made") }
      return context
    } catch {
      cairo_surface_destroy(surface)
      throw error
    }
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
    for face in faces.values { cairo_font_face_destroy(face) }
  }

  private static func check(_ status: cairo_status_t) throws(RenderError) {
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .drawing(
        cairo_status_to_string(status).map { String(cString: $0) } ?? "status \(status.rawValue)")
    }
  }

  func scale(by factor: Double) {
    cairo_scale(context, factor, factor)
  }

  func move(to origin: Point) {
    cairo_translate(context, origin.x, origin.y)
  }

  func setColor(_ color: Color) {
    cairo_set_source_rgba(
      context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255, color.opacity)
  }

  func paint() {
    cairo_paint(context)
  }

  func append(_ path: Path, at origin: Point = Point(x: 0, y: 0)) {
    for element in path.elements {
      switch element {
      case .move(let to): cairo_move_to(context, origin.x + to.x, origin.y + to.y)
      case .line(let to): cairo_line_to(context, origin.x + to.x, origin.y + to.y)
      case .curve(let a, let b, let to):
        cairo_curve_to(
          context, origin.x + a.x, origin.y + a.y, origin.x + b.x, origin.y + b.y, origin.x + to.x,
          origin.y + to.y)
      case .close: cairo_close_path(context)
      }
    }
  }

  /// Adds a glyph with its origin at a point; `scale` is pixels to a font unit.
  func append(_ outline: GlyphOutline, at origin: Point, scale: Double) {
    var pen = Point(x: 0, y: 0)
    func place(_ x: Float, _ y: Float) -> Point {
      Point(x: origin.x + Double(x) * scale, y: origin.y - Double(y) * scale)
    }
    for step in outline.steps {
      switch step {
      case .move(let x, let y):
        pen = place(x, y)
        cairo_move_to(context, pen.x, pen.y)
      case .line(let x, let y):
        pen = place(x, y)
        cairo_line_to(context, pen.x, pen.y)
      case .quadratic(let cx, let cy, let x, let y):
        // A quadratic curve is the cubic one whose control points lie two thirds of the way to its own.
        let control = place(cx, cy)
        let end = place(x, y)
        cairo_curve_to(
          context, pen.x + (control.x - pen.x) * 2 / 3, pen.y + (control.y - pen.y) * 2 / 3,
          end.x + (control.x - end.x) * 2 / 3, end.y + (control.y - end.y) * 2 / 3, end.x, end.y)
        pen = end
      case .cubic(let ax, let ay, let bx, let by, let x, let y):
        let first = place(ax, ay)
        let second = place(bx, by)
        pen = place(x, y)
        cairo_curve_to(context, first.x, first.y, second.x, second.y, pen.x, pen.y)
      case .close: cairo_close_path(context)
      }
    }
  }

  /// Fills what was appended and forgets it.
  func fill() {
    cairo_fill(context)
  }

  /// Fills what was appended with a run of colours and forgets it.
  func fill(_ run: GradientFill) {
    guard setSource(run) else { return }
    cairo_fill(context)
  }

  /// Draws along what was appended with a run of colours and forgets it.
  func stroke(_ style: StrokeStyle, _ run: GradientFill) {
    guard setSource(run) else { return }
    stroke(style)
  }

  /// Whether what follows is painted with a run of colours.
  private func setSource(_ run: GradientFill) -> Bool {
    guard let pattern = cairo_pattern_create_linear(run.start.x, run.start.y, run.end.x, run.end.y) else {
      return false
    }
    defer { cairo_pattern_destroy(pattern) }
    for stop in run.stops {
      let color = stop.color
      cairo_pattern_add_color_stop_rgba(
        pattern, stop.location, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
        color.opacity)
    }
    cairo_set_source(context, pattern)
    return true
  }

  /// Draws a picture of pixels into a rectangle.
  func draw(_ image: RasterImage, in rect: Rect) throws(RenderError) {
    final class Source {
      var rest: ArraySlice<UInt8>
      init(_ bytes: [UInt8]) { rest = bytes[...] }
    }
    let source = Source(image.png)
    let picture = withExtendedLifetime(source) {
      cairo_image_surface_create_from_png_stream(
        { target, data, count in
          guard let target, let data else { return CAIRO_STATUS_READ_ERROR }
          let source = Unmanaged<Source>.fromOpaque(target).takeUnretainedValue()
          guard source.rest.count >= Int(count) else { return CAIRO_STATUS_READ_ERROR }
          for place in 0..<Int(count) { data[place] = source.rest[source.rest.startIndex + place] }
          source.rest = source.rest.dropFirst(Int(count))
          return CAIRO_STATUS_SUCCESS
        }, Unmanaged.passUnretained(source).toOpaque())
    }
    guard let picture else { throw .drawing("no surface was made") }
    defer { cairo_surface_destroy(picture) }
    guard cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS else {
      throw .drawing("the PNG file of the logo is damaged")
    }
    cairo_save(context)
    cairo_translate(context, rect.x, rect.y)
    cairo_scale(context, rect.width / Double(image.width), rect.height / Double(image.height))
    cairo_set_source_surface(context, picture, 0, 0)
    // Without it the edges are mixed with nothing beyond them.
    cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD)
    cairo_rectangle(context, 0, 0, Double(image.width), Double(image.height))
    cairo_fill(context)
    cairo_restore(context)
  }

  /// Draws along what was appended and forgets it.
  func stroke(_ style: StrokeStyle) {
    cairo_set_line_width(context, style.width)
    switch style.cap {
    case .butt: cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    case .round: cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
    case .square: cairo_set_line_cap(context, CAIRO_LINE_CAP_SQUARE)
    }
    switch style.join {
    case .miter: cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
    case .round: cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    case .bevel: cairo_set_line_join(context, CAIRO_LINE_JOIN_BEVEL)
    }
    let dash = style.dash.contains { $0 > 0 } ? style.dash : []
    cairo_set_dash(context, dash, Int32(dash.count), 0)
    cairo_stroke(context)
  }

  /// Draws in device pixels, whatever the scale.
  func unscaled(_ draw: () -> Void) {
    cairo_save(context)
    cairo_identity_matrix(context)
    draw()
    cairo_restore(context)
  }

  func clipped(to rect: Rect, draw: () throws(RenderError) -> Void) throws(RenderError) {
    cairo_save(context)
    cairo_rectangle(context, rect.x, rect.y, rect.width, rect.height)
    cairo_clip(context)
    defer { cairo_restore(context) }
    try draw()
  }

  /// Lays a finished canvas of coverage in the present colour on this one, its corner on a whole pixel.
  func stamp(_ mask: Canvas, x: Int, y: Int) {
    cairo_save(context)
    cairo_identity_matrix(context)
    cairo_mask_surface(context, mask.surface, Double(x), Double(y))
    cairo_restore(context)
  }

  /// Mixes a colour into the pixels that masks cover; nothing is clipped but at the edges of the canvas.
  ///
  /// Cairo does the same, but spends ten times longer on finding out what to do with each letter.
  func blend(_ masks: [(mask: CoverageMask, column: Int, row: Int)], _ color: Color) {
    guard let area else { return }
    for (mask, column, row) in masks { area.blend(color, through: mask, column: column, row: row) }
    cairo_surface_mark_dirty(surface)
  }

  /// Mixes a colour into the pixels that a finished canvas of coverage covers, which must all be on this one.
  func mix(_ color: Color, through mask: Canvas, column: Int, row: Int) throws(RenderError) {
    try mask.finishCoverage()
    guard let coverage = cairo_image_surface_get_data(mask.surface), let area else { return }
    let ink = TranslucentInk(color)
    let (width, height) = (mask.extent.columns, mask.extent.rows)
    precondition(
      column >= 0 && row >= 0 && column + width <= area.width && row + height <= area.height)
    let stride = Int(cairo_image_surface_get_stride(mask.surface))
    for line in 0..<height {
      ink.lay(
        on: area.pixels + ((row + line) * area.pixelsPerRow + column), through: coverage + line * stride,
        width: width)
    }
    cairo_surface_mark_dirty(surface)
  }

  /// The number of pixels across and down, of a canvas of pixels or coverage.
  var extent: (columns: Int, rows: Int) {
    (Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface)))
  }

  /// The pixels so far, to be drawn on.
  private var area: PixelArea? {
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { return nil }
    return PixelArea(
      pixels: UnsafeMutableRawPointer(data).assumingMemoryBound(to: UInt32.self), width: extent.columns,
      height: extent.rows, pixelsPerRow: Int(cairo_image_surface_get_stride(surface)) / 4)
  }

  /// Shows a run as glyphs that keep their letters, so that a reader can select them.
  func show(_ run: ShapedLine.Run, at origin: Point, size: Double) {
    let text = LetterClusters(run)
    guard !run.glyphs.isEmpty else { return }
    cairo_set_font_face(context, face(run.face.file))
    cairo_set_font_size(context, size)
    let glyphs = run.glyphs.map {
      cairo_glyph_t(index: UInt($0.id), x: origin.x + $0.x * size, y: origin.y - $0.y * size)
    }
    let clusters = text.clusters.map {
      cairo_text_cluster_t(num_bytes: Int32($0.bytes), num_glyphs: Int32($0.glyphs))
    }
    let flags = run.isRightToLeft ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(rawValue: 0)
    text.utf8.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        cairo_show_text_glyphs(
          context, characters.baseAddress, Int32(characters.count), glyphs, Int32(glyphs.count), clusters,
          Int32(clusters.count), flags)
      }
    }
  }

  /// Cairo loads the file itself, under its own locks.
  private func face(_ file: FontFile) -> OpaquePointer? {
    if let known = faces[file] { return known }
    let pattern = FcPatternCreate()
    defer { FcPatternDestroy(pattern) }
    FcPatternAddString(pattern, FC_FILE, file.path)
    FcPatternAddInteger(pattern, FC_INDEX, Int32(file.index))
    FcPatternAddBool(pattern, FC_HINTING, 0)
    let face = cairo_ft_font_face_create_for_pattern(pattern)
    faces[file] = face
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_set_font_options(context, options)
    cairo_font_options_destroy(options)
    return face
  }

  /// The finished pixels, which may be changed, for nothing is drawn after.
  ///
  /// Rows of 32 bits hold alpha in the highest byte, then red, green and blue, multiplied by alpha.
  func withPixels<Result>(_ body: (UnsafeMutablePointer<UInt32>, _ pixelsPerRow: Int) -> Result)
    throws(RenderError) -> Result
  {
    try Self.check(cairo_status(context))
    cairo_surface_flush(surface)
    try Self.check(cairo_surface_status(surface))
    guard let data = cairo_image_surface_get_data(surface) else { throw .drawing("the pixels are gone") }
    let stride = Int(cairo_image_surface_get_stride(surface)) / 4
    return body(UnsafeMutableRawPointer(data).assumingMemoryBound(to: UInt32.self), stride)
  }

  /// The finished coverage without the padding of Cairo's rows.
  func coverage(_ width: Int, _ height: Int) throws(RenderError) -> [UInt8] {
    try finishCoverage()
    guard let data = cairo_image_surface_get_data(surface) else { throw .drawing("the pixels are gone") }
    let stride = Int(cairo_image_surface_get_stride(surface))
    var result: [UInt8] = []
    result.reserveCapacity(width * height)
    for row in 0..<height {
      result.append(contentsOf: UnsafeBufferPointer(start: data + row * stride, count: width))
    }
    return result
  }

  /// Checks a canvas that others are stamped with.
  func finishCoverage() throws(RenderError) {
    try Self.check(cairo_status(context))
    cairo_surface_flush(surface)
    try Self.check(cairo_surface_status(surface))
  }

  /// Draws as one element of the structure that a tagged PDF file has.
  func tagged(_ name: String, _ draw: () throws(RenderError) -> Void) throws(RenderError) {
    cairo_tag_begin(context, name, nil)
    try draw()
    cairo_tag_end(context, name)
  }

  /// The finished file.
  func finishFile() throws(RenderError) -> [UInt8] {
    try Self.check(cairo_status(context))
    for face in faces.values { try Self.check(cairo_font_face_status(face)) }
    cairo_surface_finish(surface)
    try Self.check(cairo_surface_status(surface))
    return sink?.bytes ?? []
  }
}
