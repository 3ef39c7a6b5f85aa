internal import CLibXML2

/// Marks figures in the text of a page and writes the page again.
enum HTMLAnnotator {
  static func annotated(
    _ bytes: [UInt8], source: String, marks: [DocumentMark]
  ) throws(TableError) -> (bytes: [UInt8], placed: Int) {
    guard let document = try MarkupTree.html(bytes, source: source) else {
      throw .damaged(source: source, problem: "it holds no HTML")
    }
    defer { xmlFreeDoc(document) }
    var placed = 0
    for mark in marks where place(mark, in: document) { placed += 1 }
    var memory: UnsafeMutablePointer<xmlChar>?
    var length: Int32 = 0
    htmlDocDumpMemory(document, &memory, &length)
    guard let memory else { throw .damaged(source: source, problem: "it cannot be written again") }
    defer { reoffending_xml_free(memory) }
    return (Array(UnsafeBufferPointer(start: memory, count: Int(length))), placed)
  }

  /// Puts an element around the figure in the nearest text that holds it.
  private static func place(_ mark: DocumentMark, in document: xmlDocPtr) -> Bool {
    var best: (node: xmlNodePtr, range: Range<String.Index>, text: String, distance: Int)?
    walk(xmlDocGetRootElement(document)) { node in
      guard let content = node.pointee.content else { return }
      let text = String(cString: content)
      guard let range = figure(mark.text, in: text) else { return }
      let line = node.pointee.parent.map { Int(xmlGetLineNo($0)) } ?? 0
      let distance = abs(line - mark.line) * 2 + (line > mark.line ? 1 : 0)
      if distance < best?.distance ?? .max { best = (node, range, text, distance) }
    }
    guard let best else { return false }
    let before = String(best.text[..<best.range.lowerBound])
    let behind = String(best.text[best.range.upperBound...])
    guard let element = new("mark", best.text[best.range], in: document),
      let rest = text(behind, in: document)
    else { return false }
    set("style", "background:#ffd8b0;border-bottom:2px solid #b34700", of: element)
    set("title", mark.reason, of: element)
    set("class", "audit", of: element)
    withXML(before) { xmlNodeSetContent(best.node, xmlEncodeSpecialChars(document, $0)) }
    xmlAddNextSibling(best.node, element)
    xmlAddNextSibling(element, rest)
    return true
  }

  /// A figure that is no part of a longer one.
  private static func figure(_ figure: String, in text: String) -> Range<String.Index>? {
    text.ranges(of: figure).first { range in
      let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
      let behind = range.upperBound < text.endIndex ? text[range.upperBound] : " "
      return !before.isNumber && before != "." && before != "," && !behind.isNumber
    }
  }

  private static func walk(_ root: xmlNodePtr?, _ visit: (xmlNodePtr) -> Void) {
    var open: [xmlNodePtr] = root.map { [$0] } ?? []
    while let node = open.popLast() {
      if node.pointee.type == XML_TEXT_NODE { visit(node) }
      guard node.pointee.type == XML_ELEMENT_NODE,
        !["script", "style", "head", "mark"].contains(node.pointee.name.map { String(cString: $0) } ?? "")
      else { continue }
      var child = node.pointee.last
      while let here = child {
        open.append(here)
        child = here.pointee.prev
      }
    }
  }

  private static func withXML<Result>(_ text: String, _ body: (UnsafePointer<xmlChar>) -> Result) -> Result {
    text.withCString { $0.withMemoryRebound(to: xmlChar.self, capacity: text.utf8.count + 1) { body($0) } }
  }

  private static func new(_ name: String, _ content: Substring, in document: xmlDocPtr) -> xmlNodePtr? {
    let node = withXML(name) { xmlNewDocNode(document, nil, $0, nil) }
    guard let node, let inside = text(String(content), in: document) else { return nil }
    xmlAddChild(node, inside)
    return node
  }

  private static func text(_ text: String, in document: xmlDocPtr) -> xmlNodePtr? {
    withXML(text) { xmlNewDocText(document, $0) }
  }

  private static func set(_ name: String, _ value: String, of node: xmlNodePtr) {
    withXML(name) { name in _ = withXML(value) { xmlNewProp(node, name, $0) } }
  }
}
