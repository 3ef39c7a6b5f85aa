import Foundation
import Studies
import Tables
import Testing

@Suite("rows that are written a piece at a time")
struct JSONRowsTests {
  private func file(_ groups: Int) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "rows-\(UUID().uuidString).csv").path
    let rows = (0..<groups).map { "Area \($0) q é,\($0 % 90 + 10),\($0 % 9),0.\($0 % 3 + 1)\n" }.joined()
    try "area;cohort;reoffenders;predicted\n\(rows.replacing(",", with: ";"))"
      .write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test("many rows are byte for byte what they are at once", arguments: ["rates", "compare"])
  func isEqual(_ verb: String) throws {
    let path = try file(12_000)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let arguments = [path, "--by", "area"]
    let answer = try verb == "rates" ? RatesQuestion.answer(arguments) : CompareQuestion.answer(arguments)
    let stream = try #require(answer.jsonStream)
    var bytes: [UInt8] = []
    var pieces = 0
    try stream { piece in
      bytes += piece
      pieces += 1
    }
    #expect(pieces > 5)
    #expect(try answer.json() == String(decoding: bytes, as: UTF8.self))
  }

  @Test("few rows are written at once")
  func few() throws {
    let path = try file(100)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try RatesQuestion.answer([path, "--by", "area"]).jsonStream == nil)
  }
}
