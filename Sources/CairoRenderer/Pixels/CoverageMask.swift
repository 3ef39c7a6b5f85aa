/// How much of each pixel a small shape covers, from 0 to 255.
struct CoverageMask: Sendable {
  let width: Int
  let height: Int
  /// Pixels from the shape's origin to the left edge.
  let left: Int
  /// Pixels from the shape's origin down to the top edge.
  let top: Int
  let coverage: [UInt8]
}
