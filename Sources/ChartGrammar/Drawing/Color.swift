/// A colour in sRGB with opacity.
public struct Color: Hashable, Sendable {
  /// Red from 0 to 255.
  public let red: UInt8
  /// Green from 0 to 255.
  public let green: UInt8
  /// Blue from 0 to 255.
  public let blue: UInt8
  /// From 0, invisible, to 1, opaque.
  public let opacity: Double

  /// A colour from its components.
  public init(red: UInt8, green: UInt8, blue: UInt8, opacity: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.opacity = opacity
  }

  /// A colour from a number such as `0x12436D`.
  public init(hex: UInt32) {
    self.init(red: UInt8(hex >> 16 & 0xFF), green: UInt8(hex >> 8 & 0xFF), blue: UInt8(hex & 0xFF))
  }

  /// The same colour with its opacity multiplied.
  public func opacity(_ factor: Double) -> Color {
    Color(red: red, green: green, blue: blue, opacity: opacity * factor)
  }
}
