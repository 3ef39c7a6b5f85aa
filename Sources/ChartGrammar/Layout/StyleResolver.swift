/// Turns what modifiers have said into colours, shapes and strokes, with one look for each value.
struct StyleResolver {
  struct Key: Hashable {
    var paint: Paint?
    var symbol: BasicChartSymbolShape?
    var symbolSize: Double?
    var lineStyle: StrokeStyle?
    var interpolation: InterpolationMethod?
    var corners: RectangleCornerRadii?
    var opacity: Double
    var offset: Point
    var groupings: [MarkStyle.Grouped]
    var isRule: Bool
    var alignsWithPlot: Bool
  }

  let options: ChartOptions
  let theme: Theme
  private(set) var colors = CategoryList()
  private(set) var symbols = CategoryList()
  private(set) var dashes = CategoryList()
  private(set) var colorLimits: ClosedRange<Double>?
  /// Whether values share a colour because there are more of them than colours.
  private(set) var isShortOfColors = false
  private var sizeLimits: ClosedRange<Double>?
  private var palette: [Color] = []
  private var cache: [Key: ResolvedStyle] = [:]
  private var last: (Key, ResolvedStyle)?

  init(_ panels: [Panel], theme: Theme) {
    options = panels.first?.options ?? ChartOptions()
    self.theme = theme
    for name in options.foreground.names ?? [] { colors.add(name) }
    for name in options.symbols.names ?? [] { symbols.add(name) }
    for name in options.lineStyles.names ?? [] { dashes.add(name) }
    for panel in panels {
      for index in panel.records.indices where !panel.records[index].style.groupings.isEmpty {
        for grouped in panel.records[index].style.groupings { learn(grouped) }
      }
    }
    colorLimits = options.foreground.limits ?? colorLimits
    sizeLimits = options.symbolSizeLimits ?? sizeLimits
    let count = colors.names.count
    isShortOfColors = count > theme.palette.count && (options.foreground.paints?.count ?? 0) < count
    let given = options.foreground.paints ?? []
    palette = theme.colors(count: max(count, 1))
    if let run = options.foreground.gradient, count > 0, colorLimits == nil {
      palette = (0..<count).map { run.color(at: count > 1 ? Double($0) / Double(count - 1) : 0) }
    }
    for (index, paint) in given.enumerated() where index < palette.count {
      palette[index] = theme.color(paint)
    }
  }

  private mutating func learn(_ grouped: MarkStyle.Grouped) {
    let datum = grouped.encoding.datum
    switch grouped.grouping {
    case .foreground:
      if case .number(let value) = datum {
        if value.isFinite { colorLimits = Self.extended(colorLimits, value) }
      } else {
        colors.add(datum.name)
      }
    case .symbol: symbols.add(datum.name)
    case .lineStyle: dashes.add(datum.name)
    case .symbolSize:
      if let value = datum.quantity, value.isFinite { sizeLimits = Self.extended(sizeLimits, value) }
    case .position, .facet: break
    }
  }

  private static func extended(_ range: ClosedRange<Double>?, _ value: Double) -> ClosedRange<Double> {
    guard let range else { return value...value }
    return min(range.lowerBound, value)...max(range.upperBound, value)
  }

  /// The colour of a value.
  func color(_ datum: Datum) -> Color {
    if case .number(let value) = datum {
      let limits = colorLimits ?? 0...1
      let span = limits.upperBound - limits.lowerBound
      return gradient.color(at: span > 0 ? (value - limits.lowerBound) / span : 0.5)
    }
    return colors.index(of: .category(datum.name)).map { palette[$0] } ?? theme.color(.series(0))
  }

  var gradient: Gradient { options.foreground.gradient ?? theme.sequential }

  /// The shape of a value.
  func symbol(_ datum: Datum) -> BasicChartSymbolShape {
    guard let index = symbols.index(of: .category(datum.name)) else { return .circle }
    if let given = options.symbols.symbols, index < given.count { return given[index] }
    let all = BasicChartSymbolShape.sequence
    return all[index % all.count]
  }

  /// The shape of a colour's points in themes that do not rely on colour.
  func ownSymbol(_ datum: Datum) -> BasicChartSymbolShape {
    guard theme.distinguishesByDash || isShortOfColors, let index = colors.index(of: .category(datum.name))
    else { return .circle }
    let all = BasicChartSymbolShape.sequence
    return all[(theme.distinguishesByDash ? index : index / max(theme.palette.count, 1)) % all.count]
  }

  /// The dashes of a value.
  func stroke(_ datum: Datum) -> StrokeStyle? {
    guard let index = dashes.index(of: .category(datum.name)) else { return nil }
    if let given = options.lineStyles.strokes, index < given.count { return given[index] }
    return StrokeStyle(width: theme.lineWidth, dash: Self.dash(index), join: .round)
  }

