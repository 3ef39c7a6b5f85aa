import Numbers
import Testing

@Suite("names of ranges")
struct BandNameTests {
  private func sorted(_ names: [String]) -> [String]? {
    BandName.order(names).map { order in order.map { names[$0] } }
  }

  @Test("ranges come in the order of their numbers, not of the alphabet")
  func order() {
    #expect(sorted(["10-17", "5-9", "50+", "18–49"]) == ["5-9", "10-17", "18–49", "50+"])
    #expect(
      sorted(["25 to 29", "under 18", "60 and over", "18 to 24"]) == [
        "under 18", "18 to 24", "25 to 29", "60 and over",
      ])
    #expect(sorted(["11+", "0", "3 - 6", "1-2", "7-10"]) == ["0", "1-2", "3 - 6", "7-10", "11+"])
    #expect(
      sorted(["Aged 65 years and over", "Aged 18-64 years"]) == [
        "Aged 18-64 years", "Aged 65 years and over",
      ])
    #expect(
      sorted([">12 months", "<= 3 months", "3-6 months"]) == ["<= 3 months", "3-6 months", ">12 months"])
  }

  @Test(
    "names, numbers alone and dates are none",
    arguments: [
      ["Dudley", "Walsall"], ["2012", "2013"], ["10-17", "Unknown"], ["5-9"], ["Area 5-9", "Area 1-2"],
      ["9-5", "1-2"],
    ])
  func others(_ names: [String]) {
    #expect(BandName.order(names) == nil)
  }
}
