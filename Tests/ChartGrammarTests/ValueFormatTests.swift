import ChartGrammar
import Numbers
import Testing

@Suite("Numbers are written as people write them")
struct ValueFormatTests {
  @Test(
    "worked examples",
    arguments: [
      (ValueFormat.number, 1234.5, "1,234.5"), (.number, -0.25, "\u{2212}0.25"),
      (.number, 1_000_000, "1,000,000"),
      (.number.decimals(1), 0.04, "0.0"), (.number.decimals(1), -0.04, "0.0"), (.percent, 0.123, "12.3%"),
      (.percent.decimals(0), 0.125, "13%"), (.currency(code: "GBP"), -1200, "\u{2212}£1,200"),
      (.number.signed().decimals(1), 3, "+3.0"), (.number.magnitude(), -5, "5"),
      (.number.suffix("%").decimals(1), 45.25, "45.3%"), (.dateTime.day().month().year(), 0, "1 Jan 1970"),
      (.dateTime, -86_400, "31 Dec 1969"), (.dateTime.month().year(), 951_782_400, "Feb 2000"),
    ] as [(ValueFormat, Double, String)])
  func examples(_ format: ValueFormat, _ value: Double, _ text: String) {
    #expect(format.string(value) == text)
  }

  @Test("a value that is not finite is written as nothing")
  func notFinite() {
    #expect(ValueFormat.number.string(.nan).isEmpty)
  }
}
