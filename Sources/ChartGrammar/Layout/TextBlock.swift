/// Text broken into lines that fit a width, measured.
struct TextBlock: Sendable {
  let lines: [String]
  let widths: [Double]
  let font: Font
  let ascent: Double
  let lineHeight: Double
  /// Whether letters were left out.
  private(set) var isShortened: Bool

  /// The same, said to be shortened.
  var marked: TextBlock {
    var copy = self
    copy.isShortened = true
    return copy
  }

  /// Lines below with letters and a colour of their own.
  private(set) var following: [(block: TextBlock, color: Color?)] = []

  var width: Double { max(widths.max() ?? 0, following.map(\.block.width).max() ?? 0) }
  var height: Double {
    following.reduce(lines.isEmpty ? 0 : lineHeight * Double(lines.count)) { $0 + $1.block.height }
  }
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

  /// Lines broken at line breaks and spaces, or within words that are wider than the room; the last line ends in an
  /// ellipsis where there is more text than lines.
  ///
  /// - Parameter isBalanced: whether lines are made about equally long, so that no word stands alone.
  init(
    _ text: String, font: Font, maxWidth: Double, maxLines: Int = 1000, isBalanced: Bool = false,
    measurer: any TextMeasurer
  ) {
    if text.isEmpty || Self.isPlain(text) {
      let line = TextBlock(text, font: font, measurer: measurer)
      if line.width <= maxWidth {
        self = line
        return
      }
    }
    let wrapping = TextWrapping(text, maxLines: maxLines) { measurer.measure($0, in: font).width }
    let (lines, isShortened) = isBalanced ? wrapping.balanced(maxWidth) : wrapping.lines(maxWidth)
    self.lines = lines
    widths = lines.map { measurer.measure($0, in: font).width }
    self.font = font
    ascent = measurer.measure("x", in: font).ascent
    lineHeight = font.size * 1.25
    self.isShortened = isShortened
  }

  /// A text with the lines below it, each with its own letters and colour.
  init(_ text: Text, theme: Theme, maxWidth: Double, measurer: any TextMeasurer) {
    self.init(
      text.string, font: theme.font(text.size, text.weight ?? .regular), maxWidth: maxWidth,
      measurer: measurer)
    following = text.following.map {
      (TextBlock($0, theme: theme, maxWidth: maxWidth, measurer: measurer), $0.paint.map(theme.color))
    }
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

  /// The commands that write the block with its first line's top at `top`.
  func commands(x: Double, top: Double, anchor: TextRun.Anchor, color: Color) -> [DrawingCommand] {
    var commands: [DrawingCommand] = lines.enumerated().map { index, line in
      let baseline = top + Double(index) * lineHeight + (lineHeight - font.size) / 2 + font.size * 0.82
      return .text(TextRun(line, at: Point(x: x, y: baseline), anchor: anchor, font: font, color: color))
    }
    var below = top + lineHeight * Double(lines.count)
    for (block, own) in following {
      commands += block.commands(x: x, top: below, anchor: anchor, color: own ?? color)
      below += block.height
    }
    return commands
  }
}
