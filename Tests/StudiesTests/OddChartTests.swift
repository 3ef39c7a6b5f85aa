import CairoRenderer
import ChartGrammar
import TestSupport
import Testing

@Suite("odd charts are drawn in every format, or refused in words")
struct OddChartTests {
  private static let formats: [PictureFormat] = [.png, .svg(text: .outlines), .svg(text: .text), .pdf]
  private let renderer: CairoRenderer

  init() throws { renderer = try CairoRenderer() }

  private func draw(_ chart: Chart, _ format: PictureFormat) throws -> (LaidOutChart, RenderedPicture) {
    let laidOut = try chart.layout(size: Size(width: 700, height: 460), measurer: renderer)
    let measure = PictureMeasure(scene: laidOut.scene, measurer: renderer)
    #expect(measure.overlaps.isEmpty, "\(measure.overlaps.prefix(3))")
    #expect(measure.points.allSatisfy { $0.x >= -0.5 && $0.x <= 700.5 && $0.y >= -0.5 && $0.y <= 460.5 })
    return (laidOut, try renderer.render(laidOut.scene, as: format))
  }

  @Test("an empty chart says so", arguments: formats)
  func empty(_ format: PictureFormat) throws {
    let (laidOut, picture) = try draw(Chart {}, format)
    #expect(PictureMeasure(scene: laidOut.scene).labels.map(\.text) == ["No data"])
    #expect(!picture.bytes.isEmpty)
  }

  @Test("Hebrew and Arabic names, with numbers among them", arguments: formats)
  func rightToLeft(_ format: PictureFormat) throws {
    let names = ["שלום עולם 12", "مرحبا بالعالم", "Ŵŷé – café", "𝒳 and ½"]
    let (laidOut, picture) = try draw(
      Chart {
        for (index, name) in names.enumerated() {
          BarMark(x: .value("Rate", index + 1), y: .value("Area", name)).annotation { Text(name) }
        }
      }.figureText(FigureText(headline: "שלום: 12% מתוך 40", source: "Source: مصدر")), format)
    let texts = PictureMeasure(scene: laidOut.scene).labels.map(\.text)
    #expect(names.allSatisfy(texts.contains))
    #expect(picture.bytes.count > 500)
  }

  @Test("a name of 500 characters, with and without spaces", arguments: formats)
  func longNames(_ format: PictureFormat) throws {
    for name in [String(repeating: "Wolverhampton ", count: 36), String(repeating: "x", count: 500)] {
      let (laidOut, _) = try draw(
        Chart {
          BarMark(x: .value("Rate", 3), y: .value("Area", name))
          BarMark(x: .value("Rate", 4), y: .value("Area", "B"))
        }.figureText(FigureText(headline: "One long name")), format)
      #expect(laidOut.notes.contains { $0.contains("shortened") }, "\(laidOut.notes)")
    }
  }

  @Test("ten thousand categories are thinned", arguments: formats)
  func manyCategories(_ format: PictureFormat) throws {
    let (laidOut, _) = try draw(
      Chart {
        for index in 0..<10_000 { BarMark(x: .value("Rate", index % 7), y: .value("Area", "Name \(index)")) }
      }, format)
    #expect(laidOut.notes.contains { $0.contains("of 10000 names") })
  }

  @Test("a hundred thousand points", arguments: formats)
  func manyPoints(_ format: PictureFormat) throws {
    let (_, picture) = try draw(
      Chart {
        for index in 0..<100_000 {
          PointMark(x: .value("X", index * 7919 % 10_007), y: .value("Y", index * 104_729 % 9_973))
            .symbolSize(4)
        }
      }, format)
    #expect(picture.bytes.count > 10_000)
  }

  @Test("no number, no size, no room: each refused in words")
  func refusals() {
    let chart = Chart { PointMark(x: .value("Year", 1.0), y: .value("Rate", Double.nan)) }
    let error = #expect(throws: ChartError.self) {
      try chart.layout(size: Size(width: 100, height: 100), measurer: renderer)
    }
    #expect(error?.description.contains("“Rate” of mark 1 is not a finite number") == true)
    let point = Chart { PointMark(x: .value("Year", 1.0), y: .value("Rate", 1.0)) }
    for size in [Size(width: 0, height: 0), Size(width: .nan, height: 4), Size(width: 20, height: 20)] {
      let refused = #expect(throws: ChartError.self) { try point.layout(size: size, measurer: renderer) }
      #expect(refused?.description.contains("pixels") == true)
    }
  }
}
