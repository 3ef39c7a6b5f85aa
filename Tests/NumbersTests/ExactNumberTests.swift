import Numbers
import TestSupport
import Testing

@Suite("ExactNumber in words")
struct ExactNumberTests {
  @Test(
    "has as many decimals as it needs, six at most",
    arguments: [
      (1, 3, "0.333333"), (2, 3, "0.666667"), (-5, 2, "-2.5"), (-1, 8_000_000, "0"),
      (1, 2_000_000, "0.000001"),
      (700, 7, "100"), (1_000_001, 10, "100000.1"), (0, 5, "0"),
    ] as [(Int, Int, String)])
  func described(_ numerator: Int, _ denominator: Int, _ text: String) {
    #expect(ExactNumber(Int128(numerator), over: Int128(denominator)).description == text)
  }

  @Test("a number beyond 64 bits is written like a small one")
  func large() {
    let huge = Int128(1) << 80
    #expect(ExactNumber(huge, over: 1).description == "1208925819614629174706176")
    #expect(ExactNumber(2 * huge + 1, over: 2).decimal(places: 1) == "1208925819614629174706176.5")
    // Only in lowest terms does it fit.
    #expect(ExactNumber(huge << 40, over: huge << 38).decimal(places: 3) == "4.000")
  }

  @Test("the decimals are the long division's, rounded half away from zero")
  func decimals() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let (above, below) = (
        Int.random(in: -99_999...99_999, using: &generator), Int.random(in: 1...999, using: &generator)
      )
      let places = Int.random(in: 0...6, using: &generator)
      let scale = (0..<places).reduce(1) { product, _ in product * 10 }
      let digits = (2 * abs(above) * scale + below) / (2 * below)
      let (whole, rest) = digits.quotientAndRemainder(dividingBy: scale)
      let padding = String(repeating: "0", count: places - min(places, "\(rest)".count))
      let sign = above < 0 && digits > 0 ? "-" : ""
      let expected = sign + (places == 0 ? "\(whole)" : "\(whole).\(padding)\(rest)")
      #expect(ExactNumber(Int128(above), over: Int128(below)).decimal(places: places) == expected)
    }
  }
}
