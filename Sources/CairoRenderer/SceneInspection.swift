internal import ChartGrammar

/// Checks every number of a scene before anything is drawn, and notes what will not be drawn as asked.
struct SceneInspection {
  private(set) var warnings: [RenderWarning] = []
  private var families: Set<String> = []
  private var missing: [String: [Character]] = [:]
  private var missingOrder: [String] = []
  private var index = 0
  private let fonts: FontLibrary
  private let largest: Double

  /// Cairo's own limit for the edge of an image, kept for all formats alike.
  static let largestEdge = 32_767.0
  /// Cairo holds coordinates in 24 bits before the binary point.
  private static let largestCoordinate = 8_000_000.0

  init(_ scene: Scene, scale: Double, fonts: FontLibrary) throws(RenderError) {
    guard scale.isFinite, scale > 0 else { throw .invalidScale(scale) }
    let size = scene.size
    guard size.width >= 1, size.height >= 1, size.width.isFinite, size.height.isFinite else {
      throw .invalidSize(width: size.width, height: size.height)
    }
    guard size.width * scale <= Self.largestEdge, size.height * scale <= Self.largestEdge else {
      throw .tooLarge(width: size.width * scale, height: size.height * scale, limit: Self.largestEdge)
    }
    guard size.width * scale >= 0.5, size.height * scale >= 0.5 else { throw .invalidScale(scale) }
    self.fonts = fonts
    largest = Self.largestCoordinate / max(1, scale)
    if let background = scene.background { try check(background) }
    try inspect(scene.commands)
    for family in missingOrder {
      warnings.append(.missingCharacters(String(missing[family] ?? []), family: family))
    }
  }

  private mutating func inspect(_ commands: [DrawingCommand]) throws(RenderError) {
    for command in commands {
      index += 1
      switch command {
      case .fill(let path, let color):
        try check(path)
        try check(color)
      case .gradient(let path, let run):
        try check(path)
        try check(run.start)
        try check(run.end)
        for stop in run.stops { try check(stop.color) }
      case .stroke(let path, let color, let style):
        try check(path)
        try check(color)
        try check(style.width, "line width", least: 0)
        for length in style.dash { try check(length, "dash length", least: 0) }
      case .gradientStroke(let path, let run, let style):
        try check(path)
        try check(run.start)
        try check(run.end)
        for stop in run.stops { try check(stop.color) }
        try check(style.width, "line width", least: 0)
        for length in style.dash { try check(length, "dash length", least: 0) }
      case .text(let run):
        try check(run)
      case .stamps(let path, let places, let color):
        try check(path)
        try check(color)
        for place in places { try check(place) }
      case .image(_, let rect):
        try check(rect, "picture")
      case .clipped(let rect, let inner):
        try check(rect, "clip")
        try inspect(inner)
      }
    }
  }

  private mutating func check(_ run: TextRun) throws(RenderError) {
    try check(run.position)
    try check(run.color)
    try check(run.font.size, "font size", least: 0)
    guard run.font.size <= Self.largestEdge else {
      throw .invalidNumber(run.font.size, what: "font size", command: index)
    }
    guard !run.string.isEmpty else { return }
    let resolved = fonts.face(for: run.font)
    let line = fonts.line(run.string, in: run.font)
    let family = resolved.face.file.family
    if !resolved.isExact, families.insert(run.font.family).inserted {
      warnings.append(.missingFamily(requested: run.font.family, used: family))
    }
    for character in line.missing where missing[family]?.contains(character) != true {
      if missing[family] == nil { missingOrder.append(family) }
      missing[family, default: []].append(character)
    }
  }

  private func check(_ path: Path) throws(RenderError) {
    for element in path.elements {
      switch element {
      case .move(let to), .line(let to): try check(to)
      case .curve(let first, let second, let to):
        try check(first)
        try check(second)
        try check(to)
      case .close: break
      }
    }
  }

  private func check(_ rect: Rect, _ what: String) throws(RenderError) {
    try check(Point(x: rect.x, y: rect.y))
    try check(rect.width, "\(what) width", least: 0)
    try check(rect.height, "\(what) height", least: 0)
  }

  private func check(_ point: Point) throws(RenderError) {
    guard abs(point.x) <= largest else { throw .invalidNumber(point.x, what: "x coordinate", command: index) }
    guard abs(point.y) <= largest else { throw .invalidNumber(point.y, what: "y coordinate", command: index) }
  }

  private func check(_ color: Color) throws(RenderError) {
    guard color.opacity >= 0, color.opacity <= 1 else {
      throw .invalidNumber(color.opacity, what: "opacity", command: index)
    }
  }

  private func check(_ value: Double, _ what: String, least: Double) throws(RenderError) {
    guard value >= least, value <= largest else {
      throw .invalidNumber(value, what: what, command: index)
    }
  }
}
