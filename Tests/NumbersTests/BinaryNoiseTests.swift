import Numbers
import Testing

@Suite("digits that binary fractions leave behind")
struct BinaryNoiseTests {
  @Test(
    "noise goes, digits stay",
    arguments: [
      ("0.30000000000000004", "0.3"), ("94393.59999999999", "94393.6"), ("330.77250000000004", "330.7725"),
      ("5516.6500000000001", "5516.65"), ("0.3333333333333333", "0.3333333333333333"),
      ("-0.30000000000000004", "-0.3"), ("0.31887755102040816", "0.31887755102040816"), ("12.5", "12.5"),
      ("123456789012345678", "123456789012345678"), ("1.0000000000000002", "1"),
      ("0.07250000000000001", "0.0725"),
    ])
  func noise(_ text: String, _ plain: String) {
    #expect(BinaryNoise.without(text) == plain)
  }

  @Test("what is shortened is within two units of the last place")
  func isNear() throws {
    for numerator in 1...400 {
      let value = Double(numerator) * 0.1 * 3
      let short = try #require(Double(BinaryNoise.without("\(value)")))
      #expect(abs(short - value) <= abs(value) * 4.5e-16)
    }
  }
}
