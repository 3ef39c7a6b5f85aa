import Foundation
import Numbers
import TestSupport
import Testing

/// Numbers as people read them: the decimal point of a per cent is moved, never multiplied.
@Suite("numbers for people")
struct NumberFormatTests {
  @Test(
    "a per cent rounds as its fraction is written",
    arguments: [
      (29, 400, "7.3%"), (1, 8, "12.5%"), (1, 400, "0.3%"), (3, 400, "0.8%"), (87, 400, "21.8%"),
      (0, 7, "0.0%"),
    ])
  func percent(_ events: Int, _ trials: Int, _ text: String) {
    #expect(NumberFormat.percent(Double(events) / Double(trials)) == text)
    #expect((Double(events) / Double(trials)).percent == text)
  }

  @Test("every per cent of one decimal agrees with whole-number arithmetic")
  func allPerCents() {
    for trials in [40, 80, 160, 200, 400, 800] {
      for events in 0...trials {
        let thousandths = (2000 * events + trials) / (2 * trials)
        let text = "\(thousandths / 10).\(thousandths % 10)%"
        #expect(NumberFormat.percent(Double(events) / Double(trials)) == text, "\(events) of \(trials)")
      }
    }
  }

  @Test(
    "a per cent that is not 0 does not look like 0",
    arguments: [
      (0.00001, "0.0010%"), (0.0004999, "0.050%"), (0.0005, "0.1%"), (-0.00002, "−0.0020%"), (1e-12, "0.0%"),
      (1.23e-7, "0.000012%"),
    ])
  func smallPerCents(_ fraction: Double, _ text: String) {
    #expect(NumberFormat.percent(fraction) == text)
  }

  @Test("a ratio and its limits have equal decimals, more only where a limit would look like 1")
  func ratios() {
    #expect(NumberFormat.ratio(1.002, between: 0.99, and: 1.01) == "1.00 (0.99 to 1.01)")
    #expect(NumberFormat.ratio(1.002, between: 1.001, and: 1.003) == "1.002 (1.001 to 1.003)")
    #expect(NumberFormat.ratio(0.91, between: 0.8, and: 1.00001) == "0.91 (0.80 to 1.00)")
    #expect(NumberFormat.ratio(0.9, between: 0.81, and: 0.9996) == "0.9000 (0.8100 to 0.9996)")
    #expect(NumberFormat.ratio(2.5, between: 1.2, and: .infinity) == "2.50 (1.20 to ∞)")
  }

  @Test("points keep their sign and their half")
  func points() {
    #expect(NumberFormat.points(-0.0725) == "−7.3")
    #expect(NumberFormat.signedPoints(0.0725) == "+7.3")
    #expect(NumberFormat.signedPoints(0.0001) == "0.0")
    #expect(NumberFormat.points(.infinity) == "∞")
  }

  @Test(
    "words agree with their number",
    arguments: [
      (1, "area", "1 area"), (27, "area", "27 areas"), (1, "person", "1 person"),
      (1204, "person", "1,204 people"),
      (2, "ethnicity", "2 ethnicities"), (2, "sex", "2 sexes"), (0, "quarter", "0 quarters"),
      (2, "day", "2 days"),
    ])
  func plurals(_ number: Int, _ noun: String, _ text: String) {
    #expect(Plural.count(number, noun) == text)
  }

  @Test("one person is left out, and some of all are")
  func people() {
    #expect(Plural.people(1) == "1 person is")
    #expect(Plural.people(3) == "3 people are")
    #expect(Plural.people(1, of: 630) == "1 of 630 people is")
    #expect(Plural.people(12, of: 630) == "12 of 630 people are")
  }

  @Test("rounded digits are those of the C library, but for halves")
  func againstPrintf() {
    var generator = SeededGenerator(seed: 23)
    for _ in 0..<2_000 {
      let power = Int.random(in: -9...12, using: &generator)
      let value = Double.random(in: -1...1, using: &generator) * pow(10, Double(power))
      // More than fourteen digits are not of the shortest form.
      let decimals = Int.random(in: 0...min(8, 14 - power), using: &generator)
      let own = NumberStyle(decimals: decimals, groupsThousands: false, hasTrueMinus: false).text(value)
      let printed = String(format: "%.\(decimals)f", value)
      #expect(own == (Double(printed) == 0 ? printed.filter { $0 != "-" } : printed), "\(value)")
    }
  }

  @Test(
    "nines carry, and zeros stand where digits are missing",
    arguments: [
      (9.99, 1, "10.0"), (0.96, 1, "1.0"), (0.07, 1, "0.1"), (0.095, 2, "0.10"), (0.004, 1, "0.0"),
      (999_999.5, 0, "1,000,000"), (1e16, 0, "10,000,000,000,000,000"), (-0.05, 1, "−0.1"), (-0.04, 1, "0.0"),
    ] as [(Double, Int, String)])
  func carried(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(NumberStyle(decimals: decimals).text(value) == text)
  }

  @Test(
    "numbers beyond what digits can tell are in powers of ten, where no decimals are asked for",
    arguments: [
      (1e-300, nil, "1e-300"), (-2e-20, nil, "−2e-20"), (1e300, nil, "1e+300"),
      (1e-14, nil, "0.00000000000001"),
      (1e20, nil, "100,000,000,000,000,000,000"), (0, nil, "0"), (2e-20, 3, "0.000"),
    ] as [(Double, Int?, String)])
  func farNumbers(_ value: Double, _ decimals: Int?, _ text: String) {
    #expect(NumberStyle(decimals: decimals).text(value) == text)
  }
}
