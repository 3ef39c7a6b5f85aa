import Tables
import Testing

@Suite("Random bytes")
struct RandomBytesTests {
  @Test("bytes of any kind are read or refused, never a crash, and every fault has a line of the file")
  func neverCrashes() {
    var random = SeededRandom(seed: 2026)
    let alphabet: [UInt8] = Array("a1,;\t|\"\n\r .-%[]cx£".utf8) + [0x80, 0x81, 0xFF, 0xC3, 0xE2, 0xEF]
    var wasRead = 0
    for round in 0..<4000 {
      let length = Int.random(in: 0...120, using: &random)
      let bytes = (0..<length).map { _ in
        round % 8 == 0
          ? UInt8.random(in: 0...255, using: &random) : alphabet.randomElement(using: &random) ?? 0
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
