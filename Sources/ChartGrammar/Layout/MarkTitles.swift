/// What the marks of a panel show, in words, and where.
struct MarkTitles {
  let layout: PanelLayout
  let scaler: MarkScaler

  /// More marks than this are read from the table.
  private static let most = 1_500
  /// Pixels that a pointer needs to hit.
  private static let leastSide = 8.0

  func marks() -> [SceneMark] {
    let records = layout.panel.records
    guard records.count <= Self.most else { return [] }
    var resolver = layout.resolver
    var marks: [SceneMark] = []
    for record in records {
      guard !record.style.isHiddenFromDescription, !(record.mark is TextMark) else { continue }
      let title = record.style.accessibilityText ?? words(record)
      let frame = record.mark.frame(at: scaler.position(record), style: resolver.style(record))
      guard !title.isEmpty, frame.width.isFinite, frame.height.isFinite, let seen = seen(frame) else {
        continue
      }
      marks.append(SceneMark(frame: seen, title: title))
    }
    return marks
  }

  /// The part of a frame within the plot, at least as large as a pointer needs; nil for marks outside.
  private func seen(_ frame: Rect) -> Rect? {
    let plot = layout.plot
    let wide = frame.outset(0)
    let grown = Rect(
      x: wide.centre.x - max(wide.width, Self.leastSide) / 2,
      y: wide.centre.y - max(wide.height, Self.leastSide) / 2, width: max(wide.width, Self.leastSide),
      height: max(wide.height, Self.leastSide))
    guard grown.overlaps(plot.outset(1)) else { return nil }
    let left = max(grown.x, plot.x - 4)
    let top = max(grown.y, plot.y - 4)
    return Rect(
      x: left, y: top, width: max(min(grown.maxX, plot.maxX + 4) - left, 1),
      height: max(min(grown.maxY, plot.maxY + 4) - top, 1))
  }

  private func words(_ record: MarkRecord) -> String {
    var parts: [String] = []
    for grouped in record.style.groupings where grouped.grouping != .position {
      add(grouped.encoding, nil, to: &parts)
    }
    for pair in record.encodings.pairs where pair.channel != .series {
      let options = pair.channel.isHorizontal ? layout.panel.options.x : layout.panel.options.y
      add(pair.encoding, pair.channel == .angle ? nil : options.marks?.first?.format, to: &parts)
    }
    return parts.joined(separator: ", ")
  }

  private func add(_ encoding: Encoding, _ format: ValueFormat?, to parts: inout [String]) {
    let value: String
    switch encoding.datum {
    case .number(let number):
      let form = format.map { $0.kind == .automatic ? .number : $0 } ?? .number
      value = form.brief(number)
    case .date, .category: value = encoding.datum.name
    }
    guard !value.isEmpty else { return }
    let part = encoding.label.isEmpty ? value : "\(encoding.label): \(value)"
    if !parts.contains(part) { parts.append(part) }
  }
}
