import Foundation
import Tables
import Testing

@Suite("the tables of the examples")
struct ExampleDataTests {
  private func table(_ name: String) throws -> Table {
    let path = BundledFigures.root + "/Examples/" + name
    return try Table(csv: Array(Data(contentsOf: URL(fileURLWithPath: path))), source: name)
  }

  @Test("rearrests in each four weeks are those of the men's own file")
  func months() throws {
    var men = try table("rossi.csv").reading()
    let weeks = men.numbers("week", missing: .refused).values.compactMap { $0?.value }
    let arrests = men.booleans("arrest", missing: .refused).values.compactMap(\.self)
    try men.finish()
    try #require(weeks.count == 432 && arrests.count == 432)
    var months = try table("rossi-months.csv").reading()
    let atRisk = months.numbers("cohort", missing: .refused).values.compactMap { $0?.value }
    let rearrested = months.numbers("reoffenders", missing: .refused).values.compactMap { $0?.value }
    try months.finish()
    try #require(atRisk.count == 13 && rearrested.count == 13)
    for month in 0..<13 {
      let (first, last) = (Double(4 * month + 1), Double(4 * month + 4))
      #expect(atRisk[month] == Double(weeks.count { $0 >= first }))
      #expect(
        rearrested[month]
          == Double(zip(weeks, arrests).count { $0 >= first && $0 <= last && $1 }))
    }
  }
}
