import Numbers
import Testing

@Suite("signs outside of brackets and quotes")
struct BracketTests {
  @Test(
    "are found where they part names, and nowhere else",
    arguments: [
      ("a,b", [1]), ("band(age, 5-9, 10+), sex", [19]), ("`a,b`,\"c,d\",e", [5, 11]), ("f(g(1,2),3)", []),
      (")a,b", [2]), ("", []), ("“,”", [1]),
    ])
  func places(_ text: String, _ offsets: [Int]) {
    let found = text.placesOutsideBrackets(of: ",").map { text.distance(from: text.startIndex, to: $0) }
    #expect(found == offsets)
  }
}
