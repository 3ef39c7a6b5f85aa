/// Reads a row of a worksheet in the form that programs write: `<row r="2"><c r="A2" t="s"><v>0</v></c></row>`.
///
/// Formulas are passed over, entities told apart; comments, CDATA, rich texts and other elements are declined, as is
/// text that is no UTF-8.
struct SheetRowScanner {
  /// A cell with the bytes of its attributes and its value.
  struct Cell {
    var place: UnsafeBufferPointer<UInt8>?
    var style: UnsafeBufferPointer<UInt8>?
    var kind: UnsafeBufferPointer<UInt8>?
    var value = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var isEscaped = false
    var isInline = false
    var hasFormula = false
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var attributes: [(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>)] = []
  /// Whether the end of the row was reached in good order.
  private(set) var isComplete = false
  private var isEmptyRow = false

  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count > 6 else { return nil }
    self.bytes = bytes
  }

  /// Reads the beginning of the row.
  mutating func startRow() -> Bool {
    skipBlanks()
    guard accept("<row"), let isClosed = readAttributes(), !isClosed else { return false }
    return true
  }

  /// A number among the attributes of the row.
  func number(_ name: StaticString) -> Int? {
    guard let value = attribute(name), !value.isEmpty, value.count < 10 else { return nil }
    var number = 0
    for byte in value {
      guard byte &- UInt8(ascii: "0") < 10 else { return nil }
      number = number * 10 + Int(byte &- UInt8(ascii: "0"))
    }
    return number
  }

  /// Whether an attribute of the row says yes.
  func flag(_ name: StaticString) -> Bool {
    guard let value = attribute(name) else { return false }
    return value.elementsEqual("1".utf8) || value.elementsEqual("true".utf8)
  }

  private func attribute(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
    for (own, value) in attributes where Self.equal(own, name) { return value }
    return nil
  }

  /// The next cell; nil at the end of the row, or where the row is of another form.
  mutating func nextCell() -> Cell? {
    skipBlanks()
    if accept("</row>") {
      isComplete = place == bytes.count
      return nil
    }
    guard accept("<c"), peek == UInt8(ascii: " ") || peek == UInt8(ascii: ">") || peek == UInt8(ascii: "/")
    else {
      return nil
    }
    var cell = Cell()
    guard let isClosed = readAttributes(into: &cell) else { return nil }
    if isClosed { return cell }
    var hasValue = false
    while true {
      if accept("</c>") { return cell }
      if accept("<v>") {
        guard !hasValue, let text = text(before: "</v>", &cell) else { return nil }
        cell.value = text
        hasValue = true
      } else if accept("<v/>") {
        hasValue = true
      } else if accept("<is>") {
        guard !hasValue, accept("<t>") || accept("<t xml:space=\"preserve\">"),
          let text = text(before: "</t>", &cell), accept("</is>")
        else { return nil }
        cell.value = text
        cell.isInline = true
        hasValue = true
      } else if accept("<f") {
        guard skipFormula() else { return nil }
        cell.hasFormula = true
      } else {
        return nil
      }
    }
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while place < bytes.count,
      bytes[place] == 0x20 || bytes[place] == 0x0A || bytes[place] == 0x0D || bytes[place] == 0x09
    {
      place += 1
    }
  }

  private mutating func accept(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    let start = text.utf8Start
    for offset in 0..<count where bytes[place + offset] != start[offset] { return false }
    place += count
    return true
  }

