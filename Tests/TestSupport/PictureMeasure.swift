public import ChartGrammar

/// What can be measured in a finished scene.
public struct PictureMeasure: Sendable {
  /// The scene.
  public let scene: Scene
  private let measurer: any TextMeasurer

  /// Measures a scene with the measurer that it was laid out with.
  public init(scene: Scene, measurer: any TextMeasurer = FixedWidthMeasurer()) {
    self.scene = scene
    self.measurer = measurer
  }

  /// The rectangle of each line of text, from the top of its letters to its baseline.
  public var labels: [(text: String, rect: Rect)] {
    Self.flatten(scene.commands).compactMap { command in
      guard case .text(let run) = command else { return nil }
      let extent = measurer.measure(run.string, in: run.font)
      let left: Double =
        switch run.anchor {
        case .start: run.position.x
        case .middle: run.position.x - extent.width / 2
        case .end: run.position.x - extent.width
        }
      let height = run.font.size * 0.75
      return (run.string, Rect(x: left, y: run.position.y - height, width: extent.width, height: height))
    }
  }

  /// Pairs of texts that overlap.
  public var overlaps: [String] {
    let labels = labels
    var found: [String] = []
    for (index, first) in labels.enumerated() {
      for second in labels.dropFirst(index + 1)
      where first.rect.inset(by: 0.3).overlaps(second.rect.inset(by: 0.3)) {
        found.append("“\(first.text)” and “\(second.text)”")
      }
    }
    return found
  }

  /// The contrast of each text to what lies under its middle.
  public var textContrasts: [(text: String, ratio: Double)] {
    let commands = scene.commands.unclipped
    let labels = labels
    var found: [(text: String, ratio: Double)] = []
    for (index, command) in commands.enumerated() {
      guard case .text(let run) = command, found.count < labels.count, labels[found.count].text == run.string
      else { continue }
      let centre = labels[found.count].rect.centre
      var ground = scene.background ?? Color(hex: 0xFFFFFF)
      for earlier in commands.prefix(index) {
        if case .fill(let path, let color) = earlier, Self.contains(path, centre) {
          ground = Self.opaque(color, over: ground)
        }
      }
      found.append((run.string, Contrast.ratio(Self.opaque(run.color, over: ground), ground)))
    }
    return found
  }

  private static func opaque(_ color: Color, over ground: Color) -> Color {
    ground.mixed(
      with: Color(redByte: color.red, greenByte: color.green, blueByte: color.blue), by: color.opacity)
  }

  /// Whether a point lies inside the corners of a path, by the even-odd rule.
  private static func contains(_ path: Path, _ point: Point) -> Bool {
    let corners = corners(path)
    var isInside = false
    for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1))
    where (a.y > point.y) != (b.y > point.y) {
      if point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x { isInside.toggle() }
    }
    return isInside
  }

  /// Every corner of everything that is drawn.
  public var points: [Point] {
    let drawn = Self.flatten(scene.commands).flatMap { command -> [Point] in
      switch command {
      case .fill(let path, _), .gradient(let path, _), .stroke(let path, _, _),
        .gradientStroke(let path, _, _):
        return Self.corners(path)
      case .stamps(let path, let places, _):
        return places.flatMap { place in
          Self.corners(path).map { Point(x: $0.x + place.x, y: $0.y + place.y) }
        }
      case .image(_, let rect): return [Point(x: rect.x, y: rect.y), Point(x: rect.maxX, y: rect.maxY)]
      case .text, .clipped: return []
      }
    }
    let text = labels.flatMap {
      [Point(x: $0.rect.x, y: $0.rect.y), Point(x: $0.rect.maxX, y: $0.rect.maxY)]
    }
    return drawn + text
  }

  /// The filled rectangles in a colour.
  public func bars(_ color: Color) -> [Rect] {
    Self.flatten(scene.commands).compactMap { command in
      guard case .fill(let path, color) = command, path.elements.count == 5 else { return nil }
      let corners = Self.corners(path)
      let (xs, ys) = (corners.map(\.x), corners.map(\.y))
      guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else {
        return nil
      }
      return Rect(x: left, y: top, width: right - left, height: bottom - top)
    }
  }

  /// The ends of all steps of a path.
  public static func corners(_ path: Path) -> [Point] {
    path.elements.compactMap { element in
      switch element {
      case .move(let point), .line(let point), .curve(_, _, let point): point
      case .close: nil
      }
    }
  }

  /// All commands; those that are clipped are left out, as what lies outside is not seen.
  public static func flatten(_ commands: [DrawingCommand]) -> [DrawingCommand] {
    commands.filter { command in
      if case .clipped = command { return false }
      return true
    }
  }
}

extension [DrawingCommand] {
  /// The commands in order, with those that are clipped in place of the clip.
  public var unclipped: [DrawingCommand] {
    flatMap { command -> [DrawingCommand] in
      if case .clipped(_, let inner) = command { return inner.unclipped }
      return [command]
    }
  }
}
