import Audit
import Numbers
import TestSupport
import Testing

@Suite("printed numbers")
struct PublishedNumberTests {
  private func limits(_ text: String, _ rounding: RoundingConvention = .nearest) throws -> [Double] {
    let interval = try #require(PublishedNumber(text)).interval(rounding: rounding)
    return [interval.lower.double, interval.upper.double]
  }

  @Test(
    "stand for the interval of their rounding",
    arguments: [
      ("29.9%", 29.85, 29.95), ("1,166,420", 1_166_420, 1_166_420), ("60%", 59.5, 60.5),
      ("60.00%", 59.995, 60.005),
      ("-25.66%", -25.665, -25.655), ("£13 billion", 12.5e9, 13.5e9), ("£75,000", 75_000, 75_000),
      ("about 7,500", 7_450, 7_550), ("around 29%", 28.5, 29.5), ("up to 14%", 0, 14),
      ("nearly 300", 200, 300),
      ("between a third and a half", 33.25, 50.5), ("£9.5 to £13 billion", 9.45e9, 13.5e9),
      ("0.50", 0.495, 0.505),
      ("more than 500", 500, .infinity), ("fewer than 10", 0, 10), ("seven", 7, 7),
      ("+16.8 per cent", 16.75, 16.85), ("<.001", 0, 0.001), ("< 0.05", 0, 0.05), (">.05", 0.05, .infinity),
      ("≤5", 0, 5), (">= 3", 3, .infinity),
      ("3.2e-05", 0.0000315, 0.0000325), ("<2E-06", 0, 0.000002), ("3.2 × 10⁻⁵", 0.0000315, 0.0000325),
      ("3.2x10^-5", 0.0000315, 0.0000325), ("10⁻³", 0.0005, 0.0015), ("< 10^-3", 0, 0.001),
      ("1.2e+06", 1_150_000, 1_250_000), ("1.2 · 10^{6}", 1_150_000, 1_250_000), ("c. 400", 350, 450),
      ("~40", 35, 45),
    ])
  func intervals(_ text: String, _ lower: Double, _ upper: Double) throws {
    #expect(try limits(text) == [lower, upper])
  }

  @Test(
    "are refused where they are none",
    arguments: [
      "", "N/A", "1,16", "12.", "1.2.3", "29.9%x", "12,3456", "--3", "3e5", "3.2 × 10", "3.2e-05x", "4e-900",
      "2e-40", "1e+300", "1e+13",
      "99999999999999999e+3", "1 × 10^-999", "10^+400",
    ])
  func refusals(_ text: String) {
    #expect(PublishedNumber(text) == nil)
  }

  @Test("no text stops the reader")
  func anyText() {
    var generator = SeededGenerator(seed: 77)
    let parts = [
      "1", "0", "9", "10", "e", "E", "+", "-", "−", "×", "x", "^", "⁻", "⁵", ".", ",", " ", "%", "(", "{",
      "million", "£",
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...9, using: &generator)
      let text = (0..<count).map { _ in parts.randomElement(using: &generator) ?? "1" }.joined()
      guard let number = PublishedNumber(text) else { continue }
      let interval = number.interval(wholeIsRounded: true)
      #expect(interval.lower.double <= interval.upper.double, "\(text)")
    }
  }

  @Test(
    "ties are decided exactly: 29.85 lies in both 29.8 and 29.9, and in one of them once the convention is known"
  )
  func ties() throws {
    let tie = ExactNumber(2_985, over: 100)
    let low = try #require(PublishedNumber("29.8%"))
    let high = try #require(PublishedNumber("29.9%"))
    #expect(low.interval().contains(tie) && high.interval().contains(tie))
    #expect(!low.interval(rounding: .halfUp).contains(tie) && high.interval(rounding: .halfUp).contains(tie))
    #expect(
      low.interval(rounding: .halfEven).contains(tie) && !high.interval(rounding: .halfEven).contains(tie))
    #expect(
      low.interval(rounding: .truncated).contains(tie) && high.interval(rounding: .upward).contains(tie))
    let negative = try #require(PublishedNumber("-0.5"))
    #expect(negative.interval(rounding: .halfUp).contains(ExactNumber(-55, over: 100)) == false)
    #expect(negative.interval(rounding: .halfUp).contains(ExactNumber(-45, over: 100)))
  }

  @Test("every value lies in the interval of its own print, for every convention")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let cohort = Int.random(in: 1...5_000, using: &generator)
      let events = Int.random(in: 0...cohort, using: &generator)
      let decimals = Int.random(in: 0...4, using: &generator)
      let exact = ExactNumber(Int128(100 * events), over: Int128(cohort))
      for rounding in RoundingConvention.allCases {
        let print = TrueTable.rate(events, cohort, decimals: decimals, rounding: rounding)
        let interval = try #require(PublishedNumber(print)).interval(rounding: rounding)
        #expect(interval.contains(exact), "\(events)/\(cohort) as \(print), \(rounding)")
      }
    }
  }

  @Test("fractions compare and print exactly, also where products overflow")
  func exactness() {
    let large = Int128.max / 3
    #expect(ExactNumber(large, over: large - 1) > ExactNumber(1))
    #expect(ExactNumber(large - 1, over: large) > ExactNumber(large - 2, over: large - 1))
    #expect(ExactNumber(-large, over: large - 1) < ExactNumber(-1))
    #expect(ExactNumber(1, over: 3) < .infinity && .negativeInfinity < ExactNumber(-5))
    #expect(ExactNumber(2, over: 3).decimal(places: 2) == "0.67")
    #expect(ExactNumber(-1, over: 200).decimal(places: 2) == "-0.01")
    #expect(ExactNumber(-7, over: 2).floor == -4 && ExactNumber(-7, over: 2).ceiling == -3)
  }
}
