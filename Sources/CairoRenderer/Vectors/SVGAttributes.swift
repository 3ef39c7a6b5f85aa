internal import ChartGrammar

/// The elements and attributes that SVG has for colours, lines and repeated shapes.
extension MarkupBuffer {
  mutating func addFill(_ color: Color) {
    add(" fill=\"\(Self.hex(color))\"")
    addOpacity(color, "fill-opacity")
  }

  mutating func addStop(_ color: Color) {
    add(" stop-color=\"\(Self.hex(color))\"")
    addOpacity(color, "stop-opacity")
  }

  mutating func addStroke(_ color: Color, _ style: StrokeStyle) {
    add(" stroke=\"\(Self.hex(color))\"")
    addOpacity(color, "stroke-opacity")
    addLine(style)
  }

  /// Draws along an outline with the run of colours that was defined under a name.
  mutating func addStroke(run name: String, _ style: StrokeStyle) {
    add(" stroke=\"url(#")
    addIdentifier(name)
    add(")\"")
    addLine(style)
  }

  private mutating func addLine(_ style: StrokeStyle) {
    if style.width != 1 {
      add(" stroke-width=\"")
      add(style.width, decimals: 3)
      add("\"")
    }
    if style.cap != .butt { add(" stroke-linecap=\"\(style.cap.rawValue)\"") }
    if style.join != .miter { add(" stroke-linejoin=\"\(style.join.rawValue)\"") }
    if style.dash.contains(where: { $0 > 0 }) {
      add(" stroke-dasharray=\"")
      for (index, length) in style.dash.enumerated() {
        if index > 0 { add(" ") }
        add(length, decimals: 3)
      }
      add("\"")
    }
  }

  /// Draws what was defined under a number at a place.
  mutating func addUse(_ number: Int, x: Double, y: Double, decimals: Int) {
    add("<use xlink:href=\"#" as StaticString)
    addIdentifier(String(number))
    add("\"" as StaticString)
    if x != 0 {
      add(" x=\"" as StaticString)
      add(x, decimals: decimals)
      add("\"" as StaticString)
    }
    if y != 0 {
      add(" y=\"" as StaticString)
      add(y, decimals: decimals)
      add("\"" as StaticString)
    }
    add("/>" as StaticString)
  }

  private mutating func addOpacity(_ color: Color, _ attribute: String) {
    guard color.opacity < 1 else { return }
    add(" \(attribute)=\"")
    add(color.opacity, decimals: 3)
    add("\"")
  }

  private static func hex(_ color: Color) -> String {
    let value = UInt32(color.red) << 16 | UInt32(color.green) << 8 | UInt32(color.blue)
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
