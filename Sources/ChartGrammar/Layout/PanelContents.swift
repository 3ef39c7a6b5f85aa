/// What kinds of marks a panel has, found in one pass, so that clouds of points are not searched again and again.
struct PanelContents: Sendable {
  private(set) var hasBars = false
  private(set) var hasCells = false
  private(set) var hasMaps = false
  private(set) var isPie = false
  /// How far marks are moved up or down from their rows.
  private(set) var mostShift = 0.0
  /// The marks that have annotations, by their number.
  private(set) var annotated: [Int] = []
  /// The text marks, by their number.
  private(set) var texts: [Int] = []

  init(_ records: [MarkRecord]) {
    var sectors = 0
    for index in records.indices {
      mostShift = max(mostShift, abs(records[index].style.offset.y))
      let kind = ObjectIdentifier(type(of: records[index].mark))
      if !records[index].style.annotations.isEmpty { annotated.append(index) }
      if kind == ObjectIdentifier(PointMark.self) { continue }
      if kind == ObjectIdentifier(BarMark.self) { hasBars = true }
      if kind == ObjectIdentifier(RectangleMark.self), records[index].encodings[.xStart] == nil {
        hasCells = true
      }
      if kind == ObjectIdentifier(MapMark.self) { hasMaps = true }
      if kind == ObjectIdentifier(SectorMark.self) { sectors += 1 }
      if kind == ObjectIdentifier(TextMark.self) { texts.append(index) }
    }
    isPie = !records.isEmpty && sectors == records.count
  }
}
