import Foundation
import Tables
import Testing

@testable import Engines

@Suite("Sums that an engine makes")
struct GroupedSumsTests {
  @Test("of probabilities are those of the same people read one by one, to the last binary digit")
  func exactSums() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/predicted.db"
    var state: UInt64 = 7
    let values = (0..<2_000).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    try makeSQLite(
      path,
      ["CREATE TABLE people (area TEXT, predicted REAL)", "BEGIN"]
        + values.enumerated().map { "INSERT INTO people VALUES ('\($0.offset % 3)', \($0.element))" } + [
          "COMMIT"
        ])
    let table = TableFile(try #require(try EngineSource.table(named: path, options: CSVOptions())))
    let wanted = [WantedColumn("predicted", as: .rate), WantedColumn("area", as: .category)]
    var reading = ReadingOptions()
    reading.groupsEqualRows = true
    reading.summedRates = ["predicted"]
    let people = try table.people(wanted, reading: reading)
    #expect(people.rowCount == 3)
    #expect(people.columns.map(\.name) == ["area"])
    let sums = try #require(people.sums["predicted"])
    for group in 0..<3 {
      let own = values.enumerated().filter { $0.offset % 3 == group }.map(\.element)
      #expect(sums[group].people == own.count)
      #expect(sums[group].within == own.count)
      // Units of 2⁻⁶², added as whole numbers of 128 bits.
      let expected = own.reduce(into: UInt128(0)) { $0 += UInt128($1 * 0x1p62) }
      #expect(total(sums[group].probability) == expected)
      let spread = own.reduce(into: UInt128(0)) { $0 += UInt128($1 * (1 - $1) * 0x1p62) }
      #expect(total(sums[group].variance) == spread)
    }
  }

  @Test("are not taken where a value is no fraction, and its row is named")
  func notFractions() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/predicted.db"
    try makeSQLite(
      path,
      [
        "CREATE TABLE people (id INTEGER PRIMARY KEY, area TEXT, predicted, share)",
        "INSERT INTO people VALUES (1, 'N', 0.5, 50), (2, 'N', 0.25, 25.5), (3, 'S', 40, 12), (4, 'S', NULL, NULL)",
      ])
    let table = TableFile(try #require(try EngineSource.table(named: path, options: CSVOptions())))
    var reading = ReadingOptions()
    reading.groupsEqualRows = true
    reading.summedRates = ["predicted", "share"]
    // Numbers above 1 throughout are per cents.
    let shares = try table.people(
      [WantedColumn("share", as: .rate), WantedColumn("area", as: .category)], reading: reading)
    #expect(shares.sums.isEmpty)
    #expect(Set(shares.expanded().columns[0].numbers) == [0.5, 0.255, 0.12, nil])
    #expect {
      _ = try table.people(
        [WantedColumn("predicted", as: .rate), WantedColumn("area", as: .category)], reading: reading)
    } throws: {
      "\($0)".contains("row id 3, column predicted")
    }
  }

  @Test("leave out groups that are smaller than is allowed")
  func minimumCell() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/town.db"
    try makeSQLite(path, SmallTown.statements)
    let table = TableFile(try #require(try EngineSource.table(named: path, options: CSVOptions())))
    var reading = ReadingOptions()
    reading.groupsEqualRows = true
    let wanted = [WantedColumn("age", as: .category)]
    let all = try table.people(wanted, reading: reading)
    reading.minimumCell = 6
    let large = try table.people(wanted, reading: reading)
    #expect(large.multiplicities?.min() ?? 0 >= 6)
    #expect(large.personCount == all.multiplicities?.filter { $0 >= 6 }.reduce(0, +))
    #expect(large.personCount < all.personCount)
    #expect(
      try table.statements(wanted, where: nil, reading: reading)?[0].contains("HAVING COUNT(*) >= 6") == true)
  }

  private func total(_ parts: RateSums.Parts) -> UInt128 {
    UInt128(parts.high) << 41 + UInt128(parts.middle) << 20 + UInt128(parts.low)
  }
}
