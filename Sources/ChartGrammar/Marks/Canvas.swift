/// Gathers drawing commands, and what labels must keep clear of.
public struct Canvas: Sendable {
  /// The commands so far.
  public private(set) var commands: [DrawingCommand] = []
  /// Rectangles that labels should not cover.
  var obstacles: [Rect] = []
  /// Lines that labels should rather not cover.
  var lines: [Rect] = []
  private var stampPath = Path()
  private var stampColor = Color(hex: 0)
  private var stampPoints: [Point] = []

  init() {}

  /// Fills an outline.
  public mutating func fill(_ path: Path, _ color: Color) {
    add(.fill(path, color))
  }

  /// Fills an outline with a mark's colour, or its run of colours.
  public mutating func fill(_ path: Path, _ style: ResolvedStyle, plot: Rect) {
    guard let gradient = style.gradient else { return fill(path, style.color) }
    add(
      .gradient(
        path,
        gradient.fill(across: style.alignsWithPlot ? plot : path.bounds, opacity: style.gradientOpacity)))
  }

  /// Draws along an outline with a mark's colour, or its run of colours.
  public mutating func stroke(_ path: Path, _ mark: ResolvedStyle, _ style: StrokeStyle, plot: Rect) {
    guard let gradient = mark.gradient else { return stroke(path, mark.color, style) }
    let run = gradient.fill(across: mark.alignsWithPlot ? plot : path.bounds, opacity: mark.gradientOpacity)
    // Along a level line a run from top to bottom has no extent.
    guard run.start != run.end else { return stroke(path, mark.color, style) }
    add(.gradientStroke(path, run, style))
  }

  /// Draws along an outline.
  public mutating func stroke(_ path: Path, _ color: Color, _ style: StrokeStyle) {
    add(.stroke(path, color, style))
  }

  /// Draws a straight line.
  public mutating func line(from start: Point, to end: Point, _ color: Color, _ style: StrokeStyle) {
    add(.stroke(Path([.move(start), .line(end)]), color, style))
  }

  /// Stamps an outline drawn around the origin; equal stamps in a row become one command.
  public mutating func stamp(_ path: Path, at point: Point, _ color: Color) {
    if stampPoints.isEmpty || path != stampPath || color != stampColor {
      flush()
      stampPath = path
      stampColor = color
    }
    stampPoints.append(point)
  }

  /// Adds a command of any kind.
  public mutating func add(_ command: DrawingCommand) {
    flush()
    commands.append(command)
  }

  /// Asks labels to keep clear of a rectangle.
  public mutating func occupy(_ rect: Rect) {
    obstacles.append(rect)
  }

  /// Asks labels to keep clear of a line, if they can do so without moving far.
  public mutating func occupy(line rect: Rect) {
    lines.append(rect)
  }

  /// Turns stamps that are still waiting into a command.
  mutating func flush() {
    guard !stampPoints.isEmpty else { return }
    commands.append(.stamps(stampPath, at: stampPoints, stampColor))
    stampPoints = []
  }
}
