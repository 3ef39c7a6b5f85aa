package import Tables

/// Numbers the distinct values of a column as they come from an engine, whatever their type.
///
/// Each value is taken as the text that a file of the same table would have, so that all that is known of files holds.
package struct TextCoder {
  private var texts: [String] = []
  private var codeOfText: [String: UInt32] = [:]
  private var codeOfInteger: [Int64: UInt32] = [:]
  private var codeOfNumber: [UInt64: UInt32] = [:]
  private var empty: UInt32?
  /// The codes while they are few, then all of them.
  private var narrow: [UInt8] = []
  private var middle: [UInt16] = []
  private var wide: [UInt32] = []
  private var width = 1

  /// Starts a column.
  package init() {}

  /// How many rows there are.
  package var count: Int { width == 1 ? narrow.count : width == 2 ? middle.count : wide.count }

  package mutating func appendMissing() {
    let code = empty ?? code(of: "")
    empty = code
    append(code)
  }

  package mutating func append(_ text: String) { append(code(of: text)) }

  package mutating func append(_ number: Int64) {
    if let known = codeOfInteger[number] { return append(known) }
    let code = code(of: String(number))
    codeOfInteger[number] = code
    append(code)
  }

  package mutating func append(_ number: Double) {
    if let known = codeOfNumber[number.bitPattern] { return append(known) }
    let code = code(of: NumberWords.text(number))
    codeOfNumber[number.bitPattern] = code
    append(code)
  }

  package mutating func append(_ flag: Bool) { append(flag ? "true" : "false") }

  /// Appends the text of a number that was given to it by `code(of:)`.
  package mutating func append(_ code: UInt32) {
    if width == 1 {
      if code <= 0xFF { return narrow.append(UInt8(truncatingIfNeeded: code)) }
      width = code <= 0xFFFF ? 2 : 4
      if width == 2 { middle = narrow.map { UInt16($0) } } else { wide = narrow.map { UInt32($0) } }
      narrow = []
    }
    if width == 2 {
      if code <= 0xFFFF { return middle.append(UInt16(truncatingIfNeeded: code)) }
      width = 4
      wide = middle.map { UInt32($0) }
      middle = []
    }
    wide.append(code)
  }

  /// The number of a text.
  package mutating func code(of text: String) -> UInt32 {
    if let known = codeOfText[text] { return known }
    let code = UInt32(truncatingIfNeeded: texts.count)
    codeOfText[text] = code
    texts.append(text)
    return code
  }

  /// The column.
  package func column(named name: String) -> ColumnReading.Texts {
    let codes: NarrowCodes =
      switch width {
      case 1: .bytes(narrow)
      case 2: .halfWords(middle)
      default: .words(wide)
      }
    return ColumnReading.Texts(name: name, texts: texts, codes: codes)
  }

  /// The texts of the rows.
  package var rowTexts: [String] { column(named: "").codes.map(texts) }
}