  /// Dashes that tell lines apart without colour.
  static func dash(_ index: Int) -> [Double] {
    let all: [[Double]] = [[], [8, 4], [2, 3], [10, 3, 2, 3], [14, 5], [5, 2]]
    return all[index % all.count]
  }

  /// The look of one mark.
  mutating func style(_ record: MarkRecord) -> ResolvedStyle {
    let style = record.style
    let kind = ObjectIdentifier(type(of: record.mark))
    let isRule =
      kind == ObjectIdentifier(RuleMark.self) || kind == ObjectIdentifier(ErrorBarMark.self)
      || kind == ObjectIdentifier(ArrowMark.self)
    let key = Key(
      paint: style.paint, symbol: style.symbol, symbolSize: style.symbolSize, lineStyle: style.lineStyle,
      interpolation: style.interpolation, corners: style.corners, opacity: style.opacity,
      offset: style.offset,
      groupings: style.groupings.isEmpty
        ? [] : style.groupings.filter { $0.grouping != .position && $0.grouping != .facet }, isRule: isRule,
      alignsWithPlot: style.alignsWithPlot)
    if let last, last.0 == key { return last.1 }
    let resolved = cache[key] ?? resolve(key)
    if cache.count < 5000 { cache[key] = resolved }
    last = (key, resolved)
    return resolved
  }

  private func resolve(_ key: Key) -> ResolvedStyle {
    func encoding(_ grouping: MarkStyle.Grouping) -> Datum? {
      key.groupings.first { $0.grouping == grouping }?.encoding.datum
    }
    let foreground = encoding(.foreground)
    let hasOwnColor = key.paint != nil || foreground != nil
    var color =
      key.paint.map(theme.color) ?? foreground.map(self.color)
      ?? theme.color(key.isRule ? .mutedInk : .series(0))
    color = color.opacity(key.opacity)
    var area = key.symbolSize ?? theme.symbolArea
    if let size = encoding(.symbolSize)?.quantity { area = self.area(size) }
    if let name = encoding(.symbolSize)?.name, let given = options.symbolAreas[name] { area = given }
    let shape = key.symbol ?? encoding(.symbol).map(symbol) ?? foreground.map(ownSymbol) ?? .circle
    var dash: [Double] = []
    if let foreground, let index = colors.index(of: .category(foreground.name)) {
      // Lines that have to share a colour differ in their dashes.
      dash =
        theme.distinguishesByDash
        ? Self.dash(index) : isShortOfColors ? Self.dash(index / max(theme.palette.count, 1)) : []
    }
    var resolved = ResolvedStyle(
      color: color, hasOwnColor: hasOwnColor, symbol: shape.path(area: area), symbolArea: area,
      line: key.lineStyle ?? encoding(.lineStyle).flatMap(stroke), dash: dash,
      interpolation: key.interpolation ?? .linear, corners: key.corners ?? RectangleCornerRadii(),
      offset: key.offset,
      hasSymbols: key.symbol != nil || encoding(.symbol) != nil, theme: theme)
    (resolved.gradient, resolved.gradientOpacity) =
      key.paint.map { Self.gradient($0, key.opacity) } ?? (nil, 1)
    resolved.alignsWithPlot = key.alignsWithPlot
    resolved.isOfSeries =
      theme.palette.contains(color) || theme.pair.contains(color) || Self.isOfSeries(key.paint)
    return resolved
  }

  private static func isOfSeries(_ paint: Paint?) -> Bool {
    switch paint {
    case .series, .seriesAmong: true
    default: false
    }
  }

  /// The run of colours that a paint is, and its opacity.
  private static func gradient(_ paint: Paint, _ opacity: Double) -> (LinearGradient?, Double) {
    switch paint {
    case .gradient(let run): (run.gradient.stops.count > 1 ? run : nil, opacity)
    case .translucent(let inner, let factor): gradient(inner, opacity * factor)
    case .color, .ink, .mutedInk, .faint, .series, .seriesAmong, .focus, .context, .background: (nil, 1)
    }
  }

  private func area(_ value: Double) -> Double {
    let range = options.symbolSizes ?? theme.symbolArea * 0.5...theme.symbolArea * 8
    guard let limits = sizeLimits, limits.upperBound > limits.lowerBound else { return range.lowerBound }
    let from = min(limits.lowerBound, 0)
    let share = (value - from) / (limits.upperBound - from)
    return max(range.lowerBound * 0.2, range.upperBound * min(max(share, 0), 1))
  }
}
