/// Rectangles in the squares of a grid, so that neighbours are found quickly.
struct RectGrid {
  private struct Square: Hashable {
    var column: Int
    var row: Int
  }

  private static let side = 48.0
  private var squares: [Square: [Rect]] = [:]

  mutating func insert(_ rect: Rect) {
    forEachSquare(rect) { squares[$0, default: []].append(rect) }
  }

  mutating func remove(_ rect: Rect) {
    forEachSquare(rect) { square in
      if let index = squares[square]?.firstIndex(of: rect) { squares[square]?.remove(at: index) }
    }
  }

  func overlaps(_ rect: Rect) -> Bool {
    var found = false
    forEachSquare(rect) { square in
      if !found, squares[square]?.contains(where: { $0.overlaps(rect) }) == true { found = true }
    }
    return found
  }

  /// How many rectangles overlap one, its own frame not counted; at most twelve.
  func countOverlaps(_ rect: Rect, besides own: Rect) -> Int {
    var count = 0
    forEachSquare(rect) { square in
      guard count < 12, let rects = squares[square] else { return }
      for other in rects where other != own && other.overlaps(rect) { count += 1 }
    }
    return min(count, 12)
  }

  private func forEachSquare(_ rect: Rect, _ body: (Square) -> Void) {
    guard rect.width.isFinite, rect.height.isFinite, abs(rect.x) < 1e6, abs(rect.y) < 1e6 else { return }
    let columns = Int(rect.x / Self.side)...Int(max(rect.maxX, rect.x) / Self.side)
    let rows = Int(rect.y / Self.side)...Int(max(rect.maxY, rect.y) / Self.side)
    for column in columns.clamped(to: -100...2000) {
      for row in rows.clamped(to: -100...2000) { body(Square(column: column, row: row)) }
    }
  }
}
