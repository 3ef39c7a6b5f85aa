import CairoRenderer
import ChartGrammar

/// Pictures that the tests share.
enum SampleScenes {
  static let white = Color(hex: 0xFFFFFF)
  static let navy = Color(hex: 0x12436D)
  static let ink = Color(hex: 0x0B0C0C)

  /// A scene with every kind of command.
  static func everything(_ number: Int = 0) -> Scene {
    let circle = Path(circleAt: Point(x: 0, y: 0), radius: 4)
    return Scene(
      size: Size(width: 200, height: 120), background: white,
      commands: [
        .fill(Path(Rect(x: 10, y: 20, width: 30 + Double(number), height: 12)), navy),
        .stroke(
          Path(through: [Point(x: 5, y: 60), Point(x: 190, y: 62)]), Color(hex: 0xF46A25),
          StrokeStyle(width: 2, dash: [4, 2], cap: .round)),
        .stamps(circle, at: [Point(x: 60, y: 40), Point(x: 70, y: 44)], navy.opacity(0.5)),
        .clipped(
          Rect(x: 100, y: 10, width: 40, height: 20),
          [.fill(Path(circleAt: Point(x: 100, y: 20), radius: 30), navy), label("clipped", x: 102, y: 24)]),
        label("£9.5 billion, Ŵŷé \(number)", x: 10, y: 84),
        .text(
          TextRun(
            "שלום 123 مرحبا", at: Point(x: 190, y: 108), anchor: .end, font: Font(size: 14, weight: .bold),
            color: ink)),
      ],
      title: "Rate & risk <\(number)>", alternativeText: "A chart of £ and “quotes”.",
      longDescription: "Area, rate\nDudley, 23.1")
  }

  /// One line of text on white.
  static func text(
    _ string: String, size: Double = 20, anchor: TextRun.Anchor = .start, family: String? = nil
  )
    -> Scene
  {
    let font = family.map { Font(family: $0, size: size) } ?? Font(size: size)
    return Scene(
      size: Size(width: 240, height: 60), background: white,
      commands: [.text(TextRun(string, at: Point(x: 120, y: 40), anchor: anchor, font: font, color: ink))])
  }

  private static func label(_ string: String, x: Double, y: Double) -> DrawingCommand {
    .text(TextRun(string, at: Point(x: x, y: y), font: Font(size: 14), color: ink))
  }
}

extension PictureFormat {
  static let all: [PictureFormat] = [.png, .svg(text: .outlines), .svg(text: .text), .pdf]
}
