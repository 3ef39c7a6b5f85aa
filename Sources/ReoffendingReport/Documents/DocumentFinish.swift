import Foundation
import Tables

/// What older versions of pandoc leave out of a document: alternative texts, its language and a time that does not
/// depend on the clock.
struct DocumentFinish {
  let format: DocumentFormat
  /// The alternative texts of the figures, by the name of the picture file and in their order.
  let alternatives: [(file: String, text: String)]
  /// The language as in `en-GB`.
  let language: String
  /// Whether it has styles of one's own, which then stay as they are.
  let hasStyles: Bool

  /// A finished document.
  ///
  /// - Throws: `TableError` where it is no archive.
  func finished(_ bytes: [UInt8]) throws -> [UInt8] {
    guard format != .tex else { return bytes }
    return try ZipRewriting.rewritten(bytes, source: "report.\(format.rawValue)") { name, content in
      guard name.hasSuffix(".xml") else { return content }
      let text = String(decoding: content, as: UTF8.self)
      switch format {
      case .docx where name == "word/document.xml" && !hasStyles: return Array(withSmallTables(text).utf8)
      case .odt where name == "content.xml": return Array(withDescriptions(text).utf8)
      case .odt where name == "styles.xml": return Array(openDocumentLanguage(text).utf8)
      case .pptx where name.hasPrefix("ppt/slideLayouts/") && !hasStyles:
        // Titles are words of the report, which capitals make hard to read.
        return Array(text.replacing(" cap=\"all\"", with: "").utf8)
      case .pptx where name.hasPrefix("ppt/slides/") || name.hasPrefix("ppt/notesSlides/"):
        return Array(slide(text).utf8)
      default: return content
      }
    }
  }

  /// The words of tables in nine points, so that a number has room in its column.
  private func withSmallTables(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.range(of: "<w:tbl>"), let end = rest[start.upperBound...].range(of: "</w:tbl>") {
      result += rest[..<start.lowerBound]
      result += rest[start.lowerBound..<end.upperBound].replacing(
        "<w:r><w:t", with: "<w:r><w:rPr><w:sz w:val=\"18\" /><w:szCs w:val=\"18\" /></w:rPr><w:t")
      rest = rest[end.upperBound...]
    }
    return result + rest
  }

  /// Frames of OpenDocument whose picture has no description get one each, in the order of the figures.
  private func withDescriptions(_ text: String) -> String {
    guard !text.contains("<svg:desc>") else { return text }
    var result = ""
    var rest = text[...]
    for alternative in alternatives {
      guard let image = rest.range(of: "<draw:image "), let end = rest[image.lowerBound...].range(of: "/>")
      else { break }
      result += rest[..<end.upperBound]
      result += "<svg:desc>\(HTMLText.escaped(alternative.text))</svg:desc>"
      rest = rest[end.upperBound...]
    }
    return result + rest
  }

  /// The language of the default style of paragraphs.
  private func openDocumentLanguage(_ text: String) -> String {
    guard !text.contains("fo:language") else { return text }
    let parts = language.split(separator: "-")
    let country = parts.count > 1 ? String(parts[1]) : "GB"
    let properties = "<style:text-properties fo:language=\"\(parts.first ?? "en")\" fo:country=\"\(country)\""
    guard let style = text.range(of: "<style:default-style style:family=\"paragraph\""),
      let end = text[style.upperBound...].range(of: "</style:default-style>")
    else { return text }
    let body = text[style.lowerBound..<end.lowerBound]
    if let own = body.range(of: "<style:text-properties") {
      return text.replacingCharacters(in: own, with: properties)
    }
    return text.replacingCharacters(in: end.lowerBound..<end.lowerBound, with: properties + "/>")
  }

  /// The sentence under a picture in fourteen points, with which it has room in the box that pandoc makes.
  private func withSmallCaptions(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.range(of: "txBox=\"1\""), let end = rest[start.upperBound...].range(of: "</p:sp>")
    {
      result += rest[..<start.lowerBound]
      result += rest[start.lowerBound..<end.upperBound].replacing("<a:rPr />", with: "<a:rPr sz=\"1400\" />")
      rest = rest[end.upperBound...]
    }
    return result + rest
  }

  /// Pictures of a slide described by their figure's text instead of their file's name, and its words of their language.
  private func slide(_ text: String) -> String {
    var text = text
    for alternative in alternatives {
      text = text.replacing(
        "descr=\"figures/\(alternative.file)\"", with: "descr=\"\(HTMLText.escaped(alternative.text))\"")
    }
    if !hasStyles, let start = text.range(of: "<p:ph type=\"title\""),
      let end = text[start.upperBound...].range(of: "</p:sp>")
    {
      // Titles are findings in a sentence, for which the usual 44 points leave no room.
      let title = text[start.lowerBound..<end.lowerBound].replacing(
        "<a:rPr />", with: "<a:rPr sz=\"2400\" />")
      text.replaceSubrange(start.lowerBound..<end.lowerBound, with: title)
    }
    if !hasStyles { text = withSmallCaptions(text) }
    return text.replacing("<a:rPr />", with: "<a:rPr lang=\"\(language)\" />")
      .replacing("<a:rPr ", with: "<a:rPr lang=\"\(language)\" ")
      .replacing("<a:rPr lang=\"\(language)\" lang=\"\(language)\" ", with: "<a:rPr lang=\"\(language)\" ")
  }
}
