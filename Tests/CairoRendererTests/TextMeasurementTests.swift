import CairoRenderer
import ChartGrammar
import TestSupport
import Testing

@Suite("Text measurement")
struct TextMeasurementTests {
  let renderer: CairoRenderer

  init() throws {
    renderer = try CairoRenderer()
  }

  private func width(_ string: String, _ size: Double = 100) -> Double {
    renderer.measure(string, in: Font(size: size)).width
  }

  @Test("digits are 1139 of 2048 units wide, as in every font of Arial's metrics")
  func agreesWithArial() {
    expectClose(width("0", 2048), 1139)
    expectClose(width("2016", 2048), 4 * 1139)
  }

  @Test("letters are kerned")
  func kerns() {
    #expect(width("AV") < width("A") + width("V") - 3)
    #expect(width("To") < width("T") + width("o") - 3)
  }

  @Test("an accent adds no width, and one or two characters for a letter are the same")
  func measuresAccents() {
    expectClose(width("Ŵŷé"), width("Wye"), relative: 0.02)
    expectClose(width("W\u{302}y\u{302}e\u{301}"), width("Ŵŷé"))
    #expect(width("£") > 30)
  }

  @Test("size changes nothing but the scale", arguments: [1.0, 7.3, 14, 1000])
  func isResolutionIndependent(size: Double) {
    let extent = renderer.measure("Reoffending rate, Ŵ", in: Font(size: size))
    let unit = renderer.measure("Reoffending rate, Ŵ", in: Font(size: 1))
    expectClose(extent.width, unit.width * size)
    expectClose(extent.ascent, unit.ascent * size)
    expectClose(extent.descent, unit.descent * size)
  }

  @Test("bold is wider than regular")
  func knowsWeights() {
    let bold = renderer.measure("reoffending", in: Font(size: 100, weight: .bold)).width
    #expect(bold > width("reoffending") * 1.03)
  }

  @Test("nothing has no width, but a height")
  func measuresNothing() {
    let extent = renderer.measure("", in: Font(size: 20))
    #expect(extent.width == 0)
    #expect(extent.ascent > 15 && extent.ascent < 20)
    #expect(extent.descent > 3 && extent.descent < 6)
    #expect(width("a", .nan) == 0)
    #expect(width("a", -1) == 0)
  }

  @Test("line breaks and tabs count as spaces, control characters as nothing")
  func measuresControls() {
    expectClose(width("a\nb"), width("a b"))
    expectClose(width("a\r\nb"), width("a b"))
    expectClose(width("a\tb"), width("a b"))
    expectClose(width("a\u{1}\u{7F}b"), width("ab"))
  }

  @Test("a name of 500 characters is as wide as its parts")
  func measuresLongNames() {
    expectClose(width(String(repeating: "n", count: 500)), 500 * width("n"))
  }

  @Test("Arabic letters join, Hebrew and digits have widths")
  func measuresRightToLeft() {
    #expect(width("سلام") < width("س") + width("ل") + width("ا") + width("م"))
    expectClose(width("שלום 12"), width("שלום") + width(" ") + width("12"))
  }

  @Test("threads measure alike")
  func isThreadSafe() async {
    let renderer = renderer
    let expected = (0..<200).map { renderer.measure("Threads \($0) AV é", in: Font(size: 14)).width }
    await withTaskGroup(of: [Double].self) { group in
      for shift in 0..<4 {
        group.addTask {
          let fresh = (0..<200).map { index in
            _ = renderer.measure("Shift \(shift) \(index)", in: Font(size: 14))
            return renderer.measure("Threads \(index) AV é", in: Font(size: 14)).width
          }
          return fresh
        }
      }
      for await widths in group { #expect(widths == expected) }
    }
  }
}
