/// A soft shape behind a mark.
struct MarkShadow: Hashable, Sendable {
  var color: Color
  var radius: Double
  var offset: Point

  /// How many layers lie over each other, so that the edge fades.
  private static let layers = 4

  /// The shapes that the commands throw, in the shadow's colour and widened step by step.
  func commands(behind commands: [DrawingCommand]) -> [DrawingCommand] {
    let reach = max(radius, 0)
    let steps = reach > 0 ? Self.layers : 1
    return (0..<steps).reversed().flatMap { step in
      let width = reach * Double(step) / Double(steps) * 2
      return commands.flatMap { thrown(by: $0.moved(by: offset), wider: width, share: 1 / Double(steps)) }
    }
  }

  private func thrown(by command: DrawingCommand, wider width: Double, share: Double) -> [DrawingCommand] {
    let layer = color.opacity(share)
    func filled(_ path: Path) -> [DrawingCommand] {
      width > 0
        ? [.fill(path, layer), .stroke(path, layer, StrokeStyle(width: width, join: .round))]
        : [.fill(path, layer)]
    }
    switch command {
    case .fill(let path, let own): return own.opacity > 0 ? filled(path) : []
    case .gradient(let path, _): return filled(path)
    case .stroke(let path, _, let style), .gradientStroke(let path, _, let style):
      return [
        .stroke(
          path, layer, StrokeStyle(width: style.width + width, dash: style.dash, cap: .round, join: .round))
      ]
    case .stamps(let path, let points, _): return points.flatMap { filled(path.moved(by: $0)) }
    case .clipped(let rect, let inner):
      return [
        .clipped(
          rect.outset(width), inner.flatMap { thrown(by: $0, wider: width, share: share) })
      ]
    case .text, .image: return []
    }
  }
}

/// How far the two ends of a mark are moved, in pixels.
struct MarkEndOffsets: Hashable, Sendable {
  var start: Point
  var end: Point

  static func + (one: MarkEndOffsets, other: MarkEndOffsets) -> MarkEndOffsets {
    MarkEndOffsets(
      start: Point(x: one.start.x + other.start.x, y: one.start.y + other.start.y),
      end: Point(x: one.end.x + other.end.x, y: one.end.y + other.end.y))
  }
}
