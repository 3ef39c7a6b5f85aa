internal import CLibZip

extension SpreadsheetDocument {
  /// The bytes of an OpenDocument spreadsheet.
  ///
  /// - Throws: `TableError.cannotWrite` where libzip could not pack it.
  /// - Source: OASIS (2021), *OpenDocument Format for Office Applications, Version 1.3*, parts 2 and 3.
  package func ods() throws(TableError) -> [UInt8] {
    let type = "application/vnd.oasis.opendocument.spreadsheet"
    let manifest = """
      <?xml version="1.0" encoding="UTF-8"?>
      <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">\
      <manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="\(type)"/>\
      <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>

      """
    return try ZipOutput.archive([
      ("mimetype", Array(type.utf8), false), ("META-INF/manifest.xml", Array(manifest.utf8), true),
      ("content.xml", Array(content.utf8), true),
    ])
  }

  private var content: String {
    var body = Self.lines(cover, named: "Cover")
    for sheet in sheets { body += Self.table(sheet) }
    if !notes.isEmpty { body += Self.lines(["Notes"] + notes, named: "Notes") }
    let names = ["office", "table", "text", "style", "number", "fo"].map { name in
      let own =
        ["style": "style", "number": "datastyle", "fo": "xsl-fo-compatible"][name] ?? name
      return " xmlns:\(name)=\"urn:oasis:names:tc:opendocument:xmlns:\(own):1.0\""
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <office:document-content\(names.joined()) office:version="1.3"><office:automatic-styles>\
      \((0...6).map(Self.style).joined())</office:automatic-styles><office:body><office:spreadsheet>\(body)\
      </office:spreadsheet></office:body></office:document-content>

      """
  }

  /// The styles of numbers and of per cents with some decimals.
  private static func style(_ decimals: Int) -> String {
    """
    <number:number-style style:name="n\(decimals)"><number:number number:decimal-places="\(decimals)" \
    number:min-integer-digits="1" number:grouping="true"/></number:number-style>\
    <number:percentage-style style:name="p\(decimals)"><number:number number:decimal-places="\(decimals)" \
    number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>\
    <style:style style:name="cn\(decimals)" style:family="table-cell" style:data-style-name="n\(decimals)"/>\
    <style:style style:name="cp\(decimals)" style:family="table-cell" style:data-style-name="p\(decimals)"/>
    """
  }

  private static func lines(_ lines: [String], named name: String) -> String {
    "<table:table table:name=\"\(escaped(name))\">"
      + lines.map { "<table:table-row>\(cell($0))</table:table-row>" }.joined() + "</table:table>"
  }

  private static func table(_ sheet: Sheet) -> String {
    let columns = sheet.table.columns
    let header = columns.map { cell($0.titleWithUnit) }.joined()
    let rows = sheet.table.rows.map { cells in
      "<table:table-row>" + zip(cells, columns).map { cell($0, $1.kind) }.joined() + "</table:table-row>"
    }
    return
      "<table:table table:name=\"\(escaped(sheet.name))\"><table:table-row>\(cell(sheet.title))</table:table-row>"
      + "<table:table-header-rows><table:table-row>\(header)</table:table-row></table:table-header-rows>"
      + rows.joined() + "</table:table>"
  }

  private static func cell(_ text: String) -> String {
    guard !text.isEmpty else { return "<table:table-cell/>" }
    return
      "<table:table-cell office:value-type=\"string\"><text:p>\(escaped(text))</text:p></table:table-cell>"
  }

  private static func cell(_ cell: OutputCell, _ kind: OutputColumn.Kind) -> String {
    let value: String
    switch cell {
    case .text(let text), .missing(let text): return Self.cell(text)
    case .number(let number) where !number.isFinite: return Self.cell("")
    case .number, .count: value = cell.exact
    }
    let shown = escaped(cell.shown(as: kind))
    let (type, style): (String, String) =
      switch kind {
      case .perCent(let decimals): ("percentage", "cp\(min(6, decimals))")
      case .number(let decimals?): ("float", "cn\(min(6, decimals))")
      case .pValue: ("float", "cn4")
      case .text, .number(decimals: nil): ("float", "")
      }
    let styled = style.isEmpty ? "" : " table:style-name=\"\(style)\""
    return
      "<table:table-cell\(styled) office:value-type=\"\(type)\" office:value=\"\(value)\"><text:p>\(shown)</text:p>"
      + "</table:table-cell>"
  }

  private static func escaped(_ text: String) -> String { MarkupText.escaped(text) }
}

/// Texts within markup.
enum MarkupText {
  /// A text with the signs of markup replaced, and without what XML cannot hold.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\r", "\t": escaped += " "
      case _ where scalar.value < 0x20: escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

/// Archives packed by libzip in memory.
package enum ZipOutput {
  /// Packs files in their order, all of one time, so that the same content gives the same bytes.
  package static func archive(
    _ files: [(name: String, bytes: [UInt8], isDeflated: Bool)]
  ) throws(TableError) -> [UInt8] {
    func failure() -> TableError { .cannotWrite(path: "a spreadsheet", reason: "it could not be packed") }
    var error = zip_error_t()
    zip_error_init(&error)
    guard let target = zip_source_buffer_create(nil, 0, 0, &error) else { throw failure() }
    zip_source_keep(target)
    defer { zip_source_free(target) }
    guard let archive = zip_open_from_source(target, ZIP_TRUNCATE, &error) else { throw failure() }
    var memory: [UnsafeMutableRawPointer] = []
    defer { for piece in memory { piece.deallocate() } }
    for file in files {
      let piece = UnsafeMutableRawPointer.allocate(byteCount: max(1, file.bytes.count), alignment: 16)
      piece.copyMemory(from: file.bytes, byteCount: file.bytes.count)
      memory.append(piece)
      guard let source = zip_source_buffer(archive, piece, zip_uint64_t(file.bytes.count), 0) else {
        zip_discard(archive)
        throw failure()
      }
      let index = zip_file_add(archive, file.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
      guard index >= 0 else {
        zip_source_free(source)
        zip_discard(archive)
        throw failure()
      }
      let method = file.isDeflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE
      zip_set_file_compression(archive, zip_uint64_t(index), zip_int32_t(method), 6)
      // 1 January 1980, the first that an archive can say.
      zip_file_set_dostime(archive, zip_uint64_t(index), 0, 33, 0)
    }
    guard zip_close(archive) == 0 else {
      zip_discard(archive)
      throw failure()
    }
    guard zip_source_open(target) == 0 else { throw failure() }
    defer { zip_source_close(target) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes {
        zip_source_read(target, $0.baseAddress, zip_uint64_t($0.count))
      }
      guard count >= 0 else { throw failure() }
      if count == 0 { return bytes }
      bytes += chunk[..<Int(count)]
    }
  }
}
