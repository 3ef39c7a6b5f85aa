/// A finished picture as a list of drawing commands: hashable, comparable, free of any renderer.
///
/// Equal scenes give equal bytes in every format.
public struct Scene: Hashable, Sendable {
  /// The extent of the picture in pixels, each at least 1.
  public var size: Size
  /// The colour painted first, or nil for a transparent picture.
  public var background: Color?
  /// What is drawn, in order.
  public var commands: [DrawingCommand]
  /// The title for assistive technology and file metadata.
  public var title: String
  /// The alternative text: kind of chart, finding, interval, extremes.
  public var alternativeText: String
  /// A longer description, usually the data as text; may be empty.
  public var longDescription: String
  /// Where marks stand and what they show, for formats that can tell it under the pointer.
  public var marks: [SceneMark] = []

  /// A picture from its parts.
  public init(
    size: Size, background: Color? = nil, commands: [DrawingCommand], title: String = "",
    alternativeText: String = "", longDescription: String = ""
  ) {
    self.size = size
    self.background = background
    self.commands = commands
    self.title = title
    self.alternativeText = alternativeText
    self.longDescription = longDescription
  }
}

/// A mark in a picture with its values in words.
public struct SceneMark: Hashable, Sendable {
  /// The rectangle that the mark covers.
  public var frame: Rect
  /// The values in words, such as `Area: Riverton, Rate: 31.4%`.
  public var title: String

  /// A mark from its parts.
  public init(frame: Rect, title: String) {
    self.frame = frame
    self.title = title
  }
}

/// One step of drawing a scene.
public indirect enum DrawingCommand: Hashable, Sendable {
  /// Fills an outline (non-zero winding rule).
  case fill(Path, Color)
  /// Fills an outline with a run of colours.
  case gradient(Path, GradientFill)
  /// Draws along an outline.
  case stroke(Path, Color, StrokeStyle)
  /// Draws along an outline with a run of colours.
  case gradientStroke(Path, GradientFill, StrokeStyle)
  /// Draws one line of text.
  case text(TextRun)
  /// Stamps the same filled outline, drawn around the origin, at many places.
  case stamps(Path, at: [Point], Color)
  /// Draws a picture of pixels into a rectangle.
  case image(RasterImage, Rect)
  /// Draws commands clipped to a rectangle.
  case clipped(Rect, [DrawingCommand])
}

/// How a line is drawn.
public struct StrokeStyle: Hashable, Sendable {
  /// The shape of a line's ends.
  public enum Cap: String, Hashable, Sendable { case butt, round, square }
  /// The shape of a line's corners.
  public enum Join: String, Hashable, Sendable { case miter, round, bevel }

  /// The width in pixels.
  public var width: Double
  /// Lengths of dashes and gaps in pixels; empty for a solid line.
  public var dash: [Double]
  /// The shape of the ends.
  public var cap: Cap
  /// The shape of the corners.
  public var join: Join

  /// A line style; the default is a solid line of one pixel.
  public init(width: Double = 1, dash: [Double] = [], cap: Cap = .butt, join: Join = .miter) {
    self.width = width
    self.dash = dash
    self.cap = cap
    self.join = join
  }
}

/// A typeface at a size.
public struct Font: Hashable, Sendable {
  /// The weight of the strokes.
  public enum Weight: String, Hashable, Sendable { case regular, bold }

  /// The family, such as `Liberation Sans`.
  public var family: String
  /// The size in pixels.
  public var size: Double
  /// The weight.
  public var weight: Weight
  /// Whether the letters lean.
  public var isItalic: Bool

  /// A typeface; the default family has Arial's metrics.
  public init(
    family: String = "Liberation Sans", size: Double, weight: Weight = .regular, isItalic: Bool = false
  ) {
    self.family = family
    self.size = size
    self.weight = weight
    self.isItalic = isItalic
  }
}

/// One line of text at a place.
public struct TextRun: Hashable, Sendable {
  /// Which part of the line stands at the position.
  public enum Anchor: String, Hashable, Sendable { case start, middle, end }

  /// The text, without line breaks.
  public var string: String
  /// The point on the baseline at the anchor.
  public var position: Point
  /// Which part of the line stands at the position.
  public var anchor: Anchor
  /// The typeface.
  public var font: Font
  /// The colour.
  public var color: Color

  /// A line of text.
  public init(_ string: String, at position: Point, anchor: Anchor = .start, font: Font, color: Color) {
    self.string = string
    self.position = position
    self.anchor = anchor
    self.font = font
    self.color = color
  }
}
