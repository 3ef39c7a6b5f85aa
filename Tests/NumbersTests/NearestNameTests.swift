import Numbers
import Numbers
import Testing

@Suite("NearestName")
struct NearestNameTests {
  @Test(
    "finds what was meant",
    arguments: [
      ("Wallsall", "Walsall"), ("wlasall", "Walsall"), ("dudly", "Dudley"), ("SAND WELL", "Sandwell"),
      ("xyz", nil), ("", nil), ("Wolverhamton", "Wolverhampton"),
    ])
  func find(_ name: String, _ meant: String?) {
    #expect(NearestName.find(name, among: ["Dudley", "Sandwell", "Walsall", "Wolverhampton"]) == meant)
  }

  @Test("offers the nearest name, or else those there are")
  func suggestion() {
    let areas = ["Dudley", "Sandwell", "Walsall"]
    #expect(NearestName.suggestion(for: "Dudly", among: areas) == "did you mean Dudley?")
    #expect(NearestName.suggestion(for: "Birmingham", among: areas) == "there are Dudley, Sandwell, Walsall")
    let many = (1...1031).map { "Area number \($0)" }
    #expect(NearestName.suggestion(for: "x", among: many).hasSuffix("Area number 30 and 1,001 others"))
  }

  @Test(
    "counts steps", arguments: [("", "abc", 3), ("ab", "ba", 1), ("kitten", "sitting", 3), ("ca", "abc", 3)])
  func distance(_ first: String, _ second: String, _ steps: Int) {
    #expect(NearestName.distance(first, second) == steps)
    #expect(NearestName.distance(second, first) == steps)
  }
}
