import Foundation
import Testing

/// Scenes compared with committed text; set `RECORD_SNAPSHOTS=1` to write them anew after looking at the pictures.
@Suite("Scenes are as they were accepted")
struct SnapshotTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Snapshots")

  @Test("the scene has not changed", arguments: SampleChart.all)
  func sceneIsUnchanged(_ sample: SampleChart) throws {
    let text = SceneText(try sample.layout().scene).description
    let file = Self.folder.appendingPathComponent(sample.name + ".txt")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let accepted = try String(contentsOf: file, encoding: .utf8)
    let firstDifference = zip(text.split(separator: "\n"), accepted.split(separator: "\n")).first { $0 != $1 }
    #expect(
      text == accepted, "first difference: \(firstDifference.map { "\($0.0)\nwas \($0.1)" } ?? "length")")
  }
}
