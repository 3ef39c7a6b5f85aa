/// What surrounds or cuts a mark: its shadow, and the marks within which it is drawn.
struct MarkEffects {
  private let shadow: MarkShadow?
  /// The rectangles of each mask; nil for a mark that is drawn whole.
  private let masks: [[Rect]]

  /// The effects that have been asked for; nil where none has been.
  init?(_ style: MarkStyle, scaler: MarkScaler, notes: inout [String]) {
    guard style.shadow != nil || !style.masks.isEmpty else { return nil }
    shadow = style.shadow
    var masks: [[Rect]] = []
    for collection in style.masks {
      let rects = collection.records.compactMap { Self.rectangle($0, scaler) }
      if rects.count < collection.records.count, !notes.contains(Self.note) { notes.append(Self.note) }
      if rects.count == collection.records.count { masks.append(rects) }
    }
    self.masks = masks
  }

  private static let note = "A mask of other marks than bars and rectangles does not cut."

  private static func rectangle(_ record: MarkRecord, _ scaler: MarkScaler) -> Rect? {
    guard record.mark is BarMark || record.mark is RectangleMark else { return nil }
    let style = ResolvedStyle(
      color: Color(hex: 0), hasOwnColor: false, symbol: Path(), symbolArea: 0, dash: [],
      interpolation: .linear,
      corners: RectangleCornerRadii(), offset: record.style.offset, theme: .standard)
    return record.mark.frame(at: scaler.position(record), style: style)
  }

  /// The commands of a mark with what surrounds and cuts them.
  func applied(to commands: [DrawingCommand]) -> [DrawingCommand] {
    var result = (shadow?.commands(behind: commands) ?? []) + commands
    for rects in masks {
      let whole = result
      result = rects.filter { $0.width > 0 && $0.height > 0 }.map { .clipped($0, whole) }
    }
    return result
  }
}

extension Canvas {
  /// Adds a mark with what surrounds and cuts it.
  mutating func add(_ effects: MarkEffects, drawing draw: (inout Canvas) -> Void) {
    var own = Canvas()
    draw(&own)
    own.flush()
    for command in effects.applied(to: own.commands) { add(command) }
    obstacles += own.obstacles
    lines += own.lines
  }
}
