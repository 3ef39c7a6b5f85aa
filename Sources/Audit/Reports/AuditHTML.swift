import Numbers

/// An audit as a page: the document's own words and tables with each finding marked, so that it can be forwarded.
struct AuditHTML {
  private let report: AuditReport
  private let title: String

  init(_ report: AuditReport, title: String) {
    self.report = report
    self.title = title
  }

  /// The page.
  var text: String {
    let found = report.contradictions
    var body =
      "<h1>\(Self.escaped(title))</h1>\n<p class=\"headline\">\(Self.escaped(report.headline)).</p>\n"
    if !found.isEmpty {
      body += "<h2>What contradicts what</h2>\n<ol>\n"
      for one in found {
        let place = [one.placeWords, one.label].filter { !$0.isEmpty }.joined(separator: ": ")
        body +=
          "<li>" + (place.isEmpty ? "" : "<strong>\(Self.escaped(place))</strong>: ")
          + Self.escaped(one.message) + "."
        if let likely = one.likely { body += " <em>Likely: \(Self.escaped(likely)).</em>" }
        body += "</li>\n"
      }
      body += "</ol>\n"
    }
    if !report.unchecked.isEmpty {
      body += "<h2>Not checked</h2>\n<ul>\n"
      for one in report.unchecked {
        body +=
          "<li>\(Self.escaped(report.place(one.line))): “\(Self.escaped(one.words))”: \(Self.escaped(one.reason))</li>\n"
      }
      body += "</ul>\n"
    }
    if !report.passages.isEmpty { body += "<h2>The text</h2>\n" + passages }
    body += report.tables.map(table).joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>\(Self.escaped(title))</title>
      <style>
      body { font: 16px/1.5 sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em; color: #222; }
      mark { background: #ffd8b0; border-bottom: 2px solid #b34700; }
      table { border-collapse: collapse; margin: 1em 0; } td, th { border: 1px solid #999; padding: 0.2em 0.6em; text-align: left; }
      .headline { font-size: 1.2em; } .reason { color: #8a3600; font-size: 0.9em; } .place { color: #555; font-size: 0.8em; }
      </style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
  }

  /// The passages with the findings marked, and their reasons below.
  private var passages: String {
    let wrong = report.prose.filter { $0.verdict == .inconsistent }
    return report.passages.enumerated().map { index, passage in
      let own = wrong.filter { $0.place.passage == index && !$0.place.characters.isEmpty }
        .sorted { $0.place.characters.lowerBound < $1.place.characters.lowerBound }
      let characters = Array(passage.text)
      var text = ""
      var place = 0
      for finding in own {
        let range = finding.place.characters.clamped(to: place..<max(place, characters.count))
        guard !range.isEmpty else { continue }
        text += Self.escaped(String(characters[place..<range.lowerBound]))
        text +=
          "<mark title=\"\(Self.escaped(finding.message))\">\(Self.escaped(String(characters[range])))</mark>"
        place = range.upperBound
      }
      text += Self.escaped(String(characters[place...]))
      let reasons = own.map { "<br><span class=\"reason\">▲ \(Self.escaped($0.message)).</span>" }.joined()
      let lines = text.replacing("\n", with: "<br>\n")
      return
        "<p><span class=\"place\">\(Self.escaped(report.place(passage.number)))</span><br>\n\(lines)\(reasons)</p>\n"
    }.joined()
  }

  private func table(_ audit: TableAudit) -> String {
    var reasons: [[Int]: String] = [:]
    for rule in audit.result.rules {
      for finding in rule.findings(.inconsistent) {
        let column = audit.table.columns.firstIndex { column in
          finding.figure.map { $0.name == column.name || $0.name == "total of \(column.name)" } ?? false
        }
        reasons[[finding.row - 1, column ?? 0]] = finding.message
      }
    }
    var text = "<h2>\(Self.escaped(audit.table.name))</h2>\n<table>\n<tr>"
    text += audit.table.columns.map { "<th>\(Self.escaped($0.name))</th>" }.joined() + "</tr>\n"
    for row in 0..<min(audit.table.rowCount, 2_000) {
      text += "<tr>"
      for (index, column) in audit.table.columns.enumerated() {
        let cell = Self.escaped(column.texts[row])
        if let reason = reasons[[row, index]] {
          text +=
            "<td><mark title=\"\(Self.escaped(reason))\">\(cell)</mark><br><span class=\"reason\">\(Self.escaped(reason))</span></td>"
        } else {
          text += "<td>\(cell)</td>"
        }
      }
      text += "</tr>\n"
    }
    return text + "</table>\n"
  }

  private static func escaped(_ text: String) -> String {
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

extension AuditReport {
  /// The audit as a page with the document's own words and the findings marked in them.
  public func html(title: String) -> String { AuditHTML(self, title: title).text }
}
