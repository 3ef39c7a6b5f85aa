import Foundation
import Tables
import Testing

/// Documents as text: Word files of several makers, HTML as found, Markdown, and files that mean harm.
@Suite("documents as text")
struct TextDocumentTests {
  private func bytes(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Documents")
    return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  private func word(_ name: String) throws -> TextDocument {
    try TextDocument(bytes(name), kind: .word, source: name)
  }

  private func passages(_ document: TextDocument) -> [String] {
    document.blocks.compactMap { block in
      if case .passage(_, let text) = block { return text }
      return nil
    }
  }

  private func tables(_ document: TextDocument) -> [[[String]]] {
    document.blocks.compactMap { block in
      if case .table(_, let rows) = block { return rows }
      return nil
    }
  }

  @Test("split runs are whole, deleted text is gone, inserted text is there, empty paragraphs do not count")
  func runs() throws {
    let document = try word("strategy.docx")
    #expect(document.blocks[0] == .passage(number: 1, text: "Strategy"))
    #expect(
      document.blocks[1] == .passage(number: 2, text: "In 2015-16, 6436 reoffended out of 21,536 (28.9%)."))
    #expect(document.blocks[2] == .passage(number: 3, text: "211 of 859 (24.6 %) reoffended."))
    #expect(document.blocks[3] == .passage(number: 4, text: "It went from 12% to 15%, a rise of 3%."))
  }

  @Test("a text box that stands there in two forms is read once")
  func textBox() throws {
    let found = passages(try word("strategy.docx")).filter { $0.contains("109 of 200 people") }
    #expect(found.count == 1)
  }

