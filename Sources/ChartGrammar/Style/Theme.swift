/// Colours, letters and line widths of a chart.
///
/// - Source: Government Analysis Function, *Data visualisation: colours in charts* (2021).
public struct Theme: Hashable, Sendable {
  /// The name under which a configuration asks for it.
  public var name: String
  /// The colour behind everything.
  public var background: Color
  /// Text and the most important lines.
  public var ink: Color
  /// Secondary text.
  public var mutedInk: Color
  /// Gridlines.
  public var gridline: Color
  /// The line that bars stand on.
  public var axisLine: Color
  /// The colours of series, in order.
  public var palette: [Color]
  /// The colours of exactly two series.
  public var pair: [Color]
  /// What the reader should look at.
  public var focus: Color
  /// What surrounds the focus.
  public var context: Color
  /// Low to high.
  public var sequential: Gradient
  /// Low over middle to high.
  public var diverging: Gradient
  /// The family of all letters.
  public var fontFamily: String
  /// Headline size in pixels.
  public var headlineSize: Double
  /// Subtitle size in pixels.
  public var subtitleSize: Double
  /// Size of all other text in pixels.
  public var textSize: Double
  /// Width of data lines in pixels.
  public var lineWidth: Double
  /// Area of points in square pixels.
  public var symbolArea: Double
  /// The empty border around the picture in pixels.
  public var padding: Double
  /// Whether lines also differ in their dashes and areas in their tone.
  public var distinguishesByDash: Bool
  /// Whether each row of a chart has its name above and its columns of text below its marks, as on narrow pages.
  public var setsRowsApart = false
  /// The logo in a corner of figures that have words around them; nil for none.
  public var logo: Logo?
  /// The page of a PDF file; nil for one as large as the figure.
  public var paper: Paper?

  /// The Government Analysis Function's colours on white.
  public static let standard = Theme(
    name: "standard", background: Color(hex: 0xFFFFFF), ink: Color(hex: 0x1A1A1A),
    mutedInk: Color(hex: 0x595959), gridline: Color(hex: 0xD9D9D9), axisLine: Color(hex: 0x7F7F7F),
    palette: [0x12436D, 0x28A197, 0x801650, 0xF46A25, 0x3D3D3D, 0xA285D1].map { Color(hex: $0) },
    pair: [Color(hex: 0x12436D), Color(hex: 0xF46A25)], focus: Color(hex: 0x12436D),
    context: Color(hex: 0xBFBFBF),
    sequential: Gradient(colors: [0xEEF4F9, 0x6BACE6, 0x2073BC, 0x12436D].map { Color(hex: $0) }),
    diverging: Gradient(colors: [0x12436D, 0x6BACE6, 0xF4F4F4, 0xF7A173, 0xB0440B].map { Color(hex: $0) }),
    fontFamily: "Liberation Sans", headlineSize: 22, subtitleSize: 16, textSize: 14, lineWidth: 2.5,
    symbolArea: 50, padding: 20, distinguishesByDash: false)

  /// Greys that stay apart on a black-and-white printer; lines differ in their dashes.
  public static let print = Theme.standard.changed {
    $0.name = "print"
    $0.ink = Color(hex: 0x000000)
    $0.mutedInk = Color(hex: 0x404040)
    $0.gridline = Color(hex: 0xD0D0D0)
    $0.axisLine = Color(hex: 0x606060)
    $0.palette = [0x000000, 0x949494, 0x484848].map { Color(hex: $0) }
    $0.pair = [Color(hex: 0x000000), Color(hex: 0x949494)]
    $0.focus = Color(hex: 0x000000)
    $0.context = Color(hex: 0xB3B3B3)
    $0.sequential = Gradient(colors: [0xF2F2F2, 0x1A1A1A].map { Color(hex: $0) })
    $0.diverging = Gradient(colors: [0x1A1A1A, 0xF2F2F2, 0x595959].map { Color(hex: $0) })
    $0.distinguishesByDash = true
  }

  /// Light colours on a dark ground.
  public static let dark = Theme.standard.changed {
    $0.name = "dark"
    $0.background = Color(hex: 0x10161D)
    $0.ink = Color(hex: 0xF2F4F6)
    $0.mutedInk = Color(hex: 0xB4BDC7)
    $0.gridline = Color(hex: 0x333D48)
    $0.axisLine = Color(hex: 0x8592A0)
    $0.palette = [0xA9D4F5, 0x17796E, 0xFFC98A, 0x9A4FA8].map { Color(hex: $0) }
    $0.pair = [Color(hex: 0xA9D4F5), Color(hex: 0xB5531A)]
    $0.focus = Color(hex: 0xA9D4F5)
    $0.context = Color(hex: 0x5B6773)
    $0.sequential = Gradient(colors: [0x1B2733, 0x2073BC, 0x6BACE6, 0xDCEEFC].map { Color(hex: $0) })
    $0.diverging = Gradient(
      colors: [0x7FC0F2, 0x2B5F8C, 0x242D36, 0xA8501F, 0xFFA873].map { Color(hex: $0) })
  }

  /// The standard colours with letters and lines to be read across a room.
  public static let presentation = Theme.standard.changed {
    $0.name = "presentation"
    $0.headlineSize = 32
    $0.subtitleSize = 22
    $0.textSize = 20
    $0.lineWidth = 4
    $0.symbolArea = 110
    $0.padding = 28
  }

  /// All themes.
  public static let all: [Theme] = [.standard, .print, .dark, .presentation]

  /// A theme with some of its values changed.
  public func changed(_ change: (inout Theme) -> Void) -> Theme {
    var copy = self
    change(&copy)
    return copy
  }

  /// The theme for a page as narrow as a phone: smaller headlines and margins, names of rows above them.
  public var narrow: Theme {
    changed {
      $0.headlineSize = min(headlineSize, textSize + 4)
      $0.subtitleSize = min(subtitleSize, textSize)
      $0.padding = min(padding, 12)
      $0.setsRowsApart = true
    }
  }

  /// The colours for a number of series: where there are more series than colours, lighter and darker shades follow; in
  /// themes of greys, an even run of greys.
  func colors(count: Int) -> [Color] {
    let source = count == 2 ? pair : palette
    guard let first = source.first else { return Array(repeating: ink, count: count) }
    if distinguishesByDash, count > source.count {
      let light = first.mixed(with: background, by: 0.8)
      return (0..<count).map { first.mixed(with: light, by: Double($0) / Double(count - 1)) }
    }
    return (0..<count).map { index in
      let color = source[index % source.count]
      switch index / source.count % 3 {
      case 0: return color
      case 1: return color.mixed(with: background, by: 0.5)
      default: return color.mixed(with: ink, by: 0.55)
      }
    }
  }

  /// The colour that a paint stands for.
  func color(_ paint: Paint) -> Color {
    switch paint {
    case .color(let color): color
    case .ink: ink
    case .mutedInk: mutedInk
    case .faint: gridline
    case .series(let index):
      palette.isEmpty ? ink : palette[((index % palette.count) + palette.count) % palette.count]
    case .seriesAmong(let index, let count):
      count > 0 ? colors(count: count)[((index % count) + count) % count] : color(.series(index))
    case .focus: focus
    case .context: context
    case .background: background
    case .gradient(let run): run.gradient.mean
    case .translucent(let paint, let factor): color(paint).opacity(factor)
    }
  }

  func font(_ size: Double? = nil, _ weight: Font.Weight = .regular) -> Font {
    Font(family: fontFamily, size: size ?? textSize, weight: weight)
  }
}
