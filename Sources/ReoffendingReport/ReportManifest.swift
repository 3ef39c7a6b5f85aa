import Foundation
import Tables

/// What a report contains, for programs: every figure with its files, words and numbers.
struct ReportManifest: Encodable {
  /// One figure.
  struct Entry: Encodable {
    let name: String
    let data: [String]
    let files: [String]
    let headline: String
    let subtitle: String
    let source: String
    let notes: [String]
    let alternativeText: String
    let sentences: [String]
    let width: Double
    let height: Double
    let table: OutputTable

    private enum CodingKeys: String, CodingKey {
      case name, data, files, headline, subtitle, source, notes, alternativeText, sentences, width, height
    }
  }

  let title: String
  let configuration: String
  let figures: [Entry]

  /// The manifest as JSON with sorted keys.
  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// The sentences of all figures, as Markdown.
  var sentences: String {
    var text = "# \(title)\n"
    for figure in figures {
      text += "\n## \(MarkdownText.inert(figure.headline.isEmpty ? figure.name : figure.headline))\n\n"
      text += figure.sentences.map { "- \(MarkdownText.inert($0))\n" }.joined()
      if !figure.notes.isEmpty { text += "\n" + figure.notes.map { "Note: \($0)\n" }.joined(separator: "\n") }
    }
    return text
  }
}
