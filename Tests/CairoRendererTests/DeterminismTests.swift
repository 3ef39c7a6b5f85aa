import CairoRenderer
import ChartGrammar
import Testing

@Suite("Identical bytes")
struct DeterminismTests {
  @Test("alone, and after a hundred others", arguments: PictureFormat.all)
  func afterOthers(format: PictureFormat) throws {
    let scene = SampleScenes.everything(1)
    let alone = try CairoRenderer().render(scene, as: format).bytes
    let renderer = try CairoRenderer()
    for number in 0..<100 {
      _ = try renderer.render(SampleScenes.everything(number), as: PictureFormat.all[number % 4])
    }
    #expect(try renderer.render(scene, as: format).bytes == alone)
  }

  @Test("in another order", arguments: PictureFormat.all)
  func inAnotherOrder(format: PictureFormat) throws {
    let renderer = try CairoRenderer()
    let scenes = (0..<12).map { SampleScenes.everything($0) }
    let forwards = try scenes.map { try renderer.render($0, as: format).bytes }
    let backwards = try scenes.reversed().map { try renderer.render($0, as: format).bytes }
    #expect(forwards == backwards.reversed())
    #expect(Set(forwards).count == scenes.count, "different scenes must differ")
  }

  @Test("on several threads at once", arguments: PictureFormat.all)
  func onThreads(format: PictureFormat) async throws {
    let renderer = try CairoRenderer()
    let expected = try (0..<8).map { try renderer.render(SampleScenes.everything($0), as: format).bytes }
    try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
      for task in 0..<32 {
        group.addTask {
          let number = task % 8
          return (number, try renderer.render(SampleScenes.everything(number), as: format).bytes)
        }
      }
      for try await (number, bytes) in group { #expect(bytes == expected[number]) }
    }
  }

  @Test("with fonts loaded anew", arguments: PictureFormat.all)
  func withFreshFonts(format: PictureFormat) throws {
    let folder = "/usr/share/fonts"
    let first = try? CairoRenderer(fonts: .folder(folder)).render(SampleScenes.everything(), as: format).bytes
    let second = try? CairoRenderer(fonts: .folder(folder)).render(SampleScenes.everything(), as: format)
      .bytes
    #expect(first == second)
  }
}
