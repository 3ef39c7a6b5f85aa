import Foundation
import ReoffendingReport
import Testing

/// Figures are made on all cores, and what is told of them is told in the order of the configuration.
@Suite("figures of a report on all cores")
final class ReportOrderTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func report(_ items: [String]) throws -> Report {
    let path = folder.appending(path: "r.yml").path
    let yaml = "title: t\nsections:\n  - title: s\n    figures:\n" + items.joined()
    try Data(yaml.utf8).write(to: URL(fileURLWithPath: path))
    var options = ReportOptions()
    options.documents = []
    return try Report(ReportPlan(configuration: path, options: options))
  }

  private func item(_ name: String, data: String = "local-authorities-2015", by: String = "area") -> String {
    "      - name: \(name)\n        verb: rates\n        data: \(data)\n        by: \(by)\n"
  }

  @Test("figures, their numbers and notes stand in the order of the configuration, every time")
  func order() throws {
    let names = (1...4).map { "figure-\($0)" }
    let first = try report(names.map { item($0) })
    #expect(first.figures.map(\.name) == names)
    let second = try report(names.map { item($0) })
    #expect(first.notes == second.notes && first.doubts == second.doubts)
    #expect(first.files.map(\.path) == second.files.map(\.path))
    let changed = zip(first.files, second.files).filter { $0.bytes != $1.bytes }.map(\.0.path)
    #expect(changed.isEmpty)
    let page = try #require(first.files.first { $0.path == "report.md" })
    let text = String(decoding: page.bytes, as: UTF8.self)
    let places = names.compactMap { text.range(of: "figures/plain/\($0).")?.lowerBound }
    #expect(places.count == 4 && places == places.sorted())
  }

  @Test("of several figures that cannot be drawn the first is named, whichever fails first")
  func failure() {
    let items = [
      item("good"), item("no-column", by: "nowhere"), item("no-file", data: "missing.csv"),
      item("no-column-2", by: "nowhere"),
    ]
    for _ in 0..<3 {
      let error = #expect(throws: ReportItemError.self) { try report(items) }
      #expect(error?.name == "no-column")
    }
  }
}
