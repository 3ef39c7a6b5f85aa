import Tables
import TestSupport
import Testing

/// Pages of a PDF as text: lines with their page, tables by their columns, marks of notes that are no digits.
@Suite("PDF as text")
struct PDFDocumentTests {
  private typealias Text = SmallPDF.Text

  private func document(_ pages: [[SmallPDF.Text]]) throws -> TextDocument {
    try TextDocument(SmallPDF.bytes(pages), kind: .pdf, source: "small.pdf")
  }

  private func passages(_ document: TextDocument) -> [(number: Int, text: String)] {
    document.blocks.compactMap { block in
      if case .passage(let number, let text) = block { return (number, text) }
      return nil
    }
  }

  @Test("lines are counted page by page, and a sentence goes on over a line")
  func pages() throws {
    let read = try document([
      [Text("First page.", y: 100)],
      [
        Text("In all 109 of 200 people", y: 100), Text("(54.4%) returned.", y: 114),
        Text("Another paragraph.", y: 190),
      ],
    ])
    let found = passages(read)
    #expect(
      found.map(\.text) == [
        "First page.", "In all 109 of 200 people\n(54.4%) returned.", "Another paragraph.",
      ])
    #expect(found.map { read.place($0.number) } == ["page 1, line 1", "page 2, line 1", "page 2, line 3"])
  }

  @Test("figures one above another are a table with the line of each row")
  func table() throws {
    let rows = [
      ["Area", "Cohort", "Reoffenders", "Rate"], ["Ashby", "859", "211", "24.6%"],
      ["Birch", "200", "109", "54.5%"],
      ["Cray", "133", "19", "14.3%"],
    ]
    let page = rows.enumerated().flatMap { line, cells in
      cells.enumerated().map { column, cell in
        Text(cell, x: 60 + Double(column) * 110, y: 120 + Double(line) * 16)
      }
    }
    let read = try document([[Text("Rates of the areas", y: 80)] + page])
    let tables = read.blocks.compactMap { block -> [[String]]? in
      if case .table(_, let rows) = block { return rows }
      return nil
    }
    #expect(tables == [rows])
    #expect(read.tableLines.first?.count == 4)
    #expect(passages(read).map(\.text) == ["Rates of the areas"])
  }

  @Test("a small raised figure is the mark of a note")
  func raised() throws {
    let read = try document([
      [
        Text("In all 109 of 200", y: 100, size: 12), Text("3", x: 146, y: 95, size: 7),
        Text("left.", x: 153, y: 100, size: 12),
      ]
    ])
    #expect(!passages(read).contains { $0.text.contains("2003") })
    #expect(passages(read).contains { $0.text.contains("³") }, "\(passages(read))")
  }

  @Test("what is no PDF, and pages without text, are refused with a sentence")
  func refusals() throws {
    func refusal(_ bytes: [UInt8]) -> String {
      do {
        _ = try TextDocument(bytes, kind: .pdf, source: "x.pdf")
        return ""
      } catch { return "\(error)" }
    }
    #expect(refusal(Array("no pdf".utf8)).contains("no PDF, or is damaged"))
    #expect(refusal(SmallPDF.bytes([[]])).contains("pictures and no text"))
  }

  @Test("a copy has the same words and a highlight with the reason on the figure")
  func annotated() throws {
    let bytes = SmallPDF.bytes([
      [Text("First.", y: 100)], [Text("In all 109 of 200 people (54.4%) returned.", y: 100)],
    ])
    let marks = [
      DocumentMark(line: 2, text: "54.4%", reason: "it is 54.5%"),
      DocumentMark(line: 2, text: "99.9%", reason: "gone"),
    ]
    let copy = try #require(try TextDocument.annotated(bytes, kind: .pdf, source: "x.pdf", marks: marks))
    #expect(copy.placed == 1)
    let text = String(decoding: copy.bytes, as: UTF8.self)
    #expect(text.contains("/Highlight") && text.contains("/QuadPoints"))
    let again = try TextDocument(copy.bytes, kind: .pdf, source: "copy.pdf")
    #expect(passages(again).map(\.text) == ["First.", "In all 109 of 200 people (54.4%) returned."])
  }

  @Test("a page of HTML keeps its elements, and the figure stands in a mark with the reason")
  func annotatedPage() throws {
    let page = """
      <html><head><meta charset="utf-8"><title>154.4% of it</title></head><body>
      <p>No 154.4% here.</p>
      <p class="x">In all 109 of <b>200</b> people (54.4%) returned – “all”.</p></body></html>
      """
    let marks = [DocumentMark(line: 3, text: "54.4%", reason: "it is \"54.5%\"")]
    let copy = try #require(
      try TextDocument.annotated(Array(page.utf8), kind: .html, source: "x.html", marks: marks))
    #expect(copy.placed == 1)
    let text = String(decoding: copy.bytes, as: UTF8.self)
    #expect(text.contains("people (<mark "))
    #expect(text.contains(">54.4%</mark>) returned"))
    #expect(text.contains("54.5%") && text.contains("<p class=\"x\">") && text.contains("No 154.4% here."))
    #expect(try TextDocument.annotated(Array("a".utf8), kind: .plain, source: "x.txt", marks: marks) == nil)
  }
}
