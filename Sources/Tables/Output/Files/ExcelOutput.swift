internal import CXlsxWriter

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension SpreadsheetDocument {
  /// The bytes of an Excel workbook, written by libxlsxwriter.
  ///
  /// - Throws: `TableError.cannotWrite` where the library could not write it.
  package func xlsx() throws(TableError) -> [UInt8] {
    var template = Array("/tmp/reoffending-XXXXXX.xlsx".utf8CString)
    if let folder = getenv("TMPDIR").map({ String(cString: $0) }), !folder.isEmpty, access(folder, W_OK) == 0
    {
      template = Array("\(folder)/reoffending-XXXXXX.xlsx".utf8CString)
    }
    let descriptor = mkstemps(&template, 5)
    guard descriptor >= 0 else {
      throw .cannotWrite(path: "a temporary file", reason: SystemError.words(errno))
    }
    close(descriptor)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    guard let book = workbook_new(path) else {
      throw .cannotWrite(path: path, reason: "the workbook could not be started")
    }
    setProperties(of: book)
    let bold = workbook_add_format(book)
    format_set_bold(bold)
    writeLines(cover, named: "Cover", book, bold)
    for sheet in sheets { write(sheet, book, bold) }
    if !notes.isEmpty { writeLines(["Notes"] + notes, named: "Notes", book, bold) }
    let code = workbook_close(book)
    guard code == LXW_NO_ERROR else {
      let words = lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
      throw .cannotWrite(path: path, reason: words)
    }
    return try FileInput.read(path)
  }

  /// Title and time; the time is that of SOURCE_DATE_EPOCH, or the first that an archive can say, so that the same content
  /// gives the same bytes.
  private func setProperties(of book: UnsafeMutablePointer<lxw_workbook>) {
    let epoch = getenv("SOURCE_DATE_EPOCH").flatMap { Int(String(cString: $0)) } ?? 315_532_800
    let title = strdup(title)
    defer { free(title) }
    var properties = lxw_doc_properties()
    properties.title = title
    properties.created = time_t(epoch)
    workbook_set_properties(book, &properties)
  }

  private func writeLines(
    _ lines: [String], named name: String, _ book: UnsafeMutablePointer<lxw_workbook>,
    _ bold: UnsafeMutablePointer<lxw_format>?
  ) {
    let sheet = workbook_add_worksheet(book, name)
    worksheet_set_column(sheet, 0, 0, 100, nil)
    for (row, line) in lines.enumerated() {
      worksheet_write_string(sheet, lxw_row_t(row), 0, line, row == 0 ? bold : nil)
    }
  }

  private func write(
    _ sheet: Sheet, _ book: UnsafeMutablePointer<lxw_workbook>, _ bold: UnsafeMutablePointer<lxw_format>?
  ) {
    let page = workbook_add_worksheet(book, sheet.name)
    worksheet_write_string(page, 0, 0, sheet.title, bold)
    let columns = sheet.table.columns
    let right = workbook_add_format(book)
    format_set_align(right, UInt8(LXW_ALIGN_RIGHT.rawValue))
    for (place, column) in columns.enumerated() {
      let format = workbook_add_format(book)
      format_set_num_format(format, column.numberFormat)
      let isNumeric = column.kind != .text
      worksheet_write_string(page, 1, lxw_col_t(place), column.titleWithUnit, bold)
      var width = DisplayWidth.of(column.titleWithUnit)
      for (row, cells) in sheet.table.rows.enumerated() {
        let (line, field) = (lxw_row_t(row + 2), lxw_col_t(place))
        width = max(width, DisplayWidth.of(cells[place].shown(as: column.kind)))
        switch cells[place] {
        case .number(let value) where value.isFinite: worksheet_write_number(page, line, field, value, format)
        case .count(let value): worksheet_write_number(page, line, field, Double(value), format)
        case .text(let text), .missing(let text):
          if !text.isEmpty { worksheet_write_string(page, line, field, text, isNumeric ? right : nil) }
        case .number: break
        }
      }
      worksheet_set_column(page, lxw_col_t(place), lxw_col_t(place), Double(min(60, width + 2)), nil)
    }
    guard !columns.isEmpty, !sheet.table.rows.isEmpty else { return }
    var headers = columns.map { _ in lxw_table_column() }
    let titles = columns.map { strdup($0.titleWithUnit) }
    defer { for title in titles { free(title) } }
    for place in headers.indices { headers[place].header = titles[place] }
    headers.withUnsafeMutableBufferPointer { buffer in
      var pointers: [UnsafeMutablePointer<lxw_table_column>?] = buffer.indices.map { place in
        buffer.baseAddress.map { $0 + place }
      }
      pointers.append(nil)
      pointers.withUnsafeMutableBufferPointer { list in
        var options = lxw_table_options()
        options.columns = list.baseAddress
        options.no_autofilter = UInt8(LXW_TRUE.rawValue)
        worksheet_add_table(
          page, 1, 0, lxw_row_t(sheet.table.rows.count + 1), lxw_col_t(columns.count - 1), &options)
      }
    }
  }
}
