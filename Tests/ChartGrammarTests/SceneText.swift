import ChartGrammar

/// A scene as text, one command a line, numbers rounded to three decimals.
struct SceneText: CustomStringConvertible {
  let description: String

  init(_ scene: Scene) {
    var lines = ["size \(Self.number(scene.size.width)) × \(Self.number(scene.size.height))"]
    if let background = scene.background { lines.append("background \(Self.color(background))") }
    lines += scene.commands.flatMap { Self.lines($0, indent: "") }
    lines.append("title “\(scene.title)”")
    lines.append("alternative text “\(scene.alternativeText)”")
    description = lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ command: DrawingCommand, indent: String) -> [String] {
    switch command {
    case .fill(let path, let color): return ["\(indent)fill \(Self.color(color)) \(Self.path(path))"]
    case .gradient(let path, let run):
      let stops = run.stops.map { "\(color($0.color)) at \(number($0.location))" }.joined(separator: ", ")
      return ["\(indent)gradient \(stops) from \(point(run.start)) to \(point(run.end)) \(Self.path(path))"]
    case .stroke(let path, let color, let style):
      let dash = style.dash.isEmpty ? "" : " dash " + style.dash.map(number).joined(separator: ",")
      return ["\(indent)stroke \(Self.color(color)) width \(number(style.width))\(dash) \(Self.path(path))"]
    case .gradientStroke(let path, let run, let style):
      let stops = run.stops.map { "\(color($0.color)) at \(number($0.location))" }.joined(separator: ", ")
      return ["\(indent)gradient stroke \(stops) width \(number(style.width)) \(Self.path(path))"]
    case .text(let run):
      let font = "\(number(run.font.size))\(run.font.weight == .bold ? " bold" : "")"
      return [
        "\(indent)text “\(run.string)” \(run.anchor.rawValue) \(point(run.position)) \(font) \(color(run.color))"
      ]
    case .stamps(let path, let places, let color):
      return [
        "\(indent)stamps \(Self.color(color)) \(Self.path(path)) at \(places.map(point).joined(separator: " "))"
      ]
    case .image(let image, let rect):
      return ["\(indent)image \(image.width) × \(image.height) at \(number(rect.x)),\(number(rect.y))"]
    case .clipped(let rect, let inner):
      let frame = "\(number(rect.x)),\(number(rect.y)) \(number(rect.width)) × \(number(rect.height))"
      return ["\(indent)clipped \(frame)"] + inner.flatMap { lines($0, indent: indent + "  ") }
    }
  }

  private static func path(_ path: Path) -> String {
    path.elements.map { element in
      switch element {
      case .move(let place): "M\(point(place))"
      case .line(let place): "L\(point(place))"
      case .curve(let first, let second, let end): "C\(point(first)) \(point(second)) \(point(end))"
      case .close: "Z"
      }
    }.joined(separator: " ")
  }

  private static func point(_ point: Point) -> String { "\(number(point.x)),\(number(point.y))" }

  private static func color(_ color: Color) -> String {
    let bytes = [color.red, color.green, color.blue].map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "#" + bytes.joined() + (color.opacity == 1 ? "" : "/\(number(color.opacity))")
  }

  static func number(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    return rounded == rounded.rounded() && abs(rounded) < 1e9 ? "\(Int(rounded))" : "\(rounded)"
  }
}
