import Tables
import Testing

@Suite("How much a document may hold")
struct DocumentBudgetTests {
  private func refusal(_ text: String) -> String {
    do {
      _ = try TextDocument(Array(text.utf8), kind: .plain, source: "d.txt")
      return "none"
    } catch {
      return error.description
    }
  }

  @Test("a paragraph of more than a megabyte is refused with its line and size")
  func longPassage() {
    let text =
      "Short.\n\n" + String(repeating: "In 2015, 43 of 140 people reoffended and ", count: 40_000) + "\n"
    let words = refusal(text)
    #expect(words.contains("at line 3 ") && words.contains("1,048,576"), "\(words)")
  }

  @Test("too many paragraphs are refused with their number, and as many as a report has are read")
  func manyPassages() throws {
    let words = refusal(String(repeating: "a\n\n", count: 200_001))
    #expect(words.contains("200,001 paragraphs"), "\(words)")
    #expect(refusal(String(repeating: "a\n\n", count: 20_000)) == "none")
  }
}
