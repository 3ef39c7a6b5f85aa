/// Phase 8: the words around the charts, wrapped by measured width.
struct FigureFrame {
  private let theme: Theme
  private let size: Size
  private let headline: TextBlock
  private let subtitle: TextBlock
  private let footers: [TextBlock]
  /// What is left for the charts.
  let content: Rect

  init(_ text: FigureText, legendHeight: Double, size: Size, theme: Theme, measurer: any TextMeasurer) {
    self.theme = theme
    self.size = size
    let width = size.width - 2 * theme.padding
    func block(_ text: String, _ font: Font) -> TextBlock {
      TextBlock(text, font: font, maxWidth: width, measurer: measurer)
    }
    headline = TextBlock(
      text.headline, font: theme.font(theme.headlineSize, .bold), maxWidth: width, isBalanced: true,
      measurer: measurer)
    subtitle = block(text.subtitle, theme.font(theme.subtitleSize))
    let footTexts = text.notes.filter { !$0.isEmpty } + (text.source.isEmpty ? [] : [text.source])
    footers = footTexts.map { block($0, theme.font()) }
    var top = theme.padding + headline.height
    if !subtitle.isEmpty { top += subtitle.height + (headline.isEmpty ? 0 : 4) }
    if !headline.isEmpty || !subtitle.isEmpty { top += 14 }
    var bottom = theme.padding
    if !footers.isEmpty { bottom += footers.map(\.height).reduce(0, +) + 12 + 3 * Double(footers.count - 1) }
    content = Rect(
      x: theme.padding, y: top, width: max(0, width), height: max(0, size.height - top - bottom))
  }

  /// The commands that write the words.
  func commands() -> [DrawingCommand] {
    var commands: [DrawingCommand] = []
    var top = theme.padding
    commands += headline.commands(x: theme.padding, top: top, anchor: .start, color: theme.ink)
    top += headline.height + (headline.isEmpty ? 0 : 4)
    commands += subtitle.commands(x: theme.padding, top: top, anchor: .start, color: theme.mutedInk)
    var bottom = size.height - theme.padding
    for footer in footers.reversed() {
      bottom -= footer.height
      commands += footer.commands(x: theme.padding, top: bottom, anchor: .start, color: theme.mutedInk)
      bottom -= 3
    }
    return commands
  }
}
