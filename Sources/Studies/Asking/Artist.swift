public import CairoRenderer
public import ChartGrammar

/// Lays figures out and draws them, with one renderer for measuring and drawing.
public struct Artist: Sendable {
  /// A drawn figure.
  public struct Picture: Sendable {
    /// The file's bytes; the same figure gives the same bytes.
    public let bytes: [UInt8]
    /// What the reader of the figure must be told: labels left out, fonts replaced.
    public let notes: [String]
  }

  private let renderer: CairoRenderer
  private let theme: Theme
  private let scale: Double
  private let svgText: PictureFormat.Text

  /// Prepares a renderer.
  ///
  /// - Parameters:
  ///   - theme: colours, letters and sizes.
  ///   - scale: pixels of a PNG file for each pixel of the figure.
  ///   - svgText: how an SVG file holds its letters.
  /// - Throws: `RenderError` where there is no font.
  public init(
    theme: Theme = .standard, scale: Double = 1, svgText: PictureFormat.Text = .outlines
  ) throws(RenderError) {
    renderer = try CairoRenderer()
    self.theme = theme
    self.scale = scale
    self.svgText = svgText
  }

  /// The format that a path's ending asks for.
  ///
  /// - Throws: `StudyError` of kind usage for any other ending than png, svg and pdf.
  public func format(ofPath path: String) throws(StudyError) -> PictureFormat {
    switch path.lowercased().split(separator: ".").last {
    case "png": .png
    case "svg": .svg(text: svgText)
    case "pdf": .pdf
    default: throw StudyError(.usage, "\(path) must end in .png, .svg or .pdf")
    }
  }

  /// Lays a figure out once, for any number of formats.
  ///
  /// - Parameters:
  ///   - figure: what is laid out; its own size holds where none is given.
  ///   - width: the width in pixels; nil for the one that suits the figure.
  ///   - height: the height in pixels; nil for the one that suits the figure.
  ///   - isNarrow: whether names stand above rows at any width; narrow pictures have that form in any case.
  /// - Throws: `ChartError` where the figure has no room.
  public func layout(
    _ figure: StudyFigure, width: Double? = nil, height: Double? = nil, isNarrow: Bool = false
  ) throws(ChartError) -> LaidOutChart {
    guard !isNarrow else { return try layout(figure, width, height, theme.narrow) }
    let room: Double
    let laidOut: LaidOutChart?
    do {
      let found = try layout(figure, width, height, theme)
      (laidOut, room) = (found, found.plots.map(\.width).min() ?? .infinity)
    } catch .tooSmall(let size, let needed) where needed.width > size.width {
      (laidOut, room) = (nil, 0)
    }
    if let laidOut, room >= Self.leastPlotWidth { return laidOut }
    // Names and columns that leave the marks no room go above and below them.
    if let apart = try? layout(figure, width, height, theme.narrow),
      let wider = apart.plots.map(\.width).min(), wider > 1.5 * room
    {
      return apart
    }
    if let laidOut { return laidOut }
    return try layout(figure, width, height, theme)
  }

  /// Marks in plots narrower than this many pixels cannot be told from each other.
  private static let leastPlotWidth = 160.0

  private func layout(
    _ figure: StudyFigure, _ width: Double?, _ height: Double?, _ theme: Theme
  ) throws(ChartError) -> LaidOutChart {
    var size = Size(width: width ?? figure.size.width, height: height ?? figure.size.height)
    for attempt in 0..<16 {
      do {
        let laidOut = try figure.layout(size: size, theme: theme, measurer: renderer)
        guard height == nil, let wished = laidOut.wishedHeight else { return laidOut }
        size.height = wished
        return (try? figure.layout(size: size, theme: theme, measurer: renderer)) ?? laidOut
      } catch .tooSmall(_, let needed)
        where (width == nil || needed.width <= size.width) && (height == nil || needed.height <= size.height)
      {
        // A side that nobody has chosen grows with its content, faster where what is added is shared among many plots.
        let share = attempt < 6 ? 1.0 : 2
        func grown(_ side: Double, _ needed: Double) -> Double {
          needed > side ? side + share * (needed - side) + (attempt < 6 ? 0 : 1) : side
        }
        size = Size(width: grown(size.width, needed.width), height: grown(size.height, needed.height))
      }
    }
    return try figure.layout(size: size, theme: theme, measurer: renderer)
  }

  /// Draws a figure that is laid out.
  ///
  /// - Throws: `RenderError` where the picture cannot be drawn.
  public func draw(_ chart: LaidOutChart, as format: PictureFormat) throws(RenderError) -> Picture {
    let picture = try renderer.render(chart.scene, as: format, scale: scale, paper: theme.paper)
    return Picture(bytes: picture.bytes, notes: chart.notes + picture.warnings.map(\.description))
  }
}
