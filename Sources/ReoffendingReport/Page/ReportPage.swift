import ChartGrammar
import Studies
import Foundation
import Tables

/// The report as one page: what was found first, then figures with their sentences, data and methods.
///
/// Everything is in the page but the downloads beside it; it can be read without scripts, on a phone, in the dark and on
/// paper.
struct ReportPage {
  private let contents: ReportContents
  private let isSingleFile: Bool
  private var words: ReportWords { contents.words }

  init(_ contents: ReportContents, isSingleFile: Bool) {
    self.contents = contents
    self.isSingleFile = isSingleFile
  }

  /// The page.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="\(words.tag)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="reoffending">
    <title>\(escaped(contents.title))</title>
    <style>
    \(PageStyle.css)
    </style>
    </head>
    <body>
    <a class="skip" href="#page.content">\(words.skip)</a>
    <main id="page.content">
    \(front)\(contents.sections.enumerated().map(section).joined())\(back)</main>
    <script>
    \(PageScript.javaScript)
    </script>
    </body>
    </html>

    """
  }

  /// Title, summary of findings and contents.
  private var front: String {
    let findings = contents.findings.map { finding in
      let figure = finding.figure
      return """
        <li><a href="#\(figure.name)"\(ofFindings)>\(escaped(figure.heading))</a>\(groupSentence(figure)) <span class="certainty">\
        \(words.certainty): <span\(ofFindings)>\(escaped(lowered(figure.certainty.words)))</span> (\(words.figure.lowercased()) \
        \(finding.numbers.map(String.init).joined(separator: ", ")))</span></li>

        """
    }
    let list = contents.sections.enumerated().map { index, section in
      let figures = section.figures.map { figure in
        "<li><a href=\"#\(figure.name)\"\(ofFindings)>\(words.figure) \(figure.number). \(escaped(figure.heading))</a></li>\n"
      }
      return
        "<li><a href=\"#page.section-\(index + 1)\">\(escaped(section.title))</a>\n<ul>\n\(figures.joined())</ul>\n</li>\n"
    }
    return """
      <div class="front">
      <h1\(ofFindings)>\(escaped(contents.title))</h1>
      \(contents.text.map { "<p class=\"lead\"\(ofFindings)>\(escaped($0))</p>\n" } ?? "")<h2 id="page.summary">\(words.summary)</h2>
      <ul class="summary">
      \(findings.joined())</ul>
      <nav aria-labelledby="page.contents">
      <h2 id="page.contents">\(words.contents)</h2>
      <ol class="contents">
      \(list.joined())<li><a href="#page.how-to-read">\(words.howToRead)</a></li>
      \(contents.readings.isEmpty ? "" : "<li><a href=\"#page.methods\">\(words.methods)</a></li>\n")\
      \(contents.sources.isEmpty ? "" : "<li><a href=\"#page.sources\">\(words.sources)</a></li>\n")</ol>
      </nav>
      </div>

      """
  }

  /// What the figure says of the group that the report is about.
  private func groupSentence(_ figure: ReportFigure) -> String {
    figure.groupSentence.map { " <span class=\"group\"\(ofFindings)>\(escaped($0))</span>" } ?? ""
  }

  /// How to read, how the data were read, sources and what can be downloaded.
  private var back: String {
    var text =
      "<section aria-labelledby=\"page.how-to-read\">\n<h2 id=\"page.how-to-read\">\(words.howToRead)</h2>\n<ul>\n"
    text += (words.howToReadText + (contents.hides ? [words.hidden] : [])).map { "<li>\(escaped($0))</li>\n" }
      .joined()
    text += "</ul>\n</section>\n"
    if !contents.readings.isEmpty {
      text +=
        "<section aria-labelledby=\"page.methods\">\n<h2 id=\"page.methods\">\(words.methods)</h2>\n<ul>\n"
      text +=
        contents.readings.map { "<li\(ofFindings)>\(escaped($0))</li>\n" }.joined() + "</ul>\n</section>\n"
    }
    if !contents.sources.isEmpty {
      text +=
        "<section aria-labelledby=\"page.sources\">\n<h2 id=\"page.sources\">\(words.sources)</h2>\n<ul>\n"
      text +=
        contents.sources.map { "<li\(ofFindings)>\(escaped($0))</li>\n" }.joined() + "</ul>\n</section>\n"
    }
    if !isSingleFile {
      text += "<p class=\"downloads\">\(words.allTables): <a href=\"tables.xlsx\">Excel</a>, "
      text += "<a href=\"tables.ods\">OpenDocument</a></p>\n"
    }
    return text
  }

  private func section(_ index: Int, _ section: ReportContents.Section) -> String {
    """
    <section aria-labelledby="page.section-\(index + 1)">
    <h2 id="page.section-\(index + 1)"\(ofFindings)>\(escaped(section.title))</h2>
    \(section.text.map { "<p\(ofFindings)>\(escaped($0))</p>\n" } ?? "")\(section.figures.map(figure).joined())</section>

