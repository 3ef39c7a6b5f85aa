internal import CLibXML2

/// Walks through the elements and texts of XML or HTML, as libxml2 reads them.
///
/// Nothing is fetched from elsewhere, no entity but those of HTML and XML themselves is replaced, and elements within
/// elements are followed 256 deep at most.
enum MarkupTree {
  /// What is met on the way.
  enum Event {
    case enter(name: String, line: Int, attributes: [String: String])
    case text(String)
    case leave(name: String)
  }

  /// Reads XML; false where it is not well formed, or declares a document type, as no office document does.
  ///
  /// - Throws: `TableError.damaged` where elements lie deeper in each other than is followed.
  static func xml(_ bytes: [UInt8], source: String, _ visit: (Event) -> Void) throws(TableError) -> Bool {
    guard !declaresType(bytes), let context = xmlNewParserCtxt() else { return false }
    defer { xmlFreeParserCtxt(context) }
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
    let document = read(bytes) { xmlCtxtReadMemory(context, $0, $1, nil, nil, options) }
    defer { xmlFreeDoc(document) }
    try checkDepth(context, source)
    return walk(document, visit)
  }

  /// Reads HTML, whatever its mistakes; false where it holds none.
  ///
  /// - Throws: `TableError.damaged` where elements lie deeper in each other than is followed.
  static func html(_ bytes: [UInt8], source: String, _ visit: (Event) -> Void) throws(TableError) -> Bool {
    let document = try html(bytes, source: source)
    defer { xmlFreeDoc(document) }
    return walk(document, visit)
  }

  /// The tree of HTML, which is the caller's to free; nil where it holds none.
  ///
  /// The encoding is UTF-8 where the bytes are, else what the page says.
  static func html(_ bytes: [UInt8], source: String) throws(TableError) -> xmlDocPtr? {
    guard let context = htmlNewParserCtxt() else { return nil }
    defer { htmlFreeParserCtxt(context) }
    let options = Int32(
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
        | HTML_PARSE_NOWARNING.rawValue)
    let encoding = String(validating: bytes, as: UTF8.self) == nil ? nil : "UTF-8"
    let document = read(bytes) { htmlCtxtReadMemory(context, $0, $1, nil, encoding, options) }
    do {
      try checkDepth(context, source)
    } catch {
      xmlFreeDoc(document)
      throw error
    }
    return document
  }

  private static func read(_ bytes: [UInt8], _ parse: (UnsafePointer<CChar>?, Int32) -> xmlDocPtr?)
    -> xmlDocPtr?
  {
    guard let size = Int32(exactly: bytes.count), size > 0 else { return nil }
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { parse($0.baseAddress, size) }
    }
  }

  /// libxml2 leaves out what lies deeper than it follows, and says so as an internal error only.
  private static func checkDepth(_ context: xmlParserCtxtPtr, _ source: String) throws(TableError) {
    let error = context.pointee.lastError
    guard error.code == Int32(XML_ERR_INTERNAL_ERROR.rawValue) else { return }
    throw .damaged(
      source: source,
      problem:
        "line \(error.line): elements lie more than 256 deep in each other; what is within them is not read")
  }

  private static func declaresType(_ bytes: [UInt8]) -> Bool {
    let mark = Array("<!DOCTYPE".utf8)
    guard bytes.count >= mark.count else { return false }
    return (0...(bytes.count - mark.count)).contains { start in
      bytes[start] == mark[0] && bytes[start..<(start + mark.count)].elementsEqual(mark)
    }
  }

  /// Visits all nodes in the order of the text.
  private static func walk(_ document: xmlDocPtr?, _ visit: (Event) -> Void) -> Bool {
    guard let document else { return false }
    var node = xmlDocGetRootElement(document)
    guard let root = node else { return false }
    while let current = node {
      visit(enter(current))
      if let child = current.pointee.children, current.pointee.type == XML_ELEMENT_NODE {
        node = child
        continue
      }
      node = following(current, root: root, visit)
    }
    return true
  }

  /// The next node after one without further children, with the ends of elements on the way.
  private static func following(
    _ node: xmlNodePtr, root: xmlNodePtr, _ visit: (Event) -> Void
  ) -> xmlNodePtr? {
    var current: xmlNodePtr? = node
    while let here = current {
      if here.pointee.type == XML_ELEMENT_NODE { visit(.leave(name: name(here))) }
      if here == root { return nil }
      if let next = here.pointee.next { return next }
      current = here.pointee.parent
    }
    return nil
  }

  private static func enter(_ node: xmlNodePtr) -> Event {
    guard node.pointee.type == XML_ELEMENT_NODE else {
      let isText = node.pointee.type == XML_TEXT_NODE || node.pointee.type == XML_CDATA_SECTION_NODE
      return .text(isText ? node.pointee.content.map { String(cString: $0) } ?? "" : "")
    }
    var attributes: [String: String] = [:]
    var property = node.pointee.properties
    while let here = property {
      let value = here.pointee.children?.pointee.content.map { String(cString: $0) } ?? ""
      attributes[String(cString: here.pointee.name)] = value
      property = here.pointee.next
    }
    return .enter(name: name(node), line: Int(xmlGetLineNo(node)), attributes: attributes)
  }

  private static func name(_ node: xmlNodePtr) -> String {
    node.pointee.name.map { String(cString: $0) } ?? ""
  }
}
