/// Turns one line of text into glyphs: finds a face for each letter, the direction of each stretch, and the kerning.
struct LineShaper {
  /// The face that was asked for.
  let face: FontFace
  /// Finds another face for characters that the first does not have.
  let fallback: ([UInt32]) -> FontFace?

  /// A character with the face that draws it.
  private struct Item {
    let scalars: [UInt32]
    let face: FontFace
  }

  /// A stretch of one face, one script and one direction.
  private struct Stretch {
    let range: Range<Int>
    let face: FontFace
    let script: UInt32
    let level: Int8
  }

  func shape(_ string: String) -> ShapedLine {
    var missing: [Character] = []
    var items: [Item] = []
    for character in NameIsolation.applied(to: string) {
      let scalars = Self.visibleScalars(of: character)
      guard let first = scalars.first else { continue }
      if isCovered(scalars, by: face) {
        items.append(Item(scalars: scalars, face: face))
      } else if let other = fallback(scalars.filter { !isIgnorable($0) }) {
        items.append(Item(scalars: scalars, face: other))
      } else {
        missing.append(character)
        items.append(Item(scalars: [first], face: face))
      }
    }
    let scalars = items.flatMap(\.scalars)
    let (levels, isRightToLeft) = FriBidi.levels(of: scalars)
    var runs: [ShapedLine.Run] = []
    var pen = 0.0
    for stretch in visualOrder(stretches(of: items, levels: levels)) {
      let shaped = stretch.face.shape(
        scalars, range: stretch.range, isRightToLeft: stretch.level % 2 == 1, script: stretch.script,
        from: pen)
      runs.append(shaped.run)
      pen += shaped.advance
    }
    return ShapedLine(runs: runs, width: pen, isRightToLeft: isRightToLeft, missing: missing)
  }

  /// What is shown of a string.
  static func visible(_ string: String) -> String {
    var result = String.UnicodeScalarView()
    for character in NameIsolation.applied(to: string) {
      result.append(contentsOf: visibleScalars(of: character).compactMap(Unicode.Scalar.init))
    }
    return String(result)
  }

  /// Line breaks and tabs become spaces, other control characters vanish.
  private static func visibleScalars(of character: Character) -> [UInt32] {
    if character.isNewline || character == "\t" { return [0x20] }
    return character.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(\.value)
  }

  private func isCovered(_ scalars: [UInt32], by face: FontFace) -> Bool {
    var base: UInt32?
    for scalar in scalars where !isIgnorable(scalar) {
      if let previous = base, let composed = HarfBuzz.composed(previous, scalar), face.has(composed) {
        base = composed
        continue
      }
      guard face.has(scalar) else { return false }
      base = scalar
    }
    return true
  }

  private func isIgnorable(_ scalar: UInt32) -> Bool {
    scalar >= 0xAD && Unicode.Scalar(scalar)?.properties.isDefaultIgnorableCodePoint == true
  }

  private func stretches(of items: [Item], levels: [Int8]) -> [Stretch] {
    var stretches: [Stretch] = []
    var position = 0
    var script: UInt32?
    for item in items {
      let range = position..<(position + item.scalars.count)
      let level = levels[position]
      let own = item.scalars.lazy.compactMap(HarfBuzz.script).first
      position = range.upperBound
      if let last = stretches.last, last.face === item.face, last.level == level,
        own == nil || script == nil || own == script
      {
        stretches[stretches.count - 1] = Stretch(
          range: last.range.lowerBound..<range.upperBound, face: last.face,
          script: script ?? own ?? last.script, level: level)
        script = script ?? own
      } else {
        script = own
        stretches.append(Stretch(range: range, face: item.face, script: own ?? HarfBuzz.latin, level: level))
      }
    }
    return stretches
  }

  /// Reverses every sequence of stretches at each level or above, highest first.
  ///
  /// - Source: Unicode Standard Annex 9, rule L2.
  private func visualOrder(_ stretches: [Stretch]) -> [Stretch] {
    guard let highest = stretches.map(\.level).max(), highest > 0 else { return stretches }
    var order = stretches
    for level in stride(from: highest, through: 1, by: -1) {
      var start = 0
      while start < order.count {
        var end = start
        while end < order.count, order[end].level >= level { end += 1 }
        if end > start { order[start..<end].reverse() }
        start = max(end, start + 1)
      }
    }
    return order
  }
}
