internal import CLibXML2

/// Walks through XML as it comes, without keeping it: libxml2's push parser.
///
/// No entity but those of XML itself is replaced, nothing is fetched from elsewhere, and a document type, which no office
/// document declares, ends the reading.
final class MarkupStream {
  /// The attributes of an element, as libxml2 hands them over: five pointers each.
  struct Attributes {
    fileprivate let pointer: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    fileprivate let count: Int

    /// The text of an attribute by its local name, `nil` where the element has none; entities are replaced.
    subscript(_ name: StaticString) -> String? {
      withBytes(of: name) { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of an attribute.
    func withBytes<Result>(of name: StaticString, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
      guard let pointer else { return nil }
      for index in 0..<count {
        guard let local = pointer[5 * index], let start = pointer[5 * index + 3],
          let end = pointer[5 * index + 4],
          Name(local) == name
        else { continue }
        return body(UnsafeBufferPointer(start: start, count: end - start))
      }
      return nil
    }
  }

  /// The local name of an element.
  struct Name {
    private let pointer: UnsafePointer<UInt8>

    fileprivate init(_ pointer: UnsafePointer<UInt8>) { self.pointer = pointer }

    static func == (name: Name, text: StaticString) -> Bool {
      var place = 0
      let other = text.utf8Start
      while place < text.utf8CodeUnitCount {
        if name.pointer[place] != other[place] { return false }
        place += 1
      }
      return name.pointer[place] == 0
    }
  }

  /// What is told of the elements and texts.
  protocol Listener: AnyObject {
    func start(_ name: Name, _ attributes: Attributes)
    func end(_ name: Name)
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
  }

  private let listener: any Listener
  private var context: xmlParserCtxtPtr?
  private var hasType = false

  init(_ listener: any Listener) {
    self.listener = listener
    var handler = xmlSAXHandler()
    handler.initialized = 0xDEED_BEAF
    handler.startElementNs = { user, name, _, _, _, _, count, _, attributes in
      guard let stream = MarkupStream.of(user), let name else { return }
      stream.listener.start(Name(name), Attributes(pointer: attributes, count: Int(count)))
    }
    handler.endElementNs = { user, name, _, _ in
      guard let stream = MarkupStream.of(user), let name else { return }
      stream.listener.end(Name(name))
    }
    handler.characters = { user, text, count in
      guard let stream = MarkupStream.of(user), let text else { return }
      stream.listener.text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    handler.cdataBlock = handler.characters
    handler.internalSubset = { user, _, _, _ in
      guard let stream = MarkupStream.of(user) else { return }
      stream.hasType = true
      xmlStopParser(stream.context)
    }
    context = xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    let options = Int32(
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        | XML_PARSE_HUGE.rawValue | XML_PARSE_NOENT.rawValue)
    xmlCtxtUseOptions(context, options)
  }

  deinit { if let context { xmlFreeParserCtxt(context) } }

  /// Takes the next bytes; false where they are not well formed.
  func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.withMemoryRebound(to: CChar.self) { buffer in
      xmlParseChunk(context, buffer.baseAddress, Int32(buffer.count), 0) == 0 && !hasType
    }
  }

  /// Ends the document; false where it is not whole.
  func finish() -> Bool { xmlParseChunk(context, nil, 0, 1) == 0 && !hasType }

  /// Walks through a small document in memory.
  static func read(_ bytes: [UInt8], _ listener: any Listener) -> Bool {
    let stream = MarkupStream(listener)
    return bytes.withUnsafeBufferPointer { stream.parse($0) } && stream.finish()
  }

  private static func of(_ user: UnsafeMutableRawPointer?) -> MarkupStream? {
    user.map { Unmanaged<MarkupStream>.fromOpaque($0).takeUnretainedValue() }
  }
}
