/// The logo of whoever publishes a figure.
public struct Logo: Hashable, Sendable {
  /// Where a logo stands.
  public enum Corner: String, Hashable, Sendable, CaseIterable {
    case topLeft = "top-left"
    case topRight = "top-right"
    case bottomLeft = "bottom-left"
    case bottomRight = "bottom-right"

    var isTop: Bool { self == .topLeft || self == .topRight }
    var isLeft: Bool { self == .topLeft || self == .bottomLeft }
  }

  /// The picture.
  public var image: RasterImage
  /// Where it stands; the words of the figure make room for it.
  public var corner: Corner
  /// Its height in pixels; less where it would take more than a third of the figure's width.
  public var height: Double

  /// A logo from its parts.
  public init(image: RasterImage, corner: Corner = .topRight, height: Double = 40) {
    self.image = image
    self.corner = corner
    self.height = height
  }

  /// The extent on a figure that has so much room between its edges.
  func size(in width: Double) -> Size {
    let wide = height * Double(image.width) / Double(image.height)
    let share = min(1, width / 3 / wide)
    return Size(width: wide * share, height: height * share)
  }
}

/// The page that a figure is printed on, in millimetres.
public struct Paper: Hashable, Sendable {
  /// The extent of the page.
  public var width, height: Double
  /// The empty border on all sides.
  public var margin: Double

  /// A page from its parts.
  public init(width: Double, height: Double, margin: Double = 20) {
    self.width = width
    self.height = height
    self.margin = margin
  }

  /// The same page on its side.
  public var landscape: Paper { Paper(width: height, height: width, margin: margin) }

  /// The pages that have a name, upright.
  public static let named: [String: Paper] = [
    "A3": Paper(width: 297, height: 420), "A4": Paper(width: 210, height: 297),
    "A5": Paper(width: 148, height: 210), "letter": Paper(width: 215.9, height: 279.4),
  ]
}
