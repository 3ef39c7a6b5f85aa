/// A value that a notebook shows as more than plain text.
///
/// A cell may conform a type of its own, and gives as many forms as it has; the front end takes the best it knows.
public protocol NotebookDisplayable {
  /// The forms in which the value can be shown.
  func notebookForms() throws -> [NotebookForm]
}

/// One form of a value that is shown in a notebook.
public struct NotebookForm: Hashable, Sendable {
  /// The media type, such as `image/svg+xml`.
  public let mediaType: String
  /// The content: text, or Base64 for a form that is not text.
  public let content: String

  /// A form of any media type.
  public init(mediaType: String, content: String) {
    self.mediaType = mediaType
    self.content = content
  }

  /// Plain text, for front ends that show nothing else.
  public static func plainText(_ text: String) -> NotebookForm {
    NotebookForm(mediaType: "text/plain", content: text)
  }

  /// A part of a page.
  public static func html(_ markup: String) -> NotebookForm {
    NotebookForm(mediaType: "text/html", content: markup)
  }

  /// Text with Markdown's marks.
  public static func markdown(_ text: String) -> NotebookForm {
    NotebookForm(mediaType: "text/markdown", content: text)
  }

  /// A drawing that scales.
  public static func svg(_ markup: String) -> NotebookForm {
    NotebookForm(mediaType: "image/svg+xml", content: markup)
  }
}