  /// The text up to a closing tag, which must come next after it.
  private mutating func text(before close: StaticString, _ cell: inout Cell) -> UnsafeBufferPointer<UInt8>? {
    let start = place
    var isASCII = true
    while place < bytes.count, bytes[place] != UInt8(ascii: "<") {
      if bytes[place] == UInt8(ascii: "&") { cell.isEscaped = true }
      if bytes[place] >= 0x80 { isASCII = false }
      if bytes[place] == 0 { return nil }
      place += 1
    }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<place])
    guard accept(close), isASCII || String(validating: text, as: UTF8.self) != nil else { return nil }
    if cell.isEscaped, !Self.isKnownEntities(text) { return nil }
    return text
  }

  private mutating func skipFormula() -> Bool {
    while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
      if bytes[place] == UInt8(ascii: "\"") {
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") { place += 1 }
      }
      place += 1
    }
    guard place < bytes.count else { return false }
    let isClosed = bytes[place - 1] == UInt8(ascii: "/")
    place += 1
    if isClosed { return true }
    while place < bytes.count, bytes[place] != UInt8(ascii: "<") { place += 1 }
    return accept("</f>")
  }

  /// Reads attributes up to `>`; whether the element is closed at once, nil for another form.
  private mutating func readAttributes() -> Bool? {
    attributes.removeAll(keepingCapacity: true)
    while let (name, value) = nextAttribute() { attributes.append((name, value)) }
    return endOfTag()
  }

  private mutating func readAttributes(into cell: inout Cell) -> Bool? {
    while let (name, value) = nextAttribute() {
      if name.count == 1 {
        switch name[0] {
        case UInt8(ascii: "r"): cell.place = value
        case UInt8(ascii: "s"): cell.style = value
        case UInt8(ascii: "t"): cell.kind = value
        default: break
        }
      }
    }
    return endOfTag()
  }

  private mutating func endOfTag() -> Bool? {
    if accept(">") { return false }
    if accept("/>") { return true }
    return nil
  }

  private mutating func nextAttribute() -> (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>)? {
    skipBlanks()
    let start = place
    while place < bytes.count, bytes[place] != UInt8(ascii: "="), bytes[place] != UInt8(ascii: ">"),
      bytes[place] != UInt8(ascii: "/"), bytes[place] != UInt8(ascii: "<")
    {
      place += 1
    }
    guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "="), place > start,
      bytes[place + 1] == UInt8(ascii: "\"")
    else {
      place = start
      return nil
    }
    let name = UnsafeBufferPointer(rebasing: bytes[start..<place])
    place += 2
    let open = place
    while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != UInt8(ascii: "<") {
      place += 1
    }
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
      place = start
      return nil
    }
    let value = UnsafeBufferPointer(rebasing: bytes[open..<place])
    place += 1
    return (name, value)
  }

  private static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
    guard bytes.count == text.utf8CodeUnitCount else { return false }
    for place in 0..<bytes.count where bytes[place] != text.utf8Start[place] { return false }
    return true
  }

  private static let entities: [(name: [UInt8], byte: UInt8)] = [
    (Array("amp".utf8), UInt8(ascii: "&")), (Array("lt".utf8), UInt8(ascii: "<")),
    (Array("gt".utf8), UInt8(ascii: ">")), (Array("quot".utf8), UInt8(ascii: "\"")),
    (Array("apos".utf8), UInt8(ascii: "'")),
  ]

  private static func isKnownEntities(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < text.count {
      guard text[place] == UInt8(ascii: "&") else {
        place += 1
        continue
      }
      guard let (_, next) = entity(text, place) else { return false }
      place = next
    }
    return true
  }

  /// The character for which an entity stands, and the place behind it.
  private static func entity(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> (Unicode.Scalar, Int)? {
    guard let end = text[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = text[(start + 1)..<end]
    if name.first == UInt8(ascii: "#") {
      let digits = String(decoding: name.dropFirst(), as: UTF8.self)
      let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      guard let code, code >= 0x20 || code == 9 || code == 10 || code == 13, let scalar = Unicode.Scalar(code)
      else {
        return nil
      }
      return (scalar, end + 1)
    }
    for (own, byte) in entities where name.elementsEqual(own) { return (Unicode.Scalar(byte), end + 1) }
    return nil
  }

  /// Writes a text with its entities as the characters for which they stand.
  static func unescape(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    var place = 0
    while place < text.count {
      if text[place] == UInt8(ascii: "&"), let (scalar, next) = entity(text, place) {
        bytes.append(contentsOf: Array(String(Character(scalar)).utf8))
        place = next
      } else {
        bytes.append(text[place])
        place += 1
      }
    }
  }
}
