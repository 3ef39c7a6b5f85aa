public import NotebookSupport
public import Tables

extension OutputTable: NotebookDisplayable {
  /// A table of a page, and aligned text, both of the first rows only.
  public func notebookForms() -> [NotebookForm] {
    let shown = OutputTable(columns: columns, rows: Array(rows.prefix(.shownRows)))
    guard rows.count > .shownRows else { return [.html(shown.html), .plainText(shown.text())] }
    let more = "\(rows.count - .shownRows) more of \(rows.count) rows"
    return [.html(shown.html + "<p>\(more)</p>\n"), .plainText(shown.text() + more + "\n")]
  }

  private var html: String {
    let head = columns.map { "<th scope=\"col\"\(style(of: $0))>\(escaped($0.title))</th>" }.joined()
    let body = rows.map { row in
      let cells = zip(row, columns).map { "<td\(style(of: $1))>\(escaped($0.shown(as: $1.kind)))</td>" }
      return "<tr>\(cells.joined())</tr>\n"
    }
    return "<table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(body.joined())</tbody>\n</table>\n"
  }

  private func style(of column: OutputColumn) -> String {
    " style=\"text-align: \(column.alignment == .right ? "right" : "left")\""
  }
}

extension Table: NotebookDisplayable {
  /// The first rows, as they stand in the file.
  public func notebookForms() -> [NotebookForm] {
    let shown = OutputTable(
      columns: columns.map { OutputColumn(key: $0.name) },
      rows: (0..<Swift.min(rowCount, .shownRows)).map { row in
        columns.map { .text(cell(row: row, column: $0).text) }
      })
    let summary = "\(rowCount) rows and \(columns.count) columns of \(source)"
    return shown.notebookForms().map { form in
      switch form.mediaType {
      case "text/html": .html(form.content + "<p>\(escaped(summary))</p>\n")
      default: .plainText(form.content + summary + "\n")
      }
    }
  }
}

extension Int {
  /// As many rows as a reader looks through; a file of persons has millions.
  fileprivate static let shownRows = 50
}

private func escaped(_ text: String) -> String {
  text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
}
