import Numbers
import Reoffending
import Tables
import Testing

@Suite("counts that a printed rate allows")
struct ConsistentCountTests {
  private func rate(_ text: String) throws -> PrintedRate {
    var reading = try Table(csv: Array("rate\n\(text)\n".utf8), source: "rate").reading()
    let rates = reading.rates("rate")
    try reading.finish()
    return try #require(rates.values[0])
  }

  @Test("82.50% of 40 is 33, of 200 it is 165", arguments: [(40, 33), (200, 165)])
  func unique(cohort: Int, count: Int) throws {
    let found = try #require(ConsistentCount(rate: rate("82.50%"), of: cohort))
    #expect(found.isUnique && found.nearest == count)
  }

  @Test("every count and no other is found, against trying all counts", arguments: [7, 40, 333, 1000, 20000])
  func agreesWithEnumeration(cohort: Int) throws {
    for text in ["0%", "5%", "30%", "29.9%", "50.0%", "99.95%", "100%", "0.25%", "12.5%"] {
      let rate = try rate(text)
      let half = rate.roundingHalfWidth
      let all = (0...cohort).filter { abs(Double($0) / Double(cohort) - rate.fraction) <= half + 1e-12 }
      let found = ConsistentCount(rate: rate, of: cohort)
      #expect(found.map { Array($0.candidates) } ?? [] == all, "\(text) of \(cohort)")
    }
  }

  @Test("31.3% of 40 is no whole number")
  func impossible() throws {
    #expect(try ConsistentCount(rate: rate("31.3%"), of: 40) == nil)
  }
}
