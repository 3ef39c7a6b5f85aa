internal import CCairo

/// The fonts of a machine or folder: the doorway to FontConfig.
///
/// Not `Sendable`: its owner lets one thread in at a time.
final class FontConfig {
  private let configuration: OpaquePointer
  /// A folder's fonts, which belong to us and not to the configuration.
  private let own: UnsafeMutablePointer<FcFontSet>?
  private var sets: [UnsafeMutablePointer<FcFontSet>?]
  private var sorted: [Typeface: UnsafeMutablePointer<FcFontSet>] = [:]

  /// Reads the list of fonts; nil where there is none.
  init?(_ source: FontSource) {
    switch source {
    case .system:
      guard let loaded = FcInitLoadConfigAndFonts() else { return nil }
      configuration = loaded
      own = nil
      sets = [FcConfigGetFonts(loaded, FcSetSystem)].filter { $0 != nil }
    case .folder(let path):
      guard let empty = FcConfigCreate() else { return nil }
      configuration = empty
      own = Self.scan(path)
      sets = [own]
    }
    guard sets.contains(where: { ($0?.pointee.nfont ?? 0) > 0 }) else { return nil }
  }

  deinit {
    for set in sorted.values { FcFontSetDestroy(set) }
    if let own { FcFontSetDestroy(own) }
    FcConfigDestroy(configuration)
  }

  /// The fonts of a folder and its subfolders, read without FontConfig's cache, which might not be writable.
  private static func scan(_ folder: String) -> UnsafeMutablePointer<FcFontSet>? {
    guard let set = FcFontSetCreate() else { return nil }
    var seen: Set<String> = []
    var waiting = [folder]
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted, let inner = FcStrSetCreate() else { continue }
      defer { FcStrSetDestroy(inner) }
      FcDirScan(set, inner, nil, nil, next, 1)
      guard let list = FcStrListCreate(inner) else { continue }
      defer { FcStrListDone(list) }
      while let name = FcStrListNext(list) { waiting.append(String(cString: name)) }
    }
    return set
  }

  /// The font that FontConfig thinks nearest, and whether it is of the family asked for.
  func match(_ typeface: Typeface) -> (file: FontFile, isExact: Bool)? {
    let pattern = pattern(for: typeface)
    defer { FcPatternDestroy(pattern) }
    var result = FcResultMatch
    guard let found = FcFontSetMatch(configuration, &sets, Int32(sets.count), pattern, &result) else {
      return nil
    }
    defer { FcPatternDestroy(found) }
    guard let file = file(of: found) else { return nil }
    return (file, families(of: found).contains { $0.lowercased() == typeface.family.lowercased() })
  }

  /// The fonts that have all of some characters, nearest to a typeface first.
  func fallbacks(for scalars: [UInt32], beside typeface: Typeface) -> [FontFile] {
    guard let set = candidates(beside: typeface) else { return [] }
    return (0..<Int(set.pointee.nfont)).compactMap { index in
      guard let font = set.pointee.fonts[index], isOutline(font) else { return nil }
      var characters: OpaquePointer?
      guard FcPatternGetCharSet(font, FC_CHARSET, 0, &characters) == FcResultMatch,
        scalars.allSatisfy({ FcCharSetHasChar(characters, $0) != 0 })
      else { return nil }
      return file(of: font)
    }
  }

  private func candidates(beside typeface: Typeface) -> UnsafeMutablePointer<FcFontSet>? {
    if let known = sorted[typeface] { return known }
    let pattern = pattern(for: typeface)
    defer { FcPatternDestroy(pattern) }
    var result = FcResultMatch
    let set = FcFontSetSort(configuration, &sets, Int32(sets.count), pattern, 1, nil, &result)
    sorted[typeface] = set
    return set
  }

  /// The language is fixed, so that the locale of the process has no influence.
  private func pattern(for typeface: Typeface) -> OpaquePointer? {
    let pattern = FcPatternCreate()
    FcPatternAddString(pattern, FC_FAMILY, typeface.family)
    FcPatternAddInteger(pattern, FC_WEIGHT, typeface.isBold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR)
    FcPatternAddInteger(pattern, FC_SLANT, typeface.isItalic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN)
    FcPatternAddString(pattern, FC_LANG, "en")
    FcPatternAddString(pattern, FC_NAMELANG, "en")
    FcPatternAddBool(pattern, FC_SCALABLE, 1)
    FcConfigSubstitute(configuration, pattern, FcMatchPattern)
    FcDefaultSubstitute(pattern)
    return pattern
  }

  private func file(of pattern: OpaquePointer) -> FontFile? {
    var path: UnsafeMutablePointer<FcChar8>?
    guard FcPatternGetString(pattern, FC_FILE, 0, &path) == FcResultMatch, let path else { return nil }
    var index: Int32 = 0
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index)
    return FontFile(
      path: String(cString: path), index: Int(index),
      family: families(of: pattern).first ?? "a font without name")
  }

  private func families(of pattern: OpaquePointer) -> [String] {
    var families: [String] = []
    var name: UnsafeMutablePointer<FcChar8>?
    while FcPatternGetString(pattern, FC_FAMILY, Int32(families.count), &name) == FcResultMatch, let name {
      families.append(String(cString: name))
    }
    return families
  }

  /// Whether a font has outlines: those of coloured pictures have none to draw.
  private func isOutline(_ pattern: OpaquePointer) -> Bool {
    var outline: FcBool = 0
    var color: FcBool = 0
    FcPatternGetBool(pattern, FC_OUTLINE, 0, &outline)
    FcPatternGetBool(pattern, FC_COLOR, 0, &color)
    return outline != 0 && color == 0
  }
}
