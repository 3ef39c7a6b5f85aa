/// Text broken into lines that fit a width, measured.
struct TextBlock: Sendable {
  let lines: [String]
  let widths: [Double]
  let font: Font
  let ascent: Double
  let lineHeight: Double
  /// Whether letters were left out.
  let isShortened: Bool

  var width: Double { widths.max() ?? 0 }
  var height: Double { lines.isEmpty ? 0 : lineHeight * Double(lines.count) }
  var isEmpty: Bool { lines.isEmpty }

  /// One line as it is.
  init(_ text: String, font: Font, measurer: any TextMeasurer) {
    let extent = measurer.measure(text, in: font)
    lines = text.isEmpty ? [] : [text]
    widths = text.isEmpty ? [] : [extent.width]
    self.font = font
    ascent = extent.ascent
    lineHeight = font.size * 1.25
    isShortened = false
  }

  /// Lines broken at line breaks and spaces, or within words that are wider than the room; the last line ends in an ellipsis
  /// where there is more text than lines.
  init(_ text: String, font: Font, maxWidth: Double, maxLines: Int = 1000, measurer: any TextMeasurer) {
    func width(_ string: String) -> Double { measurer.measure(string, in: font).width }
    if text.isEmpty || Self.isPlain(text) {
      let line = TextBlock(text, font: font, measurer: measurer)
      if line.width <= maxWidth {
        self = line
        return
      }
    }
    var lines: [String] = []
    var line = ""
    var isShortened = false
    let budget = maxLines * 400
    var used = 0
    for paragraph in text.split(whereSeparator: \.isNewline) where lines.count <= maxLines {
      for word in paragraph.split(whereSeparator: \.isWhitespace).map(String.init) {
        used += word.count
        if used > budget { isShortened = true; break }
        let joined = line.isEmpty ? word : line + " " + word
        if width(joined) <= maxWidth {
          line = joined
          continue
        }
        if !line.isEmpty { lines.append(line) }
        line = word
        while width(line) > maxWidth, line.count > 1 {
          let count = Self.fittingCount(line, maxWidth, width)
          lines.append(String(line.prefix(count)))
          line = String(line.dropFirst(count))
          if lines.count > maxLines { break }
        }
        if lines.count > maxLines { break }
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
    }
    if lines.count > maxLines {
      lines = Array(lines.prefix(max(maxLines, 1)))
      isShortened = true
    }
    if isShortened, var last = lines.popLast() {
      while last.count > 1, width(last + "…") > maxWidth { last.removeLast() }
      while last.last == " " { last.removeLast() }
      lines.append(last + "…")
    }
    self.lines = lines
    widths = lines.map(width)
    self.font = font
    ascent = measurer.measure("x", in: font).ascent
    lineHeight = font.size * 1.25
    self.isShortened = isShortened
  }

  /// Whether the words are parted by single spaces, so that a text that fits is one line as it is.
  private static func isPlain(_ text: String) -> Bool {
    var last = UInt8(ascii: " ")
    for byte in text.utf8 {
      guard byte >= 0x20, byte < 0x80, byte != 0x20 || last != 0x20 else { return false }
      last = byte
    }
    return last != UInt8(ascii: " ")
  }

  private static func fittingCount(_ text: String, _ maxWidth: Double, _ width: (String) -> Double) -> Int {
    var low = 1
    var high = text.count
    while low < high {
      let middle = (low + high + 1) / 2
      if width(String(text.prefix(middle))) <= maxWidth { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The commands that write the block with its first line's top at `top`.
  func commands(x: Double, top: Double, anchor: TextRun.Anchor, color: Color) -> [DrawingCommand] {
    lines.enumerated().map { index, line in
      let baseline = top + Double(index) * lineHeight + (lineHeight - font.size) / 2 + font.size * 0.82
      return .text(TextRun(line, at: Point(x: x, y: baseline), anchor: anchor, font: font, color: color))
    }
  }
}
