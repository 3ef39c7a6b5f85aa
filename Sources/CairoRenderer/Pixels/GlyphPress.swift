internal import ChartGrammar
import Synchronization

/// Keeps glyphs as pixels, because a chart repeats the same few dozen hundreds of times.
///
/// Letters stand on whole rows of pixels and on quarters of a column, as in web browsers: the same letter then has one of
/// four looks, and a row of labels looks even. A line is at most half a pixel of its place down, a letter an eighth across.
final class GlyphPress: Sendable {
  /// The place of a glyph in device pixels: whole ones, and quarters to the right of them.
  struct Place {
    let column: Int
    let row: Int
    let quarter: Int

    init(x: Double, y: Double) {
      let quarters = Int((x * 4).rounded())
      column = quarters >> 2
      quarter = quarters & 3
      row = Int(y.rounded())
    }

    var point: Point { Point(x: Double(column) + Double(quarter) / 4, y: Double(row)) }
  }

  private struct Key: Hashable {
    let glyph: UInt32
    let quarter: Int
    let pixelsPerUnit: Double
  }

  private let masks = Mutex<[Key: CoverageMask]>([:])

  private static let capacity = 4096
  /// Larger letters are rare in a chart, and better filled than kept.
  static let largestSize = 64.0

  /// The pixels of a glyph, drawn the first time.
  func mask(of glyph: UInt32, outline: () -> GlyphOutline, pixelsPerUnit: Double, quarter: Int)
    throws(RenderError) -> CoverageMask
  {
    let key = Key(glyph: glyph, quarter: quarter, pixelsPerUnit: pixelsPerUnit)
    if let known = masks.withLock({ $0[key] }) { return known }
    let mask = try Self.draw(outline(), pixelsPerUnit: pixelsPerUnit, quarter: quarter)
    masks.withLock { masks in
      if masks.count >= Self.capacity { masks.removeAll(keepingCapacity: true) }
      masks[key] = mask
    }
    return mask
  }

  private static func draw(_ outline: GlyphOutline, pixelsPerUnit: Double, quarter: Int) throws(RenderError)
    -> CoverageMask
  {
    guard let box = outline.box else {
      return CoverageMask(width: 0, height: 0, left: 0, top: 0, coverage: [])
    }
    let shift = Double(quarter) / 4
    let left = Int((box.x * pixelsPerUnit + shift).rounded(.down))
    let right = Int((box.maxX * pixelsPerUnit + shift).rounded(.up))
    let top = Int((-box.maxY * pixelsPerUnit).rounded(.down))
    let bottom = Int((-box.y * pixelsPerUnit).rounded(.up))
    let width = max(1, right - left)
    let height = max(1, bottom - top)
    let canvas = try Canvas(coverage: width, by: height)
    canvas.append(
      outline, at: Point(x: shift - Double(left), y: Double(-top)), scale: pixelsPerUnit)
    canvas.fill()
    return CoverageMask(
      width: width, height: height, left: left, top: top, coverage: try canvas.coverage(width, height))
  }
}