  @Test("tables keep their rows; a cell over two columns leaves one empty, one over two rows is repeated")
  func wordTables() throws {
    let found = tables(try word("strategy.docx"))
    #expect(found.count == 2)
    #expect(
      found[0][0] == ["Area", "Cohort", "Reoffenders", "Rate"]
        && found[0][2] == ["Birch", "200", "109", "45.5%"])
    #expect(found[1] == [["00", "wide", ""], ["tall", "11", "12"], ["tall", "21", "22"]])
  }

  @Test("a document of another maker, with a footnote")
  func pandoc() throws {
    let document = try word("pandoc.docx")
    #expect(passages(document).contains("6436 reoffended out of 21536 (28.9%)."))
    #expect(passages(document).contains { $0.contains("109 of 200 people (54.4%).") })
    #expect(tables(document) == [[["Area", "Cohort"], ["Ashby", "859"], ["Birch", "200"]]])
  }

  @Test(
    "what is hostile or damaged is refused with a reason",
    arguments: [
      ("entities.docx", "not well-formed"), ("outside.docx", "not well-formed"),
      ("deep.docx", "more than 256 deep"),
      ("broken.docx", "not well-formed"), ("large.docx", "it is not read"),
      ("lying.docx", "longer than the directory says"),
      ("workbook.docx", "no Word document"),
    ])
  func hostile(_ name: String, _ reason: String) throws {
    do {
      _ = try word(name)
      Issue.record("\(name) was read")
    } catch let error as TableError {
      #expect(error.description.contains(reason), "\(error)")
    }
  }

  @Test("a page whose elements lie too deep in each other is refused by its line, and not read in part")
  func deepPage() throws {
    func page(_ depth: Int) -> [UInt8] {
      Array(
        ("<html>\n<body>\n" + String(repeating: "<div>", count: depth) + "Of 200, 50 (30%)"
          + String(repeating: "</div>", count: depth) + "</body></html>").utf8)
    }
    #expect(
      passages(try TextDocument(page(200), kind: .html, source: "page.html")) == ["Of 200, 50 (30%)"])
    for depth in [300, 100_000] {
      do {
        _ = try TextDocument(page(depth), kind: .html, source: "page.html")
        Issue.record("\(depth) elements were read")
      } catch {
        #expect(error.description.contains("line 3: elements lie more than 256 deep"), "\(error)")
      }
    }
  }

  @Test("a Word file cut short anywhere is refused, never half read")
  func truncated() throws {
    let whole = try bytes("strategy.docx")
    for length in stride(from: 0, to: whole.count - 1, by: 97) {
      #expect(throws: TableError.self) {
        try TextDocument(Array(whole[..<length]), kind: .word, source: "short.docx")
      }
    }
  }

  @Test("a Word file with any byte changed is refused or read, and never stops the program")
  func changed() throws {
    let whole = try bytes("strategy.docx")
    let expected = try word("strategy.docx").blocks.count
    for place in stride(from: 0, to: whole.count, by: 41) {
      var copy = whole
      copy[place] ^= 0x5A
      guard let document = try? TextDocument(copy, kind: .word, source: "changed.docx") else { continue }
      #expect(document.blocks.count <= expected)
    }
  }

  @Test("HTML as found: open tags, entities, scripts, nested tables")
  func html() throws {
    let page = """
      <html><head><title>no</title><style>p { }</style></head><body>
      <h1>Strategy<p>One &amp; two&nbsp;of<br>three: <b>29</b>.9%<p>Second
      <script>var x = 1 < 2; document.write("<p>no</p>")</script>
      <table><tr><th>Area<th>Rate<tr><td rowspan=2>Ashby<td>24.6&nbsp;%<tr><td>24.5%</table>
      <ul><li>First<li>Last</ul>
      """
    let document = try TextDocument(Array(page.utf8), kind: .html, source: "page.html")
    #expect(passages(document).contains("One & two of three: 29.9%"))
    #expect(!passages(document).contains { $0.contains("no") || $0.contains("var") })
    #expect(tables(document) == [[["Area", "Rate"], ["Ashby", "24.6 %"], ["Ashby", "24.5%"]]])
    guard case .passage(let line, _) = document.blocks[0] else {
      Issue.record("no passage")
      return
    }
    #expect(line == 2)
  }

  @Test("HTML in UTF-8 without saying so, and in Windows-1252 saying so")
  func encodings() throws {
    let plain = try TextDocument(Array("<p>£9.5 – café</p>".utf8), kind: .html, source: "p.html")
    #expect(passages(plain) == ["£9.5 – café"])
    let old = Array("<meta charset=windows-1252><p>".utf8) + [0xA3] + Array("13</p>".utf8)
    #expect(passages(try TextDocument(old, kind: .html, source: "p.html")) == ["£13"])
  }

  @Test("random bytes are refused or read as whatever kind, and never stop the program")
  func random() {
    var state: UInt64 = 7
    for round in 0..<300 {
      let bytes = (0..<(round * 3)).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      for kind in TextDocument.Kind.allCases {
        let tagged = kind == .html ? Array("<p>a</p><table><tr><td>".utf8) + bytes : bytes
        if let document = try? TextDocument(tagged, kind: kind, source: "random") {
          #expect(document.blocks.count <= tagged.count)
        }
      }
    }
  }

  @Test("what R Markdown and Quarto calculate in a sentence is no figure of it")
  func calculations() throws {
    let text = "Of `r n` people `r round(100 * 31 / 62, 1)`% came, `{python} 7 + 1` left and 12 stayed.\n"
    let document = try TextDocument(Array(text.utf8), kind: .markdown, source: "t.qmd")
    #expect(
      document.blocks == [.passage(number: 1, text: "Of … people …% came, … left and 12 stayed.")])
  }

  @Test(
    "Markdown: headings, lists and tables stand alone; code is passed over; Windows line ends count as one")
  func markdown() throws {
    let text =
      "# Head\r\nBody **12%**\r\nmore\r\n\r\n- one\r\n- two\r\n\r\n```\r\n5 of 9 (99%)\r\n```\r\n| a | b |\r\n|---|--:|\r\n| `x` | 2 |\r\n"
    let document = try TextDocument(Array(text.utf8), kind: .markdown, source: "t.md")
    #expect(document.blocks[0] == .passage(number: 1, text: "Head"))
    #expect(document.blocks[1] == .passage(number: 2, text: "Body 12%\nmore"))
    #expect(
      document.blocks[2] == .passage(number: 5, text: "one")
        && document.blocks[3] == .passage(number: 6, text: "two"))
    #expect(tables(document) == [[["a", "b"], ["x", "2"]]])
    #expect(!passages(document).contains { $0.contains("99%") })
  }

  @Test(
    "the kind is told by the ending",
    arguments: [
      ("A.DOCX", TextDocument.Kind.word), ("b.md", .markdown), ("e.Rmd", .markdown), ("f.qmd", .markdown),
      ("c.htm", .html), ("d.txt", .plain),
    ])
  func kinds(_ path: String, _ kind: TextDocument.Kind) {
    #expect(TextDocument.Kind(path: path) == kind)
    #expect(TextDocument.Kind(path: path + ".csv") == nil)
  }
}
