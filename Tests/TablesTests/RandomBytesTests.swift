import Tables
import TestSupport
import Testing

@Suite("Random bytes")
struct RandomBytesTests {
  @Test("bytes of any kind are read or refused, never a crash, and every fault has a line of the file")
  func neverCrashes() {
    var random = SeededGenerator(seed: 2026)
    let letters: [UInt8] = Array("a1,;\t|\"\n\r .-%[]cx£".utf8)
    let broken: [UInt8] = letters + [0x80, 0x81, 0xFF, 0xC3, 0xE2, 0xEF]
    var wasRead = 0
    for round in 0..<4000 {
      let length = Int.random(in: 0...120, using: &random)
      let text = String(
        decoding: (0..<length).compactMap { _ in letters.randomElement(using: &random) }, as: UTF8.self)
      let bytes =
        switch round % 4 {
        case 0: (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
        case 1: (0..<length).compactMap { _ in broken.randomElement(using: &random) }
        default: Array(text.utf8)
        }
      guard let table = try? Table(csv: bytes, source: "random") else { continue }
      wasRead += 1
      var reading = table.reading()
      for column in table.columns {
        _ = reading.counts(column.name)
        _ = reading.rates(column.name)
        _ = reading.dates(column.name)
        _ = reading.booleans(column.name)
        _ = reading.texts(column.name)
        for row in 0..<table.rowCount { _ = table.cell(row: row, column: column).content }
      }
      let lines = 1 + bytes.filter { $0 == 0x0A || $0 == 0x0D }.count
      #expect(reading.faults.shown.allSatisfy { (1...lines).contains($0.location.line) })
    }
    #expect(wasRead > 1000)
  }
}