    """
  }

  private func figure(_ figure: ReportFigure) -> String {
    let sentences = figure.ownSentences
    let said = sentences.dropFirst().map { "<li>\(escaped($0))</li>\n" }.joined()
    let subtitle = figure.figure.text.subtitle
    let source =
      figure.source.isEmpty
      ? "" : "<p class=\"source\">\(words.source): <span\(ofFindings)>\(escaped(figure.source))</span></p>\n"
    let notes = figure.notes.map {
      "<p class=\"note\">\(words.note): <span\(ofFindings)>\(escaped($0))</span></p>\n"
    }
    let alternative = figure.shortAlternative
    let narrow = figure.narrow.map {
      "<div class=\"narrow\">\n\(InlineSVG.markup($0, label: alternative))</div>\n"
    }
    let first = sentences.first.map { "<p\(ofFindings)>\(escaped($0))</p>\n" } ?? ""
    let rest = sentences.count > 1 ? "<ul\(ofFindings)>\n\(said)</ul>\n" : ""
    let other = figure.saidBy.map { number in
      "<p>\(words.alsoSaid) <a href=\"#\(contents.figures[number - 1].name)\">\(words.figure.lowercased()) \(number)</a>.</p>\n"
    }
    return """
      <h3 id="\(figure.name)"\(ofFindings)>\(escaped(figure.heading))</h3>
      \(subtitle.isEmpty ? "" : "<p class=\"subtitle\"\(ofFindings)>\(escaped(subtitle))</p>\n")\
      <figure id="page.figure-\(figure.number)"\(narrow == nil ? "" : " class=\"has-narrow\"")>
      <div class="card">
      <div class="wide">
      \(InlineSVG.markup(figure.plain, label: alternative))</div>
      \(narrow ?? "")</div>
      <figcaption>\(words.figure) \(figure.number). \(words.longDescription) \(words.certainty): \
      <span\(ofFindings)>\(escaped(lowered(figure.certainty.words)))</span>.</figcaption>
      </figure>
      \(first)\(source)<details open>
      <summary>\(words.figure) \(figure.number): \(words.dataAndDownloads)</summary>
      \(rest)\(other ?? "")\(table(figure))\(notes.joined())\(downloads(figure))</details>

      """
  }

  private func downloads(_ figure: ReportFigure) -> String {
    let name = figure.name
    guard !isSingleFile else {
      let csv = figure.files.first { $0.path == "tables/\(name).csv" }?.bytes ?? []
      let data = Data(csv).base64EncodedString()
      return
        "<p class=\"downloads\"><a download=\"\(name).csv\" href=\"data:text/csv;charset=utf-8;base64,\(data)\">"
        + "\(words.figure) \(figure.number): \(words.asCSV)</a></p>\n"
    }
    let links = [
      ("tables/\(name).csv", words.asCSV), ("figures/\(name).png", words.asPNG),
      ("figures/\(name).svg", words.asSVG),
      ("figures/\(name).pdf", words.asPDF),
    ]
    return "<p class=\"downloads\">\(words.figure) \(figure.number): "
      + links.map { "<a href=\"\($0.0)\">\($0.1)</a>" }.joined(separator: ", ") + "</p>\n"
  }

  private func table(_ figure: ReportFigure) -> String {
    func style(_ column: OutputColumn) -> String { column.alignment == .right ? " class=\"figures\"" : "" }
    let table = figure.pageTable
    let columns = table.columns
    let titles = Self.distinct(columns.map(\.title))
    let head = zip(titles, columns).map { "<th scope=\"col\"\(style($1))>\(escaped($0))</th>" }
    let rows = table.rows.map { row in
      let cells = zip(row, columns).enumerated().map { index, pair -> String in
        let shown = escaped(pair.0.shown(as: pair.1.kind))
        if index == 0, !shown.isEmpty { return "<th scope=\"row\"\(style(pair.1))>\(shown)</th>" }
        return "<td\(style(pair.1))\(Self.value(pair.0))>\(shown)</td>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    let caption = "\(words.data): \(figure.heading)"
    let filter =
      table.rows.count < 8
      ? ""
      : """
      <p class="tools" data-table="page.table-\(figure.number)" hidden><label>\(words.filter) <input type="search" \
      aria-controls="page.table-\(figure.number)"></label> <output data-words="\(words.rows)"></output></p>

      """
    return """
      \(filter)<div class="scroll" tabindex="0" role="region" aria-label="\(words.figure) \(figure.number): \(words.data)">
      <table class="sortable\(table.rows.count > Self.mostOnPage ? "" : " short")" id="page.table-\(figure.number)" data-figure="page.figure-\(figure.number)"\(ofFindings)>
      <caption><span>\(escaped(caption))</span></caption>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table>
      </div>

      """
  }

  /// Tables of more rows than this go over a page's end.
  private static let mostOnPage = 34

  /// The number behind a cell, by which rows are sorted.
  private static func value(_ cell: OutputCell) -> String {
    switch cell {
    case .number(let value) where value.isFinite: " data-value=\"\(value)\""
    case .count(let value): " data-value=\"\(value)\""
    case .number, .text, .missing: ""
    }
  }

  /// Titles of which none is there twice: a second “from” becomes “from (2)”.
  private static func distinct(_ titles: [String]) -> [String] {
    var counts: [String: Int] = [:]
    return titles.map { title in
      counts[title, default: 0] += 1
      let count = counts[title] ?? 1
      return count > 1 && !title.isEmpty ? "\(title) (\(count))" : title
    }
  }

  /// Findings stay in English within a page of another language.
  private var ofFindings: String {
    words.tag == ReportWords.findings ? "" : " lang=\"\(ReportWords.findings)\""
  }

  private func lowered(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }

  private func escaped(_ text: String) -> String { HTMLText.escaped(text) }
}
