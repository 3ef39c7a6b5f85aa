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

  /// A colour from its components in bytes; components from 0 to 1 are `init(red:green:blue:opacity:)`.
  public init(redByte red: UInt8, greenByte green: UInt8, blueByte blue: UInt8, opacity: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.opacity = opacity
  }

  /// A colour from a number such as `0x12436D`.
  public init(hex: UInt32) {
    self.init(
      redByte: UInt8(hex >> 16 & 0xFF), greenByte: UInt8(hex >> 8 & 0xFF), blueByte: UInt8(hex & 0xFF))
  }

  /// The same colour with its opacity multiplied.
  public func opacity(_ factor: Double) -> Color {
    Color(redByte: red, greenByte: green, blueByte: blue, opacity: opacity * factor)
  }
}
