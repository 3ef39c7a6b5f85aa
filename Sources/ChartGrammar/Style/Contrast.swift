/// How well colours can be told from each other.
public enum Contrast {
  /// The contrast ratio of two opaque colours, from 1 to 21.
  ///
  /// - Source: W3C (2018), *Web Content Accessibility Guidelines* 2.1, “contrast ratio” and “relative luminance”.
  public static func ratio(_ first: Color, _ second: Color) -> Double {
    let (a, b) = (luminance(first), luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  static func luminance(_ color: Color) -> Double {
    func linear(_ byte: UInt8) -> Double {
      let value = Double(byte) / 255
      return value <= 0.04045 ? value / 12.92 : ElementaryFunction.power((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  /// Ink or its opposite, whichever reads better on a colour; black or white where neither reads well.
  static func text(on color: Color, _ theme: Theme) -> Color {
    let ground = theme.background.mixed(
      with: color.opacity == 0 ? theme.background : opaque(color), by: color.opacity)
    let own = ratio(theme.ink, ground) >= ratio(theme.background, ground) ? theme.ink : theme.background
    if ratio(own, ground) >= 4.5 { return own }
    let (black, white) = (Color(hex: 0), Color(hex: 0xFFFFFF))
    return ratio(black, ground) >= ratio(white, ground) ? black : white
  }

  /// A series' colour moved towards the ink until text in it reaches a contrast of 4.5.
  static func textColor(_ color: Color, _ theme: Theme) -> Color {
    let start = opaque(color)
    for step in 0...20 {
      let mixed = start.mixed(with: theme.ink, by: Double(step) / 20)
      if ratio(mixed, theme.background) >= 4.5 { return mixed }
    }
    return theme.ink
  }

  private static func opaque(_ color: Color) -> Color {
    Color(redByte: color.red, greenByte: color.green, blueByte: color.blue)
  }
}
