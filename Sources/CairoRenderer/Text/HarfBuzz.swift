internal import CHarfBuzz
import Synchronization

/// A typeface, loaded: the doorway to HarfBuzz.
///
/// HarfBuzz scales to whole font units here, so that no size, resolution or hinting enters a measurement. Its
/// immutable objects may be used by several threads at once, which makes the class `Sendable`.
final class FontFace: @unchecked Sendable {
  let file: FontFile
  let unitsPerEm: Double
  /// Ems above the baseline.
  let ascent: Double
  /// Ems below the baseline.
  let descent: Double
  /// The face's glyphs as pixels.
  let press = GlyphPress()
  private let font: OpaquePointer
  private let outlines = Mutex<[UInt32: GlyphOutline]>([:])
  private let markups = Mutex<[UInt32: MarkupBuffer?]>([:])

  /// Loads a typeface, or gives nil where the file cannot be read or holds no font.
  init?(_ file: FontFile) {
    guard let blob = hb_blob_create_from_file_or_fail(file.path) else { return nil }
    let face = hb_face_create(blob, UInt32(file.index & 0xFFFF))
    hb_blob_destroy(blob)
    defer { hb_face_destroy(face) }
    let units = hb_face_get_upem(face)
    guard hb_face_get_glyph_count(face) > 0, units > 0, let font = hb_font_create(face) else { return nil }
    hb_font_set_scale(font, Int32(units), Int32(units))
    let instance = file.index >> 16
    if instance > 0, instance < 0x8000 {
      hb_font_set_var_named_instance(font, UInt32(instance - 1))
    }
    hb_font_make_immutable(font)
    var extents = hb_font_extents_t()
    hb_font_get_h_extents(font, &extents)
    self.file = file
    self.font = font
    unitsPerEm = Double(units)
    ascent = extents.ascender > 0 ? Double(extents.ascender) / Double(units) : 0.9
    descent = extents.descender < 0 ? -Double(extents.descender) / Double(units) : 0.22
  }

  deinit {
    hb_font_destroy(font)
  }

  func has(_ scalar: UInt32) -> Bool {
    var glyph: hb_codepoint_t = 0
    return hb_font_get_nominal_glyph(font, scalar, &glyph) != 0
  }

  /// Turns part of a text into glyphs; positions and advance are in ems.
  func shape(_ scalars: [UInt32], range: Range<Int>, isRightToLeft: Bool, script: UInt32, from origin: Double)
    -> (run: ShapedLine.Run, advance: Double)
  {
    let buffer = hb_buffer_create()
    defer { hb_buffer_destroy(buffer) }
    scalars.withUnsafeBufferPointer { all in
      hb_buffer_add_utf32(
        buffer, all.baseAddress, Int32(all.count), UInt32(range.lowerBound), Int32(range.count))
    }
    hb_buffer_set_direction(buffer, isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
    hb_buffer_set_script(buffer, hb_script_t(rawValue: script))
    hb_buffer_set_language(buffer, HarfBuzz.language)
    HarfBuzz.features.withUnsafeBufferPointer { features in
      hb_shape(font, buffer, features.baseAddress, UInt32(features.count))
    }
    var count: UInt32 = 0
    let positions = hb_buffer_get_glyph_positions(buffer, &count)
    let infos = hb_buffer_get_glyph_infos(buffer, &count)
    var glyphs: [ShapedLine.Glyph] = []
    glyphs.reserveCapacity(Int(count))
    var pen = 0
    if let infos, let positions {
      for index in 0..<Int(count) {
        let position = positions[index]
        glyphs.append(
          ShapedLine.Glyph(
            id: infos[index].codepoint,
            x: origin + Double(pen + Int(position.x_offset)) / unitsPerEm,
            y: Double(position.y_offset) / unitsPerEm,
            cluster: Int(infos[index].cluster) - range.lowerBound))
        pen += Int(position.x_advance)
      }
    }
    let run = ShapedLine.Run(
      face: self, glyphs: glyphs, scalars: Array(scalars[range]), isRightToLeft: isRightToLeft)
    return (run, Double(pen) / unitsPerEm)
  }

  /// The outline of a glyph in font units.
  func outline(of glyph: UInt32) -> GlyphOutline {
    outlines.withLock { known in
      if let outline = known[glyph] { return outline }
      var outline = GlyphOutline()
      withUnsafeMutablePointer(to: &outline) { pointer in
        reoffending_hb_draw_glyph(font, glyph, HarfBuzz.pen.functions, pointer)
      }
      known[glyph] = outline
      return outline
    }
  }

  /// The outline of a glyph as the `d` attribute of SVG, or nil for one without ink.
  func markup(of glyph: UInt32) -> MarkupBuffer? {
    if let known = markups.withLock({ $0[glyph] }) { return known }
    let outline = outline(of: glyph)
    let markup = outline.isEmpty ? nil : PathData(outline).markup
    markups.withLock { $0[glyph] = .some(markup) }
    return markup
  }
}

/// What all faces share.
enum HarfBuzz {
  /// A fixed language, so that the locale of the process has no influence.
  static var language: hb_language_t? { hb_language_from_string("en", -1) }

  /// Kerning is on by itself; ligatures are off, so that every letter can be selected and looks the same as the
  /// letters beside it at any size.
  static let features: [hb_feature_t] = ["liga=0", "clig=0"].map { text in
    var feature = hb_feature_t()
    hb_feature_from_string(text, -1, &feature)
    return feature
  }

  static let pen = Pen()

  /// The script of a character, or nil where it takes that of its neighbours.
  static func script(of scalar: UInt32) -> UInt32? {
    let script = hb_unicode_script(hb_unicode_funcs_get_default(), scalar)
    if script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN {
      return nil
    }
    return script.rawValue
  }

  static var latin: UInt32 { HB_SCRIPT_LATIN.rawValue }

  /// The single character that two stand for, such as é for e and its accent.
  static func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
    var result: hb_codepoint_t = 0
    return hb_unicode_compose(hb_unicode_funcs_get_default(), first, second, &result) != 0 ? result : nil
  }

  /// Callbacks that collect an outline; immutable, thus usable by several threads.
  final class Pen: @unchecked Sendable {
    let functions: OpaquePointer?

    init() {
      functions = hb_draw_funcs_create()
      hb_draw_funcs_set_move_to_func(
        functions, { _, data, _, x, y, _ in Pen.add(.move(x: x, y: y), to: data) }, nil, nil)
      hb_draw_funcs_set_line_to_func(
        functions, { _, data, _, x, y, _ in Pen.add(.line(x: x, y: y), to: data) }, nil, nil)
      hb_draw_funcs_set_quadratic_to_func(
        functions,
        { _, data, _, cx, cy, x, y, _ in Pen.add(.quadratic(cx: cx, cy: cy, x: x, y: y), to: data) }, nil, nil
      )
      hb_draw_funcs_set_cubic_to_func(
        functions,
        { _, data, _, ax, ay, bx, by, x, y, _ in
          Pen.add(.cubic(ax: ax, ay: ay, bx: bx, by: by, x: x, y: y), to: data)
        }, nil, nil)
      hb_draw_funcs_set_close_path_func(functions, { _, data, _, _ in Pen.add(.close, to: data) }, nil, nil)
      hb_draw_funcs_make_immutable(functions)
    }

    private static func add(_ step: GlyphOutline.Step, to data: UnsafeMutableRawPointer?) {
      data?.assumingMemoryBound(to: GlyphOutline.self).pointee.steps.append(step)
    }
  }
}
