/// A figure of a document that is to be marked in a copy of it, with the reason.
public struct DocumentMark: Hashable, Sendable {
  /// The line or paragraph of the document.
  public let line: Int
  /// The figure as printed.
  public let text: String
  /// What is said of it.
  public let reason: String

  /// Joins a place, a figure and a reason.
  public init(line: Int, text: String, reason: String) {
    self.line = line
    self.text = text
    self.reason = reason
  }
}

extension TextDocument {
  /// A copy of a page of HTML or of a PDF with its own words, in which figures are marked and the reasons stand beside.
  ///
  /// - Returns: the copy, and how many of the marks have found their figure; nil for other kinds of documents.
  /// - Throws: `TableError.damaged` where the document cannot be read or written.
  public static func annotated(
    _ bytes: [UInt8], kind: Kind, source: String, marks: [DocumentMark]
  ) throws(TableError) -> (bytes: [UInt8], placed: Int)? {
    switch kind {
    case .html: try HTMLAnnotator.annotated(bytes, source: source, marks: marks)
    case .pdf: try PDFReader.annotated(bytes, source: source, marks: marks)
    case .plain, .markdown, .word, .spreadsheet, .separated: nil
    }
  }
}
