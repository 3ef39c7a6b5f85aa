/// A piece of text at two values, as in a table under a chart.
public struct TextMark: Mark {
  /// The values to scale.
  public let encodings: Encodings
  let text: Text
  let alignment: Alignment

  /// A piece of text whose middle, left or right end stands at two values.
  public init<X: Plottable, Y: Plottable>(
    x: PlottableValue<X>, y: PlottableValue<Y>, text: Text, alignment: Alignment = .center
  ) {
    encodings = Encodings(x: x.encoding, y: y.encoding)
    self.text = text
    self.alignment = alignment
  }

  /// A piece of text whose middle, left or right end stands at two values.
  public init<X: Plottable, Y: Plottable>(
    x: PlottableValue<X>, y: PlottableValue<Y>, text: String, alignment: Alignment = .center
  ) {
    self.init(x: x, y: y, text: Text(text), alignment: alignment)
  }

  /// Text is not shown in a legend.
  public var key: LegendKey { .none }

  /// Writes the text.
  public func draw(at position: ScaledPosition, style: ResolvedStyle, into canvas: inout Canvas) {
    guard let x = position.x, let y = position.y, !text.string.isEmpty else { return }
    let theme = style.theme
    let font = theme.font(text.size, text.weight ?? .regular)
    let own = style.hasOwnColor ? style.color : theme.ink
    // The colour of a series is made for shapes; letters in it are as dark as they must be.
    let color =
      text.paint.map(theme.color) ?? (style.isOfSeries ? Contrast.textColor(own, theme) : own)
    let anchor: TextRun.Anchor =
      switch alignment.horizontal {
      case .leading: .start
      case .trailing: .end
      case .center: .middle
      }
    let place = Point(x: x + style.offset.x, y: y + font.size * 0.36 + style.offset.y)
    canvas.add(.text(TextRun(text.string, at: place, anchor: anchor, font: font, color: color)))
  }
}

extension TextMark {
  /// The rectangle that the text covers.
  func extent(at position: ScaledPosition, theme: Theme, measurer: any TextMeasurer) -> Rect? {
    guard let x = position.x, let y = position.y else { return nil }
    let font = theme.font(text.size, text.weight ?? .regular)
    let width = measurer.measure(text.string, in: font).width
    let left: Double =
      switch alignment.horizontal {
      case .leading: x
      case .trailing: x - width
      case .center: x - width / 2
      }
    return Rect(x: left, y: y - font.size * 0.55, width: width, height: font.size * 1.1)
  }
}
