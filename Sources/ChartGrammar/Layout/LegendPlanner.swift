/// Decides what is said by labels at line ends and what by a legend.
struct LegendPlanner {
  let theme: Theme
  let measurer: any TextMeasurer
  /// About how high a plot will be.
  let height: Double
  /// The pixels beside each other that an entry may take.
  let width: Double

  /// Gives lines their end labels where that is possible, and the legend everything else.
  func fill(_ legend: inout LegendBlock, _ layouts: inout [PanelLayout]) {
    var seen: Set<String> = []
    for index in layouts.indices {
      let options = layouts[index].panel.options.legend
      let isExplicit = options.visibility == .visible
      if options.visibility == .automatic, options.entries.isEmpty, !layouts[index].panel.isFacet {
        addEndLabels(&layouts[index])
      }
      guard options.visibility != .hidden else { continue }
      guard options.entries.isEmpty else {
        for entry in options.entries { add(&legend, entry, layouts[index]) }
        continue
      }
      addColors(&legend, layouts[index], &seen, isExplicit)
      addSymbols(&legend, layouts[index], &seen)
      addDashes(&legend, layouts[index], &seen)
    }
    legend.tellApart(measurer, width: textWidth)
  }

  private func addEndLabels(_ layout: inout PanelLayout) {
    let records = layout.panel.records
    guard layout.resolver.colors.names.count >= 2, layout.xAxis?.isCategory != nil else { return }
    var ends: [String: (place: Double, record: Int)] = [:]
    var all: (lower: Double, upper: Double) = (.infinity, -.infinity)
    for (index, record) in records.enumerated() where record.mark.key == .line && record.mark is LineMark {
      guard let name = record.style.encoding(.foreground)?.datum.name, let x = record.encodings[.x] else {
        return
      }
      let place = x.datum.quantity ?? layout.xAxis?.categories.index(of: x.datum).map(Double.init) ?? 0
      all = (min(all.lower, place), max(all.upper, place))
      if let end = ends[name], end.place > place { continue }
      ends[name] = (place, index)
    }
    guard ends.count >= 2, all.upper > all.lower,
      ends.values.allSatisfy({ $0.place >= all.upper - 0.4 * (all.upper - all.lower) })
    else { return }
    var labels = LineEndLabels()
    let named = layout.resolver.colors.names.filter { ends[$0] != nil }
    let blocks = Dictionary(
      zip(
        named,
        DistinctBlocks.make(
          named, font: theme.font(nil, .bold), maxWidth: theme.textSize * 11, maxLines: 3, measurer: measurer)
      )
    ) { first, _ in first }
    for name in layout.resolver.colors.names {
      guard let end = ends[name], let text = blocks[name] else { continue }
      if text.isShortened {
        layout.notes.append("The name “\(name.prefix(80))” is shortened at the end of its line.")
      }
      let color = Contrast.textColor(layout.resolver.color(.category(name)), theme)
      labels.labels.append(
        .init(
          name: name, text: text,
          color: color, record: end.record))
    }
    if labels.fits(height: height), labels.labels.count <= 24 {
      layout.endLabels = labels
    } else {
      layout.notes = []
    }
  }

  private func addColors(
    _ legend: inout LegendBlock, _ layout: PanelLayout, _ seen: inout Set<String>, _ isExplicit: Bool
  ) {
    let records = layout.panel.records
    let grouped = records.filter { !$0.style.groupings.isEmpty && $0.style.encoding(.foreground) != nil }
    if grouped.isEmpty { addScale(&legend, layout, &seen) }
    guard let label = grouped.first?.style.encoding(.foreground)?.label else { return }
    if let limits = layout.resolver.colorLimits {
      let isAnnotated = grouped.allSatisfy { !$0.style.annotations.isEmpty }
      guard isExplicit || !isAnnotated, seen.insert("ramp " + label).inserted else { return }
      legend.addRamp(layout.resolver.gradient, limits: limits, title: label, measurer: measurer)
    }
    let names = layout.resolver.colors.names
    let labelled = Set(layout.endLabels.labels.map(\.name))
    guard isExplicit || names.count >= 2, isExplicit || !isNamedByAxis(names, grouped, layout) else { return }
    for name in names where !labelled.contains(name) {
      guard !seen.contains("color " + name) else { continue }
      let own = grouped.filter { $0.style.encoding(.foreground)?.datum.name == name }
      guard let record = own.first(where: { $0.mark.key != .none }) ?? own.first else { continue }
      seen.insert("color " + name)
      let keys = Set(own.map(\.mark.key))
      let key: LegendKey =
        keys.contains(.swatch) && !(record.mark is AreaMark && keys.contains(.line))
        ? .swatch : keys.contains(.line) ? .line : .symbol
      add(&legend, name, key, record, layout)
    }
  }

