/// A legend: what each colour, shape or dash stands for, in rows as wide as the picture.
struct LegendBlock {
  struct Item {
    /// The whole name.
    var name: String
    var text: TextBlock
    var key: LegendKey
    var style: ResolvedStyle
    var symbol: Path
    var stroke: StrokeStyle
    var place = Point(x: 0, y: 0)
  }

  private(set) var items: [Item] = []
  private(set) var height = 0.0
  /// What had to be shortened.
  var notes: [String] = []
  private(set) var width = 0.0
  private var ramp: (colors: [Color], lower: TextBlock, upper: TextBlock, title: TextBlock)?
  private let theme: Theme

  /// An empty legend.
  init(theme: Theme) {
    self.theme = theme
  }

  mutating func add(_ item: Item) { items.append(item) }

  /// Shortens long names so that no two read the same.
  mutating func tellApart(_ measurer: any TextMeasurer, width: Double) {
    let blocks = DistinctBlocks.make(
      items.map(\.name), font: theme.font(), maxWidth: width, maxLines: 2, measurer: measurer)
    for index in items.indices {
      items[index].text = blocks[index]
      if blocks[index].isShortened {
        notes.append("The name “\(items[index].name.prefix(80))” is shortened in the legend.")
      }
    }
  }

  /// A run of colours for numbers.
  mutating func addRamp(
    _ gradient: Gradient, limits: ClosedRange<Double>, title: String, measurer: any TextMeasurer
  ) {
    let texts = ValueFormat.number.strings([limits.lowerBound, limits.upperBound].map(Self.rounded))
    ramp = (
      (0..<40).map { gradient.color(at: (Double($0) + 0.5) / 40) },
      TextBlock(texts[0], font: theme.font(), measurer: measurer),
      TextBlock(texts[1], font: theme.font(), measurer: measurer),
      TextBlock(title, font: theme.font(), measurer: measurer)
    )
  }

  /// Three significant digits are enough to read a colour by.
  private static func rounded(_ value: Double) -> Double {
    guard value != 0 else { return 0 }
    let power = ElementaryFunction.power(10, (ElementaryFunction.logarithm10(abs(value))).rounded(.down) - 2)
    return (value / power).rounded() * power
  }

  /// The room of a key, with the gap behind it.
  private func keyWidth(_ key: LegendKey) -> Double {
    switch key {
    case .line: theme.textSize * 2.1
    case .none: 0
    case .swatch, .symbol: theme.textSize * 1.25
    }
  }

  var isEmpty: Bool { items.isEmpty && ramp == nil }

  /// Breaks the items into rows, or stands them below each other.
  mutating func arrange(width limit: Double, isColumn: Bool) {
    let rowHeight = theme.textSize * 1.5
    var x = 0.0
    var y = 0.0
    var rowBottom = 0.0
    if let ramp {
      width = ramp.title.width + ramp.lower.width + ramp.upper.width + 160 + 28
      y += rowHeight
    }
    for index in items.indices {
      let extent = keyWidth(items[index].key) + items[index].text.width
      if x > 0, isColumn || x + extent > limit {
        x = 0
        y = rowBottom
      }
      rowBottom = max(rowBottom, y + max(rowHeight, items[index].text.height + 4))
      items[index].place = Point(x: x, y: y)
      width = max(width, x + extent)
      x += extent + theme.textSize * 1.5
    }
    height = isEmpty ? 0 : max(y, rowBottom)
  }

  /// The commands that draw the legend with its top left corner at a point.
  func commands(at origin: Point) -> [DrawingCommand] {
    var canvas = Canvas()
    let middle = theme.textSize * 0.625
    if let ramp {
      var x = origin.x
      for command in ramp.title.commands(x: x, top: origin.y, anchor: .start, color: theme.mutedInk) {
        canvas.add(command)
      }
      x += ramp.title.width + (ramp.title.isEmpty ? 0 : 12)
      for command in ramp.lower.commands(x: x, top: origin.y, anchor: .start, color: theme.ink) {
        canvas.add(command)
      }
      x += ramp.lower.width + 8
      for (index, color) in ramp.colors.enumerated() {
        let rect = Rect(x: x + Double(index) * 4, y: origin.y + middle - 6, width: 4.25, height: 12)
        canvas.fill(Path(rect), color)
      }
      x += 160 + 8
      for command in ramp.upper.commands(x: x, top: origin.y, anchor: .start, color: theme.ink) {
        canvas.add(command)
      }
    }
    for item in items {
      let corner = Point(x: origin.x + item.place.x, y: origin.y + item.place.y)
      let y = corner.y + middle
      let keyEnd = keyWidth(item.key) - theme.textSize * 0.45
      switch item.key {
      case .none: break
      case .swatch:
        let side = theme.textSize * 0.85
        let rect = Rect(x: corner.x, y: y - side / 2, width: side, height: side)
        canvas.fill(Path(rect, cornerRadius: 1.5), item.style.color)
      case .symbol:
        canvas.stamp(item.symbol, at: Point(x: corner.x + theme.textSize * 0.42, y: y), item.style.color)
      case .line:
        canvas.line(
          from: Point(x: corner.x, y: y), to: Point(x: corner.x + keyEnd, y: y), item.style.color, item.stroke
        )
      }
      canvas.flush()
      for command in item.text.commands(
        x: corner.x + keyWidth(item.key), top: corner.y, anchor: .start, color: theme.ink)
      {
        canvas.add(command)
      }
    }
    canvas.flush()
    return canvas.commands
  }
}
