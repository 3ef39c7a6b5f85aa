import CairoRenderer
import ChartGrammar
import Foundation
import Testing

@Suite("Files that say what they show")
struct DescribedMarksTests {
  private func scene() -> Scene {
    var scene = SampleScenes.everything()
    scene.title = "Rates"
    scene.alternativeText = "Bars (two): “Ŵ”"
    scene.marks = [
      SceneMark(frame: Rect(x: 10, y: 20, width: 30, height: 40), title: "Area: A & B, Rate: <5")
    ]
    return scene
  }

  @Test("an SVG has a title for each mark, over its rectangle")
  func svg() throws {
    let bytes = try CairoRenderer().render(scene(), as: .svg(text: .text)).bytes
    let tree = try ParsedXML(String(decoding: bytes, as: UTF8.self))
    #expect(tree.elements.filter { $0.name == "title" }.map(\.text).contains("Area: A & B, Rate: <5"))
    let mark = try #require(tree.elements.first { $0.attributes["class"] == "mark" })
    #expect(mark.attributes["x"] == "10" && mark.attributes["height"] == "40")
  }

  @Test("a PDF is tagged: a figure with its alternative text, the language, the title shown")
  func pdf() throws {
    let bytes = try CairoRenderer().render(scene(), as: .pdf).bytes
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    #expect(text.contains("/S /Document") && text.contains("/S /Figure") && text.contains("/StructTreeRoot"))
    #expect(text.contains("/Lang (en-GB)") && text.contains("/DisplayDocTitle true"))
    #expect(text.contains("/Alt <FEFF004200610072"))
    #expect(text.hasSuffix("%%EOF\n"))
    // The last cross-reference section points at the objects written anew.
    let start = try #require(text.components(separatedBy: "startxref\n").last?.split(separator: "\n").first)
    let section = String(decoding: bytes[(try #require(Int(start)))...], as: Unicode.ASCII.self)
    #expect(section.hasPrefix("xref\n"))
    for line in section.split(separator: "\n") where line.hasSuffix(" n ") {
      let place = try #require(Int(line.prefix(10)))
      #expect(String(decoding: bytes[place..<(place + 12)], as: UTF8.self).contains(" 0 obj"))
    }
  }
}
