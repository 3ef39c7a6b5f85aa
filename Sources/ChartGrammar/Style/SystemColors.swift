extension Color {
  /// The colour of text on white.
  public static var primary: Color { Color(hex: 0x1A1A1A) }
  /// The colour of secondary text on white.
  public static var secondary: Color { Color(hex: 0x595959) }
  /// Dark blue, as no screen says otherwise.
  public static var accentColor: Color { .blue }

  /// A colour by its hue, saturation and brightness between 0 and 1.
  ///
  /// - Source: Smith (1978), *Computer Graphics* 12, 12–19, doi:10.1145/965139.807361.
  public init(hue: Double, saturation: Double, brightness: Double, opacity: Double = 1) {
    let turn = (hue - hue.rounded(.down)) * 6
    let sector = Int(turn) % 6
    let part = turn - turn.rounded(.down)
    let low = brightness * (1 - saturation)
    let falling = brightness * (1 - saturation * part)
    let rising = brightness * (1 - saturation * (1 - part))
    let (red, green, blue) =
      switch sector {
      case 0: (brightness, rising, low)
      case 1: (falling, brightness, low)
      case 2: (low, brightness, rising)
      case 3: (low, falling, brightness)
      case 4: (rising, low, brightness)
      default: (brightness, low, falling)
      }
    self.init(components: red, green, blue, opacity)
  }

  /// A grey from 0, black, to 1, white.
  public init(white: Double, opacity: Double = 1) { self.init(components: white, white, white, opacity) }

  /// A colour from components between 0 and 1; a picture has sRGB.
  public init(_ space: RGBColorSpace, red: Double, green: Double, blue: Double, opacity: Double = 1) {
    self.init(components: red, green, blue, opacity)
  }

  /// A grey from 0, black, to 1, white; a picture has sRGB.
  public init(_ space: RGBColorSpace, white: Double, opacity: Double = 1) {
    self.init(components: white, white, white, opacity)
  }

  /// A colour of an asset catalogue, of which a picture knows the name only: the colour that the name says, such as
  /// `chartGreen`, or blue.
  public init(_ name: some StringProtocol) { self = Self.named(String(name)) }

  /// A colour of an asset catalogue, of which a picture knows the name only.
  public init(_ resource: ColorResource) { self = Self.named(resource.name) }

  /// A colour of the system.
  public init(_ color: UIColor) { self = color.color }

  /// A colour of the system.
  public init(uiColor: UIColor) { self = uiColor.color }

  /// A colour of the system.
  public init(nsColor: UIColor) { self = nsColor.color }

  private init(components red: Double, _ green: Double, _ blue: Double, _ opacity: Double) {
    func byte(_ value: Double) -> UInt8 { value.isNaN ? 0 : UInt8((min(max(value, 0), 1) * 255).rounded()) }
    self.init(redByte: byte(red), greenByte: byte(green), blueByte: byte(blue), opacity: opacity)
  }

  /// The colour whose name is part of another name.
  private static func named(_ name: String) -> Color {
    let known: [(String, Color)] = [
      ("orange", .orange), ("purple", .purple), ("violet", .purple), ("yellow", .yellow), ("green", .green),
      ("teal", .teal), ("pink", .pink), ("cyan", .cyan), ("mint", .mint), ("indigo", .indigo),
      ("brown", .brown), ("gray", .gray), ("grey", .gray), ("white", .white), ("black", .black),
      ("red", .red), ("blue", .blue),
    ]
    let lower = name.lowercased()
    return known.first { lower.contains($0.0) }?.1 ?? .blue
  }
}

/// How components of a colour are to be read; a picture has sRGB.
public enum RGBColorSpace: Hashable, Sendable {
  /// So.
  case sRGB, sRGBLinear, displayP3
}

/// A colour of an asset catalogue by its name.
public struct ColorResource: Hashable, Sendable {
  /// The name.
  public let name: String

  /// A colour by its name.
  public init(name: String) { self.name = name }
}

/// A colour of the system by its name, in the colours of pictures fit to print.
public struct UIColor: Hashable, Sendable {
  let color: Color

  /// A colour in another form.
  public init(_ color: Color) { self.color = color }

  /// A colour in the colours of pictures fit to print.
  public static let systemBlue = UIColor(.blue)
  /// A colour in the colours of pictures fit to print.
  public static let systemGreen = UIColor(.green)
  /// A colour in the colours of pictures fit to print.
  public static let systemRed = UIColor(.red)
  /// A colour in the colours of pictures fit to print.
  public static let systemOrange = UIColor(.orange)
  /// A colour in the colours of pictures fit to print.
  public static let systemYellow = UIColor(.yellow)
  /// A colour in the colours of pictures fit to print.
  public static let systemPurple = UIColor(.purple)
  /// A colour in the colours of pictures fit to print.
  public static let systemPink = UIColor(.pink)
  /// A colour in the colours of pictures fit to print.
  public static let systemTeal = UIColor(.teal)
  /// A colour in the colours of pictures fit to print.
  public static let systemCyan = UIColor(.cyan)
  /// A colour in the colours of pictures fit to print.
  public static let systemMint = UIColor(.mint)
  /// A colour in the colours of pictures fit to print.
  public static let systemIndigo = UIColor(.indigo)
  /// A colour in the colours of pictures fit to print.
  public static let systemBrown = UIColor(.brown)
  /// A colour in the colours of pictures fit to print.
  public static let systemGray = UIColor(.gray)
  /// A light grey.
  public static let systemGray2 = UIColor(Color(hex: 0xAEAEB2))
  /// A light grey.
  public static let systemGray3 = UIColor(Color(hex: 0xC7C7CC))
  /// A light grey.
  public static let systemGray4 = UIColor(Color(hex: 0xD1D1D6))
  /// A light grey.
  public static let systemGray5 = UIColor(Color(hex: 0xE5E5EA))
  /// A light grey.
  public static let systemGray6 = UIColor(Color(hex: 0xF2F2F7))
  /// White.
  public static let systemBackground = UIColor(.white)
  /// A light grey.
  public static let secondarySystemBackground = UIColor(Color(hex: 0xF2F2F7))
  /// White.
  public static let tertiarySystemBackground = UIColor(.white)
  /// A light grey.
  public static let systemGroupedBackground = UIColor(Color(hex: 0xF2F2F7))
  /// White.
  public static let secondarySystemGroupedBackground = UIColor(.white)
  /// A light grey.
  public static let systemFill = UIColor(Color(hex: 0xE4E4E6))
  /// A light grey.
  public static let secondarySystemFill = UIColor(Color(hex: 0xE9E9EB))
  /// A light grey.
  public static let tertiarySystemFill = UIColor(Color(hex: 0xEFEFF0))
  /// A light grey.
  public static let quaternarySystemFill = UIColor(Color(hex: 0xF4F4F5))
  /// The colour of text on white.
  public static let label = UIColor(.primary)
  /// The colour of secondary text on white.
  public static let secondaryLabel = UIColor(.secondary)
  /// A grey.
  public static let tertiaryLabel = UIColor(.gray)
  /// The colour of gridlines.
  public static let separator = UIColor(Color(hex: 0xD9D9D9))
  /// White.
  public static let windowBackgroundColor = UIColor(.white)
  /// White.
  public static let controlBackgroundColor = UIColor(.white)
  /// The colour of text on white.
  public static let labelColor = UIColor(.primary)
}

/// A colour of the system on a desktop.
public typealias NSColor = UIColor
