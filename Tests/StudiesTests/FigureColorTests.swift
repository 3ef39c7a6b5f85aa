import CairoRenderer
import ChartGrammar
import Studies
import TestSupport
import Testing

@Suite("colours of figures can be read and told apart")
struct FigureColorTests {
  private let renderer: CairoRenderer
  private let white = Color(hex: 0xFFFFFF)

  init() throws { renderer = try CairoRenderer() }

  private func layout(_ named: NamedFigure) throws -> LaidOutChart {
    try named.figure.layout(measurer: renderer)
  }

  @Test("text has a contrast of 4.5 to whatever lies under it", arguments: BundledFigures.all)
  func textContrast(_ named: NamedFigure) throws {
    let contrasts = PictureMeasure(scene: try layout(named).scene, measurer: renderer).textContrasts
    for (text, ratio) in contrasts { #expect(ratio >= 4.5, "“\(text)” \(ratio)") }
    #expect(contrasts.count > 5)
  }

  /// The colours of points, lines and bars; cells of a heat map and areas of a map have numbers of their own.
  private func markColors(_ laidOut: LaidOutChart) -> Set<Color> {
    let theme = Theme.standard
    let quiet = [theme.gridline, theme.context, theme.axisLine, theme.background]
    var colors: Set<Color> = []
    for command in laidOut.scene.commands.unclipped {
      switch command {
      case .stamps(_, _, let color), .stroke(_, let color, _): colors.insert(color)
      case .fill(let path, let color) where path.elements.count == 5: colors.insert(color)
      case .fill, .gradient, .gradientStroke, .text, .image, .clipped: break
      }
    }
    return colors.filter { $0.opacity == 1 && !quiet.contains($0) }
  }

  @Test(
    "marks have a contrast of 3 to the ground, and no figure needs more than four hues",
    arguments: BundledFigures.all)
  func markContrast(_ named: NamedFigure) throws {
    let shaded = ["offences-by-area", "population", "children"]
    let colors = try markColors(layout(named))
    guard !shaded.contains(named.figure.name) else { return }
    // A table has no marks.
    try #require(!colors.isEmpty || named.figure.name == "adults-by-sex")
    for color in colors { #expect(Contrast.ratio(color, white) >= 2.99, "\(color)") }
    let hues = colors.filter { abs(Int($0.red) - Int($0.blue)) > 20 || abs(Int($0.red) - Int($0.green)) > 20 }
    #expect(hues.count <= 4, "\(hues)")
  }

  @Test(
    "hues of one figure stay apart for every colour vision", arguments: BundledFigures.all,
    ColorVision.allCases)
  func colorVision(_ named: NamedFigure, _ vision: ColorVision) throws {
    guard !["offences-by-area", "population", "children"].contains(named.figure.name) else { return }
    let colors = try Array(markColors(layout(named)))
    for (index, first) in colors.enumerated() {
      for second in colors.dropFirst(index + 1) {
        #expect(vision.distance(first, second) >= 11, "\(first) \(second)")
      }
    }
  }
}
