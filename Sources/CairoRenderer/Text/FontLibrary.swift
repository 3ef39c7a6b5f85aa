internal import ChartGrammar
import Synchronization

/// The fonts in use and the lines shaped with them, shared by all threads.
///
/// What a line looks like depends on the line and the installed fonts alone, never on what was asked before; the
/// caches only save time.
final class FontLibrary: Sendable {
  /// The library of the machine's own fonts, loaded once.
  static let system = Result { () throws(RenderError) in try FontLibrary(.system) }

  private let state: Mutex<State>
  private let fallback: ResolvedFace

  private struct State {
    let fonts: FontConfig
    var faces: [FontFile: FontFace?] = [:]
    var typefaces: [Typeface: ResolvedFace] = [:]
    var covering: [Coverage: FontFace?] = [:]
    var lines: [LineKey: ShapedLine] = [:]
  }

  /// Holds bytes, because equal strings may be spelt with different characters (é as one or as two).
  private struct LineKey: Hashable {
    let utf8: ContiguousArray<UInt8>
    let typeface: Typeface

    func hash(into hasher: inout Hasher) {
      utf8.withUnsafeBytes { hasher.combine(bytes: $0) }
      hasher.combine(typeface)
    }
  }

  private struct Coverage: Hashable {
    let scalars: [UInt32]
    let typeface: Typeface
  }

  /// The lines kept at most; a report of many figures repeats far fewer.
  private static let capacity = 8192
  /// Longer lines are seldom seen twice.
  private static let longestKept = 512

  init(_ source: FontSource) throws(RenderError) {
    guard let fonts = FontConfig(source) else { throw .noFonts(searched: source.description) }
    let initial = Typeface(Font(size: 1))
    var faces: [FontFile: FontFace?] = [:]
    guard let face = Self.choose(initial, from: fonts, faces: &faces) else {
      throw .noFonts(searched: source.description)
    }
    fallback = face
    state = Mutex(State(fonts: fonts, faces: faces, typefaces: [initial: face]))
  }

  /// The face that stands for a font.
  func face(for font: Font) -> ResolvedFace {
    state.withLock { state in resolve(Typeface(font), in: &state) }
  }

  /// A line as glyphs.
  func line(_ string: String, in font: Font) -> ShapedLine { shaped(string, in: font).line }

  /// A line as glyphs, and the face that stands for the font.
  func shaped(_ string: String, in font: Font) -> (line: ShapedLine, face: FontFace) {
    let typeface = Typeface(font)
    let key = LineKey(utf8: ContiguousArray(string.utf8), typeface: typeface)
    let (known, face) = state.withLock { state in
      (state.lines[key], resolve(typeface, in: &state))
    }
    if let known { return (known, face.face) }
    let line = LineShaper(face: face.face) { [self] scalars in covering(scalars, beside: typeface) }.shape(
      string)
    guard string.utf8.count <= Self.longestKept else { return (line, face.face) }
    state.withLock { state in
      if state.lines.count >= Self.capacity { state.lines.removeAll(keepingCapacity: true) }
      state.lines[key] = line
    }
    return (line, face.face)
  }

  /// The nearest face that has all of some characters.
  private func covering(_ scalars: [UInt32], beside typeface: Typeface) -> FontFace? {
    state.withLock { state in
      let key = Coverage(scalars: scalars, typeface: typeface)
      if let known = state.covering[key] { return known }
      var found: FontFace?
      for file in state.fonts.fallbacks(for: scalars, beside: typeface) {
        found = Self.load(file, faces: &state.faces)
        if found != nil { break }
      }
      if state.covering.count >= Self.capacity { state.covering.removeAll() }
      state.covering[key] = found
      return found
    }
  }

  private func resolve(_ typeface: Typeface, in state: inout State) -> ResolvedFace {
    if let known = state.typefaces[typeface] { return known }
    let face = Self.choose(typeface, from: state.fonts, faces: &state.faces) ?? fallback
    state.typefaces[typeface] = face
    return face
  }

  /// The family itself, else one of the same metrics, else what FontConfig thinks nearest.
  private static func choose(_ typeface: Typeface, from fonts: FontConfig, faces: inout [FontFile: FontFace?])
    -> ResolvedFace?
  {
    guard let nearest = fonts.match(typeface) else { return nil }
    if nearest.isExact, let face = load(nearest.file, faces: &faces) {
      return ResolvedFace(face: face, isExact: true)
    }
    if sameMetrics.contains(typeface.family) {
      for family in sameMetrics {
        let other = Typeface(family: family, isBold: typeface.isBold, isItalic: typeface.isItalic)
        if let match = fonts.match(other), match.isExact, let face = load(match.file, faces: &faces) {
          return ResolvedFace(face: face, isExact: false)
        }
      }
    }
    return load(nearest.file, faces: &faces).map { ResolvedFace(face: $0, isExact: false) }
  }

  /// Families with Arial's widths, and the nearest one that nearly every machine has.
  private static let sameMetrics = ["Liberation Sans", "Arimo", "Arial", "Helvetica", "DejaVu Sans"]

  private static func load(_ file: FontFile, faces: inout [FontFile: FontFace?]) -> FontFace? {
    if let known = faces[file] { return known }
    let face = FontFace(file)
    faces[file] = .some(face)
    return face
  }
}

extension Typeface {
  init(_ font: Font) {
    self.init(family: font.family, isBold: font.weight == .bold, isItalic: font.isItalic)
  }
}
