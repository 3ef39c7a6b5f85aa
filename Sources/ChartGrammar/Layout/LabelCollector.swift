/// Finds the annotations of a panel and the room they need.
enum LabelCollector {
  /// The annotations of all marks, as requests for a place.
  static func requests(
    _ layout: inout PanelLayout, theme: Theme, measurer: any TextMeasurer
  ) -> [LabelRequest] {
    let scaler = layout.scaler
    var requests: [LabelRequest] = []
    for index in layout.panel.contents.annotated {
      let record = layout.panel.records[index]
      let position = scaler.position(record)
      let style = layout.resolver.style(record)
      let frame = record.mark.frame(at: position, style: style)
      guard frame.x.isFinite, frame.y.isFinite, isInside(frame, layout.plot) else { continue }
      for annotation in record.style.annotations where !annotation.text.string.isEmpty {
        requests.append(
          request(
            annotation, record.mark, position, style, frame, hasEndLabels: !layout.endLabels.labels.isEmpty,
            theme,
            measurer))
      }
    }
    return requests
  }

  private static func isInside(_ frame: Rect, _ plot: Rect) -> Bool {
    frame.x <= plot.maxX + 1 && frame.maxX >= plot.x - 1 && frame.y <= plot.maxY + 1
      && frame.maxY >= plot.y - 1
  }

  private static func request(
    _ annotation: MarkAnnotation, _ mark: any Mark, _ position: ScaledPosition, _ style: ResolvedStyle,
    _ frame: Rect, hasEndLabels: Bool, _ theme: Theme, _ measurer: any TextMeasurer
  ) -> LabelRequest {
    let text = annotation.text
    let font = theme.font(text.size, text.weight ?? .regular)
    let isSmall = frame.width < 40 && frame.height < 40
    var alignment = annotation.alignment
    let isArea = mark is RectangleMark || mark is SectorMark || mark is MapMark
    var place = annotation.position
    if place == .automatic {
      if isArea { place = .overlay }
      if mark is BarMark || mark is ErrorBarMark { place = .valueEnd }
      if mark is RuleMark {
        place = frame.width == 0 ? .top : hasEndLabels ? .top : .trailing
        if hasEndLabels, frame.width > 0, alignment == .center { alignment = .trailing }
      }
    }
    if place == .valueEnd { place = mark.valueEnd(at: position) }
    let mayMove = place == .automatic
    var candidates = mayMove ? LabelPlacer.around : [place]
    if !mayMove, isSmall, place != .overlay, !(mark is BarMark) {
      candidates += LabelPlacer.around.filter { $0 != place }
    }
    if mark is RuleMark, place == .top || place == .trailing { candidates += [.top, .bottom] }
    let color =
      text.paint.map(theme.color)
      ?? (place == .overlay && !(mark is PointMark && isSmall && frame.width < 20)
        ? Contrast.text(on: style.color, theme) : theme.ink)
    return LabelRequest(
      text: TextBlock(
        text, theme: theme, maxWidth: theme.textSize * (mark is RuleMark && text.following.isEmpty ? 11 : 18),
        measurer: measurer), color: color, backdrop: text.backdrop.map(theme.color), frame: frame,
      candidates: candidates, alignment: alignment,
      spacing: annotation.spacing ?? (place == .overlay ? 0 : 5),
      priority: annotation.priority, mayMove: mayMove,
      mustFit: place == .overlay
        && (mark is RectangleMark || mark is BarMark || isSliver(mark, position, font)),
      isBarEnd: mark is BarMark && place != .overlay, isInCell: mark is RectangleMark && place == .overlay)
  }

  /// Whether a slice is narrower than a line of text.
  private static func isSliver(_ mark: any Mark, _ position: ScaledPosition, _ font: Font) -> Bool {
    guard mark is SectorMark, let turn = position.turn else { return false }
    let radius = min(position.plot.width, position.plot.height) / 2 * 0.75
    return (turn.upperBound - turn.lowerBound) * 2 * .pi * radius < font.size * 1.3
  }

  /// Sets how far annotations, text marks and end labels reach beyond the plot.
  static func measureOverflow(_ layout: inout PanelLayout, theme: Theme, measurer: any TextMeasurer) {
    let plot = layout.plot
    var overflow = PanelLayout.Margins()
    func include(_ rect: Rect) {
      overflow.left = max(overflow.left, min(plot.x - rect.x, plot.width * 0.5))
      overflow.right = max(overflow.right, min(rect.maxX - plot.maxX, plot.width * 0.5))
      overflow.top = max(overflow.top, min(plot.y - rect.y, plot.height * 0.5))
      overflow.bottom = max(overflow.bottom, min(rect.maxY - plot.maxY, plot.height * 0.5))
    }
    for request in requests(&layout, theme: theme, measurer: measurer) where !request.mayMove {
      include(LabelPlacer.rect(request.candidates[0], request, request.spacing).outset(1))
    }
    let scaler = layout.scaler
    for index in layout.panel.contents.texts {
      let record = layout.panel.records[index]
      guard let mark = record.mark as? TextMark else { continue }
      let position = scaler.position(record)
      if let rect = mark.extent(at: position, theme: theme, measurer: measurer) { include(rect) }
    }
    if !layout.endLabels.labels.isEmpty { overflow.right = max(overflow.right, layout.endLabels.width + 12) }
    layout.overflow = overflow
  }
}
