import Tables

/// The report as one page: figures with alternative text, their data in a fold, sentences.
struct ReportPage {
  /// A heading with its figures.
  struct Section {
    let title: String
    let text: String?
    let entries: [ReportManifest.Entry]
  }

  let title: String
  let text: String?
  let sections: [Section]

  /// The page, complete in itself but for the pictures beside it.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="en-GB">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(escaped(title))</title>
    <style>
    body { font: 18px/1.5 Arial, "Liberation Sans", sans-serif; color: #1a1a1a; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
    h1, h2 { line-height: 1.2; }
    figure { margin: 2rem 0; }
    figure img { width: 100%; height: auto; }
    table { border-collapse: collapse; font-size: 14px; margin: 1rem 0; }
    th, td { padding: 0.2rem 0.6rem; border-bottom: 1px solid #d9d9d9; text-align: left; vertical-align: top; }
    th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
    .scroll { overflow-x: auto; }
    </style>
    </head>
    <body>
    <main>
    <h1>\(escaped(title))</h1>
    \(text.map { "<p>\(escaped($0))</p>\n" } ?? "")\(sections.map(section).joined())</main>
    </body>
    </html>

    """
  }

  private func section(_ section: Section) -> String {
    "<section>\n<h2>\(escaped(section.title))</h2>\n"
      + (section.text.map { "<p>\(escaped($0))</p>\n" } ?? "") + section.entries.map(figure).joined()
      + "</section>\n"
  }

  private func figure(_ entry: ReportManifest.Entry) -> String {
    let sentences = entry.sentences.map { "<li>\(escaped($0))</li>\n" }.joined()
    let notes = entry.notes.map { "<p>Note: \(escaped($0))</p>\n" }.joined()
    return """
      <figure id="\(entry.name)">
      <img src="figures/\(entry.name).svg" alt="\(escaped(entry.alternativeText))" width="\(Int(entry.width))" height="\(Int(entry.height))">
      </figure>
      <details>
      <summary>What the figure says, and its data</summary>
      <ul>
      \(sentences)</ul>
      \(notes)<div class="scroll">
      \(table(entry.table))</div>
      <p><a href="tables/\(entry.name).csv">Data as CSV</a>, <a href="figures/\(entry.name).png">figure as PNG</a>, <a href="figures/\(entry.name).pdf">as PDF</a></p>
      </details>

      """
  }

  private func table(_ table: OutputTable) -> String {
    func cell(_ text: String, _ column: OutputColumn, _ tag: String) -> String {
      "<\(tag)\(column.alignment == .right ? " class=\"number\"" : "")>\(escaped(text))</\(tag)>"
    }
    let head = table.columns.map { cell($0.title, $0, "th") }.joined()
    let rows = table.rows.map { row in
      "<tr>" + zip(row, table.columns).map { cell($0.shown(as: $1.kind), $1, "td") }.joined() + "</tr>\n"
    }
    return "<table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(rows.joined())</tbody>\n</table>\n"
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}
