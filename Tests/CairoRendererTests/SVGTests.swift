import CairoRenderer
import ChartGrammar
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("SVG")
struct SVGTests {
  let renderer: CairoRenderer

  init() throws {
    renderer = try CairoRenderer()
  }

  private func markup(_ scene: Scene, _ text: PictureFormat.Text, scale: Double = 1) throws -> String {
    String(decoding: try renderer.render(scene, as: .svg(text: text), scale: scale).bytes, as: UTF8.self)
  }

  @Test("is well-formed, labelled and complete in itself", arguments: PictureFormat.Text.allCases)
  func isWellFormed(text: PictureFormat.Text) throws {
    let tree = try ParsedXML(try markup(SampleScenes.everything(3), text))
    let root = try #require(tree.elements.first)
    #expect(root.name == "svg" && root.attributes["role"] == "img")
    #expect(root.attributes["viewBox"] == "0 0 200 120")
    #expect(tree.text(of: "title") == "Rate & risk <3>")
    #expect(tree.text(of: "desc") == "A chart of £ and “quotes”.", "the table is beside the picture")
    let identifiers = tree.elements.compactMap { $0.attributes["id"] }
    #expect(identifiers.count == Set(identifiers).count)
    #expect(
      root.attributes["aria-labelledby"]?.split(separator: " ").map(String.init)
        == Array(identifiers.prefix(2)))
    let references = tree.elements.compactMap { $0.attributes["xlink:href"]?.dropFirst() }.map(String.init)
    #expect(!references.isEmpty)
    #expect(Set(references).isSubset(of: Set(identifiers)))
  }

  @Test("two figures in one page share no identifier", arguments: PictureFormat.Text.allCases)
  func sharesNoIdentifier(text: PictureFormat.Text) throws {
    let first = try markup(SampleScenes.everything(1), text)
    let second = try markup(SampleScenes.everything(2), text)
    let page = try ParsedXML("<html>\(first)\(second)</html>")
    let identifiers = page.elements.compactMap { $0.attributes["id"] }
    #expect(identifiers.count > 4)
    #expect(identifiers.count == Set(identifiers).count)
  }

  @Test("letters are outlines or text, as asked")
  func keepsLetters() throws {
    let outlines = try ParsedXML(try markup(SampleScenes.everything(), .outlines))
    #expect(!outlines.elements.contains { $0.name == "text" })
    let text = try ParsedXML(try markup(SampleScenes.everything(), .text))
    #expect(text.elements.filter { $0.name == "text" }.map(\.text).contains("£9.5 billion, Ŵŷé 0"))
  }

  @Test("real text has the measured length, the anchor and other fonts to fall back on")
  func describesText() throws {
    let tree = try ParsedXML(try markup(SampleScenes.text("Reoffending", anchor: .end), .text))
    let text = try #require(tree.elements.first { $0.name == "text" })
    let width = renderer.measure("Reoffending", in: Font(size: 20)).width
    let length = try #require(text.attributes["textLength"].flatMap(Double.init))
    #expect(abs(length - width) < 0.01)
    #expect(text.attributes["text-anchor"] == "end" && text.attributes["x"] == "120")
    let families = try #require(text.attributes["font-family"])
    #expect(families.hasPrefix("'Liberation Sans'") && families.hasSuffix("sans-serif"))
  }

  @Test("right-to-left text keeps its left end where the PNG has it")
  func anchorsRightToLeft() throws {
    let tree = try ParsedXML(try markup(SampleScenes.text("שלום"), .text))
    let text = try #require(tree.elements.first { $0.name == "text" })
    #expect(text.attributes["direction"] == "rtl" && text.attributes["text-anchor"] == "end")
  }

  @Test("hostile text stays text", arguments: PictureFormat.Text.allCases)
  func escapes(text: PictureFormat.Text) throws {
    var scene = SampleScenes.text("</text><script>a\u{0}\u{1}\u{FFFE}&amp;\"'", family: "O'Family\"<")
    scene.title = "\u{8}a]]>b\u{FFFF}"
    let tree = try ParsedXML(try markup(scene, text))
    #expect(!tree.elements.contains { $0.name == "script" })
    #expect(tree.text(of: "title") == "a]]>b")
    if text == .text {
      #expect(tree.text(of: "text").hasPrefix("</text><script>a"))
    }
  }

  @Test("a scale enlarges the size, not the coordinates")
  func scales() throws {
    let root = try #require(
      try ParsedXML(try markup(SampleScenes.everything(), .outlines, scale: 1.5)).elements.first)
    #expect(root.attributes["width"] == "300" && root.attributes["height"] == "180")
    #expect(root.attributes["viewBox"] == "0 0 200 120")
  }

  @Test(
    "numbers are short and right",
    arguments: [
      (0.0, "0"), (1, "1"), (-1, "-1"), (0.5, ".5"), (-0.25, "-.25"), (10, "10"), (100.1, "100.1"),
      (99.999, "100"), (0.05, ".05"), (-0.001, "0"), (1234.56, "1234.56"),
    ])
  func writesNumbers(value: Double, written: String) throws {
    var scene = SampleScenes.text("a")
    scene.commands = [
      .text(TextRun("a", at: Point(x: value, y: 1), font: Font(size: 10), color: SampleScenes.ink))
    ]
    let text = try #require(try ParsedXML(try markup(scene, .text)).elements.first { $0.name == "text" })
    #expect(text.attributes["x"] == written)
  }

  @Test("an outline is written step by step without losing its place")
  func writesPaths() throws {
    var scene = SampleScenes.text("a")
    scene.commands = [
      .fill(
        Path([
          .move(Point(x: 10, y: 20)), .line(Point(x: 40.004, y: 20)), .line(Point(x: 40.004, y: 60)),
          .curve(Point(x: 30, y: 70.5), Point(x: 20, y: 70.5), to: Point(x: 10, y: 60)), .close,
          .move(Point(x: 1, y: 1)), .line(Point(x: 2, y: 3)), .line(Point(x: 4, y: 2.75)),
        ]), SampleScenes.navy)
    ]
    let path = try #require(try ParsedXML(try markup(scene, .outlines)).elements.first { $0.name == "path" })
    #expect(path.attributes["d"] == "M10 20h30v40c-10 10.5-20 10.5-30 0zM1 1l1 2 2-.25")
  }
}
