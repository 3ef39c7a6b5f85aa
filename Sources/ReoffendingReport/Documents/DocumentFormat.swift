/// A document that pandoc writes of a report.
public enum DocumentFormat: String, Sendable, CaseIterable {
  /// Word.
  case docx
  /// OpenDocument text.
  case odt
  /// PowerPoint.
  case pptx
  /// LaTeX.
  case tex

  /// Whether it takes a document of one's own styles.
  var takesStyles: Bool { self != .tex }
}
