extension Color: ShapeStyle {
  /// The colour itself.
  public var paint: Paint { .color(self) }

  /// The colour itself: the slight run of shades that a screen has is not for print.
  public var gradient: Color { self }

  /// A colour from components between 0 and 1.
  ///
  /// Whole numbers without a decimal point are components from 0 to 255.
  @_disfavoredOverload
  public init(red: Double, green: Double, blue: Double, opacity: Double = 1) {
    func byte(_ value: Double) -> UInt8 { UInt8((min(max(value, 0), 1) * 255).rounded()) }
    self.init(redByte: byte(red), greenByte: byte(green), blueByte: byte(blue), opacity: opacity)
  }

  /// The colour a part of the way towards another.
  public func mix(with other: Color, by fraction: Double) -> Color { mixed(with: other, by: fraction) }

  /// The colour a part of the way towards another.
  public func mixed(with other: Color, by fraction: Double) -> Color {
    let part = min(max(fraction, 0), 1)
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Double(a) + (Double(b) - Double(a)) * part).rounded())
    }
    return Color(
      redByte: mix(red, other.red), greenByte: mix(green, other.green), blueByte: mix(blue, other.blue),
      opacity: opacity + (other.opacity - opacity) * part)
  }
}

extension ShapeStyle where Self == Color {
  /// Dark blue of the Government Analysis Function.
  public static var blue: Color { Color(hex: 0x12436D) }
  /// Turquoise of the Government Analysis Function.
  public static var teal: Color { Color(hex: 0x28A197) }
  /// Dark pink of the Government Analysis Function.
  public static var pink: Color { Color(hex: 0x801650) }
  /// Orange of the Government Analysis Function.
  public static var orange: Color { Color(hex: 0xF46A25) }
  /// Light purple of the Government Analysis Function.
  public static var purple: Color { Color(hex: 0xA285D1) }
  /// A green with a contrast of 3 to 1 on white.
  public static var green: Color { Color(hex: 0x2A8A3E) }
  /// A red with a contrast of 3 to 1 on white.
  public static var red: Color { Color(hex: 0xC8302B) }
  /// A dark yellow with a contrast of 3 to 1 on white.
  public static var yellow: Color { Color(hex: 0xB58800) }
  /// A blue between green and blue.
  public static var cyan: Color { Color(hex: 0x1F8FB3) }
  /// A green between green and blue.
  public static var mint: Color { Color(hex: 0x2E9E83) }
  /// A dark violet blue.
  public static var indigo: Color { Color(hex: 0x4B3FA3) }
  /// A dark orange brown.
  public static var brown: Color { Color(hex: 0x8A5A2B) }
  /// A grey with a contrast of 3 to 1 on white.
  public static var gray: Color { Color(hex: 0x7F7F7F) }
  /// White.
  public static var white: Color { Color(hex: 0xFFFFFF) }
  /// Black.
  public static var black: Color { Color(hex: 0x000000) }
  /// Nothing at all.
  public static var clear: Color { Color(hex: 0xFFFFFF).opacity(0) }
}
