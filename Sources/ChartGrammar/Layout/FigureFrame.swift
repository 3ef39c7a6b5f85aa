/// Phase 8: the words around the charts, wrapped by measured width.
struct FigureFrame {
  private let theme: Theme
  private let size: Size
  private let headline: TextBlock
  private let subtitle: TextBlock
  private let footers: [TextBlock]
  private let logo: (image: RasterImage, frame: Rect)?
  /// Where lines begin: behind a logo to their left.
  private let headLeft, footLeft: Double
  /// What is left for the charts.
  let content: Rect

  init(_ text: FigureText, legendHeight: Double, size: Size, theme: Theme, measurer: any TextMeasurer) {
    self.theme = theme
    self.size = size
    let width = size.width - 2 * theme.padding
    let footTexts = text.notes.filter { !$0.isEmpty } + (text.source.isEmpty ? [] : [text.source])
    // A figure without words of its own stands in a page that has them, and the logo.
    let hasWords = !text.headline.isEmpty || !text.subtitle.isEmpty || !footTexts.isEmpty
    let brand = hasWords ? theme.logo : nil
    let mark = brand?.size(in: width) ?? Size(width: 0, height: 0)
    let taken = brand == nil ? 0 : mark.width + theme.textSize
    let (isTop, isLeft) = (brand?.corner.isTop == true, brand?.corner.isLeft == true)
    headLeft = theme.padding + (isTop && isLeft ? taken : 0)
    footLeft = theme.padding + (!isTop && isLeft ? taken : 0)
    logo = brand.map { brand in
      let place = Point(
        x: isLeft ? theme.padding : size.width - theme.padding - mark.width,
        y: isTop ? theme.padding : size.height - theme.padding - mark.height)
      return (brand.image, Rect(x: place.x, y: place.y, width: mark.width, height: mark.height))
    }
    let headWidth = width - (isTop ? taken : 0)
    headline = TextBlock(
      text.headline, font: theme.font(theme.headlineSize, .bold), maxWidth: headWidth, isBalanced: true,
      measurer: measurer)
    subtitle = TextBlock(
      text.subtitle, font: theme.font(theme.subtitleSize), maxWidth: headWidth, measurer: measurer)
    let footWidth = width - (isTop ? 0 : taken)
    footers = footTexts.map {
      TextBlock($0, font: theme.font(), maxWidth: footWidth, measurer: measurer)
    }
    var head = headline.height
    if !subtitle.isEmpty { head += subtitle.height + (headline.isEmpty ? 0 : 4) }
    head = max(head, isTop ? mark.height : 0)
    let top = theme.padding + head + (head > 0 ? 14 : 0)
    var foot = footers.map(\.height).reduce(0, +) + 3 * Double(max(0, footers.count - 1))
    foot = max(foot, isTop ? 0 : mark.height)
    let bottom = theme.padding + foot + (foot > 0 ? 12 : 0)
    content = Rect(
      x: theme.padding, y: top, width: max(0, width), height: max(0, size.height - top - bottom))
  }

  /// The commands that write the words.
  func commands() -> [DrawingCommand] {
    var commands: [DrawingCommand] = []
    var top = theme.padding
    if let logo { commands.append(.image(logo.image, logo.frame)) }
    commands += headline.commands(x: headLeft, top: top, anchor: .start, color: theme.ink)
    top += headline.height + (headline.isEmpty ? 0 : 4)
    commands += subtitle.commands(x: headLeft, top: top, anchor: .start, color: theme.mutedInk)
    var bottom = size.height - theme.padding
    for footer in footers.reversed() {
      bottom -= footer.height
      commands += footer.commands(x: footLeft, top: bottom, anchor: .start, color: theme.mutedInk)
      bottom -= 3
    }
    return commands
  }
}
