internal import ChartGrammar

/// Lays the same small shape down at many places, far faster than by filling it each time.
///
/// The shape is drawn once for each of 16 × 16 positions between pixels, so a stamp stands at most 1/32 of a pixel
/// from its place in each direction.
struct StampPress {
  private let path: Path
  private let scale: Double
  private let left: Int
  private let top: Int
  private let width: Int
  private let height: Int

  private static let phases = 16
  /// Below this, drawing the masks costs more than it saves.
  private static let worthwhile = 1_000
  /// A larger shape is seldom stamped often, and its masks would fill the memory.
  private static let largestEdge = 128

  /// Prepares a shape, or gives nil where filling it is as good.
  init?(_ path: Path, scale: Double, count: Int) {
    guard count >= Self.worthwhile, let box = path.controlBox,
      box.width * scale < Double(Self.largestEdge), box.height * scale < Double(Self.largestEdge)
    else { return nil }
    self.path = path
    self.scale = scale
    left = Int((box.x * scale).rounded(.down)) - 1
    top = Int((box.y * scale).rounded(.down)) - 1
    width = Int((box.maxX * scale).rounded(.up)) + 2 - left
    height = Int((box.maxY * scale).rounded(.up)) + 2 - top
  }

  func stamp(at places: [Point], on canvas: Canvas) throws(RenderError) {
    var masks = [Canvas?](repeating: nil, count: Self.phases * Self.phases)
    let phases = Double(Self.phases)
    for place in places {
      let column = Int((place.x * scale * phases).rounded())
      let row = Int((place.y * scale * phases).rounded())
      let phaseX = column & (Self.phases - 1)
      let phaseY = row & (Self.phases - 1)
      let slot = phaseY * Self.phases + phaseX
      let mask: Canvas
      if let known = masks[slot] {
        mask = known
      } else {
        let origin = Point(
          x: Double(phaseX) / phases - Double(left), y: Double(phaseY) / phases - Double(top))
        mask = try Canvas(coverage: width, by: height)
        mask.move(to: origin)
        mask.scale(by: scale)
        mask.append(path)
        mask.fill()
        try mask.finishCoverage()
        masks[slot] = mask
      }
      canvas.stamp(mask, x: (column - phaseX) / Self.phases + left, y: (row - phaseY) / Self.phases + top)
    }
  }
}
