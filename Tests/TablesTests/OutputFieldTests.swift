import Tables
import Testing

@Suite("OutputField")
struct OutputFieldTests {
  private struct Group {
    let name: String
    let people: Int?
    let rate: Double?
    let p: Double
  }

  private let table = OutputTable(
    of: [
      Group(name: "Dudley", people: 2812, rate: 0.0576, p: 0.00001),
      Group(name: "Walsall", people: nil, rate: nil, p: 0.25),
    ],
    [
      .text("Area", \.name), .count("People", \.people), .perCent("Rate", decimals: 2, \.rate),
      .number("Per thousand", decimals: 1) { group in group.rate.map { 1000 * $0 } }, .pValue("p", \.p),
      OutputField(OutputColumn(key: "known")) { .text($0.people == nil ? "no" : "yes") },
    ])

  @Test("a row a value, a cell a field, numbers set from the right")
  func text() {
    #expect(
      table.text() == """
        Area     People   Rate  Per thousand        p  known
        ───────  ──────  ─────  ────────────  ───────  ─────
        Dudley    2,812  5.76%          57.6  <0.0001  yes
        Walsall                                0.2500  no

        """)
  }

  @Test("programs are given full precision, and nothing where nothing is known")
  func csv() {
    #expect(
      table.csv() == """
        Area,People,Rate,Per thousand,p,known
        Dudley,2812,0.0576,57.6,1e-05,yes
        Walsall,,,,0.25,no

        """)
  }
}
