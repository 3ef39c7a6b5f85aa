/// Something a mark can be painted with: a colour, or a part a colour plays in the theme.
public protocol ShapeStyle: Sendable {
  /// The colour, or the part it plays.
  var paint: Paint { get }
}

/// A colour, or the part that a colour plays in the theme.
public enum Paint: Hashable, Sendable {
  /// This colour in every theme.
  case color(Color)
  /// The theme's colour for text and the most important lines.
  case ink
  /// The theme's colour for secondary text.
  case mutedInk
  /// The theme's colour for gridlines.
  case faint
  /// The theme's colour for a series, counted from 0.
  case series(Int)
  /// The theme's colour for a series, counted from 0, among so many; two have a pair of their own.
  case seriesAmong(Int, count: Int)
  /// The theme's colour for what the reader should look at.
  case focus
  /// The theme's colour for what surrounds the focus.
  case context
  /// The theme's background.
  case background
  /// A run of colours across a shape; where one colour is asked for, the one that stands for it.
  indirect case gradient(LinearGradient)
  /// Another paint made more transparent.
  indirect case translucent(Paint, Double)
}

/// A part that a colour plays in the theme, such as `.focus` or `.secondary`.
public struct ThemeStyle: ShapeStyle, Hashable {
  /// The part.
  public let paint: Paint

  init(_ paint: Paint) {
    self.paint = paint
  }

  /// The same, more transparent.
  public func opacity(_ factor: Double) -> ThemeStyle { ThemeStyle(.translucent(paint, factor)) }
}

extension ShapeStyle where Self == ThemeStyle {
  /// The colour of text.
  public static var primary: ThemeStyle { ThemeStyle(.ink) }
  /// The colour of secondary text.
  public static var secondary: ThemeStyle { ThemeStyle(.mutedInk) }
  /// The colour of what surrounds the focus.
  public static var tertiary: ThemeStyle { ThemeStyle(.context) }
  /// The colour of gridlines.
  public static var quaternary: ThemeStyle { ThemeStyle(.faint) }
  /// The colour of what the reader should look at.
  public static var focus: ThemeStyle { ThemeStyle(.focus) }
  /// The colour of what surrounds the focus.
  public static var context: ThemeStyle { ThemeStyle(.context) }
  /// The colour behind the chart.
  public static var background: ThemeStyle { ThemeStyle(.background) }
  /// The theme's colour for a series, counted from 0.
  public static func series(_ index: Int) -> ThemeStyle { ThemeStyle(.series(index)) }
  /// The theme's colour for a series, counted from 0, among so many; two have a pair of their own.
  public static func series(_ index: Int, of count: Int) -> ThemeStyle {
    ThemeStyle(.seriesAmong(index, count: count))
  }
}