  /// Whether an axis already names what the colours stand for.
  private func isNamedByAxis(_ names: [String], _ grouped: [MarkRecord], _ layout: PanelLayout) -> Bool {
    guard let first = grouped.first?.style.encoding(.foreground) else { return false }
    let axes = [layout.xAxis, layout.yAxis].compactMap { $0 }.filter(\.isCategory)
    let isOnAxis = axes.contains { axis in
      axis.label == first.label && names.allSatisfy { axis.categories.index(of: .category($0)) != nil }
    }
    let facet = grouped.first?.style.encoding(.facet)
    return isOnAxis || (layout.panel.isFacet && facet?.label == first.label)
  }

  private func addSymbols(_ legend: inout LegendBlock, _ layout: PanelLayout, _ seen: inout Set<String>) {
    let names = layout.resolver.symbols.names
    guard names.count >= 2, !names.allSatisfy({ layout.resolver.colors.names.contains($0) }) else { return }
    for name in names where !seen.contains("symbol " + name) {
      guard let record = layout.panel.records.first(where: { $0.style.encoding(.symbol)?.datum.name == name })
      else { continue }
      seen.insert("symbol " + name)
      add(&legend, name, .symbol, record, layout)
    }
  }

  private func addDashes(_ legend: inout LegendBlock, _ layout: PanelLayout, _ seen: inout Set<String>) {
    let names = layout.resolver.dashes.names
    guard names.count >= 2, !names.allSatisfy({ layout.resolver.colors.names.contains($0) }) else { return }
    for name in names where !seen.contains("dash " + name) {
      guard
        let record = layout.panel.records.first(where: { $0.style.encoding(.lineStyle)?.datum.name == name })
      else { continue }
      seen.insert("dash " + name)
      add(&legend, name, .line, record, layout)
    }
  }

  /// Adds what a scale of colours says whose values no mark names: marks have these colours by themselves.
  private func addScale(_ legend: inout LegendBlock, _ layout: PanelLayout, _ seen: inout Set<String>) {
    guard let names = layout.panel.options.foreground.names,
      let paints = layout.panel.options.foreground.paints
    else { return }
    for (name, paint) in zip(names, paints) where seen.insert("color " + name).inserted {
      add(&legend, LegendEntry(name: name, paint: paint), layout)
    }
  }

  /// Adds what the chart's own legend says.
  private func add(_ legend: inout LegendBlock, _ entry: LegendEntry, _ layout: PanelLayout) {
    var record = MarkRecord(mark: BarMark(x: .value("", 0)), encodings: [:])
    record.style.paint = entry.paint
    var resolver = layout.resolver
    let style = resolver.style(record)
    legend.add(
      .init(
        name: entry.name,
        text: TextBlock(
          entry.name, font: theme.font(), maxWidth: textWidth, maxLines: 2, measurer: measurer),
        key: entry.paint == nil ? .none : .swatch, style: style, symbol: Path(),
        stroke: style.stroke(width: 1)))
  }

  /// The width of an entry's name beside its key.
  private var textWidth: Double { min(theme.textSize * 24, max(width - theme.textSize * 2.1, 40)) }

  private func add(
    _ legend: inout LegendBlock, _ name: String, _ key: LegendKey, _ record: MarkRecord, _ layout: PanelLayout
  ) {
    var resolver = layout.resolver
    let style = resolver.style(record)
    let shape =
      record.style.symbol ?? record.style.encoding(.symbol).map { resolver.symbol($0.datum) }
      ?? record.style.encoding(.foreground).map { resolver.ownSymbol($0.datum) } ?? .circle
    legend.add(
      .init(
        name: name,
        text: TextBlock(
          name, font: theme.font(), maxWidth: textWidth, maxLines: 2, measurer: measurer),
        key: key, style: style, symbol: shape.path(area: min(style.symbolArea, theme.symbolArea * 1.6)),
        stroke: style.stroke(width: 1)))
  }
}
